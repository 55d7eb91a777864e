"""Countries' totals, partners, energy balances and facts, from the World Factbook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

import polars as pl

from lopsided.datasets import columns, tables
from lopsided.datasets.catalog import dataset
from lopsided.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lopsided.terms.provenance import Source

Flow = Literal["exports", "imports"]
Office = Literal["chief of state", "head of government"]
KEY = "factbook"
_ENERGY = ("electricity_", "coal_", "petroleum_", "crude_", "natural_gas_")


@dataclass(frozen=True, slots=True)
class Partners:
    """A country's largest trade partners: all the Factbook has, at most five.

    Attributes
    ----------
    country : str
        ISO3.
    flow : {"exports", "imports"}
        Which way, seen from ``country``.
    year : int
        Year of the shares.
    shares : mapping of str to float
        ISO3 of the partner to its share of the country's goods trade, a fraction, largest first. A partner that is not
        named has an unknown share, smaller than or equal to the least here: not zero.
    text : str
        As published.
    source : Source
        Where it comes from.
    """

    country: str
    flow: Flow
    year: int
    shares: Mapping[str, float]
    text: str
    source: Source

    @property
    def least(self) -> float:
        """Smallest share named; any partner not named has at most this (give or take rounding to whole percent)."""
        return min(self.shares.values())


@dataclass(frozen=True, slots=True)
class MacroValue:
    """One published number: value, unit, year, whether an estimate, the text it was read from, its source."""

    value: float
    unit: str
    year: int
    estimate: bool
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Leader:
    """A chief of state or head of government: office, title, name (surname in capitals), ISO date of taking office."""

    office: Office
    title: str
    name: str
    since: str


@dataclass(frozen=True, slots=True)
class Capital:
    """A capital or seat: the city and what the Factbook adds ("administrative capital", another spelling)."""

    city: str
    detail: str


@dataclass(frozen=True, slots=True)
class CountryFacts:
    """What the Factbook says of a country in words.

    Attributes
    ----------
    iso3 : str
        ISO3, ``"EU"`` or ``"WLD"``.
    names : mapping of str to str
        ``"short name"``, ``"long name"``, ``"local short name"``, ``"abbreviation"``, ``"former names"`` as published.
    capitals : tuple of Capital
        One or several seats; empty where there is none.
    demonym_noun, demonym_adjective : str
        As published, such as ``"Russian(s)"``.
    leaders : tuple of Leader
        Whom the edition names; see ``Leader.since``.
    memberships : mapping of str to str
        Organisation to qualifier: empty for a full member, else ``"observer"``, ``"suspended"`` and the like.
    court : str
        Standing toward the International Court of Justice and the International Criminal Court.
    dependency : str
        For a territory: of whom.
    """

    iso3: str
    names: Mapping[str, str]
    capitals: tuple[Capital, ...]
    demonym_noun: str
    demonym_adjective: str
    leaders: tuple[Leader, ...]
    memberships: Mapping[str, str]
    court: str
    dependency: str


@cache
def _table(name: str) -> pl.DataFrame:
    stem = f"factbook_{name}"
    frame = tables.query(f"select * from {{{stem}}}", [stem]).filter(pl.col("iso3") != "")  # noqa: S608  (fixed names)
    return columns.check(frame, name, origin=f"{stem}.parquet")


@cache
def source(detail: str = "") -> Source:
    """Give the provenance of a Factbook number."""
    return dataset(KEY).source(detail)


@cache
def countries() -> tuple[str, ...]:
    """List the codes of all entries that have one: ISO3, and ``"EU"`` and ``"WLD"``."""
    frame = tables.query("select iso3 from {factbook_countries} order by iso3", ["factbook_countries"])
    return tuple(code for code in frame["iso3"] if code)


@cache
def fields() -> Mapping[str, str]:
    """List the series with their units."""
    frame = _table("series").select("field", "unit").unique().sort("field")
    return dict(frame.iter_rows())


@cache
def partners(iso3: str, flow: Flow) -> Partners | None:
    """Give a country's largest partners, or None where the Factbook gives no shares.

    Partners whose name is not known here are left out and the rest kept, so the shares need not add up.
    """
    rows = _table("partners").filter((pl.col("iso3") == iso3) & (pl.col("flow") == flow)).sort("rank")
    if rows.is_empty():
        return None
    shares = {row["partner"]: row["share"] for row in rows.iter_rows(named=True) if row["partner"]}
    label = "Exports - partners" if flow == "exports" else "Imports - partners"
    return Partners(iso3, flow, rows["year"][0], shares, rows["text"][0], source(label))


def values(iso3: str, field: str) -> dict[int, MacroValue]:
    """Give a country's series with units, texts and sources, by year; empty where the Factbook has none.

    Raises
    ------
    UnknownNameError
        For a field that is not in :func:`fields`.
    """
    if field not in fields():
        kind = "Factbook series"
        raise UnknownNameError(kind, field, fields())
    return dict(_values(iso3).get(field, {}))


@cache
def _values(iso3: str) -> dict[str, dict[int, MacroValue]]:
    """All of a country's series, each in the order of years."""
    found: dict[str, dict[int, MacroValue]] = {}
    rows = _by_country().get((iso3,))
    for row in rows.sort("field", "year").iter_rows(named=True) if rows is not None else ():
        found.setdefault(row["field"], {})[row["year"]] = _value(row)
    return found


