"""An economy is in balance or refused; it can be saved, loaded and summed without losing anything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from tests.model.examples import industrial_world, labels
from tests.shared import SHARED, needs_shared

from lopsided.errors import InputError, OutputError, UnknownNameError
from lopsided.model.calibrated import Shares, from_shares
from lopsided.model.calibration import About, from_bilateral
from lopsided.model.embedded import economy_2019, economy_2022
from lopsided.model.input_output import from_input_output
from lopsided.model.scenario import break_up_scenario
from lopsided.model.sectoral import from_flows
from lopsided.model.simulate import solve
from lopsided.model.storage import load_economy, save_economy
from lopsided.model.summing import aggregate
from lopsided.model.table_files import from_wide, read_table

if TYPE_CHECKING:
    from pathlib import Path


def test_an_economy_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    economy = economy_2019().one_sector()
    save_economy(economy, tmp_path / "e.npz")
    again = load_economy(tmp_path / "e.npz")
    assert again.digest == economy.digest
    assert again.countries == economy.countries
    assert again.sources == economy.sources
    assert again.treatments == economy.treatments
    assert again.flags == economy.flags


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "e.npz"
    save_economy(industrial_world(3, 2, 0), path)
    whole = path.read_bytes()
    for broken in (b"", b"not an archive", whole[: len(whole) // 2]):
        path.write_bytes(broken)
        with pytest.raises(InputError, match="no economy can be read"):
            load_economy(path)
    with pytest.raises(InputError, match="no economy can be read"):
        load_economy(tmp_path / "missing.npz")
    with pytest.raises(OutputError):
        save_economy(industrial_world(3, 2, 0), tmp_path / "no" / "such" / "folder.npz")


def test_summing_keeps_totals_and_trade_with_others() -> None:
    economy = economy_2022()
    groups = {
        s: {"A": "agriculture", "B": "mining", "C": "manufacturing"}.get(s[0], "services") for s in economy.sectors
    }
    small = aggregate(economy, sectors=groups, countries={"BEL": "BNL", "NLD": "BNL", "LUX": "BNL"})
    assert small.size == (78, 4)
    assert small.output.sum() == pytest.approx(economy.output.sum())
    rus, chn = economy.index("RUS"), economy.index("CHN")
    there = small.trade()[small.index("RUS"), small.index("CHN")]
    assert there == pytest.approx(economy.trade()[rus, chn])
    assert solve(small, break_up_scenario("RUS", "CHN")).loss("RUS") > 0


def test_summing_what_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="C00"):
        aggregate(industrial_world(3, 2, 0), countries={"C0": "X"})
    with pytest.raises(InputError, match="tax each other"):
        aggregate(industrial_world(3, 2, 0), countries={"C00": "X", "C01": "X"})


def test_tables_with_holes_are_treated_aloud() -> None:
    rng = np.random.default_rng(0)
    inputs, final = rng.uniform(0, 1, (3, 2, 3, 2)), rng.uniform(5, 9, (3, 2, 3, 2))
    inputs[0, 0, 1, 1], final[1, 1, 2] = -0.5, [-12.0, 2.0]
    final[2, 1], inputs[2, 1], inputs[:, :, 2, 1] = 0.0, 0.0, 0.0
    economy = from_input_output(inputs, final, labels(3), ["a", "b"], About(name="holes", year=2020))
    words = " | ".join(t.what for t in economy.treatments)
    assert "1 negative cells of inputs" in words
    assert "1 negative cells of final demand" in words
    assert "nothing is produced" in words
    assert economy.treatments[1].amount == pytest.approx(10.0)
    assert solve(economy, break_up_scenario("C00", "C01")).residual <= 1e-10


def test_books_that_do_not_balance_are_refused() -> None:
    economy = industrial_world(3, 2, 0)
    with pytest.raises(InputError, match="use more of a good than"):
        replace(economy, inputs=np.full((2, 2, 3), 0.49))
    with pytest.raises(InputError, match="shape"):
        replace(economy, tariffs=np.zeros((2, 3)))
    with pytest.raises(InputError, match="twice"):
        replace(economy, countries=("A", "A", "B"))
    flows = economy.flows.copy()
    flows[0, 0, 0] = np.nan
    with pytest.raises(InputError, match=r"flows\[0, 0, 0\]"):
        replace(economy, flows=flows)


def test_a_table_shaped_like_the_oecds_loads_and_its_parts_add_up(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    codes = ["DEU", "CHN", "CN1", "CN2", "WXD"]
    nodes = [f"{c}_{s}" for c in codes for s in ("A01_02", "B")]
    uses = [f"{c}_{use}" for c in ("DEU", "CHN", "WXD") for use in ("HFCE", "INVNT")]
    frame = pl.DataFrame(rng.uniform(1, 2, (10, 16)), schema=[*nodes, *uses], orient="row")
    frame = frame.with_columns(OUT=pl.lit(0.0)).insert_column(0, pl.Series("V1", nodes))
    extra = pl.DataFrame([["VA", *[9.0] * 17]], schema=frame.columns, orient="row")
    pl.concat([frame, extra]).write_csv(tmp_path / "2022.csv")
    economy = read_table(tmp_path / "2022.csv", About(name="OECD", year=2022))
    assert economy.countries == ("DEU", "CHN", "ROW")
    assert economy.sectors == ("A01_02", "B")
    assert economy.output.sum() == pytest.approx(frame.select([*nodes, *uses]).to_numpy().sum())
    with pytest.raises(InputError, match="no label appears"):
        from_wide(pl.DataFrame({"row": ["x"], "a": [1.0]}), About(name="bad", year=2020))
    with pytest.raises(InputError, match="no table can be read"):
        read_table(tmp_path / "missing.csv", About(name="bad", year=2020))


@needs_shared
@pytest.mark.shared
def test_a_table_shaped_like_wiod_loads_with_its_negatives_named() -> None:
    assert SHARED is not None
    economy = read_table(SHARED / "reference" / "wiod2013_2011.parquet", About(name="WIOD", year=2011))
    assert economy.size == (41, 35)
    rus, chn = economy.index("RUS"), economy.index("CHN")
    assert economy.trade()[rus, chn] == pytest.approx(47_671, rel=0.01)
    assert economy.trade()[chn, rus] == pytest.approx(57_639, rel=0.01)
    assert any("negative cells of final demand" in t.what for t in economy.treatments)
    outcome = solve(economy, break_up_scenario("RUS", "CHN"))
    assert outcome.loss("RUS") > outcome.loss("CHN") > 0


def test_arrays_may_be_given_as_they_are() -> None:
    flows = [[[9.0, 1.0], [2.0, 8.0]], [[5.0, -0.5], [0.0, 4.0]]]
    economy = from_flows(flows, ["A", "B"], ["x", "y"], About(name="lists", year=2020))
    assert "1 negative flows set to zero" in economy.treatments[0].what
    assert economy.deficit.tolist() == [1.0, -1.0]
    outcome = solve(economy, break_up_scenario("A", "B", closure="balanced", elasticities=(0.37, 65.0)))
    assert outcome.residual <= 1e-10
    with pytest.raises(InputError, match="flows has shape"):
        from_flows(np.ones((2, 3, 3)), ["A", "B"], ["x", "y"], About(name="bad", year=2020))


def test_shares_need_neither_tariffs_nor_deficits_and_empty_markets_are_named() -> None:
    trade = np.array([[[0.9, 0.2], [0.1, 0.8]], [[1.0, 0.0], [0.0, 0.0]]])
    final = np.array([[0.6, 1.0], [0.4, 0.0]])
    shares = Shares(trade=trade, inputs=np.zeros((2, 2, 2)), final=final, value_added=np.array([3.0, 2.0]))
    economy = from_shares(shares, [4.0, 4.0], ["A", "B"], ["x", "y"], About(name="shares", year=2020))
    assert economy.treatments[0].where == ("B y",)
    assert np.allclose(economy.deficit, 0, atol=1e-9)
    assert np.allclose(economy.value_added.sum(), 5.0)


def test_bilateral_tables_refuse_what_is_no_amount_by_the_country_and_take_paths_as_text(tmp_path: Path) -> None:
    trade, names, about = np.array([[0.0, 1.0], [2.0, 0.0]]), ["AAA", "BBB"], About(name="two", year=2020)
    wrong: list[tuple[list[float], list[float] | None, str]] = [
        ([20.0, 20.0], [1.0], "domestic sales have shape"),
        ([20.0, 20.0], [1.0, -2.0], "domestic is negative or missing for BBB"),
        ([20.0, np.nan], None, "gdp is negative or missing for BBB"),
        ([20.0, -1.0], None, "gdp is negative or missing for BBB"),
    ]
    for gdp, domestic, says in wrong:
        with pytest.raises(InputError, match=says):
            from_bilateral(trade, gdp, names, about, domestic)
    with pytest.raises(InputError, match="trade is negative or missing for AAA to BBB"):
        from_bilateral([[0.0, np.nan], [2.0, 0.0]], [9.0, 9.0], names, about)
    with pytest.raises(InputError, match="trade is no array of numbers"):
        from_bilateral(trade * 1j, [9.0, 9.0], names, about)
    economy = from_bilateral(trade, [20.0, 20.0], names, about)
    save_economy(economy, str(tmp_path / "two.npz"))
    assert load_economy(str(tmp_path / "two.npz")).digest == economy.digest
    with pytest.raises(InputError, match=r"No such file or directory .*none.npz"):
        load_economy(str(tmp_path / "none.npz"))


def test_a_country_is_found_by_its_name() -> None:
    economy = economy_2019()
    assert economy.index("Germany") == economy.index("DEU")
    with pytest.raises(UnknownNameError, match="no separate Narnia"):
        economy.index("Narnia")
