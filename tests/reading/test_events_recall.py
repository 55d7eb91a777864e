"""Ordinary clauses of the news that report an act between two countries, and their near neighbours that report none."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Event

Row = tuple[str, str, str, str]


def read(text: str) -> set[Row]:
    found = read_text(text, name="t.txt", published="2024-05-15")[1]
    return {(r.type, r.mode, r.source, r.target) for r in found if isinstance(r, Event)}


ACTS: dict[str, list[Row]] = {
    # whom help is meant for stands in its purpose, or beside the object
    "Norway has given 20 million dollars to help people in Honduras.": [("AID", "happened", "NOR", "HND")],
    "Qatar donated a field hospital to assist Lebanon with the outbreak.": [("AID", "happened", "QAT", "LBN")],
    "Ghana is willing to send tents alongside food to Togo.": [("AID", "planned", "GHA", "TGO")],
    "India gifted two patrol boats to the Maldives.": [("AID", "happened", "IND", "MDV")],
    "Peru sent three consignments to earthquake victims in Ecuador.": [("AID", "happened", "PER", "ECU")],
    # a name before the verb that the parser hung on the phrase before it
    "On a visit to Zambia, Kenyan President William Ruto voiced his support of President Hakainde Hichilema.": [
        ("SUPPORT", "happened", "KEN", "ZMB")
    ],
    # several countries before one noun, long names of bodies
    "US and Russian troops clashed near the airfield.": [("ASSAULT", "happened", "USA", "RUS")],
    "The Chilean International Cooperation Agency gave two million dollars to Haiti's farmers.": [
        ("AID", "happened", "CHL", "HTI")
    ],
    "The war games were staged by Greek pilots and Cypriot forces.": [("COOPERATE", "happened", "GRC", "CYP")],
    # said to be so, but not known
    "Iranian hackers may have attacked Albania's power grid.": [("ASSAULT", "alleged", "IRN", "ALB")],
    "Russia is believed to have jammed Estonian radars.": [("COERCE", "alleged", "RUS", "EST")],
    # killed in somebody's fire, truces along a border
    "Two Thai soldiers were wounded in Cambodian shelling.": [("ASSAULT", "happened", "KHM", "THA")],
    "A ceasefire began on Monday along the Armenia-Azerbaijan border.": [("RETREAT", "happened", "ARM", "AZE")],
    # protests of ministries are words, of crowds acts
    "Chad's foreign ministry protested over Sudan's new map.": [("ACCUSE", "happened", "TCD", "SDN")],
    "Jordan's protest was lodged with the Israeli envoy.": [("ACCUSE", "happened", "JOR", "ISR")],
    # going there
    "Brazil's president will head to Paraguay on Friday.": [("CONSULT", "planned", "BRA", "PRY")],
    "The pact is to be signed when Danish premier Mette Frederiksen visits Iceland.": [
        ("CONSULT", "planned", "DNK", "ISL")
    ],
    "Hungary's president visited Serbia in May, and Serbia's president visited Hungary.": [
        ("CONSULT", "happened", "HUN", "SRB"),
        ("CONSULT", "happened", "SRB", "HUN"),
    ],
    # envoys, measures, trade
    "Bolivia has summoned its ambassador in Lima home for consultations with Peru at odds.": [
        ("SANCTION", "happened", "BOL", "PER")
    ],
    "Moldova has reduced its aid to Georgia five times.": [("SANCTION", "happened", "MDA", "GEO")],
    "Niger hit back with a ban on Nigerian cement.": [("SANCTION", "happened", "NER", "NGA")],
    "Morocco ordered twelve helicopters from Turkey.": [("COOPERATE", "happened", "MAR", "TUR")],
    "Nauru switched recognition from Taiwan to China.": [
        ("SANCTION", "happened", "NRU", "TWN"),
        ("SUPPORT", "happened", "NRU", "CHN"),
    ],
    "Vietnam angered China by signing a pact with the Philippines.": [("AGREE", "happened", "VNM", "PHL")],
    "Uganda raised duties on imports from Kenya, whose trade minister denounced an act of hostility.": [
        ("ACCUSE", "happened", "KEN", "UGA")
    ],
    "Two Malian traders were released from detention in Algeria.": [("CONCEDE", "happened", "DZA", "MLI")],
}

NONE: dict[str, set[str]] = {
    # against whom is not by whom
    "Poland announced the introduction of anti-Belarusian sanctions.": {"BLR"},
    # a border only says where
    "Kenya sent food to villages along the border with Somalia.": {"KEN"},
    # asked a question, not a favour
    "Spain's premier nodded when asked whether Morocco would help.": {"ESP"},
}


@pytest.mark.parametrize(("text", "wanted"), ACTS.items())
def test_an_ordinary_clause_is_read(text: str, wanted: list[Row]) -> None:
    assert set(wanted) <= read(text)


@pytest.mark.parametrize(("text", "bystanders"), NONE.items())
def test_who_is_only_named_beside_an_act_did_nothing(text: str, bystanders: set[str]) -> None:
    assert not {row for row in read(text) if row[2] in bystanders}


def test_who_brokered_a_truce_does_not_suffer_its_suspension() -> None:
    assert not {
        row for row in read("Libya announced the suspension of a Turkish-brokered truce with Chad.") if row[3] == "TUR"
    }


def test_going_home_gives_nothing_back() -> None:
    assert not {row for row in read("Kenya's president returned home from Uganda after a week.") if row[0] == "CONCEDE"}
