"""Commitments read from sentences of our own."""

from __future__ import annotations

import pytest
from tests.reading.texts import commitments_in


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        ("Peru and Chile signed a mining agreement.", {"PER", "CHL"}, "signed"),
        ("Kenya signed a trade pact with Ghana.", {"KEN", "GHA"}, "signed"),
        ("Iran and Iraq agreed to build a railway.", {"IRN", "IRQ"}, "announced"),
        ("Norway pledged to help Malawi.", {"NOR"}, "announced"),
        ("Japan promised Laos a loan of 40 million dollars.", {"JPN"}, "announced"),
        ("Turkey will supply Moldova with electricity.", {"TUR"}, "announced"),
        ("Qatar offered its assistance to Lebanon.", {"QAT"}, "offered"),
        ("Nepal and Bhutan decided to open a new crossing.", {"NPL", "BTN"}, "announced"),
        ("Fiji agreed to buy 40 megawatts of power from Tonga.", {"FJI", "TON"}, "announced"),
        ("Gabon and Ghana signed a fishing pact, newspapers reported.", {"GAB", "GHA"}, "signed"),
        ("Mali and Niger will build a dam, their ministers decided.", {"MLI", "NER"}, "announced"),
        ("Cuba has rolled over a loan of $90 million to Haiti.", {"CUB"}, "announced"),
        ("Malta leased a berth in Valletta to a Libyan company for 20 years.", {"MLT", "LBY"}, "announced"),
        ("Oman said it would deposit $300 million in the central bank of Sudan.", {"OMN"}, "announced"),
        ("Togo and Benin are in talks on a railway.", {"TGO", "BEN"}, "under discussion"),
        ("Iceland and Ireland are discussing signing an air treaty.", {"ISL", "IRL"}, "under discussion"),
        ("Chile, Peru, Bolivia and Ecuador undertook to share their maps.", {"CHL", "PER", "BOL", "ECU"}, "announced"),
        ("Latvia remains committed to help Moldova.", {"LVA"}, "announced"),
        ("Japan's Toyota will invest $2 billion in Kenya, the Kenyan government said.", {"JPN", "KEN"}, "announced"),
        ("Japan's Toyota will invest $2 billion in Kenya, the Japanese government said.", {"JPN"}, "announced"),
    ],
)
def test_commitment_is_read(text: str, parties: set[str], status: str) -> None:
    found = commitments_in(text)
    assert [(set(c.parties), c.status) for c in found] == [(parties, status)]
    assert text[found[0].span[0] : found[0].span[1]] == found[0].text
    assert found[0].what


@pytest.mark.parametrize(
    "text",
    [
        "Zambia expects to sign a deal with Malawi.",
        "Spain invited Cuba's president to Madrid.",
        "Peru refused to sign an agreement with Chile.",
        "Experts say Oman will help Yemen.",
        "Ghana threatened to close its border with Togo.",
        "Ghana is set to open a plant in Togo.",
        "Togo and Benin are in talks on the election.",
        "Will Zambia sell more power to Malawi?",
        "Is Fiji going to sign the fishing pact with Tonga?",
    ],
)
def test_wishes_refusals_and_forecasts_bind_nobody(text: str) -> None:
    assert commitments_in(text) == []


def test_amount_and_one_sided_announcement() -> None:
    text = (
        "Kazakh President Kassym-Jomart Tokayev said he had reached a deal with Uzbekistan to buy gas for $30 million."
    )
    (found,) = commitments_in(text)
    assert set(found.parties) == {"KAZ", "UZB"}
    assert "30 million" in str(found.amount)
    assert found.announced_by == ("KAZ",)
    assert found.one_sided


def test_joint_statement_is_not_one_sided() -> None:
    text = "In a joint statement, Rwanda and Uganda agreed to reopen the border."
    assert [c.one_sided for c in commitments_in(text)] == [False]


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        ("Beijing's offer to lend Ghana a billion dollars still stands.", {"CHN"}, "offered"),
        ("A promise by Peru and Chile to keep the peace was broken.", {"PER", "CHL"}, "announced"),
        ("Japan assured Laos that it would finish the bridge.", {"JPN"}, "announced"),
    ],
)
def test_promises_and_offers_a_noun_names_are_read(text: str, parties: set[str], status: str) -> None:
    assert [(set(c.parties), c.status) for c in commitments_in(text)] == [(parties, status)]


def test_a_headline_and_the_sentence_that_spells_it_out_are_one_commitment() -> None:
    text = "Peru, Chile sign water accord\n\nPeru and Chile on Monday signed an accord on the waters of the Tacna."
    (found,) = commitments_in(text)
    assert "Tacna" in found.text


@pytest.mark.parametrize(
    "text",
    [
        "The minister assured that the decree does not touch Chile.",
        "Oman said it hoped that Yemen and Qatar would build a port.",
    ],
)
def test_insisting_and_hoping_bind_nobody(text: str) -> None:
    assert commitments_in(text) == []
