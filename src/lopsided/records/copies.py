"""Reports of wire copies: what a copy tells is what the report it copies tells."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.records.wording import stem

if TYPE_CHECKING:
    from lopsided.records.report import Report

_SAME = 0.6  # of the shorter report's words: newsrooms trim and mend what they copy

Key = tuple[str, str, str, frozenset[str]]  # original, type, trigger, the two


class Copies:
    """Reports by the original of their document, so that a copy's find those they repeat."""

    def __init__(self) -> None:
        self._told: dict[Key, list[tuple[Report, int]]] = defaultdict(list)

    def put(self, report: Report, place: int) -> None:
        """Remember a report and where it was put."""
        self._told[_key(report)].append((report, place))

    def place_of(self, report: Report) -> int | None:
        """Return where the report was put that this one repeats in another copy of its document."""
        found = self._told.get(_key(report), ())
        return next((place for other, place in found if _repeats(report, other)), None)


def dated_by(report: Report, copy: Report) -> Report:
    """Return a report with the days its copy gives where it gives none itself."""
    return replace(report, when=report.when or copy.when, told=report.told or copy.told)


def _key(report: Report) -> Key:
    event = report.event
    return report.copy_of, event.type, stem(event.trigger), frozenset((event.source, event.target))


def _repeats(a: Report, b: Report) -> bool:
    if a.event.document == b.event.document or a.event.mode != b.event.mode:
        return False
    least = min(len(a.words), len(b.words))
    return len(a.words & b.words) >= _SAME * least if least else a.event.text == b.event.text
