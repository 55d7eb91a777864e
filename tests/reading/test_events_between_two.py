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
        ("Peru cut short a trip to Chile, and Bolivia threatened reprisals.", ("THREATEN", "BOL", "PER")),
        ("Peru's navy chief has warned of a blockade.", ("THREATEN", "PER", "BOL")),
        ("Bolivia is sending divers and a field hospital.", ("AID", "BOL", "PER")),
        ("Bolivia promised a hatchery at Desaguadero.", ("AGREE", "BOL", "PER")),
        ("Peru and Bolivia each blamed the other for it.", ("ACCUSE", "PER", "BOL")),
        ("An apology was made to Peru on behalf of Bolivia.", ("SUPPORT", "BOL", "PER")),
        ("The remark drew sharp criticism in Lima, and Bolivia earned praise from Peru.", ("SUPPORT", "PER", "BOL")),
        ("Talks broke down in Peru on Friday, an officer in Bolivia said.", ("CONSULT", "PER", "BOL")),
    ],
)
def test_the_other_of_two_is_who_it_was_done_to_or_by(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(PERU + text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru warned that the stocks would collapse.",
        "Bolivia's minister of fisheries stepped down for his son.",
        "Peru forfeited 200 tonnes of anchovy.",
        "Peru admitted nine dead.",
        "Bolivia absorbs a third of the catch.",
        "Peru borrowed 3 million dollars from a group of banks.",
        "Peru rejected a plan by the opposition to cut taxes.",
        "Bolivia lifted a ban on exports of fish by small firms.",
    ],
)
def test_what_is_done_to_nobody_is_not_done_to_the_other_of_two(text: str) -> None:
    assert acts(PERU + text) == acts(PERU)


def test_a_minister_of_no_told_state_acts_for_the_one_the_text_speaks_of_with_less_confidence() -> None:
    text = (
        "Gabon closed the market to farm produce of Angola on Thursday.\n\n"
        "Angola has few cards. It lives on reserves. On Monday Foreign Minister Luz Rey flew to Windhoek."
    )
    _, records = read_text(text, name="ours.txt")
    (visit,) = [e for e in records if isinstance(e, Event) and e.type == "CONSULT"]
    assert (visit.source, visit.target) == ("AGO", "NAM")
    assert visit.confidence <= 0.5


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Peru sent 2 million cubic metres of gas to Chile.", ("COOPERATE", "PER", "CHL")),
        ("China shipped goods worth 15 billion dollars to Malaysia.", ("COOPERATE", "CHN", "MYS")),
        ("Niger began supplying Benin with electricity.", ("COOPERATE", "NER", "BEN")),
        ("Kenya sent 300 tonnes of maize to drought victims in Somalia.", ("AID", "KEN", "SOM")),
        ("France donated 20 trucks to Benin.", ("AID", "FRA", "BEN")),
        ("Chad kept Niger's onions out.", ("SANCTION", "TCD", "NER")),
        ("Qatar spent 600 million dollars on Norwegian seafood.", ("COOPERATE", "QAT", "NOR")),
        ("A Libyan general described Chad's airports as legitimate targets.", ("THREATEN", "LBY", "TCD")),
    ],
)
def test_goods_shipped_are_trade_and_gifts_are_aid(text: str, act: tuple[str, str, str]) -> None:
    assert acts(text) == {act}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Talks on mackerel broke down, and in February Iceland accused Oslo of greed.", ("ACCUSE", "ISL", "NOR")),
        ("On Monday Foreign Minister Ana Ruiz of Chile flew to Hanoi.", ("CONSULT", "CHL", "VNM")),
        ("In May Niger was invaded by Libya.", ("ASSAULT", "LBY", "NER")),
    ],
)
def test_a_month_before_a_name_is_no_part_of_it(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(text)


@pytest.mark.parametrize(
    "text", ["There is no treaty between Chad and Mali.", "Peru wants a pact between Mali and Chad."]
)
def test_a_pact_that_is_only_wished_for_is_none(text: str) -> None:
    assert acts(text) == set()


def test_who_helps_or_refuses_from_outside_deals_with_whom_the_sentence_before_told_of() -> None:
    text = PERU + "Peru shut the port to Bolivia. Bolivia has few cards. It lives on reserves. "
    found = acts(text + "The World Bank has since approved a grant of 3 million dollars.")
    assert ("AID", "World Bank", "BOL") in found


def test_its_neighbour_is_one_that_borders_it() -> None:
    text = (
        "Chad and Sudan have fallen out. Chad shut the border with Sudan, and Sudan has named Chad a foe. "
        "The United States has cut its help. The camps are full. Rain is late. Nobody in Paris minds. "
        "Washington looks away. Chad sold its neighbour cattle before."
    )
    assert ("COOPERATE", "TCD", "SDN") in acts(text)


def test_the_two_of_an_office_are_no_others_named_just_before() -> None:
    text = (
        "Peru and Bolivia quarrel over fish. Peru jailed 12 fishermen of Bolivia; Bolivia shut its road to Peru. "
        "Peru and Bolivia have courts for it. In May the American defence secretary, Ann Roe, came, and "
        "Bolivia's prime minister, Luz Rey, was glad. In June the two prime ministers signed a pact."
    )
    assert ("AGREE", "USA", "BOL") not in acts(text)
    assert {("AGREE", "PER", "BOL"), ("AGREE", "BOL", "PER")} & acts(text)


def test_they_who_sign_are_the_two_a_text_is_about_but_no_people_told_of_right_before() -> None:
    told = PERU + "Rain is coming, the host said.\n\nThey signed a memorandum on quotas."
    assert {("AGREE", "PER", "BOL"), ("AGREE", "BOL", "PER")} & acts(told)
    assert acts(PERU + "The fishermen came home. They agreed to wait.") == acts(PERU)


def test_a_pact_named_with_both_its_sides_was_made() -> None:
    assert acts("The lawyers cited an 1890 treaty between Britain and Germany.") == {("AGREE", "GBR", "DEU")}


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
