"""Read a short text of ours the way a document is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Commitment, Event

if TYPE_CHECKING:
    from lopsided.records.kinds import AnyRecord


def records_in(text: str, published: str | None = None) -> tuple[AnyRecord, ...]:
    """Return every record of a text."""
    return read_text(text, name="ours.txt", published=published)[1]


def events_in(text: str, published: str | None = None) -> list[Event]:
    """Return the events of a text."""
    return [r for r in records_in(text, published) if isinstance(r, Event)]


def commitments_in(text: str, published: str | None = None) -> list[Commitment]:
    """Return the commitments of a text."""
    return [r for r in records_in(text, published) if isinstance(r, Commitment)]
