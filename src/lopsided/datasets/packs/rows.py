"""Rows of trade into Parquet by year: judged one by one, what is left out counted by reason, within bounded memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import duckdb

from lopsided.datasets.packs.areas import ALIKE, areas, mapping
from lopsided.datasets.packs.sql import quoted, text
from lopsided.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lopsided.datasets.columns import Mode
    from lopsided.datasets.packs.inputs import Part
    from lopsided.datasets.packs.shapes import Shape

MEMORY = "1GB"
#: Reasons to leave a row out that are the table's own way, not faults in it.
EXPECTED = {
    "a group of countries",
    "no country (areas not specified, bunkers)",
    "a country with itself",
    "re-exports and other special flows",
    "parts by second partner",
    "parts by customs procedure",
    "parts by mode of transport",
    "sums over products",
    "other indicators",
    "no report by this side",
}
_FIRST_YEAR, _LAST_YEAR = 1800, 2100


@dataclass(slots=True)
class Tally:
    """What was read and kept, and what was left out or marked, by reason; grows part by part."""

    read: int = 0
    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    read_as: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)


def connect(work: Path) -> duckdb.DuckDBPyConnection:
    """Open a connection that spills to ``work`` rather than take more memory than ``MEMORY``."""
    connection = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(work / "spill")})
    connection.execute("set enable_progress_bar = false")
    return connection


def load_areas(connection: duckdb.DuckDBPyConnection, extra: Mapping[str, str]) -> None:
    """Put the country codes where queries find them: as ``area`` by text and ``area_number`` by number."""
    codes = mapping(extra)
    known = sorted({iso3 for iso3 in codes["iso3"] if iso3})
    connection.execute(f"create or replace type iso3 as enum ({', '.join(text(code) for code in known)})")
    connection.register("codes", codes.to_arrow())
    connection.execute(
        "create or replace table area as select key, nullif(iso3, '')::iso3 as iso3, how from codes;"
        "create or replace table area_number as select number, nullif(iso3, '')::iso3 as iso3, how from codes "
        "where number is not null"
    )
    connection.unregister("codes")


def reader(part: Part, path: Path, types: Mapping[str, str], mode: Mode = "strict") -> str:
    """Write the table function that reads a part, with the given types and text for the rest; see `rejected`."""
    if not part.delimiter:
        return f"read_parquet({text(str(path))})"
    columns = ", ".join(f"{text(name)}: {text(types.get(name.lower(), 'VARCHAR'))}" for name in part.columns)
    return (
        f"read_csv({text(str(path))}, header=true, auto_detect=false, delim={text(part.delimiter)}, quote='\"', "
        f"escape='\"', encoding={text(part.encoding)}, "
        f"{_LENIENT if mode == 'warn' else 'null_padding=true, '}columns={{{columns}}})"
    )


_LENIENT = "ignore_errors=true, store_rejects=true, "


def rejected(connection: duckdb.DuckDBPyConnection) -> int:
    """Count the lines of the last scan that could not be parsed at all, in ``warn`` mode."""
    listed = connection.execute("select 1 from duckdb_tables() where table_name = 'reject_errors'").fetchall()
    if not listed:
        return 0
    last = "select max(scan_id) from reject_errors"
    return int(
        connection.execute(f"select count(distinct line) from reject_errors where scan_id = ({last})").fetchall()[0][0]
    )


def write(
    connection: duckdb.DuckDBPyConnection, part: Part, shape: Shape, source: str, *, folder: Path, mode: Mode
) -> Tally:
    """Write the sound rows of one part, a file a year.

    Parameters
    ----------
    connection
        With the country codes loaded.
    part, shape, source
        The table, its query, and the table function that reads it.
    folder : Path
        Where ``year=.../`` folders appear; files of earlier parts stay.
    mode : {"strict", "warn"}
        Whether a faulty row stops everything or is left out and counted.

    Raises
    ------
    InputError
        In strict mode for any faulty row; in both for a file that cannot be parsed.
    """
    judged = _judged(shape, source)
    draft = folder.with_name(f"{folder.name}-draft")
    columns = "exporter, importer, value_kusd"
    if shape.kind == "flows":
        columns = "exporter, importer, product, value_kusd, tonnes"
    reports = "" if shape.reconciled else ", source, reported_by, note"
    try:
        kept = _copy(connection, shape, f"select year, {columns}{reports} from ({judged}) where {_sound(shape)}", draft)
        lost = rejected(connection) if mode == "warn" and part.delimiter else 0
        read = shape.lines - lost
        if not shape.lines:
            read = connection.execute(f"select count(*) from ({shape.sql.format(source=source)})").fetchall()[0][0]
        reasons = dict(_reasons(connection, judged)) if read != kept else {}
    except duckdb.Error as error:
        problem = f"the table cannot be read: {str(error).splitlines()[0][:200]}"
        raise InputError(problem, subject=part.name, remedy="check that line, or get the file again") from error
    faults = {reason: count for reason, count in reasons.items() if reason not in EXPECTED}
    commas = _comma(connection, part, shape, source) if "no value" in faults else ""
    if faults and (mode == "strict" or commas):
        raise _faulty(part, read, faults, _unknown(connection, judged), commas)
    _gather(draft, folder)
    tally = Tally(read=read + lost, kept=kept, dropped=Counter(reasons))
    if lost:
        tally.dropped["a line that cannot be parsed"] = lost
    if not shape.reconciled:
        tally.read_as = _read_as(connection, shape, source)
    return tally


def _copy(connection: duckdb.DuckDBPyConnection, shape: Shape, query: str, draft: Path) -> int:
    """Write rows by year, ordered by importer: who asks for one country's purchases then reads a small part of a file.

    A file of BACI is of one year as a rule: it is written as one sorted run, twice as quick as by year; other years in
    it, if the first run left any, follow by year.
    """
    order, options = "order by importer, exporter", "(format parquet"
    written, rest = 0, ""
    if shape.first_year:
        place = draft / f"year={shape.first_year}"
        place.mkdir(parents=True)
        columns = query.replace("select year, ", "select ", 1)
        written = connection.execute(
            f"copy ({columns} and year = {shape.first_year} {order}) to {text(str(place / 'data.parquet'))} {options})"
        ).fetchall()[0][0]
        if written == shape.lines:
            return int(written)
        if not written:
            (place / "data.parquet").unlink()
        rest = f" and year <> {shape.first_year}"
    more = connection.execute(
        f"copy ({query}{rest} {order}) to {text(str(draft))} {options}, partition_by (year), overwrite_or_ignore)"
    ).fetchall()[0][0]
    return int(written) + int(more)


def _judged(shape: Shape, source: str) -> str:
    """Every row with its countries as ISO3 and the reason to leave it out, if there is one."""
    areas_by = "area_number" if shape.reconciled else "area"
    on = "{side}.number = r.{column}" if shape.reconciled else "{side}.key = " + folded("r.{column}")
    joins = " ".join(
        f"left join {areas_by} {side} on {on.format(side=side, column=column)}"
        for side, column in (("e", "exporter"), ("i", "importer"))
    )
    reports = "" if shape.reconciled else "r.source, r.reported_by, r.note,"
    products = (
        f"when ({_PRODUCT[shape.reconciled]}) is not true then 'no product code'" if shape.kind == "flows" else ""
    )
    return f"""select r.year, e.iso3 as exporter, i.iso3 as importer, r.product, r.value_kusd, r.tonnes, {reports}
        r.skip, r.exporter as exporter_code, r.importer as importer_code,
        case when skip is not null then skip
        when r.year is null or r.year not between {_FIRST_YEAR} and {_LAST_YEAR} then 'no year'
        when e.how is null or i.how is null then 'unknown country'
        when e.how = 'group' or i.how = 'group' then 'a group of countries'
        when e.how = 'nowhere' or i.how = 'nowhere' then 'no country (areas not specified, bunkers)'
        when e.iso3 = i.iso3 then 'a country with itself'
        when value_kusd is null or isnan(value_kusd) then 'no value'
        when value_kusd < 0 then 'a negative value'
        {products} end as reason from ({shape.sql.format(source=source)}) r {joins}"""


_PRODUCT = {
    True: "length(product) = 6 and try_cast(product as integer) is not null",
    False: "regexp_full_match(product, '[0-9]{2,6}')",
}


def _sound(shape: Shape) -> str:
    """Write the condition that no reason holds: the same as ``reason is null``, at a fraction of the cost."""
    products = f"and {_PRODUCT[shape.reconciled]}" if shape.kind == "flows" else ""
    return (
        f"skip is null and year between {_FIRST_YEAR} and {_LAST_YEAR} and exporter <> importer and value_kusd >= 0 "
        f"and not isnan(value_kusd) {products}"
    )


def folded(column: str) -> str:
    """Write a code or name in SQL as the keys of the country codes are written; the twin of ``areas.fold``."""
    plain = f"lower(trim({column}))"
    name = plain
    for written, instead in ALIKE:
        name = f"replace({name}, {text(written)}, {text(instead)})"
    number = f"case when ltrim({plain}, '0') = '' then '0' else ltrim({plain}, '0') end"
    return f"case when regexp_full_match({plain}, '[0-9]+') then {number} else trim({name}) end"


def _reasons(connection: duckdb.DuckDBPyConnection, judged: str) -> list[tuple[str, int]]:
    return connection.execute(
        f"select reason, count(*) from ({judged}) where reason is not null group by reason order by 2 desc, 1"
    ).fetchall()


def _unknown(connection: duckdb.DuckDBPyConnection, judged: str) -> list[str]:
    codes = connection.execute(
        f"""select code, count(*) from (select unnest([exporter_code::varchar, importer_code::varchar]) as code,
        unnest([exporter is null, importer is null]) as lost from ({judged}) where reason = 'unknown country')
        where lost group by code order by 2 desc, 1 limit 6"""
    ).fetchall()
    return [str(code) for code, _ in codes]


def _comma(connection: duckdb.DuckDBPyConnection, part: Part, shape: Shape, source: str) -> str:
    """Give a value that is a number but for its comma, if there is one: then points may stand for thousands as well."""
    for column in shape.amounts if part.delimiter else ():
        found = connection.execute(
            f"select trim({quoted(column)}) from {source} where try_cast({quoted(column)} as double) is null "
            f"and regexp_full_match(trim({quoted(column)}), '[-+]?[0-9][0-9. ]*(,[0-9 .]+)+') limit 1"
        ).fetchall()
        if found:
            return str(found[0][0])
    return ""


def refuse_surplus(connection: duckdb.DuckDBPyConnection, part: Part, source: str) -> None:
    """Refuse lines with more fields than the first has names for: a comma in a number has cut the number in two.

    An empty field at the end of each line, as Comtrade's web export has it, does no harm.

    Raises
    ------
    InputError
        Saying how many lines there are.
    """
    surplus = [quoted(name) for name in part.columns if name.startswith("extra_")]
    if not surplus:
        return
    filled = " or ".join(f"coalesce(trim({name}), '') <> ''" for name in surplus)
    count = connection.execute(f"select count(*) from {source} where {filled}").fetchall()[0][0]
    if count:
        problem = f"{count:,} lines have more fields than the first line has names"
        remedy = "if numbers have decimal commas, write points; put names with a comma in quotes"
        raise InputError(problem, subject=part.name, remedy=remedy)


def _faulty(part: Part, read: int, faults: Mapping[str, int], unknown: list[str], comma: str) -> InputError:
    said = [f"{count:,} with {reason}" for reason, count in faults.items()]
    if unknown:
        said = [f"{words} ({', '.join(unknown)})" if "unknown country" in words else words for words in said]
    problem = f"{sum(faults.values()):,} of {read:,} rows cannot be taken: {', '.join(said)}"
    remedy = "correct them, or leave them out with --mode warn"
    if comma:
        problem += f"; a number with a comma, such as {comma}, is not read: it could be twelve and a half or a thousand"
        remedy = "write numbers with a decimal point and nothing between thousands, as 1234.5"
    return InputError(problem, subject=part.name, remedy=remedy)


def _read_as(connection: duckdb.DuckDBPyConnection, shape: Shape, source: str) -> Counter[str]:
    """Count the rows whose country code is an old or a special one, by what it was read as."""
    counted = connection.execute(
        f"""select key, count(*) from (select {folded("unnest([exporter, importer])")} as key
        from ({shape.sql.format(source=source)}) where skip is null) group by key"""
    ).fetchall()
    found: Counter[str] = Counter()
    for key, count in sorted(counted, key=lambda pair: str(pair[0])):
        area = areas().get(key) if key else None
        if area is not None and area.how in {"renamed", "former"}:
            found[f"{key.upper() if len(key) <= 4 else key}: {area.note}, as {area.iso3}"] = count
    return found


def _gather(draft: Path, folder: Path) -> None:
    """Move the files of one part beside those of the parts before."""
    for file in sorted(draft.rglob("*.parquet")):
        place = folder / file.parent.name
        place.mkdir(parents=True, exist_ok=True)
        file.rename(place / f"part-{len(list(place.iterdir())):04}.parquet")
    for left in sorted(draft.rglob("*"), reverse=True):
        left.rmdir()
    if draft.exists():
        draft.rmdir()


def refuse_doubles(connection: duckdb.DuckDBPyConnection, folder: Path, name: str, shape: Shape) -> None:
    """Refuse a table with two rows for one flow: no one here could say which is meant, and sums would be wrong.

    Raises
    ------
    InputError
        Naming one of them.
    """
    key = "exporter, importer"
    key += ", product" if shape.kind == "flows" else ""
    key += "" if shape.reconciled else ", source, reported_by"
    for year in sorted(folder.glob("year=*")):
        rows = f"read_parquet({text(str(year / '*.parquet'))})"
        # by hash first: a number a row is all that must be held in memory
        total, distinct = connection.execute(f"select count(*), count(distinct hash({key})) from {rows}").fetchall()[0]
        if total == distinct:
            continue
        found = connection.execute(
            f"select {key}, count(*) as n from {rows} group by all having n > 1 limit 1"
        ).fetchall()
        if found:
            words = ", ".join(str(value) for value in found[0][:-1] if value)
            problem = f"there are {found[0][-1]} rows for one flow in {year.name.removeprefix('year=')}: {words}"
            remedy = "name the column that tells them apart (--column source=NAME or product=NAME), or sum them first"
            raise InputError(problem, subject=name, remedy=remedy)


def sum_products(connection: duckdb.DuckDBPyConnection, folder: Path, shape: Shape) -> None:
    """Write what is asked for most beside the trade by product, so that no one sums eleven million rows for a share.

    ``totals``: trade of all goods. ``sales``, for reconciled trade: each exporter's sales of each product, by exporter.
    """
    reports = "source, reported_by, max(note) as note"
    if shape.reconciled:
        reports = "'' as source, 'both' as reported_by, '' as note"
    queries = {"totals": f"select exporter, importer, sum(value_kusd) as value_kusd, {reports}"}
    if shape.reconciled:
        queries["sales"] = "select exporter, product, sum(value_kusd) as value_kusd, count(*) as customers"
    for year in sorted((folder / "rows").glob("year=*")):
        rows = f"read_parquet({text(str(year / '*.parquet'))})"
        for name, query in queries.items():
            place = folder / name / year.name
            place.mkdir(parents=True)
            connection.execute(
                f"copy ({query} from {rows} group by all order by 1, 2) to {text(str(place / 'part-0000.parquet'))} "
                "(format parquet)"
            )
