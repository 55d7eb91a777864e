"""What is cut or taxed, between whom, in which sectors, how hard; and its meaning in the terms of an economy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import UsageError
from lopsided.model.names import Members, pick_countries, pick_sectors

if TYPE_CHECKING:
    from lopsided.model.economy import Economy, Floats
    from lopsided.model.elasticities import Choice
    from lopsided.model.one_sector import Closure

#: Everyone in the economy that the other side of a cut does not name.
OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Trade that stops or gets harder.

    Attributes
    ----------
    exporters, importers : tuple of str
        Countries or coalitions (``"G7"``, ``"EU"``, ``"the West"``, ``"others"``).
    sectors : tuple of str
        Sector codes, their beginnings (``"B"``) or groups (``"energy"``); empty for all.
    both_ways : bool
        Whether trade in the other direction is cut as well.
    keep : float
        Share of the quantity that goes on, 0 (an embargo) to 1. Of two cuts of one flow the harder one holds.
    cost : float, optional
        Instead of a quantity: factor on trade costs, 1.25 for a quarter more. Factors of two cuts are multiplied.
    leakage : float, optional
        Share of the quantity that should stop and gets through all the same, where it differs from the scenario's:
        chips are easier to smuggle than gas.

    Raises
    ------
    UsageError
        If a cost is given and with it a share kept or a leakage: nothing given is ever ignored.
    """

    exporters: tuple[str, ...]
    importers: tuple[str, ...]
    sectors: tuple[str, ...] = ()
    both_ways: bool = False
    keep: float = 0.0
    cost: float | None = None
    leakage: float | None = None

    def __post_init__(self) -> None:
        _name_in_tuples(self)
        if self.cost is not None and (self.keep != 0 or self.leakage is not None):
            problem = "a cut gives a cost and a quantity as well, as keep or leakage"
            raise UsageError(problem, subject=f"cost {self.cost}", remedy="give one of them, or two cuts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """A new ad-valorem tariff.

    Attributes
    ----------
    importers, exporters, sectors
        Who levies it, on whom, on what; as in `Cut`.
    rate : float
        0.25 is twenty-five per cent.
    on_top : bool
        Whether the rate is added to what is levied now or replaces it.
    """

    importers: tuple[str, ...]
    exporters: tuple[str, ...]
    rate: float
    sectors: tuple[str, ...] = ()
    on_top: bool = False

    def __post_init__(self) -> None:
        _name_in_tuples(self)


def _name_in_tuples(part: Cut | Tariff) -> None:
    """Take one name for a tuple of it: ``exporters="RUS"`` never means R, U and S."""
    for key in ("exporters", "importers", "sectors"):
        given = getattr(part, key)
        object.__setattr__(part, key, (given,) if isinstance(given, str) else tuple(given))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Several cuts and tariffs at once.

    Attributes
    ----------
    name : str
        As shown to a reader.
    cuts : tuple of Cut
    tariffs : tuple of Tariff
        Later ones win over earlier ones for the same flow.
    leakage : float
        Share of every quantity that should stop and gets through all the same, 0 to 1: circumvention.
    deficits : float
        Share of every trade deficit that remains, 1 for all, 0 to close them (Dekle, Eaton & Kortum 2008); other than
        1 only under the closure ``transfers``, as the others say themselves what becomes of deficits.
    closure : {"transfers", "balanced", "ratio"}
    elasticities : str, float, mapping or tuple
        See `lopsided.model.elasticities`.
    after : Scenario, optional
        A scenario whose result is the baseline of this one.
    economy : str
        Name of the embedded economy it is meant for, ``"one-sector"`` for one; empty leaves the choice to who runs it.
    """

    name: str
    cuts: tuple[Cut, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    leakage: float = 0.0
    deficits: float = 1.0
    closure: Closure = "transfers"
    elasticities: Choice = "uniform-5"
    after: Scenario | None = None
    economy: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A scenario in the terms of one economy.

    Attributes
    ----------
    k : ndarray, shape (J, N, N)
        Trade-cost factors ``d^ ** -theta``; zero stops a flow.
    keep : ndarray, shape (J, N, N)
        Share of the quantity that is to go on, NaN where the quantity is free.
    tariffs : ndarray, shape (J, N, N)
        New rates.
    notes : tuple of str
        Members of coalitions that the economy does not have on their own.
    deficits : ndarray, shape (N,), or None
        New deficits in shares of world value added, None where they are left to the closure.
    """

    k: Floats
    keep: Floats
    tariffs: Floats
    notes: tuple[str, ...]
    deficits: Floats | None = None


def break_up_scenario(a: str, b: str, **options: object) -> Scenario:
    """All trade between two countries or coalitions stops, both ways."""
    scenario = Scenario(
        name=f"all trade between {a} and {b} stops", cuts=(Cut(exporters=(a,), importers=(b,), both_ways=True),)
    )
    return replace(scenario, **options)  # type: ignore[arg-type]


def plan(scenario: Scenario, economy: Economy, theta: Floats) -> Plan:
    """Work out which flows of an economy a scenario touches, and how.

    Raises
    ------
    UnknownNameError
        If a country, coalition or sector is unknown; says which known ones are nearest.
    UsageError
        If a share or rate is out of range or a cut touches nothing.
    """
    _demand_fraction("leakage", scenario.leakage)
    k, tariffs = np.ones(economy.flows.shape), economy.tariffs.copy()
    keep = np.full(k.shape, np.nan)
    notes: list[str] = []
    for cut in scenario.cuts:
        _demand_fraction("keep", cut.keep)
        cells, said = _cells(economy, cut.exporters, cut.importers, cut.sectors)
        if cut.both_ways:
            cells |= cells.transpose(0, 2, 1)
        notes += said
        if cut.cost is None:
            leakage = scenario.leakage if cut.leakage is None else cut.leakage
            _demand_fraction("leakage", leakage)
            goes_on = cut.keep + leakage * (1 - cut.keep)
            keep[cells] = np.fmin(keep[cells], goes_on)
        elif cut.cost > 0:
            k *= np.where(cells, cut.cost, 1.0) ** -theta[:, None, None]
        else:
            problem = "a trade-cost factor must be above zero"
            raise UsageError(problem, subject=f"cost {cut.cost}", remedy="to stop trade, leave cost out")
    for tariff in scenario.tariffs:
        if not tariff.rate > -1:
            problem = "a tariff must be above -100 %"
            raise UsageError(problem, subject=f"rate {tariff.rate}", remedy="0.25 is twenty-five per cent")
        cells, said = _cells(economy, tariff.exporters, tariff.importers, tariff.sectors)
        notes += said
        tariffs[cells] = tariff.rate + (tariffs[cells] if tariff.on_top else 0.0)
    keep[keep == 1] = np.nan
    k[keep == 0] = 0.0
    keep[keep == 0] = np.nan
    return Plan(k, keep, tariffs, tuple(dict.fromkeys(notes)), _deficits(scenario, economy))


def _deficits(scenario: Scenario, economy: Economy) -> Floats | None:
    if scenario.deficits == 1:
        return None
    if scenario.closure != "transfers":
        problem = f"deficits are given, and the closure {scenario.closure} says itself what becomes of them"
        raise UsageError(problem, subject=f"deficits {scenario.deficits}", remedy="use the closure 'transfers'")
    if not np.isfinite(scenario.deficits):
        problem = "deficits must be a number"
        raise UsageError(problem, subject=f"deficits {scenario.deficits}", remedy="0 closes them, 1 leaves them")
    return np.asarray(scenario.deficits * economy.deficit / economy.value_added.sum())


def _cells(
    economy: Economy, exporters: tuple[str, ...], importers: tuple[str, ...], sectors: tuple[str, ...]
) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.bool_]], list[str]]:
    sellers, buyers = sides(exporters, importers, economy.countries)
    cells = np.zeros(economy.flows.shape, dtype=bool)
    cells[np.ix_(pick_sectors(sectors, economy.sectors), sellers.places, buyers.places)] = True
    here = np.arange(len(economy.countries))
    cells[:, here, here] = False
    if not cells.any():
        problem = "nothing is between a country and itself"
        raise UsageError(problem, subject=", ".join(exporters), remedy="name two different sides")
    return cells, [*sellers.notes, *buyers.notes]


def sides(
    exporters: tuple[str, ...], importers: tuple[str, ...], countries: tuple[str, ...]
) -> tuple[Members, Members]:
    """Find the two sides of a cut or a tariff; ``"others"`` are all that the other side does not name."""
    sellers, buyers = _side(exporters, countries), _side(importers, countries)
    everyone = set(range(len(countries)))
    if exporters == (OTHERS,):
        sellers = Members(tuple(sorted(everyone - set(buyers.places))), ())
    if importers == (OTHERS,):
        buyers = Members(tuple(sorted(everyone - set(sellers.places))), ())
    return sellers, buyers


def _side(names: tuple[str, ...], countries: tuple[str, ...]) -> Members:
    if names == (OTHERS,):
        return Members((), ())
    if OTHERS in names:
        problem = f"{OTHERS!r} stands beside other names"
        raise UsageError(problem, subject=", ".join(names), remedy="write it alone: it means all the other side omits")
    return pick_countries(names, countries)


def _demand_fraction(key: str, value: float) -> None:
    if not 0 <= value <= 1:
        problem = f"{key} must lie between 0 and 1"
        raise UsageError(problem, subject=f"{key} {value}", remedy="it is a share of the quantity traded")
