"""Run shocks on an economy and hand back outcomes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from lopsided.errors import SolveError, UnknownNameError, UsageError
from lopsided.model.one_sector import Market, market_of, solve_market
from lopsided.model.outcome import Band, Outcome

if TYPE_CHECKING:
    from lopsided.model.economy import Economy, Floats
    from lopsided.model.one_sector import Closure, Equilibrium

#: Which trade of a dyad (a, b) stops.
Direction = Literal["both", "a-to-b", "b-to-a"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)

#: Head & Mayer 2014 (Handbook of International Economics 4, ch. 3): median of structural gravity estimates, 5.03.
DEFAULT_THETA = 5.0
#: From 2, the long-run estimate of Boehm, Levchenko & Pandalai-Nayar 2023 (AER 113), to 8.28, Eaton & Kortum 2002
#: (Econometrica 70): published one-sector estimates lie between.
RANGE_OF_THETA = (2.0, 8.28)

ASSUMPTIONS = (
    "A simulation, not an observation: a general-equilibrium trade model compares the world before with the world after"
    " it has adjusted, years later; it holds no transition, no stocks and no politics.",
    "One sector, without intermediate inputs: goods that are hard to replace (energy, chips) count like any others.",
)


def break_up(
    economy: Economy,
    a: str,
    b: str,
    *,
    direction: Direction = "both",
    theta: float = DEFAULT_THETA,
    closure: Closure = "transfers",
) -> Outcome:
    """Stop trade between two countries and solve for the new equilibrium of a one-sector economy.

    Parameters
    ----------
    economy : Economy
        With one sector; see `Economy.one_sector`.
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
    k = _cut(economy, a, b, direction)
    if not theta > 0:
        problem = "the trade elasticity must be above zero"
        raise UsageError(problem, subject=f"theta {theta}", remedy="5 is usual")
    one = economy.one_sector()
    market = market_of(one, theta, closure)
    central = solve_market(market, k, theta)
    band, trouble = _band(one, k, theta, closure, central)
    words = {"both": f"all trade between {a} and {b} stops", "a-to-b": f"{a} sells nothing to {b}"}
    scenario = words.get(direction, f"{b} sells nothing to {a}")
    outcome = _outcome(one, market, central, theta, scenario)
    return replace(outcome, band=band, caveats=(*outcome.caveats, *trouble))


def _band(
    economy: Economy, k: Floats, theta: float, closure: Closure, central: Equilibrium
) -> tuple[Band | None, tuple[str, ...]]:
    found = [central.real_income]
    for other in RANGE_OF_THETA:
        try:
            found.append(solve_market(market_of(economy, other, closure), k, other).real_income)
        except SolveError:
            return None, (f"No range is given: at an elasticity of {other:g} there is no equilibrium.",)
    lowest, highest = min(theta, *RANGE_OF_THETA), max(theta, *RANGE_OF_THETA)
    over = f"trade elasticities from {lowest:g} to {highest:g}"
    return Band(low=np.min(found, axis=0) - 1, high=np.max(found, axis=0) - 1, over=over), ()


def _cut(economy: Economy, a: str, b: str, direction: Direction) -> Floats:
    if direction not in DIRECTIONS:
        kind = "direction"
        raise UnknownNameError(kind, direction, DIRECTIONS)
    i, n = economy.index(a), economy.index(b)
    if i == n:
        problem = "a country cannot break with itself"
        raise UsageError(problem, subject=a, remedy="name two countries")
    k = np.ones((len(economy.countries),) * 2)
    if direction != "b-to-a":
        k[i, n] = 0.0
    if direction != "a-to-b":
        k[n, i] = 0.0
    return k


def _outcome(economy: Economy, market: Market, found: Equilibrium, theta: float, scenario: str) -> Outcome:
    world = economy.flows.sum()
    return Outcome(
        scenario=scenario,
        economy=economy.name,
        digest=economy.digest,
        year=economy.year,
        unit=economy.unit,
        countries=economy.countries,
        sectors=economy.sectors,
        real_income=found.real_income - 1,
        prices=found.prices - 1,
        wages=found.wages - 1,
        income_before=market.spending * world,
        income_after=found.spending * world,
        flows_before=(market.shares * market.spending * world)[None],
        flows_after=(found.shares * found.spending * world)[None],
        closure=market.closure,
        elasticities=f"uniform {theta:g}",
        theta=(theta,),
        residual=found.residual,
        iterations=found.iterations,
        flags=economy.flags,
        caveats=(*ASSUMPTIONS, *_imputed(economy)),
        sources=economy.sources,
    )


def _imputed(economy: Economy) -> tuple[str, ...]:
    trade = economy.trade()
    abroad = trade * (1 - np.eye(len(trade)))
    share = float((abroad * economy.imputed.sum(axis=0)).sum() / abroad.sum()) if abroad.sum() else 0.0
    if share == 0:
        return ()
    return (f"{share:.0%} of the value of international trade in this economy was imputed, not published.",)
