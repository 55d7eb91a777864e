"""Where an exporter's lost trade went, on real flows."""

from __future__ import annotations

import pytest

from lopsided.errors import UsageError
from lopsided.measures.turn import turn_of_trade


def test_crude_russia_no_longer_sold_germany_went_mostly_to_india_and_china() -> None:
    found = turn_of_trade("RUS", "DEU", "crude", (2021, 2023))
    assert found.account.lost > 15e6
    assert list(found.account.to)[:2] == ["IND", "CHN"]
    assert found.account.to["IND"] > found.account.to["CHN"]
    assert 0.5 < found.account.made_up <= 1
    assert "not a cause" in found.caveats[0]


def test_countries_seen_in_one_year_only_and_masses_that_cannot_be_trusted_are_named() -> None:
    found = turn_of_trade("RUS", "POL", "crude", (2021, 2023))
    assert found.unreported
    assert found.left_out
    assert not set(found.left_out) & set(found.account.to)
    assert turn_of_trade("RUS", "POL", "crude", (2021, 2023), by="value").left_out == ()


def test_sales_that_rose_were_not_turned_away() -> None:
    assert turn_of_trade("RUS", "IND", "crude", (2021, 2023)).account.lost == 0


def test_years_out_of_order_are_refused() -> None:
    with pytest.raises(UsageError, match="in order"):
        turn_of_trade("RUS", "DEU", "crude", (2023, 2021))
