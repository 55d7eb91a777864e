"""Input-output data as loaded: accounting identities, known totals, and what was left out of the network."""

from __future__ import annotations

import numpy as np
import pytest

from lopsided.datasets import production


def test_the_2019_table_balances_and_has_the_known_totals() -> None:
    table = production.icio_2019()
    assert table.output.sum() == pytest.approx(170_744_698.095, abs=0.01)
    assert table.value_added.sum() == pytest.approx(81_589_615.106, abs=0.01)
    sales = table.intermediate.sum(axis=(2, 3)) + table.final.sum(axis=(2, 3))
    costs = table.intermediate.sum(axis=(0, 1)) + table.net_taxes + table.value_added
    np.testing.assert_allclose(sales, table.output, rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(costs, table.output, rtol=1e-9, atol=1e-6)


def test_the_2019_table_keeps_industries_and_final_uses_apart() -> None:
    table = production.icio_2019()
    assert table.intermediate.shape == (20, 20, 20, 20)
    assert table.final.shape == (20, 20, 20, 3)
    assert table.countries[-1] == "ROW"
    assert table.industry_names["C"] == "Manufacturing"
    assert table.final_use_names["C"].startswith("Final consumption")
    china, russia, mining = table.countries.index("CHN"), table.countries.index("RUS"), table.industries.index("B")
    assert table.intermediate[russia, mining, china].sum() > 20_000


def test_the_2022_network_has_its_shape_and_labels() -> None:
    network = production.network_2022()
    assert (len(network.countries), len(network.industries)) == (80, 50)
    assert network.flows.shape == (4000, 4000)
    assert network.descriptions["B06"].startswith("Extraction of crude petroleum")
    assert network.published_output.sum() == pytest.approx(192_418_683.39, abs=0.1)
    assert network.by_country().shape == (80, 80)


def test_what_the_network_leaves_out_is_exposed_and_small() -> None:
    network = production.network_2022()
    sales, purchases = network.intermediate_sales, network.intermediate_purchases
    print(f"stored share of the flows' value: {network.stored_share:.5f}")  # noqa: T201  (the figure belongs in the test log)
    assert network.stored_share == pytest.approx(0.99879, abs=1e-4)
    np.testing.assert_allclose(network.flows.sum(axis=1) + network.omitted_sales, sales)
    np.testing.assert_allclose(network.flows.sum(axis=0) + network.omitted_purchases, purchases)
    used = sales > 0
    assert (network.omitted_sales[used] / sales[used]).max() < 0.012
    assert (network.omitted_purchases[purchases > 0] / purchases[purchases > 0]).max() < 0.008


def test_the_network_adds_up_to_output() -> None:
    network = production.network_2022()
    np.testing.assert_allclose(network.intermediate_sales + network.other_sales, network.output, atol=1e-3)
    np.testing.assert_allclose(network.output, network.published_output, atol=2.5)
    assert (network.primary_inputs >= 0).all()


def test_cached_arrays_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        production.network_2022().flows[0, 0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        production.icio_2019().final[0, 0, 0, 0] = 1.0
