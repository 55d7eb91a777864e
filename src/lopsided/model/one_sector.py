"""One-sector general equilibrium in changes: Newton's method in log wages with the analytic Jacobian.

Armington or Eaton-Kortum trade in exact changes (Dekle, Eaton & Kortum 2008, "Global Rebalancing with Gravity", IMF
Staff Papers 55; Costinot & Rodriguez-Clare 2014, Handbook of International Economics 4). With ``x = log w^``::

    S_n = sum_i lambda_in k_in exp(-theta x_i)      P^_n = S_n^(-1/theta)
    lambda'_in = lambda_in k_in exp(-theta x_i) / S_n
    exp(x_i) Y_i = sum_n lambda'_in E'_n            (market clearing)

``k`` is zero, exactly, where trade stops.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.linalg import LinAlgError, solve

from lopsided.errors import SolveError, UnknownNameError
from lopsided.model.reach import demand_two_ways, parts_of
from lopsided.model.threads import on_one_thread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lopsided.model.economy import Economy, Floats

#: How the trade deficits behave after the shock; every outcome says which.
Closure = Literal["transfers", "balanced", "ratio"]
CLOSURES: tuple[Closure, ...] = get_args(Closure)

#: Largest relative residual of market clearing that is accepted.
TOLERANCE = 1e-10
#: Newton goes on to here while it still improves, so that results do not depend on where it happened to stop.
AIM = 1e-13
MOST_STEPS = 60
LONGEST_STEP = 1.0
#: Steps with the baseline's Jacobian go on while each leaves at most this share of the gaps.
CHORD_STEPS, GOOD = 30, 0.9
SHORTEST_STEP = 1 / 64
TATONNEMENT_STEPS = 30
#: A part of the world that is cut off can carry no transfers; smaller ones are rounding.
NO_TRANSFER = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """What the one-sector solver needs of an economy, in shares of world output.

    Attributes
    ----------
    countries : tuple of str
        Labels, length N.
    shares : ndarray, shape (N, N)
        ``lambda[i, n]``, exporter i's share in importer n's spending.
    output, spending : ndarray, shape (N,)
        Baseline ``Y`` and ``E``; each sums to one.
    closure : {"transfers", "balanced", "ratio"}
        "balanced" expects data whose deficits have been purged (see `market_of`).
    """

    countries: tuple[str, ...]
    shares: Floats
    output: Floats
    spending: Floats
    closure: Closure


@dataclass(frozen=True, slots=True, eq=False)
class Equilibrium:
    """A solution in changes.

    Attributes
    ----------
    wages, prices, real_income : ndarray, shape (N,)
        Ratios of new to old; wages are in units that leave world income unchanged.
    spending : ndarray, shape (N,)
        New spending as a share of baseline world output.
    shares : ndarray, shape (N, N)
        New spending shares.
    residual : float
        Largest relative residual of market clearing.
    iterations : int
        Newton steps taken.
    """

    wages: Floats
    prices: Floats
    real_income: Floats
    spending: Floats
    shares: Floats
    residual: float
    iterations: int


@lru_cache(maxsize=64)
def market_of(economy: Economy, theta: float, closure: Closure) -> Market:
    """Baseline of a one-sector economy under a closure.

    For ``balanced`` the deficits are purged first: the baseline is the equilibrium in which everyone spends what
    they earn, and shocks are measured from there.
    """
    if closure not in CLOSURES:
        kind = "closure"
        raise UnknownNameError(kind, closure, CLOSURES, remedy=f"known are {', '.join(CLOSURES)}")
    trade = economy.trade()
    output, spending = trade.sum(axis=1), trade.sum(axis=0)
    world = output.sum()
    market = Market(economy.countries, trade / spending, output / world, spending / world, closure)
    if closure != "balanced":
        return market
    purged = solve_market(Market(market.countries, market.shares, market.output, market.output, closure), None, theta)
    return Market(market.countries, purged.shares, purged.spending, purged.spending, closure)


@on_one_thread
def solve_market(market: Market, k: Floats | None, theta: float) -> Equilibrium:
    """Solve for the equilibrium after a shock.

    Parameters
    ----------
    market : Market
        The baseline.
    k : ndarray, shape (N, N), or None
        Trade-cost factors ``tau^ ** -theta`` by exporter and importer; zero stops a flow. None changes nothing.
    theta : float
        Trade elasticity, above zero.

    Raises
    ------
    SolveError
        If no equilibrium is found within `TOLERANCE`, with the residual and the worst market.
    """
    lam = market.shares if k is None else market.shares * k
    _demand_suppliers(market, lam)
    parts = _parts(market, lam)
    demand_two_ways(lam, None if market.closure == "ratio" else market.spending - market.output, market.countries)
    state = _evaluate(market, lam, np.zeros(len(market.countries)), theta, parts)
    state, steps = _chord(market, lam, state, theta) if parts.max() == 0 else (state, 0)
    while steps < MOST_STEPS:
        size = _size(state)
        if size <= AIM:
            break
        improved = _search(market, lam, state, theta, parts)
        steps += 1
        if _size(improved) > size / 4 and size <= TOLERANCE:
            break
        state = improved
    return _accept(market, state, theta, steps)


def _chord(market: Market, lam: Floats, state: _State, theta: float) -> tuple[_State, int]:
    """Step with the baseline's inverse Jacobian, which learns from each step, while that goes well.

    Broyden 1965 (Mathematics of Computation 19): each step costs matrix-vector products only.
    """
    inverse, drop = baseline_inverse(market, theta).copy(), int(market.output.argmax())
    world = np.zeros(len(market.countries), dtype=np.intp)

    def gap_of(at: _State) -> Floats:
        gap = at.gap.copy()
        gap[drop] = np.log((at.wages * market.output).sum())
        return gap

    for step in range(CHORD_STEPS):
        size = _size(state)
        if size <= AIM or not state.feasible:
            return state, step
        gap = gap_of(state)
        new = _evaluate(market, lam, state.x - inverse @ gap, theta, world)
        if not _size(new) <= GOOD * size:
            return state, step
        predicted = inverse @ (gap_of(new) - gap)
        moved = new.x - state.x
        if (weight := float(moved @ predicted)) != 0:
            inverse += np.outer((moved - predicted) / weight, moved @ inverse)
        state = new
    return state, CHORD_STEPS


def _search(market: Market, lam: Floats, state: _State, theta: float, parts: NDArray[np.intp]) -> _State:
    """Go along Newton's step as far as the gaps shrink; if they do not, raise wages where demand exceeds supply."""
    move = _newton_move(market, state, theta, parts)
    before, length = np.linalg.norm(state.gap), min(1.0, LONGEST_STEP / max(float(np.abs(move).max()), 1e-300))
    while length >= SHORTEST_STEP:
        trial = _evaluate(market, lam, state.x + length * move, theta, parts)
        if trial.feasible and (np.linalg.norm(trial.gap) <= (1 - length / 4) * before or _size(trial) <= TOLERANCE):
            return trial
        length /= 2
    for _ in range(TATONNEMENT_STEPS):
        trial = _evaluate(market, lam, state.x + state.gap / (1 + theta), theta, parts)
        if not trial.feasible:
            break
        state = trial
    return state


