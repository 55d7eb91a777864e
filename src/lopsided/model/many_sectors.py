"""Many-sector general equilibrium in changes: Newton's method in log wages around exact inner solutions.

At given wages the other unknowns follow (`lopsided.model.blocks`), so only N labour markets are left to clear. Their
Jacobian is analytic (`lopsided.model.response`) and reused for as long as steps with it shrink the gaps well: from
the baseline it solves an embargo on two countries in a handful of cheap steps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import SolveError
from lopsided.model.blocks import INNER, Blocks, Rules, Shock, position, weights
from lopsided.model.one_sector import NO_TRANSFER, TOLERANCE
from lopsided.model.reach import demand_two_ways
from lopsided.model.response import respond
from lopsided.model.threads import on_one_thread

if TYPE_CHECKING:
    from lopsided.model.blocks import Position
    from lopsided.model.economy import Floats

AIM = 1e-13
MOST_STEPS = 80
#: A step with an old Jacobian must shrink the gaps this much, or a new one is computed.
GOOD = 0.5
LONGEST_STEP = 0.7
SHORTEST_STEP = 1 / 64
TATONNEMENT_STEPS = 20
#: Inner loops need not be more exact than a good step leaves the gaps.
INNER_SHARE, ROUGH = 1e-2, 1e-7
#: Nor need a Jacobian that learns from every step be exact, unless its steps lead nowhere: a country that hardly trades
#: has a market that hardly responds.
COARSE, FINE = 1e-4, 1e-12
#: Where steps from the baseline lead nowhere, a stage changes trade weights by this factor more than the last; flows
#: that are to stop are let go when they have faded to a share this small.
STAGE, MOST_STAGES = 4.0, 40
FADED = STAGE**-20
#: A stage that ends with gaps above this leads nowhere either.
LOST = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """An equilibrium.

    Attributes
    ----------
    at : Position
        Prices, trade and spending there.
    residual : float
        Largest relative residual over labour and goods markets.
    iterations : int
        Steps in wages.
    inverse : ndarray, shape (N, N)
        Inverse of the Jacobian as the last step left it: a like shock may start from it.
    """

    at: Position
    residual: float
    iterations: int
    inverse: Floats


@on_one_thread
def solve_blocks(blocks: Blocks, shock: Shock | None, theta: Floats, near: Found | None = None) -> Found:
    """Solve for the equilibrium after a shock.

    Parameters
    ----------
    blocks : Blocks
        The baseline.
    shock : Shock or None
        None changes nothing.
    theta : ndarray, shape (J,)
        Trade elasticities, above zero.
    near : Found, optional
        Equilibrium after a like shock that stops the same flows, to start from instead of the baseline.

    Raises
    ------
    SolveError
        If no equilibrium is found within a relative residual of 1e-10, with the residual and the worst market.
    """
    tariffs = blocks.tariffs if shock is None else shock.tariffs
    rules = Rules(weights(blocks, shock, theta), tariffs, theta)
    demand_equilibrium(blocks, rules)
    if near is None:
        start = position(blocks, rules, np.zeros(len(blocks.countries)), None, ROUGH)
        inverse = _inverse_at_baseline(blocks, theta.tobytes(), rules.parts.tobytes()).copy()
    else:
        start, inverse = position(blocks, rules, near.at.x, near.at), near.inverse.copy()
    at, steps = _newton(blocks, rules, start, inverse)
    if not max(_size(at), at.error) <= TOLERANCE:
        walked, more = _walk(blocks, rules)
        at, steps = (walked if _size(walked) < _size(at) else at), steps + more
    return Found(at, _accepted(blocks, rules, at, steps), steps, inverse)


def _newton(blocks: Blocks, rules: Rules, at: Position, inverse: Floats) -> tuple[Position, int]:
    """Go from a position to where the markets clear, or as near as steps lead; the inverse is overwritten."""
    fresh, fine, steps = False, False, 0
    while steps < MOST_STEPS and (size := _size(at)) > AIM:
        steps += 1
        gap = _reduced_gap(blocks, at)
        new = _search(blocks, rules, at, -inverse @ gap)
        if size <= TOLERANCE and _size(new) > size / 4:
            break
        if _size(new) <= GOOD * size:
            _update(inverse, new.x - at.x, _reduced_gap(blocks, new) - gap)
            at, fresh = new, False
            continue
        stuck = fresh and new is at
        at = _grope(blocks, rules, at) if stuck and fine else new
        fine = fine or stuck
        inverse[:], fresh = _inverse(blocks, at, rules.theta, FINE if fine else COARSE), True
    return position(blocks, rules, at.x, at), steps


def _walk(blocks: Blocks, rules: Rules) -> tuple[Position, int]:
    """Go to a large shock by stages, each from where the last one ended: none changes trade weights much.

    A stage lets a weight change by `STAGE` to the power of its number at most, so that flows that stop fade first.
    """
    at, steps = position(blocks, rules, np.zeros(len(blocks.countries)), None, ROUGH), 0
    factor = np.divide(rules.weighted, blocks.shares, out=np.ones_like(blocks.shares), where=blocks.shares > 0)
    for stage in range(1, MOST_STAGES + 1):
        limit = STAGE**stage
        reached = factor.max() <= limit and factor[factor > 0].min() >= 1 / limit
        last = stage == MOST_STAGES or (reached and (factor.min() > 0 or 1 / limit <= FADED))
        there = rules if last else replace(rules, weighted=blocks.shares * np.clip(factor, 1 / limit, limit))
        at = position(blocks, there, at.x, None, ROUGH)
        if _size(at) == np.inf:
            break
        at, more = _newton(blocks, there, at, _inverse(blocks, at, rules.theta))
        steps += more
        if last or _size(at) > LOST:
            break
    return at, steps


def _update(inverse: Floats, moved: Floats, changed: Floats) -> None:
    """Let an inverse Jacobian learn from a step, in place (Broyden 1965, Mathematics of Computation 19)."""
    predicted = inverse @ changed
    weight = float(moved @ predicted)
    if weight != 0:
        inverse += np.outer((moved - predicted) / weight, moved @ inverse)


def _search(blocks: Blocks, rules: Rules, at: Position, move: Floats) -> Position:
    """Go along a step as far as the gaps shrink; if they do not, return where it began."""
    length = min(1.0, LONGEST_STEP / max(float(np.abs(move).max()), 1e-300))
    size = _size(at)
    inner = min(max(INNER_SHARE * size**2, INNER), ROUGH)
    while length >= SHORTEST_STEP:
        trial = position(blocks, rules, at.x + length * move, at, inner)
        shrinks = np.linalg.norm(trial.gap) < (1 - length / 4) * np.linalg.norm(at.gap)
        if _size(trial) < np.inf and (shrinks or _size(trial) <= TOLERANCE):
            return trial
        length /= 2
    return at


def _grope(blocks: Blocks, rules: Rules, at: Position) -> Position:
    """Raise wages where demand exceeds supply: slow, and sure where Newton's steps lead nowhere."""
    for _ in range(TATONNEMENT_STEPS):
        trial = position(blocks, rules, at.x + at.gap / (1 + rules.theta.max()), at, ROUGH)
        if _size(trial) == np.inf:
            break
        at = trial
    return at


