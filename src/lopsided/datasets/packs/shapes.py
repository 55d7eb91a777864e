"""Each format as one query: from its own columns to year, exporter, importer, product, value, tonnes and marks.

A query gives ``skip`` for rows that are not wanted by the format's own rules (re-exports, sums over products), so that
they are counted and not lost in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lopsided.datasets.packs.areas import table
from lopsided.datasets.packs.formats import revision, roles
from lopsided.datasets.packs.sql import quoted
from lopsided.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from lopsided.datasets.packs.inputs import Part
    from lopsided.datasets.packs.manifest import PackKind

Unit = Literal["USD", "kUSD", "mUSD"]
PER_UNIT: dict[str, str] = {"USD": "/ 1000.0", "kUSD": "", "mUSD": "* 1000.0"}
_ENDINGS = {"_usd": "USD", "_kusd": "kUSD", "_musd": "mUSD"}
_ANY = "''"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A query over ``{source}`` and what is known of its result.

    Attributes
    ----------
    sql : str
        Gives year, exporter, importer, product, value_kusd, tonnes, source, reported_by, note, skip.
    reconciled : bool
        Whether there is one row a flow, made from both sides' reports (BACI): then countries come as numbers, and the
        columns source, reported_by and note, the same in eleven million rows, are not written.
    lines, first_year : int
        Rows of the file, and the year of its first row, where they are known before it is parsed; else 0.
    kind : str
        ``"flows"`` if there are products, else ``"totals"``.
    nomenclature : str
        HS edition of the products.
    types : mapping
        Column to type, where reading as text and casting would cost too much; text for all others.
    amounts : tuple of str
        Columns of values read as text, where a comma in a number is looked for.
    """

    sql: str
    kind: PackKind
    reconciled: bool = False
    lines: int = 0
    first_year: int = 0
    nomenclature: str = ""
    types: Mapping[str, str]
    amounts: tuple[str, ...] = ()


def baci(part: Part, nomenclature: str = "") -> Shape:
    """CEPII's BACI: t, i, j, k, v (thousands of USD), q (tonnes, ``NA`` where unknown).

    Raises
    ------
    UsageError
        When neither the name nor the user says which edition of the Harmonized System it is in.
    """
    edition = revision(part.name) or revision(nomenclature)
    if not edition:
        problem = "the file's name does not say which edition of the Harmonized System its products are in"
        raise UsageError(
            problem,
            subject=part.name,
            remedy="keep CEPII's name, BACI_HS92_Y2022_V202601.csv, or say --nomenclature HS92",
        )
    sql = """select t as year, i as exporter, j as importer,
        case when length(k) < 6 then lpad(k, 6, '0') else k end as product,
        v as value_kusd, try_cast(trim(q) as double) as tonnes,
        null::varchar as skip from {source}"""
    types = {"t": "SMALLINT", "i": "SMALLINT", "j": "SMALLINT", "k": "VARCHAR", "v": "DOUBLE", "q": "VARCHAR"}
    return Shape(sql=sql, kind="flows", reconciled=True, nomenclature=edition, types=types)


_COMTRADE = {
    "comtrade": {
        "year": "refyear|period", "frequency": "freqcode", "flow": "flowcode", "reporter": "reporteriso|reportercode",
        "partner": "partneriso|partnercode", "second": "partner2code", "customs": "customscode", "mode": "motcode",
        "classification": "classificationcode", "product": "cmdcode", "value": "primaryvalue", "mass": "netwgt",
        "reported": "isreported",
    },
    "comtrade_legacy": {
        "year": "year", "frequency": "", "flow": "trade flow code", "reporter": "reporter iso|reporter code",
        "partner": "partner iso|partner code", "second": "2nd partner code", "customs": "customs proc. code",
        "mode": "mode of transport code", "classification": "classification", "product": "commodity code",
        "value": "trade value (us$)", "mass": "netweight (kg)", "reported": "",
    },
}  # fmt: skip


def comtrade(part: Part, key: str, connection: duckdb.DuckDBPyConnection, source: str) -> Shape:
    """UN Comtrade, the bulk files or the web's export: one row a report, exports and imports apart.

    The finest level of products there is (six, four or two digits, or the total) is kept: none is counted twice.

    Raises
    ------
    InputError
        When the rows are monthly, or in several editions of the Harmonized System.
    """
    by_name = dict(zip(part.lower, part.columns, strict=True))

    def column(role: str) -> str:
        found = [quoted(by_name[name]) for name in _COMTRADE[key][role].split("|") if name in by_name]
        return f"coalesce({', '.join(f'nullif(trim({c}), {_ANY})' for c in found)})" if found else "null::varchar"

    _only_yearly(part, connection, source, column("frequency"))
    product, flow = column("product"), f"upper({column('flow')})"
    digits = f"case when regexp_full_match({product}, '[0-9]+') then length({product}) else 0 end"
    level = connection.execute(f"select max({digits}) from {source}").fetchall()[0][0] or 0
    edition = _one_edition(part, connection, source, column("classification")) if level else ""
    imports, exports = f"{flow} in ('M', '1', 'IMPORT')", f"{flow} in ('X', '2', 'EXPORT')"
    skip = f"""case when not ({imports} or {exports}) then 're-exports and other special flows'
        when coalesce({column("second")}, '0') not in ('0', '') then 'parts by second partner'
        when coalesce({column("customs")}, 'C00') not in ('C00', '') then 'parts by customs procedure'
        when coalesce({column("mode")}, '0') not in ('0', '') then 'parts by mode of transport'
        when {digits} <> {level} then 'sums over products' end"""
    sql = f"""select try_cast({column("year")} as smallint) as year,
        case when {imports} then {column("partner")} else {column("reporter")} end as exporter,
        case when {imports} then {column("reporter")} else {column("partner")} end as importer,
        {product} as product, try_cast({column("value")} as double) / 1000.0 as value_kusd,
        nullif(try_cast({column("mass")} as double), 0) / 1000.0 as tonnes, '' as source,
        case when {imports} then 'importer' else 'exporter' end as reported_by,
        case when lower({column("reported")}) in ('false', '0') then 'estimated' else '' end as note,
        {skip} as skip from {{source}}"""
    amounts = (by_name[_COMTRADE[key]["value"]],)
    return Shape(sql=sql, kind="flows" if level else "totals", nomenclature=edition, types={}, amounts=amounts)


