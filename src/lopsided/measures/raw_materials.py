"""Raw materials between two countries by product and year: value, tonnes, shares, ranks and trend."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from lopsided.datasets.country_flows import country_flows
from lopsided.datasets.coverage import country_coverage, pair_coverage
from lopsided.datasets.flows import covered_years, raw_material_flows, sources
from lopsided.datasets.goods import good, is_raw_material, world_trade
from lopsided.errors import UsageError
from lopsided.measures.pair import pair
from lopsided.measures.product_years import RawMaterial, RawMaterialYear, by_year
from lopsided.measures.traded_goods import NOT_A_ZERO, RECENT, demand_years, traded_good
from lopsided.measures.trends import growth, level_break
from lopsided.terms.actors import name_of
from lopsided.terms.products import Product, products

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def raw_material(exporter: str, importer: str, what: str, years: Collection[int] | None = None) -> RawMaterial:
    """One product from one country to another: a raw material, or any product of a pack that was added.

    Parameters
    ----------
    exporter, importer : str
        Countries by code or name.
    what : str
        Product by key, HS code or word; see `lopsided.datasets.goods`.
    years : collection of int, optional
        All years of the data set when not given.

    Returns
    -------
    RawMaterial
        Without years when no row was ever reported; the caveats say what that means.

    Raises
    ------
    UnknownNameError, UsageError
        For unknown names, a country with itself, or years the data set does not have.
    MissingDataError
        For a product of a pack in years for which none has either side's trade.
    """
    seller, buyer = pair(exporter, importer)
    wanted = good(what)
    if not is_raw_material(wanted):
        demand_years(wanted, seller, buyer, years)
        return traded_good(wanted, seller, buyer, years)
    found = _years(dict.fromkeys(wanted.hs6, wanted.key), seller, buyer)
    return _tie(wanted, seller, buyer, found.get(wanted.key, ()), _asked(years))


def raw_materials(a: str, b: str, *, top: int = 5, years: Collection[int] | None = None) -> tuple[RawMaterial, ...]:
    """List the products that matter between two countries, both directions, the largest recent value first.

    Parameters
    ----------
    a, b : str
        Countries by code or name.
    top : int
        At most so many products for each direction.
    years : collection of int, optional
        All years of the data set when not given.

    Returns
    -------
    tuple of RawMaterial
        First what A sells B, then what B sells A. Products do not overlap: natural gas is one, not three.
    """
    first, second = pair(a, b)
    asked = _asked(years)
    ties = []
    for seller, buyer in ((first, second), (second, first)):
        found = _years(_widest(), seller, buyer)
        listed = {key: tuple(row for row in rows if row.year in asked) for key, rows in found.items()}
        newest = max((rows[-1].year for rows in listed.values() if rows), default=0)
        largest = sorted(listed, key=lambda key: -_value(listed[key], newest))[:top]
        ties += [_tie(products()[key], seller, buyer, listed[key], asked) for key in largest if listed[key]]
    return tuple(ties)


def raw_material_share(of: str, on: str, *, imports: bool) -> tuple[float | None, dict[str, float | str], int]:
    """B's part of A's trade in all covered raw materials in the newest year A has rows for.

    Returns
    -------
    tuple
        Fraction or None, the two sums (USD), and the year (0 when A has no rows at all).
    """
    rows = country_flows(of, "importer" if imports else "exporter")
    if not rows.year.size:
        return None, {}, 0
    year = int(rows.year.max())
    newest = rows.year == year
    total = float((rows.value_kusd[newest] * 1000.0).sum())
    part = newest & rows.with_(on)
    whole: dict[str, float | str] = {"all partners, USD": total}
    if not part.any() or total <= 0:
        return None, whole, year
    value = float((rows.value_kusd[part] * 1000.0).sum())
    return value / total, {"partner, USD": value, **whole}, year


def world_flows(what: Product, year: int) -> dict[tuple[str, str], float]:
    """All flows of one product in one year, (exporter, importer) to USD; none where no source has the world's."""
    embedded = is_raw_material(what)
    rows = raw_material_flows(codes=what.hs6, years=[year]) if embedded else world_trade(what, [year]).rows
    rows = rows.with_columns(value=pl.col("value_kusd") * 1000.0)
    rows = rows.group_by("exporter", "importer").agg(pl.col("value").sum())
    return {(exporter, importer): value for exporter, importer, value in rows.iter_rows()}


def _years(keys: Mapping[str, str], seller: str, buyer: str) -> dict[str, tuple[RawMaterialYear, ...]]:
    """Years with a row, by product key, from the buyer's imports and the seller's exports of the given codes."""
    return by_year(country_flows(buyer, "importer"), country_flows(seller, "exporter"), keys, (seller, buyer))


def _tie(
    what: Product, seller: str, buyer: str, rows: tuple[RawMaterialYear, ...], asked: tuple[int, ...]
) -> RawMaterial:
    kept = tuple(row for row in rows if row.year in asked)
    doubts = doubtful(what, seller, buyer, asked[-1], reported=bool(kept) and kept[-1].year == asked[-1])
    unreported = tuple(sorted(set(asked) - {row.year for row in kept}))
    recent = {row.year: row.value for row in kept if kept[-1].year - row.year <= RECENT}
    caveats = [NOT_A_ZERO] if unreported else []
    if any(row.suspect for row in kept):
        caveats.append(
            "the published tonnes of some years give a price far from the market's: marked suspect and left out"
        )
    if any(row.imputed for row in kept):
        caveats.append("tonnes of some years look worked out from values and are marked imputed")
    return RawMaterial(
        product=what,
        exporter=seller,
        importer=buyer,
        years=kept,
        unreported=unreported,
        growth=growth(recent),
        share_break=level_break({row.year: row.share_of_imports for row in kept if row.share_of_imports is not None}),
        sources=sources("exporter, importer, HS6, year", [row.year for row in kept]),
        caveats=(*caveats, *doubts),
    )


def doubtful(what: Product, seller: str, buyer: str, year: int, *, reported: bool) -> tuple[str, ...]:
    """Reasons to doubt one year: why there may be no row, or whose missing rows make a share too large."""
    if not reported:
        return pair_coverage(seller, buyer, what.hs6, year).reasons
    imports = country_coverage(buyer, "imports", what.hs6, year).reasons
    exports = country_coverage(seller, "exports", what.hs6, year).reasons
    return (
        *(f"the share of {name_of(buyer)}'s imports may be too large: {reason}" for reason in imports),
        *(f"the share of {name_of(seller)}'s exports may be too large: {reason}" for reason in exports),
    )


def _value(rows: tuple[RawMaterialYear, ...], year: int) -> float:
    return next((row.value for row in rows if row.year == year), 0.0)


def _asked(years: Collection[int] | None) -> tuple[int, ...]:
    have = covered_years()
    if years is None:
        return have
    wanted = tuple(sorted(set(years)))
    if not wanted or wanted[0] < have[0] or wanted[-1] > have[-1]:
        problem = "raw materials are not covered in those years"
        raise UsageError(problem, subject=str(list(wanted)), remedy=f"ask for years from {have[0]} to {have[-1]}")
    return wanted


@cache
def _widest() -> dict[str, str]:
    """Product of each HS code, the widest where products overlap, so that no flow is counted twice."""
    by_width = sorted(products().values(), key=lambda known: len(known.hs6))
    return {code: known.key for known in by_width for code in known.hs6}
