"""Run scenarios on an economy and hand back outcomes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from lopsided.errors import InputError, SolveError, UnknownNameError, UsageError
from lopsided.model.arrays import floats
from lopsided.model.calibrated import economy_at
from lopsided.model.economy import ROUNDING
from lopsided.model.elasticities import elasticities as elasticities_of
from lopsided.model.engine import is_simple, run
from lopsided.model.outcome import Band, Outcome
from lopsided.model.scenario import Cut, Plan, Scenario, plan

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from lopsided.model.economy import Economy, Floats
    from lopsided.model.elasticities import Choice, Elasticities
    from lopsided.model.engine import Run
    from lopsided.model.one_sector import Closure

#: Which trade of a dyad (a, b) stops.
Direction = Literal["both", "a-to-b", "b-to-a"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)

#: Head & Mayer 2014 (Handbook of International Economics 4, ch. 3): median of structural gravity estimates, 5.03.
DEFAULT_THETA = 5.0
#: From 2, the long-run estimate of Boehm, Levchenko & Pandalai-Nayar 2023 (AER 113), to 8.28, Eaton & Kortum 2002
#: (Econometrica 70): published one-sector estimates lie between.
RANGE_OF_THETA = (2.0, 8.28)

SIMULATION = (
    "A simulation, not an observation: a general-equilibrium trade model compares the world before with the world after"
    " it has adjusted, years later; it holds no transition, no stocks and no politics."
)
ONE_SECTOR = (
    "One sector, without intermediate inputs: goods that are hard to replace (energy, chips) count like any others."
)
MANY_SECTORS = "Within a sector all goods are alike, and industries buy from abroad what final users buy from abroad."
SHORT_RUN = 1.5
#: The first year after a shock, and when all have adjusted.
RUNS: tuple[Choice, ...] = ("short-run", "uniform-5")


def solve(economy: Economy, scenario: Scenario) -> Outcome:
    """Run a scenario on an economy as it is, with all its sectors.

    Raises
    ------
    UnknownNameError, UsageError
        If the scenario names what the economy does not have or asks for the impossible.
    SolveError
        If there is no equilibrium; carries the residual and the worst market.
    """
    if scenario.after is not None:
        economy = after(economy, scenario.after)
    chosen = elasticities_of(scenario.elasticities, economy)
    what = plan(scenario, economy, chosen.theta)
    done = run(economy, what, chosen.theta, scenario.closure)
    return outcome_of(economy, scenario, what, chosen, done)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TradeShock:
    """A shock given as arrays.

    Attributes
    ----------
    name : str
        As shown to a reader.
    costs : ndarray, shape (J, N, N) or (N, N), optional
        Factors on iceberg trade costs ``[j, i, n]`` from exporter i to importer n; infinite where trade stops. A whole
        row, home included, moved by 1/a is a change of i's productivity by a.
    tariffs : ndarray, shape (J, N, N) or (N, N), optional
        New ad-valorem rates; where left out, tariffs stay.
    deficits : ndarray, shape (N,), optional
        New trade deficits in the economy's unit, at the world income of the baseline; they sum to zero. Zeros close
        them (Dekle, Eaton & Kortum 2008). Only under the closure ``transfers``.
    """

    name: str
    costs: ArrayLike | None = None
    tariffs: ArrayLike | None = None
    deficits: ArrayLike | None = None


def solve_shock(
    economy: Economy, shock: TradeShock, *, elasticities: Choice = DEFAULT_THETA, closure: Closure = "transfers"
) -> Outcome:
    """Run a shock given as arrays: the way in for replication files and for shocks no scenario can say.

    Parameters
    ----------
    economy : Economy
        Any; see `lopsided.model.calibrated.from_shares` and `lopsided.model.input_output.from_input_output`.
    shock : TradeShock
        New trade costs and tariffs.
    elasticities : str, float, mapping or tuple
        A set's name, one number, or one per sector.
    closure : {"transfers", "balanced", "ratio"}
        How deficits behave.

    Raises
    ------
    InputError
        If an array has the wrong shape, a cost is not above zero or a tariff not above -1.
    SolveError
        If there is no equilibrium.
    """
    chosen = elasticities_of(elasticities, economy)
    shape = economy.flows.shape
    costs = np.ones(shape) if shock.costs is None else _by_sector(shock.costs, shape, "costs", shock.name)
    tariffs = economy.tariffs if shock.tariffs is None else _by_sector(shock.tariffs, shape, "tariffs", shock.name)
    for key, array, above in (("costs", costs, 0.0), ("tariffs", tariffs, -1.0)):
        if array.shape != shape or not (array > above).all():
            problem = f"{key} must have shape {shape} and lie above {above:g}"
            raise InputError(problem, subject=shock.name, remedy="order it [sector, exporter, importer]")
    if not np.isfinite(tariffs).all():
        problem = "a tariff is infinite"
        raise InputError(problem, subject=shock.name, remedy="to stop trade, make its cost infinite")
    k = costs ** -chosen.theta[:, None, None]
    what = Plan(k, np.full(shape, np.nan), tariffs, (), _new_deficits(economy, shock, closure))
    scenario = Scenario(name=shock.name, closure=closure)
    return outcome_of(economy, scenario, what, chosen, run(economy, what, chosen.theta, closure))


def _by_sector(given: ArrayLike, shape: tuple[int, ...], key: str, name: str) -> Floats:
    """Take an array by sector, or one for all sectors alike."""
    array = floats(given, key, name)
    return np.array(np.broadcast_to(array, shape)) if array.shape == shape[1:] else array


def _new_deficits(economy: Economy, shock: TradeShock, closure: Closure) -> Floats | None:
    if shock.deficits is None:
        return None
    deficits, world = floats(shock.deficits, "deficits", shock.name), economy.value_added.sum()
    if closure != "transfers":
        problem = f"deficits are given, and the closure {closure} says itself what becomes of them"
        raise UsageError(problem, subject=shock.name, remedy="use the closure 'transfers'")
    if deficits.shape != economy.value_added.shape or not abs(float(deficits.sum())) <= ROUNDING * world:
        problem = f"deficits must be {len(economy.countries)} numbers that sum to zero"
        raise InputError(problem, subject=shock.name, remedy="spread the discrepancy first")
    return np.asarray(deficits / world)


def after(economy: Economy, scenario: Scenario) -> Economy:
    """Return the economy that a scenario leaves behind, to run another on."""
    outcome = solve(economy, scenario)
    return economy_at(economy, outcome.flows_after, outcome.tariffs_after, f"{economy.name}, after: {scenario.name}")


def break_up(
    economy: Economy,
    a: str,
    b: str,
    *,
    direction: Direction = "both",
    theta: float = DEFAULT_THETA,
    closure: Closure = "transfers",
) -> Outcome:
    """Stop trade between two countries and solve for the new equilibrium, with all sectors summed to one.

    Parameters
    ----------
    economy : Economy
        Summed by `Economy.one_sector`; for all its sectors use `solve`.
    a, b : str
        ISO3 codes.
    direction : {"both", "a-to-b", "b-to-a"}
        Whose exports stop.
    theta : float
        Trade elasticity; the band of the outcome runs over `RANGE_OF_THETA` and this.
    closure : {"transfers", "balanced", "ratio"}
        How deficits behave.

    Raises
    ------
    UsageError
        If a and b are the same country or theta is not above zero.
    UnknownNameError
        If the economy lacks one of them, or the direction or closure is unknown.
    SolveError
        If there is no equilibrium.
    """
    if economy.index(a) == economy.index(b):
        problem = "a country cannot break with itself"
        raise UsageError(problem, subject=a, remedy="name two countries")
    if not theta > 0:
        problem = "the trade elasticity must be above zero"
        raise UsageError(problem, subject=f"theta {theta}", remedy="5 is usual")
    scenario = dyad_scenario(a, b, direction=direction, closure=closure, elasticities=float(theta))
    one = economy.one_sector()
    return with_band(solve(one, scenario), one, scenario, RANGE_OF_THETA)


def dyad_scenario(
    a: str, b: str, *, direction: Direction = "both", closure: Closure = "transfers", elasticities: Choice = 5.0
) -> Scenario:
    """Say that all trade between two countries stops, or only what one of them sells to the other.

    Raises
    ------
    UnknownNameError
        If the direction is unknown.
    """
    if direction not in DIRECTIONS:
        kind = "direction"
        raise UnknownNameError(kind, direction, DIRECTIONS)
    seller, buyer = (b, a) if direction == "b-to-a" else (a, b)
    words = f"all trade between {a} and {b} stops" if direction == "both" else f"{seller} sells nothing to {buyer}"
    cut = Cut(exporters=(seller,), importers=(buyer,), both_ways=direction == "both")
    return Scenario(name=words, cuts=(cut,), closure=closure, elasticities=elasticities)


def side_by_side(economy: Economy, scenario: Scenario, choices: tuple[Choice, ...] = RUNS) -> tuple[Outcome, ...]:
    """Run a scenario under several sets of elasticities, by default the short run and the long run."""
    return tuple(solve(economy, replace(scenario, elasticities=choice)) for choice in choices)


def with_band(outcome: Outcome, economy: Economy, scenario: Scenario, thetas: tuple[float, ...]) -> Outcome:
    """Add the lowest and highest result over uniform elasticities, the outcome's own included."""
    runs: list[Outcome] = []
    for theta in thetas:
        try:
            runs.append(solve(economy, replace(scenario, elasticities=theta)))
        except SolveError:
            trouble = f"No range is given: at an elasticity of {theta:g} there is no equilibrium."
            return replace(outcome, caveats=(*outcome.caveats, trouble))
    every = (*thetas, *outcome.theta)
    over = f"trade elasticities from {min(every):g} to {max(every):g}"
    found = np.array([outcome.real_income, *(run.real_income for run in runs)])
    band = Band(low=found.min(axis=0), high=found.max(axis=0), over=over, incomes=found, runs=tuple(runs))
    return replace(outcome, band=band)


