"""A measure that can be trusted: the number with its unit, period, formula, inputs, sources and caveats."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lopsided.terms.provenance import Source


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
    def text(self) -> str:
        """As shown to a reader: ``"9.3 to 1"``, the more dependent side first."""
        ratio = self.log_ratio
        if ratio is None:
            return "cannot be said"
        if abs(ratio) < math.log(1.05):
            return "even"
        size = math.exp(abs(ratio))
        shown = f"{size:.1f}" if size < 100 else f"{size:.0f}"
        return f"{shown} to 1"
