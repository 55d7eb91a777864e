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


def _told(text: str, words: str, **fields: object) -> str:
    start = text.index(words)
    figure = Figure(
        document="a.txt", span=(start, start + len(words)), text=words, sentence=(0, len(text)), **fields,  # type: ignore[arg-type]
    )  # fmt: skip
    return check_figure(figure, document("a.txt", text, published="2024-06-10")).why


@pytest.mark.parametrize(
    ("text", "among_some"),
    [
        ("Kenya is Uganda's largest trading partner in Africa.", True),
        ("Kenya is Uganda's largest trading partner in the region.", True),
        ("Among African countries, Kenya is Uganda's largest trading partner.", True),
        ("Kenya is Uganda's largest trading partner.", False),
        ("Kenya, a power in Africa, is Uganda's largest trading partner.", False),
    ],
)
def test_a_place_among_some_countries_is_not_held_against_the_place_among_all(text: str, among_some: bool) -> None:  # noqa: FBT001
    why = _told(
        text, "largest trading partner", value=1.0, unit="rank", quantity="rank", exporter="KEN", importer="UGA",
        whole="trading partners of UGA",
    )  # fmt: skip
    assert ("among some countries" in why) is among_some


@pytest.mark.parametrize(
    ("text", "words", "goods"),
    [
        ("Seven out of ten cars sold in Peru come from China.", "Seven out of ten", "cars"),
        ("Four in five solar panels installed in Peru come from China.", "Four in five", "solar panels"),
        ("Half of the phones bought in Peru come from China.", "Half of the phones", "phones"),
        ("Half of the goods bought in Peru come from China.", "Half of the goods", None),
    ],
)
def test_a_part_of_some_goods_is_not_held_against_all_goods(text: str, words: str, goods: str | None) -> None:
    why = _told(
        text, words, value=0.5, unit="fraction", quantity="share", exporter="CHN", importer="PER",
        whole="imports of PER",
    )  # fmt: skip
    assert (f"no embedded dataset has trade in {goods}" in why) is (goods is not None), why


def test_electricity_sold_to_one_country_is_not_held_against_all_that_is_sold() -> None:
    why = _told(
        "Laos sold 900 MWh of electricity to Vietnam.", "900 MWh of electricity", value=9e8, unit="Wh",
        quantity="volume", exporter="LAO", importer="VNM",
    )  # fmt: skip
    assert "between two countries" in why


def test_what_is_borrowed_is_a_loan() -> None:
    text = "Ghana borrowed $2 billion from China."
    why = _told(text, text[:-1], value=2e9, unit="USD", quantity="money", exporter="CHN", importer="GHA")
    assert "loans" in why


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("The crude oil supply from Nigeria was 0.3 million barrels per day in 2022.", True),
        ("Shipments of crude oil from Nigeria came to 0.3 million barrels per day in 2022.", True),
        ("Nigeria's exports of crude oil came to 0.3 million barrels per day in 2022.", False),
    ],
)
def test_what_some_buyer_takes_is_not_all_that_is_sold(text: str, unsaid: bool) -> None:  # noqa: FBT001
    why = _told(
        text, "0.3 million barrels per day", value=3e5, unit="bbl/day", quantity="volume", exporter="NGA",
        commodity="crude", period="2022",
    )  # fmt: skip
    assert ("who buys is not said" in why) is unsaid


@pytest.mark.parametrize(
    ("text", "of_a_month"),
    [
        (
            "Indian imports of crude oil from Nigeria fell to 0.3 million barrels per day, the least since May 2020.",
            True,
        ),
        ("India's crude imports from Nigeria fell to 0.3 million barrels per day.", False),
    ],
)
def test_what_a_day_was_in_one_month_is_not_held_against_years(text: str, of_a_month: bool) -> None:  # noqa: FBT001
    why = _told(
        text, "0.3 million barrels per day", value=3e5, unit="bbl/day", quantity="volume", exporter="NGA",
        importer="IND", commodity="crude",
    )  # fmt: skip
    assert ("it is of one month" in why) is of_a_month


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        ("Mexico signed a contract for the yearly sale of $12 billion of crude oil to the United States.", True),
        ("Under a contract signed in 2014, Mexico sold the United States $12 billion of crude oil.", False),
        ("Under an accord on energy Mexico supplied the United States with $12 billion of crude oil.", False),
    ],
)
def test_what_was_agreed_on_is_not_what_was_traded(text: str, agreed: bool) -> None:  # noqa: FBT001
    why = _told(
        text, "$12 billion", value=12e9, unit="USD", quantity="money", exporter="MEX", importer="USA", commodity="crude"
    )
    assert ("it is what was agreed on" in why) is agreed
