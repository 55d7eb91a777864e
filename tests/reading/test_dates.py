"""Time expressions resolved against the day of publication, or a day the text itself names."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopsided.reading.dates.dates import Resolved, resolve, time_of, times_of
from lopsided.reading.dates.find import find
from lopsided.reading.pipeline import parse
from lopsided.records.kinds import Document

if TYPE_CHECKING:
    from datetime import date

    from lopsided.reading.dates.anchors import Tense

FRIDAY = "2024-05-17"


@pytest.mark.parametrize(
    ("words", "published", "tense", "expected"),
    [
        ("on March 21, 2023", None, "past", "2023-03-21"),
        ("21 March 2023", None, "past", "2023-03-21"),
        ("2023-03-21", None, "past", "2023-03-21"),
        ("the 3rd of June", FRIDAY, "past", "2023-06-03"),
        ("June 3", FRIDAY, "future", "2024-06-03"),
        ("in February 2022", None, "past", "2022-02"),
        ("in early February 2022", None, "past", "2022-02"),
        ("in 2019", None, "past", "2019"),
        ("the 1990s", None, "past", "1990/1999"),
        ("between 2014 and 2022", None, "past", "2014/2022"),
        ("2022-23", None, "past", "2022/2023"),
        ("Q3 2022", None, "past", "2022-07/2022-09"),
        ("the third quarter", FRIDAY, "past", "2023-07/2023-09"),
        ("the first half of 2023", None, "past", "2023-01/2023-06"),
        ("the first nine months of 2023", None, "past", "2023-01/2023-09"),
        ("the year to March 2024", None, "past", "2023-04/2024-03"),
        ("spring of 2023", None, "past", "2023-03-01/2023-05-31"),
        ("in the autumn", FRIDAY, "future", "2024-09-01/2024-11-30"),
        ("last summer", FRIDAY, "past", "2023-06-01/2023-08-31"),
        ("May 6-8, 2024", None, "past", "2024-05-06/2024-05-08"),
        ("6 to 8 May", FRIDAY, "past", "2024-05-06/2024-05-08"),
        ("30 April to 2 May 2024", None, "past", "2024-04-30/2024-05-02"),
        ("from January to March", FRIDAY, "past", "2024-01/2024-03"),
        ("from November to February", FRIDAY, "past", "2023-11/2024-02"),
        ("Friday morning", FRIDAY, "past", "2024-05-17"),
        ("on Friday", FRIDAY, "past", "2024-05-17"),
        ("on Thursday", FRIDAY, "past", "2024-05-16"),
        ("on Thursday", FRIDAY, "future", "2024-05-23"),
        ("last Friday", FRIDAY, "past", "2024-05-10"),
        ("next Friday", FRIDAY, "future", "2024-05-24"),
        ("yesterday", FRIDAY, "past", "2024-05-16"),
        ("tomorrow", FRIDAY, "future", "2024-05-18"),
        ("last week", FRIDAY, "past", "2024-05-06/2024-05-12"),
        ("since last week", FRIDAY, "past", "2024-05-06/2024-05-12"),
        ("this week", FRIDAY, "past", "2024-05-13/2024-05-19"),
        ("next week", FRIDAY, "future", "2024-05-20/2024-05-26"),
        ("earlier this month", FRIDAY, "past", "2024-05"),
        ("last month", FRIDAY, "past", "2024-04"),
        ("last month", "2024-01-05", "past", "2023-12"),
        ("this year", FRIDAY, "past", "2024"),
        ("last year", FRIDAY, "past", "2023"),
        ("in September", FRIDAY, "past", "2023-09"),
        ("in September", FRIDAY, "future", "2024-09"),
        ("in May", FRIDAY, "past", "2024-05"),
        ("last November", FRIDAY, "past", "2023-11"),
        ("two weeks ago", FRIDAY, "past", "2024-04-29/2024-05-05"),
        ("three days ago", FRIDAY, "past", "2024-05-14"),
        ("a couple of years ago", FRIDAY, "past", "2022"),
        ("over the past six months", FRIDAY, "past", "2023-11/2024-05"),
        ("over the past decade", FRIDAY, "past", "2014/2024"),
        ("over the last decade", FRIDAY, "past", "2014/2024"),
        ("over the next decade", FRIDAY, "future", "2024/2034"),
        ("within the coming decade", FRIDAY, "future", "2024/2034"),
        ("by the end of the year", FRIDAY, "future", "2024"),
    ],
)
def test_words_become_a_day_a_month_a_year_or_an_interval(
    words: str, published: str | None, tense: Tense, expected: str
) -> None:
    assert resolve(words, published=published, tense=tense).date == expected


@pytest.mark.parametrize(
    ("words", "published", "reason"),
    [
        ("on Tuesday", None, "day of publication"),
        ("last month", None, "day of publication"),
        ("on 3 June", None, "day of publication"),
        ("the next day", FRIDAY, "named before"),
        ("03/04/2023", None, "cannot be told apart"),
        ("31 April 2023", None, "no day 31"),
        ("several years ago", FRIDAY, "how many"),
        ("soon", FRIDAY, "no time expression"),
    ],
)
def test_what_cannot_be_settled_stays_open_with_the_reason(words: str, published: str | None, reason: str) -> None:
    found = resolve(words, published=published)
    assert found.date is None
    assert reason in found.why


def test_the_answer_says_what_it_was_counted_from() -> None:
    assert resolve("on Tuesday", published=FRIDAY).why == f'"Tuesday", counted from publication on {FRIDAY}'


def test_a_day_the_text_tells_of_goes_before_publication() -> None:
    assert resolve("the previous day", published=FRIDAY, anchor="2024-03-01").date == "2024-02-29"
    assert resolve("last month", published=FRIDAY, anchor="2024-03-01").date == "2024-02"


@pytest.mark.parametrize(
    "words", ["She may go.", "They march on.", "The troops march home", "No. 5 won", "It may 10 times over"]
)
def test_verbs_and_numbers_are_no_dates(words: str) -> None:
    assert find(words) == ()


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    found = find(text)
    assert all(text[e.start : e.end] == e.text for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.sampled_from(["on Monday", "last week", "in June", "two months ago", "this spring"]), st.dates())
def test_what_is_told_as_past_never_begins_after_publication(words: str, day: date) -> None:
    found = resolve(words, published=day.isoformat(), tense="past").date
    assert found is not None
    assert found.split("/")[0] <= day.isoformat()


def _time(sentence: str, word: str, published: str | None = FRIDAY) -> Resolved:
    parsed = parse(Document(document="d", text=sentence, digest="", published=published))
    paragraph = parsed.paragraphs[0]
    token = next(t.i for t in paragraph.doc if t.text == word)
    return time_of(parsed, paragraph, token)


@pytest.mark.parametrize(
    ("sentence", "word", "expected", "attachment"),
    [
        ("Modi met Macron in Paris on Tuesday.", "met", "2024-05-14", "own"),
        ("The missile attack on Thursday hit a port.", "attack", "2024-05-16", "own"),
        ("On Monday Erdogan praised Tokayev and thanked his hosts.", "thanked", "2024-05-13", "inherited"),
        ("Kenya recalled an envoy whom it had sent in March 2022.", "recalled", None, "none"),
        ("Kenya recalled an envoy whom it had sent in March 2022.", "sent", "2022-03", "own"),
        ("Japan will host the summit in November.", "host", "2024-11", "own"),
        ("Peru invited the president to visit Lima in July.", "visit", "2024-07", "own"),
        ("In March Iran said that Iraq was buying gas.", "buying", None, "none"),
        ("Two months after the Peruvian minister resigned, Chile signed the treaty.", "signed", None, "none"),
        ("Kenya's tariff imposed in 2018 was lifted.", "tariff", "2018", "own"),
        ("It was the first meeting since 2016.", "meeting", None, "none"),
    ],
)
def test_an_act_takes_the_time_of_its_own_clause(
    sentence: str, word: str, expected: str | None, attachment: str
) -> None:
    found = _time(sentence, word)
    assert (found.date, found.attachment) == (expected, attachment)


def test_without_a_publication_date_a_weekday_is_not_guessed() -> None:
    found = _time("Modi met Macron in Paris on Tuesday.", "met", published=None)
    assert found.date is None
    assert found.words == "Tuesday"


def test_last_month_stays_open_where_it_may_count_from_the_day_told_of() -> None:
    told = "On March 22, 2024, Lula flew home from Berlin. He thanked his hosts. The press wrote at length."
    text = f"{told} He praised a plan that Scholz presented last month."
    assert _time(text, "presented").date is None


def test_last_month_right_after_a_full_date_counts_from_it() -> None:
    text = "On March 22, 2024, Lula flew home from Berlin. He praised a plan that Scholz presented last month."
    assert _time(text, "presented").date == "2024-02"


def test_a_paragraph_is_searched_once() -> None:
    parsed = parse(Document(document="d", text="Talks began on Monday.", digest="", published=FRIDAY))
    assert times_of(parsed.paragraphs[0]) is times_of(parsed.paragraphs[0])


@pytest.mark.parametrize(
    ("words", "published", "tense", "expected"),
    [
        ("in H1", FRIDAY, "past", "2023-01/2023-06"),
        ("H2 2022", None, "past", "2022-07/2022-12"),
        ("3Q22", None, "past", "2022-07/2022-09"),
        ("2023Q1", None, "past", "2023-01/2023-03"),
        ("the last quarter of 2022", None, "past", "2022-10/2022-12"),
        ("FY2022-23", None, "past", "2022/2023"),
        ("FY22-23", None, "past", "2022/2023"),
        ("the 2022/23 marketing year", None, "past", "2022/2023"),
        ("the winter of 2021-22", None, "past", "2021-12-01/2022-02-28"),
        ("New Year's Eve", FRIDAY, "past", "2023-12-31"),
        ("on Christmas Day 2021", None, "past", "2021-12-25"),
        ("by year-end", FRIDAY, "future", "2024"),
        ("on the 14th.", FRIDAY, "past", "2024-05-14"),
        ("on the 20th", FRIDAY, "past", "2024-04-20"),
        ("on the 14th", FRIDAY, "future", "2024-06-14"),
        ("in January and February 2024", None, "past", "2024-01/2024-02"),
    ],
)
def test_years_of_trade_feasts_and_days_of_a_month_not_named(
    words: str, published: str | None, tense: Tense, expected: str
) -> None:
    assert resolve(words, published=published, tense=tense).date == expected


@pytest.mark.parametrize("words", ["before Ramadan", "on Independence Day", "in March 2021 and September 2022"])
def test_what_the_words_leave_open_stays_open(words: str) -> None:
    found = resolve(words, published=FRIDAY)
    assert found.date is None
    assert found.words


@pytest.mark.parametrize("text", ["They met on the 14th floor.", "It was the 1H scene.", "An H1 visa was refused."])
def test_floors_and_visas_are_no_times(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Chad has kept its duties on Niger since 2019.", "kept", None),
        ("Chad imposed duties on Niger in 2019.", "imposed", "2019"),
        ("Troops have been there since 2019, when Chad raided Niger.", "raided", "2019"),
    ],
)
def test_since_when_something_goes_on_is_no_date_of_it(text: str, verb: str, expected: str | None) -> None:
    parsed = parse(Document(document="x", text=text, digest="", published=FRIDAY))
    paragraph = parsed.paragraphs[0]
    token = next(t.i for t in paragraph.doc if t.text == verb)
    assert time_of(parsed, paragraph, token).date == expected
