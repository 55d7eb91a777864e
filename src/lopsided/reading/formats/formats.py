"""Articles out of files: plain text, HTML pages, JSON lines, RSS and Atom feeds.

What is quick is done here: to find each article, its digest and what the file says of it. Text is taken out of markup
later (`formats.page`), by whoever reads the article, which may be another process.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from lopsided.reading.documents.encoding import decode, unfit
from lopsided.reading.documents.stamps import day_in_metadata

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
    "publishedAt",
    "published_date",
    "publication_date",
    "publishDate",
    "date_published",
    "pub_date",
    "article_date",
    "seendate",
    "created_at",
)
URL_KEYS = ("url", "link", "source_url")
PUBLISHER_KEYS = ("publisher", "source", "site", "sitename", "source_domain", "domain", "newspaper")
_FEED = re.compile(
    r"(?:<\?xml[^>]*>\s*)?(?:<!doctype[^>\[]*(?:\[.*?\]\s*)?>\s*)?(?:<!--.*?-->\s*)?<(?:rss|feed|rdf:rdf)\b", re.DOTALL
)
_TAG = re.compile(
    r"</?(?:p|div|br|html|body|article|section|span|h\d|img|a|ul|ol|li|em|strong|b|i|figure|blockquote)\b[^<>]{0,4000}>",
    re.IGNORECASE,
)
_LEAST_TAGS = 2
"""In a record's text, for it to be markup: a text may speak of one. What feeds hold is markup by their standards."""
_MARKUP = re.compile(
    r"<(?:!--|/?[a-z][a-z0-9]*(?:[\s/][^<>]{0,4000})?>)|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31});", re.IGNORECASE
)
_BODIES = ("encoded", "content", "description", "summary")
Form = Literal["text", "fragment", "page"]


@dataclass(frozen=True, slots=True)
class Given:
    """One article as given, before it is read.

    Attributes
    ----------
    name : str
        Name of the file, with ``#n`` for the n-th article of a file that holds several.
    text : str
        Decoded text, or markup as ``form`` says.
    digest : str
        SHA-256 of the bytes as given, hexadecimal.
    published : str or None
        ISO day the markup or the record gives.
    repaired : bool
        True if the encoding had to be guessed.
    form : {"text", "fragment", "page"}
        Text to be read as it is, a text with tags in it, or an HTML page to take the main text from.
    crawled : str or None
        ISO day on which a web archive fetched it.
    alone : bool
        True if its file was the only one asked for: what is wrong with it is then an error.
    place : str
        Absolute path of its file, with ``#n`` as in its name; empty where it was not read from a file.
    """

    name: str
    text: str
    digest: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    repaired: bool = False
    form: Form = "text"
    crawled: str | None = None
    alone: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file, or an article in one, that was not read, and why; its digest where its bytes are known, and its place."""

    name: str
    reason: str
    digest: str = ""
    place: str = ""


def texts_in(data: bytes, name: str) -> Iterator[Given | SetAside]:
    """Yield the articles in a file's bytes.

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
    else:
        form: Form = "page" if kind == "html" else "text"
        yield Given(name, text, sha256(data).hexdigest(), repaired=repaired, form=form)


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


def _articles(text: str, name: str) -> Iterator[Given | SetAside]:
    """Yield the articles of a JSON lines file, or of one JSON array or object."""
    for number, article in _json_objects(text):
        yield article_in(article, f"{name}#{number}")


def article_in(article: dict[str, Any] | None, label: str) -> Given | SetAside:
    """Return the article in a JSON object, given as None where what stood there is none."""
    if article is None:
        return SetAside(label, "is not a JSON object")
    body = next((article[key] for key in TEXT_KEYS if isinstance(article.get(key), str) and article[key]), None)
    return _given(label, body, article) if body else SetAside(label, f"has no text under any of {', '.join(TEXT_KEYS)}")


def _json_objects(text: str) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Yield each article with its number, None where a line is no object."""
    try:
        whole = json.loads(text.lstrip("\ufeff"))
        values = whole if isinstance(whole, list) else [whole]
        yield from ((i, v if isinstance(v, dict) else None) for i, v in enumerate(values, 1))
    except (ValueError, RecursionError):
        for i, line in enumerate(text.lstrip("\ufeff").split("\n"), 1):
            if line.strip():
                yield i, object_in(line)


def object_in(line: str) -> dict[str, Any] | None:
    """Return the JSON object on a line, or None."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _value(article: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((str(article[k]) for k in keys if isinstance(article.get(k), str | int) and article[k]), None)


def _given(label: str, body: str, article: dict[str, Any]) -> Given:
    return Given(
        label,
        body,
        sha256(body.encode("utf-8", "surrogatepass")).hexdigest(),
        title=_value(article, TITLE_KEYS),
        url=_value(article, URL_KEYS),
        publisher=_value(article, PUBLISHER_KEYS),
        published=next((day for key in DATE_KEYS if (day := day_in_metadata(_value(article, (key,))))), None),
        form="fragment" if len(_TAG.findall(body)) >= _LEAST_TAGS else "text",
    )


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
        root = ET.fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"), count=1))  # noqa: S314
    except ET.ParseError as error:
        raise unfit(name, "is not a well-formed feed", f"mend it ({error})") from error
    publisher = _child(root, "channel/title") or _child(root, "title")
    items = [e for e in root.iter() if _local(e.tag) in ("item", "entry")]
    for number, item in enumerate(items, 1):
        label = f"{name}#{number}"
        try:
            parts = {_local(child.tag): (_inside(child) or child.get("href") or "").strip() for child in item}
        except RecursionError:
            yield SetAside(label, "has markup nested deeper than any text's")
            continue
        body = next((parts[k] for k in _BODIES if parts.get(k)), "")
        if not body:
            yield SetAside(label, "has no text")
            continue
        date = next((parts[k] for k in ("pubDate", "published", "date", "updated") if parts.get(k)), None)
        given = _given(label, body, {**parts, "published": date, "publisher": publisher})
        yield replace(given, form="fragment") if _MARKUP.search(body) else given


def _inside(element: ET.Element) -> str:
    """Return what an element holds: its text, or the markup within it, as Atom's XHTML has it."""
    if len(element) == 0 or _local(element.tag) not in _BODIES:
        return element.text or ""
    for inner in element.iter():
        inner.tag = _local(inner.tag)
    return (element.text or "") + "".join(ET.tostring(inner, encoding="unicode") for inner in element)


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _child(root: ET.Element, path: str) -> str | None:
    found: ET.Element | None = root
    for step in path.split("/"):
        found = next((c for c in found if _local(c.tag) == step), None) if found is not None else None
    return found.text if found is not None else None
