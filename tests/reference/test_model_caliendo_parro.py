"""Caliendo & Parro 2015, Review of Economic Studies 82: the welfare effects of NAFTA's tariff reductions, table 2.

Inputs are the paper's own (31 countries, 40 sectors, 1993). Deficits are purged first, then tariffs among Canada,
Mexico and the United States go to their levels of 2005. The table prints the first-order sum of terms and volume of
trade; the exact change of real income in the same equilibrium is another number and is tested under its own name. One
input share is negative in the data (-0.0006) and set to zero. Tolerance: half a unit of the last digit printed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.shared import SHARED, needs_shared

from lopsided.model.calibrated import Shares, from_shares
from lopsided.model.calibration import About
from lopsided.model.first_order import first_order_welfare
from lopsided.model.simulate import TradeShock, solve_shock

if TYPE_CHECKING:
    from lopsided.model.outcome import Outcome

HUNDREDTH, TENTH = 0.005, 0.05
BLOC = ("Mexico", "Canada", "USA")

pytestmark = [needs_shared, pytest.mark.shared]


@cache
def nafta() -> Outcome:
    assert SHARED is not None
    data = np.load(SHARED / "reference" / "cp2015_nafta.npz")
    flip = (2, 1, 0)
    shares = Shares(
        trade=data["pi_nij"].transpose(flip),
        inputs=data["gamma_nkj"].transpose(1, 2, 0),
        final=data["alpha_nj"].T,
        value_added=data["wL_n"],
        tariffs=data["tau_nij_bln"].transpose(flip),
        deficit=np.zeros(31),
    )
    theta = data["theta_j"]
    about = About(name="Caliendo & Parro 2015", year=1993, unit="USD")
    economy = from_shares(shares, theta, data["regions"].tolist(), data["sectors"].tolist(), about)
    shock = TradeShock(name="NAFTA", tariffs=data["tau_nij_cfl"].transpose(flip))
    return solve_shock(economy, shock, elasticities=tuple(theta.tolist()), closure="balanced")


@pytest.mark.parametrize(
    ("country", "welfare", "terms", "volume"),
    [("Mexico", 1.31, -0.41, 1.72), ("Canada", -0.06, -0.11, 0.04), ("USA", 0.08, 0.04, 0.04)],
)
def test_welfare_as_printed_is_the_first_order_sum(country: str, welfare: float, terms: float, volume: float) -> None:
    split, n = first_order_welfare(nafta()), nafta().countries.index(country)
    assert 100 * split.total[n] == pytest.approx(welfare, abs=HUNDREDTH)
    assert 100 * split.terms_of_trade[n] == pytest.approx(terms, abs=HUNDREDTH)
    assert 100 * split.volume_of_trade[n] == pytest.approx(volume, abs=HUNDREDTH)


@pytest.mark.parametrize(("country", "wage"), [("Mexico", 1.72), ("Canada", 0.32), ("USA", 0.11)])
def test_real_wages(country: str, wage: float) -> None:
    assert 100 * nafta().real_wages[nafta().countries.index(country)] == pytest.approx(wage, abs=HUNDREDTH)


@pytest.mark.parametrize(("country", "exact"), [("Mexico", 0.0073), ("Canada", -0.1101), ("USA", 0.0741)])
def test_exact_real_income_is_another_number(country: str, exact: float) -> None:
    assert 100 * nafta().change(country) == pytest.approx(exact, abs=0.00005)


@pytest.mark.parametrize(("country", "growth"), [("Mexico", 118.3), ("Canada", 11.1), ("USA", 40.5)])
def test_imports_from_the_bloc(country: str, growth: float) -> None:
    before, after = np.sum([nafta().trade(partner, country) for partner in BLOC if partner != country], axis=0)
    assert 100 * (after / before - 1) == pytest.approx(growth, abs=TENTH)


def test_the_equilibrium_is_exact() -> None:
    assert nafta().residual <= 1e-10
