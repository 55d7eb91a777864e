"""Reading the Factbook's text: what is a number is read exactly, what is not is refused with the reason."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.embedded.factbook_text import UnreadableError, clean, listed, quantity, shares, without_year


@pytest.mark.parametrize(
    ("text", "value", "unit", "year", "estimate"),
    [
        ("$465.22 billion (2023 est.)", "465220000000", "$", 2023, True),
        ("$7,711,583 (2017 est.)", "7711583", "$", 2017, True),
        ("-$11.2 million (2016)", "-11200000", "$", 2016, False),
        ("$-3 (2020)", "-3", "$", 2020, False),
        ("7% of GDP (2024 est.)", "7", "% of GDP", 2024, True),
        ("-0.49% (2025 est.)", "-0.49", "%", 2025, True),
        ("1.011 trillion kWh (2023 est.)", "1011000000000", "kWh", 2023, True),
        ("531.13 million metric tons (2023 est.)", "531130000", "metric tons", 2023, True),
        ("446,000 bbl/day (2023 est.)", "446000", "bbl/day", 2023, True),
        ("652,271 (July 2020 est.)", "652271", "", 2020, True),
        ("0 bbl (1 January 2018 est.)", "0", "bbl", 2018, True),
        ("65,166,555", "65166555", "", None, False),
    ],
)
def test_numbers_are_read_exactly(text: str, value: str, unit: str, year: int | None, estimate: object) -> None:
    found = quantity(text)
    assert (found.value, found.unit, found.year, found.estimate) == (Decimal(value), unit, year, estimate)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("NA", "no value given"),
        ("$NA (2020)", "no value given"),
        ("not available", "no value given"),
        ("no permanent inhabitants", "no value given"),
        ("less than 1% (2019)", "a bound, not a value"),
        ("over 5 million (2020)", "a bound, not a value"),
        ("20-30% of GDP (2019)", "a range, not a value"),
        ("the US dollar is used", "words, no number"),
        ("9.639 (2017 est.) / 9.7351 (2016 est.)", "more than one plain number"),
        ("approximately 15,500 people", "more than one plain number"),
        ("1,23 million", "more than one plain number"),
        ("-$-5 (2020)", "two signs"),
        ("$5% (2020)", "dollars and also '%'"),
        ("", "words, no number"),
    ],
)
def test_what_is_not_one_number_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        quantity(text)
    assert str(caught.value) == why


@given(
    whole=st.integers(min_value=0, max_value=10**9),
    cents=st.integers(min_value=0, max_value=999),
    scale=st.sampled_from(["", " thousand", " million", " billion", " trillion"]),
    year=st.integers(min_value=1990, max_value=2030),
    sign=st.sampled_from(["", "-"]),
)
def test_a_number_written_in_the_factbooks_way_reads_back(
    whole: int, cents: int, scale: str, year: int, sign: str
) -> None:
    number = Decimal(whole) + Decimal(cents) / 1000
    power = {"": 0, " thousand": 3, " million": 6, " billion": 9, " trillion": 12}[scale]
    found = quantity(f"{sign}${number:,}{scale} ({year} est.)")
    assert found.value == (-number if sign else number) * 10**power
    assert found.year == year


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_never_broken(text: str) -> None:
    for read in (quantity, shares):
        with suppress(UnreadableError):
            assert read(clean(text)).year != 0


def test_partners_with_commas_in_their_names_stay_whole() -> None:
    found = shares("China 26%, Indonesia 8%, Congo, Republic of the 5% (2023)")
    assert found.year == 2023
    assert found.partners == (
        ("China", Decimal(26)),
        ("Indonesia", Decimal(8)),
        ("Congo, Republic of the", Decimal(5)),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("almost entirely United Kingdom (2022)", "partners without shares"),
        ("Italy, Spain (2021)", "partners without shares"),
        ("Italy 30%, Spain 20%", "no year"),
        ("Italy 30%, Spain (2021)", "not a partner with a share: 'Spain'"),
        ("Italy 70%, Spain 60% (2021)", "shares add up to more than the whole"),
    ],
)
def test_partner_lists_that_cannot_be_relied_on_are_refused(text: str, why: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        shares(text)
    assert str(caught.value) == why


def test_markup_and_entities_become_plain_text() -> None:
    assert clean("<p>Trinidad &amp; Tobago</p><br>C&ocirc;te\xa0 d'Ivoire") == "Trinidad & Tobago; Côte d'Ivoire"


def test_commas_in_brackets_do_not_separate() -> None:
    assert listed("SCO, OAS (observer, since 1999), UN") == ("SCO", "OAS (observer, since 1999)", "UN")


def test_a_year_at_the_end_is_split_off() -> None:
    assert without_year("wheat, cars (2023)") == ("wheat, cars", 2023)
    assert without_year("wheat, cars") == ("wheat, cars", None)
