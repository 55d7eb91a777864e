"""Numbers with units, read from text into base units."""

from __future__ import annotations

import csv
from importlib.resources import files
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopsided.errors import UnknownNameError
from lopsided.terms.quantities import AmountKind, amounts, number, unit


@pytest.mark.parametrize(
    ("words", "value", "base"),
    [
        ("a record $240 billion", 2.4e11, "USD"),
        ("US$3bn", 3e9, "USD"),
        ("A$1.5 billion", 1.5e9, "AUD"),
        ("€1.2bn", 1.2e9, "EUR"),
        ("1,5 billion euros", 1.5e9, "EUR"),
        ("Rs 5,000 crore", 5e10, "INR"),
        ("Rs. 2 lakh crore", 2e12, "INR"),
        ("a hundred billion yuan", 1e11, "CNY"),
        ("a quarter of a billion dollars", 2.5e8, "USD"),
        ("three quarters of a million tonnes", 7.5e5, "t"),
        ("GH¢2.4bn", 2.4e9, "GHS"),
        ("300 million roubles", 3e8, "RUB"),
        ("4.5 trillion won", 4.5e12, "KRW"),
        ("50 billion cubic meters", 5e10, "m3"),
        ("98 bcm", 9.8e10, "m3"),
        ("2.1 million barrels per day", 2.1e6, "bbl/day"),
        ("3.5m barrels a day", 3.5e6, "bbl/day"),
        ("half a million tonnes", 5e5, "t"),
        ("10 000 tons", 1e4, "t"),
        ("1,500 MW", 1.5e9, "W"),
        ("30 TWh", 3e13, "Wh"),
        ("a 2,600-km pipeline", 2.6e6, "m"),
        ("60 per cent", 0.6, "fraction"),
        ("12.5%", 0.125, "fraction"),
        ("20 percentage points", 0.2, "pp"),
        ("a third of it", 1 / 3, "fraction"),
        ("two-thirds of exports", 2 / 3, "fraction"),
        ("one in five barrels", 0.2, "fraction"),
        ("nine out of ten ships", 0.9, "fraction"),
        ("doubled", 2.0, "factor"),
        ("fivefold", 5.0, "factor"),
        ("a 30-fold rise", 30.0, "factor"),
        ("three times higher than", 3.0, "factor"),
        ("by a factor of four", 4.0, "factor"),
        ("thirteen months", 13 * 30.4375, "day"),
        ("two and a half years", 2.5 * 365.25, "day"),
        ("a ten-hour ride", 10 / 24, "day"),
        ("a dozen", 12.0, None),
        ("twenty-four", 24.0, None),
    ],
)
def test_a_number_comes_in_base_units(words: str, value: float, base: str | None) -> None:
    (found,) = amounts(words)
    assert found.value == pytest.approx(value, rel=1e-6)
    assert found.unit == base


@pytest.mark.parametrize(
    ("words", "low", "high", "base"),
    [
        ("between 5 and 10 percent", 0.05, 0.10, "fraction"),
        ("5-10 %", 0.05, 0.10, "fraction"),
        ("$5 billion to $10 billion", 5e9, 1e10, "USD"),
        ("100,000 to 150,000 barrels per day", 1e5, 1.5e5, "bbl/day"),
    ],
)
def test_a_range_has_two_ends(words: str, low: float, high: float, base: str) -> None:
    (found,) = amounts(words)
    assert found.unit == base
    assert [found.value, found.high] == pytest.approx([low, high])


def test_from_one_level_to_another_is_two_numbers_not_a_range() -> None:
    assert [a.value for a in amounts("rose from 10 to 15% in a year")] == [pytest.approx(0.10), pytest.approx(0.15)]


def test_so_many_of_so_many_is_two_numbers() -> None:
    assert [a.value for a in amounts("54 of 69 rockets")] == [54, 69]


@pytest.mark.parametrize(
    "words", ["COVID-19", "an F-16", "the G7", "a quarter of a century", "the second half", "a third country"]
)
def test_names_and_ordinals_are_no_amounts(words: str) -> None:
    assert amounts(words) == ()


def test_a_rate_is_told_apart_from_the_amount() -> None:
    (found,) = amounts("38 billion cubic metres of natural gas a year")
    assert found.rate == "per year"
    assert amounts("38 billion cubic metres of gas")[0].rate is None


def test_currencies_are_kept_and_never_converted() -> None:
    assert [a.unit for a in amounts("$5, €5, ¥5, £5, 5 yuan and 5 rupees")] == [
        "USD",
        "EUR",
        "JPY",
        "GBP",
        "CNY",
        "INR",
    ]


def test_an_unknown_unit_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="tonne"):
        unit("tonnne")


def test_every_unit_in_the_table_has_a_known_kind_and_a_positive_factor() -> None:
    with (files("lopsided.terms") / "data" / "units.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert {r["kind"] for r in rows} <= set(get_args(AmountKind))
    assert all(float(r["factor"]) > 0 for r in rows)


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_with_or_without_separators_are_the_same_number(n: int) -> None:
    assert number(str(n)) == number(f"{n:,}") == n


@given(st.text(max_size=80))
def test_any_text_can_be_searched_and_amounts_point_into_it(text: str) -> None:
    found = amounts(text)
    assert all(text[a.start : a.end] == a.text for a in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It bought 7 billion 521.15 million cubic meters of gas.", 7.52115e9, "m3"),
        ("Trade came to $1 billion 200 million in all.", 1.2e9, "USD"),
        ("A loan of 3 billion 40 million euros was agreed on.", 3.04e9, "EUR"),
        ("It sold 2 million 300 thousand tonnes of grain.", 2.3e6, "t"),
    ],
)
def test_a_number_told_in_steps_is_one(text: str, value: float, unit: str) -> None:
    [found] = amounts(text)
    assert found.value == pytest.approx(value)
    assert found.unit == unit
    assert text[found.start : found.end] == found.text


def test_two_numbers_side_by_side_stay_two() -> None:
    assert [a.value for a in amounts("In 5 million 7 billion fit.")] == [5e6, 7e9]
    assert [a.value for a in amounts("It rose from 7 billion to 521 million.")] == [7e9, 521e6]
