"""What a figure's own clause adds to the record, whoever read it."""

from __future__ import annotations

import pytest
from tests.records.examples import document

from lopsided.checks.clause import clause, completed, joined
from lopsided.checks.matching import question
from lopsided.checks.question import NoQuestion, Question
from lopsided.checks.times import is_earlier
from lopsided.records.kinds import Document, Figure


def _told(text: str, words: str, **more: object) -> tuple[Figure, Document]:
    start = text.index(words)
    fields: dict[str, object] = {"value": 0.3, "unit": "fraction", "quantity": "share"} | more
    figure = Figure(
        document="a.txt", span=(start, start + len(words)), text=words, sentence=(0, len(text)), **fields  # type: ignore[arg-type]
    )  # fmt: skip
    return figure, document("a.txt", text)


def test_the_words_say_whose_side_a_share_is_of() -> None:
    text = "China buys 30 percent of Brazil's exports."
    told = completed(*_told(text, text[:-1], exporter="BRA", importer="CHN", whole="imports of CHN"))
    assert told.whole == "exports of BRA"
    asked = question(told)
    assert isinstance(asked, Question)
    assert (asked.kind, asked.of, asked.on) == ("export_share", "BRA", "CHN")


def test_the_currency_of_payment_is_no_share_of_trade() -> None:
    text = "Kenya settles 30 percent of its trade with India in rupees, the bank said."
    told = completed(*_told(text, "30 percent of its trade", exporter="KEN", importer="IND", whole="trade of KEN"))
    asked = question(told)
    assert isinstance(asked, NoQuestion)
    assert "currency" in asked.why


@pytest.mark.parametrize(
    ("text", "words", "product"),
    [
        ("Peru sold China copper ore worth $9 billion last year.", "$9 billion", "copper"),
        ("Peru sold $9 billion of copper ore to China.", "$9 billion", "copper"),
        ("Peru sold $9 billion more than copper miners had hoped.", "$9 billion", None),
    ],
)
def test_a_sum_takes_the_product_it_pays_for(text: str, words: str, product: str | None) -> None:
    told, doc = _told(text, words, value=9e9, unit="USD", quantity="money")
    assert completed(told, doc).commodity == product


@pytest.mark.parametrize(
    ("text", "words", "earlier"),
    [
        ("Some 39% went to China in 2023, up from 30% a decade before.", "30%", True),
        ("Some 39% went to China, against 30% ten years earlier.", "30%", True),
        ("Russia once met 30% of the need.", "30% of the need", True),
        ("Some 30% went to China in 2023, up from 20% in 2013.", "30%", False),
        ("A third, 30%, came from Norway.", "30%", False),
    ],
)
def test_a_value_of_an_earlier_time_is_known_as_such(text: str, words: str, *, earlier: bool) -> None:
    assert is_earlier(*_told(text, words)) is earlier


def test_a_clause_ends_at_commas_and_conjunctions() -> None:
    text = "Lagos denied it, but Spain buys 9 percent of the oil, officials said."
    assert clause(*_told(text, "9 percent")) == "Spain buys 9 percent of the oil"


def test_largest_supplier_of_nobody_named_is_not_taken_for_the_worlds() -> None:
    text = "Norway became the largest gas supplier to the continent."
    told = {"value": 1.0, "unit": "rank", "quantity": "rank", "exporter": "NOR", "commodity": "natural-gas"}
    asked = question(completed(*_told(text, text[:-1], whole="natural-gas suppliers of the world", **told)))
    assert isinstance(asked, NoQuestion)
    world = "Norway became the world's largest gas supplier."
    asked = question(completed(*_told(world, world[:-1], whole="natural-gas suppliers of the world", **told)))
    assert isinstance(asked, Question)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Iraq supplied one fifth of India's oil", "imports of IND: crude"),
        ("one fifth of Iraq's oil goes to India", "exports of IRQ: crude"),
        ("Iraq accounts for one fifth of world crude exports", "exports of the world: crude"),
    ],
)
def test_the_owner_says_what_a_share_is_of(text: str, whole: str) -> None:
    read = {"exporter": "IRQ", "importer": "IND", "commodity": "crude", "whole": "exports of IRQ: crude"}
    assert completed(*_told(text, text, **read)).whole == whole


@pytest.mark.parametrize(
    ("text", "joint"),
    [
        ("Half of Laos's exports go to China and Thailand.", True),
        ("India, China and Turkey buy half of Laos's exports.", True),
        ("Half of Laos's exports go to China.", False),
        ("Trade between Laos and China is half of all trade.", False),
    ],
)
def test_a_share_of_several_partners_is_not_taken_for_one(text: str, *, joint: bool) -> None:
    told = _told(text, text[:-1], exporter="LAO", importer="CHN", whole="exports of LAO")
    assert bool(joined(*told)) is joint
