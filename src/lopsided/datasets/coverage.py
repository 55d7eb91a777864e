"""Tell a flow that is not reported from a flow that is not there: a missing row is not a zero.

Four answers. ``recorded``: there are rows. ``unreported``: there are none, or next to none, and an energy balance
says there is trade. ``doubtful``: something is recorded but far too little, or the record breaks off, or one side's
record of the product is full of holes; the data cannot tell. ``none recorded``: no row, and nothing here says there
should be one; still not a measured zero.

The evidence is general. Energy balances: the Factbook's physical exports and imports of gas and coal, and the
surplus of oil production over consumption, against the recorded tonnes (``fuels.csv`` holds the conversions: 1,380
m3 of gas a tonne, 7.33 barrels of crude). Silence: a pair that traded at least five of the products in a near year
and trades none at all. Breaks: a pair whose trade in the product was a good part of the importer's for years and
has no row now. All of it is asked of a pack for the years in which one answers, and of what ships for the others.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

import numpy as np

from lopsided.datasets import flows, macro
from lopsided.datasets.country_flows import country_flows
from lopsided.datasets.packs.manifest import stamp
from lopsided.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from lopsided.datasets.country_flows import Side
    from lopsided.terms.provenance import Source

Status = Literal["recorded", "unreported", "doubtful", "none recorded"]

NEXT_TO_NOTHING = 0.02
TOO_LITTLE = 0.5
BALANCE_YEARS = 2
SILENT_PRODUCTS = 5
NEAR_YEARS = 3
BROKEN_YEARS = 3
BROKEN_SHARE = 0.05
LOST_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether the data can speak of a flow.

    Attributes
    ----------
    status : {"recorded", "unreported", "doubtful", "none recorded"}
        See the module's first lines.
    value_kusd : float or None
        What is recorded, in thousands of USD; None if nothing is: unknown, not zero.
    reasons : tuple of str
        Why the status is not simply ``recorded``, in words for a reader.
    sources : tuple of Source
        What was consulted.
    """

    status: Status
    value_kusd: float | None
    reasons: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class _Fuel:
    name: str
    flow: macro.Flow
    codes: frozenset[str]
    plus: str
    minus: str
    per_tonne: float
    unit: str
    least: float


def country_coverage(iso3: str, flow: macro.Flow, codes: Iterable[str], year: int) -> Coverage:
    """Say whether a country's total exports or imports of some products are recorded in a year.

    Parameters
    ----------
    iso3 : str
        The country.
    flow : {"exports", "imports"}
        Which way, seen from it.
    codes : iterable of str
        Six-digit HS 1992 codes, taken together.
    year : int
        Calendar year.

    Raises
    ------
    UsageError
        For a year outside the flows.
    """
    return _country_coverage(iso3, flow, tuple(_checked(codes, year)), year, stamp())


@lru_cache(maxsize=4096)
def _country_coverage(iso3: str, flow: macro.Flow, codes: tuple[str, ...], year: int, _packs: object) -> Coverage:
    """Answer once for as long as the packs stay the same: every dyad of a country asks the same."""
    wanted = list(codes)
    side: Side = "exporter" if flow == "exports" else "importer"
    rows = country_flows(iso3, side, wanted, [year])
    asked = rows.of(wanted) & (rows.year == year)
    value = float(rows.value_kusd[asked].sum()) if asked.any() else None
    gap = _gap(iso3, flow, wanted, year)
    lost = _lost_partners(side, iso3, wanted, year)
    if gap is None and not lost:
        return Coverage("none recorded" if value is None else "recorded", value, (), flows.sources("", [year]))
    if gap is None:
        return Coverage("doubtful", value, (lost,), flows.sources("", [year]))
    status: Status = "unreported" if gap[0] < NEXT_TO_NOTHING else "doubtful"
    return Coverage(
        status, value, (gap[1], *filter(None, (lost,))), (*flows.sources("", [year]), macro.source("Energy"))
    )


def pair_coverage(exporter: str, importer: str, codes: Iterable[str], year: int) -> Coverage:
    """Say whether one country's exports of some products to another are recorded in a year.

    Parameters
    ----------
    exporter, importer : str
        ISO3 codes.
    codes : iterable of str
        Six-digit HS 1992 codes, taken together.
    year : int
        Calendar year.

    Raises
    ------
    UsageError
        For a year outside the flows.
    """
    wanted = _checked(codes, year)
    rows = country_flows(exporter, "exporter", wanted, [year])
    recorded = rows.of(wanted) & rows.with_(importer) & (rows.year == year)
    if recorded.any():
        return Coverage("recorded", float(rows.value_kusd[recorded].sum()), (), flows.sources("", [year]))
    sides: tuple[tuple[str, macro.Flow], ...] = ((exporter, "exports"), (importer, "imports"))
    gaps = [gap for iso3, flow in sides if (gap := _gap(iso3, flow, wanted, year)) is not None]
    ended = [*filter(None, (_silence(exporter, importer, year), _break(exporter, importer, wanted, year)))]
    reasons = (*ended, *(reason for _, reason in gaps))
    status: Status = "doubtful" if reasons else "none recorded"
    if ended and any(ratio < NEXT_TO_NOTHING for ratio, _ in gaps):
        status = "unreported"
    return Coverage(
        status,
        None,
        reasons,
        (*flows.sources("", [year]), macro.source("Energy")) if gaps else flows.sources("", [year]),
    )


def _checked(codes: Iterable[str], year: int) -> list[str]:
    have = flows.covered_years()
    if year not in have:
        problem = "a year outside the raw-material flows"
        raise UsageError(problem, subject=str(year), remedy=f"ask for {have[0]} to {have[-1]}")
    return list(codes)


