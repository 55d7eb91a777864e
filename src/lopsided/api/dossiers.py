"""Articles into a dossier, and a dossier's figures checked."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from lopsided.api.corpora import How, Reading, articles_in, day
from lopsided.api.filling import Known, fill, gather
from lopsided.api.imputed import imputed_shares
from lopsided.api.losses import simulated_loss
from lopsided.checks.check import check_from
from lopsided.checks.verdict import check_all
from lopsided.errors import DossierError, InputError
from lopsided.records.store import Dossier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lopsided.api.corpora import Paths
    from lopsided.api.filling import Told
    from lopsided.checks.check import Check
    from lopsided.reading.corpus import Article
    from lopsided.reading.formats.formats import SetAside


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
    how: How | None = None,
) -> Dossier:
    """Read articles into a dossier, gather their stories and check their figures.

    Documents the dossier holds already are passed over, so the same call goes on where an interrupted one stopped, and
    ends with the same dossier. Those it has set aside are passed over as well unless ``how`` says to try them again.

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
    how : How, optional
        With how many processes or on which cluster, and who is told how far it is.

    Returns
    -------
    Dossier
        Open for writing; close it or use it in a ``with`` block.

    Raises
    ------
    InputError
        For a path that does not exist, an empty folder, or a file that is the only one asked for and cannot be read;
        nothing is written then.
    DossierError
        If the dossier cannot be opened or written.
    """
    how = how or How()
    reading = Reading(reader, day(published))
    dossier = None
    if into is None or Path(into).exists():
        dossier = Dossier.in_memory() if into is None else Dossier.open(into)
    else:
        _folder_of(Path(into))
    known = Known(dossier, retry_failed=how.retry_failed)
    found = articles_in(paths, reading, how=how, known=known)
    try:
        if dossier is None and into is not None:
            first = _up_to_one_read(found)  # a call that reads nothing leaves no file behind
            dossier = Dossier.create(into)
            found = chain(first, found)
        assert dossier is not None  # noqa: S101 - for the type checker: both branches above made it
        fill(dossier, found, told)
        known.forget_gone(dossier)
        gather(dossier, how.gathering)
    except BaseException:
        if dossier is not None:
            dossier.close()
        raise
    return dossier


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
        return check_all(
            dossier.records(kind="figure"), dossier.documents(), further=imputed_shares, model=simulated_loss
        )
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
    document, records = read_text(text, name="given text", published=day(published))
    return check_all(records, [document], further=imputed_shares, model=simulated_loss)


def _up_to_one_read(found: Iterator[Article | SetAside]) -> list[Article | SetAside]:
    from lopsided.reading.formats.formats import SetAside

    first: list[Article | SetAside] = []
    for item in found:
        first.append(item)
        if not isinstance(item, SetAside):
            break
    return first


def _folder_of(path: Path) -> None:
    """Refuse early, before any article is read, a place where no dossier can be made."""
    if not path.parent.is_dir():
        problem = "the folder for the dossier does not exist"
        raise DossierError(problem, subject=str(path.parent), remedy="make the folder first")
