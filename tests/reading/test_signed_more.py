"""Records an analyst would not sign, found by reading new articles: what they must not become."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Commitment, Event, Figure

_TWO = "Turkey and Bulgaria talk. Bulgaria needs Turkey, Turkey needs Bulgaria. "


def read(text: str) -> tuple[list[Event], list[Figure], list[Commitment]]:
    _, records = read_text(text, name="x.txt", published="2024-03-14")
    return (
        [r for r in records if isinstance(r, Event)],
        [r for r in records if isinstance(r, Figure)],
        [r for r in records if isinstance(r, Commitment)],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Nepal's trade deficit with India hit a record 990 billion rupees.",
        "Exports to India from Nepal reached 3 billion dollars.",
        "Bulgaria paid Turkey 250 million leva in 2023 for pipeline capacity.",
    ],
)
def test_what_hurts_or_helps_nobody_is_no_such_act(text: str) -> None:
    assert not {e.type for e in read(text)[0]} & {"ASSAULT", "AID"}


def test_a_truism_binds_nobody() -> None:
    events, _, commitments = read(_TWO + '"A contract is a contract," Turkish Energy Minister Alparslan Demir said.')
    assert "AGREE" not in {e.type for e in events}
    assert commitments == []


def test_until_when_something_goes_on_is_not_when_it_is() -> None:
    events, _, _ = read("Turkey's Botas will supply Bulgaria with gas until 2035.")
    assert [(e.type, e.date) for e in events] == [("COOPERATE", None)]


def test_those_only_compared_are_not_the_two() -> None:
    text = "Turkey is Bulgaria's third-largest partner after Italy and Romania. Trade between the two was $6 billion."
    figure = next(f for f in read(text)[1] if f.quantity == "money")
    assert {figure.exporter, figure.importer} == {"TUR", "BGR"}


def test_an_area_and_a_part_of_a_country_are_no_trade() -> None:
    text = "Venezuela claims the Essequibo, an area of 160,000 square kilometres that makes up two-thirds of Guyana."
    assert [(f.exporter, f.importer) for f in read(text)[1]] == [(None, None), (None, None)]


def test_both_rates_of_a_duty_go_the_same_way() -> None:
    figures = read("Nepal raised import duties on Indian steel to 12 percent on Thursday, from 7 percent.")[1]
    assert [(f.exporter, f.importer) for f in figures] == [("NPL", "IND"), ("NPL", "IND")]


def test_people_who_work_abroad_are_of_their_country_and_their_money_goes_home() -> None:
    figures = read("Some 3 million Nepalis work in India. They sent home an estimated $1.6 billion in 2022.")[1]
    assert [(f.exporter, f.importer) for f in figures] == [("NPL", "IND"), ("IND", "NPL")]


def test_rupees_are_those_of_whose_deficit_it_is() -> None:
    figures = read("Duties rose after Nepal's trade deficit with India grew to 990 billion rupees.")[1]
    assert [f.unit for f in figures] == ["NPR"]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Mexico bought just 140,000 tonnes of fuel from Guatemala.", None),
        ("Mexico bought only 140,000 tonnes of fuel from Guatemala.", None),
        ("Barely 1 percent of Thai exports go to Laos.", "about"),
        ("Mexico bought less than 140,000 tonnes of fuel from Guatemala.", "less than"),
    ],
)
def test_a_number_held_to_be_small_is_no_upper_bound(text: str, hedge: str | None) -> None:
    assert [f.hedge for f in read(text)[1]] == [hedge]


def test_a_plus_is_a_change_and_a_grant_of_money_is_aid() -> None:
    assert [f.quantity for f in read("Austria's trade with Serbia rose, a plus of 8.5 percent.")[1]] == ["growth"]
    assert [e.type for e in read("India will grant Sri Lanka 20 billion rupees for housing.")[0]] == ["AID"]


def test_its_lender_is_not_its_own() -> None:
    figures = read("Tokyo has lent Bangladesh 3 billion dollars. Japan is its biggest lender.")[1]
    assert [(f.exporter, f.importer) for f in figures] == [("JPN", "BGD"), ("JPN", "BGD")]


def test_an_offer_taken_back_is_none() -> None:
    assert read("Japan withdrew its offer of $6 billion to Bangladesh.")[2] == []
    assert [c.status for c in read("Japan renewed its offer to lend Bangladesh $6 billion.")[2]] == ["offered"]
