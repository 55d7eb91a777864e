"""Scenarios run on an economy by name; `lopsided.api.simulated_rows` lays their results out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from lopsided.api.economies import economy_of_pack, is_pack, pack_economies
from lopsided.api.rows import assumption_rows
from lopsided.errors import InputError, SolveError, UnknownNameError, UsageError
from lopsided.model.calibration import About
from lopsided.model.elasticities import elasticity_sets
from lopsided.model.embedded import economy_2019, economy_2022
from lopsided.model.mrio_files import has_pymrio, parser_of, read_mrio
from lopsided.model.ranges import Spread, with_range
from lopsided.model.scenario_file import parse_scenario
from lopsided.model.simulate import solve, with_band
from lopsided.model.storage import load_economy
from lopsided.model.table_files import read_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from lopsided.model.economy import Economy
    from lopsided.model.elasticities import Choice
    from lopsided.model.one_sector import Closure
    from lopsided.model.outcome import Outcome
    from lopsided.model.scenario import Cut, Scenario, Tariff
    from lopsided.workers.mapper import Mapper

    Row = dict[str, Any]
    Told = Callable[[int, int], None]

#: The economies that ship.
ECONOMIES: dict[str, Callable[[], Economy]] = {
    "2022": economy_2022,
    "2019": economy_2019,
    "one-sector": lambda: economy_2022().one_sector(),
    "2019-one-sector": lambda: economy_2019().one_sector(),
}
CLOSURES = {
    "transfers": "deficits keep their share of world income",
    "balanced": "deficits are closed first, the shock comes after",
    "ratio": "spending over income stays, rescaled so that the world's books balance",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Simulation:
    """A scenario and what came of it.

    Attributes
    ----------
    scenario : Scenario
    long_run : Outcome
        Under the scenario's own elasticities, with a range if one was asked for.
    short_run : Outcome or None
        Under those of the first year, if asked for and if there is such an equilibrium.
    notes : tuple of str
        What was done to a user's own table, and what could not be done.
    """

    scenario: Scenario
    long_run: Outcome
    short_run: Outcome | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to work out beside the result itself.

    Attributes
    ----------
    short_run : bool
        The same under the elasticities of the first year.
    thetas : tuple of float
        Uniform elasticities over which to give the lowest and highest result.
    spread : Spread, optional
        Draws of elasticities instead.
    """

    short_run: bool = False
    thetas: tuple[float, ...] = ()
    spread: Spread | None = None


def economy_named(name: str) -> Economy:
    """Find an economy by name, or read it from a file.

    Parameters
    ----------
    name : str
        ``2022``, ``2019``, ``one-sector``, ``2019-one-sector``; or a path: ``.npz`` as `save_economy` writes, CSV or
        Parquet of trade with GDP or shaped like the tables of WIOD and the OECD, or what pymrio parses. Or an
        input-output pack that was added: its name, or ``NAME:2018`` for a year that is not its newest.

    Raises
    ------
    UnknownNameError
        If it is neither.
    InputError
        If the file cannot be read as one.
    """
    if name in ECONOMIES:
        return ECONOMIES[name]()
    if is_pack(name):
        return economy_of_pack(name)
    path = Path(name)
    if path.suffix == ".npz":
        return load_economy(path)
    found = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", path.stem)
    about = About(name=path.name, year=int(found[-1]) if found else 0, unit="the file's unit")
    plain = path.suffix in {".csv", ".parquet"}
    if path.exists() and parser_of(path) is not None and (has_pymrio() or not plain):
        return read_mrio(path, about)
    if plain:
        return read_table(path, about)
    kind = "economy"
    known = (*ECONOMIES, *pack_economies())
    raise UnknownNameError(kind, name, known, remedy=f"known are {', '.join(known)}, or give a file")


