"""Dossiers: which are on offer, and the documents of one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Query, Request

from lopsided.errors import DossierError
from lopsided.records.jsonl import kind_of
from lopsided.web import dossiers
from lopsided.web.page import Page
from lopsided.web.reading.listing import Line, lines_of, page_of

if TYPE_CHECKING:
    from lopsided.briefing.compose import Dossiered
    from lopsided.web.page import Row
    from lopsided.web.site import Site

#: Documents on one page.
A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """Nothing is asked of the list."""


@dataclass(frozen=True, slots=True)
class AskedOne:
    """Which dossier, which of its documents, and from which on.

    Attributes
    ----------
    dossier : str
    q : str
        Words of a title, a name or a publisher.
    page : int
        From 1.
    """

    dossier: str
    q: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One dossier in the list; ``problem`` says why it cannot be opened."""

    name: str
    documents: int = 0
    since: str = ""
    until: str = ""
    records: tuple[tuple[str, int], ...] = ()
    aside: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """What the list shows."""

    dossiers: tuple[Listed, ...]
    may_read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class One:
    """What the page of one dossier shows.

    Attributes
    ----------
    dossier : Listed
    lines : tuple of Line
        Documents on this page.
    found : int
        Documents that fit what was asked.
    pages : int
    aside : tuple of (str, str)
        What could not be read, and why.
    rows : tuple of mapping
        All that fit, for the CSV.
    """

    dossier: Listed
    lines: tuple[Line, ...]
    found: int
    pages: int
    aside: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


def asked() -> Asked:
    """Ask for the list."""
    return Asked()


def asked_one(
    request: Request,
    dossier: str,
    *,
    q: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> AskedOne:
    """Ask for one dossier; an unknown one is refused here."""
    site: Site = request.app.state.site
    site.dossier(dossier)
    return AskedOne(dossier, " ".join(q.split()), page)


def contents(_asked: Asked, site: Site) -> List:
    """Open each and count."""
    return List(tuple(_listed(site, name) for name in site.dossiers()), may_read=not site.settings.read_only)


def contents_one(asked: AskedOne, site: Site) -> One:
    """List the documents that fit."""
    held = dossiers.held(site, asked.dossier)
    every = lines_of(held, dossiers.home(asked.dossier), asked.q)
    pages = page_of(asked.page, len(every), A_PAGE)
    first = (asked.page - 1) * A_PAGE
    return One(
        dossier=_counted(asked.dossier, held),
        lines=every[first : first + A_PAGE],
        found=len(every),
        pages=pages,
        aside=tuple(held.aside.items()),
        rows=tuple(_row(line) for line in every),
    )


def _listed(site: Site, name: str) -> Listed:
    try:
        return _counted(name, dossiers.held(site, name))
    except DossierError as error:
        return Listed(name=name, problem=str(error))


def _counted(name: str, held: Dossiered) -> Listed:
    dates = sorted(d.published for d in held.documents if d.published)
    kinds = Counter(kind_of(r) for r in held.records)
    return Listed(
        name=name,
        documents=len(held.documents),
        since=dates[0] if dates else "",
        until=dates[-1] if dates else "",
        records=tuple(sorted(kinds.items())),
        aside=len(held.aside),
    )


def rows(found: List) -> list[Row]:
    """One row a dossier."""
    return [
        {
            "dossier": d.name,
            "documents": d.documents,
            "since": d.since,
            "until": d.until,
            **dict(d.records),
            "set_aside": d.aside,
            "problem": d.problem,
        }
        for d in found.dossiers
    ]


def rows_one(found: One) -> tuple[Row, ...]:
    """One row a document, all that fit."""
    return found.rows


def _row(line: Line) -> Row:
    return {
        "document": line.name,
        "id": line.id,
        "title": line.title,
        "published": line.published,
        "publisher": line.publisher,
        "copy_of": line.copy_of,
        **dict(line.records),
    }


PAGE = Page(key="dossiers", path="/dossiers", asked=asked, contents=contents, rows=rows, stamp=dossiers.stamp_of)
ONE = Page(
    key="dossier",
    path="/dossiers/{dossier}",
    asked=asked_one,
    contents=contents_one,
    rows=rows_one,
    stamp=dossiers.stamp_of,
)