@cache
def _by_country() -> dict[tuple[object, ...], pl.DataFrame]:
    return _table("series").partition_by("iso3", as_dict=True)


def _value(row: dict[str, object]) -> MacroValue:
    return MacroValue(
        float(str(row["value"])),
        str(row["unit"]),
        int(str(row["year"])),
        bool(row["estimate"]),
        str(row["text"]),
        source(str(row["field"])),
    )


def series(iso3: str, field: str) -> dict[int, float]:
    """Give a country's series by year, in the unit of :func:`fields`; empty where the Factbook has none.

    ``exports`` and ``imports`` are of goods and services, ``gdp`` is at the official exchange rate.

    Raises
    ------
    UnknownNameError
        For a field that is not in :func:`fields`.
    """
    return {year: found.value for year, found in values(iso3, field).items()}


def energy(iso3: str) -> dict[str, MacroValue]:
    """Give a country's energy balance: latest value of each series of electricity, coal, petroleum and natural gas."""
    return {
        field: list(years.values())[-1] for field, years in sorted(_values(iso3).items()) if field.startswith(_ENERGY)
    }


def commodities(iso3: str, flow: Flow) -> tuple[str, ...]:
    """List a country's largest traded commodities by value, as the Factbook names them; at most five."""
    rows = _table("commodities").filter((pl.col("iso3") == iso3) & (pl.col("flow") == flow)).sort("rank")
    return tuple(rows["commodity"])


@cache
def facts(iso3: str) -> CountryFacts:
    """Gather names, capitals, demonyms, leaders and memberships of one entry.

    Raises
    ------
    UnknownNameError
        For a code without an entry.
    """
    if iso3 not in countries():
        kind = "country code"
        raise UnknownNameError(kind, iso3, countries())
    rows = _table("facts").filter(pl.col("iso3") == iso3).select("fact", "value", "detail").rows()
    single = {fact: value for fact, value, _ in rows}
    leaders = _table("leaders").filter(pl.col("iso3") == iso3).select("office", "title", "name", "since")
    members = _table("memberships").filter(pl.col("iso3") == iso3).select("organisation", "qualifier")
    return CountryFacts(
        iso3=iso3,
        names={fact: value for fact, value in single.items() if "name" in fact or fact == "abbreviation"},
        capitals=tuple(Capital(value, detail) for fact, value, detail in rows if fact == "capital"),
        demonym_noun=single.get("demonym noun", ""),
        demonym_adjective=single.get("demonym adjective", ""),
        leaders=tuple(Leader(*row) for row in leaders.iter_rows()),
        memberships=dict(members.iter_rows()),
        court=single.get("court", ""),
        dependency=single.get("dependency", ""),
    )


def unparsed() -> pl.DataFrame:
    """List every text of the Factbook that could not be read: gec, iso3, field, text, reason."""
    frame = tables.query("select * from {factbook_unparsed}", ["factbook_unparsed"])
    return columns.check(frame, "unparsed", origin="factbook_unparsed.parquet")
