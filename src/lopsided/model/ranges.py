"""Ranges over elasticities: a distribution of theta, and what it makes of an outcome.

One elasticity for all sectors leaves outcomes a smooth function of its logarithm, so a dozen equilibria at Chebyshev
points give any number of draws by interpolation, checked against equilibria that had no part in it. Elasticities drawn
sector by sector need an equilibrium for each draw.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import LopsidedError, SolveError, UsageError
from lopsided.model.elasticities import elasticities
from lopsided.model.outcome import Band
from lopsided.model.simulate import solve
from lopsided.workers.mapper import InProcess, Lost

if TYPE_CHECKING:
    from collections.abc import Callable

    from lopsided.model.economy import Economy, Floats
    from lopsided.model.outcome import Outcome
    from lopsided.model.scenario import Scenario
    from lopsided.workers.mapper import Mapper

#: Points of interpolation, and where between them it is checked.
POINTS, CHECKS = 13, 2
#: Interpolated real income may be out by this fraction of income at most.
CLOSE = 1e-6
#: Draws beyond these multiples of the central elasticity are brought back to them.
WIDEST = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How uncertain elasticities are.

    Attributes
    ----------
    draws : int
        How many.
    sigma : float
        Standard deviation of log theta. 0.5 puts nine in ten draws within a factor of 2.3 of the central value, about
        as far apart as published estimates lie (Head & Mayer 2014).
    seed : int
        Of the generator: the same seed gives the same draws.
    by_sector : bool
        Whether each sector has a draw of its own or all share one.
    inside : float
        Share of draws between the band's low and high.
    """

    draws: int = 500
    sigma: float = 0.5
    seed: int = 0
    by_sector: bool = False
    inside: float = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Real income over draws of elasticities.

    Attributes
    ----------
    factors : ndarray, shape (M,) or (M, J)
        Each draw's multiple of the central elasticities.
    real_income : ndarray, shape (M, N)
        Changes as fractions.
    failed : int
        Draws without an equilibrium, left out.
    error : float
        Largest error of interpolation found in checking it, a fraction of income; zero where nothing is interpolated.
    """

    factors: Floats
    real_income: Floats
    failed: int
    error: float

    def band(self, spread: Spread) -> Band:
        """Quantiles that hold ``spread.inside`` of the draws."""
        edge = (1 - spread.inside) / 2
        low, high = np.quantile(self.real_income, [edge, 1 - edge], axis=0)
        kind = "per sector" if spread.by_sector else "shared by all sectors"
        over = (
            f"{100 * spread.inside:.0f} % of {len(self.real_income)} draws of elasticities, {kind}, seed {spread.seed}"
        )
        return Band(low=low, high=high, over=over, incomes=self.real_income, inside=spread.inside)


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """What a worker does with one draw."""

    economy: Economy
    scenario: Scenario
    centre: Floats

    def __call__(self, factor: Floats) -> Floats:
        """Return everyone's change of real income, shape (N,)."""
        theta = tuple((self.centre * factor).tolist())
        return solve(self.economy, replace(self.scenario, elasticities=theta)).real_income

    def or_none(self, factor: Floats) -> Floats | None:
        """Return the same, None where there is no equilibrium."""
        try:
            return self(factor)
        except SolveError:
            return None


def draw(
    economy: Economy,
    scenario: Scenario,
    spread: Spread,
    progress: Callable[[int, int], None] | None = None,
    mapper: Mapper | None = None,
) -> Draws:
    """Run a scenario over draws of its elasticities.

    Parameters
    ----------
    economy, scenario
        What to run; the scenario's elasticities are the centre.
    spread : Spread
        The distribution.
    progress : callable, optional
        Told how many equilibria are done, of how many.
    mapper : Mapper, optional
        Where to solve draws by sector: in this process by default. The numbers are the same wherever it is.

    Raises
    ------
    UsageError
        If there are no draws or the spread is negative.
    SolveError
        If no draw has an equilibrium, or interpolation is not exact enough.
    """
    _demand_drawable(spread)
    centre = elasticities(scenario.elasticities, economy).theta
    generator = np.random.default_rng(spread.seed)
    shape = (spread.draws, len(centre)) if spread.by_sector else (spread.draws,)
    widest = np.log(WIDEST)
    logs = np.clip(spread.sigma * generator.standard_normal(shape), -widest, widest)

    run = _Run(economy, scenario, centre)
    if spread.by_sector:
        return _each(run, np.exp(logs), progress, mapper or InProcess())
    return _interpolated(run, logs, progress)


