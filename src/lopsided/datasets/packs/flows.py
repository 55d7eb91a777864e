"""Trade by product from packs: which pack answers for a year, one country's flows, a dyad's table, concentration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from lopsided.datasets.packs.manifest import Pack, packs
from lopsided.datasets.packs.order import place_of
from lopsided.datasets.packs.sql import text
from lopsided.datasets.packs.totals import reach, total_trade
from lopsided.datasets.packs.wholes import whole_years
from lopsided.errors import MissingDataError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import polars as pl

    from lopsided.datasets.macro import Flow

HOME = "HS92"
"""The edition of the Harmonized System in which questions about products are put."""

WORLD = "baci"
"""Format whose files hold the whole world, so that shares of imports and exports can be taken from them."""


@dataclass(frozen=True, slots=True)
class Answering:
    """The pack that answers for one year, and the source within it where it holds several."""

    year: int
    pack: Pack
    label: str = ""


def answering(
    years: Iterable[int] | None = None, *, edition: str = HOME, reconciled: bool = True
) -> tuple[Answering, ...]:
    """Choose one pack for each year, of those that cover the world in an edition of the Harmonized System.

    By the order of sources, newer versions before older ones. A pack in another edition never answers: the same code
    can mean other goods in it.

    Parameters
    ----------
    years : iterable of int, optional
        All years there are when not given.
    edition : str
        Edition the codes are in.
    reconciled : bool
        Only BACI, which may stand for what ships; else any table that covers the world.
    """
    chosen: dict[int, Answering] = {}
    wanted = None if years is None else set(years)
    for pack in product_packs():
        if pack.nomenclature != edition or (reconciled and pack.form != WORLD):
            continue
        for year, label in _covered(pack):
            if wanted is None or year in wanted:
                chosen.setdefault(year, Answering(year, pack, label))
    return tuple(chosen[year] for year in sorted(chosen))


def own_reports(country: str, flow: Flow, edition: str, codes: Collection[str]) -> tuple[Answering, ...]:
    """Find the years in which a country's own report of all partners is in a pack, one pack a year.

    Of all partners: so many that they must be, or those that add up to the total the country reports of the products.
    """
    chosen: dict[int, Answering] = {}
    for pack in product_packs():
        if pack.nomenclature == edition and pack.form != WORLD:
            for year in whole_years(pack, country, flow, codes):
                chosen.setdefault(year, Answering(year, pack))
    for trade in total_trade(country, flow):
        if trade.pack.kind == "flows" and trade.pack.nomenclature == edition and trade.complete:
            chosen.setdefault(trade.year, Answering(trade.year, trade.pack, trade.label))
    return tuple(chosen[year] for year in sorted(chosen))


def _covered(pack: Pack) -> list[tuple[int, str]]:
    """Years for which a pack covers the world, with the source within it; BACI always does."""
    if pack.form == WORLD:
        return [(year, "") for year in pack.years]
    found = [(year, label) for (year, label), worldwide in reach(pack).items() if worldwide]
    return sorted(found, key=lambda one: (one[0], place_of("trade by product", one[1] or pack.form)))


def product_packs() -> list[Pack]:
    """Packs of trade by product: in the home edition before others, BACI first, newer versions before older ones."""
    found = [pack for pack in packs().values() if pack.kind == "flows"]
    found.sort(key=lambda p: (p.version, p.key), reverse=True)
    return sorted(found, key=lambda p: (p.nomenclature != HOME, place_of("trade by product", p.form)))


def world_pack(year: int) -> Pack:
    """Give the pack that answers for all products of a year, in whatever edition it is.

    Raises
    ------
    MissingDataError
        When there is none.
    """
    found = next((pack for pack in product_packs() if pack.form == WORLD and year in pack.years), None)
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
    chosen: Collection[Answering],
) -> pl.DataFrame:
    """Select flows from the packs that answer, one pack a year; parameters as for ``flows.raw_material_flows``.

    Parameters
    ----------
    chosen : collection of Answering
        From `answering` or `own_reports`. Of two reports of one flow, that of the side that is asked about is taken
        (the importer's where both are), and the other only where there is none.

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
    where = " and ".join(conditions)
    first = "exporter" if exporters is not None and importers is None else "importer"
    queries = [_one_report(a, where, first) for a in chosen if a.pack.form != WORLD]
    plain = [(a.pack, a.year) for a in chosen if a.pack.form == WORLD]
    columns = "year::int as year, exporter, importer, product as hs6, value_kusd, tonnes"
    if plain or not queries:
        queries.append(f"select {columns} from {_files(plain) if plain else f'({_NOTHING})'} where {where}")
    every = " union all ".join(f"({query})" for query in queries)
    return _query(f"select * from ({every}) order by hs6, exporter, importer, year", parameters * len(queries))


def _one_report(one: Answering, where: str, first: str) -> str:
    """Write the query for a pack that keeps both sides' reports: one of them for each flow."""
    order = f"case reported_by when '{first}' then 0 when 'both' then 1 when '' then 2 else 3 end"
    return f"""select year::int as year, exporter, importer, product as hs6,
        first(value_kusd order by {order}) as value_kusd, first(tonnes order by {order}) as tonnes
        from {_files([(one.pack, one.year)])} where {where} and source = {text(one.label)} group by all"""


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


def buyer_table(home: Collection[str], year: int, partner: str = "") -> pl.DataFrame:
    """Give every product that a country or bloc buys from outside: how much, how concentrated, and what it sells.

    Parameters
    ----------
    home : collection of str
        ISO3 of the buyer: one country, or the members of its bloc, whose trade among themselves is inside.
    year : int
        Answered by one pack that covers the world.
    partner : str
        ISO3 of a supplier to be told apart.

    Returns
    -------
    polars.DataFrame
        ``product``, ``hhi`` (of imports from outside by supplier, 0 to 1), ``outside`` and ``inside`` (imports from
        outside and from members), ``exported`` (all exports), ``from_partner`` (missing where no row
        names the partner), the four in thousands of USD; ordered by product.

    Raises
    ------
    MissingDataError
        When no pack covers the year.
    """
    files = _files([(world_pack(year), year)])
    return _query(
        f"""with home as (select unnest($home) as code),
        outer_ as (select product, exporter, sum(value_kusd) as v from {files} where importer in (from home)
            and exporter not in (from home) group by all),
        bought as (select product, sum(v) as outside, sum(v * v) / pow(sum(v), 2) as hhi,
            sum(v) filter (exporter = $partner) as from_partner from outer_ group by all),
        inner_ as (select product, sum(value_kusd) as inside from {files} where importer in (from home)
            and exporter in (from home) group by all),
        sold as (select product, sum(value_kusd) as exported from {files} where exporter in (from home) group by all)
        select product, hhi, outside, coalesce(inside, 0) as inside, coalesce(exported, 0) as exported, from_partner
        from bought left join inner_ using (product) left join sold using (product)
        where outside > 0 order by product""",
        {"home": sorted(home), "partner": partner},
    )


def world_years() -> tuple[int, ...]:
    """Years for which `world_pack` has an answer, oldest first."""
    return tuple(sorted({year for pack in product_packs() if pack.form == WORLD for year in pack.years}))


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
