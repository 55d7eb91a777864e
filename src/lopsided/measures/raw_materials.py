"""Raw materials between two countries by product and year: value, tonnes, shares, ranks and trend."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import polars as pl

from lopsided.datasets.coverage import country_coverage, pair_coverage
from lopsided.datasets.flows import FIRST_YEAR, LAST_YEAR, areas, raw_material_flows, sources
from lopsided.datasets.packs.manifest import stamp
from lopsided.errors import UsageError
from lopsided.measures.pair import pair
from lopsided.measures.trends import Break, growth, level_break
from lopsided.terms.actors import name_of
from lopsided.terms.products import Product, product, products

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from lopsided.terms.provenance import Source

RECENT = 5
"""Years over which growth is given."""

NOT_A_ZERO = "years without a row are unreported, not zero"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMaterialYear:
    """What one country sold another of one product in one year.

    Attributes
    ----------
    value : float
        USD, at the prices of the year.
    tonnes : float or None
        None when any part of the flow has no mass that can be trusted.
    tonnes_published : float or None
        The mass as published, trusted or not.
    suspect, imputed : bool
        Some mass gives a price far from the market's, or looks worked out from the value rather than weighed.
    share_of_imports, share_of_exports : float
        Part of the importer's imports, and of the exporter's exports, of the product by value.
    supplier_rank, customer_rank : int
        Place of the exporter among the importer's suppliers, and of the importer among the exporter's customers.
    suppliers, customers : int
        How many of each there were.
    """

    year: int
    value: float
    tonnes: float | None
    tonnes_published: float | None
    suspect: bool
    imputed: bool
    share_of_imports: float
    share_of_exports: float
    supplier_rank: int
    customer_rank: int
    suppliers: int
    customers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMaterial:
    """One product in one direction through the years.

    Attributes
    ----------
    product : Product
        What is traded.
    exporter, importer : str
        ISO3.
    years : tuple of RawMaterialYear
        Years with a row, oldest first.
    unreported : tuple of int
        Years of the data set without a row: not zero, unknown.
    growth : float or None
        Yearly growth of value over the last five years, as a fraction.
    share_break : Break or None
        Lasting change in the share of the importer's imports, if there is one.
    """

    product: Product
    exporter: str
    importer: str
    years: tuple[RawMaterialYear, ...]
    unreported: tuple[int, ...]
    growth: float | None
    share_break: Break | None
    sources: tuple[Source, ...]
    caveats: tuple[str, ...]

    @property
    def latest(self) -> RawMaterialYear | None:
        """The newest year with a row."""
        return self.years[-1] if self.years else None

    @property
    def frame(self) -> pl.DataFrame:
        """The years as a table, one row a year, columns named as in ``RawMaterialYear``."""
        names = RawMaterialYear.__slots__
        return pl.DataFrame([{name: getattr(row, name) for name in names} for row in self.years])


def raw_material(exporter: str, importer: str, what: str, years: Collection[int] | None = None) -> RawMaterial:
    """One product from one country to another.

    Parameters
    ----------
    exporter, importer : str
        Countries by code or name.
    what : str
        Product by key, HS code or word.
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
    """
    seller, buyer = pair(exporter, importer)
    wanted = product(what)
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
    both = frozenset({of, on})
    rows = _imports(both, stamp()).filter(importer=of) if imports else _exports(both, stamp()).filter(exporter=of)
    theirs = "exporter" if imports else "importer"
    newest = rows["year"].max()
    if newest is None:
        return None, {}, 0
    year = int(str(newest))
    rows = rows.filter(pl.col("year") == year)
    total = float(rows["value"].sum())
    part = rows.filter(pl.col(theirs) == on)
    whole: dict[str, float | str] = {"all partners, USD": total}
    if part.is_empty() or total <= 0:
        return None, whole, year
    value = float(part["value"].sum())
    return value / total, {"partner, USD": value, **whole}, year


def world_flows(what: Product, year: int) -> dict[tuple[str, str], float]:
    """All flows of one product in one year: (exporter, importer) to USD."""
    rows = _in_usd(raw_material_flows(codes=what.hs6, years=[year]))
    rows = rows.group_by("exporter", "importer").agg(pl.col("value").sum())
    return {(exporter, importer): value for exporter, importer, value in rows.iter_rows()}


def covered_years() -> tuple[int, ...]:
    """Years of the data set, oldest first."""
    return tuple(range(FIRST_YEAR, LAST_YEAR + 1))


@lru_cache(maxsize=16)
def _imports(pair: frozenset[str], _packs: object) -> pl.DataFrame:
    """Every row in which one of the two buys; none for a country that never occurs in the flows."""
    return _in_usd(raw_material_flows(importers=sorted(pair & areas().keys())))


@lru_cache(maxsize=16)
def _exports(pair: frozenset[str], _packs: object) -> pl.DataFrame:
    """Every row in which one of the two sells; none for a country that never occurs in the flows."""
    return _in_usd(raw_material_flows(exporters=sorted(pair & areas().keys())))


def _in_usd(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(value=pl.col("value_kusd") * 1000.0)


def _years(keys: Mapping[str, str], seller: str, buyer: str) -> dict[str, tuple[RawMaterialYear, ...]]:
    """Years with a row, by product key, from the buyer's imports and the seller's exports of the given codes."""
    both = frozenset({seller, buyer})
    imports = _imports(both, stamp()).filter(importer=buyer)
    exports = _exports(both, stamp()).filter(exporter=seller)
    bought = _ranked(imports, keys, "exporter").filter(exporter=seller)
    sold = _ranked(exports, keys, "importer").filter(importer=buyer)
    reported = bought.join(sold, on=["product", "year"], suffix="_sold").sort("product", "year")
    found: dict[str, list[RawMaterialYear]] = {}
    for row in reported.iter_rows(named=True):
        found.setdefault(row["product"], []).append(
            RawMaterialYear(
                year=row["year"],
                value=row["value"],
                tonnes=row["tonnes"],
                tonnes_published=row["tonnes_published"],
                suspect=row["suspect"],
                imputed=row["imputed"],
                share_of_imports=row["share"],
                share_of_exports=row["share_sold"],
                supplier_rank=row["rank"],
                customer_rank=row["rank_sold"],
                suppliers=row["partners"],
                customers=row["partners_sold"],
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}


def _ranked(rows: pl.DataFrame, keys: Mapping[str, str], partner: str) -> pl.DataFrame:
    """Sum codes to products, then each partner's share and rank within product and year."""
    within = ["product", "year"]
    masses = [
        pl.when(pl.col(mass).is_null().any()).then(None).otherwise(pl.col(mass).sum()).alias(mass)
        for mass in ("tonnes", "tonnes_published")
    ]
    notes = [(pl.col("tonnes_note") == note).any().alias(note) for note in ("suspect", "imputed")]
    return (
        rows.filter(pl.col("hs6").is_in(list(keys)))
        .with_columns(product=pl.col("hs6").replace_strict(keys, return_dtype=pl.String))
        .group_by("product", "year", partner)
        .agg(pl.col("value").sum(), *masses, *notes)
        .with_columns(
            share=pl.col("value") / pl.col("value").sum().over(within),
            rank=pl.col("value").rank("min", descending=True).over(within).cast(pl.Int64),
            partners=pl.len().over(within).cast(pl.Int64),
        )
    )


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
        share_break=level_break({row.year: row.share_of_imports for row in kept}),
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
