"""Who else speaks with a speaker: joined by "and", as a counterpart, or spelled out behind a plural office."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.parsed import Paragraph, ParsedDocument

_NEAR = 14


def counterpart(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Token | None:
    """Return whoever acts beside a speaker, tied elsewhere: "Ana Ruiz and her Thai counterpart, X, said"."""
    between = token.doc[token.i + 1 : token.head.i]
    word = next((t for t in between if t.lemma_ == "counterpart"), None)
    if word is None or any(t.pos_ in ("VERB", "AUX") for t in between):
        return None
    if not any(t.lower_ == "and" for t in token.doc[token.i : word.i]):
        return None
    named = parsed.cast.within(paragraph.index, word.i + 1, min(token.head.i, word.i + _NEAR))
    person = next((m for m in named if m.kind == "person" and m.form == "name"), None)
    return token.doc[person.head] if person is not None else word


def apposed_people(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> list[Token]:
    """Return the people a plural office is spelled out as: "the foreign ministers, Ana Ruiz of Peru and X of Chile"."""
    told = [h for c in token.children if c.dep_ == "appos" for h in (c, *c.conjuncts)]
    at = ((h, parsed.cast.at(paragraph.index, h.i)) for h in told)
    return [h for h, m in at if m is not None and m.kind == "person" and m.form == "name"]


def before_and(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Token | None:
    """Return the person joined before a name the parser tied elsewhere: "Minister Ana Ruiz and Peru's Luz Rey"."""
    last = parsed.cast.at(paragraph.index, token.i)
    if last is None or last.kind != "person" or last.form != "name":
        return None
    row = [m for m in parsed.cast.row(paragraph.index) if m.kind == "person" and m.form == "name"]
    first = max((m for m in row if m.end <= last.start), key=lambda m: m.end, default=None)
    if first is None or token.doc[first.end].lower_ not in ("and", "&") or first.end < token.sent.start:
        return None
    between = token.doc[first.end + 1 : last.start]
    title = all(t.pos_ in ("ADJ", "NOUN", "PROPN", "DET") or t.lower_ in ("of", "'s", "\u2019s", "-") for t in between)
    return token.doc[first.head] if title and token.doc[first.head].dep_ not in ("pobj", "dobj") else None


def states_of(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> tuple[str, ...]:
    """Return the states a plural is of: "the foreign ministers of Chad and Niger", "officials from Peru and Chile"."""
    if token.tag_ not in ("NNS", "NNPS"):
        return ()
    prep = next((c for c in token.children if c.lower_ in ("of", "from") and c.i == token.i + 1), None)
    if prep is None:
        return ()
    told = parsed.cast.within(paragraph.index, prep.i, prep.right_edge.i + 1)
    return tuple(dict.fromkeys(a for m in told if m.kind in ("state", "bloc") for a in m.actors))


def joined(first: Token, other: Token) -> bool:
    """Return whether two words are joined with no verb between them."""
    return all(t.pos_ != "VERB" for t in first.doc[first.i : other.i])