def outcome_of(economy: Economy, scenario: Scenario, what: Plan, chosen: Elasticities, done: Run) -> Outcome:
    """Dress a run with labels, units, caveats and sources."""
    world = float(economy.value_added.sum())
    return Outcome(
        scenario=scenario.name,
        economy=economy.name,
        digest=economy.digest,
        year=economy.year,
        unit=economy.unit,
        countries=economy.countries,
        sectors=economy.sectors,
        real_income=done.real_income - 1,
        prices=done.prices - 1,
        wages=done.wages - 1,
        producer_prices=done.producer_prices - 1,
        sector_prices=done.sector_prices - 1,
        income_before=done.income_before * world,
        income_after=done.income_after * world,
        revenue_before=done.revenue_before * world,
        revenue_after=done.revenue_after * world,
        flows_before=done.flows_before * world,
        flows_after=done.flows_after * world,
        tariffs_before=economy.tariffs,
        tariffs_after=what.tariffs,
        k=done.k,
        closure=scenario.closure,
        elasticities=chosen.name,
        theta=tuple(chosen.theta.tolist()),
        residual=done.residual,
        iterations=done.iterations,
        flags=economy.flags,
        caveats=(*_caveats(economy, what, chosen.theta), *_through(economy, what, chosen.theta, done.k)),
        sources=economy.sources,
    )


def _through(economy: Economy, what: Plan, theta: Floats, k: Floats) -> tuple[str, ...]:
    """Say how dear it is to deliver what a scenario lets through."""
    kept = np.isfinite(what.keep) & (economy.flows > 0)
    if not kept.any():
        return ()
    dearer = k[kept] ** (-1 / np.broadcast_to(theta[:, None, None], k.shape)[kept])
    ends = f"{dearer.min():.2f} to {dearer.max():.2f}"
    return (f"What gets through is {ends} times as dear to deliver as before: trade costs are found that leave it.",)


def _caveats(economy: Economy, what: Plan, theta: Floats) -> tuple[str, ...]:
    said = [SIMULATION, ONE_SECTOR if is_simple(economy) else MANY_SECTORS]
    if theta.max() < SHORT_RUN:
        said.append("Short run: elasticities are those of the first year after a shock, before trade is redirected.")
    if (imputed := economy.imputed_share) > 0:
        said.append(
            f"{100 * imputed:.0f} % of the value of international trade in this economy was imputed, not published."
        )
    return (*said, *what.notes)
