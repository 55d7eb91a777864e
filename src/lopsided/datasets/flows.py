"""Trade in raw materials between every two countries, 1995-2024, from CEPII's BACI."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from lopsided.datasets import columns, flow_table, tables
from lopsided.datasets.catalog import dataset
from lopsided.datasets.packs import flows as packed
from lopsided.errors import MissingDataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lopsided.terms.provenance import Source

KEY = "baci_raw_materials"
FIRST_YEAR, LAST_YEAR = 1995, 2024


def source(detail: str = "") -> Source:
    """Give the provenance of a flow."""
    return dataset(KEY).source(detail)


def sources(detail: str, years: Iterable[int]) -> tuple[Source, ...]:
    """Give the provenance of flows in some years: a pack where one answers, else what ships."""
    wanted = sorted(set(years))
    found = {a.year: a.pack for a in packed.answering(wanted)}
    listed = [found[year].source(detail) if year in found else source(detail) for year in wanted]
    return tuple(dict.fromkeys(listed)) or (source(detail),)


def covered_years() -> tuple[int, ...]:
    """Years of the raw-material flows, oldest first: those that ship, and those of the packs that answer for them."""
    return tuple(sorted({*range(FIRST_YEAR, LAST_YEAR + 1), *(a.year for a in packed.answering())}))


@cache
def products() -> Mapping[str, str]:
    """List the products there are flows of: HS 1992 code to description."""
    frame = tables.query("select hs6, description from {baci_products} order by hs6", ["baci_products"])
    return dict(columns.check(frame, "products", origin="baci_products.parquet").iter_rows())


@cache
def areas() -> Mapping[str, str]:
    """List the countries that occur in flows, by code, with BACI's names; ``"TWN"`` is its "Other Asia, nes"."""
    frame = tables.query("select code, max(baci_name) from {baci_areas} group by code order by code", ["baci_areas"])
    return dict(frame.iter_rows())


def raw_material_flows(
    *,
    exporters: Iterable[str] | None = None,
    importers: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    years: Iterable[int] | None = None,
) -> pl.DataFrame:
    """Select reported flows of raw materials.

    A pair without a row was not reported; that is not a measured zero: see :mod:`lopsided.datasets.coverage`. Where a
    pack of BACI covers a year, the pack answers for it and what ships does not: never both.

    Parameters
    ----------
    exporters, importers : iterable of str, optional
        ISO3 codes; all if not given. A country that never occurs gives no rows.
    codes : iterable of str, optional
        Six-digit HS 1992 codes; the 74 that ship if not given.
    years : iterable of int, optional
        Calendar years, 1995-2024; all if not given.

    Returns
    -------
    polars.DataFrame
        ``year``, ``exporter``, ``importer``, ``hs6``, ``value_kusd`` (thousands of USD), ``tonnes`` (missing where
        unknown or suspect), ``tonnes_published``, ``tonnes_note`` (``""``, ``"missing"``, ``"suspect"``: the price they
        imply is impossible, ``"imputed"``: computed from the value by someone before us), ordered by product, exporter,
        importer and year.

    Raises
    ------
    MissingDataError
        For a product that is neither among :func:`products` nor in a pack: its absence would say nothing about trade.
    """
    asked = None if years is None else [int(year) for year in years]
    listed = None if codes is None else list(codes)
    answering = packed.answering(asked)
    sellers, buyers = (None if side is None else list(side) for side in (exporters, importers))
    theirs = [a.year for a in answering]
    covered = bool(theirs) and (asked is None or set(asked) <= set(theirs))
    known = _known(listed, packed=covered)
    frame = flow_table.select({"exporter": sellers, "importer": buyers, "hs6": known}, asked)
    if theirs:
        codes_asked = list(products()) if listed is None else listed
        rows = packed.pack_flows(exporters=sellers, importers=buyers, codes=codes_asked, chosen=answering)
        frame = _instead(frame, rows, theirs)
    return columns.check(frame, "flows", origin="baci_flows.parquet")


def _instead(frame: pl.DataFrame, rows: pl.DataFrame, years: list[int]) -> pl.DataFrame:
    """Put a pack's rows in place of those that ship, for whole years; a mark stays if the mass is the same."""
    key = ["year", "exporter", "importer", "hs6"]
    judged = frame.select(*key, "tonnes_note", judged="tonnes_published")
    same = ((pl.col("tonnes") - pl.col("judged")).abs() <= _SAME_MASS * pl.col("judged")).fill_null(value=False)
    marked = rows.join(judged, on=key, how="left").with_columns(
        tonnes_published=pl.col("tonnes"),
        tonnes_note=pl.when(pl.col("tonnes").is_null())
        .then(pl.lit("missing"))
        .when(same)
        .then(pl.col("tonnes_note"))
        .otherwise(pl.lit("")),
    )
    trusted = pl.when(pl.col("tonnes_note") == "suspect").then(None).otherwise(pl.col("tonnes"))
    marked = marked.with_columns(tonnes=trusted).select(frame.columns)
    kept = frame.filter(~pl.col("year").is_in(years))
    return pl.concat([kept, marked], how="vertical_relaxed").sort("hs6", "exporter", "importer", "year")


_SAME_MASS = 1e-3


def _known(codes: list[str] | None, *, packed: bool) -> list[str] | None:
    if codes is None:
        return None
    unknown = [code for code in codes if code not in products()]
    if unknown and not packed:
        problem = f"the embedded flows have no product {', '.join(unknown)}"
        remedy = f"they cover {len(products())} raw materials, BACI has all: lopsided data fetch baci_hs92"
        raise MissingDataError(problem, subject=KEY, remedy=remedy)
    return codes
