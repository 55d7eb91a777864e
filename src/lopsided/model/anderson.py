"""Anderson acceleration of a fixed point (Anderson 1965; Walker & Ni 2011, SIAM J. Numerical Analysis 49)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from lopsided.model.economy import Floats

MEMORY = 6
#: Past changes are combined by least squares with this much damping, so that nearly equal ones do no harm.
RIDGE = 1e-13
#: A step that makes the error this much larger is not trusted: memory is cleared and the plain step taken.
WORSE = 10.0


class FixedPoint(NamedTuple):
    """Where the iteration stopped, the largest change of its last step, and how many steps it took."""

    value: Floats
    error: float
    steps: int


def fixed_point(step: Callable[[Floats], Floats], start: Floats, *, tolerance: float, most: int) -> FixedPoint:
    """Iterate ``x = step(x)`` until no element changes by more than the tolerance.

    Parameters
    ----------
    step : callable
        Maps an array to one of the same shape; a contraction converges even without acceleration.
    start : ndarray
        First guess.
    tolerance : float
        Largest absolute change at which to stop.
    most : int
        Steps allowed.
    """
    x, count, best = start, 0, np.inf
    moves: list[Floats] = []
    changes: list[Floats] = []
    last_x = last_f = np.empty(0)
    while True:
        new = step(x)
        count += 1
        change = new - x
        error = float(np.abs(change).max())
        if error <= tolerance or count >= most or not np.isfinite(error):
            return FixedPoint(new, error, count)
        f = change.ravel()
        if not error <= WORSE * best:
            moves, changes, last_f = [], [], np.empty(0)
        best = min(best, error)
        if last_f.size:
            moves.append(new.ravel() - last_x)
            changes.append(f - last_f)
            if len(moves) > MEMORY:
                del moves[0], changes[0]
        last_x, last_f = new.ravel(), f
        x = new - (_combine(moves, changes, f).reshape(new.shape) if moves else 0.0)


def _combine(moves: list[Floats], changes: list[Floats], f: Floats) -> Floats:
    """Take off the past moves whose combined change comes nearest to the present one."""
    matrix = np.array(changes)
    gram = matrix @ matrix.T
    gram[np.diag_indices(len(changes))] += RIDGE * np.trace(gram)
    weights = np.linalg.solve(gram, matrix @ f)
    return np.asarray(weights @ np.array(moves))
