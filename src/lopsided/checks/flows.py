"""Raw-material trade by partner for countries and blocs: shares and ranks by value and by weight, side by side.

The definitions are those of ``measures``; what is added here is weight beside value, and blocs taken as one country.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from typing import TYPE_CHECKING, Literal

import polars as pl

from lopsided.datasets.flows import FIRST_YEAR, LAST_YEAR, areas, raw_material_flows, source
from lopsided.terms.actors import actor, members
from lopsided.terms.products import product

if TYPE_CHECKING:
    from lopsided.terms.provenance import Source

Side = Literal["suppliers", "customers"]
Basis = Literal["value", "tonnes"]
WORLD = "the world"
_KNOWN_WEIGHT = 0.95  # of the value that must have a trusted weight before shares and ranks by weight are given


@dataclass(frozen=True, slots=True)
class Partners:
    """Who sells a country (or bloc) a product in a year, or buys it from them.

    Attributes
    ----------
    amounts : dict of str to float
        Partner to amount: USD by value, tonnes by weight.
    weighed : float
        Part of the value whose weight is known and trusted.
    imputed : frozenset of str
        Partners with a weight that was worked out from the value, not weighed.
    """

    of: str
    year: int
    basis: Basis
    amounts: dict[str, float]
    weighed: float
    imputed: frozenset[str]

    @property
    def total(self) -> float:
        """Sum over partners, the same to the last bit in whatever order they come."""
        return fsum(self.amounts.values())

    @property
    def usable(self) -> bool:
        """Whether there is anything, and enough of it weighed."""
        return self.total > 0 and (self.basis == "value" or self.weighed >= _KNOWN_WEIGHT)

    def amount(self, partner: str) -> float | None:
        """Amount of a partner or of all members of a bloc; None where nothing was reported."""
        found = [self.amounts[m] for m in group(partner, self.year) if m in self.amounts]
        return fsum(found) if found else None

    def place(self, partner: str) -> int | None:
        """Rank of a partner, 1 for the largest; None where nothing was reported."""
        mine = self.amount(partner)
        if mine is None:
            return None
        inside = group(partner, self.year)
        return 1 + sum(1 for other, amount in self.amounts.items() if other not in inside and amount > mine)

    def first(self, count: int = 3) -> tuple[tuple[str, float], ...]:
        """Return the largest partners with their shares."""
        ordered = sorted(self.amounts.items(), key=lambda x: (-x[1], x[0]))[:count]
        return tuple((name, amount / self.total) for name, amount in ordered)


def covered_years() -> range:
    """Years of the data."""
    return range(FIRST_YEAR, LAST_YEAR + 1)


def group(name: str, year: int) -> frozenset[str]:
    """Return the members of a bloc in the middle of a year, or the country itself."""
    if name == WORLD:
        return frozenset(areas())
    if actor(name).kind == "bloc":
        return frozenset(members(name, on=f"{year}-07-01")) & frozenset(areas())
    return frozenset((name,)) & frozenset(areas())


@lru_cache(maxsize=512)
def partners(of: str, side: Side, key: str, year: int, basis: Basis = "value") -> Partners:
    """Return the partners of a country or bloc in a product.

    Parameters
    ----------
    of : str
        Actor id; for a bloc trade within it is left out. ``WORLD`` with ``customers`` ranks importers, with
        ``suppliers`` exporters.
    side : str
        ``suppliers``: who sells to it; ``customers``: who buys from it.
    key : str
        Product key.
    """
    home = group(of, year)
    codes = product(key).hs6
    if of == WORLD:
        frame = raw_material_flows(codes=codes, years=[year])
    elif side == "suppliers":
        frame = raw_material_flows(importers=home, codes=codes, years=[year])
    else:
        frame = raw_material_flows(exporters=home, codes=codes, years=[year])
    theirs = "exporter" if side == "suppliers" else "importer"
    if of != WORLD:
        frame = frame.filter(~pl.col(theirs).is_in(list(home)))
    value = float(frame["value_kusd"].sum())
    known = float(frame.filter(pl.col("tonnes").is_not_null())["value_kusd"].sum())
    amount = pl.col("value_kusd").sum() * 1000 if basis == "value" else pl.col("tonnes").sum()
    rows = frame.group_by(theirs, maintain_order=True).agg(
        amount.alias("amount"), pl.col("tonnes").null_count().alias("unweighed")
    )
    if basis == "tonnes":
        rows = rows.filter(pl.col("amount") > 0)
    return Partners(
        of=of,
        year=year,
        basis=basis,
        amounts=dict(rows.select(theirs, "amount").iter_rows()),
        weighed=known / value if value else 0.0,
        imputed=frozenset(frame.filter(pl.col("tonnes_note") == "imputed")[theirs].to_list()),
    )


def flow(exporter: str, importer: str, key: str, year: int, basis: Basis) -> float | None:
    """Return what one country or bloc sold another of a product, USD or tonnes; None where unreported or unweighed."""
    frame = raw_material_flows(
        exporters=group(exporter, year), importers=group(importer, year), codes=product(key).hs6, years=[year]
    )
    if frame.is_empty():
        return None
    if basis == "value":
        return float(frame["value_kusd"].sum()) * 1000
    weighed = frame.filter(pl.col("tonnes").is_not_null())
    if float(weighed["value_kusd"].sum()) < _KNOWN_WEIGHT * float(frame["value_kusd"].sum()):
        return None
    return float(weighed["tonnes"].sum())


def is_imputed(exporter: str, importer: str, key: str, year: int) -> bool:
    """Whether any weight of a flow was worked out from its value, so that it says nothing the value does not."""
    frame = raw_material_flows(
        exporters=group(exporter, year), importers=group(importer, year), codes=product(key).hs6, years=[year]
    )
    return bool((frame["tonnes_note"] == "imputed").any()) and len(group(exporter, year) | group(importer, year)) == 2


def sources() -> tuple[Source, ...]:
    """Provenance of these numbers."""
    return (source("exporter, importer, HS6, year"),)
