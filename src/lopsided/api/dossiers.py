"""Articles into a dossier, and a dossier's figures checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lopsided.api.imputed import imputed_shares
from lopsided.checks.check import check_from, check_object
from lopsided.checks.verdict import check_all
from lopsided.errors import DossierError, InputError, UsageError
from lopsided.records.store import Dossier
from lopsided.records.stories import stories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lopsided.checks.check import Check
    from lopsided.reading.formats import SetAside
    from lopsided.records.kinds import AnyRecord, Document

    Paths = str | Path | Sequence[str | Path]
    Read = tuple[Document, tuple[AnyRecord, ...]]
    Told = Callable[[str], None]


def open_dossier(path: str | Path, *, read_only: bool = True) -> Dossier:
    """Open a dossier that `read` made.

    Raises
    ------
    DossierError
        If there is none, it is no dossier, or it may not be opened.
    """
    return Dossier.open(path, read_only=read_only)


def read(
    paths: Paths,
    *,
    into: str | Path | None = None,
    published: str | None = None,
    reader: str = "rules",
    told: Told | None = None,
) -> Dossier:
    """Read articles into a dossier, gather their stories and check their figures.

    Documents the dossier holds already are passed over, so the same call goes on where an interrupted one stopped.

    Parameters
    ----------
    paths : path or sequence of paths
        Files, folders or patterns.
    into : path, optional
        Dossier to make or add to; in memory when left out.
    published : str, optional
        ISO date on which all of them were published, where you know it.
    reader : str
        Name of an installed reader (entry points ``lopsided.readers``); ``"rules"`` ships.
    told : callable, optional
        Called with the name of each document once it is in.

    Returns
    -------
    Dossier
        Open for writing; close it or use it in a ``with`` block.

    Raises
    ------
    InputError
        For a path that does not exist, an empty folder, or a file given by name that cannot be read; nothing is
        written then.
    DossierError
        If the dossier cannot be opened or written.
    """
    if into is None or Path(into).exists():
        dossier = Dossier.in_memory() if into is None else Dossier.open(into)
        return _fill(dossier, documents_in(paths, published=published, reader=reader, known=dossier.has), told)
    _folder_of(Path(into))
    found = documents_in(paths, published=published, reader=reader)
    first = next(found, None)
    return _fill(Dossier.create(into), ((first, *found) if first is not None else ()), told)


def documents_in(
    paths: Paths,
    *,
    published: str | None = None,
    reader: str = "rules",
    known: Callable[[str], bool] = lambda _digest: False,
) -> Iterator[Read | SetAside]:
    """Read articles one by one: each a document with its records, or set aside with a reason.

    Raises
    ------
    InputError
        As for `read`, and when nothing in a folder could be read.
    """
    from lopsided.reading.corpus import read_paths
    from lopsided.reading.formats import SetAside
    from lopsided.reading.reader import reader_named

    given = [paths] if isinstance(paths, str | Path) else list(paths)
    reasons: list[str] = []
    read_any = False

    def seen(digest: str) -> bool:
        nonlocal read_any
        found = known(digest)
        read_any = read_any or found
        return found

    for item in read_paths(given, published=_day(published), reader=reader_named(reader), known=seen):
        if isinstance(item, SetAside):
            reasons.append(f"{item.name}: {item.reason}")
        else:
            read_any = True
        yield item
    if not read_any:
        problem = "no article could be read"
        raise InputError(problem, subject=", ".join(map(str, given)), remedy="; ".join(reasons[:3]) or "name a file")


def checks_of(dossier: Dossier) -> tuple[Check, ...]:
    """Return the checks kept in a dossier."""
    return tuple(check_from(row) for row in dossier.checks())


def check(dossier: Dossier | str | Path) -> tuple[Check, ...]:
    """Hold every reported figure of a dossier against the data, and keep the checks where it is open for writing.

    Parameters
    ----------
    dossier : Dossier or path
    """
    if isinstance(dossier, Dossier):
        return check_all(dossier.records(kind="figure"), dossier.documents(), further=imputed_shares)
    with Dossier.open(dossier, read_only=True) as opened:
        return check(opened)


def check_text(text: str, *, published: str | None = None) -> tuple[Check, ...]:
    """Read a sentence or a text and check its figures.

    Parameters
    ----------
    text : str
    published : str, optional
        ISO date; without it the newest data are taken.
    """
    from lopsided.reading.pipeline import read_text

    if not text.strip():
        problem = "there is no text to check"
        raise InputError(problem, remedy="give a sentence with a number")
    document, records = read_text(text, name="given text", published=_day(published))
    return check_all(records, [document], further=imputed_shares)


def _fill(dossier: Dossier, found: Iterator[Read | SetAside] | Sequence[Read | SetAside], told: Told | None) -> Dossier:
    try:
        for item in found:
            if isinstance(item, tuple):
                document, records = item
                dossier.add(document, records)
                name = document.document
            else:
                dossier.set_aside(item.name, item.reason)
                name = item.name
            if told is not None:
                told(name)
        documents, kept = dossier.documents(), dossier.records()
        dossier.replace_stories(stories(documents, kept))
        dossier.put_checks(check_object(c) for c in check_all(kept, documents, further=imputed_shares))
    except BaseException:
        dossier.close()
        raise
    return dossier


def _folder_of(path: Path) -> None:
    """Refuse early, before any article is read, a place where no dossier can be made."""
    if not path.parent.is_dir():
        problem = "the folder for the dossier does not exist"
        raise DossierError(problem, subject=str(path.parent), remedy="make the folder first")


def _day(published: str | None) -> str | None:
    """Take a date of publication as an ISO day.

    Raises
    ------
    UsageError
        If it is none.
    """
    if published is None:
        return None
    try:
        return date.fromisoformat(published).isoformat()
    except ValueError as error:
        problem = f"{published!r} is not a date"
        raise UsageError(problem, subject=published, remedy="write it as 2023-03-22") from error
