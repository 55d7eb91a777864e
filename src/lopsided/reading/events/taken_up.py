"""People and craft taken up again without their country: "18 Kenyan fishermen ... the fishermen ... the five"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lopsided.reading.events.words import words
from lopsided.reading.parsed import Mention
from lopsided.reading.plover.tree import children
from lopsided.terms.actors import actors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.parsed import Paragraph, ParsedDocument

SURE = 0.6
KNOWN = ("the", "these", "those")
NAMING = ("amod", "compound", "nmod", "poss")
FROM = ("from", "of")
GROUPS = ("abroad_people", "abroad_craft")
NEAR = 900  # characters: some five sentences


def taken_up(parsed: ParsedDocument) -> list[Mention]:
    """Return the people and craft of a country a text takes up by a common noun, with the state they are of.

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    """
    told: list[tuple[int, Token, str]] = []
    found = []
    for paragraph in parsed.paragraphs:
        for token in _named(paragraph):
            place = paragraph.span_of(token)[0]
            if (state := _owner(parsed, paragraph, token)) is not None:
                told.append((place, token, state))
            elif _is_known(parsed, paragraph, token):
                states = {s for at, other, s in told if place - at <= NEAR and _is_same(token, other)}
                if len(states) == 1:
                    found.append(_mention(paragraph, token, states.pop()))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    lemmas = sorted(words("gone_abroad") | words("abroad_people") | words("abroad_craft") | words("numbers"))
    forms = (f"{w[:-3]}m[ae]n" if w.endswith("man") else f"{w}s?" for w in lemmas)
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)


def _named(paragraph: Paragraph) -> Iterator[Token]:
    """Yield the heads of phrases for people and craft, and numbers that stand for them."""
    for found in _pattern().finditer(paragraph.text):
        span = paragraph.doc.char_span(*found.span())
        token = span.root if span is not None else None
        if token is not None and token.dep_ not in ("compound", "amod", "nummod", "poss") and token.pos_ in _KINDS:
            yield token


_KINDS = ("NOUN", "NUM", "PROPN")


def _owner(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> str | None:
    """Return the state that people or craft are said to be of."""
    own = parsed.cast.at(paragraph.index, token.i)
    places = [c for c in children(token) if c.dep_ in NAMING and c.i < token.i]
    places += [t for c in children(token) if c.lower_ in FROM for t in children(c) if t.dep_ == "pobj"]
    held = [own] if own is not None and own.form != "pronoun" else []
    held += [m for c in places if (m := parsed.cast.at(paragraph.index, c.i)) is not None and m.form != "pronoun"]
    states = {a for m in held for a in m.actors if a in actors() and actors()[a].kind == "state"}
    return states.pop() if len(states) == 1 else None


def _is_known(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> bool:
    """Tell whether a phrase takes up what was told of: "the fishermen", "the 18 sailors", "the five"."""
    below = children(token)
    if parsed.cast.at(paragraph.index, token.i) is not None or not any(c.lower_ in KNOWN for c in below):
        return False
    return all(
        c.lower_ in KNOWN
        or c.dep_ in ("nummod", "relcl", "acl", "punct", "cc")
        or (c.dep_ == "amod" and c.tag_ == "VBN")
        for c in below
    )


def _is_same(token: Token, other: Token) -> bool:
    """Tell whether a phrase may take up an earlier one: by its noun, one of its kind, or its number."""
    if token.pos_ == "NUM":
        return any(c.dep_ == "nummod" and c.lower_ == token.lower_ for c in children(other))
    here, there = token.lemma_.lower(), other.lemma_.lower()
    if here == there:
        return True
    counts = [{c.lower_ for c in children(word) if c.dep_ == "nummod"} for word in (token, other)]
    if all(counts) and counts[0] != counts[1]:
        return False  # "1,400 migrants" are not "the 11 fishermen"
    return any({here, there} <= words(group) for group in GROUPS)


def _mention(paragraph: Paragraph, token: Token, state: str) -> Mention:
    return Mention(
        span=paragraph.span_of(token), paragraph=paragraph.index, start=token.i, end=token.i + 1, head=token.i,
        text=token.text, kind="group", actors=(state,), names=(token.lower_,), why=f"{token.text} told of before",
        confidence=SURE, form="group", affiliation=state,
    )  # fmt: skip
