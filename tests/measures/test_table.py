"""Measures laid out in rows, with nothing lost that a reader needs."""

from __future__ import annotations

import io

import polars as pl
import pytest

from lopsided.measures.dependence import dependence
from lopsided.measures.product_dependence import product_dependence
from lopsided.measures.table import COLUMNS, as_frame


def test_a_dyad_has_two_rows_for_each_measure_with_its_ratio() -> None:
    ties = dependence("LAO", "THA")
    table = as_frame(ties)
    assert table.columns == list(COLUMNS)
    assert len(table) == 2 * len(ties)
    assert table["of"].to_list()[:2] == ["LAO", "THA"]
    row = table.row(by_predicate=(pl.col("measure") == "import_share") & (pl.col("of") == "LAO"), named=True)
    assert row["more_dependent"] == "LAO"
    assert (row["at_least"], row["at_most"]) == pytest.approx((row["value"] - 0.005, row["value"] + 0.005))
    exact = table.row(
        by_predicate=(pl.col("measure") == "raw_material_import_share") & (pl.col("of") == "LAO"), named=True
    )
    assert exact["at_least"] == exact["value"] == exact["at_most"]


def test_one_product_has_a_row_for_each_measure_and_survives_a_file() -> None:
    table = as_frame(product_dependence("IND", "ZAF", "coal"))
    assert set(table["product"]) == {"coal"}
    file = io.BytesIO()
    table.write_parquet(file)
    file.seek(0)
    assert pl.read_parquet(file).equals(table)
    assert len(table.write_csv().splitlines()) == len(table) + 1


def test_no_measures_make_an_empty_table_with_its_columns() -> None:
    assert as_frame([]).columns == list(COLUMNS)
