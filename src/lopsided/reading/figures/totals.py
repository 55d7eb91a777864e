"""All that somebody buys or sells, of which no partner is left out: "its overall imports", "total exports"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.figures.again import restates
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lopsided.reading.figures.again import Before
    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.flows import Flow
    from lopsided.reading.figures.sentence import Sentence

_BEFORE = 6
_LEAD = 5
_FROM = 3
_POINTING = frozenset(("these", "those", "this", "that", "such"))


def is_of_all(sentence: Sentence, candidate: Candidate, flow: Flow) -> bool:
    """Whether the word that names a flow is said of all there is of it.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    candidate : Candidate
        The figure; a share of all exports still goes to somebody.
    flow : Flow
        As read so far; it names no partner for such a word but the one the sentence ties to it.
    """
    if candidate.quantity in ("share", "rank") or flow.noun is None or flow.role not in ("out", "in", "people"):
        return False
    doc = sentence.doc
    if flow.role != "people" and (flow.exporter if flow.role == "in" else flow.importer):
        return False  # the partner is named; whose trade it is may be told elsewhere
    if flow.role == "out" and any(p.before == "from" and p.start - flow.noun <= _FROM for p in sentence.places):
        return False  # "the total supply from Chad" is what came from there
    if flow.role == "people":
        near = doc[max(sentence.start, flow.noun - _BEFORE) : flow.noun + 1]
        return flow.exporter is None and any(t.lower_ in words("foreign") for t in near)
    for token in reversed(doc[max(sentence.start, flow.noun - _BEFORE) : flow.noun]):
        if token.lower_ in _POINTING or token.pos_ in ("VERB", "AUX", "ADP") or token.text in (",", ";"):
            break
        if token.lower_ in words("altogether"):
            return True
    return flow.role != "people" and _begins_with_all(sentence)


def _begins_with_all(sentence: Sentence) -> bool:
    """Whether a sentence begins by saying that it speaks of all: "On the whole, Chad's imports were up"."""
    lead = [t.lower_ for t in sentence.doc[sentence.start : sentence.start + _LEAD]]
    return "," in lead and any(w in words("altogether") or w == "general" for w in lead[: lead.index(",")])


def part_and_whole(sentence: Sentence, candidate: Candidate, others: Sequence[Candidate]) -> Sentence | None:
    """Return what a sentence tells of the amount a share is a part of: "Chad sold a third of the 3 tonnes Mali bought".

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    candidate : Candidate
        The figure.
    others : sequence of Candidate
        All figures of the paragraph.

    Returns
    -------
    Sentence or None
        With the places after the share alone; None where the figure is no such amount.
    """
    if candidate.quantity not in ("volume", "money", "count"):
        return None
    for share in others:
        between = sentence.doc[max(share.end, sentence.start) : candidate.start]
        if (
            share.quantity != "share"
            or share.start < sentence.start
            or not 0 < len(between) <= _LEAD
            or between[0].lower_ != "of"
        ):
            continue
        if all(t.lower_ == "of" or t.pos_ == "DET" or t.lower_ in words("still") for t in between):
            return sentence.without({p.start for p in sentence.places if p.start < share.end})
    return None


def of_the_same(sentence: Sentence, place: tuple[int, Candidate], flow: Flow, just: Before | None) -> Flow | None:
    """Return the flow of a figure that goes on from one of all somebody's trade, so that nobody else is meant.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    place : tuple of int and Candidate
        Its paragraph, and the figure.
    flow : Flow
        As its clause gives it.
    just : Before or None
        The figure right before it, however little that told.

    Returns
    -------
    Flow or None
        None where the figure before is not in the sentence, is not one of all trade, or this one names a partner.
    """
    paragraph, candidate = place
    if just is None or (just.paragraph, just.sentence) != (paragraph, sentence.start) or candidate.quantity == "rank":
        return None
    if not is_of_all(sentence, candidate, just.flow) or bool(just.exporter) == bool(just.importer):
        return None
    if restates(sentence, paragraph, candidate, just):
        why = "of what the figure before is"
        return replace(flow, exporter=just.exporter, importer=just.importer, role=flow.role or just.flow.role, why=why)
    owner = just.exporter or just.importer
    bare = not (flow.exporter or flow.importer) or {flow.exporter, flow.importer} == {owner, None}
    if flow.role not in ("out", "in") or not bare:
        return None
    ends = (owner, None) if flow.role == "out" else (None, owner)
    return replace(flow, exporter=ends[0], importer=ends[1], owner=owner, why=f"{flow.why}; all of {owner}'s")
