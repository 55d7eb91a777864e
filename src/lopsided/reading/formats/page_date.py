"""The day a page says its article was published on, where its own fields and what stands around it may disagree."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import trafilatura

from lopsided.reading.documents.stamps import day_in_metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINKED = re.compile(r"<script\b[^>]{0,200}\bld\+json[^>]{0,200}>", re.IGNORECASE)
_PROGRAM_ENDS = re.compile(r"</script", re.IGNORECASE)
_META = re.compile(r"<meta\b[^>]{0,2000}>", re.IGNORECASE)
_NAMED = re.compile(r"""\b(?:property|name|itemprop)\s*=\s*["']?([\w:.-]+)""", re.IGNORECASE)
_VALUE = re.compile(r"""\bcontent\s*=\s*["']?([^"'>]*)""", re.IGNORECASE)
_PUBLISHED = frozenset(
    (
        "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "dc.date.issued",
        "dcterms.issued", "publishdate", "publish-date", "pubdate", "publication_date", "parsely-pub-date",
        "sailthru.date", "article.published", "published_time", "date", "dc.date", "originalpublicationdate",
    )
)  # fmt: skip
_ARTICLES = ("Article", "BlogPosting", "Report", "LiveBlogPosting")
_AROUND = re.compile(r"<(?:aside|footer|nav)\b", re.IGNORECASE)
_DEEPEST = 8


def published_in(page: str, found: str | None, address: str | None) -> str | None:
    """Return the ISO day on which the article of a page was first published.

    Parameters
    ----------
    page : str
        HTML.
    found : str or None
        Day that trafilatura finds: in the fields of the page, its address, or anywhere in it.
    address : str or None
        Of the page.

    Returns
    -------
    str or None
        The earliest of the days that the page's fields give for its article, a later one being that of a move or a new
        edition; without such a field what was found, unless it stands in a list beside the article or under it. None
        if a field cannot be read, or in two ways: then nothing else on the page is likelier.
    """
    stamps = [*_linked(page), *_meta(page)]
    if stamps:
        return min((day for stamp in stamps if (day := day_in_metadata(stamp))), default=None)
    day = day_in_metadata(found)
    tree: Any = trafilatura.load_html(page) if day and _AROUND.search(page) else None
    if tree is None:
        return day
    # what stands around the article has other days: of other articles, of the site
    for around in list(tree.iter("aside", "footer", "nav")):
        if (above := around.getparent()) is not None:
            above.remove(around)
    date_config = {"extensive_search": False, "original_date": True}
    rest: Any = trafilatura.extract_metadata(tree, default_url=address, date_config=date_config)
    return day_in_metadata(rest.date if rest else None)


def _meta(page: str) -> Iterator[str]:
    """Yield what the fields in a page's head say of when it was published."""
    for tag in _META.findall(page):
        name, value = _NAMED.search(tag), _VALUE.search(tag)
        if name and value and name[1].lower() in _PUBLISHED and value[1].strip():
            yield value[1]


def _linked(page: str) -> Iterator[str]:
    """Yield when the articles that a page describes as linked data (JSON-LD) were published."""
    for part in _PROGRAM_ENDS.split(page):
        begins = _LINKED.search(part)
        if not begins:
            continue
        try:
            described = json.loads(part[begins.end() :])
        except (ValueError, RecursionError):
            continue
        yield from _articles(described, _DEEPEST)


def _articles(described: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(described, list) and depth:
        for one in described:
            yield from _articles(one, depth - 1)
    elif isinstance(described, dict) and depth:
        kinds = described.get("@type")
        told = [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]
        date = described.get("datePublished")
        if isinstance(date, str) and date and any(kind.endswith(_ARTICLES) for kind in told):
            yield date
        elif "@graph" in described or "mainEntity" in described:
            yield from _articles([described.get("@graph"), described.get("mainEntity")], depth - 1)
