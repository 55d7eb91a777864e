"""Who lent what somebody owes: "owes 3 billion to Chad and 2 billion to banks", "a debt of 3 million to Mali"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.flows import Flow, first_of
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.sentence import Place, Sentence

_NEAR = 4
TO_OTHERS = "owed to some who are no country"


def debt(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    """Return who lent and who owes where a noun names the debt.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    noun : int
        The word for the debt.
    candidate : Candidate
        The figure.
    """
    debtor = first_of(sentence.owner_of(noun)) or first_of(sentence.after(noun, frozenset(("of",))))
    goals = sentence.after(noun, frozenset(("to",)))
    owners = sentence.owner_of(noun)
    if owners and owners[0].is_pronoun and goals and goals[0].start - noun <= _NEAR and goals[0].actor == debtor:
        debtor = first_of([p for p in sentence.places if p.actor != goals[0].actor and p.start < noun])
    lender = first_of([p for p in goals if p.actor != debtor])
    subject = sentence.subject(sentence.doc[candidate.head])
    lenders = [p for p in sentence.places if _is_a_lender(sentence, p)] if debtor is None else []
    if lenders and subject and subject[0].actor != lenders[0].actor:
        lender, debtor = lenders[0].actor, subject[0].actor
    if debtor is None and noun > sentence.start and sentence.doc[noun - 1].lower_ == "in" and subject:
        debtor = subject[0].actor  # "is in debt to three firms of Chad"
        lender = lender or first_of([p for p in sentence.places if p.start > noun and p.actor != debtor])
    if lender is None:
        lender = first_of([p for p in subject if p.actor != debtor])
    if _is_repaid(sentence, candidate):
        return Flow(debtor, lender, owner=debtor, why="who repays a debt gives")
    return Flow(lender, debtor, owner=debtor, why="a debt was lent by whom it is owed to")


def _is_repaid(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a sum is what is paid back: "Chad must repay 3 million dollars in debt"."""
    token = sentence.doc[candidate.head]
    verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), token)
    return candidate.quantity == "money" and verb.lemma_.lower() in words("repay")


def owed(sentence: Sentence, verb: int, candidate: Candidate) -> Flow:
    """Return who lent and who owes where a verb tells it; each of several sums is owed to whom "to" names beside it.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    verb : int
        "owes", "indebted".
    candidate : Candidate
        The figure.
    """
    doc = sentence.doc
    debtor = first_of(sentence.subject(doc[verb]))
    why = "a debt was lent by whom it is owed to"
    mark = next((t.i for t in doc[candidate.end : min(sentence.end, candidate.end + _NEAR)] if t.lower_ == "to"), None)
    if mark is not None:
        beside = [p for p in sentence.places if mark < p.start <= mark + _NEAR and p.before in ("to", "of", "")]
        lender = first_of([p for p in beside if p.actor != debtor])
        return Flow(lender, debtor, owner=debtor, why=why if lender else TO_OTHERS)
    if candidate.end <= verb and doc[verb].dep_ == "conj" and doc[verb].head in list(doc[candidate.head].ancestors):
        return Flow(None, debtor, owner=debtor, why=TO_OTHERS)  # "has 3 billion in bonds and owes Chad 2 billion"
    named = [p for p in sentence.places if p.start > verb and p.before in {"", "to"} and p.actor != debtor]
    between = [p for p in sentence.places if verb < p.start < candidate.start and p.actor != debtor]
    near = [p for p in between if p.before in ("", "of", "to")]  # "owes Chad 3", "owes Tako of Chad 3"
    return Flow(first_of(near[-1:] or named), debtor, owner=debtor, why=why)


def _is_a_lender(sentence: Sentence, place: Place) -> bool:
    """Whether a country is named as that of lenders: "two Chinese state-owned banks"."""
    after = sentence.doc[place.end : place.end + _NEAR]
    return place.is_adjective and any(t.lemma_.lower() in words("giver") or t.lemma_.lower() == "bank" for t in after)
