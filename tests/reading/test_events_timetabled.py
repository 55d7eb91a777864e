"""What is told in the present because it is fixed for a day, and two meetings told in one breath."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Event


def events_in(text: str) -> list[Event]:
    _, records = read_text(text, name="x.txt", published="2024-05-15")
    return [r for r in records if isinstance(r, Event)]


@pytest.mark.parametrize(
    "text",
    [
        "The joint commission of Zambia and Angola meets in Luanda in June.",
        "The presidents of Zambia and Angola meet in Lusaka on Monday.",
        "Chad's president travels to Mali next week.",
        "Kenya hosts Uganda in June.",
    ],
)
def test_what_is_fixed_for_a_day_is_planned(text: str) -> None:
    assert [(e.type, e.mode) for e in events_in(text)] == [("CONSULT", "planned")]


@pytest.mark.parametrize(
    "text", ["Zambia and Angola often meet.", "The two ministers of Chad and Mali meet every June."]
)
def test_what_recurs_is_no_event(text: str) -> None:
    assert events_in(text) == []


def test_a_call_and_talks_on_another_day_are_two() -> None:
    text = (
        "The presidents of Chad and Niger talked by phone on Friday from 9 p.m. On Sunday the security chiefs of Chad "
        "and Niger met at the Kouri checkpoint."
    )
    assert [e.type for e in events_in(text)] == ["CONSULT", "CONSULT"]
