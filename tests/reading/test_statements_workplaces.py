"""Who somebody is and whom he speaks for, by ranks and honorifics, offices of a state before a name, and workplaces."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Statement


def last_of(text: str) -> Statement:
    _, records = read_text(text, name="x.txt", published="2024-05-15")
    return [r for r in records if isinstance(r, Statement)][-1]


@pytest.mark.parametrize(
    ("text", "speaker", "whose"),
    [
        (
            "The Zambian army denied any part. Its spokesman, Brig Joseph Banda Tembo, said the jet came from Mali.",
            "Joseph Banda Tembo",
            "ZMB",
        ),
        (
            'Malaysian Prime Minister Datuk Seri Ismail Rahman met the Thai king. "We are brothers," Ismail said.',
            "Ismail Rahman",
            "MYS",
        ),
        ("The ambassador of Kenya Joseph Mwangi said Uganda had paid.", "Joseph Mwangi", "KEN"),
        (
            "The head of the Ministry of Economy of Georgia Irakli Beridze met the Minister of Trade of Turkey Orhan "
            "Demir. Demir said the gate will open.",
            "Orhan Demir",
            "TUR",
        ),
        ('"We begged them," Ghanaian Energy Secretary Ama Boateng said of Togo.', "Ama Boateng", "GHA"),
        ("President Bayu Santosa of Indonesia said Malaysia must wait.", "Bayu Santosa", "IDN"),
        (
            "Sweden's bills rose. Energy Minister Kari Nordmann told the Storting that Norway would not build a cable "
            "to Sweden.",
            "Kari Nordmann",
            "NOR",
        ),
        (
            'Ecuador and Peru signed. The rights group Blue Lantern was not impressed. "Every visit makes a paper," '
            "its director, Ana Ruiz, said.",
            "Ana Ruiz",
            "Blue Lantern",
        ),
        (
            'Chad counts on UNHCR. "We counted 400," said Claire Dubois, who heads the agency\'s office in Faya.',
            "Claire Dubois",
            "UNHCR",
        ),
        (
            "Norway's sovereign wealth fund holds bonds. Its chief executive, Marit Solberg, said it would sell.",
            "Marit Solberg",
            "NOR",
        ),
        (
            '"Peru sold the silver," says Rosa Leiva, a partner at the consultancy Nile Metrics.',
            "Rosa Leiva",
            "Nile Metrics",
        ),
        (
            "Two foreign ministers met. Luz Salas, the Peruvian, came with a list. Salas said Chile must pay.",
            "Luz Salas",
            "PER",
        ),
    ],
)
def test_who_speaks_and_for_whom(text: str, speaker: str, whose: str) -> None:
    found = last_of(text)
    assert found.speakers == (speaker,)
    assert found.affiliations == (whose,)


@pytest.mark.parametrize(
    ("text", "not_whose"),
    [
        # a guest may tell another's parliament; what else he says of his own country weighs more
        ("Foreign Minister Ana Ruiz of Chile told the Knesset that Chile would vote again.", "ISR"),
        ("Juan Rey, a man with Peruvian friends, said Chile had paid.", "PER"),
        ("Ana Ruiz, the mayor, said Chile had paid.", "CHL"),
    ],
)
def test_who_is_not_spoken_for(text: str, not_whose: str) -> None:
    assert not_whose not in last_of(text).affiliations


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Police used tear gas and three men were hurt in Mali, organisers said.", "organisers"),
        ("Statgrid, the Norwegian grid company, put its income at 2.3 billion kroner.", "Statgrid"),
        ("The Malian army disputed the figure.", "Malian army"),
        # who was told does not speak
        (
            "Last week two foreign ministers met in Arica. Elmer Salas, the Peruvian, came with a list. We are "
            "here to close files and not to open them, he told reporters on the quay.",
            "Elmer Salas",
        ),
        # a day is nobody
        (
            "Ankara gave no permission for it, answered the speaker of the MFA of Turkey Selim Kartal on Friday.",
            "Selim Kartal",
        ),
        # the text has gone on to another woman
        (
            "Claire Dubois works for the UN in Chad.\n\nHalima Osman, 34, walked from Geneina. Fighters took "
            "everything at the checkpoints, she said.",
            "Halima Osman",
        ),
    ],
)
def test_who_speaks_where_no_office_says_so(text: str, speaker: str) -> None:
    assert last_of(text).speakers == (speaker,)


def test_what_is_told_of_stands_before_the_semicolon() -> None:
    text = "Chad hosts refugees, half of whom came in 2023, according to the UN refugee agency; Egypt has more."
    assert "refugees" in last_of(text).text or "came in 2023" in last_of(text).text
    assert "Egypt" not in last_of(text).text


def test_a_ministry_sits_where_it_is_said_to() -> None:
    assert last_of("Chile complained. The security ministry in Lima rejected the claim.").affiliations == ("PER",)


_INTERVIEW = """Zambia's trade minister, Chipo Mulenga, spoke to The Ledger in Lusaka about the ban.

{asks}: Did Tanzania threaten to cut you off?

{answers}: No. We have filed a complaint, and we may yet suspend purchases of Kenyan tea.

{asks}: What about Congo?

{answers}: Congo closed the Kasumbalesa crossing on Sunday. We have asked Kinshasa to reopen it."""


@pytest.mark.parametrize(("asks", "answers"), [("The Ledger", "Mulenga"), ("TL", "CM"), ("Q", "A")])
def test_two_who_take_turns_are_an_interview_whatever_their_labels(asks: str, answers: str) -> None:
    _, records = read_text(_INTERVIEW.format(asks=asks, answers=answers), name="x.txt", published="2024-06-04")
    said = [r for r in records if isinstance(r, Statement) and r.form == "direct"]
    assert [(s.speakers, s.affiliations) for s in said] == [(("Chipo Mulenga",), ("ZMB",))] * 2


def test_what_is_only_asked_was_not_said() -> None:
    _, records = read_text("Asked whether Ghana had warned Togo, the minister did not answer.", name="x.txt")
    assert [r for r in records if isinstance(r, Statement)] == []


def test_a_minister_is_of_who_acts_and_where_he_speaks_not_of_where_a_text_was_sent_from() -> None:
    text = (
        "MEXICO CITY, 5 March 2024 (Wire) - Mexico and Guatemala signed a gas deal on Monday.\n\nHonduras recalled its "
        'ambassador from Guatemala City last Friday. "We were not told," Foreign Minister Eduardo Rivas told press in '
        "Tegucigalpa."
    )
    assert last_of(text).affiliations == ("HND",)
