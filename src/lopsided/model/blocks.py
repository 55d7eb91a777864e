"""Many sectors with input-output links and tariffs: prices, trade and spending at given wages.

Caliendo & Parro 2015 (Review of Economic Studies 82), in changes. At given wages, prices are the fixed point of a
contraction (its modulus is the largest share of inputs in costs), and spending solves a linear system.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import SolveError
from lopsided.model.anderson import fixed_point
from lopsided.model.reach import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from lopsided.model.economy import Floats
    from lopsided.model.one_sector import Closure

#: Inner loops go on to here, in logs for prices and as a share of a country's income for spending.
INNER = 1e-14
MOST_INNER = 400


@dataclass(frozen=True, kw_only=True, eq=False)
class Blocks:
    """What the many-sector solver needs of an economy; money in shares of world value added.

    Attributes
    ----------
    countries, sectors : tuple of str
        Labels, lengths N and J.
    shares : ndarray, shape (J, N, N)
        ``pi[j, i, n]``, exporter i's share in importer n's spending on sector j.
    inputs : ndarray, shape (J, J, N)
        ``gamma[k, j, n]``, cost share of sector k's goods in sector j's output.
    final : ndarray, shape (J, N)
        Shares of final demand.
    wages : ndarray, shape (N,)
        Baseline value added; sums to one.
    deficit : ndarray, shape (N,)
        Baseline deficits; sum to zero.
    propensity : ndarray, shape (N,)
        Baseline final spending over value added and tariff revenue, for the closure ``ratio``.
    tariffs : ndarray, shape (J, N, N)
        Baseline rates.
    spending : ndarray, shape (J, N)
        Baseline spending, or a first guess of it.
    closure : {"transfers", "balanced", "ratio"}
        "balanced" expects deficits of zero.
    """

    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    shares: Floats
    inputs: Floats
    final: Floats
    wages: Floats
    deficit: Floats
    propensity: Floats
    tariffs: Floats
    spending: Floats
    closure: Closure

    @cached_property
    def labour(self) -> Floats:
        """Value-added share in costs, shape (J, N)."""
        return np.asarray(1 - self.inputs.sum(axis=0))

    @cached_property
    def recipes(self) -> Floats:
        """Input shares by country, shape (N, J, J) as ``[n, j, k]``: rows are users, laid out for fast products."""
        return np.ascontiguousarray(self.inputs.transpose(2, 1, 0))

    @cached_property
    def uses(self) -> Floats:
        """Input shares by country, shape (N, J, J) as ``[n, k, j]``: rows are what is used."""
        return np.ascontiguousarray(self.inputs.transpose(2, 0, 1))


@dataclass(frozen=True, slots=True, eq=False)
class Shock:
    """A change of trade costs and tariffs.

    Attributes
    ----------
    k : ndarray, shape (J, N, N)
        Trade-cost factors ``d^ ** -theta`` by sector, exporter and importer; zero stops a flow.
    tariffs : ndarray, shape (J, N, N)
        New rates.
    """

    k: Floats
    tariffs: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Position:
    """Prices, trade and spending at one vector of wages.

    Attributes
    ----------
    x : ndarray, shape (N,)
        Log change of wages.
    prices, costs : ndarray, shape (J, N)
        Log changes.
    shares : ndarray, shape (J, N, N)
        New spending shares.
    net : ndarray, shape (J, N, N)
        New spending shares before tariffs: what the seller gets of each unit spent.
    spending, output : ndarray, shape (J, N)
        New levels.
    revenue, income : ndarray, shape (N,)
        New tariff revenue and final spending.
    gap : ndarray, shape (N,)
        Log of what employers pay over what workers are owed: zero when the labour market clears.
    parts : ndarray of int, shape (N,)
        The part of the world each country still trades in.
    error : float
        Largest inner miss.
    """

    x: Floats
    prices: Floats
    costs: Floats
    shares: Floats
    net: Floats
    spending: Floats
    output: Floats
    revenue: Floats
    income: Floats
    gap: Floats
    parts: NDArray[np.intp]
    error: float


def weights(blocks: Blocks, shock: Shock | None, theta: Floats) -> Floats:
    """Baseline shares times what the shock does to them at unchanged costs, shape (J, N, N).

    Raises
    ------
    SolveError
        If a market that buys something is left without any supplier.
    """
    if shock is None:
        return blocks.shares
    dearer = (1 + shock.tariffs) / (1 + blocks.tariffs)
    weighted = blocks.shares * shock.k * dearer ** -theta[:, None, None]
    empty = ~(weighted > 0).any(axis=1)
    if empty.any():
        sector, country = (int(v) for v in np.argwhere(empty)[0])
        market = f"{blocks.countries[country]} {blocks.sectors[sector]}"
        problem = f"{market} is left without any supplier"
        raise SolveError(problem, residual=np.inf, worst=market, remedy="cut less, or merge the sector with another")
    return np.asarray(weighted)


@dataclass(frozen=True, eq=False)
class Rules:
    """What stays fixed while wages move: trade weights ``(J, N, N)``, tariffs ``(J, N, N)``, elasticities ``(J,)``."""

    weighted: Floats
    tariffs: Floats
    theta: Floats

    @cached_property
    def by_buyer(self) -> Floats:
        """Trade weights with buyers as rows, laid out for fast products."""
        return np.ascontiguousarray(self.weighted.transpose(0, 2, 1))

    @cached_property
    def parts(self) -> NDArray[np.intp]:
        """Label the part of the world each country still trades in, shape (N,)."""
        return parts_of(self.weighted.sum(axis=0))

    @cached_property
    def received(self) -> Floats | None:
        """What a seller gets of each unit a buyer pays, None where nothing is taxed."""
        return 1 / (1 + self.tariffs) if self.tariffs.any() else None


@np.errstate(over="ignore", divide="ignore", invalid="ignore")
def position(blocks: Blocks, rules: Rules, x: Floats, near: Position | None, tolerance: float = INNER) -> Position:
    """Solve for prices and spending at log wage changes ``x``, starting from a nearby position.

    Whether they settled within the tolerance is for the caller to see in ``error``; a step far too long overflows,
    which shows in ``gap``.
    """
    th, labour = rules.theta[:, None], blocks.labour * x

    def costs_at(prices: Floats) -> Floats:
        return np.asarray(labour + np.matmul(blocks.recipes, prices.T[:, :, None])[:, :, 0].T)

    def reprice(prices: Floats) -> Floats:
        return np.asarray(-np.log(np.matmul(rules.by_buyer, np.exp(-th * costs_at(prices))[:, :, None])[:, :, 0]) / th)

    start = np.zeros(labour.shape) if near is None else near.prices
    found = fixed_point(reprice, start, tolerance=tolerance, most=MOST_INNER)
    prices, costs = found.value, costs_at(found.value)
    pull = np.exp(-th * costs)
    shares = rules.weighted * pull[:, :, None]
    shares *= (1 / np.matmul(rules.by_buyer, pull[:, :, None])[:, :, 0])[:, None, :]
    net = shares if rules.received is None else shares * rules.received
    kept = np.zeros(labour.shape) if rules.received is None else (shares - net).sum(axis=1)
    earned = np.exp(x) * blocks.wages

    def income_of(revenue: Floats) -> Floats:
        return final_income(blocks, earned, revenue, rules.parts)

    spending, miss = _spend(blocks, (net, kept), earned, income_of, near, tolerance)
    output = np.matmul(net, spending[:, :, None])[:, :, 0]
    revenue = (spending * kept).sum(axis=0)
    income = income_of(revenue)
    gap = np.log((blocks.labour * output).sum(axis=0)) - x - np.log(blocks.wages)
    return Position(
        x, prices, costs, shares, net, spending, output, revenue, income, gap, rules.parts, max(found.error, miss)
    )


def final_income(blocks: Blocks, earned: Floats, revenue: Floats, parts: NDArray[np.intp]) -> Floats:
    """Spend by the closure: final spending of each country, shape (N,); each part of the world spends what it earns."""
    own = earned + revenue
    if blocks.closure == "ratio":
        wanted = own * blocks.propensity
        return np.asarray(wanted * (np.bincount(parts, own) / np.bincount(parts, wanted))[parts])
    return np.asarray(own + blocks.deficit * earned.sum())


def _spend(
    blocks: Blocks,
    trade: tuple[Floats, Floats],
    earned: Floats,
    income_of: Callable[[Floats], Floats],
    near: Position | None,
    tolerance: float,
) -> tuple[Floats, float]:
    """Find spending ``[j, n]`` that pays for inputs and final demand, and its largest miss as a share of income."""
    scale, (net, kept) = earned, trade

    def respend(relative: Floats) -> Floats:
        spending = relative * scale
        output = np.matmul(net, spending[:, :, None])[:, :, 0]
        income = income_of((spending * kept).sum(axis=0))
        used = np.matmul(blocks.uses, output.T[:, :, None])[:, :, 0].T
        return np.asarray((used + blocks.final * income) / scale)

    first = (blocks.spending if near is None else near.spending) / scale
    found = fixed_point(respend, first, tolerance=tolerance, most=MOST_INNER)
    return found.value * scale, found.error
