"""A second figure of one flow takes over what the first said: "26 percent of the crude, some 1.7 million barrels"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lopsided.reading.figures.find import Candidate
    from lopsided.records.kinds import Figure

_APPOSED = re.compile(
    r"\s*(?:,|\(|,?\s+or|\u2013|\u2014)\s*(?:(?:or|some|about|around|roughly|nearly|almost|at)\s+)*"
    r"|\s*,?\s*(?:that|which)\s+(?:is|was|makes?|represents?|equals?)\s+(?:the\s+)?"
)
_VALUED = re.compile(r"\s*,?\s*(?:for(?: a value of)?|worth|valued at|at a cost of)\s+(?:\w+\s+){0,2}")
_JOINED = re.compile(
    r"[^.;]*,\s*(?:with|taking|buying|absorbing|supplying|providing|accounting for|selling|covering)\b[^.;]*"
)
_WIDE = frozenset(("total", "overall", "all", "goods", "merchandise", "whole"))

Read = tuple["Candidate", "Figure"]


def apposed(doc: Doc, candidate: Candidate, figure: Figure, first: Read | None) -> Figure:
    """Return a figure with the ends and the product of the one before it in its sentence, where it only restates it.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        The paragraph.
    candidate, figure : Candidate and Figure
        The later one, as read by itself.
    first : Candidate and Figure, or None
        The one before it in the paragraph.
    """
    if first is None or first[1].sentence != figure.sentence or figure.quantity in ("date-span", "rank", "growth"):
        return figure
    known = first[1]
    between = doc[first[0].end : candidate.start].text_with_ws
    if known.exporter and known.importer:
        is_open = not (figure.exporter and figure.importer)
        is_turned = (figure.exporter, figure.importer) == (known.importer, known.exporter)
        is_open = is_open or (is_turned and figure.quantity == "share")
        rest = _rest(doc, first[0], candidate)
        valued = known.quantity in ("volume", "count") and _VALUED.fullmatch(rest)
        restates = _APPOSED.fullmatch(rest)
        helped = not (figure.exporter or figure.importer) and _helps(doc, candidate)
        if valued or (is_open and (restates or helped)):
            why = "another measure of the flow just named"
            return replace(
                figure,
                exporter=known.exporter,
                importer=known.importer,
                commodity=figure.commodity or known.commodity,
                whole=figure.whole
                if figure.quantity == "share"
                else known.whole
                if known.quantity != "share"
                else None,
                reasons=(*figure.reasons, why),
            )
    return _with_product(figure, known, between)


def _rest(doc: Doc, first: Candidate, candidate: Candidate) -> str:
    """Return the words between two figures, without the phrase the first one counts ("tonnes of fuel")."""
    start = max(first.end, first.head + 1)
    while (
        start < candidate.start
        and doc[start].pos_ in ("ADP", "NOUN", "ADJ", "DET", "PROPN")
        and (doc[start].lower_ not in ("for", "at"))
    ):
        start += 1
    return doc[start : candidate.start].text_with_ws


def _helps(doc: Doc, candidate: Candidate) -> bool:
    verbs = [t for t in doc[candidate.head].ancestors if t.pos_ == "VERB"][:1]
    return bool(verbs) and verbs[0].lemma_.lower() in words("help")


def _with_product(figure: Figure, first: Figure, between: str) -> Figure:
    """Give "with 60 percent of Chinese imports" the product of "largest supplier of iron ore" before it."""
    alike = (figure.exporter, figure.importer) == (first.exporter, first.importer) and first.quantity == "rank"
    if not (alike and first.commodity and not figure.commodity and figure.quantity == "share" and figure.whole):
        return figure
    traded = figure.whole.split()[0] in words("traded")
    wide = _WIDE & set(figure.text.lower().split())
    if not traded or wide or not _JOINED.fullmatch(between):
        return figure
    why = f"of {first.commodity}, as the rank before says"
    whole = f"{figure.whole}: {first.commodity}"
    return replace(figure, commodity=first.commodity, whole=whole, reasons=(*figure.reasons, why))
