"""One way to run any economy: the fast solver where one sector is all there is, the general one elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import SolveError
from lopsided.model.anderson import fixed_point
from lopsided.model.blocks import Shock
from lopsided.model.calibrated import baseline_of
from lopsided.model.many_sectors import solve_blocks
from lopsided.model.one_sector import market_of, solve_market

if TYPE_CHECKING:
    from lopsided.model.economy import Economy, Floats
    from lopsided.model.many_sectors import Found
    from lopsided.model.one_sector import Closure
    from lopsided.model.scenario import Plan

#: Quantities that are to be kept are met within this, in logs.
QUANTITY = 1e-9
MOST_ROUNDS = 200


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Run:
    """Before and after, in shares of world value added (N countries, J sectors).

    Attributes
    ----------
    wages, prices, real_income : ndarray, shape (N,)
        Ratios of new to old; prices are those of final demand.
    producer_prices, sector_prices : ndarray, shape (J, N)
        Ratios: of what producers ask, and of what buyers pay on average.
    income_before, income_after, revenue_before, revenue_after : ndarray, shape (N,)
        Final spending and tariff revenue.
    flows_before, flows_after : ndarray, shape (J, N, N)
        Trade before tariffs.
    residual : float
        Largest relative residual of the equilibrium.
    iterations : int
        Steps of the solver.
    k : ndarray, shape (J, N, N)
        Trade-cost factors ``d^ ** -theta``, those found to keep quantities included.
    found : Found or None
        The equilibrium with many sectors, for a like run to start from.
    """

    wages: Floats
    prices: Floats
    real_income: Floats
    producer_prices: Floats
    sector_prices: Floats
    income_before: Floats
    income_after: Floats
    revenue_before: Floats
    revenue_after: Floats
    flows_before: Floats
    flows_after: Floats
    residual: float
    iterations: int
    k: Floats
    found: Found | None = None


def is_simple(economy: Economy) -> bool:
    """Whether an economy is one sector without inputs or tariffs."""
    return economy.size[1] == 1 and not economy.inputs.any() and not economy.tariffs.any()


def run(economy: Economy, plan: Plan, theta: Floats, closure: Closure) -> Run:
    """Solve a plan, finding the trade costs that keep the quantities it asks for.

    Raises
    ------
    SolveError
        If there is no equilibrium, or no trade costs that keep those quantities.
    """
    wanted = np.isfinite(plan.keep) & (economy.flows > 0)
    if not wanted.any():
        return _run(economy, plan, theta, closure)
    target = np.log(plan.keep[wanted])
    found: list[Run] = []

    def closer(extra: Floats) -> Floats:
        k = plan.k.copy()
        k[wanted] *= np.exp(extra)
        done = _run(economy, replace(plan, k=k), theta, closure, found[0].found if found else None)
        found[:] = [done]
        quantity = done.flows_after / done.producer_prices[:, :, None]
        return np.asarray(extra + target - np.log(quantity[wanted] / done.flows_before[wanted]))

    settled = fixed_point(closer, target, tolerance=QUANTITY, most=MOST_ROUNDS)
    if settled.error > QUANTITY:
        problem = "no trade costs keep the quantities asked for"
        raise SolveError(problem, residual=settled.error, worst="the cut flows", remedy="keep more, or give a cost")
    return found[0]


def _run(economy: Economy, plan: Plan, theta: Floats, closure: Closure, near: Found | None = None) -> Run:
    if is_simple(economy) and not plan.tariffs.any() and plan.deficits is None:
        return _run_one(economy, plan.k[0], float(theta[0]), closure)
    start = baseline_of(economy, tuple(theta.tolist()), closure)
    blocks = start.blocks if plan.deficits is None else replace(start.blocks, deficit=plan.deficits)
    found = solve_blocks(blocks, Shock(plan.k, plan.tariffs), theta, near)
    at = found.at
    prices = np.exp((start.blocks.final * at.prices).sum(axis=0))
    return Run(
        wages=np.exp(at.x),
        prices=prices,
        real_income=at.income / start.income / prices,
        producer_prices=np.exp(at.costs),
        sector_prices=np.exp(at.prices),
        income_before=start.income,
        income_after=at.income,
        revenue_before=(start.blocks.spending * (start.blocks.shares - start.net).sum(axis=1)).sum(axis=0),
        revenue_after=at.revenue,
        flows_before=start.net * start.blocks.spending[:, None, :],
        flows_after=at.net * at.spending[:, None, :],
        residual=found.residual,
        iterations=found.iterations,
        k=plan.k,
        found=found,
    )


def _run_one(economy: Economy, k: Floats, theta: float, closure: Closure) -> Run:
    market = market_of(economy, theta, closure)
    found = solve_market(market, k, theta)
    none = np.zeros(len(market.countries))
    return Run(
        wages=found.wages,
        prices=found.prices,
        real_income=found.real_income,
        producer_prices=found.wages[None],
        sector_prices=found.prices[None],
        income_before=market.spending,
        income_after=found.spending,
        revenue_before=none,
        revenue_after=none,
        flows_before=(market.shares * market.spending)[None],
        flows_after=(found.shares * found.spending)[None],
        residual=found.residual,
        iterations=found.iterations,
        k=k[None],
    )
