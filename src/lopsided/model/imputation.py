"""Final demand by destination, where only its total by seller is known.

A production network says what each industry of each country sells to industries everywhere, and how much is left over
for final demand anywhere. Who buys that is imputed: each country's final purchases of an industry's goods come from the
sellers its industries buy from (the proportionality that statistical offices use to split imports), tilted to where
spending is; then everything is scaled to three sets of totals: what each seller has left over, what each country spends
(value added less its trade balance), and what each country exports.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lopsided.model.proportional import ratio

if TYPE_CHECKING:
    from lopsided.model.economy import Floats

#: How far purchases lean from the pattern of intermediate use (0) to that of final spending (1); what lies between
#: 0.5 and 1 fits goods trade about equally well.
LEAN_TO_SPENDING = 0.75
#: No market is thought to lean more than this many times either way.
MOST_LEAN = 50.0
#: Published export totals hold re-exports, which the network does not: they may move a country's final exports by
#: these factors at most, and no country exports more than this share of its final goods.
LEAST_CHANGE, MOST_CHANGE, MOST_ABROAD = 0.8, 3.0, 0.8
FIRST_ROUNDS, MOST_ROUNDS = 10, 300
#: Relative miss of a country's spending at which fitting stops; deficits absorb what is left.
CLOSE = 1e-5


@dataclass(frozen=True, slots=True, eq=False)
class FinalDemand:
    """Imputed final sales.

    Attributes
    ----------
    flows : ndarray, shape (J, N, N)
        Final sales ``[j, i, n]``; they sum over n to what each seller has left over.
    error : float
        Largest relative miss of a country's spending.
    iterations : int
        Rounds of fitting.
    moved : ndarray, shape (N,)
        Factor by which published exports moved each country's final exports.
    """

    flows: Floats
    error: float
    iterations: int
    moved: Floats


def impute_final_demand(intermediate: Floats, left_over: Floats, spending: Floats, exports: Floats) -> FinalDemand:
    """Split final sales by destination.

    Parameters
    ----------
    intermediate : ndarray, shape (J, N, N)
        Intermediate sales ``[j, i, n]``.
    left_over : ndarray, shape (J, N)
        Output less intermediate sales of each seller.
    spending : ndarray, shape (N,)
        Final demand of each country; sums to the total left over.
    exports : ndarray, shape (N,)
        Published exports of goods and services; NaN where unknown.
    """
    pattern = _pattern(intermediate, left_over, spending)
    for _ in range(FIRST_ROUNDS):
        pattern *= ratio(left_over, pattern.sum(axis=2))[:, :, None]
        pattern *= ratio(spending, pattern.sum(axis=(0, 1)))
    first = _abroad(pattern)
    known = np.nan_to_num(exports - _abroad(intermediate), nan=0.0)
    wanted = np.where(np.isfinite(exports), known, first)
    most = np.minimum(first * MOST_CHANGE, left_over.sum(axis=0) * MOST_ABROAD)
    abroad = np.clip(wanted, np.minimum(first * LEAST_CHANGE, most), most)
    flows, error, rounds = _fit(pattern, left_over, spending, abroad)
    return FinalDemand(flows, error, rounds, _abroad(flows) / first)


def _abroad(flows: Floats) -> Floats:
    return np.asarray(flows.sum(axis=(0, 2)) - np.einsum("jnn->n", flows))


def _pattern(intermediate: Floats, left_over: Floats, spending: Floats) -> Floats:
    used = intermediate.sum(axis=1)
    usual = ratio(used, np.broadcast_to(used.sum(axis=1, keepdims=True), used.shape).copy())
    lean = np.clip(ratio(np.broadcast_to(spending / spending.sum(), usual.shape), usual), 1 / MOST_LEAN, MOST_LEAN)
    pattern = intermediate * (lean**LEAN_TO_SPENDING)[:, None, :]
    # an industry that sells no inputs is thought to sell its final goods at home
    silent = (pattern.sum(axis=2) == 0) & (left_over > 0)
    sector, seller = np.nonzero(silent)
    pattern[sector, seller, seller] = 1.0
    return np.asarray(pattern)


def _fit(pattern: Floats, rows: Floats, spending: Floats, abroad: Floats) -> tuple[Floats, float, int]:
    flows, home = pattern.copy(), np.arange(len(spending))
    at_home, error, rounds = rows.sum(axis=0) - abroad, np.inf, 0
    while error > CLOSE and rounds < MOST_ROUNDS:
        flows *= ratio(rows, flows.sum(axis=2))[:, :, None]
        domestic = flows[:, home, home] * ratio(at_home, np.einsum("jnn->n", flows))
        flows *= ratio(abroad, _abroad(flows))[:, None]
        flows[:, home, home] = domestic
        flows *= ratio(spending, flows.sum(axis=(0, 1)))
        flows *= ratio(rows, flows.sum(axis=2))[:, :, None]
        error = float(np.abs(flows.sum(axis=(0, 1)) / spending - 1).max())
        rounds += 1
    return flows, error, rounds
