"""Tables as papers publish them, given as arrays: holes are repaired aloud, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.model.examples import industrial_world, labels

from lopsided.errors import InputError
from lopsided.model.calibrated import Shares, from_shares
from lopsided.model.calibration import About
from lopsided.model.scenario import Cut, Scenario
from lopsided.model.sectoral import Table, from_flows, from_table
from lopsided.model.simulate import TradeShock, solve, solve_shock

ABOUT = About(name="table", year=2020)


@given(st.integers(2, 6), st.integers(1, 5), st.integers(0, 5_000))
@settings(max_examples=25)
def test_a_table_in_order_comes_through_untouched(n: int, j: int, seed: int) -> None:
    economy = industrial_world(n, j, seed)
    again = from_flows(economy.flows, economy.countries, economy.sectors, ABOUT, economy.tariffs, economy.inputs)
    assert again.treatments == ()
    assert again.digest == economy.digest
    table = Table(flows=economy.flows, output=economy.output, tariffs=economy.tariffs, inputs=economy.inputs)
    by_output = from_table(table, economy.countries, economy.sectors, ABOUT)
    assert np.allclose(by_output.flows, economy.flows, rtol=1e-9, atol=1e-9 * economy.output.max())


@given(st.integers(3, 7), st.integers(2, 6), st.integers(0, 5_000))
@settings(max_examples=40)
def test_a_table_full_of_holes_is_repaired_aloud_and_solves(n: int, j: int, seed: int) -> None:
    """Exports above output, negative cells, industries that use more than is bought, elasticities from 0.37 to 65."""
    rng = np.random.default_rng(seed)
    flows = rng.lognormal(0, 1.5, (j, n, n)) * (rng.random((j, n, n)) > 0.3)
    flows[0] = rng.lognormal(0, 1.5, (n, n))  # so that everyone can reach everyone
    flows[0, 0, 1] = -1.0
    output = flows.sum(axis=2) * rng.uniform(0.8, 4, (j, n)) + 0.1
    inputs = rng.dirichlet(np.ones(j + 1), (j, n)).transpose(2, 0, 1)[:j] * 0.4
    table = Table(flows=flows, output=output, inputs=inputs, tariffs=rng.uniform(0, 0.2, (n, n)) * (1 - np.eye(n)))
    try:
        economy = from_table(table, labels(n), [f"s{k}" for k in range(j)], ABOUT)
    except InputError:  # a country that sells more than it earns, which nothing repairs
        assume(False)  # noqa: FBT003
    words = " | ".join(t.what for t in economy.treatments)
    assert "1 negative flows set to zero" in words
    off = ~np.eye(n, dtype=bool)
    if (np.maximum(flows, 0)[:, off].reshape(j, -1) > 0).any() and "output moved" not in words:
        assert np.allclose(economy.flows[:, off], np.maximum(flows, 0)[:, off])
    assert economy.final_demand.min() >= 0
    assert economy.deficit.sum() == pytest.approx(0, abs=1e-9 * economy.output.sum())
    assume((economy.shares[:, np.arange(n), np.arange(n)] > 0).all())
    theta = np.geomspace(0.37, 65, j)
    cut = Cut(exporters=("C00",), importers=("C01",), both_ways=True)
    outcome = solve(economy, Scenario(name="x", cuts=(cut,), elasticities=theta, closure="balanced"))
    assert outcome.residual <= 1e-10


def test_final_demand_below_zero_is_dealt_with_as_in_the_literature() -> None:
    """Caliendo & Parro 2015: set to zero, the other shares of that country's final demand scaled."""
    flows = np.array([[[8.0, 1.0], [1.0, 8.0]], [[2.0, 0.0], [0.0, 2.0]]])
    inputs = np.zeros((2, 2, 2))
    inputs[1, 0] = 0.5
    economy = from_flows(flows, ["A", "B"], ["x", "y"], ABOUT, inputs=inputs)
    (treatment,) = economy.treatments
    assert treatment.where == ("A y", "B y")
    assert treatment.amount == pytest.approx(5.0)
    assert np.allclose(economy.final_demand[1], 0, atol=1e-12)
    assert economy.final_demand.sum() == pytest.approx(13.0)
    assert np.allclose(economy.shares[0], [[8 / 9, 1 / 9], [1 / 9, 8 / 9]])


