"""Who an act is between when its own words leave that to what was told before, or to a word for two."""

from __future__ import annotations

import pytest
from tests.reading.texts import events_in

# text, type, source, target, words of the act
ACTS = [
    # what goes on with, answers or undoes an act told just before
    ("Eritrea shelled Djibouti on Monday. Djiboutian units returned fire.", "ASSAULT", "DJI", "ERI", "returned fire"),
    ("Chad shut its border with Libya. It was reopened on Monday.", "CONCEDE", "TCD", "LBY", "was reopened"),
    ("Peru arrested two Chilean pilots. Chile demanded their release.", "REQUEST", "CHL", "PER", "demanded their"),
    ("Malta seized a Tunisian trawler. Tunis protested.", "PROTEST", "TUN", "MLT", "protested"),
    # the two that a text speaks of
    ("Kenya and Uganda met. Rwanda called on both to show restraint.", "REQUEST", "RWA", "UGA", "called on both"),
    ("Oman and Yemen quarrelled. In 2011 the two navies exchanged fire.", "ASSAULT", "OMN", "YEM", "exchanged fire"),
    ("Peru met Chile in Lima. The latter accused the former of spying.", "ACCUSE", "CHL", "PER", "accused the former"),
    # who is named with the first part of a compound
    ("A Ghanaian patrol boat fired on a Togolese ferry.", "ASSAULT", "GHA", "TGO", "fired on"),
    ("Qatar's king returned to Doha at the end of a visit to Oman.", "CONSULT", "QAT", "OMN", "visit to Oman"),
]


@pytest.mark.parametrize(("text", "kind", "source", "target", "words"), ACTS)
def test_who_it_is_between(text: str, kind: str, source: str, target: str, words: str) -> None:
    found = [(e.type, e.source, e.target) for e in events_in(text) if words in e.text]
    assert (kind, source, target) in found


@pytest.mark.parametrize(
    "text",
    [
        "Eritrea shelled Djibouti on Monday. Kenyan police shot a robber.",
        "Peru arrested two Chilean pilots. The former president of Chile was released from hospital in Spain.",
        "Malta seized a Tunisian trawler. Tunisian teachers protested.",
    ],
)
def test_what_has_nothing_to_do_with_it_is_not_taken_in(text: str) -> None:
    assert len(events_in(text)) == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mali and Niger agreed on a truce late on Friday evening after their presidents spoke.", "2024-03-08"),
        ("Gabon and Angola signed a treaty on the evening of March 3.", "2024-03-03"),
        ("Kenya banned maize from Uganda two Fridays ago.", "2024-03-01"),
        ("Laos expelled a Thai envoy on Thursday of last week.", "2024-03-07"),
        ("Ghana closed its border with Togo on the 9th of this month.", "2024-03-09"),
        ("Relations soured in January, when two Malian pilots were arrested by Guinea.", "2024-01"),
        ("Chad and Sudan clashed between Friday and Sunday.", "2024-03-08/2024-03-10"),
        ("Peru shelled Ecuador over the weekend.", "2024-03-09/2024-03-10"),
        ("A meeting of Kenya and Uganda in Rome is planned for October.", "2024-10"),
    ],
)
def test_when_it_was(text: str, day: str) -> None:
    assert {e.date for e in events_in(text, published="2024-03-14")} >= {day}


def test_a_call_and_a_meeting_days_after_are_two() -> None:
    call = "The presidents of Fiji and Tonga talked by phone on Friday. "
    meeting = "On Sunday the heads of the navies of Fiji and Tonga met at a port."
    found = [e.date for e in events_in(call + meeting, published="2024-03-13") if e.type == "CONSULT"]
    assert found == ["2024-03-08", "2024-03-10"]
