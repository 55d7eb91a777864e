"""What a dossier has on a tie, as rows: every record by its id and place, and every check with its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.records.kinds import Figure
from lopsided.web.check_rows import check_rows, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lopsided.briefing.compose import Dossiered, Told
    from lopsided.briefing.contents import Reported
    from lopsided.records.kinds import AnyRecord

    Row = Mapping[str, object]


def told_rows(told: Told, held: Dossiered, dossier: str) -> tuple[Row, ...]:
    """Lay out what a page tells of a tie.

    Parameters
    ----------
    told : Told
        What is shown.
    held : Dossiered
        The whole dossier, to look records up.
    dossier : str
        Its name.
    """
    records = {r.id: r for r in held.records}
    documents = {d.document: d for d in held.documents}
    checks = {c.figure: c for c in held.checks}

    def place(record: AnyRecord) -> Row:
        return place_of(documents[record.document], record.span, dossier)

    shown = ((record, about) for name, about in _reported(told.reported) if (record := records.get(name)))
    reported = [
        {"part": "reported", "kind": type(r).__name__.lower(), "id": r.id, **place(r), "text": " ".join(r.text.split()),
         "confidence": r.confidence, "sources": documents[r.document].publisher or r.document, **about}
        for r, about in shown
    ]  # fmt: skip
    called = [
        {"part": "reported", "kind": "words_on_the_tie", "id": claim.id,
         **place_of(documents[claim.document], claim.span, dossier), "text": claim.words, "word": claim.word,
         "type": theme.says, "speaker": claim.speaker, "beside": "; ".join(theme.beside),
         "sources": documents[claim.document].publisher or claim.document}
        for theme in told.claims
        for claim in theme.claims
    ]  # fmt: skip
    figures = [f for c in told.checked if isinstance(f := records.get(c.id), Figure)]
    return (*reported, *called, *(row for f in figures for row in check_rows(checks[f.id], f, place(f))))


def _reported(shown: Reported) -> Iterator[tuple[str, Row]]:
    """Name each record told of, once a story, with its ISO date and what is said of it."""
    for item in (*shown.timeline, *shown.around):
        about = {"date": item.day, "story": item.id, "type": item.type, "mode": item.mode, "actors": item.actors}
        yield from ((name, about | {"independent_sources": item.sources}) for name in item.records)
    for voices in shown.voices:
        yield from ((said.id, {"date": said.day, "speaker": said.speaker, "type": said.form}) for said in voices.said)
    for promise in (*shown.promises, *shown.promises_around):
        about = {"date": promise.day, "type": promise.status, "actors": promise.parties, "amount": promise.amount}
        yield promise.id, about
