"""Acts in texts about two whose other side the sentence leaves out, and acts told in idioms."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Event

PERU = "Peru and Bolivia have quarrelled over fish for years. Peru says that Bolivia nets too much of it.\n\n"


def acts(text: str) -> set[tuple[str, str, str]]:
    """Type, source and target of every act in a text."""
    _, records = read_text(text, name="ours.txt")
    return {(e.type, e.source, e.target) for e in records if isinstance(e, Event)}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Bolivian trawlers were impounded on Monday.", ("COERCE", "PER", "BOL")),
        ("Peru waved Bolivian lorries through again.", ("CONCEDE", "PER", "BOL")),
        ("On Tuesday Peru lifted the quota.", ("CONCEDE", "PER", "BOL")),
        ("Bolivia promised a hatchery at Desaguadero.", ("AGREE", "BOL", "PER")),
        ("Peru and Bolivia each blamed the other for it.", ("ACCUSE", "PER", "BOL")),
        ("An apology was made to Peru on behalf of Bolivia.", ("SUPPORT", "BOL", "PER")),
        ("The remark drew sharp criticism in Lima, and Bolivia earned praise from Peru.", ("SUPPORT", "PER", "BOL")),
        ("Talks broke down in Peru on Friday, an officer in Bolivia said.", ("CONSULT", "PER", "BOL")),
    ],
)
def test_the_other_of_two_is_who_it_was_done_to_or_by(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(PERU + text)


def test_a_third_state_is_not_passed_over_for_the_other_of_two() -> None:
    found = acts(PERU + "Peru promised Chile a hatchery at Tacna.")
    assert ("AGREE", "PER", "BOL") not in found


def test_each_of_three_talks_with_each_other() -> None:
    found = acts("Ghana, Togo and Benin held talks on Sunday.")
    assert {frozenset(act[1:]) for act in found if act[0] == "CONSULT"} == {
        frozenset(pair) for pair in (("GHA", "TGO"), ("GHA", "BEN"), ("TGO", "BEN"))
    }


def test_who_gives_what_he_was_just_asked_for() -> None:
    found = acts("Malawi asked Norway for tents. Norway delivered 200 tents in May.")
    assert ("AID", "NOR", "MWI") in found


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Nepal and Bhutan have drawn a line under the refugee row.", ("AGREE", "NPL", "BTN")),
        ("Latvia laughed off Estonia's ultimatum.", ("REJECT", "LVA", "EST")),
        ("Kenya slapped Somalia with a ban on khat.", ("SANCTION", "KEN", "SOM")),
        ("Oman brought Yemen and Saudi Arabia to the negotiating table.", ("CONSULT", "OMN", "YEM")),
        ("Chad hauled Libya before the court in The Hague.", ("ACCUSE", "TCD", "LBY")),
        ("Austria held up Albania's accession to the bloc.", ("REJECT", "AUT", "ALB")),
        ("Fiji's envoy sounded out Tonga about a ferry.", ("CONSULT", "FJI", "TON")),
        ("Zambia pulled its men back from the frontier with Malawi.", ("RETREAT", "ZMB", "MWI")),
        ("Ghana and Togo traded blows over cocoa.", ("ACCUSE", "GHA", "TGO")),
        ("Canada struck at tariffs imposed by Norway.", ("ACCUSE", "CAN", "NOR")),
        ("Egypt sent 1,300 doses of vaccine to Sudan.", ("AID", "EGY", "SDN")),
    ],
)
def test_idioms(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(text)


def test_money_is_no_party() -> None:
    assert not {act for act in acts("Russia agreed to pay Cuba US$130 for each tonne.") if "USA" in act}
