"""Laws that hold at any wages, and what no shock may ever do: Walras, homogeneity, bounds, and no silent numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from tests.model.examples import industrial_world, world

from lopsided.errors import SolveError
from lopsided.model.autarky import gains_from_trade
from lopsided.model.blocks import Rules, Shock, position, weights
from lopsided.model.calibrated import baseline_of
from lopsided.model.one_sector import CLOSURES, TOLERANCE, Closure
from lopsided.model.scenario import Cut, Scenario
from lopsided.model.simulate import TradeShock, solve, solve_shock

SEEDS = st.integers(0, 5_000)
EACH_CLOSURE = st.sampled_from(CLOSURES)
#: Inner loops settle at 1e-14 of each country's income; sums over countries and exponents of 65 multiply that.
EXACT = 1e-9


@given(st.integers(3, 6), st.integers(1, 4), SEEDS, EACH_CLOSURE, st.floats(-2, 2))
@settings(max_examples=40)
def test_at_any_wages_the_world_s_markets_are_out_by_nothing_in_sum_and_only_relative_wages_count(
    n: int, j: int, seed: int, closure: Closure, shift: float
) -> None:
    """Walras' law, and homogeneity: in which unit wages are counted does not matter."""
    rng = np.random.default_rng(seed)
    economy = industrial_world(n, j, seed)
    theta = rng.uniform(1, 10, j)
    try:
        blocks = baseline_of(economy, tuple(theta.tolist()), closure).blocks
    except SolveError:  # some of these sparse worlds cannot balance: a part of them sells nothing to the rest
        assert closure == "balanced"
        reject()
    k = rng.uniform(0.3, 1.5, economy.flows.shape)
    rules = Rules(weights(blocks, Shock(k, economy.tariffs), theta), economy.tariffs, theta)
    x = rng.normal(0, 0.2, n)
    at, moved = position(blocks, rules, x, None), position(blocks, rules, x + shift, None)
    owed = np.exp(x) * blocks.wages
    paid = (blocks.labour * at.output).sum(axis=0)
    assert abs(float((paid - owed).sum())) <= EXACT * owed.sum()
    assert np.allclose(moved.gap, at.gap, atol=EXACT)
    assert np.allclose(moved.shares, at.shares, atol=EXACT)
    assert np.allclose(moved.prices - shift, at.prices, atol=EXACT)
    assert np.allclose(moved.spending, at.spending * np.exp(shift), rtol=EXACT)


@given(st.integers(3, 8), SEEDS, st.floats(0.37, 1_000))
@settings(max_examples=40)
def test_no_cut_costs_more_than_autarky_and_close_substitutes_cost_next_to_nothing(
    n: int, seed: int, theta: float
) -> None:
    """With trade in balance a loss is the home share's doing, so it is less than what is left of it at one."""
    cut = Cut(exporters=("C00",), importers=("C01",), both_ways=True)
    outcome = solve(world(n, seed), Scenario(name="x", cuts=(cut,), closure="balanced", elasticities=float(theta)))
    before = replace(world(n, seed), flows=outcome.flows_before)
    gains = gains_from_trade(before, float(theta)).gains
    assert (-outcome.real_income <= gains + 1e-9).all()
    assert (-outcome.real_income <= -np.log(np.diag(before.shares[0])) / theta + 1e-9).all()


@given(st.integers(2, 7), st.integers(1, 4), SEEDS, EACH_CLOSURE, st.sampled_from([0.0, 0.3, 0.7]))
@settings(max_examples=20)
def test_a_number_is_an_equilibrium_or_there_is_none(n: int, j: int, seed: int, closure: Closure, gone: float) -> None:
    """Shocks of any size: either every market clears, by the books of the result, or the error says which does not."""
    rng = np.random.default_rng(seed)
    economy = industrial_world(n, j, seed)
    costs = np.exp(rng.normal(0, 1, economy.flows.shape))
    costs[rng.random(costs.shape) < gone] = np.inf
    costs[:, np.arange(n), np.arange(n)] = 1.0
    theta = np.exp(rng.uniform(np.log(0.37), np.log(65), j))
    try:
        outcome = solve_shock(economy, TradeShock(name="any", costs=costs), elasticities=theta, closure=closure)
    except SolveError as error:
        assert not error.residual <= TOLERANCE  # noqa: PT017
        assert error.worst  # noqa: PT017
        return
    assert outcome.residual <= TOLERANCE
    assert np.isfinite(outcome.real_income).all()
    after = replace(economy, flows=outcome.flows_after)
    earned = outcome.flows_before.sum(axis=2) * (1 - economy.inputs.sum(axis=0))
    assert np.allclose(after.value_added, earned.sum(axis=0) * (1 + outcome.wages), rtol=1e-7)
    assert (outcome.flows_after[np.isinf(costs)] == 0).all()
