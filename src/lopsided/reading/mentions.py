"""Who is mentioned where in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.parsed import Cast

if TYPE_CHECKING:
    from lopsided.reading.parsed import ParsedDocument


def cast_of(parsed: ParsedDocument) -> Cast:
    """Return everyone mentioned in a document."""
    del parsed
    return Cast(())
