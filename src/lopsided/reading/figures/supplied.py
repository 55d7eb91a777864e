"""Supplies told of by who gets them: "20 percent of gas supplies to Mali", "supplies received by Chad"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.flow_word import part_of
from lopsided.reading.figures.flows import TOWARD, Flow, first_of
from lopsided.reading.figures.words import role_of, words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.sentence import Place, Sentence

_MADE = 4


def supplied_by(sentence: Sentence, noun: int, owners: list[Place]) -> Flow | None:
    """Read "Chad made up 20 percent of gas supplies to Mali" as a part of what Mali gets."""
    taker = first_of([p for p in sentence.after(noun, TOWARD) if p.start - noun <= _MADE])
    if owners or taker is None or sentence.doc[noun].lemma_.lower() not in words("supplied"):
        return None
    giver = first_of([p for p in sentence.subject(sentence.doc[noun]) if p.actor != taker])
    if giver is None or not makes_up(sentence, noun):
        return None
    return Flow(giver, taker, owner=taker, why="what is supplied belongs to who receives it")


def is_got_by(sentence: Sentence, noun: int, place: Place) -> bool:
    """Whether what is sent is told of as got: "gas supplies received by Chad"."""
    between = sentence.doc[noun + 1 : place.start]
    return len(between) <= _MADE and any(t.tag_ == "VBN" and t.lemma_.lower() in words("verb-in") for t in between)


def got(sentence: Sentence, noun: int, taker: Place) -> Flow:
    """Return the flow of what is told of by who gets it."""
    giver = first_of([p for p in sentence.owner_of(noun) if p.actor != taker.actor])
    named = [p for p in sentence.after(noun, frozenset(("from",))) if p.actor != taker.actor]
    return Flow(giver or first_of(named), taker.actor, owner=taker.actor, why="who receives it, gets it")


def makes_up(sentence: Sentence, noun: int) -> bool:
    """Whether the clause says of its subject that it makes up a part."""
    verb = next((t for t in sentence.doc[noun].ancestors if t.pos_ == "VERB"), None)
    return verb is not None and verb.lemma_.lower() in words("verb-make") | words("verb-out")


def told_of_its_flow(sentence: Sentence, noun: int) -> Token | None:
    """Return the flow that makes up a part of its owner's: "Chad's exports to Mali are half of its shipments"."""
    verb = next((t for t in sentence.doc[noun].ancestors if t.pos_ in ("VERB", "AUX")), None)
    subjects = [c for c in verb.children if c.dep_ == "nsubj"] if verb is not None else []
    return next((s for s in subjects if s.pos_ == "NOUN" and role_of(s.lemma_.lower()) in ("out", "in")), None)


def its_partner(sentence: Sentence, noun: int, prepositions: frozenset[str]) -> list[Place]:
    """Return with whom a flow is that makes up a part of what "its" tells: Mali in the example above."""
    flow = told_of_its_flow(sentence, noun)
    owners = sentence.owner_of(noun) if flow is not None else []
    if flow is None or not owners or not owners[0].is_pronoun:
        return []
    return [p for p in sentence.after(flow.i, prepositions) if p.start < flow.head.i]


def share_of_a_market(sentence: Sentence, noun: int, candidate: Candidate) -> Flow | None:
    """Read "Chad supplied Mali, with 18 percent of the market" as what Mali gets from Chad; None for other buyers."""
    if (held := _held_share(sentence, candidate)) is not None:
        return held
    part = part_of(sentence.doc, candidate)
    if part is None or part.i != noun or part.lemma_.lower() != "market":
        return None
    subject = sentence.subject(sentence.doc[candidate.head])
    giver = first_of(subject)
    owners = [p for p in (*sentence.owner_of(noun), *sentence.after(noun, frozenset(("in", "of")))) if p.actor != giver]
    taker = first_of(owners)
    if taker is None:
        left = [a for a in sentence.others({giver}) if giver is not None]
        taker = left[0] if len(left) == 1 else None
    return Flow(giver, taker, owner=taker, why="who sells has a share of the market") if giver and taker else None


def _held_share(sentence: Sentence, candidate: Candidate) -> Flow | None:
    """Read "Chad's market share in Mali fell to 5 percent", "holds a 5 percent share in Mali's market"."""
    doc = sentence.doc
    low, high = sentence.clause_of(candidate.head)
    share = next((t for t in doc[low:high] if t.lemma_ == "share" and t.pos_ == "NOUN"), None)
    below = [c for c in share.children if c.dep_ == "prep" and c.lower_ in ("in", "of", "on")] if share else []
    things = [t for c in below for t in c.children if t.dep_ == "pobj"]
    market = next((t for t in things if t.lemma_.lower() == "market"), None)
    if share is None or not (market or (share.nbor(-1).lower_ == "market" and things)):
        return None
    whose = [p for p in sentence.owner_of(share.i) if not p.is_pronoun] or sentence.owner_of(share.i)
    giver = first_of(whose) or first_of(sentence.doer(doc[candidate.head]))
    place = [p for p in sentence.places if p.start <= things[0].i < p.end or p.head == things[0].i]
    if market is not None:
        place = sentence.owner_of(market.i) or sentence.after(market.i, frozenset(("of", "in")))
    taker = first_of([p for p in place if p.actor != giver])
    return Flow(giver, taker, owner=taker, why="who sells has a share of the market") if giver and taker else None


def is_what_it_gets(sentence: Sentence, noun: int, owners: list[Place]) -> bool:
    """Whether a part of somebody's supplies is told of another, who makes it up: "half of Chad's gas supplies"."""
    if not owners or sentence.doc[noun].lemma_.lower() not in words("supplied") or sentence.after(noun, TOWARD):
        return False
    others = [p for p in sentence.subject(sentence.doc[noun]) if p.actor != owners[0].actor]
    return bool(others) and makes_up(sentence, noun) and not owners[0].is_pronoun
