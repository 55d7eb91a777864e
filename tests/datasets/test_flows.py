"""Raw-material flows: known values, Taiwan, tonnes that cannot be, and what a missing row means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from lopsided.datasets import coverage, flows
from lopsided.errors import MissingDataError, UsageError

if TYPE_CHECKING:
    from lopsided.datasets.macro import Flow

CRUDE = ["270900"]
GAS = ["271111", "271121"]


def one(exporter: str, importer: str, code: str, year: int) -> dict[str, object]:
    frame = flows.raw_material_flows(exporters=[exporter], importers=[importer], codes=[code], years=[year])
    assert frame.height == 1
    return frame.row(0, named=True)


def test_russian_crude_to_china_is_what_baci_says() -> None:
    frame = flows.raw_material_flows(exporters=["RUS"], importers=["CHN"], codes=CRUDE, years=range(2021, 2025))
    assert frame["year"].to_list() == [2021, 2022, 2023, 2024]
    assert [round(v / 1e6, 1) for v in frame["value_kusd"]] == [36.2, 58.4, 60.7, 62.6]
    assert frame["value_kusd"][3] == 62589755.078


def test_all_rows_are_there_once() -> None:
    frame = flows.raw_material_flows(years=[2023])
    assert frame.height == 52818
    assert not frame.select("year", "exporter", "importer", "hs6").is_duplicated().any()
    assert (frame["value_kusd"] > 0).all()
    assert len(flows.products()) == 74


def test_taiwan_goes_by_its_own_code() -> None:
    assert flows.areas()["TWN"] == "Other Asia, nes"
    assert "S19" not in flows.areas()
    assert flows.raw_material_flows(importers=["TWN"], codes=["271111"], years=[2023])["value_kusd"].sum() > 5e6


@pytest.mark.parametrize(
    ("exporter", "importer", "code", "year"), [("GIN", "CHN", "260600", 2023), ("MOZ", "POL", "270119", 2019)]
)
def test_tonnes_that_imply_an_impossible_price_are_unknown_but_kept_as_published(
    exporter: str, importer: str, code: str, year: int
) -> None:
    row = one(exporter, importer, code, year)
    assert row["tonnes"] is None
    assert row["tonnes_published"] is not None
    assert row["tonnes_note"] == "suspect"


def test_the_year_before_a_wrong_one_is_not_suspect() -> None:
    assert one("GIN", "CHN", "260600", 2022)["tonnes_note"] == ""


def test_tonnes_computed_from_the_value_are_marked() -> None:
    assert one("TKM", "CHN", "271121", 2022)["tonnes_note"] == "imputed"
    assert one("RUS", "CHN", "271121", 2022)["tonnes_note"] == "imputed"


def test_missing_tonnes_stay_missing() -> None:
    notes = flows.raw_material_flows()["tonnes_note"].value_counts()
    counts = dict(notes.iter_rows())
    print(counts)  # noqa: T201  (the figure belongs in the test log)
    assert counts["missing"] == 61682
    assert flows.raw_material_flows().filter(pl.col("tonnes_note") == "missing")["tonnes"].null_count() == 61682


def test_a_product_that_is_not_covered_is_refused_rather_than_empty() -> None:
    with pytest.raises(MissingDataError, match="870323"):
        flows.raw_material_flows(codes=["870323"])


def test_a_country_without_rows_gives_none() -> None:
    assert flows.raw_material_flows(exporters=["LIE"], codes=CRUDE).is_empty()


def test_a_recorded_flow_is_recorded() -> None:
    found = coverage.pair_coverage("RUS", "CHN", CRUDE, 2023)
    assert found.status == "recorded"
    assert found.value_kusd == pytest.approx(60679212.744)
    assert coverage.country_coverage("CHN", "imports", CRUDE, 2023).status == "recorded"


@pytest.mark.parametrize(
    ("exporter", "importer", "codes", "year", "status"),
    [
        ("RUS", "BLR", CRUDE, 2023, "doubtful"),
        ("RUS", "BLR", GAS, 2023, "unreported"),
        ("IRN", "CHN", CRUDE, 2023, "unreported"),
        ("RUS", "TUR", CRUDE, 2023, "doubtful"),
        ("RUS", "DEU", ["271121"], 2019, "doubtful"),
        ("FJI", "PER", CRUDE, 2020, "none recorded"),
    ],
)
def test_a_missing_row_is_not_a_zero(exporter: str, importer: str, codes: list[str], year: int, status: str) -> None:
    found = coverage.pair_coverage(exporter, importer, codes, year)
    assert found.status == status
    assert found.value_kusd is None
    assert bool(found.reasons) == (status != "none recorded")


@pytest.mark.parametrize(
    ("country", "flow", "codes", "status"),
    [
        ("IRN", "exports", CRUDE, "unreported"),
        ("TUR", "imports", CRUDE, "doubtful"),
        ("TUR", "imports", GAS, "doubtful"),
        ("BLR", "imports", GAS, "unreported"),
        ("SAU", "exports", CRUDE, "recorded"),
        ("JPN", "imports", GAS, "recorded"),
        ("AUS", "exports", ["270112"], "recorded"),
    ],
)
def test_a_countrys_record_is_held_against_its_energy_balance(
    country: str, flow: Flow, codes: list[str], status: str
) -> None:
    found = coverage.country_coverage(country, flow, codes, 2023)
    assert found.status == status


def test_a_year_outside_the_data_is_refused() -> None:
    with pytest.raises(UsageError, match="1995 to 2024"):
        coverage.pair_coverage("RUS", "CHN", CRUDE, 1994)
