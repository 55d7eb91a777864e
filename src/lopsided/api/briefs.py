"""One page on a dyad."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lopsided.api.dossiers import checks_of, read
from lopsided.errors import OutputError, UsageError
from lopsided.measures.pair import pair
from lopsided.records.store import Dossier

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lopsided.briefing.compose import Dossiered
    from lopsided.briefing.render import Page


def brief(
    a: str,
    b: str,
    *,
    documents: str | Path | Sequence[str | Path] | None = None,
    dossier: Dossier | str | Path | None = None,
    told: Callable[[str], None] | None = None,
) -> Page:
    """Make a brief on a dyad.

    Parameters
    ----------
    a, b : str
        Countries by ISO3 code or name.
    documents : path or sequence of paths, optional
        Articles to read for it.
    dossier : Dossier or path, optional
        A dossier to take the articles from instead. With neither, the brief is measured and simulated only.
    told : callable, optional
        Called with the name of each document read.

    Returns
    -------
    Page
        With ``.html`` and ``.save(path)``.

    Raises
    ------
    UnknownNameError, UsageError
        For an unknown country, a country with itself, or both documents and a dossier.
    InputError, DossierError
        For documents or a dossier that cannot be read.
    """
    from lopsided.briefing.compose import compose
    from lopsided.briefing.render import render

    pair(a, b)  # a wrong name is said before any article is read
    if documents is not None and dossier is not None:
        problem = "both documents and a dossier were given"
        raise UsageError(problem, remedy="give one of them")
    return render(compose(a, b, _contents(documents, dossier, told)))


def _contents(
    documents: str | Path | Sequence[str | Path] | None,
    dossier: Dossier | str | Path | None,
    told: Callable[[str], None] | None,
) -> Dossiered | None:
    if documents is not None:
        with read(documents, told=told) as made:
            return dossiered(made)
    if isinstance(dossier, Dossier):
        return dossiered(dossier)
    if dossier is not None:
        with Dossier.open(dossier, read_only=True) as opened:
            return dossiered(opened)
    return None


def dossiered(dossier: Dossier) -> Dossiered:
    """Take out of a dossier what a page on a tie shows."""
    from lopsided.briefing.compose import Dossiered

    return Dossiered(
        documents=dossier.documents(),
        records=dossier.records(),
        stories=dossier.stories(),
        checks=checks_of(dossier),
        aside=dossier.aside,
        rulings=dossier.rulings,
    )


def ensure_writable(path: Path) -> None:
    """Refuse, before any work is done, a place where a file cannot be written.

    Raises
    ------
    OutputError
    """
    folder = path.parent
    if path.is_dir():
        problem = "this is a folder, and a file is to be written"
    elif path.exists() and not path.is_file():
        problem = "this is no regular file, and a page is to be written"
    elif not folder.is_dir():
        problem = "the folder does not exist"
    elif not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        problem = "there is no permission to write here"
    else:
        return
    raise OutputError(problem, subject=str(path), remedy="name a file in a folder that exists and may be written")
