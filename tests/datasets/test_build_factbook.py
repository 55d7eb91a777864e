"""From one Factbook entry to rows: leaders, capitals, memberships, series, with small entries written for the test."""

from __future__ import annotations

from typing import Any

import pytest
from tools.embedded import factbook_facts, factbook_numbers
from tools.embedded.factbook_numbers import Country


def entry(**sections: dict[str, Any]) -> list[Country]:
    return [Country("xa", "XAA", {name.replace("_", " "): content for name, content in sections.items()})]


def executive(text: str) -> list[Country]:
    return entry(Government={"Executive branch": {"chief of state": {"text": text}}})


@pytest.mark.parametrize(
    ("text", "title", "name", "since"),
    [
        ("President Ana MARIN (since 4 June 2021)", "President", "Ana MARIN", "2021-06-04"),
        ("King OTTO II of Norway (since May 1991)", "King", "OTTO II", "1991-05"),
        ("Prime Minister Dr. Li WEN (since 2019)", "Prime Minister Dr.", "Li WEN", "2019"),
        ("Premier CHO Min (President of the Yuan) (since 20 May 2024)", "Premier", "CHO Min", "2024-05-20"),
        ("King OTTO II (since 1 May 1991); for him Judge Jo HAY (since 2 May 2020)", "King", "OTTO II", "1991-05-01"),
        ("Sébastien MARTEL (since 9 September 2025)", "", "Sébastien MARTEL", "2025-09-09"),
    ],
)  # fmt: skip
def test_leaders_are_split_into_title_name_and_date(text: str, title: str, name: str, since: str) -> None:
    found = factbook_facts.leaders(executive(text))
    assert [(r["title"], r["name"], r["since"]) for r in found.rows] == [(title, name, since)]


@pytest.mark.parametrize(
    "text", ["President (vacant)", "Ana MARIN; the former president was overthrown", "King OTTO II"]
)
def test_an_office_without_one_dated_person_is_reported_not_guessed(text: str) -> None:
    found = factbook_facts.leaders(executive(text))
    assert found.rows == []
    assert [r["text"] for r in found.unparsed] == [text]


@pytest.mark.parametrize(
    ("text", "seats"),
    [
        ("Porto (constitutional capital); Coto (seat of government)",
         {"Porto": "constitutional capital", "Coto": "seat of government"}),
        ("Gita (political capital), Bujo (commercial capital)",
         {"Gita": "political capital", "Bujo": "commercial capital"}),
        ("Kyiv (Kiev is the transliteration from Russian)", {"Kyiv": "Kiev is the transliteration from Russian"}),
        ("Santa Rosa; note - Valpa is the seat of the national legislature",
         {"Santa Rosa": "Valpa is the seat of the national legislature"}),
        ("Washington, D.C.", {"Washington, D.C.": ""}),
        ("no official capital; offices in the Yara District", {}),
    ],
)  # fmt: skip
def test_capitals_keep_their_roles_and_sentences_are_no_capitals(text: str, seats: dict[str, str]) -> None:
    found = factbook_facts.facts(entry(Government={"Capital": {"name": {"text": text}}}))
    assert {r["value"]: r["detail"] for r in found.rows if r["fact"] == "capital"} == seats


def test_memberships_keep_their_qualifier() -> None:
    text = "BRICS, OAS (observer), SCO (dialogue member), AU (suspended), UN"
    found = factbook_facts.memberships(entry(Government={"International organization participation": {"text": text}}))
    members = {r["organisation"]: r["qualifier"] for r in found.rows}
    assert members == {"BRICS": "", "OAS": "observer", "SCO": "dialogue member", "AU": "suspended", "UN": ""}


def test_a_series_whose_label_and_date_disagree_is_reported() -> None:
    exports = {"Exports 2023": {"text": "$5 million (2022 est.)"}, "Exports 2022": {"text": "$4 million (2022 est.)"}}
    found = factbook_numbers.series(entry(Economy={"Exports": exports}))
    assert [(r["year"], r["value"]) for r in found.rows] == [(2022, 4e6)]
    assert [r["reason"] for r in found.unparsed] == ["labelled 2023 but dated 2022"]


def test_a_unit_that_is_not_the_one_expected_is_reported() -> None:
    coal = {"exports": {"text": "3 million short tons (2023)"}}
    found = factbook_numbers.series(entry(Energy={"Coal": coal}))
    assert found.rows == []
    assert "short tons" in found.unparsed[0]["reason"]


def test_an_unknown_partner_is_kept_by_name_and_reported() -> None:
    partners = {"Exports - partners": {"text": "Italy 30%, Ruritania 20% (2023)"}}
    found = factbook_numbers.partners(entry(Economy=partners), {"italy": "ITA"})
    assert [(r["partner"], r["partner_name"]) for r in found.rows] == [("ITA", "Italy"), ("", "Ruritania")]
    assert [(r["text"], r["reason"]) for r in found.unparsed] == [("Ruritania", "unknown partner name")]
