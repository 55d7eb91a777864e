"""Trade in raw materials between every two countries, 1995-2024, from CEPII's BACI."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lopsided.datasets import columns, tables
from lopsided.datasets.catalog import dataset
from lopsided.errors import MissingDataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from lopsided.terms.provenance import Source

KEY = "baci_raw_materials"
FIRST_YEAR, LAST_YEAR = 1995, 2024


def source(detail: str = "") -> Source:
    """Give the provenance of a flow."""
    return dataset(KEY).source(detail)


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

    A pair without a row was not reported; that is not a measured zero: see :mod:`lopsided.datasets.coverage`.

    Parameters
    ----------
    exporters, importers : iterable of str, optional
        ISO3 codes; all if not given. A country that never occurs gives no rows.
    codes : iterable of str, optional
        Six-digit HS 1992 codes; all 74 if not given.
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
        For a product that is not among :func:`products`: its absence here would say nothing about trade in it.
    """
    conditions: list[str] = []
    parameters: list[object] = []
    for column, wanted in (("hs6", _known(codes)), ("exporter", exporters), ("importer", importers)):
        if wanted is not None:
            conditions.append(f"{column} in (select unnest(?))")
            parameters.append(list(wanted))
    if years is not None:
        conditions.append("year in (select unnest(?))")
        parameters.append([int(year) for year in years])
    frame = tables.query(_SELECT + (" and ".join(conditions) or "true") + _ORDER, ["baci_flows"], parameters)
    return columns.check(frame, "flows", origin="baci_flows.parquet")


_SELECT = """
select year::int as year, exporter, importer, hs6, value_usd / 1000.0 as value_kusd,
       case when not suspect then mass_kg / 1000.0 end as tonnes,
       mass_kg / 1000.0 as tonnes_published,
       case when mass_kg is null then 'missing' when suspect then 'suspect' when imputed then 'imputed' else '' end
           as tonnes_note
from {baci_flows} where """
_ORDER = " order by hs6, exporter, importer, year"


def _known(codes: Iterable[str] | None) -> list[str] | None:
    if codes is None:
        return None
    wanted = list(codes)
    unknown = [code for code in wanted if code not in products()]
    if unknown:
        problem = f"the embedded flows have no product {', '.join(unknown)}"
        remedy = f"they cover {len(products())} raw materials, see lopsided data describe {KEY}"
        raise MissingDataError(problem, subject=KEY, remedy=remedy)
    return wanted
