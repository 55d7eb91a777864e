"""Which year a figure is of by the words around it."""

from __future__ import annotations

import pytest
from tests.checks.test_told import _figure

from lopsided.checks.periods import asked, grown
from lopsided.checks.times import earlier_year, grown_over, is_earlier, without_anothers_time

SHARE: dict[str, object] = {"value": 0.3}
GROWTH: dict[str, object] = {"value": 2.0, "unit": "factor", "quantity": "growth"}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("In 2023 it was 40 percent, up from 30 percent a year earlier.", 2022),
        ("It is 40 percent now, up from 30 percent a year earlier.", 2022),
        ("It is 40 percent now, up from 30 percent two decades ago.", 2004),
        ("It is 40 percent now, up from 30 percent long before.", None),
        ("It was 30 percent in 2023.", None),
    ],
)
def test_earlier_counts_from_what_the_sentence_names(text: str, year: int | None) -> None:
    figure, doc = _figure(text, "30 percent", SHARE)
    assert earlier_year(figure, doc, asked(None, doc.published)) == year


def test_a_value_with_its_own_year_is_of_that_year() -> None:
    text = "The share rose from 30 percent of imports in 2021 to 40 percent in 2023."
    assert not is_earlier(*_figure(text, "30 percent", SHARE | {"period": "2021"}))
    assert is_earlier(*_figure("The share rose from 30 percent to 40 percent in 2023.", "30 percent", SHARE))


def test_a_growth_may_name_its_base_and_is_of_now() -> None:
    text = "Imports were 30 percent higher than a year earlier."
    assert not is_earlier(*_figure(text, "30 percent", SHARE | {"quantity": "growth"}))


def test_a_time_behind_another_value_is_not_this_ones() -> None:
    figure, doc = _figure(
        "It takes 30 percent, up from a fifth a decade ago.", "30 percent", SHARE | {"period": "2014"}
    )
    assert without_anothers_time(figure, doc).period is None
    figure, doc = _figure("It took 30 percent a decade ago.", "30 percent", SHARE | {"period": "2014"})
    assert without_anothers_time(figure, doc).period == "2014"


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Since 2019 sales have doubled.", ((2019, 2023), (2019, 2024))),
        ("Sales doubled over the past decade.", ((2013, 2023), (2014, 2024))),
        ("Sales doubled in five years.", ((2018, 2023), (2019, 2024))),
        ("Sales doubled in a year.", ()),
        ("Sales doubled.", ()),
    ],
)
def test_a_growth_is_told_over_the_span_its_words_name(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    figure, doc = _figure(text, "doubled", GROWTH)
    assert grown_over(figure, doc, asked(None, doc.published)).over == spans


def test_a_long_span_of_whole_years_has_two_ends() -> None:
    when = grown("2015/2023", asked("2015/2023", "2024-03-01"))
    assert (when.grain, when.spans(())) == ("year", ((2015, 2023),))
    months = asked("2022-05/2022-07", "2024-03-01")
    assert grown("2022-05/2022-07", months) == months
