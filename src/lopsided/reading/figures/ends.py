"""Ends that cannot be: courts and banks of nations trade nothing, and nobody trades with itself."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from lopsided.terms.actors import actors

if TYPE_CHECKING:
    from lopsided.reading.figures.flows import Flow
    from lopsided.reading.figures.sentence import Sentence

_GIVEN = frozenset(("gift", "giver", "debt", "verb-owe", "verb-out"))


@cache
def is_body(actor: str) -> bool:
    """Whether an actor is an organisation that neither buys nor sells: the IMF, a court."""
    known = actors().get(actor)
    return known is not None and (known.kind == "organisation" or actor in ("UN", "UNSC"))


def possible(sentence: Sentence, flow: Flow) -> Flow:
    """Return a flow without an end that cannot be.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    flow : Flow
        As its words give it.
    """
    if flow.exporter is not None and flow.exporter == flow.importer:
        others = sentence.others({flow.exporter})
        other = others[0] if len(others) == 1 else None
        flow = replace(flow, importer=other) if flow.role in ("in", "verb-in", "use") else replace(flow, exporter=other)
    if flow.role is None:
        return flow
    if flow.exporter is not None and flow.role not in _GIVEN and is_body(flow.exporter):
        flow = replace(flow, exporter=None)
    if flow.importer is not None and is_body(flow.importer) and not _is_given_to(sentence, flow):
        flow = replace(flow, importer=None)
    return flow


def _is_given_to(sentence: Sentence, flow: Flow) -> bool:
    return flow.role in _GIVEN and any(p.actor == flow.importer and p.before == "to" for p in sentence.places)
