"""Many-sector general equilibrium in changes: Newton's method in log wages around exact inner solutions.

At given wages the other unknowns follow (`lopsided.model.blocks`), so only N labour markets are left to clear. Their
Jacobian is analytic (`lopsided.model.response`) and reused for as long as steps with it shrink the gaps well: from
the baseline it solves an embargo on two countries in a handful of cheap steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse.csgraph import connected_components

from lopsided.errors import SolveError
from lopsided.model.blocks import INNER, Blocks, Rules, Shock, position, weights
from lopsided.model.one_sector import NO_TRANSFER, TOLERANCE
from lopsided.model.response import respond

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
#: Nor need a Jacobian that learns from every step be exact.
COARSE = 1e-4


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
    """

    at: Position
    residual: float
    iterations: int


def solve_blocks(blocks: Blocks, shock: Shock | None, theta: Floats) -> Found:
    """Solve for the equilibrium after a shock.

    Parameters
    ----------
    blocks : Blocks
        The baseline.
    shock : Shock or None
        None changes nothing.
    theta : ndarray, shape (J,)
        Trade elasticities, above zero.

    Raises
    ------
    SolveError
        If no equilibrium is found within a relative residual of 1e-10, with the residual and the worst market.
    """
    tariffs = blocks.tariffs if shock is None else shock.tariffs
    rules = Rules(weights(blocks, shock, theta), tariffs, theta)
    parts = trading_parts(blocks, rules.weighted)
    at = position(blocks, rules, np.zeros(len(blocks.countries)), None, ROUGH)
    inverse, fresh, steps = _inverse_at_baseline(blocks, theta.tobytes(), parts.tobytes()).copy(), False, 0
    while steps < MOST_STEPS and (size := _size(at)) > AIM:
        steps += 1
        gap = _reduced_gap(blocks, at, parts)
        new = _search(blocks, rules, at, -inverse @ gap)
        if size <= TOLERANCE and _size(new) > size / 4:
            break
        if _size(new) <= GOOD * size:
            _update(inverse, new.x - at.x, _reduced_gap(blocks, new, parts) - gap)
            at, fresh = new, False
            continue
        stuck = fresh and new is at
        at = _grope(blocks, rules, at) if stuck else new
        inverse, fresh = _inverse(blocks, at, theta, parts), True
    return _accept(blocks, position(blocks, rules, at.x, at), steps)


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


def _reduced_gap(blocks: Blocks, at: Position, parts: NDArray[np.intp]) -> Floats:
    gap = at.gap.copy()
    for part in range(parts.max() + 1):
        inside = parts == part
        drop = int(np.argmax(np.where(inside, blocks.wages, -1.0)))
        gap[drop] = np.log((np.exp(at.x) * blocks.wages)[inside].sum() / blocks.wages[inside].sum())
    return gap


def _inverse(blocks: Blocks, at: Position, theta: Floats, parts: NDArray[np.intp]) -> Floats:
    return np.asarray(np.linalg.pinv(reduced_jacobian(blocks, at, theta, parts, COARSE)[0]))


def reduced_jacobian(
    blocks: Blocks, at: Position, theta: Floats, parts: NDArray[np.intp], tolerance: float
) -> tuple[Floats, list[int]]:
    """Differentiate labour-market gaps by log wages, ``(N, N)``; in each part of the world one row is the numeraire's.

    Returns the Jacobian and the places of those rows.
    """
    jacobian = respond(blocks, at, theta, np.eye(len(blocks.countries)), tolerance=tolerance).gap
    earned, drops = np.exp(at.x) * blocks.wages, []
    for part in range(parts.max() + 1):
        inside = parts == part
        drops.append(int(np.argmax(np.where(inside, blocks.wages, -1.0))))
        jacobian[drops[-1]] = np.where(inside, earned / earned[inside].sum(), 0.0)
    return jacobian, drops


@lru_cache(maxsize=16)
def _inverse_at_baseline(blocks: Blocks, theta_bytes: bytes, parts_bytes: bytes) -> Floats:
    theta, parts = np.frombuffer(theta_bytes), np.frombuffer(parts_bytes, dtype=np.intp)
    rules = Rules(blocks.shares, blocks.tariffs, theta)
    at = position(blocks, rules, np.zeros(len(blocks.countries)), None)
    return _inverse(blocks, at, theta, parts)


def trading_parts(blocks: Blocks, weighted: Floats) -> NDArray[np.intp]:
    """Label the part of the world each country still trades in, shape (N,)."""
    _, parts = connected_components(weighted.sum(axis=0) > 0, directed=True, connection="weak")
    if blocks.closure == "transfers" and parts.max() > 0:
        net = np.abs(np.bincount(parts, blocks.deficit))
        if net.max() > NO_TRANSFER:
            members = [c for c, part in zip(blocks.countries, parts, strict=True) if part == net.argmax()]
            problem = "a part of the world is cut off yet does not spend what it earns, so there is no equilibrium"
            remedy = "use the closure 'balanced'"
            raise SolveError(problem, residual=float(net.max()), worst=", ".join(members[:5]), remedy=remedy)
    return np.asarray(parts, dtype=np.intp)


def _accept(blocks: Blocks, at: Position, steps: int) -> Found:
    residual = max(_size(at), at.error)
    if not residual <= TOLERANCE:
        worst = blocks.countries[int(np.argmax(np.abs(np.nan_to_num(at.gap, nan=np.inf))))]
        remedy = "try a smaller shock, another closure or other elasticities"
        problem = f"no equilibrium after {steps} steps in wages"
        raise SolveError(problem, residual=residual, worst=f"labour in {worst}", remedy=remedy)
    return Found(at, residual, steps)
