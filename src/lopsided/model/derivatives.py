"""Derivatives of outcomes by the implicit function theorem: no second equilibrium, no step size to choose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import UnknownNameError, UsageError
from lopsided.model.blocks import INNER, Rules, Shock, position, weights
from lopsided.model.calibrated import baseline_of
from lopsided.model.elasticities import elasticities
from lopsided.model.many_sectors import reduced_jacobian, solve_blocks
from lopsided.model.response import Push, respond
from lopsided.model.scenario import plan
from lopsided.model.simulate import after
from lopsided.model.threads import on_one_thread

if TYPE_CHECKING:
    from lopsided.model.blocks import Blocks, Position
    from lopsided.model.economy import Economy, Floats
    from lopsided.model.scenario import Plan, Scenario

#: A flow between two countries: (sector, exporter, importer).
Flow = tuple[str, str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Slopes:
    """How the log of one outcome of each of N countries responds.

    Attributes
    ----------
    by_elasticity : ndarray, shape (N, J)
        To the log of each sector's elasticity.
    by_cost : ndarray, shape (N, M)
        To the log of the iceberg cost of each requested flow.
    by_tariff : ndarray, shape (N, M)
        To the log of one plus the tariff on each requested flow.
    """

    by_elasticity: Floats
    by_cost: Floats
    by_tariff: Floats

    def __sub__(self, other: Slopes) -> Slopes:
        """Take off what elasticities do to the baseline; shocks do nothing to it."""
        return replace(self, by_elasticity=self.by_elasticity - other.by_elasticity)


@dataclass(frozen=True, slots=True, eq=False)
class Derivatives:
    """How outcomes respond where a scenario leads to.

    Attributes
    ----------
    real_income, real_wages, prices : Slopes
        Final spending over its price, wages over it, and the price of what is finally bought, the last in units in
        which world income stays.
    """

    real_income: Slopes
    real_wages: Slopes
    prices: Slopes

    @property
    def by_elasticity(self) -> Floats:
        """Response of log real income to the log of each sector's elasticity, shape (N, J)."""
        return self.real_income.by_elasticity

    @property
    def by_cost(self) -> Floats:
        """Response of log real income to the log of the cost of each requested flow, shape (N, M)."""
        return self.real_income.by_cost

    @property
    def by_tariff(self) -> Floats:
        """Response of log real income to the log of one plus the tariff on each requested flow, shape (N, M)."""
        return self.real_income.by_tariff


@on_one_thread
def differentiate(economy: Economy, scenario: Scenario, flows: tuple[Flow, ...] = ()) -> Derivatives:
    """Differentiate outcomes at the equilibrium a scenario leads to.

    Parameters
    ----------
    economy, scenario
        Where to differentiate.
    flows : tuple of (sector, exporter, importer)
        Whose trade cost and tariff move.

    Raises
    ------
    UnknownNameError
        If a flow names what the economy does not have.
    UsageError
        If the scenario keeps quantities, as a share kept or as leakage: then costs are found, not given.
    SolveError
        If there is no equilibrium.

    Notes
    -----
    Under the closure ``balanced`` the baseline too depends on elasticities, as deficits are purged first. Changes
    from the data to the baseline and on to the result are one change from the data, so the slope of the second is the
    slope of the whole less that of the first.
    """
    if scenario.after is not None:
        economy = after(economy, scenario.after)
    theta = elasticities(scenario.elasticities, economy).theta
    what = plan(scenario, economy, theta)
    if np.isfinite(what.keep).any():
        problem = "derivatives are taken at given trade costs, and this scenario keeps quantities"
        raise UsageError(problem, subject=scenario.name, remedy="give a cost, or cut all and leave out leakage")
    cells = [_cell(economy, flow) for flow in flows]
    if scenario.closure != "balanced":
        blocks = baseline_of(economy, tuple(theta.tolist()), scenario.closure).blocks
        blocks = blocks if what.deficits is None else replace(blocks, deficit=what.deficits)
        return _slopes(blocks, what, theta, cells)
    blocks = baseline_of(economy, tuple(theta.tolist()), "transfers").blocks
    blocks = replace(blocks, deficit=np.zeros(len(economy.countries)))
    whole = _slopes(blocks, what, theta, cells)
    nothing = replace(what, k=np.ones(what.k.shape), tariffs=economy.tariffs)
    first = _slopes(blocks, nothing, theta, cells)
    return Derivatives(
        real_income=whole.real_income - first.real_income,
        real_wages=whole.real_wages - first.real_wages,
        prices=whole.prices - first.prices,
    )


def _cell(economy: Economy, flow: Flow) -> tuple[int, int, int]:
    try:
        sector, exporter, importer = flow
    except ValueError:
        problem = "a flow is a sector, an exporter and an importer"
        raise UsageError(problem, subject=str(flow), remedy='write ("C26", "CHN", "USA")') from None
    if sector not in economy.sectors:
        kind = "sector of this economy"
        raise UnknownNameError(kind, sector, economy.sectors)
    return economy.sectors.index(sector), economy.index(exporter), economy.index(importer)


def _slopes(blocks: Blocks, what: Plan, theta: Floats, cells: list[tuple[int, int, int]]) -> Derivatives:
    shock = Shock(what.k, what.tariffs)
    found = solve_blocks(blocks, shock, theta)
    at = position(blocks, Rules(weights(blocks, shock, theta), what.tariffs, theta), found.at.x, found.at, INNER)
    push = _pushes(blocks, at, shock, theta, cells)
    n, count = len(blocks.countries), push.theta.shape[1]
    # the wages that restore the equilibrium
    direct = respond(blocks, at, theta, np.zeros((n, count)), push)
    jacobian, drops = reduced_jacobian(blocks, at, theta, 1e-13)
    right = -direct.gap
    right[drops] = 0.0
    dx = np.asarray(np.linalg.solve(jacobian, right), dtype=np.float64)
    total = respond(blocks, at, theta, dx, push)
    prices = np.einsum("jn,jnm->nm", blocks.final, total.prices)
    j, costs = len(theta), len(theta) + len(cells)

    def parted(change: Floats) -> Slopes:
        return Slopes(change[:, :j], change[:, j:costs], change[:, costs:])

    return Derivatives(parted(total.income / at.income[:, None] - prices), parted(dx - prices), parted(prices))


def _pushes(blocks: Blocks, at: Position, shock: Shock, theta: Floats, cells: list[tuple[int, int, int]]) -> Push:
    """Direct effects of each elasticity's log, of each cell's log cost and of its log tariff, on log trade weights."""
    j, n = at.prices.shape
    count = j + 2 * len(cells)
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
        for place in (column, column + len(cells)):
            record(place, sector, one, 0.0)
        # of what buyers spend there, a tariff takes from the seller what it gives to the treasury
        taken = at.net[sector, i, m] * at.spending[sector, m]
        receipts[sector, i, column + len(cells)] -= taken
        kept[sector, m, column + len(cells)] += taken
    return Push(attraction, receipts, kept, dtheta)
