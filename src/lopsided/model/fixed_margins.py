"""Gravity with output and expenditure held at baseline: for comparison with packages that stop there.

Anderson & Yotov 2016 and Yotov, Piermartini, Monteiro & Larch 2016 call it conditional general equilibrium; gegravity
reports its welfare from it. Wages do not move, so it understates what a large shock does: use `break_up` for answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import SolveError
from lopsided.model.proportional import fit_margins

if TYPE_CHECKING:
    from lopsided.model.economy import Floats

CLOSE = 1e-12


def welfare_at_fixed_margins(trade: Floats, k: Floats, theta: float) -> Floats:
    """Ratio of new to old real income when every country goes on selling and spending what it did.

    Parameters
    ----------
    trade : ndarray, shape (N, N)
        Baseline flows from row to column, domestic sales on the diagonal.
    k : ndarray, shape (N, N)
        Trade-cost factors ``tau^ ** -theta``.
    theta : float
        Trade elasticity.

    Returns
    -------
    ndarray, shape (N,)
        ``(X'_nn / X_nn) ** (-1 / theta)``, where X' is the table nearest to kX with the margins of X.

    Raises
    ------
    SolveError
        If no table has those margins.
    """
    fitted = fit_margins(trade * k, trade.sum(axis=1), trade.sum(axis=0), tolerance=CLOSE, most=20_000)
    if fitted.error > CLOSE:
        problem = "no table of trade has the baseline's margins after this shock"
        remedy = "cut less, or let wages move"
        raise SolveError(problem, residual=fitted.error, worst="the margins", remedy=remedy)
    return np.asarray((np.diag(fitted.table) / np.diag(trade)) ** (-1 / theta))
