"""Acts that are told but were not done: called off, imagined, of a story, of sport."""

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
        "The visit by Ghana's foreign minister to Togo was cancelled.",
        "A planned attack by Paraguay on Uruguay was called off.",
        "Paraguay's invasion of Uruguay never happened.",
        "Ghana's threatened sanctions on Togo never came.",
    ],
)
def test_what_was_called_off_or_never_came_is_denied(text: str) -> None:
    assert [e.mode for e in events_in(text)] == ["denied"]


@pytest.mark.parametrize(
    "text",
    [
        "Had Bolivia expelled the Peruvian consul, things might have been different.",
        "Had Ghana not expelled Togo's envoy, the talks would have gone ahead.",
        "A novel in which Ghana invades Togo won a prize.",
        "Pakistan beat India by ten wickets in a Dubai match.",
        "Ghana killed off Togo's bid.",
    ],
)
def test_what_was_only_imagined_or_played_is_no_event(text: str) -> None:
    assert events_in(text) == []


def test_who_tells_of_a_killing_did_not_kill() -> None:
    text = "Tuvalu's coastguard fired on a Fijian trawler on Thursday, Fiji's navy said, killing one."
    assert {(e.source, e.target) for e in events_in(text)} == {("TUV", "FJI")}


def test_what_is_done_in_a_parliament_is_not_done_to_the_other_of_two() -> None:
    text = "Ghana said nothing. Togo and Ghana are neighbours. Togo's lawmakers left the chamber at noon. Togo waited."
    assert "RETREAT" not in {e.type for e in events_in(text)}


@pytest.mark.parametrize("text", ["Ghana had expelled Togo's envoy."])
def test_what_was_done_stays_done(text: str) -> None:
    assert [e.mode for e in events_in(text)] == ["happened"]
