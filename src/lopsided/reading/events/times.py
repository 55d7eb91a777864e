"""When an act was: a time after a deed that somebody is accused of, or asked to do, is the deed's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.dates.dates import Resolved, time_of, times_of
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.dates.dates import PlacedTime
    from lopsided.reading.parsed import Paragraph, ParsedDocument

COMING = frozenset({"by", "until", "till", "before", "from", "within", "next", "no"})
BLAMING = frozenset({"of", "for", "over"})


def told_time(parsed: ParsedDocument, paragraph: Paragraph, word: Token) -> Resolved:
    """Return the time of an act, told apart from that of the deed it is about.

    Parameters
    ----------
    parsed : ParsedDocument
        The document.
    paragraph : Paragraph
        One of its paragraphs.
    word : spacy.tokens.Token
        The predicate.
    """
    if (deed := _deed_below(word)) is not None and (placed := _later(paragraph, word, deed)):
        before = [t for t in times_of(paragraph) if word.sent.start <= t.start < deed.i and t.governor == word.i]
        if before or _is_of_deed(placed, deed):
            return time_of(parsed, paragraph, word.i, until=deed.i)
    found = time_of(parsed, paragraph, word.i)
    if not found.date and word.dep_ == "pcomp" and (upper := _told_by(word)) is not None:
        return time_of(parsed, paragraph, upper.i, since=word.i)
    return found


def _deed_below(word: Token) -> Token | None:
    """Return the deed a verb blames for or asks to be done."""
    if word.pos_ != "VERB":
        return None
    for child in children(word):
        if child.dep_ == "prep" and child.lower_ in BLAMING:
            found = next((c for c in children(child) if c.dep_ == "pcomp" and c.tag_ == "VBG"), None)
            if found is not None:
                return found
    asked = (c for c in children(word) if c.dep_ in ("xcomp", "ccomp") and c.i > word.i and c.tag_ == "VB")
    return next(asked, None) if any(c.dep_ in ("dobj", "dative") or c.i > word.i for c in children(word)) else None


def _later(paragraph: Paragraph, word: Token, deed: Token) -> PlacedTime | None:
    """Return the first time after a deed that was parsed as the time of the verb above it, or as its own."""
    end = word.sent.end
    return next((t for t in times_of(paragraph) if deed.i < t.start < end and t.governor in (word.i, deed.i)), None)


def _is_of_deed(placed: PlacedTime, deed: Token) -> bool:
    """Tell whether a lone time is the deed's: whatever one is accused of is over, what is asked for is to come."""
    first = deed.doc[placed.start]
    return deed.tag_ == "VBG" or bool({first.lower_, first.nbor(-1).lower_} & COMING)


def _told_by(deed: Token) -> Token | None:
    """Return the verb that blames for a deed."""
    upper = deed.head.head if deed.head != deed else deed
    return upper if upper.pos_ == "VERB" and _deed_below(upper) == deed else None
