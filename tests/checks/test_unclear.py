"""Figures that no measure speaks to, told by the words around them."""

from __future__ import annotations

import pytest
from tests.records.examples import document

from lopsided.checks.verdict import check_figure
from lopsided.records.kinds import Figure


def _why(text: str, words: str, value: float) -> str:
    start = text.index(words)
    figure = Figure(
        document="a.txt", span=(start, start + len(words)), text=words, sentence=(0, len(text)), value=value,
        unit="USD", quantity="money", exporter="MEX", importer="USA", commodity="crude", period="2021",
    )  # fmt: skip
    return check_figure(figure, document("a.txt", text, published="2022-03-01")).why


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Mexico sold the United States crude oil at $60 a barrel in 2021.", "$60", 60),
        ("The United States paid Mexico $58.5 per barrel for its crude oil in 2021.", "$58.5", 58.5),
        ("In 2021 Mexico asked the United States $61/bbl for crude oil.", "$61", 61),
        ("A tonne of Mexican crude oil cost the United States 400 dollars per metric ton in 2021.", "400 dollars", 400),
        ("The price of Mexican crude oil sold to the United States rose to $64 in 2021.", "$64", 64),
        ("A ceiling of $60 for each barrel of Mexican crude oil held in the United States.", "$60", 60),
    ],
)
def test_a_price_is_not_held_against_the_value_of_trade(text: str, words: str, value: float) -> None:
    assert "price" in _why(text, words, value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mexico sold the United States crude oil for $12 billion a year in 2021.", "$12 billion"),
        ("High prices lifted Mexican crude oil sold to the United States to $12 billion in 2021.", "$12 billion"),
        ("The United States bought $12 billion of a heavy crude oil from Mexico in 2021.", "$12 billion"),
    ],
)
def test_an_amount_of_trade_is_no_price(text: str, words: str) -> None:
    assert "it is a price" not in _why(text, words, 12e9)