@cache
def _fuels() -> tuple[_Fuel, ...]:
    text = (resources.files("lopsided.datasets") / "fuels.csv").read_text(encoding="utf-8")
    return tuple(
        _Fuel(
            row["fuel"],
            "exports" if row["flow"] == "exports" else "imports",
            frozenset(row["codes"].split()),
            row["plus"],
            row["minus"],
            float(row["per_tonne"]),
            row["unit"],
            float(row["least"]),
        )
        for row in csv.DictReader(text.splitlines())
    )


def _gap(iso3: str, flow: macro.Flow, codes: list[str], year: int) -> tuple[float, str] | None:
    """Compare the record with an energy balance: recorded over expected, and why, if far too little is recorded."""
    fuel = next((f for f in _fuels() if f.flow == flow and set(codes) & f.codes), None)
    expected = _expected(iso3, fuel, year) if fuel else None
    if fuel is None or expected is None:
        return None
    amount, of_year = expected
    # the balance speaks of the whole fuel, so a question about one of its codes is answered for all of them
    rows = country_flows(iso3, "exporter" if flow == "exports" else "importer", fuel.codes, [of_year])
    ratio = float(np.nansum(rows.tonnes[rows.of(fuel.codes) & (rows.year == of_year)])) * fuel.per_tonne / amount
    if ratio >= TOO_LITTLE:
        return None
    reason = (
        f"the tonnes recorded for {iso3}'s {flow} of {fuel.name} in {of_year} are {100 * ratio:.0f} % of the "
        f"{float(f'{amount:.3g}'):,.12g} {fuel.unit} its energy balance implies: flows or tonnes are missing"
    )
    return ratio, reason


def _expected(iso3: str, fuel: _Fuel, year: int) -> tuple[float, int] | None:
    """Physical amount the balance implies and its year, the nearest within two years; None if small or unknown."""
    plus = macro.series(iso3, fuel.plus)
    minus = macro.series(iso3, fuel.minus) if fuel.minus else {}
    near = [y for y in plus if abs(y - year) <= BALANCE_YEARS and y <= flows.covered_years()[-1]]
    # what is unknown cannot be subtracted
    if not near or (fuel.minus and not minus):
        return None
    best = min(near, key=lambda y: abs(y - year))
    amount = plus[best]
    if minus:
        # production and consumption of oil can be of neighbouring years
        amount -= minus[min(minus, key=lambda y: abs(y - best))]
    return (amount, best) if amount >= fuel.least else None


def _lost_partners(side: Side, iso3: str, codes: list[str], year: int) -> str:
    """Name partners that had a good part of a country's trade in the products just before and have no row now."""
    partners, shares = _shares(side, iso3, codes, range(year - NEAR_YEARS, year + 1))
    before = shares[:-1].sum(axis=0) / NEAR_YEARS
    kept = (before >= BROKEN_SHARE) & (shares[-1] == 0)
    lost = sorted(
        ((partners[at], float(before[at])) for at in np.flatnonzero(kept)), key=lambda found: (-found[1], found[0])
    )
    if sum(share for _, share in lost) < LOST_SHARE:
        return ""
    named = ", ".join(f"{partner} ({100 * share:.0f} %)" for partner, share in lost)
    return (
        f"no row in {year} for {named}, who had that much of {iso3}'s recorded trade in this in the {NEAR_YEARS} years "
        "before: they stopped, or are no longer reported"
    )


def _silence(exporter: str, importer: str, year: int) -> str:
    rows = country_flows(exporter, "exporter")
    near = rows.with_(importer) & (abs(rows.year - year) <= NEAR_YEARS)
    by_year = dict(zip(*(found.tolist() for found in np.unique(rows.year[near], return_counts=True)), strict=True))
    if year in by_year or not by_year or max(by_year.values()) < SILENT_PRODUCTS:
        return ""
    best = max(by_year, key=lambda y: (by_year[y], y))
    return (
        f"nothing at all is recorded from {exporter} to {importer} in {year}, though {by_year[best]} products were in "
        f"{best}: they stopped trading, or stopped reporting"
    )


def _break(exporter: str, importer: str, codes: list[str], year: int) -> str:
    past = range(flows.FIRST_YEAR, year)
    partners, shares = _shares("importer", importer, codes, past)
    at = partners.index(exporter) if exporter in partners else None
    strong = [] if at is None else [y for y, share in zip(past, shares[:, at], strict=True) if share >= BROKEN_SHARE]
    if len(strong) < BROKEN_YEARS:
        return ""
    return (
        f"{exporter} was a supplier of {100 * BROKEN_SHARE:.0f} % and more of {importer}'s recorded imports of this in "
        f"{len(strong)} years, last in {strong[-1]}, and has no row in {year}: it stopped, or is no longer reported"
    )


def _shares(side: Side, iso3: str, codes: list[str], years: range) -> tuple[list[str], NDArray[np.float64]]:
    """Partners, and each one's part of the recorded trade in the products by year, of shape (years, partners)."""
    rows = country_flows(iso3, side, codes, sorted(set(years) & set(flows.covered_years())))
    asked = rows.of(codes) & (rows.year >= years.start) & (rows.year < years.stop)
    shape = (len(years), len(rows.partners))
    cells = (rows.year[asked] - years.start) * shape[1] + rows.partner[asked]
    traded = np.bincount(cells, rows.value_kusd[asked], minlength=shape[0] * shape[1]).reshape(shape)
    total = traded.sum(axis=1, keepdims=True)
    return list(rows.partners), np.divide(traded, total, out=np.zeros(shape), where=total > 0)
