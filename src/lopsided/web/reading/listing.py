"""Documents in a list: what each is, and how much was read from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.errors import UsageError, in_field
from lopsided.records.jsonl import KINDS, kind_of
from lopsided.web.dossiers import document_id
from lopsided.web.words import say

if TYPE_CHECKING:
    from lopsided.briefing.compose import Dossiered


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One document.

    Attributes
    ----------
    id : str
        Its name in addresses.
    href : str
    name, title, published, publisher : str
    copy_of : str
        The document it is a near-duplicate of; empty if of none.
    records : tuple of (str, int)
        How many of each kind.
    """

    id: str
    href: str
    name: str
    title: str
    published: str
    publisher: str
    copy_of: str
    records: tuple[tuple[str, int], ...]


def lines_of(held: Dossiered, address: str, words: str = "") -> tuple[Line, ...]:
    """List the documents of a dossier that have all of these words in their title, name or publisher.

    Parameters
    ----------
    held : Dossiered
    address : str
        Of the dossier's page.
    words : str
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for record in held.records:
        counts[record.document][kind_of(record)] += 1
    wanted = words.casefold().split()
    return tuple(
        Line(
            id=document_id(d),
            href=f"{address}/documents/{document_id(d)}",
            name=d.document,
            title=d.title or d.document,
            published=d.published or "",
            publisher=d.publisher or "",
            copy_of=d.group or "",
            records=tuple((kind, counts[d.document][kind]) for kind in KINDS),
        )
        for d in held.documents
        if all(word in f"{d.title} {d.document} {d.publisher}".casefold() for word in wanted)
    )


def page_of(page: int, things: int, a_page: int) -> int:
    """Count the pages of a list that one of them is asked of.

    Parameters
    ----------
    page : int
        The one asked for, from 1.
    things, a_page : int
        In all, and on one page.

    Raises
    ------
    UsageError
        If there are not so many pages.
    """
    pages = max(1, -(-things // a_page))
    if page > pages:
        problem = say("failures.no_page", page=page)
        with in_field("page"):
            raise UsageError(problem, remedy=say("failures.no_page_remedy", pages=pages))
    return pages
