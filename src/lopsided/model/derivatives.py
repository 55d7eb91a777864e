"""Derivatives of outcomes by the implicit function theorem: no second equilibrium, no step size to choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lopsided.model.blocks import INNER, Rules, Shock, position, weights
from lopsided.model.calibrated import baseline_of
from lopsided.model.elasticities import elasticities
from lopsided.model.many_sectors import reduced_jacobian, solve_blocks
from lopsided.model.response import Push, respond
from lopsided.model.scenario import plan
from lopsided.model.threads import on_one_thread

if TYPE_CHECKING:
    from lopsided.model.blocks import Blocks, Position
    from lopsided.model.economy import Economy, Floats
    from lopsided.model.scenario import Scenario


@dataclass(frozen=True, slots=True, eq=False)
class Derivatives:
    """How log real income responds after a scenario.

    Attributes
    ----------
    by_elasticity : ndarray, shape (N, J)
        To the log of each sector's elasticity (closures ``transfers`` and ``ratio``; under ``balanced`` the baseline is
        held, though purging deficits depends on elasticities too).
    by_cost : ndarray, shape (N, M)
        To the log of the iceberg cost of each requested flow.
    """

    by_elasticity: Floats
    by_cost: Floats


@on_one_thread
def differentiate(economy: Economy, scenario: Scenario, flows: tuple[tuple[str, str, str], ...] = ()) -> Derivatives:
    """Differentiate real income at the equilibrium a scenario leads to.

    Parameters
    ----------
    economy, scenario
        Where to differentiate; quantities to be kept are not supported, as no cost is given for them.
    flows : tuple of (sector, exporter, importer)
        Whose trade cost moves.

    Raises
    ------
    SolveError
        If there is no equilibrium.
    """
    theta = elasticities(scenario.elasticities, economy).theta
    what = plan(scenario, economy, theta)
    blocks = baseline_of(economy, tuple(theta.tolist()), scenario.closure).blocks
    shock = Shock(what.k, what.tariffs)
    found = solve_blocks(blocks, shock, theta)
    at = position(blocks, Rules(weights(blocks, shock, theta), what.tariffs, theta), found.at.x, found.at, INNER)
    j = len(economy.sectors)
    cells = [(economy.sectors.index(s), economy.index(i), economy.index(n)) for s, i, n in flows]
    push = _pushes(blocks, at, shock, theta, cells)
    answers = _real_income(blocks, at, theta, push)
    return Derivatives(answers[:, :j], answers[:, j:])


def _pushes(blocks: Blocks, at: Position, shock: Shock, theta: Floats, cells: list[tuple[int, int, int]]) -> Push:
    """Direct effects of each elasticity's log, then of each cell's log cost, on log trade weights."""
    j, n = at.prices.shape
    count = j + len(cells)
    attraction, receipts = np.zeros((j, n, count)), np.zeros((j, n, count))
    kept, dtheta = np.zeros((j, n, count)), np.zeros((j, count))
    dearer = np.log((1 + shock.tariffs) / (1 + blocks.tariffs))
    with np.errstate(divide="ignore"):
        log_cost = np.where(shock.k > 0, -np.log(shock.k) / theta[:, None, None], 0.0) + dearer

    def record(column: int, sector: int, log_weight: Floats, own: float) -> None:
        share, net = at.shares[sector], at.net[sector]
        attraction[sector, :, column] = (share * log_weight).sum(axis=0)
        added = (log_weight + own * at.prices[sector]) * at.spending[sector]
        receipts[sector, :, column] = (net * added).sum(axis=1)
        kept[sector, :, column] = ((share - net) * added).sum(axis=0)
        dtheta[sector, column] = own

    for sector in range(j):
        # at d log theta = 1, log weights move by -theta times (log cost + log producer price)
        whole = -theta[sector] * (log_cost[sector] + at.costs[sector][:, None])
        record(sector, sector, whole, float(theta[sector]))
    for column, (sector, i, m) in enumerate(cells, j):
        one = np.zeros((n, n))
        one[i, m] = -theta[sector]
        record(column, sector, one, 0.0)
    return Push(attraction, receipts, kept, dtheta)


def _real_income(blocks: Blocks, at: Position, theta: Floats, push: Push) -> Floats:
    """Solve for the wages that restore the equilibrium and add up, shape (N, directions)."""
    n, count = len(blocks.countries), push.theta.shape[1]
    direct = respond(blocks, at, theta, np.zeros((n, count)), push)
    jacobian, drops = reduced_jacobian(blocks, at, theta, 1e-13)
    right = -direct.gap
    right[drops] = 0.0
    dx = np.asarray(np.linalg.solve(jacobian, right), dtype=np.float64)
    total = respond(blocks, at, theta, dx, push)
    index = np.einsum("jn,jnm->nm", blocks.final, total.prices)
    return np.asarray(total.income / at.income[:, None] - index)
