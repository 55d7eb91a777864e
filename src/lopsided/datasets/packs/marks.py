"""Marks on totals that someone computed rather than observed: mirrored, interpolated, carried forward."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lopsided.datasets.packs.sql import text

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

LEAST = 1000.0
"""Thousands of USD below which figures are too short for an exact coincidence to mean anything."""

FACTORS = (1.0, 1.06, 1.1)
"""Imports over exports of one flow where one side was computed from the other: the IMF's allowances for freight."""

EXACT = 1e-6


def mark(connection: duckdb.DuckDBPyConnection, folder: Path) -> Counter[str]:
    """Rewrite totals with marks in ``note`` where there was none; returns how many rows have each.

    ``mirror``: both sides' reports differ by exactly one of ``FACTORS``, so one was computed from the other.
    ``interpolated``: exactly half-way between the years before and after. ``repeated``: the same as both.
    """
    rows = f"read_parquet({text(str(folder / '*' / '*.parquet'))}, hive_partitioning=true)"
    key = "exporter, importer, source"
    near = " or ".join(f"abs(bigger / smaller - {f}) < {EXACT * 5}" for f in FACTORS)
    draft = folder.with_name("marked")
    connection.execute(
        f"""copy (with sides as (select *, max(value_kusd) over pair as bigger, min(value_kusd) over pair as smaller,
            count(*) over pair as reports, lag(value_kusd) over line as before, lead(value_kusd) over line as after,
            lag(year) over line as year_before, lead(year) over line as year_after from {rows}
            window pair as (partition by {key}, year),
                   line as (partition by {key}, reported_by order by year))
        select year, exporter, importer, value_kusd, source, reported_by, case when note <> '' then note
            when reports = 2 and smaller >= {LEAST} and ({near}) then 'mirror'
            when value_kusd < {LEAST} or year_before <> year - 1 or year_after <> year + 1 then ''
            when before = value_kusd and after = value_kusd then 'repeated'
            when before <> after and abs((before + after) / 2 - value_kusd) < 1e-9 * value_kusd then 'interpolated'
            else '' end as note from sides order by exporter, importer)
        to {text(str(draft))} (format parquet, partition_by (year))"""
    )
    counted = connection.execute(
        f"select note, count(*) from read_parquet({text(str(draft / '*' / '*.parquet'))}) where note <> '' group by all"
    ).fetchall()
    for old in folder.rglob("*.parquet"):
        old.unlink()
    for file in sorted(draft.rglob("*.parquet")):
        place = folder / file.parent.name
        file.rename(place / f"part-{len(list(place.iterdir())):04}.parquet")
    for left in sorted(draft.rglob("*"), reverse=True):
        left.rmdir()
    draft.rmdir()
    return Counter(dict(sorted(counted)))
