"""Tables are held to their column contracts, strictly or with a warning."""

from __future__ import annotations

import polars as pl
import pytest

from lopsided.datasets import columns
from lopsided.errors import InputError, UnknownNameError

GOOD = pl.DataFrame({"hs6": ["270900"], "description": ["Oils: petroleum oils, crude"]})


def test_a_table_that_keeps_its_contract_passes_unchanged() -> None:
    assert columns.check(GOOD, "products") is GOOD
    assert columns.breaches(GOOD.with_columns(pl.lit(1).alias("more")), "products") == ()


@pytest.mark.parametrize(
    ("frame", "says"),
    [
        (GOOD.drop("description"), "column description is missing"),
        (GOOD.with_columns(pl.col("hs6").cast(pl.Int64)), "column hs6 holds Int64, not text"),
        (GOOD.with_columns(pl.lit(None, pl.String).alias("hs6")), "column hs6 has 1 missing values"),
    ],
)
def test_a_breach_is_refused_or_warned_of(frame: pl.DataFrame, says: str) -> None:
    with pytest.raises(InputError, match=says):
        columns.check(frame, "products", origin="mine.csv")
    with pytest.warns(columns.ColumnsWarning, match=says):
        assert columns.check(frame, "products", mode="warn") is frame


def test_every_contract_names_kinds_it_can_check() -> None:
    for table, contract in columns.contracts().items():
        frame = pl.DataFrame({column.name: [] for column in contract}, schema={c.name: pl.Date for c in contract})
        assert len(columns.breaches(frame, table)) == len(contract)


def test_a_table_without_a_contract_is_unknown() -> None:
    with pytest.raises(UnknownNameError, match="partners"):
        columns.columns("partner")
