"""One summary of how lopsided a tie is, with every part in sight: counts, a median and a range, never a score."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from lopsided.measures.definitions import definition
from lopsided.measures.dependence import dependence
from lopsided.measures.pair import pair

if TYPE_CHECKING:
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
        """In a sentence: which side, by how many measures, with the median and the range of the known ratios."""
        if not self.a_more_dependent + self.b_more_dependent:
            return f"no measure says which of {self.a} and {self.b} depends more on the other"
        side, most = max(((self.a, self.a_more_dependent), (self.b, self.b_more_dependent)), key=lambda item: item[1])
        other = self.b if side == self.a else self.a
        said = len(self.parts) - self.cannot_be_said
        if not self.more_dependent:
            return f"{most} measures say {self.a} depends more on {self.b}, and {most} the reverse"
        sentence = f"{side} depends more on {other} by {most} of the {said} measures that can be compared"
        if len(self.log_ratios) < 2:
            return sentence
        sign = 1 if side == self.a else -1
        ratios = sorted(sign * ratio for ratio in self.log_ratios)
        middle, low, high = (_against(r, side, other) for r in (median(ratios), ratios[0], ratios[-1]))
        return f"{sentence} (median {middle}, from {low} to {high})"


def _against(log_ratio: float, side: str, other: str) -> str:
    """``"9.3 to 1"``, naming the other side where the ratio leans its way."""
    size = f"{math.exp(abs(log_ratio)):.1f} to 1"
    return size if log_ratio >= 0 else f"{size} the other way ({other} on {side})"


def lopsidedness(a: str, b: str) -> LopsidednessSummary:
    """Sum up how lopsided a tie is, from every measure of dependence of one side on the other.

    Raises
    ------
    UnknownNameError, UsageError
        As for ``dependence``.
    """
    first, second = pair(a, b)
    parts = tuple(
        tie for tie in dependence(first, second) if definition(tie.a_on_b.definition).direction == ON_THE_OTHER
    )
    return LopsidednessSummary(a=first, b=second, parts=parts)
