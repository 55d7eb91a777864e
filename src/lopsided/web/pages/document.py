"""A document: the article with everything that was read from it marked in place, and each record opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import Path, Request

from lopsided.briefing.articles import article
from lopsided.errors import UnknownNameError
from lopsided.records.jsonl import KINDS, to_object
from lopsided.web import dossiers
from lopsided.web.page import Page
from lopsided.web.reading.items import Item, items_of
from lopsided.web.reading.reached import held_reading, stamp_of_readings

if TYPE_CHECKING:
    from lopsided.briefing.compose import Dossiered
    from lopsided.briefing.contents import Article
    from lopsided.web.page import Row
    from lopsided.web.site import Site

Kind = Literal["", "statement", "event", "figure", "commitment"]
Id = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which document of which dossier, and which kind of record is to be shown; empty for all."""

    dossier: str
    document: str
    kind: Kind = ""


@dataclass(frozen=True, slots=True)
class AskedRead:
    """Which document of what was handed in, and which kind of record is to be shown; empty for all."""

    reading: str
    document: str
    kind: Kind = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the page shows.

    Attributes
    ----------
    home : str
        Where the documents beside it are listed.
    kept : bool
        Whether it is in a dossier, or will be forgotten.
    article : Article
        The text, marked.
    items : tuple of Item
        The records of the kind asked for.
    counts : tuple of (str, int)
        Records of each kind.
    copy_of : str
    rows : tuple of mapping
    """

    home: str
    home_name: str
    kept: bool
    article: Article
    items: tuple[Item, ...]
    counts: tuple[tuple[str, int], ...]
    copy_of: str
    sha256: str
    url: str
    rows: tuple[Row, ...]


def asked(request: Request, dossier: str, document: Id, *, kind: Kind = "") -> Asked:
    """Ask for a document of a dossier."""
    site: Site = request.app.state.site
    site.dossier(dossier)
    return Asked(dossier, document, kind)


def asked_read(request: Request, reading: str, document: Id, *, kind: Kind = "") -> AskedRead:
    """Ask for a document that was handed in."""
    site: Site = request.app.state.site
    return AskedRead(site.readings.find(reading).id, document, kind)


def contents(asked: Asked, site: Site) -> Shown:
    """Mark a document of a dossier."""
    held = dossiers.held(site, asked.dossier)
    return _shown(held, asked, dossiers.home(asked.dossier), asked.dossier, kept=True)


def contents_read(asked: AskedRead, site: Site) -> Shown:
    """Mark a document that was handed in."""
    return _shown(held_reading(site, asked.reading), asked, f"/readings/{asked.reading}", "", kept=False)


def _shown(held: Dossiered, asked: Asked | AskedRead, home: str, home_name: str, *, kept: bool) -> Shown:
    document = next((d for d in held.documents if dossiers.document_id(d) == asked.document), None)
    if document is None:
        kind = "document"
        raise UnknownNameError(kind, asked.document)
    every = items_of(document, held)
    chosen = tuple(item for item in every if asked.kind in ("", item.kind))
    wanted = {item.id for item in chosen}
    documents = {d.document: d for d in held.documents}
    records = [r for r in held.records if r.id in wanted and r.document == document.document]
    copied = documents.get(document.group or "")
    shown = Shown(
        home=home,
        home_name=home_name,
        kept=kept,
        article=article(document, records, documents),
        items=chosen,
        counts=tuple((kind, sum(item.kind == kind for item in every)) for kind in KINDS),
        copy_of=f"{home}/documents/{dossiers.document_id(copied)}" if copied else "",
        sha256=document.digest,
        url=document.url or "",
        rows=tuple(to_object(r) for r in sorted(records, key=lambda r: r.span)),
    )
    # References lead to sentences of this page, or to other documents of the same home.
    return dossiers.linked(shown, home, held.documents)


def rows(shown: Shown) -> tuple[Row, ...]:
    """One row a record, as ``lopsided read --format jsonl`` writes them."""
    return shown.rows


PAGE = Page(
    key="document",
    path="/dossiers/{dossier}/documents/{document}",
    asked=asked,
    contents=contents,
    rows=rows,
    stamp=dossiers.stamp_of,
)
READ = Page(
    key="document_read",
    path="/readings/{reading}/documents/{document}",
    asked=asked_read,
    contents=contents_read,
    rows=rows,
    stamp=stamp_of_readings,
)
