"""Documents from the paths a user gives: files, directories, patterns."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING

from lopsided.errors import InputError
from lopsided.reading.documents_encoding import unfit
from lopsided.reading.documents_language import language_of
from lopsided.reading.formats import Given, SetAside, texts_in
from lopsided.reading.formats_warc import pages_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST = 10_000_000
"""Bytes of the largest text that is read; an article has some ten thousand."""
TEXT_ENDINGS = (
    ".txt",
    ".text",
    ".md",
    ".html",
    ".htm",
    ".xhtml",
    ".json",
    ".jsonl",
    ".ndjson",
    ".xml",
    ".rss",
    ".atom",
)
ARCHIVE_ENDINGS = (".warc", ".warc.gz")
ENDINGS = (*TEXT_ENDINGS, *ARCHIVE_ENDINGS, "")


def gather(paths: Iterable[str | Path]) -> Iterator[Given | SetAside]:
    """Yield the texts of files, directories (recursively, in order of name) and patterns.

    A file named on its own must be readable; one found in a directory or by a pattern that is not is set aside with
    its reason, and so is a text in another language than English.

    Parameters
    ----------
    paths : iterable of str or Path
        As the user gave them.

    Raises
    ------
    InputError
        Before anything is read: for a path that does not exist, an empty directory, a file named on its own that is
        too large; on reading it: for one that holds no text.
    """
    found = [entry for path in paths for entry in _files(path)]
    if not found:
        problem = "no document was given"
        raise InputError(problem, remedy="name a file or a directory with articles")
    names = _names([path for path, _ in found])
    for (path, alone), name in zip(found, names, strict=True):
        yield from _texts(path, name, alone=alone)


def _files(path: str | Path) -> list[tuple[Path, bool]]:
    """Return the files a path stands for, each with whether it was named on its own."""
    given = Path(path)
    if given.is_dir():
        files = sorted(p for p in given.rglob("*") if p.is_file() and not _is_hidden(p.relative_to(given)))
        if not files:
            raise unfit(str(given), "is a directory without files", "put articles in it")
        return [(p, False) for p in files]
    if given.is_file():
        _check_size(given)
        return [(given, True)]
    matched = sorted(Path(p) for p in glob.glob(str(path), recursive=True) if Path(p).is_file())  # noqa: PTH207
    if not matched:
        raise unfit(str(given), "does not exist", "check the path")
    return [(p, False) for p in matched]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if size > LARGEST and not path.name.endswith((".jsonl", ".ndjson", *ARCHIVE_ENDINGS)):
        problem = f"is too large ({size / 1e6:.0f} MB, and {LARGEST / 1e6:.0f} MB is the most that is read)"
        raise unfit(path.name, problem, "split it into articles, one a file or one a JSON line")


def _names(paths: list[Path]) -> list[str]:
    """Return the file names, with as much of the path as makes each its own."""
    names = [p.name for p in paths]
    doubled = {n for n in names if names.count(n) > 1} if len(set(names)) < len(names) else set()
    return [str(p.as_posix()) if p.name in doubled else p.name for p in paths]


def _texts(path: Path, name: str, *, alone: bool) -> Iterator[Given | SetAside]:
    """Yield the texts of one file; what is wrong with it is raised if it was named on its own, else set aside."""
    count = 0
    try:
        for given in _open(path, name):
            count += isinstance(given, Given)
            yield _in_english(given)
    except InputError as error:
        if alone:
            raise
        yield SetAside(name, str(error))
        return
    if alone and not count:
        raise unfit(name, "holds no article that can be read", "give a text, or one JSON object with a text a line")


def _open(path: Path, name: str) -> Iterator[Given | SetAside]:
    if not path.name.lower().endswith(ENDINGS[:-1]) and path.suffix:
        raise unfit(name, "is of a kind that is not read", f"give {', '.join(TEXT_ENDINGS)}")
    _check_size(path)
    try:
        if path.name.lower().endswith(ARCHIVE_ENDINGS):
            yield from pages_in(path, name)
        else:
            yield from texts_in(path.read_bytes(), name)
    except OSError as error:
        raise unfit(name, "cannot be opened", f"check it ({error.strerror})") from error


def _in_english(given: Given | SetAside) -> Given | SetAside:
    if isinstance(given, SetAside):
        return given
    if len(given.text.encode("utf-8", "surrogatepass")) > LARGEST:
        return SetAside(given.name, f"is larger than {LARGEST / 1e6:.0f} MB")
    language = language_of(given.text)
    return given if language == "en" else SetAside(given.name, f"is not in English (looks like {language!r})")
