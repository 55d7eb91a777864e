"""Reports in documents without a day, wire text with another beginning, and tolls told apart from their act."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.records.examples import document, event, figure

from lopsided.records.figure_words import clause_of, is_told_of
from lopsided.records.intervals import comes_within, day_named, days
from lopsided.records.stories import stories

if TYPE_CHECKING:
    from lopsided.records.kinds import Figure

VISIT = "Burundian President Evariste Nkuru visited Kigali"


@pytest.mark.parametrize(
    ("undated", "many"),
    [
        (f"{VISIT} on 7 June", 2),
        (f"{VISIT} on June 7th", 2),
        (f"{VISIT} on 8 May", 1),
        (f"{VISIT} on 7 June 2023", 1),  # a year is the reader's to date
        (f"{VISIT} before the summit of 7 June", 1),  # the day of something else
        (VISIT, 1),
    ],
)
def test_a_day_without_a_year_keeps_a_later_visit_apart(undated: str, many: int) -> None:
    documents = [document("a.txt", VISIT, published="2023-05-09"), document("b.txt", undated)]
    told = [
        event("a.txt", "CONSULT", "BDI", "RWA", VISIT, date="2023-05-08", trigger="visited"),
        event("b.txt", "CONSULT", "BDI", "RWA", undated, trigger="visited"),
    ]
    assert len(stories(documents, told)) == many
    assert len(stories(documents, [replace(told[0], date=None), told[1]])) == many


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("Burundi and Rwanda agreed a second ceasefire at Bugarama", 2),
        ("Burundi and Rwanda agreed another ceasefire at Bugarama", 2),
        ("Burundi and Rwanda agreed the ceasefire at Bugarama", 1),
        ("Burundi and Rwanda agreed a ceasefire at Bugarama", 1),
    ],
)
def test_another_of_its_kind_without_a_day_is_another(text: str, many: int) -> None:
    first = "Burundi and Rwanda agreed a ceasefire at Bugarama"
    found = stories(
        [document("a.txt", first, published="2023-05-09"), document("b.txt", text)],
        [
            event("a.txt", "AGREE", "BDI", "RWA", first, date="2023-05-08", trigger="agreed"),
            event("b.txt", "AGREE", "BDI", "RWA", text, trigger="agreed"),
        ],
    )
    assert len(found) == many


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("met on June 7", (6, 7)),
        ("met on 21st of March", (3, 21)),
        ("met on Sept. 3", (9, 3)),
        ("met on 7 June 2021", None),
        ("met since 7 June", None),
        ("met on 7 occasions", None),
    ],
)
def test_a_day_is_named_only_after_on_and_without_a_year(text: str, day: tuple[int, int] | None) -> None:
    assert day_named(text) == day


def test_a_day_of_the_year_is_found_across_new_year_and_at_the_ends_of_time() -> None:
    assert comes_within((12, 30), days("2023-01-02"), 45, 0)  # type: ignore[arg-type]
    assert not comes_within((6, 7), days("2023-01-02"), 45, 0)  # type: ignore[arg-type]
    assert not comes_within((6, 7), days("0001-01-02"), 45, 0)  # type: ignore[arg-type]
    assert not comes_within((6, 7), days("9999-12-30"), 0, 45)  # type: ignore[arg-type]
    assert comes_within((6, 7), days("2023"), 0, 0)  # type: ignore[arg-type]


WIRE = "Burundi and Rwanda signed a contract on Monday for 90,000 tonnes of cement a year from the Cibitoke works."


@pytest.mark.parametrize(
    ("lead", "body", "sources"),
    [
        ("At last, builders will say, and not a day too soon. ", WIRE, 1),
        ("", WIRE.replace("90,000", "80,000"), 2),
        ("", "On Monday Burundi and Rwanda signed a contract on cement from the Cibitoke works, ministers said.", 2),
    ],
)
def test_word_for_word_alike_is_one_source(lead: str, body: str, sources: int) -> None:
    more = {"date": "2023-05-08", "trigger": "signed"}
    found = stories(
        [document("a.txt", WIRE, published="2023-05-09"), document("b.txt", lead + body, published="2023-05-09")],
        [
            event("a.txt", "AGREE", "BDI", "RWA", WIRE, **more),
            event("b.txt", "AGREE", "BDI", "RWA", body, at=len(lead), **more),
        ],
    )
    assert [s.sources for s in found] == [sources]


def test_words_too_few_to_be_copied_are_two_sources() -> None:
    short = "Rwanda closed the crossing at Bugarama on Monday."
    more = {"date": "2023-05-08", "trigger": "closed"}
    names = ("a.txt", "b.txt")
    (found,) = stories(
        [document(name, short, published="2023-05-09") for name in names],
        [event(name, "SANCTION", "RWA", "BDI", short, **more) for name in names],
    )
    assert found.sources == 2


@pytest.mark.parametrize(
    ("text", "words", "outcomes"),
    [
        ("The raid struck a camp, killing 12 people and wounding 30 people.", "12 people", {"killed"}),
        ("The raid struck a camp, killing 12 people and wounding 30 people.", "30 people", {"wounded"}),
        ("In the raid 12 people were killed and 30 people injured.", "12 people", {"killed"}),
        ("In the raid 12 people were killed and 30 people injured.", "30 people", {"wounded"}),
        ("In the raid 12 people were killed and wounded.", "12 people", {"killed", "wounded"}),
        ("In the raid 12 people were killed or injured.", "12 people", {"killed", "wounded"}),
    ],
)
def test_dead_and_wounded_counted_side_by_side_are_two_counts(text: str, words: str, outcomes: set[str]) -> None:
    found = replace(_count(text, words), sentence=(0, len(text)))
    assert clause_of(found, {"a.txt": document("a.txt", text)}).outcomes == outcomes


DEED = "Rwandan guards raided a Burundian post on Monday. "


@pytest.mark.parametrize(
    ("after", "words", "told"),
    [
        ("Five sailors were killed.", "Five sailors", True),
        ("At least five sailors were wounded in the raid, police said.", "five sailors", True),
        ("Five sailors died.", "Five sailors", True),
        ("Five sailors were killed in a separate attack.", "Five sailors", False),
        ("Five sailors were killed last year.", "Five sailors", False),
        ("Since March, five sailors were killed.", "five sailors", False),
        ("Another five sailors were killed.", "five sailors", False),
        ("Five sailors were freed.", "Five sailors", False),
    ],
)
def test_a_next_sentence_that_tells_no_more_than_a_toll_is_of_the_act(after: str, words: str, told: object) -> None:
    text = DEED + after
    deed = DEED.strip(" .")
    act = replace(event("a.txt", "ASSAULT", "RWA", "BDI", deed, trigger="raided"), sentence=(0, len(deed) + 1))
    toll = replace(_count(text, words), sentence=(len(DEED), len(text)))
    assert is_told_of(act, toll, text) is told


def _count(text: str, words: str) -> Figure:
    return figure("a.txt", 5.0, "person", "count", words, at=text.index(words))
