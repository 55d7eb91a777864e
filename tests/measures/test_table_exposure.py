"""Dependence through inputs from a pack's table, every measure worked by hand on three countries of one industry.

Output is 100 everywhere. Technical coefficients: Chile to itself .5, Peru to Chile .2, the rest to Chile .1, Chile to
Peru .1, Peru to the rest .3. As output is the same everywhere, these are the allocation coefficients as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.shared import SHARED, needs_shared

import lopsided as lp
from lopsided.api.economies import economy_of_pack, pack_economies
from lopsided.api.simulations import economy_named
from lopsided.datasets.packs.adding import Wanted, add
from lopsided.datasets.packs.square_tables import table_of_pack
from lopsided.errors import UsageError
from lopsided.measures.table_exposure import KEYS, table_dependence
from lopsided.model.simulate import break_up

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """V1,CHL_X,PER_X,ROW_X,CHL_HFCE,PER_HFCE,ROW_HFCE,OUT
CHL_X,50,10,0,20,20,0,100
PER_X,20,0,30,0,50,0,100
ROW_X,10,0,0,0,0,90,100
VA,18,88,70,0,0,0,0
TLS,2,2,0,1,1,1,0
OUT,100,100,100,0,0,0,0
"""


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOPSIDED_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small_2018.csv"
    path.write_text(TABLE, encoding="utf-8")
    return add([path], Wanted(form="icio", name="small")).key


def test_the_table_comes_back_as_it_was(small: str) -> None:
    table = table_of_pack(small)
    assert (table.countries, table.industries, table.year) == (("CHL", "PER", "ROW"), ("X",), 2018)
    np.testing.assert_array_equal(table.intermediate[:, 0, :, 0], [[50, 10, 0], [20, 0, 30], [10, 0, 0]])
    np.testing.assert_array_equal(table.final[:, 0, :, 0], [[20, 20, 0], [0, 50, 0], [0, 0, 90]])
    np.testing.assert_array_equal(table.value_added[:, 0], [18, 88, 70])
    np.testing.assert_array_equal(table.net_taxes[:, 0], [2, 2, 0])
    with pytest.raises(UsageError, match="2018"):
        table_of_pack(small, 2017)


def test_every_measure_worked_by_hand(small: str) -> None:
    found = {tie.a_on_b.definition: tie.a_on_b for tie in table_dependence("CHL", "PER", small)}
    by_hand = {
        "input_share": 20 / 80,
        "foreign_input_share": 20 / 30,
        "intermediate_market_share": 1.0,
        # Baldwin, Freeman & Theodorakopoulos: at face value Peru's direct inputs; looking through, those in Chile's own
        # inputs and by way of the rest: x_P = .2 x_C + .3 x_R, x_R = .1 x_C, x_C = 1 + .5 x_C + .1 x_P.
        "input_reliance": 0.2,
        "input_reliance_through": 0.23 / 0.477,
        # u_C = .5 u_C + .1 u_P, u_P = 1 + .2 u_C + .3 u_R, u_R = .1 u_C
        "market_reliance": 0.1,
        "market_reliance_through": 0.2 / 0.954,
        # Imbs & Pauwels, with the link cut: v_C = .2 + .5 v_C + .1 v_R, v_R = .3 v_P, v_P = .1 v_C
        "ban_upstream": 0.2 / 0.497,
        # Chile sells Peru 10 of inputs, and half of what it makes goes back into its own making
        "ban_downstream": 0.1 / 0.5,
        "ban_downstream_with_final": 0.3 / 0.5,
    }
    assert list(found) == list(KEYS)
    for key, value in by_hand.items():
        assert found[key].value == pytest.approx(value, rel=1e-5), key
    assert found["ban_upstream"].period == "2018"
    assert found["ban_upstream"].sources[0].dataset == "small"


def test_a_dyad_asks_the_pack_for_its_years(small: str) -> None:
    dyad = lp.dyad("CHL", "PER")
    assert dyad.inputs(small).frame["value"][0] == 0.25
    assert set(dyad.measures(measures=["input_share"], years=[2018]).frame["period"]) == {"2018", "2022"}


def test_a_country_the_table_lacks_has_no_values(small: str) -> None:
    ties = table_dependence("CHL", "BOL", small)
    assert all(tie.a_on_b.value is None for tie in ties)
    assert ties[0].a_on_b.caveats == ("Bolivia is not a country of the table",)


def test_a_pack_is_an_economy_by_its_name(small: str) -> None:
    assert pack_economies() == ("small:2018",)
    economy = economy_named("small:2018")
    assert economy.digest == economy_of_pack("small").digest
    assert economy.output.tolist() == [[100.0, 100.0, 100.0]]
    assert not economy.imputed.any()
    assert economy.sources[0].dataset == "small"
    with pytest.raises(UsageError, match="no year"):
        economy_of_pack("small:last")


@needs_shared
@pytest.mark.shared
def test_wiod_of_2011_as_measures_and_as_an_economy() -> None:
    assert SHARED is not None
    key = add([SHARED / "reference/wiod2013_2011.parquet"], Wanted()).key
    table = table_of_pack(key)
    assert (len(table.countries), len(table.industries), len(table.final_uses)) == (41, 35, 5)
    trade = table.intermediate.sum(axis=(1, 3)) + table.final.sum(axis=(1, 3))
    russia, china = (table.countries.index(code) for code in ("RUS", "CHN"))
    assert trade[russia, china] == pytest.approx(47_671, abs=1)
    assert trade[china, russia] == pytest.approx(57_639, abs=1)
    ties = {tie.a_on_b.definition: tie for tie in table_dependence("MEX", "USA", key)}
    through, face = ties["input_reliance_through"].a_on_b.value, ties["input_reliance"].a_on_b.value
    assert through is not None
    assert face is not None
    assert through > face > 0
    assert ties["input_share"].more_dependent == "MEX"
    economy = economy_of_pack(key)
    assert economy.size == (41, 35)
    outcome = break_up(economy.one_sector(), "RUS", "CHN")
    assert outcome.change("RUS") < outcome.change("CHN") < 0
