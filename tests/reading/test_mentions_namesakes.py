"""Persons and places that share a country's or a capital's name."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import parse
from lopsided.records.kinds import Document


def cast(text: str) -> list[tuple[str, str, tuple[str, ...], str]]:
    document = Document(document="test", text=text, digest="", published=None)
    return [(m.text, m.kind, m.actors, m.names[0] if m.names else "") for m in parse(document).cast.mentions]


def actors(text: str) -> set[str]:
    return {a for _, _, acting, _ in cast(text) for a in acting}


@pytest.mark.parametrize(
    ("text", "word", "person"),
    [
        ("Chad Brown met the miners of Zambia. Chad accused Nigeria of dumping steel.", "Chad", "Chad Brown"),
        ("Michael Jordan opened a school in Peru.\n\nJordan said the school was free.", "Jordan", "Michael Jordan"),
        ("Jordan Peterson left Canada. Jordan condemned the law.", "Jordan", "Jordan Peterson"),
        ("Sydney Sweeney praised Japan. Sydney accused Tokyo of nothing.", "Sydney", "Sydney Sweeney"),
        ("Georgia O'Keeffe painted flowers. Georgia condemned Peru.", "Georgia", "Georgia O'Keeffe"),
        ("Paris Hilton praised China. Paris accused Beijing of copying.", "Paris", "Paris Hilton"),
        ("Israel Adesanya fought in Nigeria. Israel said the ring was wet.", "Israel", "Israel Adesanya"),
        ("Georgia Meloni, a singer, criticised Spain. Georgia praised Peru.", "Georgia", "Georgia Meloni"),
    ],
)
def test_a_name_given_in_full_claims_its_bare_form(text: str, word: str, person: str) -> None:
    assert [(kind, name) for found, kind, _, name in cast(text) if found == word] == [("person", person)]
    assert not actors(text) & {"TCD", "JOR", "AUS", "GEO", "FRA", "ISR", "ITA"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Michael Jordan flew in. The Kingdom of Jordan condemned Syria.", {"JOR", "SYR"}),
        ("Chad recalled its envoy from Niger. Chad Brown met him. Chad closed the border.", {"TCD", "NER"}),
        ("Jordan Miller came late. Jordan\u2019s king warned Syria.", {"JOR", "SYR"}),
        ("Jordan Miller came late. Amman spoke to Syria. Jordan signed a deal with Egypt.", {"JOR", "SYR", "EGY"}),
        ("Paris Agreement talks failed. Paris accused Berlin of delay.", {"FRA", "DEU"}),
        ("Giorgia Meloni, a mother, met the chancellor of Austria.", {"ITA", "AUT"}),
        ("Kenya Airways flew to Ghana. Kenya thanked Ghana.", {"KEN", "GHA"}),
        ("Georgia asked Armenia, a farmer of grapes, for help.", {"GEO", "ARM"}),
    ],
)
def test_a_state_named_unmistakably_stays_a_state(text: str, expected: set[str]) -> None:
    assert expected <= actors(text)


def test_speech_beside_the_person_is_the_persons() -> None:
    text = "Amman is the capital of the kingdom. Michael Jordan came and Jordan said the hall was small."
    assert ("Jordan", "person", (), "Michael Jordan") in cast(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rice from Chad, a bartender, was praised in Kenya.",
        "Chad, a young cyclist, criticised Kenya.",
        "Jordan, a student from Leeds, thanked Kenya.",
    ],
)
def test_an_apposition_makes_a_given_name_a_person(text: str) -> None:
    assert actors(text) <= {"KEN"}


@pytest.mark.parametrize(
    "text",
    [
        "Voters in Georgia, a US battleground, worry about Chile.",
        "Voters in Georgia, a swing state, worry about Chile. Georgia counts slowly.",
        "Georgia and Alabama sued a bank of Chile.",
        "North Carolina and Georgia buy copper from Chile.",
        "Firms in Macon, Georgia, buy copper from Chile.",
    ],
)
def test_the_georgia_beside_other_american_states_is_no_country(text: str) -> None:
    assert "GEO" not in actors(text)


def test_the_country_of_georgia_beside_other_countries_is_one() -> None:
    assert {"GEO", "ARM"} <= actors("Georgia, a Black Sea state, and Armenia signed a treaty.")