@dataclass(frozen=True, eq=False)
class _State:
    x: Floats
    wages: Floats
    lam: Floats
    pull: Floats
    norm: Floats
    spending: Floats
    receipts: Floats
    gap: Floats
    feasible: bool

    @cached_property
    def shares(self) -> Floats:
        """Spending shares, shape (N, N): worked out only where more than their products with vectors is needed."""
        return np.asarray(self.lam * self.pull[:, None] / self.norm)


def _evaluate(market: Market, lam: Floats, x: Floats, theta: float, parts: NDArray[np.intp]) -> _State:
    pull = np.exp(-theta * x)
    norm = pull @ lam
    wages = np.exp(x)
    spending = spending_of(market, wages, parts)
    receipts = pull * (lam @ (spending / norm))
    feasible = bool((spending > 0).all() and (receipts > 0).all() and np.isfinite(receipts).all())
    gap = np.log(receipts) - x - np.log(market.output) if feasible else np.full(len(x), np.inf)
    return _State(x, wages, lam, pull, norm, spending, receipts, gap, feasible)


def spending_of(market: Market, wages: Floats, parts: NDArray[np.intp]) -> Floats:
    """Spending of each country at given wages, shape (N,): the closure.

    Transfers keep a deficit's share of (its part of) world income; ratios are rescaled so that (each part of) the
    world spends what it earns.
    """
    earned, count = wages * market.output, parts.max() + 1
    income = np.bincount(parts, earned, count)
    if market.closure == "ratio":
        wanted = earned * market.spending / market.output
        return np.asarray(wanted * (income / np.bincount(parts, wanted, count))[parts])
    base = np.bincount(parts, market.output, count)
    return np.asarray(earned + (market.spending - market.output) * (income / base)[parts])


