"""Random and hand-made economies that the model's tests share."""

from __future__ import annotations

import numpy as np

from lopsided.model.calibration import About, from_bilateral
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


def industrial_world(n: int = 4, sectors: int = 3, seed: int = 0, *, tariffs: bool = True) -> Economy:
    """A random economy with input-output links, deficits, an empty market, zero flows and (if wanted) tariffs."""
    rng = np.random.default_rng(seed)
    size = np.sort(rng.lognormal(0, 1, n))[::-1] * 100
    trade = 0.15 * np.outer(size, size) / size.sum() * rng.lognormal(0, 0.6, (sectors, n, n))
    trade[rng.random(trade.shape) < 0.15] = 0.0
    here = np.arange(n)
    trade[:, here, here] = size * rng.uniform(0.5, 1.5, (sectors, n))
    if sectors > 1:
        trade[-1, -1] = trade[-1, :, -1] = 0.0
    share = rng.dirichlet(np.ones(sectors + 1) * 2, (sectors, n)).transpose(2, 0, 1)[:sectors] * 0.6
    levied = rng.uniform(0, 0.3, trade.shape) if tariffs else np.zeros(trade.shape)
    levied[:, here, here] = 0.0
    used = np.einsum("kjn,jn->kn", share, trade.sum(axis=2))
    bought = (trade * (1 + levied)).sum(axis=1)
    share *= np.minimum(1.0, 0.8 * bought / np.maximum(used, 1e-300))[:, None, :]
    return Economy(
        name=f"industrial world {seed}",
        year=2020,
        unit="USD million",
        countries=tuple(labels(n)),
        sectors=tuple(f"s{j}" for j in range(sectors)),
        flows=trade,
        tariffs=levied,
        inputs=share,
        imputed=np.zeros(trade.shape),
    )
