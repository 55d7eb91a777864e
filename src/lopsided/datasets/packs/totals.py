"""A country's trade of all goods by partner and year, from every pack that has it, source by source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import duckdb

from lopsided.datasets.packs.manifest import Pack, packs, stamp
from lopsided.datasets.packs.order import Place, place_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lopsided.datasets.macro import Flow
    from lopsided.terms.provenance import Source

WORLDWIDE_COUNTRIES, WORLDWIDE_PARTNERS = 100, 30
"""A source covers the world in a year if it has so many importers, and so many partners of an exporter on average."""

OWN_PARTNERS = 30
"""Partners a country's own report must have, in a source that does not cover the world, to be taken for all of them."""

ALL_GOODS_CHAPTERS = 80
"""Chapters of the Harmonized System, of 97, that a table of trade by product must have for its sums to be all goods."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalTrade:
    """What a country sold, or bought, by partner in one year, by one source.

    Attributes
    ----------
    country : str
        ISO3.
    flow : {"exports", "imports"}
        Which way, seen from it.
    year : int
        Calendar year.
    label : str
        The source's name within the pack; empty if the pack is one source.
    reported_by : str
        ``"own"`` (the country's report), ``"mirror"`` (its partners'), ``"both"`` (reconciled) or ``""`` (not said).
    amounts : mapping of str to float
        Partner to USD; a partner without an entry was not reported, which is not zero.
    notes : mapping of str to str
        Partner to mark, where there is one: ``"mirror"``, ``"interpolated"``, ``"repeated"``, ``"estimated"``.
    complete : bool
        Whether these are all partners, as far as anyone reports, so that shares may be taken.
    place : Place
        Where the source stands in the order.
    """

    country: str
    flow: Flow
    year: int
    pack: Pack
    label: str
    reported_by: str
    amounts: Mapping[str, float]
    notes: Mapping[str, str]
    complete: bool
    place: Place

    @property
    def total(self) -> float:
        """All partners together, USD."""
        return sum(self.amounts.values())

    @property
    def source(self) -> Source:
        """Where it comes from."""
        return self.pack.source(self.label)

    def rank(self, partner: str) -> int | None:
        """Give a partner's place, 1 for the largest; None where nothing was reported."""
        mine = self.amounts.get(partner)
        return None if mine is None else 1 + sum(amount > mine for amount in self.amounts.values())


def total_trade(country: str, flow: Flow) -> tuple[TotalTrade, ...]:
    """Gather a country's trade from all packs: the newest year first, within a year by the order of sources.

    Parameters
    ----------
    country : str
        ISO3.
    flow : {"exports", "imports"}
        Which way, seen from it.

    Returns
    -------
    tuple of TotalTrade
        Sources overlap: take one a year. Empty without packs of trade.
    """
    return _total_trade(country, flow, stamp())


def goods_trade(country: str, flow: Flow) -> tuple[TotalTrade, ...]:
    """Gather the same from those sources only whose sums are trade in all goods.

    A file of one product, or of one part of the Harmonized System, adds up to that product's trade: it says nothing
    about all goods, however many partners it has.
    """
    return tuple(t for t in total_trade(country, flow) if (t.year, t.label) in _all_goods(t.pack))


def _all_goods(pack: Pack) -> frozenset[tuple[int, str]]:
    """Years of a pack, with the source within it, that hold products of nearly every chapter, or totals as such."""
    if pack.kind == "totals":
        return frozenset(reach(pack))
    sums = pack.folder / "sales"  # a row an exporter and product: a fraction of the rows
    return _every_chapter(str((sums if sums.is_dir() else pack.folder / "rows") / "*" / "*.parquet"), stamp())


@lru_cache(maxsize=32)
def _every_chapter(files: str, _state: object) -> frozenset[tuple[int, str]]:
    # what is reconciled is one source and has no column for it
    relation = "read_parquet($files, hive_partitioning=true)"
    columns = {row[0] for row in duckdb.execute(f"describe from {relation}", {"files": files}).fetchall()}
    label = "source" if "source" in columns else "''"
    counted = duckdb.execute(
        f"select year, {label}, count(distinct left(product, 2)) from {relation} group by all", {"files": files}
    ).fetchall()
    return frozenset((year, source) for year, source, chapters in counted if chapters >= ALL_GOODS_CHAPTERS)


