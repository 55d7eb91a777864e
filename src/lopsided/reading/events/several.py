"""Several countries told of together and taken up by their number: "the four countries", "the countries"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lopsided.reading.events.words import words
from lopsided.reading.parsed import Mention
from lopsided.reading.plover.tree import children
from lopsided.terms.actors import actors, name_of

if TYPE_CHECKING:
    from lopsided.reading.parsed import Paragraph, ParsedDocument

SURE = 0.6
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
KNOWN = ("the", "these", "those", "all")
BETWEEN = frozenset((",", "and", "&", "the", "as", "well"))
AFTER = ("relcl", "acl", "prep")
NEAR = 600  # characters: some three sentences
LEAST = 3


def several(parsed: ParsedDocument) -> list[Mention]:
    """Return the mentions of several countries a text has listed before.

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    """
    lists = [found for paragraph in parsed.paragraphs for found in _lists(parsed, paragraph)]
    if not lists:
        return []
    return [m for paragraph in parsed.paragraphs for m in _taken_up(parsed, paragraph, lists)]


def _lists(parsed: ParsedDocument, paragraph: Paragraph) -> list[tuple[int, tuple[str, ...]]]:
    """Return where each list of three states or more ends, and its states."""
    row = [m for m in parsed.cast.row(paragraph.index) if m.kind == "state" and m.form == "name" and _is_state(m)]
    found: list[tuple[int, tuple[str, ...]]] = []
    held: list[Mention] = []
    for mention in sorted(row, key=lambda m: m.start):
        between = paragraph.doc[held[-1].end : mention.start] if held else ()
        if held and not (between and all(t.lower_ in BETWEEN for t in between)):
            held = []
        held.append(mention)
        states = tuple(dict.fromkeys(m.actors[0] for m in held))
        if len(states) >= LEAST:
            found = [f for f in found if f[1] != states[:-1]] + [(mention.span[1], states)]
    return found


def _is_state(mention: Mention) -> bool:
    return len(mention.actors) == 1 and mention.actors[0] in actors() and actors()[mention.actors[0]].kind == "state"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words('lands_together')))})\b", re.IGNORECASE)


def _taken_up(parsed: ParsedDocument, paragraph: Paragraph, lists: list[tuple[int, tuple[str, ...]]]) -> list[Mention]:
    """Return the phrases of a paragraph that take up a list, by its number or as the last one told."""
    doc = paragraph.doc
    mentions = []
    for found in _pattern().finditer(paragraph.text):
        span = doc.char_span(*found.span())
        token = span.root if span is not None else None
        known = parsed.cast.at(paragraph.index, token.i) if token is not None else None
        if token is None or token.pos_ != "NOUN" or (known is not None and known.actors):
            continue
        below = [c for c in children(token) if c.i < token.i]
        numbers = [NUMBERS.get(c.lower_, 0) for c in below if c.dep_ == "nummod"]
        plain = all(c.dep_ == "nummod" or c.lower_ in KNOWN for c in below)
        if not below or not plain or below[0].lower_ not in KNOWN or any(c.dep_ in AFTER for c in children(token)):
            continue
        place = paragraph.span_of(token)[0]
        before = [states for end, states in lists if end <= place and (numbers or place - end <= NEAR)]
        before = [states for states in before if not numbers or numbers == [len(states)]]
        if before:
            mentions.append(_mention(paragraph, (below[0].i, token.i), before[-1]))
    return mentions


def _mention(paragraph: Paragraph, ends: tuple[int, int], states: tuple[str, ...]) -> Mention:
    phrase = paragraph.doc[ends[0] : ends[1] + 1]
    return Mention(
        span=paragraph.span_of(phrase), paragraph=paragraph.index, start=ends[0], end=ends[1] + 1, head=ends[1],
        text=phrase.text, kind="state", actors=states, names=tuple(map(name_of, states)),
        why=f"{phrase.text}: listed before", confidence=SURE, form="role",
    )  # fmt: skip
