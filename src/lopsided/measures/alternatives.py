"""Whether A could do without B in one product: who else sells it, how many times over, and is it critical."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.measures.concentration import hhi, shares

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

CONCENTRATED = 0.4
MOSTLY_OUTSIDE = 0.5
MORE_THAN_SOLD = 1.0
"""Thresholds of the European Commission's tests (SWD(2021) 352, section 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternatives:
    """What the world market offers A in place of B, for one product and year.

    Attributes
    ----------
    not_from : float or None
        Share of world exports of the product that does not come from B; None when there are no exports.
    cover : float or None
        How many times over what others sell to countries other than A would cover what A buys from B;
        None when A buys nothing from B.
    """

    not_from: float | None
    cover: float | None


def alternatives(flows: Mapping[tuple[str, str], float], *, buyer: str, seller: str) -> Alternatives:
    """World supply of one product without one seller.

    Parameters
    ----------
    flows : mapping
        (exporter, importer) to amount, the world's, in value (so at observed prices) or in tonnes.
    buyer, seller : str
        ISO3 of A and B.

    Returns
    -------
    Alternatives
        What others already sell to A is not counted as free to cover B's part, nor is what A itself sells.
    """
    world = math.fsum(flows.values())
    theirs = math.fsum(amount for (exporter, _), amount in flows.items() if exporter == seller)
    elsewhere = math.fsum(
        amount
        for (exporter, importer), amount in flows.items()
        if exporter not in {seller, buyer} and importer not in {buyer, seller}
    )
    bought = flows.get((seller, buyer), 0.0)
    return Alternatives(
        not_from=(world - theirs) / world if world > 0 else None, cover=elsewhere / bought if bought > 0 else None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Criticality:
    """The European Commission's three tests of a product, for one buyer (a country or a bloc).

    Attributes
    ----------
    concentration : float or None
        HHI of imports from outside, by supplier; critical above 0.4.
    from_outside : float or None
        Share of all imports that comes from outside the bloc; critical above 0.5.
    imports_to_exports : float or None
        Imports from outside over all exports; critical above 1; infinite when nothing is exported.
    """

    concentration: float | None
    from_outside: float | None
    imports_to_exports: float | None

    @property
    def passed(self) -> tuple[bool, bool, bool]:
        """Which of the three tests call the product critical."""
        return (
            (self.concentration or 0.0) > CONCENTRATED,
            (self.from_outside or 0.0) > MOSTLY_OUTSIDE,
            (self.imports_to_exports or 0.0) > MORE_THAN_SOLD,
        )

    @property
    def critical(self) -> bool:
        """True when all three tests say so."""
        return all(self.passed)


def criticality(flows: Mapping[tuple[str, str], float], *, home: Collection[str]) -> Criticality:
    """Apply the three tests of European Commission (2021), SWD(2021) 352, to any country or bloc.

    Parameters
    ----------
    flows : mapping
        (exporter, importer) to value of one product in one year; flows that do not touch ``home`` do not matter.
    home : collection of str
        ISO3 of the buyer: one country, or the members of its bloc. For one country everything imported comes
        from outside, so the second test always says yes (Lefebvre & Wibaux 2024 drop it for that reason).
    """
    outside: dict[str, float] = {}
    inside = exported = 0.0
    for (exporter, importer), value in flows.items():
        if importer in home and exporter in home:
            inside += value
        elif importer in home:
            outside[exporter] = outside.get(exporter, 0.0) + value
        if exporter in home:
            exported += value
    bought = math.fsum(outside.values())
    if bought + inside <= 0:
        return Criticality(concentration=None, from_outside=None, imports_to_exports=None)
    return Criticality(
        concentration=hhi(shares(outside).values()) if bought > 0 else None,
        from_outside=bought / (bought + inside),
        imports_to_exports=bought / exported if exported > 0 else math.inf,
    )
