"""The flow between the two a text is about: what figures return to once a third country was told of in passing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lopsided.reading.figures.again import Before
    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.flows import Flow
    from lopsided.reading.figures.sentence import Sentence

_TRADED = ("money", "volume", "share", "growth")
_ROLES = frozenset(("out", "in", "use", "trade", "verb-out", "verb-in", "verb-go"))


def returned(sentence: Sentence, paragraph: int, before: Before | None, main: Before | None) -> Before | None:
    """Return the figure that another may go on from: not one with a third country of a sentence that is over.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    paragraph : int
        Its paragraph.
    before : Before or None
        The figure before it.
    main : Before or None
        The last figure between the two the text is about.
    """
    if before is None or main is None or (before.paragraph, before.sentence) == (paragraph, sentence.start):
        return before
    third = {before.exporter, before.importer} - {main.exporter, main.importer, None}
    told = {p.actor for p in sentence.places}
    return main if third and not third & told else before


def as_between_the_two(
    sentence: Sentence, paragraph: int, candidate: Candidate, flow: Flow, main: Before | None
) -> Flow:
    """Give trade of nobody named the ends of the figure between the two before it in the paragraph.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence, which may name the two, nobody else.
    paragraph : int
        Its paragraph.
    candidate : Candidate
        The figure.
    flow : Flow
        As the sentence and the figure before give it.
    main : Before or None
        The last figure between the two the text is about.
    """
    known = flow.exporter is not None or flow.importer is not None
    if known or main is None or main.paragraph != paragraph or candidate.quantity not in _TRADED:
        return flow
    if flow.role not in _ROLES or any(p.actor not in sentence.pair for p in sentence.places):
        return flow
    why = f"{flow.why}; of whom the figure before is"
    return replace(flow, exporter=main.exporter, importer=main.importer, why=why)