def _size(at: Position) -> float:
    if not (np.isfinite(at.gap).all() and (at.income > 0).all()):
        return np.inf
    return float(np.abs(np.expm1(at.gap)).max())


def _reduced_gap(blocks: Blocks, at: Position) -> Floats:
    gap = at.gap.copy()
    for part in range(at.parts.max() + 1):
        inside = at.parts == part
        drop = int(np.argmax(np.where(inside, blocks.wages, -1.0)))
        gap[drop] = np.log((np.exp(at.x) * blocks.wages)[inside].sum() / blocks.wages[inside].sum())
    return gap


def _inverse(blocks: Blocks, at: Position, theta: Floats, tolerance: float = COARSE) -> Floats:
    return np.asarray(np.linalg.pinv(reduced_jacobian(blocks, at, theta, tolerance)[0]))


def reduced_jacobian(blocks: Blocks, at: Position, theta: Floats, tolerance: float) -> tuple[Floats, list[int]]:
    """Differentiate labour-market gaps by log wages, ``(N, N)``; in each part of the world one row is the numeraire's.

    Returns the Jacobian and the places of those rows.
    """
    jacobian = respond(blocks, at, theta, np.eye(len(blocks.countries)), tolerance=tolerance).gap
    earned, drops = np.exp(at.x) * blocks.wages, []
    for part in range(at.parts.max() + 1):
        inside = at.parts == part
        drops.append(int(np.argmax(np.where(inside, blocks.wages, -1.0))))
        jacobian[drops[-1]] = np.where(inside, earned / earned[inside].sum(), 0.0)
    return jacobian, drops


@lru_cache(maxsize=16)
def _inverse_at_baseline(blocks: Blocks, theta_bytes: bytes, parts_bytes: bytes) -> Floats:
    theta, parts = np.frombuffer(theta_bytes), np.frombuffer(parts_bytes, dtype=np.intp)
    rules = Rules(blocks.shares, blocks.tariffs, theta)
    at = position(blocks, rules, np.zeros(len(blocks.countries)), None)
    return _inverse(blocks, replace(at, parts=parts), theta)


def demand_equilibrium(blocks: Blocks, rules: Rules) -> None:
    """Refuse, before any search, a world that no wages can clear.

    A part of it that trades with nobody else must spend what it earns, and one that only sells to the rest, or only
    buys from it, needs transfers that pay for that.

    Raises
    ------
    SolveError
        With the countries concerned and what would help.
    """
    if blocks.closure == "transfers" and rules.parts.max() > 0:
        net = np.abs(np.bincount(rules.parts, blocks.deficit))
        if net.max() > NO_TRANSFER:
            members = [c for c, part in zip(blocks.countries, rules.parts, strict=True) if part == net.argmax()]
            problem = "a part of the world is cut off yet does not spend what it earns, so there is no equilibrium"
            remedy = "use the closure 'balanced'"
            raise SolveError(problem, residual=float(net.max()), worst=", ".join(members[:5]), remedy=remedy)
    owed = None if blocks.closure == "ratio" else blocks.deficit
    demand_two_ways(rules.weighted.sum(axis=0), owed, blocks.countries)


def _accepted(blocks: Blocks, rules: Rules, at: Position, steps: int) -> float:
    residual = max(_size(at), at.error)
    if not residual <= TOLERANCE:
        demand_two_ways(rules.weighted.sum(axis=0), np.zeros(len(blocks.countries)), blocks.countries)
        worst = blocks.countries[int(np.argmax(np.abs(np.nan_to_num(at.gap, nan=np.inf))))]
        remedy = "try a smaller shock, another closure or other elasticities"
        problem = f"no equilibrium after {steps} steps in wages"
        raise SolveError(problem, residual=residual, worst=f"labour in {worst}", remedy=remedy)
    return residual
