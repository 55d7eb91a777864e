"""Duties and tariffs: who imposes them, and on whose goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.flows import Flow, first_of
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.sentence import Sentence

_NEAR = 4
_CLOSE = 9
_GOODS = frozenset(("on", "against", "for", "to"))


def duty_of(sentence: Sentence, candidate: Candidate) -> Token | None:
    """Return the noun a percentage is the rate of, if it is a duty: "a 25 percent tariff", "duties of 10 percent"."""
    if candidate.quantity != "share":
        return None
    near = sentence.doc[max(sentence.start, candidate.start - _NEAR) : min(sentence.end, candidate.end + _NEAR)]
    found = next((t for t in near if t.pos_ == "NOUN" and t.lemma_.lower() in words("duty")), None)
    if (
        found is None
        and candidate.start > sentence.start
        and sentence.doc[candidate.start - 1].lower_ in ("to", "from")
    ):
        subject = sentence.doc[sentence.start : candidate.start]  # "raised its tariff on steel to 50 percent"
        found = next((t for t in subject if t.pos_ == "NOUN" and t.lemma_.lower() in words("duty")), None)
    return found


def duty_flow(sentence: Sentence, duty: Token) -> Flow:
    """Return who imposes a duty, as exporter, and whose goods bear it, as importer: actor and recipient."""
    owners = sentence.owner_of(duty.i)
    clause = [
        p
        for p in sentence.places
        if p.start > duty.i and not p.before and not p.is_adjective and not p.is_owner and _is_subject(sentence, p.head)
    ]
    by_whom = [p for p in sentence.after(duty.i, frozenset(("by",))) if p.start - duty.i <= _CLOSE]
    imposer = first_of(clause) or first_of(owners) or first_of(by_whom) or first_of(sentence.subject(duty))
    goods = [p for p in sentence.after(duty.i, _GOODS) if p.actor != imposer]
    named = goods or [p for p in sentence.places if p.actor != imposer and p.before not in ("by", "in", "at")]
    return Flow(imposer, first_of(named), why="a duty goes from who imposes it to whose goods bear it")


def _is_subject(sentence: Sentence, head: int) -> bool:
    return sentence.doc[head].dep_ in ("nsubj", "nsubjpass")