def _jacobian(market: Market, state: _State, theta: float, parts: NDArray[np.intp]) -> Floats:
    """Differentiate log receipts less log income (rows) by log wages (columns), shape (N, N)."""
    earned, n = state.wages * market.output, len(state.wages)
    income = np.bincount(parts, earned)[parts]
    same = parts[:, None] == parts[None, :]
    if market.closure == "ratio":
        direct, drift = state.spending, (earned - state.spending) / income
        spread = state.receipts[:, None] * drift
    else:
        direct = earned
        per_income = (market.spending - market.output) / np.bincount(parts, market.output)[parts]
        spread = (state.shares @ per_income)[:, None] * earned
    jacobian = theta * ((state.shares * state.spending) @ state.shares.T)
    jacobian += state.shares * direct + spread * same
    jacobian /= state.receipts[:, None]
    jacobian[np.diag_indices(n)] -= theta + 1
    return np.asarray(jacobian)


def _newton_move(market: Market, state: _State, theta: float, parts: NDArray[np.intp]) -> Floats:
    """Newton's step; in each part of the world the largest market gives way to the numeraire."""
    jacobian, right = _jacobian(market, state, theta, parts), -state.gap
    earned = state.wages * market.output
    for part in range(parts.max() + 1):
        inside = parts == part
        drop = int(np.argmax(np.where(inside, market.output, -1.0)))
        jacobian[drop] = np.where(inside, earned / earned[inside].sum(), 0.0)
        right[drop] = np.log(market.output[inside].sum() / earned[inside].sum())
    try:
        return np.asarray(solve(jacobian, right))
    except LinAlgError:
        return np.asarray(state.gap / (1 + theta))


@lru_cache(maxsize=64)
def baseline_inverse(market: Market, theta: float) -> Floats:
    """Inverse Jacobian at the baseline, its largest market replaced by the numeraire, shape (N, N)."""
    n = len(market.countries)
    world = np.zeros(n, dtype=np.intp)
    state = _evaluate(market, market.shares, np.zeros(n), theta, world)
    jacobian = _jacobian(market, state, theta, world)
    jacobian[int(market.output.argmax())] = market.output
    return np.asarray(np.linalg.inv(jacobian))


def _parts(market: Market, lam: Floats) -> NDArray[np.intp]:
    """Parts of the world that still trade with each other: a label per country, shape (N,)."""
    parts = parts_of(lam)
    if market.closure == "transfers" and parts.max() > 0:
        net = np.abs(np.bincount(parts, market.spending - market.output))
        if net.max() > NO_TRANSFER:
            members = [c for c, part in zip(market.countries, parts, strict=True) if part == net.argmax()]
            problem = "a part of the world is cut off yet does not spend what it earns, so there is no equilibrium"
            remedy = "use the closure 'balanced' or 'ratio'"
            raise SolveError(problem, residual=float(net.max()), worst=", ".join(members[:5]), remedy=remedy)
    return parts


def _demand_suppliers(market: Market, lam: Floats) -> None:
    empty = ~(lam > 0).any(axis=0)
    if empty.any():
        country = market.countries[int(empty.argmax())]
        problem = f"{country} is left without any supplier, itself included"
        raise SolveError(problem, residual=np.inf, worst=country, remedy="cut less, or give it domestic sales")


def _size(state: _State) -> float:
    return float(np.abs(np.expm1(state.gap)).max()) if state.feasible else np.inf


def _accept(market: Market, state: _State, theta: float, steps: int) -> Equilibrium:
    residual = _size(state)
    if not residual <= TOLERANCE:
        demand_two_ways(state.shares, np.zeros(len(market.countries)), market.countries)
        worst = market.countries[int(np.argmax(np.abs(state.gap)))]
        remedy = "try a smaller shock, another closure or an elasticity nearer to 5"
        problem = f"no equilibrium after {steps} Newton steps"
        raise SolveError(problem, residual=residual, worst=worst, remedy=remedy)
    prices = np.exp(-np.log(state.norm / market.shares.sum(axis=0)) / theta)
    real_income = state.spending / market.spending / prices
    return Equilibrium(state.wages, prices, real_income, state.spending, state.shares, residual, steps)
