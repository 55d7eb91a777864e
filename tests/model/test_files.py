"""Tables in files: trade with GDP or with domestic sales, a row a flow or wide; inter-country tables by two readers."""

from __future__ import annotations

import importlib.util
import warnings
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from tests.model.examples import industrial_world, world
from tests.shared import SHARED, needs_shared

from lopsided.api.simulations import economy_named
from lopsided.errors import InputError, UsageError
from lopsided.model.calibration import About
from lopsided.model.mrio_files import read_mrio
from lopsided.model.table_files import read_table
from lopsided.model.trade_files import from_trade

if TYPE_CHECKING:
    from pathlib import Path

    from lopsided.model.economy import Economy

ABOUT = About(name="file", year=2020)


def long(economy: Economy) -> pl.DataFrame:
    """Tell a row a flow, domestic sales included."""
    rows = [
        {"exporter": a, "importer": b, "industry": s, "trade": float(economy.flows[j, i, n])}
        for j, s in enumerate(economy.sectors)
        for i, a in enumerate(economy.countries)
        for n, b in enumerate(economy.countries)
    ]
    return pl.DataFrame(rows)


def test_a_row_a_flow_with_domestic_sales() -> None:
    economy = industrial_world(4, 3, 1, tariffs=False)
    again = from_trade(long(economy), ABOUT)
    assert np.allclose(again.flows, economy.flows)
    assert again.sectors == economy.sectors


def test_a_row_a_flow_with_gdp_and_several_years() -> None:
    economy = world(5, 3)
    gdp = dict(zip(economy.countries, economy.value_added, strict=True))
    frame = long(economy).filter(pl.col("exporter") != pl.col("importer")).drop("industry")
    frame = frame.with_columns(gdp=pl.col("exporter").replace_strict(gdp), year=pl.lit(2019))
    both = pl.concat([frame, frame.with_columns(year=pl.lit(2018), trade=pl.col("trade") * 2)])
    again = from_trade(both, ABOUT)
    assert np.allclose(again.flows, economy.flows)
    assert again.year == 2019
    assert "of 2 years only 2019" in again.treatments[0].what
    with pytest.raises(InputError, match="neither domestic sales nor GDP"):
        from_trade(frame.drop("gdp"), ABOUT)
    with pytest.raises(InputError, match="no GDP is given for C02"):
        from_trade(frame.with_columns(gdp=pl.when(pl.col("exporter") != "C02").then("gdp")), ABOUT)


def test_a_wide_table_in_another_unit_than_gdp_says_so() -> None:
    economy = world(4, 2)
    frame = pl.DataFrame(economy.trade() / 1e-3, schema=list(economy.countries))
    frame = frame.insert_column(0, pl.Series("exporter", economy.countries)).with_columns(gdp_usd=economy.value_added)
    again = from_trade(frame, ABOUT)
    assert np.allclose(again.flows, economy.flows)
    assert "0.001 times those of GDP" in again.treatments[0].what
    with pytest.raises(InputError, match="what C01 buys"):
        from_trade(frame.drop("C01"), ABOUT)


@needs_shared
@pytest.mark.shared
def test_the_table_of_194_countries_is_an_economy_by_its_path() -> None:
    assert SHARED is not None
    economy = economy_named(str(SHARED / "reference" / "baci2023_194_trade_gdp.parquet"))
    assert economy.size == (194, 1)
    assert economy.year == 2023
    assert economy.unit == "USD"
    assert "1,000 times those of GDP" in economy.treatments[0].what
    assert set(economy.flags) == {"GMB", "MHL", "HKG", "DJI", "KGZ", "LBR", "TGO"}


def oecd(folder: Path) -> Path:
    """Write a made-up table as the OECD lays its own out."""
    rng = np.random.default_rng(3)
    nodes = [f"{c}_{s}" for c in ("AUS", "DEU", "ROW") for s in ("A01_02", "B05_06")]
    uses = [f"{c}_{use}" for c in ("AUS", "DEU", "ROW") for use in ("HFCE", "INVNT")]
    frame = pl.DataFrame(rng.uniform(1, 2, (6, 12)), schema=[*nodes, *uses], orient="row")
    frame = frame.with_columns(OUT=pl.sum_horizontal(frame.columns)).insert_column(0, pl.Series("V1", nodes))
    extra = pl.DataFrame([[name, *[9.0] * 13] for name in ("VA", "TLS", "OUT")], schema=frame.columns, orient="row")
    path = folder / "ICIO2023_2019.csv"
    pl.concat([frame, extra]).write_csv(path)
    return path


@pytest.mark.filterwarnings("ignore")
def test_pymrio_and_the_reader_of_plain_files_find_the_same_economy(tmp_path: Path) -> None:
    with warnings.catch_warnings(action="ignore"):
        one, two = read_mrio(oecd(tmp_path), ABOUT), read_table(tmp_path / "ICIO2023_2019.csv", ABOUT)
    assert one.unit == "Million USD"
    assert one.countries == two.countries
    assert one.sectors == two.sectors
    assert np.allclose(one.flows, two.flows)
    assert np.allclose(one.inputs, two.inputs)
    (tmp_path / "ICIO2023_2019.csv").write_text("nothing\n")
    with pytest.raises(InputError, match="pymrio cannot parse"):
        read_mrio(tmp_path / "ICIO2023_2019.csv", ABOUT)


def test_without_pymrio_plain_files_are_read_and_others_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert economy_named(str(oecd(tmp_path))).size == (3, 2)
    (tmp_path / "wiot11_row_apr12.xlsx").write_bytes(b"")
    with pytest.raises(UsageError, match=r"pip install 'lopsided\[mrio\]'"):
        economy_named(str(tmp_path / "wiot11_row_apr12.xlsx"))


ROWS = "exporter,importer,value\nAAA,AAA,9\nAAA,BBB,1\nBBB,AAA,2\nBBB,BBB,8\n"
GDP = "exporter,importer,value,gdp\nAAA,BBB,1,20\nBBB,AAA,2,20\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (ROWS.replace("AAA,BBB,1", 'AAA,BBB,"1,000"'), "'1,000' in column value is not a number"),
        (ROWS + ",BBB,1\n", "the exporter is missing in row 5"),
        (GDP.replace("1,20", "1,x"), "'x' in column gdp is not a number"),
        (GDP + "AAA,CCC,1,25\nCCC,AAA,1,7\n", "two different GDPs are given for AAA"),
        ("who,AAA,BBB,gdp\nAAA,0,1,20\nAAA,2,0,10\n", "AAA is listed in two rows"),
        ("r,A_1,B_1,A_F,B_F\nA_1,1,q,5,2\nB_1,1,2,1,6\n", "'q' in column B_1 is not a number"),
        ("r,A_1,A_F\nA_1,1,5\nA_1,1,5\n", "A_1 is listed in two rows"),
        (ROWS.replace(",", ";"), "for trade name columns exporter, importer and value"),
    ],
)
def test_a_cell_that_is_no_number_or_a_row_too_many_is_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "table.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read_table(str(file), ABOUT)


def test_what_is_added_up_is_said(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text(ROWS + "AAA,BBB,4\n", encoding="utf-8")
    economy = read_table(file, ABOUT)
    assert economy.flows[0, 0, 1] == 5
    assert "several rows" in economy.treatments[0].text
    file.write_text(
        "exporter,importer,value,gdp,sector\nAAA,BBB,1,20,x\nAAA,BBB,2,20,y\nBBB,AAA,2,20,x\n", encoding="utf-8"
    )
    assert "2 sectors summed to one" in read_table(file, ABOUT).treatments[0].text
