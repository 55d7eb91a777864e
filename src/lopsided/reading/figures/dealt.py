"""The other side of a deal as the one who sells or buys: "a deal with Chad for the purchase of tanks"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.figures.flows import first_of
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.flows import Flow
    from lopsided.reading.figures.sentence import Place, Sentence

_REACH = 5
_BUYS = ("in", "verb-in")
_SELLS = ("out", "verb-out")


def dealt(sentence: Sentence, candidate: Candidate, flow: Flow) -> Flow:
    """Fill an open end of what is bought or sold under a deal with the side the deal is "with".

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    candidate : Candidate
        The figure.
    flow : Flow
        As the word that names the flow gives it.
    """
    if flow.role not in (*_BUYS, *_SELLS) or flow.noun is None or (flow.exporter and flow.importer):
        return flow
    word = sentence.doc[flow.noun].lemma_.lower()
    if flow.role in ("in", "out") and word not in words("bought-or-sold"):
        return flow  # a contract for the supply of gas is made by either
    known = {flow.exporter, flow.importer}
    other = first_of([p for p in sentence.places if p.actor not in known and _is_dealt_with(sentence, p)])
    if other is None:
        return flow
    doer = first_of([p for p in sentence.subject(sentence.doc[candidate.head]) if p.actor != other])
    why = f"{flow.why}; under a deal with {other}"
    if flow.role in _BUYS:
        return replace(flow, exporter=flow.exporter or other, importer=flow.importer or doer, why=why)
    return replace(flow, exporter=flow.exporter or doer, importer=flow.importer or other, why=why)


def _is_dealt_with(sentence: Sentence, place: Place) -> bool:
    """Whether a deal is said to be made "with" a place."""
    if place.before != "with" or place.is_owner:
        return False
    before = sentence.doc[max(sentence.start, place.start - _REACH) : place.start]
    mark = next((t for t in reversed(before) if t.lower_ == "with"), None)
    return mark is not None and any(
        t.lemma_.lower() in words("dealing") for t in (mark.nbor(-1), mark.head, mark.head.head)
    )
