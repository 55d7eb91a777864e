"""Random and hand-made economies that the model's tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lopsided.model.calibration import About, from_bilateral

if TYPE_CHECKING:
    from lopsided.model.economy import Economy


def world(n: int = 5, seed: int = 0, *, openness: float = 0.2, sparse: float = 0.0) -> Economy:
    """A random one-sector economy whose first country is large and whose sizes span two orders of magnitude."""
    rng = np.random.default_rng(seed)
    gdp = np.sort(rng.lognormal(0, 1.2, n))[::-1] * 1000
    trade = openness * np.outer(gdp, gdp) / gdp.sum() * rng.lognormal(0, 0.5, (n, n))
    gone = rng.random((n, n)) < sparse
    gone[0], gone[:, 0] = False, False
    trade[gone] = 0.0
    np.fill_diagonal(trade, 0.0)
    sold, bought = trade.sum(axis=1), trade.sum(axis=0)
    trade *= np.minimum(1, 0.6 * gdp / np.maximum(sold, bought)).min()
    return from_bilateral(trade, gdp, labels(n), About(name=f"random world {seed}", year=2020))


def labels(n: int) -> list[str]:
    """C00, C01, ..."""
    return [f"C{i:02d}" for i in range(n)]
