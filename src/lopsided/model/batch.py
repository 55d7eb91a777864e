"""Thousands of break-ups at once, in a one-sector economy.

A break-up changes at most two entries of the baseline shares, so for a whole batch the price sums and the receipts
are one matrix product each plus two scalar corrections. All break-ups share one Jacobian, that of the baseline,
inverted once: a chord step is a third product and converges at the rate at which the shock is small. The few that
are not small enough go on to Newton's method one by one.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import SolveError
from lopsided.model.one_sector import TOLERANCE, baseline_inverse, solve_market
from lopsided.model.threads import on_one_thread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from lopsided.model.economy import Floats
    from lopsided.model.one_sector import Market

#: Break-ups solved together: large enough for fast products, small enough to stay in cache.
BATCH = 512
MOST_CHORD_STEPS = 40


@dataclass(frozen=True, slots=True, eq=False)
class BreakUps:
    """Many break-ups, each solved on its own.

    Attributes
    ----------
    a, b : ndarray of int, shape (M,)
        Positions of the two countries.
    real_income : ndarray, shape (M, N)
        Ratio of new to old real income of every country; NaN where there is no equilibrium.
    residual : ndarray, shape (M,)
        Largest relative residual of market clearing.
    failures : mapping
        Row to the reason it has no equilibrium.
    """

    a: NDArray[np.intp]
    b: NDArray[np.intp]
    real_income: Floats
    residual: Floats
    failures: Mapping[int, str]


@on_one_thread
def break_up_all(market: Market, pairs: NDArray[np.intp], theta: float) -> BreakUps:
    """Stop all trade, both ways, between each pair of countries in turn.

    Parameters
    ----------
    market : Market
        The baseline (see `lopsided.model.one_sector.market_of`).
    pairs : ndarray of int, shape (M, 2)
        Positions of the two countries of each dyad.
    theta : float
        Trade elasticity.

    Notes
    -----
    Batches are spread over as many threads as there are cores; results do not depend on how many.
    """
    inverse = baseline_inverse(market, theta)
    batches = [pairs[start : start + BATCH] for start in range(0, len(pairs), BATCH)]
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        solved = list(pool.map(partial(_solve_batch, market, inverse, theta), batches))
    real = np.concatenate([incomes for incomes, _ in solved]) if solved else np.empty((0, len(market.countries)))
    residual = np.concatenate([gaps for _, gaps in solved]) if solved else np.empty(0)
    failures: dict[int, str] = {}
    for row in np.flatnonzero(~(residual <= TOLERANCE)):
        a, b = pairs[row]
        k = np.ones(market.shares.shape)
        k[a, b] = k[b, a] = 0.0
        try:
            found = solve_market(market, k, theta)
            real[row], residual[row] = found.real_income, found.residual
        except SolveError as error:
            real[row], residual[row], failures[int(row)] = np.nan, error.residual, str(error)
    return BreakUps(pairs[:, 0], pairs[:, 1], real, residual, failures)


def _solve_batch(market: Market, inverse: Floats, theta: float, pairs: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Chord steps on one batch; rows that have converged leave it."""
    a, b = pairs.T
    count, n = len(a), len(market.countries)
    real, residual = np.empty((count, n)), np.full(count, np.inf)
    alive, x = np.arange(count), np.zeros((count, n))
    base = market.shares.sum(axis=0)
    drop = int(market.output.argmax())
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for _ in range(MOST_CHORD_STEPS):
            norm, spending, gap = _gaps(market, x, a[alive], b[alive], theta)
            size = np.abs(np.expm1(gap)).max(axis=1)
            done = size <= TOLERANCE / 10
            if done.any():
                rows = alive[done]
                residual[rows] = size[done]
                real[rows] = spending[done] / market.spending * (norm[done] / base) ** (1 / theta)
            keep = ~done & np.isfinite(size)
            if not keep.any():
                break
            alive, x, gap = alive[keep], x[keep], gap[keep]
            gap[:, drop] = np.log(np.exp(x) @ market.output)
            x -= gap @ inverse.T
    return real, residual


def _gaps(
    market: Market, x: Floats, a: NDArray[np.intp], b: NDArray[np.intp], theta: float
) -> tuple[Floats, Floats, Floats]:
    """Price sums, spending and log market-clearing gaps of a batch, each of shape (batch, N)."""
    lam, rows = market.shares, np.arange(len(a))
    weight = np.exp(-theta * x)
    earned = np.exp(x) * market.output
    if market.closure == "ratio":
        wanted = earned * (market.spending / market.output)
        spending = wanted * (earned.sum(axis=1) / wanted.sum(axis=1))[:, None]
    else:
        spending = earned + (market.spending - market.output) * earned.sum(axis=1)[:, None]
    norm = weight @ lam
    norm[rows, b] -= weight[rows, a] * lam[a, b]
    norm[rows, a] -= weight[rows, b] * lam[b, a]
    per_norm = spending / norm
    sold = per_norm @ lam.T
    sold[rows, a] -= lam[a, b] * per_norm[rows, b]
    sold[rows, b] -= lam[b, a] * per_norm[rows, a]
    return norm, spending, np.log(weight * sold / earned)
