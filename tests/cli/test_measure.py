"""``lopsided measure`` as an analyst types it: every measure by name, products, critical products, turns of trade."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from typer.testing import CliRunner

from lopsided.cli.main import app
from lopsided.errors import LopsidedError, MissingDataError, UsageError
from lopsided.measures.definitions import definitions

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOPSIDED_DATA_DIR", str(tmp_path / "data"))


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["measure", *arguments])
    if isinstance(done.exception, LopsidedError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def rows(*arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*arguments, "--format", "json"))
    return found


def test_every_measure_there_is_can_be_asked_for_by_name_or_says_how() -> None:
    given = {row["key"] for row in rows("TUR", "RUS")}
    only_with_a_pack = {"vote_agreement", "vote_distance", "trade_share", "goods_exports"}
    others = definitions().keys() - given - only_with_a_pack
    for key in others:
        with pytest.raises(UsageError, match=r"--product|--critical|--turn|column of every other"):
            run("TUR", "RUS", "--measure", key)
    assert [row["key"] for row in rows("TUR", "RUS", "--measure", "Shared memberships")] == ["shared_memberships"]


def test_rows_carry_everything_and_net_imports_of_two_countries_are_no_ratio() -> None:
    found = {(row["key"], row["product"]): row for row in rows("TUR", "RUS")}
    share = found["import_share", ""]
    assert share["formula"]
    assert share["citation"]
    assert any("public domain" in source.lower() for source in share["sources"])
    assert share["asymmetry"] == pytest.approx((0.09 - 0.05) / 0.14)
    gas = found["energy_net_imports", "natural-gas"]
    assert gas["a_on_b"] > 0 > gas["b_on_a"]
    assert gas["lopsidedness"] == ""
    memberships = found["shared_memberships", ""]
    assert memberships["a_on_b"] == memberships["b_on_a"]
    unreported = found["energy_from_partner", "natural-gas"]
    assert unreported["a_on_b"] is None
    assert any("not zero" in words for words in unreported["caveats"])


def test_one_product_by_year_or_by_measure() -> None:
    table = pl.read_csv(
        io.StringIO(run("CHN", "AUS", "--product", "iron ore", "--year", "2020:2022", "--format", "csv"))
    )
    assert table.filter(pl.col("exporter") == "AUS")["year"].to_list() == [2020, 2021, 2022]
    found = rows("CHN", "AUS", "--product", "iron ore", "--measure", "supplier_rank", "--year", "2021:2022")
    assert [(row["period"], row["a_on_b"]) for row in found] == [("2022", 1.0), ("2021", 1.0)]
    with pytest.raises(UsageError, match="no measure of one product"):
        run("CHN", "AUS", "--product", "iron ore", "--measure", "export_share")


def test_a_product_nobody_reports_says_that_it_is_not_a_zero() -> None:
    with pytest.raises(MissingDataError, match=r"no trade in Crude oil between Bhutan and Paraguay .* not zero"):
        run("BTN", "PRY", "--product", "crude")


def test_critical_products_name_the_others_part() -> None:
    found = rows("JPN", "CHN", "--critical", "--year", "2022")
    japan = {row["product"]: row for row in found if row["buyer"] == "JPN"}
    assert japan["graphite"]["from_partner"] > 0.5
    assert japan["graphite"]["concentration"] > 0.4
    assert {row["buyer"] for row in found} == {"JPN", "CHN"}
    with pytest.raises(UsageError, match="one year"):
        run("JPN", "CHN", "--critical", "--year", "2020:2022")


def test_where_lost_trade_went() -> None:
    found = rows("RUS", "DEU", "--turn", "2021:2023", "--product", "crude")
    assert [row["went_to"] for row in found[:2]] == ["all who bought more", "India"]
    assert found[1]["amount"] == pytest.approx(found[1]["part"] * found[1]["lost"])
    with pytest.raises(MissingDataError, match="data add"):
        run("RUS", "DEU", "--turn", "2021:2023")


def test_a_pack_of_all_products_answers_on_the_command_line(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "BACI_HS92_V209901.zip", "w") as archive:
        lines = "2022,156,392,850760,60,6\n2022,410,392,850760,40,4\n"
        archive.writestr("BACI_HS92_Y2022_V209901.csv", "t,i,j,k,v,q\n" + lines)
        archive.writestr("product_codes_HS92_V209901.csv", "code,description\n850760,Lithium-ion accumulators\n")
    assert CliRunner().invoke(app, ["data", "add", str(tmp_path / "BACI_HS92_V209901.zip")]).exit_code == 0
    (row,) = rows("JPN", "CHN", "--product", "lithium-ion accumulator")
    assert (row["product"], row["share_of_imports"], row["supplier_rank"]) == ("Lithium-ion accumulators", 0.6, 1)
    assert "V209901" in row["sources"][0]
    (critical,) = (row for row in rows("JPN", "CHN", "--critical") if row["buyer"] == "JPN")
    assert critical["name"] == "Lithium-ion accumulators"
    assert critical["imports_to_exports"] is None  # nothing is exported


@pytest.mark.parametrize(
    "options",
    [
        ("--bloc", "EU"),
        ("--by", "value", "--turn", "2021:2023"),
        ("--turn", "2021:2023", "--critical"),
        ("--critical", "--product", "crude"),
        ("--turn", "2021:2023", "--product", "crude", "--year", "2022"),
        ("--critical", "--measure", "trade_share"),
    ],
)
def test_an_option_that_would_have_no_effect_is_refused(options: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="would be ignored"):
        run("JPN", "AUS", *options)
