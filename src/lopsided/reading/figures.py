"""Figures reported in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lopsided.reading.parsed import ParsedDocument
    from lopsided.records.kinds import Figure, Statement


def figures(parsed: ParsedDocument, statements: list[Statement]) -> list[Figure]:
    """Return the figures of a document, in order of place."""
    del parsed, statements
    return []
