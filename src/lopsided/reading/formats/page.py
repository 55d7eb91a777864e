"""The text of an article that was given as markup.

Spans point into the text a document is given with. For plain text and JSON lines that is the text itself. For HTML it
is the main text of the page as extracted here (headline first, one paragraph a line, navigation left out), kept as
``Document.text``: a page's markup has no characters to point at that a reader could see.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import trafilatura

from lopsided.reading.documents.encoding import unfit
from lopsided.reading.documents.stamps import not_after
from lopsided.reading.formats.page_date import published_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lopsided.reading.formats.formats import Given


MOST_TAGS = 50_000
"""Tags of the page with most that is read; the fullest front pages have some ten thousand."""
MOST_WORDS = 30_000
"""Different words a page may have, markup included: of a report of three hundred pages, a newspaper has some thousands.
Any of them may be the name of an attribute, and the parser holds each attribute of a tag against all others of it."""
_WORD = re.compile(r"[^ \t\n\f\r/>=]+")
_PROGRAM_BEGINS = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_PROGRAM_ENDS = re.compile(r"</(?:script|style)\b", re.IGNORECASE)
_BLOCKS = "p div article section h1 h2 h3 h4 h5 h6 ul ol table figure figcaption blockquote pre hr header footer main"
_BREAKS = {**dict.fromkeys(_BLOCKS.split(), "\n\n"), **dict.fromkeys(("br", "li", "tr", "dt", "dd"), "\n")}
_UNSEEN = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg"})
_SPACES = re.compile(r"\s+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def text_of(given: Given) -> Given:
    """Return an article as text: a page's main text, a fragment's without its tags, a text as it is.

    Raises
    ------
    InputError
        If a page holds no text, or has more tags or different words than any page has.
    """
    if given.form != "text" and given.text.count("<") > MOST_TAGS:
        raise unfit(given.name, f"has more than {MOST_TAGS:,} tags", "give the text of its article alone")
    if given.form != "text":
        given = replace(given, text=_in_bounds(given))
    if given.form == "page":
        return _page(given)
    if given.form == "fragment":
        text = _unmarked(given.text)
        if not text:
            raise unfit(given.name, "holds no text", "give an article with words in it")
        return replace(given, text=text, form="text")
    return given


def _in_bounds(given: Given) -> str:
    """Return markup that takes no longer to parse than its length says; without its programs if they are too much.

    Raises
    ------
    InputError
        If it has too many different words all the same.
    """
    if not _has_too_many_words(given.text):
        return given.text
    bare = "".join(_PROGRAM_BEGINS.split(part, maxsplit=1)[0] for part in _PROGRAM_ENDS.split(given.text))
    if _has_too_many_words(bare):
        raise unfit(
            given.name,
            f"has more than {MOST_WORDS:,} different words or attributes",
            "give the text of its article alone",
        )
    return bare


def _has_too_many_words(markup: str) -> bool:
    return len(markup) > 2 * MOST_WORDS and len(set(_WORD.findall(markup))) > MOST_WORDS


def _unmarked(markup: str) -> str:
    """Return the words of a piece of markup, however short: each block a paragraph, each break a line."""
    tree: Any = trafilatura.load_html(f"<html><body>{markup}</body></html>")
    if tree is None:
        return ""
    parts: list[str] = []
    for event, element in _walk(tree):
        breaks = _BREAKS.get(element.tag, "")
        if event == "start" and element.tag not in _UNSEEN:
            parts += [breaks, _SPACES.sub(" ", element.text or "")]
        if event == "end":
            parts += [breaks if element.tag != "br" else "", _SPACES.sub(" ", element.tail or "")]
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _walk(tree: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Yield each element when it begins and when it ends; comments only end, and what is in the unseen is left out."""
    under_way: list[tuple[str, Any]] = [("end", tree), ("start", tree)]
    while under_way:
        event, element = under_way.pop()
        if event == "end" or isinstance(element.tag, str):
            yield event, element
        if event == "start" and element.tag not in _UNSEEN:
            for inner in reversed(element):
                under_way += [("end", inner), ("start", inner)]


def _page(given: Given) -> Given:
    found: Any = trafilatura.bare_extraction(
        given.text,
        url=given.url,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = (found.text if found else None) or trafilatura.html2txt(given.text)
    if not text or not text.strip():
        raise unfit(given.name, "holds no text", "give a page with an article in it")
    title = found.title if found else None
    if title and title.strip() not in text[: 2 * len(title) + 200]:
        text = f"{title.strip()}\n\n{text}"
    published = not_after(published_in(given.text, found.date if found else None, given.url), given.crawled)
    return replace(
        given,
        text=text,
        title=title,
        url=given.url or (found.url if found else None),
        publisher=found.sitename if found else None,
        published=published,
        form="text",
    )
