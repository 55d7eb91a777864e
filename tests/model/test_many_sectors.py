"""Guarantees of the many-sector model, on random economies with inputs, tariffs, deficits, zeros and empty markets."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.examples import industrial_world, world

from lopsided.errors import SolveError
from lopsided.model.blocks import Shock
from lopsided.model.calibrated import Shares, baseline_of, from_shares
from lopsided.model.calibration import About
from lopsided.model.engine import is_simple
from lopsided.model.many_sectors import solve_blocks
from lopsided.model.one_sector import CLOSURES, TOLERANCE, Closure, market_of, solve_market
from lopsided.model.scenario import Cut, Scenario, Tariff
from lopsided.model.simulate import after, break_up, solve

SEEDS = st.integers(0, 5_000)
EACH_CLOSURE = st.sampled_from(CLOSURES)
SOLVED = 1e-8


def embargo(closure: Closure = "transfers", theta: float = 4.0) -> Scenario:
    cut = Cut(exporters=("C00",), importers=("C02",), both_ways=True)
    return Scenario(name="embargo", cuts=(cut,), closure=closure, elasticities=theta)


@given(st.integers(3, 6), st.integers(1, 4), SEEDS, st.floats(0.5, 20), EACH_CLOSURE)
@settings(max_examples=40, deadline=None)
def test_all_markets_clear(n: int, j: int, seed: int, theta: float, closure: Closure) -> None:
    economy = industrial_world(n, j, seed)
    scenario = Scenario(
        name="tariff and cut",
        cuts=(Cut(exporters=("C00",), importers=("C01",), sectors=("s0",), cost=1.5),),
        tariffs=(Tariff(importers=("C01",), exporters=("C00",), rate=0.4),),
        closure=closure,
        elasticities=theta,
    )
    outcome = solve(economy, scenario)
    result = replace(economy, flows=outcome.flows_after, tariffs=outcome.tariffs_after)
    earned = economy.value_added * (1 + outcome.wages)
    if closure == "balanced":
        assert np.allclose(result.deficit / earned, 0, atol=1e-8)
    else:
        assert np.allclose(result.value_added, earned, rtol=1e-8)
        assert earned.sum() == pytest.approx(economy.value_added.sum(), rel=1e-9)
    assert np.allclose(result.final_demand.sum(axis=0), outcome.income_after, rtol=1e-8)
    assert outcome.residual <= TOLERANCE


@given(st.integers(3, 6), st.integers(1, 4), SEEDS, EACH_CLOSURE)
@settings(max_examples=20, deadline=None)
def test_no_shock_returns_the_baseline(n: int, j: int, seed: int, closure: Closure) -> None:
    outcome = solve(industrial_world(n, j, seed), Scenario(name="nothing", closure=closure))
    assert np.abs(outcome.real_income).max() < 1e-12
    assert np.allclose(outcome.flows_after, outcome.flows_before, rtol=1e-9)


@given(SEEDS, EACH_CLOSURE, st.floats(1e-6, 1e6))
@settings(max_examples=15, deadline=None)
def test_units_of_money_do_not_matter(seed: int, closure: Closure, unit: float) -> None:
    economy = industrial_world(5, 3, seed)
    other = replace(economy, flows=economy.flows * unit)
    a, b = solve(economy, embargo(closure)), solve(other, embargo(closure))
    assert np.allclose(a.real_income, b.real_income, atol=SOLVED)


@given(st.integers(4, 7), SEEDS, EACH_CLOSURE, st.floats(1, 10))
@settings(max_examples=25, deadline=None)
def test_one_sector_is_many_sectors_with_one(n: int, seed: int, closure: Closure, theta: float) -> None:
    economy = world(n, seed)
    assert is_simple(economy)
    k = np.ones((1, n, n))
    k[0, 0, 1], k[0, 1, 0] = 0.3, 0.0
    start = baseline_of(economy, (theta,), closure)
    try:
        one = solve_market(market_of(economy, theta, closure), k[0], theta)
    except SolveError:
        # A country with a large deficit may have no equilibrium at a low elasticity: then neither way finds one.
        with pytest.raises(SolveError):
            solve_blocks(start.blocks, Shock(k, economy.tariffs), np.array([theta]))
        return
    many = solve_blocks(start.blocks, Shock(k, economy.tariffs), np.array([theta])).at
    assert np.allclose(many.income / start.income / np.exp(many.prices[0]), one.real_income, rtol=SOLVED)
    assert np.allclose(np.exp(many.x), one.wages, rtol=SOLVED)


@given(st.integers(4, 6), st.integers(2, 4), SEEDS, EACH_CLOSURE)
@settings(max_examples=20, deadline=None)
def test_identical_sectors_without_inputs_are_one_sector(n: int, j: int, seed: int, closure: Closure) -> None:
    one = world(n, seed)
    many = replace(
        one,
        sectors=tuple(f"s{k}" for k in range(j)),
        flows=np.repeat(one.flows, j, axis=0),
        tariffs=np.zeros((j, n, n)),
        inputs=np.zeros((j, j, n)),
        imputed=np.zeros((j, n, n)),
    )
    scenario = replace(embargo(closure), cuts=(Cut(exporters=("C00",), importers=("C01",)),))
    assert np.allclose(solve(many, scenario).real_income, solve(one, scenario).real_income, atol=SOLVED)


@given(st.integers(3, 5), SEEDS, st.floats(1.5, 10))
@settings(max_examples=15, deadline=None)
def test_autarky_with_inputs_is_the_home_share(n: int, seed: int, theta: float) -> None:
    """Costinot & Rodriguez-Clare 2014 with inputs: the home share to the power 1/(theta times value-added share)."""
    one = world(n, seed)
    economy = replace(one, inputs=np.full((1, 1, n), 0.5))
    start = baseline_of(economy, (theta,), "balanced")
    found = solve_blocks(start.blocks, Shock(np.eye(n)[None], economy.tariffs), np.array([theta])).at
    home = np.diag(start.blocks.shares[0])
    assert np.allclose(found.income / start.income / np.exp(found.prices[0]), home ** (1 / (theta * 0.5)), rtol=SOLVED)


def test_countries_and_sectors_may_come_in_any_order() -> None:
    economy = industrial_world(5, 3, 7)
    c, s = np.array([2, 0, 4, 1, 3]), np.array([1, 2, 0])
    shuffled = replace(
        economy,
        countries=tuple(economy.countries[i] for i in c),
        sectors=tuple(economy.sectors[i] for i in s),
        flows=economy.flows[np.ix_(s, c, c)],
        tariffs=economy.tariffs[np.ix_(s, c, c)],
        inputs=economy.inputs[np.ix_(s, s, c)],
        imputed=economy.imputed[np.ix_(s, c, c)],
    )
    a, b = solve(economy, embargo()), solve(shuffled, embargo())
    assert all(a.change(x) == pytest.approx(b.change(x), abs=SOLVED) for x in economy.countries)


def test_elasticities_may_differ_by_two_orders_of_magnitude() -> None:
    economy = industrial_world(5, 3, 11)
    for closure in CLOSURES:
        outcome = solve(economy, replace(embargo(closure), elasticities=(0.37, 5.0, 65.0)))
        assert outcome.residual <= TOLERANCE


def test_going_on_from_a_scenarios_result_is_going_there_at_once() -> None:
    economy = industrial_world(5, 2, 3)
    first = Scenario(
        name="tariff", tariffs=(Tariff(importers=("C01",), exporters=("C00",), rate=0.5),), elasticities=4.0
    )
    both = Scenario(name="both", cuts=embargo().cuts, tariffs=first.tariffs, elasticities=4.0)
    there = solve(economy, both)
    middle = solve(economy, first)
    then = solve(economy, replace(embargo(), after=first))
    assert np.allclose((1 + middle.real_income) * (1 + then.real_income), 1 + there.real_income, rtol=SOLVED)
    assert after(economy, first).tariffs[0, 0, 1] == 0.5


def test_a_market_without_suppliers_is_named() -> None:
    economy = industrial_world(3, 2, 1)
    flows = economy.flows.copy()
    flows[0, [0, 2], 1], flows[0, 1, 1] = [5.0, 0.0], 0.0
    broken = replace(economy, flows=flows, inputs=np.zeros((2, 2, 3)))
    with pytest.raises(SolveError, match="C01 s0 is left without any supplier"):
        solve(broken, Scenario(name="cut", cuts=(Cut(exporters=("C00",), importers=("C01",)),)))


def test_shares_that_are_an_equilibrium_come_back() -> None:
    economy = industrial_world(4, 3, 5)
    final = economy.final_demand / economy.final_demand.sum(axis=0)
    shares = Shares(
        trade=economy.shares,
        inputs=economy.inputs,
        final=final,
        value_added=economy.value_added,
        tariffs=economy.tariffs,
        deficit=economy.deficit,
    )
    again = from_shares(shares, [4.0] * 3, economy.countries, economy.sectors, About(name="again", year=2020))
    assert np.allclose(again.flows, economy.flows, rtol=1e-9, atol=1e-9)
    balanced = from_shares(
        replace(shares, deficit=np.zeros(4)), [4.0] * 3, economy.countries, economy.sectors, About(name="b", year=2020)
    )
    assert np.allclose(balanced.deficit / balanced.value_added, 0, atol=1e-9)


def test_inputs_make_a_break_up_dearer() -> None:
    plain = industrial_world(5, 3, 2, tariffs=False)
    assert solve(plain, embargo("balanced")).loss("C02") > 0
    linked = break_up(plain, "C00", "C02", theta=4.0, closure="balanced")
    assert linked.loss("C02") > 0


def test_an_economy_is_not_changed_by_running_it() -> None:
    economy = industrial_world(4, 2, 9)
    before = economy.digest
    solve(economy, embargo())
    assert economy.digest == before
    with pytest.raises(ValueError, match="read-only"):
        economy.flows[0, 0, 0] = 1.0
