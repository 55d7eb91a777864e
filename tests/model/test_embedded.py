"""The economies that ship: in balance, marked where imputed, and fit to break up in a moment."""

from __future__ import annotations

import numpy as np
import pytest

from lopsided.datasets.production import icio_2019, network_2022
from lopsided.model.embedded import economy_2019, economy_2022
from lopsided.model.simulate import break_up


def test_2022_keeps_what_the_network_observed() -> None:
    economy, network = economy_2022(), network_2022()
    n, j = economy.size
    assert (n, j) == (80, 50)
    output = network.output.reshape(n, j).T
    assert np.allclose(economy.output, output, rtol=1e-9, atol=1e-6)
    observed = economy.flows * (1 - economy.imputed)
    sold = network.flows.reshape(n, j, n, j).sum(axis=3).transpose(1, 0, 2)
    assert observed.sum() == pytest.approx(network.intermediate_sales.sum(), rel=1e-9)
    assert np.abs(observed - sold).sum() / sold.sum() < 0.003


def test_2022_says_what_was_imputed() -> None:
    economy = economy_2022()
    assert 0 < economy.imputed.max() <= 1
    assert economy.sources[0].dataset == "icio_2022_network"
    assert any("proportional fitting" in t.what for t in economy.treatments)
    assert "imputed" in " ".join(break_up(economy, "RUS", "CHN").caveats)


def test_2022_books_balance() -> None:
    economy = economy_2022()
    assert economy.deficit.sum() == pytest.approx(0, abs=1e-6 * economy.output.sum())
    income = economy.value_added + economy.deficit
    assert np.allclose(economy.final_demand.sum(axis=0), income, rtol=1e-9)
    usa, chn = economy.index("USA"), economy.index("CHN")
    assert economy.deficit[usa] > 0 > economy.deficit[chn]


def test_2019_is_complete_and_its_value_added_is_the_tables() -> None:
    economy, table = economy_2019(), icio_2019()
    assert economy.size == (20, 20)
    assert not economy.imputed.any()
    recorded = (table.value_added + table.net_taxes).sum(axis=1)
    assert np.allclose(economy.value_added, recorded, rtol=2e-3)


def test_one_sector_keeps_trade_and_turns_output_into_gdp() -> None:
    economy = economy_2022()
    one = economy.one_sector()
    away = ~np.eye(80, dtype=bool)
    assert np.allclose(one.trade()[away], economy.trade()[away])
    assert one.value_added[one.index("RUS")] == pytest.approx(economy.value_added[economy.index("RUS")])
    assert one.one_sector() is one
    assert "LUX" in one.flags


@pytest.mark.parametrize(
    ("weak", "strong"), [("RUS", "CHN"), ("MEX", "USA"), ("AUS", "CHN"), ("UKR", "POL"), ("KAZ", "RUS")]
)
def test_the_smaller_side_of_a_break_up_loses_more(weak: str, strong: str) -> None:
    outcome = break_up(economy_2022(), weak, strong)
    ratio = outcome.ratio(weak, strong)
    assert ratio is not None
    assert ratio > 1.5
    assert outcome.residual <= 1e-10
