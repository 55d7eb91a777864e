"""One summary of how lopsided a tie is, with every part in sight: counts, a median and a range, never a score."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from lopsided.measures.definitions import definition
from lopsided.measures.dependence import dependence
from lopsided.measures.pair import pair
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lopsided.measures.result import Lopsidedness

ON_THE_OTHER = "of A on B"


@dataclass(frozen=True, slots=True, kw_only=True)
class LopsidednessSummary:
    """What all measures together say, and each by itself.

    Attributes
    ----------
    a, b : str
        ISO3.
    parts : tuple of Lopsidedness
        Every measure of dependence of one on the other, also those that cannot be said.
    """

    a: str
    b: str
    parts: tuple[Lopsidedness, ...]

    @property
    def known(self) -> tuple[Lopsidedness, ...]:
        """Parts whose ratio is known, the most lopsided toward A first."""
        found = [(part.log_ratio, part) for part in self.parts]
        return tuple(part for ratio, part in sorted(((r, p) for r, p in found if r is not None), key=lambda x: -x[0]))

    @property
    def a_more_dependent(self) -> int:
        """Number of measures, bounds included, by which A depends more."""
        return sum(part.more_dependent == self.a for part in self.parts)

    @property
    def b_more_dependent(self) -> int:
        """Number of measures, bounds included, by which B depends more."""
        return sum(part.more_dependent == self.b for part in self.parts)

    @property
    def cannot_be_said(self) -> int:
        """Number of measures that say nothing for want of data."""
        return sum(part.text == "cannot be said" for part in self.parts)

    @property
    def log_ratios(self) -> tuple[float, ...]:
        """Known log ratios, largest first; positive where A depends more."""
        return tuple(part.log_ratio for part in self.known if part.log_ratio is not None)

    @property
    def median_log_ratio(self) -> float | None:
        """Median of the known log ratios; the measures overlap, so it is a middle and not an estimate."""
        return median(self.log_ratios) if self.log_ratios else None

    @property
    def more_dependent(self) -> str:
        """ISO3 of the side that more measures call the more dependent; empty when they are split evenly."""
        if self.a_more_dependent == self.b_more_dependent:
            return ""
        return self.a if self.a_more_dependent > self.b_more_dependent else self.b

    @property
    def text(self) -> str:
        """In a sentence: which side, by how many measures, the median and largest ratio, and what speaks against it."""
        of_a, of_b = self.a_more_dependent, self.b_more_dependent
        first, second = name_of(self.a), name_of(self.b)
        if not of_a + of_b:
            return f"no measure says which of {first} and {second} depends more on the other"
        if of_a == of_b:
            return f"{of_a} measures say {first} depends more on {second}, and as many say the reverse"
        side, other = (first, second) if of_a > of_b else (second, first)
        said = len(self.parts) - self.cannot_be_said
        sentence = f"{side} depends more on {other} by {max(of_a, of_b)} of the {said} measures that can be compared"
        known = self.known if of_a > of_b else self.known[::-1]
        if self.median_log_ratio is None or len(known) < 2:
            return sentence
        middle = _ratio(median(self.log_ratios)) if (self.median_log_ratio > 0) == (of_a > of_b) else "about even"
        sentence = f"{sentence} (median {middle}, up to {known[0].text})"
        least = known[-1]
        if least.more_dependent in {"", self.a if of_a > of_b else self.b}:
            return sentence
        by = definition(least.a_on_b.definition).name.lower()
        return f"{sentence}; {other} depends more on {side} by {by} ({least.text})"


def _ratio(log_ratio: float) -> str:
    return f"{math.exp(abs(log_ratio)):.1f} to 1"


def lopsidedness(a: str, b: str) -> LopsidednessSummary:
    """Sum up how lopsided a tie is, from every measure of dependence of one side on the other.

    Raises
    ------
    UnknownNameError, UsageError
        As for ``dependence``.
    """
    first, second = pair(a, b)
    return summed_up(first, second, dependence(first, second))


def summed_up(a: str, b: str, ties: Iterable[Lopsidedness]) -> LopsidednessSummary:
    """Sum up what `dependence` gives of two countries (ISO3)."""
    parts = tuple(tie for tie in ties if definition(tie.a_on_b.definition).direction == ON_THE_OTHER)
    return LopsidednessSummary(a=a, b=b, parts=parts)
