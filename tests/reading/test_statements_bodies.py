"""Whose spokesman speaks where the sentence told of a body before, and what verbs bring besides a clause."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Statement


def statements_in(text: str) -> list[Statement]:
    _, records = read_text(text, name="x.txt", published="2024-05-15")
    return [r for r in records if isinstance(r, Statement)]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Peru's trade ministry will appeal to Chile, a ministry spokesman said.", "PER"),
        ("Ghana's navy stopped two Togolese boats on Monday, a spokesman said.", "GHA"),
        ("When Chad closed its border, Niger's answer was swift. The foreign ministry called the step illegal.", "NER"),
    ],
)
def test_whose_voice_it_is(text: str, whose: str) -> None:
    assert statements_in(text)[-1].affiliations == (whose,)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kampala has repeatedly denied arming the rebels in Congo.", "Uganda"),
        ("Sweden ruled out joining the blockade of Cuba.", "Sweden"),
        ("Fiji's premier called for Tonga to release the crew.", "Fiji's premier"),
        ("Peru pointed out the wide gap between the offers.", "Peru"),
        ("Norway congratulated Iceland on the new accord.", "Norway"),
        ("Oslo apologised for the loss of two Danish boats.", "Norway"),
    ],
)
def test_what_was_said_need_be_no_clause(text: str, who: str) -> None:
    assert [s.speakers for s in statements_in(text)] == [(who,)]


def test_an_unknown_full_name_is_a_person_who_goes_on() -> None:
    text = (
        "Rice sales to Kenya will double, said Alungkarn Prempree, citing the trade board. Prices will hold, he added."
    )
    assert [s.speakers for s in statements_in(text)] == [("Alungkarn Prempree",)] * 2


def test_a_person_of_an_institute_is_an_analyst() -> None:
    (found,) = statements_in('"Both need grain," said Iannis Poulos of the Athens Observatory for Trade.')
    assert (found.speaker_kind, found.affiliations) == ("analyst", ("Athens Observatory for Trade",))


@pytest.mark.parametrize(
    ("text", "speakers", "of"),
    [
        (
            "In an interview with Reuters, Kwame Mensah, Peru's trade minister, called the quota unfair.",
            ("Kwame Mensah",),
            ("PER",),
        ),
        ('"It hurts our farmers," said Ana Ruiz, who teaches law at the Quito Institute.', None, ("Quito Institute",)),
        ("Analysts at the Quito Institute for Trade said prices would climb.", None, ("Quito Institute for Trade",)),
        (
            "The two states' foreign ministers, Ama Serwaa of Ghana and Robert Dussey of Togo, said it would reopen.",
            ("Ama Serwaa", "Robert Dussey"),
            ("GHA", "TGO"),
        ),
        (
            "Peruvian Trade Minister Ana Ruiz and her Chilean counterpart, Luz Rey, agreed that talks should resume.",
            ("Ana Ruiz", "Luz Rey"),
            ("PER", "CHL"),
        ),
        ("The European Commission's trade spokesman, Jan Holt, said the duties were fair.", ("Jan Holt",), ("EU",)),
        ("The head of the IMF mission to Peru, Jan Holt, said growth would slow.", ("Jan Holt",), ("IMF",)),
        ("Jan Holt, Deputy Minister for Trade, Fiji, noted that sales had doubled.", ("Jan Holt",), ("FJI",)),
        ("Finnish President Alvar Salo's spokesman, Jan Holt, said Chad was a partner.", ("Jan Holt",), ("FIN",)),
    ],
)
def test_who_speaks_for_whom(text: str, speakers: tuple[str, ...] | None, of: tuple[str, ...]) -> None:
    (found,) = statements_in(text)
    assert found.affiliations == of
    assert speakers is None or found.speakers == speakers
