"""Tables of trade between countries as files: wide with GDP, or a row a flow; with domestic sales or without."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from lopsided.errors import InputError
from lopsided.model.bilateral import Treatment
from lopsided.model.calibration import from_bilateral
from lopsided.model.sectoral import Table, from_table

if TYPE_CHECKING:
    from lopsided.model.calibration import About
    from lopsided.model.economy import Economy, Floats

#: World exports are some fifth of GDP: beyond these shares trade and GDP are in units a thousand apart.
LEAST_OPEN, MOST_OPEN = 0.007, 7.0
THOUSAND = 1000.0


@cache
def _names(role: str) -> tuple[str, ...]:
    text = resources.files("lopsided.model").joinpath("data", "trade_columns.csv").read_text(encoding="utf-8")
    return next(tuple(row["names"].split(";")) for row in csv.DictReader(text.splitlines()) if row["role"] == role)


def _column(frame: pl.DataFrame, role: str) -> str | None:
    known = {column.casefold(): column for column in frame.columns}
    return next((known[name] for name in _names(role) if name in known), None)


def is_trade(frame: pl.DataFrame) -> bool:
    """Whether a frame is a table of trade: a row a flow, or wide with a column of GDP."""
    long = all(_column(frame, role) for role in ("exporter", "importer", "value"))
    return long or _column(frame, "gdp") is not None


def from_trade(frame: pl.DataFrame, about: About) -> Economy:
    """Economy of a table of trade.

    Parameters
    ----------
    frame : polars.DataFrame
        Either wide: the first column names exporters, a column each holds what importers of those names buy, and one
        called ``gdp`` or ``gdp_usd`` the exporter's GDP. Or long: ``exporter``, ``importer``, ``value``, with rows of
        domestic sales (exporter and importer the same) or a column ``gdp`` of the exporter; and, where domestic sales
        are there, ``sector``. Of several years the last one is taken, or that of ``about``.
    about : About
        Name, year, unit, sources.

    Raises
    ------
    InputError
        If a column is missing, a flow is not a number, or there are neither domestic sales nor GDP.

    Notes
    -----
    Trade and GDP a thousand times apart in unit are brought together, in the unit of GDP, and ``treatments`` says so.
    """
    if (gdp := _column(frame, "gdp")) is not None and gdp.casefold().endswith("usd"):
        about = replace(about, unit="USD")
    if not all(_column(frame, role) for role in ("exporter", "importer", "value")):
        return _from_wide_trade(frame, about)
    columns = {role: _column(frame, role) for role in ("exporter", "importer", "value", "sector", "year", "gdp")}
    frame = frame.select(**{role: pl.col(column) for role, column in columns.items() if column})
    frame = frame.with_columns(
        pl.col("exporter", "importer").cast(pl.String),
        *(pl.Series(c, numbers(frame, [c], about.name)[:, 0]) for c in ("value", "gdp") if c in frame.columns),
    )
    _demand_labels(frame, about.name)
    said: tuple[Treatment, ...] = ()
    if "year" in frame.columns and frame["year"].n_unique() > 1:
        years = frame["year"].unique().sort().to_list()
        year = about.year if about.year in years else years[-1]
        frame = frame.filter(pl.col("year") == year)
        said = (Treatment(f"of {len(years)} years only {year} is used", (), 0.0),)
        about = replace(about, year=_year(year))
    said = (*said, *_repeated(frame))
    if "sector" not in frame.columns:
        frame = frame.with_columns(sector=pl.lit("all"))
    countries = sorted({*frame["exporter"], *frame["importer"]})
    sectors = sorted(frame["sector"].cast(pl.String).unique().to_list())
    flows = _flows(frame, countries, sectors)
    here = np.arange(len(countries))
    if flows[:, here, here].any():
        economy = from_table(Table(flows=flows), countries, sectors, about)
    else:
        economy = _with_gdp(flows.sum(axis=0), _gdp(frame, countries, about), countries, about)
        if len(sectors) > 1:
            what = f"{len(sectors)} sectors summed to one, as GDP tells no sector's domestic sales"
            said = (*said, Treatment(what, (), 0.0))
    return replace(economy, treatments=(*said, *economy.treatments))


def _flows(frame: pl.DataFrame, countries: list[str], sectors: list[str]) -> Floats:
    place, row = {c: n for n, c in enumerate(countries)}, {s: n for n, s in enumerate(sectors)}
    flows = np.zeros((len(sectors), len(countries), len(countries)))
    at = (
        [row[s] for s in frame["sector"].cast(pl.String)],
        [place[c] for c in frame["exporter"]],
        [place[c] for c in frame["importer"]],
    )
    np.add.at(flows, at, frame["value"].fill_null(np.nan).to_numpy())
    return flows


def _gdp(frame: pl.DataFrame, countries: list[str], about: About) -> Floats:
    if "gdp" not in frame.columns:
        problem = "the table has neither domestic sales nor GDP"
        remedy = "add rows in which exporter and importer are the same, or a column gdp of the exporter"
        raise InputError(problem, subject=about.name, remedy=remedy)
    given = frame.filter(pl.col("gdp").is_not_nan()).select("exporter", "gdp").unique()
    known = dict(given.iter_rows())
    if len(known) < len(given):
        twice = next(c for c in countries if (given["exporter"] == c).sum() > 1)
        problem = f"two different GDPs are given for {twice}"
        raise InputError(problem, subject=about.name, remedy="give each exporter one, the same on all its rows")
    missing = [c for c in countries if c not in known]
    if missing:
        problem = f"no GDP is given for {', '.join(missing[:5])}"
        raise InputError(problem, subject=about.name, remedy="give it on a row where it exports, or leave it out")
    return np.array([float(known[c]) for c in countries])


def _from_wide_trade(frame: pl.DataFrame, about: About) -> Economy:
    countries = frame.to_series(0).cast(pl.String).to_list()
    gdp = _column(frame, "gdp")
    missing = [c for c in countries if c not in frame.columns]
    if gdp is None or missing:
        problem = "no column holds GDP" if gdp is None else f"no column holds what {', '.join(missing[:5])} buys"
        raise InputError(problem, subject=about.name, remedy="name importers' columns as exporters' rows, and one gdp")
    if len(set(countries)) < len(countries):
        problem = f"{next(c for c in countries if countries.count(c) > 1)} is listed in two rows"
        raise InputError(problem, subject=about.name, remedy="keep one row an exporter")
    trade, product = numbers(frame, countries, about.name), numbers(frame, [gdp], about.name)[:, 0]
    return _with_gdp(trade, product, countries, about)


def numbers(frame: pl.DataFrame, columns: list[str], name: str) -> Floats:
    """Take columns as numbers, empty cells as NaN, shape (rows, columns).

    Raises
    ------
    InputError
        If a cell holds anything else; names it.
    """
    chosen = frame.select(columns)
    cast = chosen.cast(pl.Float64, strict=False)
    for column in columns:
        lost = cast[column].is_null() & chosen[column].is_not_null()
        if lost.any():
            cell = chosen[column].filter(lost)[0]
            problem = f"{cell!r} in column {column} is not a number"
            raise InputError(problem, subject=name, remedy="write numbers without separators, and leave cells empty")
    return cast.fill_null(np.nan).to_numpy().copy()


def _demand_labels(frame: pl.DataFrame, name: str) -> None:
    for role in ("exporter", "importer"):
        if frame[role].has_nulls():
            row = int(frame[role].is_null().arg_max() or 0) + 1
            problem = f"the {role} is missing in row {row}"
            raise InputError(problem, subject=name, remedy="name it or leave the row out")


def _repeated(frame: pl.DataFrame) -> tuple[Treatment, ...]:
    keys = [c for c in ("exporter", "importer", "sector") if c in frame.columns]
    more = len(frame) - frame.select(keys).n_unique()
    return (
        (Treatment(f"flows are given in several rows and added up ({more} more rows than flows)", (), 0.0),)
        if more
        else ()
    )


def _year(given: object) -> int:
    found = str(given)[:4]
    return int(found) if found.isdecimal() else 0


def _with_gdp(trade: Floats, gdp: Floats, countries: list[str], about: About) -> Economy:
    np.fill_diagonal(trade, 0.0)
    share, factor = float(np.nansum(trade) / np.nansum(gdp)), 1.0
    said: tuple[Treatment, ...] = ()
    if not LEAST_OPEN <= share <= MOST_OPEN:
        factor = next(
            (THOUSAND**n for n in (-3, -2, -1, 1, 2, 3) if LEAST_OPEN <= share * THOUSAND**n <= MOST_OPEN), 1.0
        )
        given = f"as given it would be {100 * share:.2f} % of it"
        words = f"trade is taken to be in units {factor:,.10g} times those of GDP: {given}"
        said = (Treatment(words, (), 0.0),)
    economy = from_bilateral(trade * factor, gdp, countries, about)
    return replace(economy, treatments=(*said, *economy.treatments))
