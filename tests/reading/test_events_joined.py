"""Acts told beside one another: a verb with two objects, passives that share who did it, what is called off."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Event, Statement

Row = tuple[str, str, str, str]


def read(text: str) -> set[Row]:
    found = read_text(text, name="t.txt", published="2024-05-15")[1]
    return {(r.type, r.mode, r.source, r.target) for r in found if isinstance(r, Event)}


TOLD: dict[str, list[Row]] = {
    # two objects of one verb, each with its own other side
    "Norway and Canada voiced solidarity with Moldova and alarm over Russian drones.": [
        ("SUPPORT", "happened", "NOR", "MDA"),
        ("SUPPORT", "happened", "CAN", "MDA"),
        ("ACCUSE", "happened", "NOR", "RUS"),
        ("ACCUSE", "happened", "CAN", "RUS"),
    ],
    # passives that share their agent
    "Two Peruvian boats were stopped by Chilean patrol ships and were threatened with water cannons.": [
        ("COERCE", "happened", "CHL", "PER"),
        ("THREATEN", "happened", "CHL", "PER"),
    ],
    # killed in a clash with somebody, another's wounded between
    "One Chadian soldier was killed and two others injured in a clash with Nigerien troops near the river.": [
        ("ASSAULT", "happened", "NER", "TCD")
    ],
    # a dispute has its other side after "against", a body's name before it
    "Kenya launched a World Trade Organization dispute against the Tanzanian tariffs but paused the case in April.": [
        ("ACCUSE", "happened", "KEN", "TZA"),
        ("CONCEDE", "happened", "KEN", "TZA"),
    ],
    "Egypt announced anti-dumping measures on imported steel from Turkey.": [("SANCTION", "happened", "EGY", "TUR")],
    "Ghana said the duties on Ivorian cement were officially removed.": [("CONCEDE", "happened", "GHA", "CIV")],
    "Bolivia lodged a protest note with the government of Paraguay over the map.": [
        ("ACCUSE", "happened", "BOL", "PRY")
    ],
    "Canada has sent blankets and tents worth 250,000 pounds to Haiti.": [("AID", "happened", "CAN", "HTI")],
    "Uganda will welcome the President of Rwanda, Paul Kagame, on the second state visit of the week.": [
        ("CONSULT", "planned", "UGA", "RWA")
    ],
    # countries counted first and named after a colon
    "On Friday, three Baltic neighbours: Estonia, Latvia, and Lithuania, backed the prime minister of Moldova.": [
        ("SUPPORT", "happened", "EST", "MDA"),
        ("SUPPORT", "happened", "LVA", "MDA"),
        ("SUPPORT", "happened", "LTU", "MDA"),
    ],
    # counterparts from elsewhere; a crowd's country is where what it attacks stands
    "Brazil's foreign minister telephoned his counterparts from the two countries, Bolivia and Peru, on Monday.": [
        ("CONSULT", "happened", "BRA", "BOL"),
        ("CONSULT", "happened", "BRA", "PER"),
    ],
    "Denmark was angry after its embassy in Abuja was attacked by protesters.": [("ASSAULT", "happened", "NGA", "DNK")],
    "Chile recalled its envoy after police broke into its embassy in Nairobi on Monday.": [
        ("ASSAULT", "happened", "KEN", "CHL")
    ],
    # put off, not held
    "The visit of the Ghanaian president to Togo was postponed.": [("CONSULT", "planned", "GHA", "TGO")],
}

NOT_TOLD: dict[str, Row] = {
    "Peru had received Chilean sanctions for years.": ("CONSULT", "happened", "PER", "CHL"),
    "A summit between Chad and Mali, which was scheduled to take place yesterday, was cancelled.": (
        "AGREE",
        "planned",
        "TCD",
        "MLI",
    ),
    "Laos held a news conference on dams with Vietnamese officials.": ("CONSULT", "happened", "LAO", "VNM"),
    "Britain gave 370,000 pounds to the aid effort of Nepal and US$100,000 to the World Health Organization.": (
        "AID",
        "happened",
        "GBR",
        "USA",
    ),
    "The meeting was attended by Ana Ruiz, president of Zambia and acting head of the African Union.": (
        "CONSULT",
        "happened",
        "ZMB",
        "AU",
    ),
}


@pytest.mark.parametrize("text", TOLD)
def test_every_act_of_a_sentence_is_told(text: str) -> None:
    found = read(text)
    assert set(TOLD[text]) <= found, found


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_looks_like_an_act_is_none(text: str) -> None:
    assert NOT_TOLD[text] not in read(text)


def test_shells_fired_at_one_of_two_are_the_others() -> None:
    text = (
        "Thai and Cambodian troops fought again on Monday. Thailand blames Cambodia. "
        "It began after mortars were fired at a Thai military base."
    )
    found = [r for r in read_text(text, name="t.txt")[1] if isinstance(r, Event)]
    assert any(r.type == "ASSAULT" and r.source == "KHM" and "mortars" in r.text for r in found), found


def test_the_chief_of_a_states_police_speaks_for_the_state() -> None:
    text = "Omar Diallo, the chief of the Malian border police, said five men were wounded."
    said = [r for r in read_text(text, name="t.txt")[1] if isinstance(r, Statement)]
    assert [r.affiliations for r in said] == [("MLI",)]
