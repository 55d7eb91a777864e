"""A reporter's own sums over all partners: by them it is known whether the partners in a file are all of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from lopsided.datasets.packs.manifest import Pack, stamp
from lopsided.datasets.packs.sql import text

if TYPE_CHECKING:
    from collections.abc import Collection

    from lopsided.datasets.macro import Flow
    from lopsided.datasets.packs.shapes import Shape

FOLDER = "wholes"
WORLD = ("0", "000", "w00", "wld", "world")
ENOUGH = 0.98
"""Part of the reporter's own total that the partners must add up to: areas not specified are left out of them."""


def write(connection: duckdb.DuckDBPyConnection, shape: Shape, source: str, folder: Path) -> None:
    """Keep the rows whose partner is the world, of a table of one side's reports by product."""
    listed = ", ".join(map(text, WORLD))
    sides = " union all ".join(
        f"select year, {side}_code as code, '{flow}' as flow, product, value_kusd from t "
        f"where reported_by = '{side}' and lower(trim({other}_code)) in ({listed})"
        for side, other, flow in (("exporter", "importer", "exports"), ("importer", "exporter", "imports"))
    )
    found = f"""with t as (select *, exporter as exporter_code, importer as importer_code
        from ({shape.sql.format(source=source)}) where skip is null and value_kusd > 0)
        select t.year, area.iso3::varchar as country, flow, product, value_kusd from ({sides}) t
        join area on area.key = lower(trim(t.code)) where area.iso3 is not null"""
    if connection.execute(f"select count(*) from ({found})").fetchall()[0][0]:
        place = text(str(folder / FOLDER))
        connection.execute(
            f"copy ({found}) to {place} (format parquet, partition_by (year), append, filename_pattern 'part-{{uuid}}')"
        )


def whole_years(pack: Pack, country: str, flow: Flow, codes: Collection[str]) -> tuple[int, ...]:
    """Years in which a country's own rows of some products add up to the total it reports of them."""
    return _whole_years(str(pack.folder), country, flow, tuple(sorted(codes)), stamp())


@lru_cache(maxsize=128)
def _whole_years(folder: str, country: str, flow: Flow, codes: tuple[str, ...], _state: object) -> tuple[int, ...]:
    if not codes or not (Path(folder) / FOLDER).is_dir():
        return ()
    side = "exporter" if flow == "exports" else "importer"
    rows = duckdb.execute(
        f"""with w as (select year, sum(value_kusd) as whole from read_parquet($wholes, hive_partitioning=true)
            where country = $c and flow = $f and product in (select unnest($codes)) group by year),
        p as (select year, sum(value_kusd) as part from read_parquet($rows, hive_partitioning=true)
            where {side} = $c and reported_by = '{side}' and product in (select unnest($codes)) group by year)
        select year::int from w join p using (year) where part >= {ENOUGH} * whole order by year""",
        {
            "wholes": f"{folder}/{FOLDER}/*/*.parquet", "rows": f"{folder}/rows/*/*.parquet", "c": country, "f": flow,
            "codes": list(codes),
        },
    ).fetchall()  # fmt: skip
    return tuple(int(row[0]) for row in rows)
