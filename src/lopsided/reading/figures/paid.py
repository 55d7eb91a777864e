"""Sums by whom they are paid to, asked from or thanked for: "pays Chad 3 million", "thanked Mali for 300 tonnes"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.flows import Flow, first_of
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.sentence import Sentence


_TOLD = frozenset(("it", "them", "that", "this", "these", "those"))


def paid(sentence: Sentence, candidate: Candidate) -> Flow | None:
    """Read whom a sum is paid or charged to, named right before it ("pays Chad 3 million", "charges Mali 7 cents")."""
    doer = first_of(sentence.subject(sentence.doc[candidate.head]))
    if (goods := _paid_for(sentence, candidate, doer)) is not None:
        return goods
    at = candidate.start - 1
    while at > sentence.start and sentence.doc[at].lower_ in words("still"):
        at -= 1
    place = next((p for p in sentence.places if p.start <= at < p.end), None)
    if place is None or place.before or place.is_adjective or place.is_owner or place.actor == doer:
        return None
    lemma = sentence.doc[place.start - 1].lemma_.lower() if place.start > sentence.start else ""
    if doer is None or lemma not in words("paid-to") | words("charged-to"):
        return None
    ends = (doer, place.actor) if lemma in words("paid-to") else (place.actor, doer)
    return Flow(*ends, why=f'"{lemma}" names to whom')


def handed(sentence: Sentence, candidate: Candidate) -> Flow | None:
    """Read "Chad was offered 3 million dollars by Mali", "was sold 3 tonnes": the subject of the passive gets it."""
    top = sentence.doc[candidate.head]
    while top.dep_ in ("nummod", "compound", "quantmod", "nmod", "amod") and top.head.i != top.i:
        top = top.head
    verb = top.head
    passive = (
        candidate.quantity != "date-span" and verb.tag_ == "VBN" and any(c.dep_ == "nsubjpass" for c in verb.children)
    )
    if not passive or top.dep_ not in ("dobj", "oprd") or verb.lemma_.lower() not in words("verb-out"):
        return None
    taker = first_of(sentence.doer(verb))
    giver = first_of([p for p in sentence.after(verb.i, frozenset(("by",))) if p.actor != taker])
    return Flow(giver, taker, noun=verb.i, role="verb-out", why=f'"{verb.text}" to its subject') if taker else None


def _paid_for(sentence: Sentence, candidate: Candidate, doer: str | None) -> Flow | None:
    """Read "Chad paid 3 million for Malian cotton" as what Chad gets from Mali."""
    head = sentence.doc[candidate.head]
    if candidate.quantity != "money" or doer is None or head.head.lemma_ not in ("pay", "spend"):
        return None
    made = [p for p in sentence.after(head.i, frozenset(("for", "on"))) if p.is_adjective and p.actor != doer]
    if made:
        return Flow(made[0].actor, doer, owner=doer, why="paid for the goods of the country they are named after")
    verb = head.head
    bought = [t for c in (*verb.children, *head.children) if c.lower_ == "for" for t in c.children if t.dep_ == "pobj"]
    known = any(t.lower_ in _TOLD or any(c.lower_ in _TOLD for c in t.children) for t in bought)
    why = "paid for what was told of before"
    return Flow(None, doer, noun=verb.i, role="verb-in", owner=doer, why=why) if known else None


def claimed(sentence: Sentence, candidate: Candidate) -> Flow | None:
    """Read money asked or earned from another ("wants 2 billion dollars in damages from Chad")."""
    head = sentence.doc[candidate.head]
    verb = next((t for t in head.ancestors if t.pos_ == "VERB"), None)
    if candidate.quantity != "money" or verb is None or verb.lemma_.lower() not in words("claim"):
        return None
    claimant = first_of(sentence.subject(head))
    payer = first_of([p for p in sentence.after(verb.i, frozenset(("from",))) if p.actor != claimant])
    return Flow(payer, claimant, why="claimed by one from another") if claimant and payer else None


def thanked(sentence: Sentence, candidate: Candidate) -> Flow | None:
    """Read what one thanks another for as given by the other ("Chad thanked Mali for 300 tonnes of rice")."""
    head = sentence.doc[candidate.head]
    verb = next((t for t in head.ancestors if t.pos_ == "VERB" and t.lemma_ == "thank"), None)
    objects = [c.i for c in verb.children if c.dep_ == "dobj"] if verb is not None else []
    giver = first_of([p for p in sentence.places if any(p.start <= i < p.end for i in objects)])
    taker = first_of([p for p in sentence.subject(verb) if p.actor != giver]) if verb is not None else None
    return Flow(giver, taker, why="given by whom is thanked for it") if giver and taker else None
