"""The 194-country economy of 2023 (BACI goods trade, GDP) against a second, unrelated solver.

The second solver is written here: plain damped iteration on wages, no Jacobian, no logs. Both solve the same
equations, so real incomes agree to rounding; 1e-9 leaves room for where the slow one stops.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from tests.shared import SHARED, needs_shared

from lopsided.model.batch import break_up_all
from lopsided.model.calibration import About, from_bilateral
from lopsided.model.one_sector import CLOSURES, TOLERANCE, Closure, market_of
from lopsided.model.simulate import break_up

if TYPE_CHECKING:
    from lopsided.model.economy import Economy

AGREE = 1e-9
DYADS = [("RUS", "CHN"), ("USA", "CHN"), ("DEU", "RUS"), ("MEX", "USA")]

pytestmark = [needs_shared, pytest.mark.shared]


@cache
def economy() -> Economy:
    assert SHARED is not None
    table = pl.read_parquet(SHARED / "reference" / "baci2023_194_trade_gdp.parquet")
    countries = table["exporter"].to_list()
    trade = table.select(countries).to_numpy() / 1e3
    about = About(name="194 countries, 2023", year=2023)
    return from_bilateral(trade, table["gdp_usd"].to_numpy() / 1e6, countries, about)


def slowly(trade: np.ndarray, k: np.ndarray, theta: float, closure: Closure) -> np.ndarray:
    """Real income after the shock by damped iteration, shape (N,)."""
    output, spending = trade.sum(axis=1), trade.sum(axis=0)
    share, wages = trade / spending, np.ones(len(trade))
    for _ in range(20_000):
        weighted = share * k * wages[:, None] ** -theta
        income = wages * output
        spends = income + (spending - output) * income.sum() / output.sum()
        if closure == "ratio":
            spends = income * spending / output
            spends *= income.sum() / spends.sum()
        if closure == "balanced":
            spends = income
        receipts = (weighted / weighted.sum(axis=0)) @ spends
        if np.abs(receipts / income - 1).max() < 1e-12:
            break
        wages = wages * (receipts / income) ** 0.15
    return np.asarray(spends / spending * weighted.sum(axis=0) ** (1 / theta))


@pytest.mark.parametrize("closure", CLOSURES)
@pytest.mark.parametrize("theta", [4.0, 5.0])
def test_newton_agrees_with_damped_iteration(closure: Closure, theta: float) -> None:
    trade = economy().trade()
    if closure == "balanced":
        market = market_of(economy(), theta, closure)
        trade = market.shares * market.spending
    for a, b in DYADS:
        k = np.ones(trade.shape)
        i, n = economy().index(a), economy().index(b)
        k[i, n] = k[n, i] = 0.0
        outcome = break_up(economy(), a, b, theta=theta, closure=closure)
        assert np.abs(outcome.real_income - (slowly(trade, k, theta, closure) - 1)).max() < AGREE


def test_small_partners_lose_more_and_the_closure_matters() -> None:
    """What `docs/model.md` tells a reader about these dyads, at an elasticity of 5."""
    for closure in CLOSURES:
        outcome = break_up(economy(), "RUS", "CHN", closure=closure)
        assert 8 < (outcome.ratio("RUS", "CHN") or 0) < 10
    transfers = break_up(economy(), "USA", "CHN").loss("CHN")
    balanced = break_up(economy(), "USA", "CHN", closure="balanced").loss("CHN")
    assert 1.4 < transfers / balanced < 1.5


def test_every_dyad_has_an_equilibrium_and_artefacts_are_flagged() -> None:
    pairs = np.array(np.triu_indices(194, 1)).T
    found = break_up_all(market_of(economy(), 5.0, "transfers"), pairs, 5.0)
    assert not found.failures
    assert found.residual.max() <= TOLERANCE
    assert {"GMB", "MHL", "HKG", "DJI", "KGZ", "LBR", "TGO"} == set(economy().flags)
    without = [row for row, (a, b) in enumerate(pairs) if economy().trade()[a, b] + economy().trade()[b, a] == 0]
    assert len(without) == 4775
    assert np.abs(found.real_income[without] - 1).max() < AGREE