def read_scenario(path: Path) -> Scenario:
    """Read a scenario from a TOML file.

    Raises
    ------
    InputError, UnknownNameError
        If it cannot be read, or holds what is not understood; names the nearest known key.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problem = f"the scenario cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}"
        raise InputError(problem, subject=str(path), remedy="name a TOML file; see examples/scenarios") from error
    return parse_scenario(text, origin=path.name)


def revised(scenario: Scenario, closure: Closure | None, elasticities: str | None) -> Scenario:
    """Return a scenario with another closure or other elasticities, in the scenarios before it as well."""
    if scenario.after is not None:
        scenario = replace(scenario, after=revised(scenario.after, closure, elasticities))
    if closure is not None:
        scenario = replace(scenario, closure=closure)
    return scenario if elasticities is None else replace(scenario, elasticities=elasticities_named(elasticities))


def elasticities_named(text: str) -> Choice:
    """Take the name of an elasticity set, or a number.

    Raises
    ------
    UnknownNameError
        If it is neither.
    """
    if text in elasticity_sets():
        return text
    try:
        return float(text)
    except ValueError:
        kind = "elasticity set"
        remedy = f"known are {', '.join(elasticity_sets())}, or give a number"
        raise UnknownNameError(kind, text, elasticity_sets(), remedy=remedy) from None


def thetas_named(text: str) -> tuple[float, ...]:
    """Read ``"2:8.28"``, the lowest and the highest elasticity of a range.

    Raises
    ------
    UsageError
        If it is no such range.
    """
    low, _, high = text.partition(":")
    try:
        ends = float(low), float(high)
    except ValueError:
        ends = (0.0, 0.0)
    if not 0 < ends[0] <= ends[1] < np.inf:
        problem = f"{text!r} is not a range of elasticities"
        raise UsageError(problem, subject=text, remedy="write lowest:highest, as in 2:8.28")
    return ends


def simulate(
    economy: Economy,
    scenario: Scenario,
    asked: Asked | None = None,
    told: Told | None = None,
    mapper: Mapper | None = None,
) -> Simulation:
    """Run a scenario, with its short run and its range if they are asked for.

    Parameters
    ----------
    economy, scenario
        What to run.
    asked : Asked, optional
        What else to work out.
    told : callable, optional
        Told how many equilibria of the range are done, of how many.
    mapper : Mapper, optional
        Where to solve draws by sector; see `lopsided.workers.choice.mapper_for`.

    Raises
    ------
    UnknownNameError, UsageError, InputError
        If the scenario does not fit the economy.
    SolveError
        If it has no equilibrium.
    """
    asked = asked or Asked()
    outcome = solve(economy, scenario)
    if asked.spread is not None:
        outcome = with_range(outcome, economy, scenario, asked.spread, told, mapper)
    elif asked.thetas:
        outcome = with_band(outcome, economy, scenario, asked.thetas)
    short: Outcome | None = None
    # what was done to embedded tables is told with their sources; what was done to a user's own is told here
    notes = () if economy.sources else tuple(treatment.text for treatment in economy.treatments)
    if asked.short_run:
        try:
            short = solve(economy, replace(scenario, elasticities="short-run"))
        except SolveError as error:
            notes = (*notes, f"No first year: {error}.")
    return Simulation(scenario=scenario, long_run=outcome, short_run=short, notes=notes)


def named_parties(simulation: Simulation) -> tuple[str, ...]:
    """List the single countries that cuts and tariffs name, in order; coalitions are too long to lead a table."""
    known = set(simulation.long_run.countries)
    parts: tuple[Cut | Tariff, ...] = (*simulation.scenario.cuts, *simulation.scenario.tariffs)
    named = [name for part in parts for name in (*part.exporters, *part.importers)]
    return tuple(dict.fromkeys(name for name in named if name in known))


def assumptions(simulation: Simulation) -> list[Row]:
    """List what was assumed, name and value, for reading before any result."""
    outcome, scenario = simulation.long_run, simulation.scenario
    cited = elasticity_sets().get(outcome.elasticities, "")
    rows = dict(assumption_rows(outcome))
    rows["closure"] = f"{outcome.closure}: {CLOSURES[outcome.closure]}"
    if cited:
        rows["elasticities"] = f"{outcome.elasticities}: {cited}"
    if scenario.after is not None:
        rows["baseline"] = f"what is left after: {scenario.after.name}"
    if scenario.leakage:
        rows["leakage"] = f"{100 * scenario.leakage:.0f} % of every stopped quantity gets through"
    if scenario.deficits != 1:
        rows["deficits"] = f"{100 * scenario.deficits:.0f} % of each remains"
    if simulation.short_run is not None:
        name = simulation.short_run.elasticities
        rows["first year"] = f"elasticities {name}: {elasticity_sets()[name]}"
    mind = [*outcome.caveats, *simulation.notes]
    return [{"assumption": k, "value": v} for k, v in rows.items()] + [{"assumption": "mind", "value": m} for m in mind]