def _only_yearly(part: Part, connection: duckdb.DuckDBPyConnection, source: str, frequency: str) -> None:
    monthly = connection.execute(f"select count(*) from {source} where upper({frequency}) <> 'A'").fetchall()[0][0]
    if monthly:
        problem = f"{monthly:,} rows are not yearly"
        raise InputError(
            problem, subject=part.name, remedy="ask Comtrade for yearly data: months do not make up a year"
        )


def _one_edition(part: Part, connection: duckdb.DuckDBPyConnection, source: str, column: str) -> str:
    counted = connection.execute(
        f"select {column} as edition, count(*) from {source} where {column} is not null group by all order by 2 desc"
    ).fetchall()
    editions = sorted({revision(name) or name for name, _ in counted})
    if len(editions) > 1:
        problem = f"products are in several nomenclatures: {', '.join(f'{name} ({n:,} rows)' for name, n in counted)}"
        raise InputError(problem, subject=part.name, remedy="the same code can mean different goods: add one at a time")
    return editions[0] if editions else ""


def dots(part: Part, unit: str) -> Shape:
    """Read the IMF's wide file: a line for a country, an indicator and a counterpart, a column a year.

    Raises
    ------
    UsageError
        Without a unit: the file does not say it.
    """
    if not unit:
        raise _no_unit(part)
    by_name = dict(zip(part.lower, part.columns, strict=True))
    years = [name for name in part.columns if name.isdecimal() and len(name) == 4]
    country, partner, indicator = (
        quoted(by_name[n]) for n in ("country name", "counterpart country name", "indicator code")
    )
    kept = f"where {quoted(by_name['attribute'])} = 'Value'" if "attribute" in by_name else ""
    listed = ", ".join(quoted(year) for year in years)
    sql = f"""select year::smallint as year,
        case when indicator like 'TX%' then country else partner end as exporter,
        case when indicator like 'TX%' then partner else country end as importer, '' as product,
        try_cast(value as double) {PER_UNIT[unit]} as value_kusd, null::double as tonnes, '' as source,
        case when indicator like 'TX%' then 'exporter' else 'importer' end as reported_by, '' as note,
        case when indicator not in ('TXG_FOB_USD', 'TMG_CIF_USD') then 'other indicators' end as skip
        from (unpivot (select {country} as country, {partner} as partner, {indicator} as indicator, {listed}
        from {{source}} {kept}) on {listed} into name year value value) where value <> ''"""
    return Shape(sql=sql, kind="totals", types={}, amounts=tuple(years))


def tidy(part: Part, columns: Mapping[str, str], unit: str, nomenclature: str) -> Shape:
    """Read any table with a row for a year, an exporter and an importer, and perhaps a product or both sides' reports.

    Raises
    ------
    UsageError
        When a column that is needed is not named, or nobody says the unit of the values or the edition of the products.
    """
    found = roles(part, columns)
    sides = (
        [("value", "''")] if "value" in found else [("value_exporter", "'exporter'"), ("value_importer", "'importer'")]
    )
    queries = [_tidy_side(part, found, role, side, unit) for role, side in sides if role in found]
    products = "product" in found
    edition = revision(nomenclature) or revision(part.name) if products else ""
    if products and not edition:
        problem = "nobody says which edition of the Harmonized System the products are in"
        known = ", ".join(row["revision"] for row in table("hs_revisions"))
        raise UsageError(problem, subject=part.name, remedy=f"say it with --nomenclature, one of {known}")
    kind: PackKind = "flows" if products else "totals"
    amounts = tuple(found[role] for role, _ in sides if role in found)
    return Shape(sql=" union all ".join(queries), kind=kind, nomenclature=edition, types={}, amounts=amounts)


def _tidy_side(part: Part, found: Mapping[str, str], role: str, side: str, unit: str) -> str:
    def column(name: str) -> str:
        return f"trim({quoted(found[name])}::varchar)" if name in found else "''"

    amount = found[role]
    said = unit or next((u for ending, u in _ENDINGS.items() if amount.lower().endswith(ending)), "")
    if not said:
        raise _no_unit(part)
    skip = f"case when {column(role)} = '' or {quoted(amount)} is null then 'no report by this side' end"
    return f"""select try_cast({column("year")} as smallint) as year, {column("exporter")} as exporter,
        {column("importer")} as importer, {column("product")} as product,
        try_cast({column(role)} as double) {PER_UNIT[said]} as value_kusd,
        try_cast({column("tonnes")} as double) as tonnes, coalesce({column("source")}, '') as source,
        {side} as reported_by, coalesce({column("note")}, '') as note,
        {skip if side != _ANY else "null::varchar"} as skip from {{source}}"""


def _no_unit(part: Part) -> UsageError:
    problem = "nobody says in which unit the values are"
    return UsageError(problem, subject=part.name, remedy="say it with --unit USD, kUSD (thousands) or mUSD (millions)")
