"""Numbers as readers meet them: as exact as they are, never more."""

from __future__ import annotations

import pytest

from lopsided.briefing.wording import exact_percent, mass, money_unit_of, percent, percent_range, years_of
from lopsided.briefing.words import counted


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.3312, "33 %"),
        (0.0999, "10 %"),
        (-0.0102, "−1.0 %"),
        (0.01999, "2.0 %"),
        (0.04, "4 %"),  # whole at the source
        (0.005, "0.50 %"),
        (-0.0000412, "−0.0041 %"),
        (-0.000001, "almost 0 %"),
        (0.0, "0 %"),
        (12.0, "1200 %"),
        (None, "not known"),
    ],
)
def test_two_significant_digits(value: float | None, shown: str) -> None:
    assert percent(value) == shown


def test_three_digits_where_a_ratio_stands_beside() -> None:
    assert (percent(-0.0103, 3), percent(0.00126, 3), percent(0.1234, 3), percent(1.234, 3)) == (
        "−1.03 %",
        "0.126 %",
        "12.3 %",
        "123 %",
    )


def test_a_threshold_is_written_as_it_is() -> None:
    assert exact_percent(1e-6) == "0.0001 %"
    assert exact_percent(0.01) == "1 %"


def test_one_is_one() -> None:
    assert (counted("answers.articles", 1), counted("answers.articles", 2)) == ("1 article", "2 articles")
    assert counted("what_if_charts.rest", 0) == "0 others"


def test_an_axis_has_the_unit_of_its_largest_amount() -> None:
    assert [money_unit_of(usd) for usd in (3e9, 4e6, 2_000, 2)] == [
        (1e9, "bn"),
        (1e6, "mn"),
        (1e3, "thousand"),
        (1e3, "thousand"),
    ]


def test_one_year_is_no_range() -> None:
    assert (years_of(1995, 2024), years_of(2019, 2019)) == ("1995–2024", "2019")


@pytest.mark.parametrize(
    ("change", "ends", "shown"),
    [
        (-0.013, (-0.031, -0.008), " (0.80 to 3.1 %)"),
        (0.002, (0.001, 0.004), " (0.10 to 0.40 %)"),
        (-0.00047, (-0.00079, 0.00018), " (between a fall of 0.079 % and a rise of 0.018 %)"),
        (0.00018, (0.00047, -0.00079), " (between a fall of 0.079 % and a rise of 0.047 %)"),
        (-0.001, (0.0, 0.004), " (between a rise of 0 % and a rise of 0.40 %)"),
    ],
)
def test_a_range_holds_the_change_it_is_of(change: float, ends: tuple[float, float], shown: str) -> None:
    assert percent_range(change, *ends) == shown


def test_a_mass_is_never_told_by_a_power_of_ten() -> None:
    told = [mass(tonnes) for tonnes in (None, 0, 0.242, 98.8, 100, 3520, 62.6e6)]
    assert told == ["not known", "0", "0.242 t", "98.8 t", "0.0001", "0.00352", "62.6"]
