"""Any product of a pack between two countries by year: the same as for a raw material, from the pack alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from lopsided.datasets.country_flows import arrays
from lopsided.datasets.goods import country_trade
from lopsided.errors import MissingDataError
from lopsided.measures.product_years import RawMaterial, by_year
from lopsided.measures.trends import growth, level_break
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from lopsided.terms.products import Product

RECENT = 5
"""Years over which growth is given."""

NOT_A_ZERO = "years without a row are unreported, not zero"


def demand_years(what: Product, seller: str, buyer: str, years: Collection[int] | None) -> None:
    """Refuse a question about a product of a pack in years for which no pack has either side's trade.

    Raises
    ------
    MissingDataError
        Says which years there are.
    """
    sides = country_trade(what, buyer, "imports"), country_trade(what, seller, "exports")
    have = sorted({year for trade in sides for year in trade.years})
    if not have or (years is not None and not set(years) & set(have)):
        problem = f"no pack has all trade of {name_of(seller)} or {name_of(buyer)} in {what.name} in those years"
        known = f"there are {have[0]} to {have[-1]}" if have else "add their own reports, or BACI for everyone's"
        raise MissingDataError(problem, subject=what.key, remedy=known)


def traded_good(what: Product, seller: str, buyer: str, years: Collection[int] | None = None) -> RawMaterial:
    """Trace a product of a pack from one country to another.

    Parameters
    ----------
    what : Product
        From `lopsided.datasets.goods.good`.
    seller, buyer : str
        ISO3.
    years : collection of int, optional
        All years of the packs when not given.

    Returns
    -------
    RawMaterial
        Without years where nothing is reported; ``unreported`` has the years somebody answers for, if there are any.
    """
    sides = {"imports": country_trade(what, buyer, "imports"), "exports": country_trade(what, seller, "exports")}
    have = sorted({year for trade in sides.values() for year in trade.years})
    asked = tuple(year for year in have if years is None or year in years)
    bought, sold = (trade.rows.filter(pl.col("year").is_in(asked)) for trade in sides.values())
    imports, exports = arrays(bought, "importer"), arrays(sold, "exporter")
    kept = by_year(imports, exports, dict.fromkeys(what.hs6, what.key), (seller, buyer)).get(what.key, ())
    unreported = tuple(sorted(set(asked) - {row.year for row in kept}))
    recent = {row.year: row.value for row in kept if kept[-1].year - row.year <= RECENT}
    notes = [note for trade in sides.values() for note in trade.notes]
    notes += [
        f"the {flow} of {name_of(country)} as a whole are not in the packs, so there is no share or place in them"
        for (flow, trade), country in zip(sides.items(), (buyer, seller), strict=True)
        if not set(trade.years) & set(asked)
    ]
    return RawMaterial(
        product=what,
        exporter=seller,
        importer=buyer,
        years=kept,
        unreported=unreported,
        growth=growth(recent),
        share_break=level_break({row.year: row.share_of_imports for row in kept if row.share_of_imports is not None}),
        sources=tuple(dict.fromkeys(source for trade in sides.values() for source in trade.sources)),
        caveats=tuple(dict.fromkeys((*((NOT_A_ZERO,) if unreported else ()), *notes))),
    )
