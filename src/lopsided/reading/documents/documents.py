"""Articles from the paths a user gives: files, directories, patterns, one after the other however many they are."""

from __future__ import annotations

import glob
import os
from collections import Counter
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING

from lopsided.errors import InputError
from lopsided.reading.documents.encoding import decode, reason_in, unfit
from lopsided.reading.formats.formats import Given, SetAside, article_in, object_in, texts_in
from lopsided.reading.formats.warc import pages_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

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
LINE_ENDINGS = (".jsonl", ".ndjson")
ASIDE_EACH = 100
"""Entries of one file that are set aside each with its reason; further ones are counted, for there may be millions."""


class Sources:
    """The articles in files, directories (recursively, in order of name) and patterns.

    Parameters
    ----------
    paths : iterable of str or Path
        As the user gave them.

    Raises
    ------
    InputError
        For a path that does not exist, an empty directory, or a file named on its own that is too large.

    Attributes
    ----------
    total, done : int
        Bytes of all files, and of what has been taken from them so far.
    """

    def __init__(self, paths: Iterable[str | Path]) -> None:
        given = list(paths)
        self._alone = len(given) == 1 and Path(given[0]).is_file()
        self._files = [file for path in given for file in _files(path)]
        self._folders = tuple(os.path.join(_absolute(path), "") for path in given if Path(path).is_dir())  # noqa: PTH118
        if not self._files:
            problem = "no document was given"
            raise InputError(problem, remedy="name a file or a directory with articles")
        if self._alone:
            _check_size(self._files[0], self._files[0].name)
        self.total = sum(size for path in self._files if (size := _size(path)) is not None)
        self.done = 0

    def __iter__(self) -> Iterator[Given | SetAside]:
        """Yield each article, still as it lies in its file, or what was set aside with its reason.

        Raises
        ------
        InputError
            On a file that cannot be read, if it is the only one asked for.
        """
        for path, name in zip(self._files, _names(self._files), strict=True):
            before = self.done
            yield from self._articles(path, name)
            self.done = before + (_size(path) or 0)

    @cached_property
    def _places(self) -> frozenset[str]:
        return frozenset(map(_absolute, self._files))

    def holds(self, place: str) -> bool:
        """Whether a file, or a folder that cannot be looked into, is among what there is to read."""
        return place in self._places

    def lacks(self, place: str) -> bool:
        """Whether no file is at a place that lies in one of the folders; not if that cannot be known."""
        if self.holds(place) or not place.startswith(self._folders):
            return False
        try:
            return S_ISDIR(os.stat(place).st_mode)  # noqa: PTH116 - what cannot be known is an error
        except (FileNotFoundError, NotADirectoryError):
            return True
        except OSError:
            return False

    def _articles(self, path: Path, name: str) -> Iterator[Given | SetAside]:
        count, place = 0, _absolute(path)
        try:
            for found in _summed_up(self._opened(path, name), name):
                count += isinstance(found, Given)
                given = replace(found, place=place + found.name.removeprefix(name))
                # one article of several is set aside, and the others go on
                whole = self._alone and given.name == name
                yield replace(given, alone=True) if whole and isinstance(given, Given) else given
        except InputError as error:
            if self._alone:
                raise
            yield SetAside(name, reason_in(error, name), place=place)
            return
        if self._alone and not count:
            raise unfit(name, "holds no article that can be read", "give a text, or one JSON object with a text a line")

    def _opened(self, path: Path, name: str) -> Iterator[Given | SetAside]:
        if not path.is_file():
            _look_into(path, name)
        lower = path.name.lower()
        if not lower.endswith((*TEXT_ENDINGS, *ARCHIVE_ENDINGS)) and path.suffix:
            raise unfit(name, "is of a kind that is not read", f"give {', '.join((*TEXT_ENDINGS, *ARCHIVE_ENDINGS))}")
        _check_size(path, name)
        try:
            with path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                if not size:  # what says so and yet has something to give, as the system's own files do, may never end
                    yield from texts_in(b"", name)
                elif lower.endswith(ARCHIVE_ENDINGS):
                    yield from self._followed(file, pages_in(file, name))
                elif lower.endswith(LINE_ENDINGS) and size > LARGEST:
                    yield from self._followed(file, _lines(file, name, size))
                else:
                    yield from texts_in(file.read(size), name)
        except OSError as error:
            raise unfit(name, "cannot be opened", f"check it ({error.strerror or error})") from error

    def _followed(self, file: BinaryIO, articles: Iterator[Given | SetAside]) -> Iterator[Given | SetAside]:
        """Keep account of how far a large file has been read."""
        before = self.done
        for given in articles:
            self.done = before + file.tell()
            yield given


