"""Shares, the Herfindahl-Hirschman index, and what five listed partners say about it."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.shared import SHARED, needs_shared

from lopsided.measures.concentration import effective_number, hhi, hhi_bounds, shares

AMOUNTS = st.dictionaries(st.text("ABCDEFGH", min_size=1, max_size=3), st.floats(0, 1e9), min_size=1, max_size=12)


def test_four_firms_of_the_merger_guidelines() -> None:
    # Horizontal Merger Guidelines, footnote on the index: shares 30, 30, 20, 20 give 2600.
    assert hhi([0.30, 0.30, 0.20, 0.20]) == pytest.approx(0.26)
    assert effective_number(0.25) == 4


def test_shares_of_three_suppliers() -> None:
    assert shares({"NOR": 50.0, "QAT": 30.0, "DZA": 20.0}) == pytest.approx({"NOR": 0.5, "QAT": 0.3, "DZA": 0.2})


def test_no_trade_has_no_shares_and_a_negative_amount_is_refused() -> None:
    assert shares({"NOR": 0.0}) == {}
    with pytest.raises(ValueError, match="negative"):
        shares({"NOR": -1.0, "QAT": 2.0})


def test_bounds_by_hand_without_rounding() -> None:
    # 50 % and 20 % known: at least .29; at most, the other 30 % as one of 20 and one of 10: .29 + .04 + .01.
    assert hhi_bounds([0.5, 0.2], rounding=0) == pytest.approx((0.29, 0.34))


def test_rounding_widens_the_bounds() -> None:
    low, high = hhi_bounds([0.5, 0.2])
    assert low == pytest.approx(0.495**2 + 0.195**2)
    assert high > 0.34


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize(("year", "source", "share"), [(2022, "OEC", 0.22), (2023, "BACI_V202501", 0.33)])
def test_chinas_share_of_russian_exports_by_customs_data(year: int, source: str, share: float) -> None:
    assert SHARED is not None
    table = pl.read_parquet(SHARED / "trade/bilateral_totals.parquet")
    rows = table.filter((pl.col("year") == year) & (pl.col("source") == source) & (pl.col("exporter") == "RUS"))
    fractions = shares(dict(rows.select("importer", "value_kusd").iter_rows()))
    assert fractions["CHN"] == pytest.approx(share, abs=0.0075)
    low, high = hhi_bounds([round(top, 2) for top in sorted(fractions.values(), reverse=True)[:5]])
    assert low <= hhi(fractions.values()) <= high


@given(AMOUNTS)
def test_shares_sum_to_one_and_the_index_lies_between_equal_parts_and_one(amounts: dict[str, float]) -> None:
    assume(math.fsum(amounts.values()) > 1e-6)
    fractions = shares(amounts)
    assert math.fsum(fractions.values()) == pytest.approx(1)
    assert 1 / len(amounts) - 1e-9 <= hhi(fractions.values()) <= 1 + 1e-9


@given(st.lists(st.floats(0.01, 1), min_size=6, max_size=30), st.integers(1, 5))
def test_the_true_index_lies_within_the_bounds_of_its_rounded_top_shares(amounts: list[float], listed: int) -> None:
    fractions = sorted(shares(dict(enumerate(amounts))).values(), reverse=True)
    low, high = hhi_bounds([round(share, 2) for share in fractions[:listed]])
    assert low - 1e-9 <= hhi(fractions) <= high + 1e-9
