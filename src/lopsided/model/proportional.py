"""Bi-proportional fitting: the table nearest to a pattern, in relative entropy, that has the wanted margins.

Deming & Stephan 1940 (Annals of Mathematical Statistics 11); Bacharach 1970 for its existence and uniqueness.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from lopsided.model.economy import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A fitted table.

    Attributes
    ----------
    table : ndarray
        Rows match exactly; columns within ``error``.
    error : float
        Largest miss of a column total, as a share of the sum of all.
    iterations : int
        Rounds of scaling.
    """

    table: Floats
    error: float
    iterations: int


def ratio(wanted: Floats, have: Floats) -> Floats:
    """Wanted over have, zero where there is nothing to scale."""
    return np.asarray(np.divide(wanted, have, out=np.zeros_like(have), where=have > 0))


def fit_margins(pattern: Floats, rows: Floats, columns: Floats, *, tolerance: float = 1e-12, most: int = 500) -> Fitted:
    """Scale rows and columns of a pattern until both have their totals.

    Parameters
    ----------
    pattern : ndarray, shape (M, N)
        Zeros stay zero.
    rows : ndarray, shape (M,)
        Wanted row sums.
    columns : ndarray, shape (N,)
        Wanted column sums; their total is that of the rows.
    """
    table, total = np.array(pattern, dtype=np.float64), float(rows.sum())
    error, count = float(total > 0), 0
    while error > tolerance and count < most:
        table *= ratio(columns, table.sum(axis=0))
        table *= ratio(rows, table.sum(axis=1))[:, None]
        error = float(np.abs(table.sum(axis=0) - columns).max()) / total
        count += 1
    return Fitted(table, error, count)
