"""The first-order split of a welfare change into terms of trade and volume of trade.

Caliendo & Parro 2015 print this sum as the welfare effect of NAFTA. It is an approximation around the baseline: the
exact change of real income (`Outcome.real_income`) can differ in size and even in sign where much tariff revenue is
lost. The two are named apart here and never mixed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from lopsided.model.economy import Floats
    from lopsided.model.outcome import Outcome


@dataclass(frozen=True, slots=True, eq=False)
class FirstOrder:
    """First-order welfare, fractions of income, shape (N,).

    Attributes
    ----------
    terms_of_trade : ndarray
        Dearer exports less dearer imports.
    volume_of_trade : ndarray
        Tariff revenue on what is imported more.
    """

    terms_of_trade: Floats
    volume_of_trade: Floats

    @property
    def total(self) -> Floats:
        """Sum of both: the welfare that Caliendo & Parro print."""
        return self.terms_of_trade + self.volume_of_trade


def first_order_welfare(outcome: Outcome) -> FirstOrder:
    """Split a welfare change as Caliendo & Parro 2015 do, with changes as ratios less one (not logs).

    ::

        ToT_n = (1/I_n) sum_j (E_nj dc_nj - sum_i M_nij dc_ij)
        VoT_n = (1/I_n) sum_ij tau_nij M_nij (dM_nij - dc_ij)

    with exports E and imports M before tariffs, producer prices c and initial tariffs tau.
    """
    away = ~np.eye(len(outcome.countries), dtype=bool)
    trade = np.where(away, outcome.flows_before, 0.0)
    dearer = outcome.producer_prices
    imports = (trade * dearer[:, :, None]).sum(axis=(0, 1))
    exports = (trade.sum(axis=2) * dearer).sum(axis=0)
    more = np.divide(outcome.flows_after, trade, out=np.ones(trade.shape), where=trade > 0) - 1
    volume = (outcome.tariffs_before * trade * (more - dearer[:, :, None])).sum(axis=(0, 1))
    return FirstOrder((exports - imports) / outcome.income_before, volume / outcome.income_before)