def _summed_up(found: Iterator[Given | SetAside], name: str) -> Iterator[Given | SetAside]:
    """Yield what is in a file; of what is set aside the first, and at the end how many more there were."""
    aside, last = 0, ""
    for one in found:
        if isinstance(one, SetAside):
            aside, last = aside + 1, one.reason
        if isinstance(one, Given) or aside <= ASIDE_EACH:
            yield one
    if aside > ASIDE_EACH:
        yield SetAside(f"{name}#more", f"{aside - ASIDE_EACH:,} more entries hold no article (the last: {last})")


def _files(path: str | Path) -> list[Path]:
    """Return the files a path stands for.

    Raises
    ------
    InputError
        If there are none.
    """
    given = Path(path)
    if given.is_dir():
        files = sorted(_walked(given))
        if not files:
            raise unfit(str(given), "is a directory without files", "put articles in it")
        return files
    if given.exists() or given.is_symlink():
        return [given]
    matched = sorted(Path(p) for p in glob.glob(str(path), recursive=True) if Path(p).is_file())  # noqa: PTH207
    if not matched:
        raise unfit(str(given), "does not exist", "check the path")
    return matched


def _absolute(path: str | Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - links are not followed


def _walked(folder: Path) -> Iterator[Path]:
    """Yield all that lies in a folder and those in it, hidden ones left out, and folders that cannot be looked into."""
    shut: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=lambda error: shut.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in files if not name.startswith("."))
    yield from shut


def _look_into(path: Path, name: str) -> None:
    """Refuse what is no file with bytes in it.

    Raises
    ------
    InputError
    """
    if path.is_dir():
        raise unfit(name, "is a folder that cannot be looked into", "check that you may")
    if path.is_symlink() and not path.exists():
        raise unfit(name, "is a link that leads nowhere", "mend it")
    if not path.exists():
        raise unfit(name, "cannot be opened", "check that it is there and that you may read it")
    raise unfit(name, "is no file: a pipe, a device or the like", "give a file")


def _size(path: Path) -> int | None:
    """Return the bytes of a file, None where it is gone or out of reach: that is said when it is opened."""
    try:
        return path.stat().st_size
    except OSError:
        return None


def _check_size(path: Path, name: str) -> None:
    size = _size(path) or 0
    if size > LARGEST and not path.name.lower().endswith((*LINE_ENDINGS, *ARCHIVE_ENDINGS)):
        problem = f"is too large ({size / 1e6:.0f} MB, and {LARGEST / 1e6:.0f} MB is the most that is read)"
        raise unfit(name, problem, "split it into articles, one a file or one a JSON line")


def _names(paths: list[Path]) -> list[str]:
    """Return the file names, with as much of the path as makes each its own."""
    counts = Counter(p.name for p in paths)
    return [str(p.as_posix()) if counts[p.name] > 1 else p.name for p in paths]


def _lines(file: BinaryIO, name: str, size: int) -> Iterator[Given | SetAside]:
    """Yield the articles of a JSON lines file too large to be held, line by line.

    No line is begun beyond the size it had at first: a file that grows as fast as it is read would have no end.
    """
    number = 0
    while file.tell() < size and (line := file.readline(LARGEST + 1)):
        number += 1
        label = f"{name}#{number}"
        if len(line) > LARGEST:
            while line and not line.endswith(b"\n"):
                line = file.readline(LARGEST)
            yield SetAside(label, f"is larger than {LARGEST / 1e6:.0f} MB")
        elif line.strip():
            yield _article(line, label)


def _article(line: bytes, label: str) -> Given | SetAside:
    try:
        text, repaired = decode(line, label)
    except InputError as error:
        return SetAside(label, reason_in(error, label))
    article = article_in(object_in(text.lstrip("\ufeff")), label)
    return replace(article, repaired=repaired) if isinstance(article, Given) else article
