"""Gains from trade: what each country would lose in autarky, from shares and elasticities alone.

Arkolakis, Costinot & Rodriguez-Clare 2012 (American Economic Review 102) with one sector; with many sectors and
input-output links Costinot & Rodriguez-Clare 2014 (Handbook of International Economics 4, ch. 4, eq. 28 and table 4.1).
In autarky each sector's price rises by ``lambda_jj ^ (-1/theta_j)`` over its cost, and costs pass prices on::

    log P = (I - Gamma')^-1 (-log lambda / theta)        G_n = 1 - exp(-sum_j alpha_nj log P_nj)

These are real incomes in units of wages: deficits and tariff revenue, which end with trade, are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lopsided.model.elasticities import elasticities as elasticities_of
from lopsided.model.proportional import ratio

if TYPE_CHECKING:
    from lopsided.model.economy import Economy, Floats
    from lopsided.model.elasticities import Choice


@dataclass(frozen=True, slots=True, eq=False)
class GainsFromTrade:
    """What every country would lose in autarky.

    Attributes
    ----------
    countries : tuple of str
        Labels, length N.
    gains : ndarray, shape (N,)
        Fractions of real income: 0.05 where autarky costs five per cent. One where something that is bought is not made
        at home, as there is no equilibrium without it.
    home : ndarray, shape (J, N)
        Share of spending that stays at home.
    missing : mapping
        Country to the sectors it buys from and does not have.
    elasticities : str
        Name of the set.
    """

    countries: tuple[str, ...]
    gains: Floats
    home: Floats
    missing: dict[str, tuple[str, ...]]
    elasticities: str

    def gain(self, country: str) -> float:
        """Return one country's gains from trade, a fraction of real income."""
        return float(self.gains[self.countries.index(country)])


def gains_from_trade(economy: Economy, elasticities: Choice = 5.0) -> GainsFromTrade:
    """Work out every country's gains from trade by the sufficient statistics.

    Parameters
    ----------
    economy : Economy
        One sector or many; with inputs the gains hold those from traded inputs.
    elasticities : str, float, mapping or tuple
        As in `lopsided.model.elasticities`.
    """
    chosen = elasticities_of(elasticities, economy)
    n, j = economy.size
    home = np.einsum("jnn->jn", economy.shares)
    final = economy.final_demand
    weight = ratio(final, np.broadcast_to(final.sum(axis=0), final.shape).copy())
    with np.errstate(divide="ignore"):
        dearer = -np.log(home) / chosen.theta[:, None]
    # how much one per cent on each sector's price weighs in the price of what is finally bought
    passed = np.array([np.linalg.solve(np.eye(j) - economy.inputs[:, :, c], weight[:, c]) for c in range(n)]).T
    missing = {
        c: tuple(
            s for s, lost in zip(economy.sectors, (passed[:, i] > 0) & np.isinf(dearer[:, i]), strict=True) if lost
        )
        for i, c in enumerate(economy.countries)
    }
    log_price = (passed * np.where(passed > 0, dearer, 0.0)).sum(axis=0)
    return GainsFromTrade(
        countries=economy.countries,
        gains=-np.expm1(-log_price),
        home=home,
        missing={c: lost for c, lost in missing.items() if lost},
        elasticities=chosen.name,
    )