def test_exports_above_output_raise_output() -> None:
    flows = [[[0.0, 9.0], [2.0, 0.0]]]
    economy = from_table(Table(flows=flows, output=[[6.0, 8.0]]), ["A", "B"], ["x"], ABOUT)
    assert economy.treatments[0].where == ("A x",)
    assert economy.treatments[0].amount == pytest.approx(3.0)
    assert economy.output.tolist() == [[9.0, 8.0]]
    assert "artefact" in economy.flags["A"][0]
    assert "B" not in economy.flags


def test_what_cannot_be_repaired_is_refused() -> None:
    with pytest.raises(InputError, match=r"flows\[0, 1, 0\] is missing"):
        from_flows([[[1.0, 2.0], [np.nan, 1.0]]], ["A", "B"], ["x"], ABOUT)
    with pytest.raises(InputError, match="output has shape"):
        from_table(Table(flows=np.ones((1, 2, 2)), output=[1.0, 2.0]), ["A", "B"], ["x"], ABOUT)
    with pytest.raises(InputError, match="nobody there consumes"):
        from_flows([[[1.0, 0.0], [4.0, 9.0]]], ["A", "B"], ["x"], ABOUT, inputs=[[[0.0, 0.99]]])


def test_what_is_no_array_of_numbers_is_one_sentence() -> None:
    for broken in ([[["a"]]], [[[1.0, 2.0], [3.0]]]):
        with pytest.raises(InputError, match="no array of numbers"):
            from_flows(broken, ["A", "B"], ["x"], ABOUT)
    economy = from_flows([[[5, 2], [1, 4]]], ["A", "B"], ["x"], ABOUT)
    for theta in (0.0, np.nan, np.inf, [4.0, 4.0]):
        with pytest.raises(InputError):
            solve_shock(economy, TradeShock(name="x"), elasticities=theta)
    subsidised = from_flows([[[5, 2], [1, 4]]], ["A", "B"], ["x"], ABOUT, tariffs=[[0.0, -0.05], [0.0, 0.0]])
    assert subsidised.revenue[1] == pytest.approx(-0.1)
    assert solve_shock(subsidised, TradeShock(name="x", tariffs=np.zeros((2, 2)))).residual <= 1e-10


def test_shares_rounded_in_print_are_scaled_aloud() -> None:
    economy = industrial_world(4, 3, 5)
    final = economy.final_demand / economy.final_demand.sum(axis=0)
    shares = Shares(
        trade=economy.shares.round(3),
        inputs=economy.inputs,
        final=final.round(3),
        value_added=economy.value_added,
        tariffs=economy.tariffs,
        deficit=economy.deficit + 1e-4 * economy.value_added,
    )
    again = from_shares(shares, np.full(3, 4.0), economy.countries, economy.sectors, ABOUT)
    said = " | ".join(t.what for t in again.treatments)
    assert "shares of trade" in said
    assert "deficits did not sum to zero" in said
    assert np.allclose(again.shares, economy.shares, atol=2e-3)
    with pytest.raises(InputError, match="do not sum to one"):
        from_shares(replace(shares, final=final * 1.1), [4.0] * 3, economy.countries, economy.sectors, ABOUT)


def test_shocks_may_be_given_for_all_sectors_alike_and_elasticities_as_any_numbers() -> None:
    economy = industrial_world(4, 3, 8)
    costs = np.ones((4, 4))
    costs[0, 1] = 1.5
    every = np.repeat(costs[None], 3, axis=0)
    a = solve_shock(economy, TradeShock(name="x", costs=costs, tariffs=np.zeros((4, 4))), elasticities=[4.0, 5.0, 6.0])
    b = solve_shock(
        economy, TradeShock(name="x", costs=every, tariffs=np.zeros((3, 4, 4))), elasticities=np.array([4.0, 5.0, 6.0])
    )
    assert np.array_equal(a.real_income, b.real_income)
    with pytest.raises(InputError, match="tariff is infinite"):
        solve_shock(economy, TradeShock(name="x", tariffs=np.full((4, 4), np.inf)))
