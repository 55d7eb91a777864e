"""The time of a figure whose sentence names none: that of the figure in the sentence before, told of the same trade."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.dates.dates import times_of
from lopsided.reading.figures.period import verb_of

if TYPE_CHECKING:
    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.parsed import Paragraph
    from lopsided.records.kinds import Figure

_GAP = 1


def of_the_time_before(paragraph: Paragraph, candidate: Candidate, figure: Figure, before: Figure | None) -> Figure:
    """Return a figure of the past with the time of the one in the sentence before, which is told of the same side.

    Parameters
    ----------
    paragraph : Paragraph
        Where both stand.
    candidate : Candidate
        The figure among its tokens.
    figure, before : Figure
        The figure, and the last one before it in the document.
    """
    if before is None or figure.period or figure.period_words or not before.period or not before.period[:1].isdigit():
        return figure
    if figure.quantity in ("date-span", "count") or figure.modality != "reported" or len(before.period) > _MONTHS:
        return figure
    doc = paragraph.doc
    sent = doc[candidate.head].sent
    follows = 0 <= figure.sentence[0] - before.sentence[1] <= _GAP
    verb = verb_of(doc[candidate.head])
    past = verb.tag_ == "VBD" or any(t.tag_ == "VBD" for t in verb.children if t.dep_ in ("aux", "auxpass"))
    alike = {figure.exporter, figure.importer} & {before.exporter, before.importer} - {None}
    if not (follows and past and alike) or any(sent.start <= t.start < sent.end for t in times_of(paragraph)):
        return figure
    return replace(
        figure, period=before.period, reasons=(*figure.reasons, "when: as the figure in the sentence before")
    )


_MONTHS = len("2024-01/2024-09")
