"""A measure that can be trusted: the number with its unit, period, formula, inputs, sources and caveats."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lopsided.measures.asymmetry import asymmetry, net_dependence

if TYPE_CHECKING:
    from lopsided.terms.provenance import Source

EVEN = math.log(1.05)
"""Ratios below 1.05 to 1 are called even."""
LARGEST_TOLD = 1000
"""Larger ratios are told as "over 1,000 to 1"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One number computed from datasets.

    Attributes
    ----------
    definition : str
        Key in ``measures/data/definitions.csv``, e.g. ``"export_share"``.
    of, on : str
        Whose dependence, on whom (ISO3); ``on`` is empty for a measure of one country (concentration).
    value : float or None
        None when the data cannot say; ``caveats`` then says why.
    unit : str
        ``"fraction"``, ``"USD"``, ``"t"``, ``"rank"``, ``"index"``.
    period : str
        ISO year or interval of the data.
    formula : str
        In words or symbols, with the inputs' names.
    inputs : mapping
        Name of each input to its value.
    product : str
        Product key, or empty for all goods.
    at_least, at_most : float or None
        What the data do say where ``value`` is None or rounded: bounds in the same unit (B is not among A's top five
        partners, so its share is at most the fifth's; 33 % is from 32.5 to 33.5 %). None where it is exact.
    """

    definition: str
    of: str
    on: str
    value: float | None
    unit: str
    period: str
    formula: str
    inputs: dict[str, float | str] = field(default_factory=dict)
    product: str = ""
    sources: tuple[Source, ...] = ()
    caveats: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Lowest and highest value the data allow, in ``unit``; both equal ``value`` where it is exact."""
        if self.at_least is None and self.at_most is None:
            return self.value, self.value
        return self.at_least, self.at_most

    @property
    def _as_told(self) -> tuple[float | None, float | None]:
        """The value as both ends, rounded or not, since a ratio is of the numbers shown; else the bounds."""
        return self.bounds if self.value is None else (self.value, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lopsidedness:
    """How lopsided a tie is by one measure.

    Attributes
    ----------
    a_on_b, b_on_a : Measure
        The same measure in both directions.
    """

    a_on_b: Measure
    b_on_a: Measure

    @property
    def log_ratio(self) -> float | None:
        """Natural log of A's dependence over B's; 0 is even, None when either is unknown or zero."""
        a, b = self.a_on_b.value, self.b_on_a.value
        if a is None or b is None or a <= 0 or b <= 0:
            return None
        return math.log(a / b)

    @property
    def net_dependence(self) -> float | None:
        """A's dependence less B's, in the measure's unit; None when either is unknown."""
        a, b = self.a_on_b.value, self.b_on_a.value
        return None if a is None or b is None else net_dependence(a, b)

    @property
    def asymmetry(self) -> float | None:
        """Net dependence over the sum of both, -1 to 1 (Hirschman 1945); None when either is unknown."""
        a, b = self.a_on_b.value, self.b_on_a.value
        return None if a is None or b is None else asymmetry(a, b)

    @property
    def least_log_ratio(self) -> float | None:
        """The log ratio nearest to even that the bounds allow; equals ``log_ratio`` where that is known.

        None when the bounds of the two sides overlap or are open, so that nothing can be said.
        """
        if self.log_ratio is not None:
            return self.log_ratio
        (a_low, a_high), (b_low, b_high) = self.a_on_b._as_told, self.b_on_a._as_told
        if a_low and b_high and a_low > b_high > 0:
            return math.log(a_low / b_high)
        if b_low and a_high and b_low > a_high > 0:
            return math.log(a_high / b_low)
        return None

    @property
    def more_dependent(self) -> str:
        """ISO3 of the more dependent side; empty when the two are even or nothing can be said."""
        if self._only:
            return self._only
        ratio = self.least_log_ratio
        if ratio is None or abs(ratio) < EVEN:
            return ""
        return self.a_on_b.of if ratio > 0 else self.b_on_a.of

    @property
    def _only(self) -> str:
        """The one side that depends at all, where the other's value is a measured zero."""
        a, b = self.a_on_b.value, self.b_on_a.value
        if a is None or b is None or min(a, b) < 0 or (a > 0) == (b > 0):
            return ""
        return self.a_on_b.of if a > 0 else self.b_on_a.of

    @property
    def text(self) -> str:
        """As shown to a reader: ``"9.3 to 1"``, the more dependent side first; ``"at least 8.2 to 1"`` for bounds."""
        if self._only:
            return "one side only"
        ratio = self.least_log_ratio
        if ratio is None:
            return "cannot be said"
        if abs(ratio) < EVEN:
            return "even" if self.log_ratio is not None else "cannot be said"
        size = math.exp(abs(ratio))
        if size > LARGEST_TOLD:  # of next to nothing on one side: its digits mean nothing
            return f"over {LARGEST_TOLD:,} to 1"
        shown = f"{size:.1f}" if size < 100 else f"{size:,.0f}"
        return f"{'' if self.log_ratio is not None else 'at least '}{shown} to 1"
