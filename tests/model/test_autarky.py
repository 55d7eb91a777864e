"""Autarky, closed deficits and shocks no wages can bear: limits with known answers, through the public interface."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.model.examples import industrial_world, world

from lopsided.errors import InputError, SolveError, UsageError
from lopsided.model import many_sectors
from lopsided.model.autarky import gains_from_trade
from lopsided.model.one_sector import CLOSURES, Closure
from lopsided.model.scenario import Cut, Scenario
from lopsided.model.simulate import TradeShock, solve, solve_shock

SEEDS = st.integers(0, 5_000)
NOBODY = Cut(exporters=("everyone",), importers=("everyone",))
#: Two routes to the same number differ by the residual of the one that solves.
SOLVED = 1e-9


@given(st.integers(2, 8), SEEDS, st.floats(0.37, 65))
@settings(max_examples=25, deadline=None)
def test_autarky_costs_the_gains_from_trade(n: int, seed: int, theta: float) -> None:
    economy = world(n, seed)
    outcome = solve(economy, Scenario(name="autarky", cuts=(NOBODY,), closure="balanced", elasticities=theta))
    balanced = replace(economy, flows=outcome.flows_before)
    assert np.allclose(-outcome.real_income, gains_from_trade(balanced, theta).gains, atol=SOLVED)
    assert np.allclose(1 - np.diag(balanced.shares[0]) ** (1 / theta), gains_from_trade(balanced, theta).gains)


@given(st.integers(2, 6), st.integers(1, 5), SEEDS)
@settings(max_examples=25, deadline=None)
def test_autarky_with_inputs_and_many_elasticities(n: int, j: int, seed: int) -> None:
    economy = industrial_world(n, j, seed, tariffs=False)
    theta = tuple(np.geomspace(0.37, 65, j).tolist())
    gains = gains_from_trade(economy, theta)
    everything = Scenario(name="autarky", cuts=(NOBODY,), closure="ratio", elasticities=theta)
    if gains.missing:
        with pytest.raises(SolveError, match="without any supplier"):
            solve(economy, everything)
        return
    assert np.allclose(-solve(economy, everything).real_wages, gains.gains, atol=SOLVED)


def test_what_is_not_made_at_home_is_named() -> None:
    economy = industrial_world(4, 3, 2, tariffs=False)
    flows = economy.flows.copy()
    flows[0, 1, 1] = 0.0
    gains = gains_from_trade(replace(economy, flows=flows, inputs=economy.inputs * 0.1))
    assert gains.missing["C01"] == ("s0",)
    assert gains.gain("C01") == 1.0
    assert 0 < gains.gain("C00") < 1


@pytest.mark.parametrize("closure", CLOSURES[1:])
def test_one_country_alone_is_left_to_itself(closure: Closure) -> None:
    economy = industrial_world(5, 3, 6)
    cut = Cut(exporters=("C01",), importers=("others",), both_ways=True)
    outcome = solve(economy, Scenario(name="alone", cuts=(cut,), closure=closure, elasticities=(0.37, 5.0, 65.0)))
    away = outcome.trade("C01", "C00")[1] + outcome.trade("C00", "C01")[1]
    assert away == 0
    after = replace(economy, flows=outcome.flows_after, tariffs=outcome.tariffs_after)
    assert outcome.income_after[1] == pytest.approx(after.value_added[1] + after.revenue[1])


@given(st.integers(3, 6), st.integers(2, 4), SEEDS)
@settings(max_examples=20, deadline=None)
def test_closing_deficits_is_a_scenario_of_its_own(n: int, j: int, seed: int) -> None:
    economy = industrial_world(n, j, seed)
    assume((economy.trade() > 0).all())  # who sells nothing abroad cannot pay for what it buys there
    closed = solve(economy, Scenario(name="rebalancing", deficits=0.0))
    after = replace(economy, flows=closed.flows_after, tariffs=closed.tariffs_after)
    assert np.abs(after.deficit / after.value_added).max() < SOLVED
    by_arrays = solve_shock(economy, TradeShock(name="rebalancing", deficits=np.zeros(n)))
    assert np.array_equal(by_arrays.real_income, closed.real_income)
    half = solve(economy, Scenario(name="half", deficits=0.5))
    half_way = replace(economy, flows=half.flows_after, tariffs=half.tariffs_after)
    assert np.allclose(half_way.deficit, economy.deficit / 2, atol=1e-7 * economy.output.sum())
    assert solve(economy, Scenario(name="none", deficits=1.0)).change("C00") == pytest.approx(0, abs=1e-12)


def test_who_lives_beyond_its_means_gives_up_income() -> None:
    economy = world(6, 4)
    outcome = solve(economy, Scenario(name="rebalancing", deficits=0.0))
    borrower, lender = (int(f(economy.deficit / economy.value_added)) for f in (np.argmax, np.argmin))
    assert outcome.real_income[borrower] < 0 < outcome.real_income[lender]
    assert outcome.real_wages[borrower] > outcome.real_income[borrower]


def test_deficits_that_make_no_sense_are_refused() -> None:
    economy = world(4, 1)
    with pytest.raises(UsageError, match="closure"):
        solve(economy, Scenario(name="x", deficits=0.0, closure="balanced"))
    with pytest.raises(InputError, match="sum to zero"):
        solve_shock(economy, TradeShock(name="x", deficits=np.ones(4)))
    with pytest.raises(UsageError, match="transfers"):
        solve_shock(economy, TradeShock(name="x", deficits=np.zeros(4)), closure="ratio")


@pytest.mark.parametrize("closure", CLOSURES[1:])
def test_selling_nothing_and_buying_on_has_no_equilibrium_and_says_why(closure: Closure) -> None:
    for economy in (world(5, 3), industrial_world(5, 2, 3)):
        cut = Cut(exporters=("C01",), importers=("others",))
        with pytest.raises(SolveError, match="C01 can sell nothing to the others"):
            solve(economy, Scenario(name="x", cuts=(cut,), closure=closure))


def test_a_very_large_shock_is_reached_by_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the baseline Newton's steps lead nowhere here."""
    economy = industrial_world(12, 4, 20)
    costs = np.ones(economy.flows.shape)
    costs[:, 0, 1:] = costs[:, 1:, 0] = 20.0
    shock = TradeShock(name="twenty times dearer", costs=costs)
    outcome = solve_shock(economy, shock, elasticities=3.0)
    assert outcome.residual <= 1e-10
    monkeypatch.setattr(many_sectors, "MOST_STAGES", 0)
    with pytest.raises(SolveError, match="no equilibrium after"):
        solve_shock(economy, shock, elasticities=3.0)
