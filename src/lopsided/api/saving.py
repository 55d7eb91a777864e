"""A dossier's documents taken over into another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.api.filling import fill, gather
from lopsided.records.store import Dossier

if TYPE_CHECKING:
    from pathlib import Path


def save(source: Path, into: Path) -> tuple[int, int]:
    """Add all documents of one dossier, with their records, to another, which is made if need be.

    Parameters
    ----------
    source, into : Path

    Returns
    -------
    tuple of int
        How many documents were added, and how many were there already.

    Raises
    ------
    DossierError
        If either cannot be opened, or the second not written.
    """
    from lopsided.reading.corpus import Article
    from lopsided.reading.documents.duplicates import signature_of

    with Dossier.open(source, read_only=True) as given:
        articles = [
            Article(document, given.records(document=document.document), signature_of(document.text))
            for document in given.documents()
        ]
    added: list[str] = []
    with Dossier.open(into) if into.exists() else Dossier.create(into) as dossier:
        fill(dossier, iter(articles), added.append)
        gather(dossier)
    return len(added), len(articles) - len(added)
