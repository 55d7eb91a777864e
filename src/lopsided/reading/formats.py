"""Texts out of files: plain text, HTML pages, JSON lines, RSS and Atom feeds.

Spans point into the text a document is given with. For plain text and JSON lines that is the text itself. For HTML it
is the main text of the page as extracted here (headline first, one paragraph a line, navigation left out), kept as
``Document.text``: a page's markup has no characters to point at that a reader could see.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import trafilatura

from lopsided.reading.documents_encoding import decode, unfit
from lopsided.reading.published import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT_KEYS = ("text", "body", "content", "article", "maintext", "full_text")
TITLE_KEYS = ("title", "headline")
DATE_KEYS = (
    "published",
    "date",
    "published_at",
    "publish_date",
    "date_publish",
    "pubDate",
    "datePublished",
    "timestamp",
)
URL_KEYS = ("url", "link", "source_url")
PUBLISHER_KEYS = ("publisher", "source", "site", "sitename", "source_domain", "domain", "newspaper")
_FEED = re.compile(
    r"(?:<\?xml[^>]*>\s*)?(?:<!doctype[^>\[]*(?:\[.*?\])?\s*>\s*)?(?:<!--.*?-->\s*)?<(?:rss|feed|rdf:rdf)\b", re.DOTALL
)
_TAG = re.compile(r"<(?:p|div|br|html|body|article|span|h\d)\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Given:
    """One text as given, before it is read.

    Attributes
    ----------
    name : str
        Name of the file, with ``#n`` for the n-th article of a file that holds several.
    text : str
        Decoded text.
    digest : str
        SHA-256 of the bytes as given, hexadecimal.
    published : str or None
        ISO day the markup or the record gives.
    repaired : bool
        True if the encoding had to be guessed.
    """

    name: str
    text: str
    digest: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file, or an article in one, that was not read, and why."""

    name: str
    reason: str


def texts_in(data: bytes, name: str) -> Iterator[Given | SetAside]:
    """Yield the texts in a file's bytes.

    Parameters
    ----------
    data : bytes
        The file as given.
    name : str
        Its name; the ending tells the format, else its beginning does.

    Raises
    ------
    InputError
        If there is no text in it.
    """
    text, repaired = decode(data, name)
    kind = format_of(text, name)
    if kind == "jsonl":
        yield from _articles(text, name)
    elif kind == "feed":
        yield from _feed(text, name)
    elif kind == "html":
        yield page(text, name, digest=sha256(data).hexdigest(), repaired=repaired)
    else:
        yield Given(name, text, sha256(data).hexdigest(), repaired=repaired)


def format_of(text: str, name: str) -> str:
    """Return ``"plain"``, ``"html"``, ``"jsonl"`` or ``"feed"``."""
    head = text[:1000].lstrip("\ufeff \r\n\t").lower()
    ending = name.rpartition(".")[2].lower()
    if ending in ("jsonl", "ndjson", "json"):
        return "jsonl"
    if _FEED.match(head):
        return "feed"
    if ending in ("html", "htm", "xhtml") or head.startswith(("<!doctype html", "<html")):
        return "html"
    return "plain"


def page(html: str, name: str, *, digest: str, repaired: bool = False, url: str | None = None) -> Given:
    """Return the main text of an HTML page, headline first.

    Raises
    ------
    InputError
        If the page holds no text.
    """
    found: Any = trafilatura.bare_extraction(
        html,
        url=url,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = (found.text if found else None) or trafilatura.html2txt(html)
    if not text or not text.strip():
        raise unfit(name, "holds no text", "give a page with an article in it")
    title = found.title if found else None
    if title and title.strip() not in text[: 2 * len(title) + 200]:
        text = f"{title.strip()}\n\n{text}"
    return Given(
        name,
        text,
        digest,
        title=title,
        url=url or (found.url if found else None),
        publisher=found.sitename if found else None,
        published=found.date if found else None,
        repaired=repaired,
    )


def _articles(text: str, name: str) -> Iterator[Given | SetAside]:
    """Yield the articles of a JSON lines file, or of one JSON array or object."""
    for number, article in _json_objects(text):
        label = f"{name}#{number}"
        if article is None:
            yield SetAside(label, "is not a JSON object")
            continue
        body = _value(article, TEXT_KEYS)
        if not body:
            yield SetAside(label, f"has no text under any of {', '.join(TEXT_KEYS)}")
            continue
        yield _given(label, body, article)


def _json_objects(text: str) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Yield each article with its number, None where a line is no object."""
    try:
        whole = json.loads(text.lstrip("\ufeff"))
        values = whole if isinstance(whole, list) else [whole]
        yield from ((i, v if isinstance(v, dict) else None) for i, v in enumerate(values, 1))
    except (ValueError, RecursionError):
        for i, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
            if line.strip():
                yield i, _object(line)


def _object(line: str) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _value(article: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((str(article[k]) for k in keys if isinstance(article.get(k), str | int) and article[k]), None)


def _given(label: str, body: str, article: dict[str, Any]) -> Given:
    html = len(_TAG.findall(body)) > 1
    text = (trafilatura.html2txt(f"<html><body>{body}</body></html>") or body) if html else body
    return Given(
        label,
        text,
        sha256(body.encode("utf-8", "surrogatepass")).hexdigest(),
        title=_value(article, TITLE_KEYS),
        url=_value(article, URL_KEYS),
        publisher=_value(article, PUBLISHER_KEYS),
        published=_day(_value(article, DATE_KEYS)),
    )


def _day(date: str | None) -> str | None:
    """Return the ISO day of a date as written in metadata: ISO 8601, RFC 822 or words."""
    if not date:
        return None
    day = day_of(date)
    if day:
        return day
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (TypeError, ValueError):
        return None


def _feed(text: str, name: str) -> Iterator[Given | SetAside]:
    """Yield the items of an RSS or Atom feed.

    Raises
    ------
    InputError
        If the feed is not well-formed, or declares entities.
    """
    if "<!ENTITY" in text:
        raise unfit(name, "declares XML entities", "save the feed without them")
    try:
        # entities were refused above, so none can be expanded
        root = ET.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")))  # noqa: S314
    except ET.ParseError as error:
        raise unfit(name, "is not a well-formed feed", f"mend it ({error})") from error
    publisher = _child(root, "channel/title") or _child(root, "title")
    items = [e for e in root.iter() if _local(e.tag) in ("item", "entry")]
    for number, item in enumerate(items, 1):
        parts = {_local(child.tag): (child.text or child.get("href") or "").strip() for child in item}
        body = next((parts[k] for k in ("encoded", "content", "description", "summary") if parts.get(k)), "")
        label = f"{name}#{number}"
        if not body:
            yield SetAside(label, "has no text")
            continue
        date = next((parts[k] for k in ("pubDate", "published", "date", "updated") if parts.get(k)), None)
        yield _given(label, body, {**parts, "published": date, "publisher": publisher})


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _child(root: ET.Element, path: str) -> str | None:
    found: ET.Element | None = root
    for step in path.split("/"):
        found = next((c for c in found if _local(c.tag) == step), None) if found is not None else None
    return found.text if found is not None else None
