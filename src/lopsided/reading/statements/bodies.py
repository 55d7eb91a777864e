"""Whose a body or an official is that the text names only by a common noun, and what looks like a person's name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.mentions.roles import organ_words, role_words
from lopsided.reading.statements.speakers import kind_of, speaker_words
from lopsided.terms.actors import actors
from lopsided.terms.surfaces import senses
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.parsed import Mention, Paragraph, ParsedDocument
    from lopsided.reading.statements.speakers import Speaker

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
    if any(c.tag_ == "PRP$" for c in token.children) and organ_words().get(token.lemma_.lower()) == "organ":
        return _of_whose(parsed, paragraph, token)
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


def _of_whose(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> str | None:
    """Return the state of whoever acts before "his ministry": "Peru's envoy urged restraint, his ministry said"."""
    for mention in reversed(parsed.cast.within(paragraph.index, token.sent.start, token.i)):
        head = paragraph.doc[mention.head]
        if head.dep_ in _SUBJECTS:
            return mention.affiliation or (mention.actors[0] if len(mention.actors) == 1 else None)
    return None


def is_aged(token: Token) -> bool:
    """Return whether words stand for the person told of before: "the 52-year-old"."""
    years = any(c.dep_ == "npadvmod" and c.lemma_ == "year" for c in token.children)
    return token.lower_ == "old" and years and any(c.lower_ == "the" for c in token.children)


def _body_beside(token: Token) -> Token | None:
    """Return the common noun that tells right after a name what body bears it: "Holt, the Irish gas company"."""
    told = (c for c in token.children if c.dep_ == "appos" and c.pos_ == "NOUN" and c.i > token.i)
    return next((c for c in told if organ_words().get(c.lower_)), None) if token.pos_ == "PROPN" else None


def named_apart(paragraph: Paragraph, mention: Mention, token: Token, speaker: Speaker) -> Speaker:
    """Call a body by its name where only its description is known: "Petrol, Peru's state oil company, said"."""
    body = _body_beside(token)
    if body is None or mention.kind != "organisation" or not mention.start <= body.i < mention.end:
        return speaker
    first = min((c.i for c in token.children if c.dep_ == "compound"), default=token.i)
    return replace(speaker, names=(paragraph.doc[first : token.i + 1].text,))


def description_of(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> tuple[str, ...]:
    """Return the state of a body that its bare name alone would leave unknown: "Holt, the Irish gas company"."""
    body = _body_beside(token)
    mention = parsed.cast.at(paragraph.index, body.i) if body is not None else None
    return mention.actors[:1] if mention is not None and mention.kind == "organisation" else ()


def researching(speaker: Speaker) -> Speaker:
    """Take a person of an institute for an analyst: "Ana Ruiz of the Lima Forum for Trade Research"."""
    employer = speaker.affiliations[:1] if speaker.kind == "other" and speaker.person else ()
    at_work = bool(employer) and employer[0] not in actors() and kind_of(employer[0], "organisation") == "analyst"
    return replace(speaker, kind="analyst") if at_work else speaker


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