def _demand_drawable(spread: Spread) -> None:
    """Refuse counts that are no whole numbers and a share of more than all."""
    wrong = {
        "at least one draw": not _whole(spread.draws, 1),
        "a spread of zero or more": not 0 <= spread.sigma < np.inf,
        "a whole seed of zero or more": not _whole(spread.seed, 0),
        "a share between 0 and 1 inside": not 0 < spread.inside <= 1,
    }
    if any(wrong.values()):
        problem = f"a range needs {', '.join(what for what, is_so in wrong.items() if is_so)}"
        raise UsageError(problem, subject=str(spread), remedy="500 draws, sigma 0.5, seed 0 and 0.9 inside are usual")


def _whole(number: float, least: int) -> bool:
    return float(number).is_integer() and isinstance(number, int | np.integer) and number >= least


def with_range(
    outcome: Outcome,
    economy: Economy,
    scenario: Scenario,
    spread: Spread,
    progress: Callable[[int, int], None] | None = None,
    mapper: Mapper | None = None,
) -> Outcome:
    """Return the outcome with a band over draws of its elasticities; a caveat counts those without an equilibrium."""
    draws = draw(economy, scenario, spread, progress, mapper)
    caveats = outcome.caveats
    if draws.failed:
        said = (
            f"{draws.failed} of {spread.draws} draws of elasticities have no equilibrium and are left out of the range."
        )
        caveats = (*caveats, said)
    return replace(outcome, band=draws.band(spread), caveats=caveats)


def _each(run: _Run, factors: Floats, progress: Callable[[int, int], None] | None, mapper: Mapper) -> Draws:
    found, kept = [], []
    for row, income in enumerate(mapper.map(run.or_none, factors)):
        if isinstance(income, Lost):
            problem = f"a draw could not be worked out: {income.reason}"
            raise LopsidedError(problem, remedy="use fewer jobs")
        if income is not None:
            found.append(income)
            kept.append(row)
        if progress is not None:
            progress(row + 1, len(factors))
    if not found:
        problem = "no draw of elasticities has an equilibrium"
        raise SolveError(problem, residual=np.inf, worst="every draw", remedy="use the closure 'balanced'")
    return Draws(factors[kept], np.array(found), len(factors) - len(found), 0.0)


def _interpolated(at: Callable[[Floats], Floats], logs: Floats, progress: Callable[[int, int], None] | None) -> Draws:
    low, high = float(logs.min()), float(logs.max())
    if high - low < 1e-9:
        return Draws(np.exp(logs), np.repeat(at(np.exp(logs[:1]))[None], len(logs), axis=0), 0, 0.0)
    points = np.cos(np.pi * (np.arange(POINTS) + 0.5) / POINTS)
    values = []
    for done, point in enumerate(points, 1):
        values.append(at(np.array(np.exp((low + high + (high - low) * point) / 2))))
        if progress is not None:
            progress(done, POINTS + CHECKS)
    series = np.polynomial.chebyshev.chebfit(points, np.array(values), POINTS - 1)

    def income(where: Floats) -> Floats:
        return np.asarray(np.polynomial.chebyshev.chebval(2 * (where - low) / (high - low) - 1, series).T)

    checked = np.sort(logs)[[len(logs) // 10, len(logs) // 2]]
    error = max(float(np.abs(income(np.array([x]))[0] - at(np.array(np.exp(x)))).max()) for x in checked)
    if error > CLOSE:
        problem = "outcomes change too fast with the elasticity to interpolate"
        raise SolveError(problem, residual=error, worst="interpolation", remedy="narrow sigma or draw by sector")
    return Draws(np.exp(logs), income(logs), 0, error)
