"""Whose "its" is, within a clause about something somebody was given."""

from __future__ import annotations

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Event

ACCUSED = "The United States accused China of supplying Russia with tools and chips that support its war in Ukraine."


def test_its_war_is_of_the_one_last_named_and_not_of_the_accuser() -> None:
    _, records = read_text(ACCUSED, name="x")
    force = [(e.source, e.target) for e in records if isinstance(e, Event) and e.type == "ASSAULT"]
    assert force == [("RUS", "UKR")]
