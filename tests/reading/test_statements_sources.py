"""Sources told of in other ways: "by the data of", a fact sheet, a body by its own name, "the 52-year-old"."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Statement


def statements_in(text: str) -> list[Statement]:
    _, records = read_text(text, name="x.txt", published="2024-05-15")
    return [r for r in records if isinstance(r, Statement)]


@pytest.mark.parametrize(
    ("text", "who", "whose"),
    [
        (
            "By the data of the Kenyan customs authority, trade with Uganda fell by a fifth last year.",
            "Kenyan customs authority",
            "KEN",
        ),
        (
            "By the Zambian ministry's own figures, farmers sold 40,000 tonnes of maize to Zimbabwe in May.",
            "Zambian ministry",
            "ZMB",
        ),
        (
            "Exports to Ghana rose 4 percent, according to a fact sheet issued by the Togolese trade ministry.",
            "Togolese trade ministry",
            "TGO",
        ),
        ("Petrosur, Ecuador's state oil company, said it would cut deliveries to Colombia.", "Petrosur", "ECU"),
        ("Petrosur, the Ecuadorian state oil company, put its losses at $30 million.", "Petrosur", "ECU"),
        (
            "Peru's foreign minister telephoned his Chilean counterpart and urged restraint, his ministry said.",
            "ministry",
            "PER",
        ),
    ],
)
def test_who_is_the_source(text: str, who: str, whose: str) -> None:
    said = statements_in(text)[-1]
    assert (said.speakers, said.affiliations) == ((who,), (whose,))


def test_an_age_stands_for_the_person_told_of_before() -> None:
    text = "Grace Otieno sells onions in Kenya. The 52-year-old accused both governments of forgetting her."
    assert statements_in(text)[-1].speakers == ("Grace Otieno",)


def test_both_sides_may_hail_what_a_relative_clause_hangs_on() -> None:
    text = "Ghana and Togo signed a treaty on fishing which both sides hailed as a new beginning."
    assert statements_in(text)[-1].speakers == ("Ghana", "Togo")


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The foreign ministry in Delhi rejects that account.", "IND"),
        ("Peruvian officials disputed that Chile had paid for the water.", "PER"),
    ],
)
def test_what_others_said_is_denied(text: str, whose: str) -> None:
    assert statements_in(text)[-1].affiliations == (whose,)


@pytest.mark.parametrize(
    "text",
    [
        "The Peruvian parliament rejected what the Chilean senate had passed.",
        "Togo rejects that offer.",
        "The central bank's balance sheet shows that Ghana owes Togo a lot.",
        "The money was found in the accounts of the Ghanaian ministry in Togo.",
        "Trade with Togo rose by the figures of a decade ago in only a month.",
        "The 52-year-old bridge between Ghana and Togo was closed on Monday.",
        "The treaty which both sides signed ended the quarrel of Ghana and Togo.",
        "By the end of the week of the summit, Ghana had reopened its border with Togo.",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert statements_in(text) == []
