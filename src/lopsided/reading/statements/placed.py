"""Statements by place: those that touch a stretch of a text, found without a look at all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lopsided.records.kinds import Statement

_WIDTH = 2_000
"""Characters of a row; most statements lie in one."""


class Placed:
    """The statements of a document, kept by rows of characters.

    Parameters
    ----------
    statements : iterable of Statement
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._all = tuple(statements)
        self._rows: dict[int, list[int]] = {}
        for number, statement in enumerate(self._all):
            for row in range(statement.span[0] // _WIDTH, statement.span[1] // _WIDTH + 1):
                self._rows.setdefault(row, []).append(number)

    def within(self, start: int, end: int) -> tuple[Statement, ...]:
        """Return the statements with a character between two offsets, in the order given."""
        rows = range(max(0, start) // _WIDTH, max(0, end) // _WIDTH + 1)
        numbers = sorted({number for row in rows for number in self._rows.get(row, ())})
        return tuple(s for n in numbers if (s := self._all[n]).span[0] < end and start < s.span[1])
