"""Quotations within a paragraph, from marks that may be odd, reversed, or missing at one end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lopsided.reading.parsed import Paragraph

Shape = Literal["balanced", "open", "closed"]
LONGEST_SINGLE = 600
"""A quotation in single marks longer than this (characters) is an apostrophe gone astray."""
_OPENERS = "([{-\u2013\u2014/"
_CLOSERS = ".,;:!?)]}-\u2013\u2014/"
_CLIPPED = frozenset({"s", "em", "n", "til", "tis", "twas", "cause", "bout", "round", "re", "ve", "ll", "t", "d", "m"})
_RIGHT = "\u201d\u00bb"
_LEFT = "\u201c\u201e\u2018\u201a\u00ab\u2039"


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation in a paragraph.

    Attributes
    ----------
    start, end : int
        Characters of ``doc.text``, marks included.
    first, last : int
        Tokens of ``doc`` within the marks; ``last`` is exclusive.
    shape : str
        ``open`` if the closing mark is missing, ``closed`` if the opening one is.
    """

    start: int
    end: int
    first: int
    last: int
    shape: Shape = "balanced"


def quotes_of(paragraph: Paragraph, raw: str) -> list[Quote]:
    """Return the quotations of a paragraph in order, none within another.

    Parameters
    ----------
    paragraph : Paragraph
        As parsed, its quotation marks straightened.
    raw : str
        The document's text as given, whose marks still show which way they turn.
    """
    text = paragraph.text
    if '"' not in text and "'" not in text:
        return []
    double = list(_double(text, paragraph, raw))
    single = [s for s in _single(text) if not any(a <= s[0] < b for a, b, _ in double)]
    return [_with_tokens(paragraph, *found) for found in sorted(double + single)]


def _double(text: str, paragraph: Paragraph, raw: str) -> list[tuple[int, int, Shape]]:
    found: list[tuple[int, int, Shape]] = []
    opened: int | None = None
    for i, char in enumerate(text):
        if char != '"' or (opened is None and i and text[i - 1].isdigit()):  # inches
            continue
        opens, closes = _may_open(text, i), _may_close(text, i)
        if opens and closes:
            opens = opened is None or raw[paragraph.offsets[i]] in _LEFT
            closes = not opens
        elif opens and opened is not None and raw[paragraph.offsets[i]] in _RIGHT:
            opens, closes = False, True  # "pay, \u201dhe said": the space is on the wrong side
        if opened is not None and closes:
            found.append((opened, i + 1, "balanced"))
            opened = None
        elif opens:
            if opened is not None:
                found.append((opened, _sentence_end(text, opened, i), "open"))
            opened = i
        elif opened is None and closes and not found:
            found.append((0, i + 1, "closed"))
    if opened is not None:
        found.append((opened, len(text), "open"))
    return [f for f in found if f[1] - f[0] > 2]


def _single(text: str) -> list[tuple[int, int, Shape]]:
    """Quotations in single marks; an apostrophe within a word or after a plural is none."""
    found: list[tuple[int, int, Shape]] = []
    i = text.find("'")
    while i >= 0:
        nxt = i + 1
        begins = _may_open(text, i) and text[nxt : nxt + 1].isalnum()
        if begins and not _is_clipped(text, i):
            end = _single_end(text, i)
            if end:
                found.append((i, end, "balanced"))
                nxt = end
        i = text.find("'", nxt)
    return found


def _single_end(text: str, start: int) -> int | None:
    """Place after the closing mark: the first that can close, passing over the possessive of a plural."""
    fallback = None
    i = text.find("'", start + 2)
    while 0 <= i < start + LONGEST_SINGLE:
        if _may_open(text, i) and not _may_close(text, i):
            break
        if _may_close(text, i):
            if text[i - 1] != "s":
                return i + 1
            fallback = fallback or i + 1
        i = text.find("'", i + 1)
    return fallback


def _is_clipped(text: str, i: int) -> bool:
    """Return whether the mark stands for left-out letters: '90s, 'em, or a possessive set apart."""
    word = re.match(r"\w+", text[i + 1 :])
    return text[i + 1].isdigit() or (word is not None and word[0].lower() in _CLIPPED)


def _may_open(text: str, i: int) -> bool:
    return i == 0 or text[i - 1].isspace() or text[i - 1] in _OPENERS or text[i - 1] in "\"'"


def _may_close(text: str, i: int) -> bool:
    after = text[i + 1 : i + 2]
    return not after or after.isspace() or after in _CLOSERS or after in "\"'"


def _sentence_end(text: str, start: int, limit: int) -> int:
    """Return where a quotation without its closing mark ends: at its last full stop before ``limit``."""
    stops = [text.rfind(mark, start, limit) for mark in ".!?"]
    return max(stops) + 1 if max(stops) > start else limit


def _with_tokens(paragraph: Paragraph, start: int, end: int, shape: Shape) -> Quote:
    doc = paragraph.doc
    starts = doc.to_array("IDX").tolist()
    first, last = bisect_right(starts, start) - 1, bisect_left(starts, end)
    if doc[first].text in "\"'":
        first += 1
    if last > first and doc[last - 1].text in "\"'":
        last -= 1
    return Quote(start, end, first, last, shape)
