"""Loans and grants agreed between a bank, a fund or an agency and a government: the former gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.flows import Flow, first_of
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from lopsided.reading.figures.sentence import Place, Sentence

_NEAR = 4


def lent_by(sentence: Sentence, noun: int) -> Flow | None:
    """Return who lends and who borrows where a bank or fund and somebody else make an agreement.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    noun : int
        The word for what is lent or given.

    Returns
    -------
    Flow or None
        None unless the sentence tells of signing or agreeing, with a lender and exactly one who is none.
    """
    doc = sentence.doc
    if not any(t.lemma_.lower() in words("agreeing") for t in doc[sentence.start : sentence.end]):
        return None
    lenders = [p for p in sentence.places if is_lender(sentence, p)]
    known = {p.actor for p in lenders}
    others = [p for p in sentence.places if p.actor not in known and p.before not in ("in", "between", "linking")]
    signed = [p for p in others if p.before in ("with", "to", "of", "by", "and", "") and not p.is_adjective]
    taker = first_of(signed)
    if not lenders or taker is None:
        return None
    return Flow(lenders[0].actor, taker, noun=noun, role="gift", owner=lenders[0].actor, why="a bank or fund lends")


def is_lender(sentence: Sentence, place: Place) -> bool:
    """Whether an actor is a bank of nations, or named within the name of a bank, fund or agency."""
    doc = sentence.doc
    if place.actor in words("bank-of-nations"):
        return True
    inside = {t.lower_ for t in doc[place.end : place.end + _NEAR] if t.text[:1].isupper()}
    lead = [t.lower_ for t in doc[max(sentence.start, place.start - _NEAR) : place.start]]
    of = bool(lead) and lead[-1] == "of" and bool(set(lead) & words("lender"))
    return of or bool(inside & words("lender"))
