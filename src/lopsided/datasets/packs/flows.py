"""Trade by product from packs: which pack answers for a year, one country's flows, a dyad's table, concentration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from lopsided.datasets.packs.manifest import Pack, packs
from lopsided.datasets.packs.order import place_of
from lopsided.datasets.packs.sql import text
from lopsided.errors import MissingDataError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import polars as pl

HOME = "HS92"
"""The edition of the Harmonized System in which questions about products are put."""

WORLD = "baci"
"""Format whose files hold the whole world, so that shares of imports and exports can be taken from them."""


@dataclass(frozen=True, slots=True)
class Answering:
    """The pack that answers for one year."""

    year: int
    pack: Pack


def answering(years: Iterable[int] | None = None) -> tuple[Answering, ...]:
    """Choose one pack for each year: of those that cover the world in HS 1992, the newest version first.

    A pack in another edition of the Harmonized System never answers here: the same code can mean other goods in it.

    Parameters
    ----------
    years : iterable of int, optional
        All years there are when not given.
    """
    chosen: dict[int, Pack] = {}
    wanted = None if years is None else set(years)
    for pack in _world():
        for year in pack.years if pack.nomenclature == HOME else ():
            if wanted is None or year in wanted:
                chosen.setdefault(year, pack)
    return tuple(Answering(year, chosen[year]) for year in sorted(chosen))


def _world() -> list[Pack]:
    """Packs of the whole world by product: in the home edition before others, newer versions before older ones."""
    found = [pack for pack in packs().values() if pack.kind == "flows" and pack.form == WORLD]
    found.sort(key=lambda p: (p.version, p.key), reverse=True)
    return sorted(found, key=lambda p: (p.nomenclature != HOME, place_of("trade by product", p.form)))


def world_pack(year: int) -> Pack:
    """Give the pack that answers for all products of a year, in whatever edition it is.

    Raises
    ------
    MissingDataError
        When there is none.
    """
    found = next((pack for pack in _world() if year in pack.years), None)
    if found is None:
        problem = f"no pack has the world's trade by product in {year}"
        remedy = "add BACI with lopsided data fetch baci_hs92, or lopsided data add FILE"
        raise MissingDataError(problem, subject=str(year), remedy=remedy)
    return found


def pack_flows(
    *,
    exporters: Collection[str] | None = None,
    importers: Collection[str] | None = None,
    codes: Collection[str] | None = None,
    years: Iterable[int] | None = None,
) -> pl.DataFrame:
    """Select flows from the packs that answer, one pack a year; parameters as for ``flows.raw_material_flows``.

    Returns
    -------
    polars.DataFrame
        ``year``, ``exporter``, ``importer``, ``hs6``, ``value_kusd``, ``tonnes``; no row means not reported.
    """
    conditions, parameters = ["true"], []
    for column, wanted in (("product", codes), ("exporter", exporters), ("importer", importers)):
        if wanted is not None:
            conditions.append(f"{column} in (select unnest(?))")
            parameters.append(list(wanted))
    columns = "year::int as year, exporter, importer, product as hs6, value_kusd, tonnes"
    found = answering(years)
    source = _files([(a.pack, a.year) for a in found]) if found else f"({_NOTHING})"
    where = " and ".join(conditions)
    return _query(f"select {columns} from {source} where {where} order by hs6, exporter, importer, year", parameters)


_NOTHING = (
    "select 0::int as year, '' as exporter, '' as importer, '' as product, 0.0::double as value_kusd, "
    "null::double as tonnes where false"
)


def dyad_table(exporter: str, importer: str, years: Collection[int]) -> pl.DataFrame:
    """Lay out everything one country sold another, product by product and year by year.

    Parameters
    ----------
    exporter, importer : str
        ISO3.
    years : collection of int
        Each answered by one pack that covers the world.

    Returns
    -------
    polars.DataFrame
        ``year``, ``product``, ``value_kusd``, ``tonnes``, ``share_of_imports``, ``share_of_exports`` (fractions of the
        importer's imports and of the exporter's exports of the product), ``supplier_rank``, ``suppliers``,
        ``customers``; the largest first within each year.

    Raises
    ------
    MissingDataError
        When no pack covers one of the years.
    """
    chosen = [(world_pack(year), year) for year in sorted(set(years))]
    query = f"""with bought as (select year, product, exporter, value_kusd, tonnes from {_files(chosen)}
        where importer = $buyer),
    mine as (select year, product, value_kusd, tonnes from bought where exporter = $seller),
    beside as (select year, product, sum(bought.value_kusd) as purchases, count(*) as suppliers,
        1 + count(*) filter (bought.value_kusd > mine.value_kusd) as supplier_rank
        from mine join bought using (year, product) group by year, product),
    sold as (select year, product, value_kusd as sales, customers from {_files(chosen, "sales")}
        where exporter = $seller)
    select year::int as year, product, value_kusd, tonnes, value_kusd / purchases as share_of_imports,
        value_kusd / sales as share_of_exports, supplier_rank, suppliers, customers
        from mine join beside using (year, product) join sold using (year, product)
        order by year, value_kusd desc, product"""
    return _query(query, {"seller": exporter, "buyer": importer})


def concentration_table(year: int) -> pl.DataFrame:
    """Give every product of every importer in a year: how concentrated its suppliers are, and the largest of them.

    Returns
    -------
    polars.DataFrame
        ``importer``, ``product``, ``hhi`` (Herfindahl-Hirschman index, 0 to 1), ``top_supplier``, ``top_share``
        (fraction), ``suppliers``, ``value_kusd``; in no order.

    Raises
    ------
    MissingDataError
        When no pack covers the year.
    """
    files = _files([(world_pack(year), year)])
    return _query(
        f"""select importer, product, sum(value_kusd * value_kusd) / pow(sum(value_kusd), 2) as hhi,
            arg_max(exporter, value_kusd) as top_supplier, max(value_kusd) / sum(value_kusd) as top_share,
            count(*) as suppliers, sum(value_kusd) as value_kusd from {files} group by importer, product"""
    )


def _files(chosen: Iterable[tuple[Pack, int]], name: str = "rows") -> str:
    """Write one of the tables of some years of some packs for a query."""
    folders = [pack.folder / name / f"year={year}" for pack, year in chosen]
    paths = [file for folder in folders for file in sorted(folder.glob("*.parquet"))]
    return f"read_parquet([{', '.join(text(str(path)) for path in paths)}], hive_partitioning=true)"


def _query(sql: str, parameters: object = None) -> pl.DataFrame:
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        frame: pl.DataFrame = connection.sql(sql, params=parameters).pl()
        return frame
