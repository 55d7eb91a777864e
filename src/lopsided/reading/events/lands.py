"""Countries meant by where they lie or by nothing but being one: "the West African nation", "the country"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lopsided.reading.events.unnamed import met_by
from lopsided.reading.events.words import words
from lopsided.reading.mentions.homes import told_of
from lopsided.reading.mentions.roles import regions
from lopsided.reading.parsed import Mention
from lopsided.reading.plover.tree import children
from lopsided.terms.actors import actors, name_of
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.parsed import Paragraph, ParsedDocument

SURE = 0.6
ARTICLES = ("the", "this")
BEFORE = ("amod", "compound", "nmod")
SUBJECTS = ("nsubj", "nsubjpass")
INSIDE = ("ccomp", "acl", "advcl", "relcl")
AFTER = ("relcl", "acl")
NEAR = 500  # characters: some three sentences


def lands(parsed: ParsedDocument) -> list[Mention]:
    """Return the countries a text names by a common noun, with the state each means.

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    """
    if not any(m.kind == "state" for m in parsed.cast.mentions):
        return []
    return [
        _mention(paragraph, token, state)
        for paragraph in parsed.paragraphs
        for token, where in _countries(parsed, paragraph)
        if (state := _which(parsed, paragraph, token, where)) is not None
    ]


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words('lands')))})\b", re.IGNORECASE)


def _countries(parsed: ParsedDocument, paragraph: Paragraph) -> Iterator[tuple[Token, frozenset[str]]]:
    """Yield each word for a country that is known, with the states it can mean by where it lies; none for any."""
    doc = paragraph.doc
    for found in _pattern().finditer(paragraph.text):
        span = doc.char_span(*found.span())
        token = span.root if span is not None else None
        if token is None or token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "appos", "attr"):
            continue
        known = parsed.cast.at(paragraph.index, token.i)
        if known is not None and known.actors:
            continue
        articles = [c for c in children(token) if c.dep_ == "det" and c.i < token.i]
        if len(articles) != 1 or articles[0].lower_ not in ARTICLES:
            continue
        said = doc[articles[0].i + 1 : token.i]
        where = _region(fold(said.text.replace("-", " ")))
        if where or (_is_plain(token) and token.lower_ in words("plain_lands")):
            yield token, where


def _region(said: str) -> frozenset[str]:
    """Return the states of the region that words before a noun name, the longest name first."""
    parts = said.split()
    for start in range(len(parts)):
        for end in range(len(parts), start, -1):
            if held := regions().get(" ".join(parts[start:end])):
                return held
    return frozenset()


def _is_plain(token: Token) -> bool:
    """Tell whether nothing says which of many is meant ("the first country", "the country that sold it")."""
    below = children(token)
    if any(c.dep_ in AFTER or (c.dep_ == "prep" and c.lower_ == "of") for c in below):
        return False
    return not any(c.lower_ in words("of_a_part") | words("ranking") or c.dep_ == "nummod" for c in below)


def _which(parsed: ParsedDocument, paragraph: Paragraph, token: Token, where: frozenset[str]) -> str | None:
    """Return the state meant: the last that acted if it can be it, else the last named that is not in its clause."""
    met = met_by(parsed, paragraph, token)
    place = paragraph.span_of(token)[0]
    named = [
        m.actors[0]
        for m in parsed.cast.mentions
        if m.span[0] < place
        and len(set(m.actors)) == 1
        and m.kind in ("state", "person")
        and _is_state(m.actors[0])
        and (where or m.span[0] >= place - NEAR)
    ]
    fits = [a for a in named if a not in met and (not where or a in where)]
    if not fits:
        return None
    start = paragraph.span_of(token.sent)[0]
    here = [
        m.actors[0]
        for m in parsed.cast.row(paragraph.index)
        if start <= m.span[0] < place and m.actors[:1] and m.actors[0] in fits
    ]
    if here and (where or token.head.dep_ in INSIDE):
        return here[-1]
    if not where and token.dep_ not in SUBJECTS:
        return fits[0] if len(set(fits)) == 1 else None
    told = told_of(parsed, paragraph, token.i)
    return told if told in fits else fits[-1] if where or len(set(fits)) == 1 else None


def _is_state(actor: str) -> bool:
    return actor in actors() and actors()[actor].kind == "state"


def _mention(paragraph: Paragraph, token: Token, state: str) -> Mention:
    first = min([token.i, *(c.i for c in children(token) if c.dep_ in BEFORE and c.i < token.i)])
    land = paragraph.doc[first : token.i + 1]
    return Mention(
        span=paragraph.span_of(land), paragraph=paragraph.index, start=first, end=token.i + 1, head=token.i,
        text=land.text, kind="state", actors=(state,), names=(name_of(state),),
        why=f"{land.text}: {name_of(state)}, told of before", confidence=SURE, form="role",
    )  # fmt: skip
