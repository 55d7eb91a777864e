"""Who can still sell to whom, and whether any wages can clear the markets that are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from lopsided.errors import SolveError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from lopsided.model.economy import Floats

#: Transfers smaller than this share of world income are rounding.
NOTHING = 1e-12
REMEDY = "cut both ways, or leave some trade"


def reached(links: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which countries can be reached from the first, in any number of steps from row to column; shape (N,)."""
    found = np.zeros(len(links), dtype=bool)
    found[0] = True
    while True:
        more = found | links[found].any(axis=0)
        if more.sum() == found.sum():
            return found
        found = more


def parts_of(trade: Floats) -> NDArray[np.intp]:
    """Label the part of the world each country still trades in, whichever way goods go; shape (N,).

    Parameters
    ----------
    trade : ndarray, shape (N, N)
        Above zero where the row can sell to the column.
    """
    links = trade > 0
    if reached(links | links.T).all():
        return np.zeros(len(links), dtype=np.intp)
    _, parts = connected_components(csr_array(links), directed=True, connection="weak")
    return np.asarray(parts, dtype=np.intp)


def demand_two_ways(trade: Floats, owed: Floats | None, countries: Sequence[str]) -> None:
    """Refuse a group of countries that only buys from the others, or only sells to them, with nothing to pay for it.

    However low its wages fall, a group that can sell nothing still wants some of what it can buy. Only a transfer as
    large as its purchases lets markets clear.

    Parameters
    ----------
    trade : ndarray, shape (N, N)
        Above zero where the row can sell to the column.
    owed : ndarray, shape (N,), or None
        What each country receives on balance; None where the closure leaves that open.
    countries : sequence of str
        Labels.

    Raises
    ------
    SolveError
        With the countries of the group.
    """
    links = trade > 0
    if owed is None or (reached(links).all() and reached(links.T).all()):
        return
    count, group = connected_components(csr_array(links), directed=True, connection="strong")
    seller, buyer = np.nonzero(links)
    across = group[seller] != group[buyer]
    sells, buys = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    sells[group[seller[across]]] = True
    buys[group[buyer[across]]] = True
    received = np.bincount(group, owed)
    for words, wrong in (
        ("can sell nothing to the others and would go on buying from them", buys & ~sells & (received <= NOTHING)),
        ("can buy nothing from the others and would go on selling to them", sells & ~buys & (received >= -NOTHING)),
    ):
        if wrong.any():
            place = int(wrong.argmax())
            members = ", ".join(c for c, at in zip(countries, group, strict=True) if at == place)
            problem = f"{members} {words}, so there is no equilibrium"
            raise SolveError(problem, residual=np.inf, worst=members, remedy=REMEDY)
