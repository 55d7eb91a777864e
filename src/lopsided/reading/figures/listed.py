"""Amounts of several in a row, the verb being left out: "Chad sold 3 tonnes, Mali followed with 2, and Togo with 1"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lopsided.reading.figures.again import Before
    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.flows import Flow
    from lopsided.reading.figures.sentence import Place, Sentence

_FAR = 10
_LINKS = frozenset(("with", "at"))
_NEXT = frozenset((",", "and", ";"))


def listed(sentence: Sentence, paragraph: int, candidate: Candidate, just: Before | None) -> Flow | None:
    """Return the flow of the figure before with one of its ends replaced by the next in the row.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    paragraph : int
        Its paragraph.
    candidate : Candidate
        An amount that "with" or "at" ties to a name after a comma or an "and".
    just : Before or None
        The figure right before it.

    Returns
    -------
    Flow or None
        None where no name stands so, or the figure before has no end that its sentence names.
    """
    doc, at = sentence.doc, candidate.start - 1
    if just is None or (just.paragraph, just.sentence) != (paragraph, sentence.start) or candidate.quantity == "rank":
        return None
    if candidate.quantity == "growth" and (
        (doc[at].text == "(" and 0 <= at - just.end <= 1) or _is_up(sentence, just, at)
    ):
        why = "a change told right behind an amount is of it"
        return replace(just.flow, exporter=just.exporter, importer=just.importer, why=why)
    if candidate.start - just.end > _FAR:
        return None
    tied = at if doc[at].lower_ in _LINKS else candidate.start if candidate.quantity == just.quantity else None
    if doc[at].text == "(" and just.quantity == candidate.quantity and just.flow.role not in (None, "people"):
        tied = at
    place = next((p for p in sentence.places if p.end == tied and not (p.is_owner or p.is_adjective)), None)
    if place is None or place.start < just.end or not _comes_next(sentence, place):
        return None
    ends = (just.exporter, just.importer)
    first = just.doer if just.doer in ends and doc[at].text != "(" else None
    old = first or next((p.actor for p in reversed(sentence.places) if p.start < place.start and p.actor in ends), None)
    if old is None or place.actor in ends:
        return None
    new = [place.actor if end == old else end for end in ends]
    owner = place.actor if just.flow.owner == old else just.flow.owner
    why = f"as {old} in the figure before, the verb being left out"
    return replace(just.flow, exporter=new[0], importer=new[1], owner=owner, why=why)


def _is_up(sentence: Sentence, just: Before, at: int) -> bool:
    """Whether ", up" or ", down" goes on from an amount of the same clause, nobody else being named between."""
    doc = sentence.doc
    if (
        just.quantity not in ("money", "volume", "count")
        or doc[at].lower_ not in ("up", "down")
        or doc[at - 1].text != ","
    ):
        return False
    return not any(just.end <= p.start < at for p in sentence.places) and None not in (just.exporter, just.importer)


def _comes_next(sentence: Sentence, place: Place) -> bool:
    """Whether a name stands after a comma or an "and"."""
    lead = place.start - 1 - (sentence.doc[place.start - 1].lower_ == "the")
    followed = sentence.doc[lead].lower_ == "by" and sentence.doc[lead - 1].lemma_ == "follow"
    return sentence.doc[lead].lower_ in _NEXT or (followed and sentence.doc[place.end].text == "(")
