"""Votes in the UN General Assembly from a pack."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import duckdb

from lopsided.datasets.packs.manifest import Pack, packs, stamp

if TYPE_CHECKING:
    import polars as pl


def votes_pack() -> Pack | None:
    """Give the pack of votes that reaches furthest; None if there is none."""
    found = [pack for pack in packs().values() if pack.kind == "votes"]
    return max(found, key=lambda pack: (pack.years[-1], pack.key), default=None)


def sessions(pack: Pack) -> tuple[int, ...]:
    """List the sessions of a pack, oldest first."""
    rows = duckdb.execute("select distinct session from read_parquet(?) order by 1", [_files(pack)]).fetchall()
    return tuple(int(row[0]) for row in rows)


def votes(pack: Pack, session: int) -> pl.DataFrame:
    """Give the votes of one session: ``year``, ``roll_call``, ``country`` (ISO3) and ``vote``."""
    return _votes(_files(pack), session, stamp())


@lru_cache(maxsize=8)
def _votes(files: str, session: int, _state: object) -> pl.DataFrame:
    query = "select year::int as year, roll_call, country, vote from read_parquet($f, hive_partitioning=true) "
    with duckdb.connect() as connection:
        frame: pl.DataFrame = connection.sql(
            query + "where session = $s order by roll_call, country", params={"f": files, "s": session}
        ).pl()
        return frame


def agreement_by_session(pack: Pack, a: str, b: str) -> dict[int, tuple[int, int, float, int]]:
    """Give for each session its years, the part of roll calls with the same vote, and in how many both voted."""
    rows = duckdb.execute(
        """select x.session, min(x.year)::int, max(x.year)::int, avg((x.vote = y.vote)::int), count(*)
        from read_parquet($f, hive_partitioning=true) x join read_parquet($f, hive_partitioning=true) y
        on x.year = y.year and x.roll_call = y.roll_call and x.country = $a and y.country = $b group by 1 order by 1""",
        {"f": _files(pack), "a": a, "b": b},
    ).fetchall()
    return {int(session): (first, last, share, calls) for session, first, last, share, calls in rows}


def _files(pack: Pack) -> str:
    return str(pack.folder / "votes" / "*" / "*.parquet")
