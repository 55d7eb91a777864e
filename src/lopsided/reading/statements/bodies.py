"""Whose a body or an official is that the text names only by a common noun, and what looks like a person's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.mentions.roles import organ_words, role_words
from lopsided.reading.statements.speakers import speaker_words
from lopsided.terms.surfaces import senses
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.parsed import Paragraph, ParsedDocument

_TWO = 2
_VOICES = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_SUBJECTS = ("nsubj", "nsubjpass")


def is_full_name(text: str) -> bool:
    """Return whether words look like first and last name, none of them a body's: "Alun Prem", not "Holt Bank"."""
    words = text.split()
    if not _TWO <= len(words) <= _TWO + 1 or not all(w.isalpha() and w.istitle() for w in words):
        return False
    return not any(w.lower() in organ_words() or w.lower() in speaker_words() for w in words)


def own_body(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> str | None:
    """Return whose body a "ministry spokesman" or "a spokesman" is of: the one the sentence told of before.

    "Peru's trade ministry will appeal, a ministry spokesman said"; "Peru's navy fired first, a spokesman said".
    """
    bodies = {c.lower_ for c in token.children if c.dep_ == "compound" and c.lower_ in organ_words()}
    first = token.sent.start
    if not bodies and (token.lemma_.lower() not in _VOICES or any(c.dep_ != "det" for c in token.children)):
        return None
    before = [m for m in parsed.cast.within(paragraph.index, first, token.i) if len(m.actors) == 1]
    for mention in before:
        head = paragraph.doc[mention.head]
        held = head if head.dep_ in _SUBJECTS else head.head
        if held.dep_ not in _SUBJECTS or held.i > token.i:
            continue
        words = {w.lower() for w in (*mention.text.split(), held.text)}
        if bodies & words or (not bodies and any(organ_words().get(w) for w in words)):
            return mention.actors[0]
    return None


def called_before(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> list[str]:
    """Return whom "the ambassador" is of, if the text has spoken before of ambassadors of one state only."""
    place = (paragraph.index, token.i)
    earlier = [m for m in parsed.cast.mentions if m.kind == "person" and (m.paragraph, m.start) < place]
    word = token.lemma_.lower()
    of = {m.affiliation for m in earlier if m.affiliation and (m.role or "").lower().split()[-1:] == [word]}
    return [a for a in of if a] if len(of) == 1 else []


def is_definite(token: Token) -> bool:
    """Return whether a noun means one that is known: "the foreign minister", "Foreign Ministry"."""
    articles = [c.lower_ for c in token.children if c.dep_ == "det"]
    return articles == ["the"] or (not articles and token.tag_ in ("NNP", "NN"))


def is_of_state(token: Token) -> bool:
    """Return whether a noun names a body or an official of some state: "the finance ministry", "officials"."""
    word = token.lemma_.lower()
    organ = organ_words().get(word) in ("organ", "government")
    return organ or role_words().get(word) in ("head", "official", "spokesperson")


def seat_of(parsed: ParsedDocument, paragraph: Paragraph, at: int) -> str | None:
    """Return the state in whose city a body sits: "the central bank in Ankara"."""
    for place in _seats(paragraph.doc[at]):
        mention = parsed.cast.at(paragraph.index, place.i)
        if mention is not None and mention.kind == "state" and mention.actors:
            return mention.actors[0]
        named = senses().get(tuple(fold(t.text) for t in paragraph.doc[place.left_edge.i : place.i + 1]), ())
        if named and named[0].kind == "capital":
            return named[0].actor  # "the ministry in Lima": a capital though the text names its state nowhere
    return None


def sits_elsewhere(token: Token) -> bool:
    """Return whether a body is said to be in some place, so that it is not simply of the state told of before."""
    return any(place.ent_type_ == "GPE" for place in _seats(token))


def _seats(token: Token) -> list[Token]:
    return [g for c in token.children if c.lower_ == "in" and c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
