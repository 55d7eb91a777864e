"""Guarantees of the one-sector model, on random worlds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.examples import labels, world

from lopsided.errors import InputError, SolveError, UnknownNameError, UsageError
from lopsided.model.batch import break_up_all
from lopsided.model.calibration import About, from_bilateral
from lopsided.model.one_sector import CLOSURES, TOLERANCE, Closure, market_of, solve_market
from lopsided.model.simulate import break_up

SIZES = st.integers(3, 9)
SEEDS = st.integers(0, 10_000)
THETAS = st.floats(0.37, 65)
EACH_CLOSURE = st.sampled_from(CLOSURES)
#: Solutions are found to 1e-10 in market clearing; wages inherit a small multiple of that.
SOLVED = 1e-8


def shock(n: int, seed: int) -> np.ndarray:
    """Random trade-cost factors, some of them zero; home trade is left alone."""
    rng = np.random.default_rng(seed)
    k = rng.uniform(0.3, 1.5, (n, n))
    k[rng.random((n, n)) < 0.15] = 0.0
    k[0], k[:, 0] = np.maximum(k[0], 0.2), np.maximum(k[:, 0], 0.2)
    np.fill_diagonal(k, 1.0)
    return k


@given(SIZES, SEEDS, THETAS, EACH_CLOSURE)
@settings(max_examples=60, deadline=None)
def test_markets_clear_and_the_world_spends_what_it_earns(n: int, seed: int, theta: float, closure: Closure) -> None:
    economy = world(n, seed)
    # a country that must go on paying a transfer may find no wage at which it can, where goods are hard to replace
    theta = max(theta, 1.0) if closure == "transfers" else theta
    market = market_of(economy, theta, closure)
    found = solve_market(market, shock(n, seed), theta)
    income = found.wages * market.output
    assert found.residual <= TOLERANCE
    assert np.allclose(found.shares.sum(axis=0), 1, atol=1e-13)
    assert np.allclose(found.shares @ found.spending, income, rtol=1e-9)
    assert found.spending.sum() == pytest.approx(income.sum(), rel=1e-12)
    assert income.sum() == pytest.approx(1, rel=1e-9)


@given(SIZES, SEEDS, THETAS, EACH_CLOSURE)
@settings(max_examples=30, deadline=None)
def test_no_shock_returns_the_baseline_exactly(n: int, seed: int, theta: float, closure: Closure) -> None:
    market = market_of(world(n, seed), theta, closure)
    found = solve_market(market, None, theta)
    assert np.abs(found.real_income - 1).max() < 1e-12
    assert np.abs(found.wages - 1).max() < 1e-12


@given(SIZES, SEEDS, EACH_CLOSURE, st.floats(1e-6, 1e6))
@settings(max_examples=30, deadline=None)
def test_units_of_money_do_not_matter(n: int, seed: int, closure: Closure, unit: float) -> None:
    economy = world(n, seed)
    other = replace(economy, flows=economy.flows * unit)
    k = shock(n, seed)
    a = solve_market(market_of(economy, 5.0, closure), k, 5.0)
    b = solve_market(market_of(other, 5.0, closure), k, 5.0)
    assert np.allclose(a.real_income, b.real_income, rtol=0, atol=SOLVED)
    assert np.allclose(a.shares, b.shares, atol=SOLVED)


@given(SIZES, SEEDS, THETAS)
@settings(max_examples=30, deadline=None)
def test_balanced_trade_obeys_the_sufficient_statistic(n: int, seed: int, theta: float) -> None:
    """Arkolakis, Costinot & Rodriguez-Clare 2012: real income moves with the home share to the power -1/theta."""
    market = market_of(world(n, seed), theta, "balanced")
    found = solve_market(market, shock(n, seed), theta)
    home = np.diag(found.shares) / np.diag(market.shares)
    assert np.allclose(np.log(found.real_income), -np.log(home) / theta, atol=SOLVED)


@given(SIZES, SEEDS, THETAS, st.sampled_from(["balanced", "ratio"]))
@settings(max_examples=20, deadline=None)
def test_autarky_is_the_home_share(n: int, seed: int, theta: float, closure: Closure) -> None:
    market = market_of(world(n, seed), theta, closure)
    found = solve_market(market, np.eye(n), theta)
    expected = np.diag(market.shares) ** (1 / theta)
    if closure == "ratio":
        expected = expected * market.output / market.spending
    assert np.allclose(found.real_income, expected, rtol=SOLVED)


def test_cutting_off_a_country_with_a_deficit_has_no_equilibrium_and_says_so() -> None:
    economy = world(4, 1)
    k = np.ones((4, 4))
    k[3, :3] = k[:3, 3] = 0.0
    with pytest.raises(SolveError, match=r"cut off.*balanced"):
        solve_market(market_of(economy, 5.0, "transfers"), k, 5.0)


def test_an_importer_without_suppliers_is_named() -> None:
    trade = np.array([[0.0, 9.0], [30.0, 0.0]])
    economy = from_bilateral(trade, np.array([5.0, 100.0]), ["AAA", "BBB"], About(name="two", year=2020))
    assert "exports are 1.80 times GDP" in economy.flags["AAA"][0]
    with pytest.raises(SolveError, match="AAA is left without any supplier"):
        break_up(economy, "AAA", "BBB", closure="balanced")


@given(st.integers(4, 9), SEEDS, st.floats(1.5, 12), EACH_CLOSURE)
@settings(max_examples=25, deadline=None)
def test_a_batch_equals_each_break_up_alone(n: int, seed: int, theta: float, closure: Closure) -> None:
    economy = world(n, seed, sparse=0.2)
    market = market_of(economy, theta, closure)
    pairs = np.array(np.triu_indices(n, 1)).T
    batch = break_up_all(market, pairs, theta)
    for row, (a, b) in enumerate(pairs):
        k = np.ones((n, n))
        k[a, b] = k[b, a] = 0.0
        if row in batch.failures:
            assert np.isnan(batch.real_income[row]).all()
            with pytest.raises(SolveError):
                solve_market(market, k, theta)
        else:
            assert np.allclose(batch.real_income[row], solve_market(market, k, theta).real_income, rtol=SOLVED)
            assert batch.residual[row] <= TOLERANCE


def test_easy_substitution_makes_any_break_up_harmless() -> None:
    economy = world(6, 3)
    losses = [abs(break_up(economy, "C00", "C01", theta=t, closure="balanced").loss("C01")) for t in (5, 50, 500, 5000)]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 1e-3


def test_countries_may_come_in_any_order() -> None:
    economy = world(6, 4)
    order = np.array([3, 1, 5, 0, 2, 4])
    trade = economy.trade()[np.ix_(order, order)]
    shuffled = replace(economy, countries=tuple(np.array(economy.countries)[order]), flows=trade[None])
    a, b = break_up(economy, "C00", "C02"), break_up(shuffled, "C00", "C02")
    assert all(a.change(c) == pytest.approx(b.change(c), abs=SOLVED) for c in economy.countries)


def test_an_outcome_answers_what_an_analyst_asks() -> None:
    economy = world(6, 5)
    outcome = break_up(economy, "C00", "C01")
    assert outcome.trade("C00", "C01")[1] == 0
    assert outcome.trade("C01", "C00")[1] == 0
    assert outcome.loss("C01") > outcome.loss("C00") > 0
    ratio = outcome.ratio("C01", "C00")
    assert ratio is not None
    assert ratio > 1
    moved = outcome.diversion("C00", "C01")
    assert moved.lost == pytest.approx(outcome.trade("C00", "C01")[0])
    assert moved.suppliers[0].amount > 0
    assert {"C00", "C01"}.isdisjoint(c.country for c in outcome.most_hit(3, excluding=("C00", "C01")))
    assert outcome.band is not None
    assert (outcome.band.low <= outcome.real_income).all()
    assert (outcome.real_income <= outcome.band.high).all()
    assert outcome.plain()["kind"] == "simulation"


def test_one_way_bans_cut_one_way() -> None:
    economy = world(6, 6)
    assert break_up(economy, "C00", "C01", direction="a-to-b").trade("C01", "C00")[1] > 0
    assert break_up(economy, "C00", "C01", direction="b-to-a").trade("C00", "C01")[1] > 0


def test_names_that_make_no_sense_are_refused() -> None:
    economy = world(4, 7)
    with pytest.raises(UnknownNameError, match="did you mean 'C0"):
        break_up(economy, "C0", "C01")
    with pytest.raises(UsageError, match="itself"):
        break_up(economy, "C01", "C01")
    with pytest.raises(UsageError, match="above zero"):
        break_up(economy, "C00", "C01", theta=0)
    with pytest.raises(UnknownNameError, match="transfers"):
        break_up(economy, "C00", "C01", closure="transfer")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="a-to-b"):
        break_up(economy, "C00", "C01", direction="atob")  # type: ignore[arg-type]


def test_bad_tables_are_refused_with_the_cell() -> None:
    with pytest.raises(InputError, match="trade"):
        from_bilateral(-np.ones((3, 3)), np.ones(3), labels(3), About(name="bad", year=2020))
    with pytest.raises(InputError, match="N x N"):
        from_bilateral(np.ones((3, 2)), np.ones(3), labels(3), About(name="bad", year=2020))
