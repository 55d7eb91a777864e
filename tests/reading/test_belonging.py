"""Whose officials they are where no title says so, and who is meant by a title before an unusual name.

``belonging.csv`` holds texts written for this test, about many dyads, with the affiliation of one speaker.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Statement

with Path(__file__).with_name("belonging.csv").open(encoding="utf-8") as lines:
    ROWS = list(csv.DictReader(lines))


def speakers_in(text: str) -> dict[str, tuple[str, ...]]:
    """Return the affiliations of each speaker."""
    _, records = read_text(text, name="ours.txt")
    return {" & ".join(r.speakers): r.affiliations for r in records if isinstance(r, Statement)}


@pytest.mark.parametrize("row", ROWS, ids=[r["text"][:40] for r in ROWS])
def test_a_speaker_is_of_whom_the_text_shows(row: dict[str, str]) -> None:
    assert speakers_in(row["text"])[row["speaker"]] == (row["affiliation"],)


def test_where_nothing_tells_nobody_is_given_a_state() -> None:
    text = 'Peru and Ecuador met. The envoy Ana Ruiz spoke for an hour. "It is late," minister Luz Rey said.'
    assert speakers_in(text) == {"Luz Rey": ()}


def test_a_title_with_its_portfolio_takes_up_who_has_it() -> None:
    text = (
        "Norway's foreign minister, Ola Moe, met Norway's fisheries minister, Kari Lie, on Monday. "
        'Moe said the talks were short. "We need more quota," the fisheries minister said.'
    )
    assert speakers_in(text) == {"Ola Moe": ("NOR",), "Kari Lie": ("NOR",)}


def test_officials_of_two_states_are_of_both() -> None:
    text = "The Lao and Thai presidents said that the bridge would open in May."
    assert list(speakers_in(text).values()) == [("LAO", "THA")]


def test_what_is_said_after_according_to_is_no_part_of_who_says_it() -> None:
    text = "According to Ana Ruiz, Chile and Peru share a coast."
    assert list(speakers_in(text)) == ["Ana Ruiz"]


def test_a_sentence_without_a_verb_may_be_what_was_said() -> None:
    text = "Malta willing to go on with talks over the shared fishing grounds, Foreign Minister Ana Borg said."
    assert list(speakers_in(text)) == ["Ana Borg"]


def test_what_is_neither_confirmed_nor_denied_is_no_denial() -> None:
    assert speakers_in("Libya neither confirmed nor denied the report.") == {}
