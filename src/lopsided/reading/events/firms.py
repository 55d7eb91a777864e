"""Firms a text calls by name once it has told whose they are: "Zamgas, the Chadian gas company ... Zamgas"."""

from __future__ import annotations

import calendar
import re
from functools import cache
from typing import TYPE_CHECKING

from lopsided.reading.events.words import words
from lopsided.reading.parsed import Mention
from lopsided.reading.plover.tree import children
from lopsided.terms.actors import actors, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

    from lopsided.reading.parsed import Paragraph, ParsedDocument

SURE = 0.6
NAMING = ("compound", "nmod", "flat")
OWNING = ("amod", "compound", "nmod", "poss")
SEATED = ("in", "of", "from")
SHORTEST = 3
LEAST = 2
DATES = frozenset((*calendar.month_name, *calendar.day_name))
NEAR = 700  # characters: some four sentences


def firms(parsed: ParsedDocument) -> list[Mention]:
    """Return the firms and offices a text names and takes up, with the state it says they are of.

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    """
    known: dict[str, str] = {}
    for paragraph in parsed.paragraphs:
        for token in _heads(paragraph):
            name, state = _name(token), _state(parsed, paragraph, token)
            if name is not None and state is not None and not _is_known(parsed, paragraph, name.root):
                known.setdefault(name.text, state)
    if not known:
        return []
    named = re.compile(rf"\b(?:{'|'.join(re.escape(n) for n in sorted(known, key=len, reverse=True))})\b")
    found: list[Mention] = []
    for paragraph in parsed.paragraphs:
        found += _named(parsed, paragraph, named, known)
        found += _taken_up(parsed, paragraph, found)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    lemmas = sorted(words("firms") | words("state_firms"))
    return re.compile(rf"\b(?:{'|'.join(lemmas)})\b")


def _heads(paragraph: Paragraph) -> Iterator[Token]:
    for found in _pattern().finditer(paragraph.text):
        span = paragraph.doc.char_span(*found.span())
        if span is not None and span.root.pos_ in ("NOUN", "PROPN"):
            yield span.root


def _name(token: Token) -> Span | None:
    """Return the name a common noun for a firm stands beside, before or after it."""
    doc, first = token.doc, token.left_edge.i
    if token.dep_ in NAMING and token.head.pos_ == "PROPN" and token.head.i > token.i:
        ends = (token.i + 1, token.head.i)  # "the Chadian utility Zamgas"
    elif (after := next((c for c in children(token) if c.dep_ == "appos" and c.pos_ == "PROPN"), None)) is not None:
        ends = (_begins(doc, after.i, token.i + 1), after.i)  # "a Chadian gas company, Zamgas"
    elif first - doc[first].sent.start > 1 and doc[first - 1].text == "," and not _is_place(doc[first - LEAST]):
        ends = (_begins(doc, first - LEAST, token.sent.start), first - LEAST)  # "Zamgas, the Chadian gas company"
    else:
        return None
    name = doc[ends[0] : ends[1] + 1]
    person = len(name) > 1 and all(t.ent_type_ == "PERSON" for t in name)
    plain = all(_is_part(t) for t in name) and len(name.text) >= SHORTEST
    return name if plain and not person else None


def _begins(doc: Doc, last: int, least: int) -> int:
    """Return where a name begins that ends at a word."""
    while last - 1 >= least and doc[last - 1].pos_ == "PROPN" and _is_part(doc[last - 1]):
        last -= 1
    return last


def _is_part(word: Token) -> bool:
    return word.text[:1].isupper() and word.text.isalpha() and word.text not in DATES


def _is_place(word: Token) -> bool:
    """Tell whether a word only says where or when ("in Segu, the Chadian company said")."""
    return bool(word.pos_ != "PROPN" or (word.dep_ == "pobj" and word.head.lower_ in ("in", "at", "on", "near")))


def _state(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> str | None:
    """Return the state a firm is said to be of: by an adjective, an owner or its seat."""
    places = [c for c in children(token) if c.dep_ in OWNING and c.i < token.i]
    if token.dep_ in NAMING:
        places += [c for c in children(token.head) if c.dep_ in OWNING and c.i < token.i]
    places += [t for c in children(token) if c.lower_ in SEATED for t in children(c) if t.dep_ == "pobj"]
    held = [m for c in places if (m := parsed.cast.at(paragraph.index, c.i)) is not None and m.form != "group"]
    states = {a for m in held for a in m.actors if a in actors() and actors()[a].kind == "state"}
    return states.pop() if len(states) == 1 else None


def _is_known(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> bool:
    known = parsed.cast.at(paragraph.index, token.i)
    return known is not None and bool(known.actors or known.affiliation)


def _named(
    parsed: ParsedDocument, paragraph: Paragraph, pattern: re.Pattern[str], known: dict[str, str]
) -> Iterator[Mention]:
    for place in pattern.finditer(paragraph.text):
        span = paragraph.doc.char_span(*place.span())
        if span is not None and not _is_known(parsed, paragraph, span.root):
            yield _mention(paragraph, span, known[place.group()], f"{span.text}: told of as of")


def _taken_up(parsed: ParsedDocument, paragraph: Paragraph, named: list[Mention]) -> list[Mention]:
    """Return "the company" where one was named shortly before."""
    found = []
    for token in _heads(paragraph):
        below = children(token)
        bare = [c.lower_ for c in below if c.i < token.i] == ["the"] and token.dep_ not in NAMING
        if not bare or any(c.dep_ in ("appos", "prep", "relcl") for c in below) or token.tag_ != "NN":
            continue
        place = paragraph.span_of(token)[0]
        near = [m for m in named if 0 < place - m.span[1] <= NEAR]
        if near and not _is_known(parsed, paragraph, token):
            last = max(near, key=lambda m: m.span)
            found.append(
                _mention(
                    paragraph, token.doc[token.i : token.i + 1], last.actors[0], f"the {token.text}, {last.text}, of"
                )
            )
    return found


def _mention(paragraph: Paragraph, span: Span, state: str, why: str) -> Mention:
    return Mention(
        span=paragraph.span_of(span), paragraph=paragraph.index, start=span.start, end=span.end, head=span.root.i,
        text=span.text, kind="organisation", actors=(state,), names=(span.text,), why=f"{why} {name_of(state)}",
        confidence=SURE, form="name", affiliation=state,
    )  # fmt: skip
