"""Those named one after another with their amounts: "Next come the Netherlands with 3 million tonnes"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from lopsided.reading.figures.again import Before
    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.flows import Flow
    from lopsided.reading.figures.sentence import Place, Sentence

_AMOUNTS = ("share", "money", "volume", "count")
_OPENS = frozenset(("with", "at", ":", "on", "by", "for"))
_WHOSE = ("buyer", "supplier", "giver")
_FAR = 1
_ORDER = frozenset(
    ("next", "second", "third", "fourth", "fifth", "followed", "then", "place", "behind", "2nd", "3rd", "4th", "5th")
)


def in_turn(sentence: Sentence, place: tuple[int, Candidate], flow: Flow, last: Before | None) -> Flow | None:
    """Return the flow of one that takes the place of the one told of before in a list.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    place : tuple of int and Candidate
        Its paragraph, and the figure.
    flow : Flow
        As its clause gives it.
    last : Before or None
        The figure before it.

    Returns
    -------
    Flow or None
        None unless both ends are known of the figure before, and the one beside this figure is neither.
    """
    paragraph, candidate = place
    if last is None or candidate.quantity not in _AMOUNTS or not 0 <= paragraph - last.paragraph <= _FAR:
        return None
    pair = (last.exporter, last.importer)
    keeps = last.flow.owner if last.flow.owner in pair else None
    if None in pair or keeps is None or (last.flow.role == "people" and candidate.quantity != "count"):
        return None
    named = _beside(sentence, candidate)
    if named is None or named.actor in pair or not _in_order(sentence, last, paragraph):
        return None
    told = {flow.exporter, flow.importer, flow.owner} - {None, named.actor, keeps}
    if flow.role is not None and (last.flow.role != flow.role or told - _listed(sentence, named)):
        return None
    why = f"{named.actor} in its turn, as the one in the figure before"
    ends = (keeps, named.actor) if keeps == pair[0] else (named.actor, keeps)
    if flow.role not in (None, "trade") and (
        flow.exporter not in (None, ends[0]) or flow.importer not in (None, ends[1])
    ):
        return None  # "while Chad takes a tenth": what it does is said
    return replace(last.flow, exporter=ends[0], importer=ends[1], noun=None, why=why)


def _beside(sentence: Sentence, candidate: Candidate) -> Place | None:
    """Return who stands right before an amount, its opening word and hedges left out, or is the subject."""
    doc, at = sentence.doc, candidate.start - 1
    while at > sentence.start and (doc[at].lower_ in _OPENS or doc[at].lower_ in words("still")):
        at -= 1
    named = next((p for p in sentence.places if p.start <= at < p.end), None)
    if named is not None:
        return None if named.is_adjective or named.is_owner else named
    return next(iter(sentence.doer(doc[candidate.head])), None)


def _listed(sentence: Sentence, named: Place) -> set[str]:
    """Return those named later in the same list: Mali in "Chad ranks second with 3 billion, followed by Mali"."""
    after = [p for p in sentence.places if p.start > named.start and not p.is_owner and not p.is_adjective]
    return {p.actor for p in after if p.before in ("", "by")}


def _in_order(sentence: Sentence, last: Before, paragraph: int) -> bool:
    """Whether a sentence says that others come next, or goes on from the figure before."""
    here = (last.paragraph, last.sentence) == (paragraph, sentence.start)
    return here or any(t.lower_ in _ORDER for t in sentence.doc[sentence.start : sentence.end])


def of_the_list(sentence: Sentence, flow: Flow, last: Before, *, alike: bool) -> Flow:
    """Read "Chad was the main destination" after what Mali sold as Mali's destination, where it is nobody else's.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    flow : Flow
        With one end, of a supplier, a buyer or a giver of nobody named.
    last : Before
        The figure before, in this paragraph or the one before.
    alike : bool
        Whether that is of the same kind of flow.
    """
    known = flow.exporter or flow.importer
    if flow.role not in _WHOSE or flow.owner is not None or known is None:
        return flow
    end = last.exporter if flow.role == "buyer" else last.importer
    low, high = sentence.clause_of(flow.noun if flow.noun is not None else sentence.start)
    here = [p for p in sentence.places if low <= p.start < high]
    others = {p.actor for p in here if p.is_owner or p.before in ("of", "for", "from")} - {known, end}
    if end is None or end == known or others or not (alike or last.flow.role == flow.role):
        return flow
    why = f"{flow.why}; of {end}, as in the figure before"
    return replace(flow, exporter=flow.exporter or end, importer=flow.importer or end, owner=end, why=why)