@lru_cache(maxsize=64)
def _total_trade(country: str, flow: Flow, _state: object) -> tuple[TotalTrade, ...]:
    found: list[TotalTrade] = []
    for pack in packs().values():
        if pack.kind in {"flows", "totals"}:
            found += _of_pack(pack, country, flow)
    return tuple(sorted(found, key=lambda t: (-t.year, t.place, t.pack.key, t.label)))


def _of_pack(pack: Pack, country: str, flow: Flow) -> list[TotalTrade]:
    side, partner = ("exporter", "importer") if flow == "exports" else ("importer", "exporter")
    files = str(pack.folder / "totals" / "*" / "*.parquet")
    rows = duckdb.execute(
        f"select year, source, reported_by, {partner}, value_kusd * 1000, note "
        f"from read_parquet(?, hive_partitioning=true) where {side} = ?",
        [files, country],
    ).fetchall()
    by_report: dict[tuple[int, str], dict[str, list[tuple[str, float, str]]]] = {}
    for year, label, reported_by, other, value, note in rows:
        by_report.setdefault((year, label), {}).setdefault(reported_by, []).append((other, value, note))
    worldwide = reach(pack)
    return [
        _one(pack, (country, flow), (year, label), reports, worldwide=worldwide.get((year, label), False))
        for (year, label), reports in by_report.items()
    ]


def _one(
    pack: Pack, of: tuple[str, Flow], key: tuple[int, str], reports: Mapping[str, list[tuple[str, float, str]]], *,
    worldwide: bool,
) -> TotalTrade:  # fmt: skip
    """Choose among the reports of one source and year: the country's own, else reconciled, else its partners'."""
    country, flow = of
    year, label = key
    own, mirrored = ("exporter", "importer") if flow == "exports" else ("importer", "exporter")
    chosen = next(name for name in (own, "both", "", mirrored, *reports) if name in reports)
    rows = reports[chosen]
    words = {own: "own", mirrored: "mirror"}
    return TotalTrade(
        country=country,
        flow=flow,
        year=year,
        pack=pack,
        label=label,
        reported_by=words.get(chosen, chosen),
        amounts={other: value for other, value, _ in rows},
        notes={other: note for other, _, note in rows if note},
        complete=worldwide or (chosen == own and len(rows) >= OWN_PARTNERS),
        place=place_of("total trade", label or pack.form),
    )


def reach(pack: Pack) -> Mapping[tuple[int, str], bool]:
    """Say for each year and source of a pack of trade whether it covers the world."""
    return _reach(str(pack.folder / "totals" / "*" / "*.parquet"), stamp())


@lru_cache(maxsize=32)
def _reach(files: str, _state: object) -> dict[tuple[int, str], bool]:
    counted = duckdb.execute(
        "select year, source, count(distinct importer), "
        "count(distinct (exporter, importer)) / count(distinct exporter) "
        "from read_parquet(?, hive_partitioning=true) group by all",
        [files],
    ).fetchall()
    return {
        (year, label): importers >= WORLDWIDE_COUNTRIES and partners >= WORLDWIDE_PARTNERS
        for year, label, importers, partners in counted
    }


def part_only(connection: duckdb.DuckDBPyConnection, folder: Path) -> str:
    """Say what there is of a table that should hold the world's trade in all goods, if it is but a part; else nothing.

    Parameters
    ----------
    connection : duckdb connection
        Any.
    folder : Path
        Of a pack with ``totals`` and ``sales``.
    """
    counted = connection.execute(
        """select t.year, importers, chapters from
        (select year, count(distinct importer) as importers from read_parquet($t, hive_partitioning=true) group by 1) t
        join (select year, count(distinct left(product, 2)) as chapters
            from read_parquet($s, hive_partitioning=true) group by 1) s using (year) order by year""",
        {"t": str(folder / "totals" / "*" / "*.parquet"), "s": str(folder / "sales" / "*" / "*.parquet")},
    ).fetchall()
    for year, importers, chapters in counted:
        if importers < WORLDWIDE_COUNTRIES or chapters < ALL_GOODS_CHAPTERS:
            return f"a part only: {importers} importers and {chapters} of 97 chapters in {year}"
    return ""
