"""What an amount is of where no trade code names it, whose data it is, and the months it is counted over."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Figure


def _figures(text: str) -> list[Figure]:
    return [r for r in read_text(text, name="t", published="2024-09-10")[1] if isinstance(r, Figure)]


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("Senegal bought 40,000 tonnes of onions from Morocco in May.", "onions"),
        ("Ecuador sold prawns worth $3 million to Spain in 2022.", "prawns"),
        ("Laos shipped 900 tonnes of coffee beans to Thailand in 2022.", "coffee beans"),
        ("Ecuador sold goods worth $3 million to Spain in 2022.", None),
        ("Norway lent Malawi $3 million of cash in 2022.", None),
        ("Oman supplied 90,000 tonnes to Jordan in 2022.", None),
    ],
)
def test_an_amount_is_of_the_goods_its_words_name(text: str, goods: str | None) -> None:
    assert _figures(text)[0].commodity == goods


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In March and April, Ghana sold cocoa worth $9 million to Togo.", "2024-03/2024-04"),
        ("Ghana sold cocoa worth $9 million to Togo in the seven months to July.", "2024-01/2024-07"),
        ("Ghana sold cocoa worth $9 million to Togo in the six months ending February 2023.", "2022-09/2023-02"),
        ("In January-May last year, Ghana sold cocoa worth $9 million to Togo.", "2023-01/2023-05"),
        ("From January to the end of May 2022, Ghana sold cocoa worth $9 million to Togo.", "2022-01/2022-05"),
        ("Ghana sold cocoa worth $9 million to Togo in 2021 and 2022.", "2021/2022"),
    ],
)
def test_months_told_together_are_one_period(text: str, period: str) -> None:
    assert _figures(text)[0].period == period


def test_whose_data_it_is_says_nothing_of_who_sends() -> None:
    text = "Angola accounted for 40 percent of Portugal's coffee imports, according to data from Portugal's customs."
    (share,) = _figures(text)
    assert (share.exporter, share.importer) == ("AGO", "PRT")


@pytest.mark.parametrize(
    ("text", "exporter", "importer", "whole"),
    [
        ("Angola made 12 percent of total coffee imports of Portugal.", "AGO", "PRT", "imports of PRT: coffee"),
        ("Angola accounted for 20 percent of gas supplies to Ghana.", "AGO", "GHA", "imports of GHA: natural-gas"),
        ("Peru bought 30 percent of the corn exported by Paraguay.", "PRY", "PER", "exports of PRY: corn"),
        ("Peru snapped up 30 percent of all of Paraguay's corn exports.", "PRY", "PER", "exports of PRY: corn"),
    ],
)
def test_a_part_is_of_the_trade_its_words_name(text: str, exporter: str, importer: str, whole: str) -> None:
    (share,) = _figures(text)
    assert (share.exporter, share.importer, share.whole) == (exporter, importer, whole)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Filipinos in Qatar remitted $30 million in May.", [("QAT", "PHL")]),
        ("Norway gave Malawi economic assistance of 3 million dollars.", [("NOR", "MWI")]),
        ("Malawi said its debt to Japan was 3 million dollars.", [("JPN", "MWI")]),
        ("Gas supplies received by Jordan amounted to 3 million tonnes.", [(None, "JOR")]),
        (
            "Niger sold Ghana 900 tonnes of onions, Mali with 700 tonnes, and Benin with 300 tonnes.",
            [("NER", "GHA"), ("MLI", "GHA"), ("BEN", "GHA")],
        ),
        (
            "Ghana bought 900 tonnes of Malian onions compared with 300 from Niger.",
            [("MLI", "GHA"), ("NER", "GHA")],
        ),
    ],
)
def test_who_gives_what_to_whom(text: str, ends: list[tuple[str | None, str]]) -> None:
    assert [(f.exporter, f.importer) for f in _figures(text)] == ends


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (
            "In January-May 2024, Ghana's exports to Togo rose 4 percent from the same period last year.",
            "2024-01/2024-05",
        ),
        ("Ghana's exports to Togo grew by 4 percent compared to April 2023.", None),
        ("In March, Ghana's exports to Togo were up 4 percent from February.", "2024-03"),
    ],
)
def test_a_change_is_of_the_later_of_two_times(text: str, period: str | None) -> None:
    assert _figures(text)[-1].period == period


@pytest.mark.parametrize("goods", ["palm oil", "olive oil", "crude palm oil", "non-oil goods", "vegetable oils"])
def test_oils_to_eat_are_no_crude(goods: str) -> None:
    found = _figures(f"Mexico's {goods} exports to Jamaica were worth $3 million in 2022.")
    assert found[0].commodity != "crude"


def test_thousands_of_mt_are_tonnes_and_a_plus_is_a_change() -> None:
    (amount,) = _figures("Malaysia supplied 414,815 mt of rice to Jordan.")
    assert (amount.value, amount.unit) == (414815, "t")
    change = _figures("Imports from Chad (+39.0 percent to 9 million euros) rose more than those from Mali.")[0]
    assert (change.quantity, change.value) == ("growth", 0.39)


def test_a_sentence_without_a_time_goes_on_about_the_time_before() -> None:
    text = "In May, Oman imported 3 tonnes of rice from Peru. Chad supplied 2 tonnes of rice to Oman. Peru ships more."
    assert [f.period for f in _figures(text)] == ["2024-05", "2024-05"]


@pytest.mark.parametrize(
    ("text", "nth", "ends"),
    [
        ("Argentina was the first supplier of Chile, with almost 18% of the market.", 1, ("ARG", "CHL")),
        (
            "Laos posted a surplus of $3 million with Malta but recorded a deficit of $9 million with Peru.",
            1,
            ("LAO", "PER"),
        ),
        ("Chad made up 22% of Mali's total rice imports, ahead of Togo for 20.5%.", 1, ("TGO", "MLI")),
        (
            "Mali was Chad's biggest trading partner with trade of $9 million, followed by Togo with $7 million.",
            2,
            ("TCD", "TGO"),
        ),
        (
            "Chad's trade with Mali reached 9 million euros (+8.8%), followed by Togo 7 million euros (+2.8%).",
            3,
            ("TCD", "TGO"),
        ),
    ],
)
def test_each_of_a_row_has_its_own_ends(text: str, nth: int, ends: tuple[str, str]) -> None:
    figure = _figures(text)[nth]
    assert (figure.exporter, figure.importer) == ends


def test_amounts_in_brackets_are_of_the_goods_before_them() -> None:
    text = (
        "Canada's top exports to Kenya were vehicles ($48 million), crude oil ($21 million) and plastics ($13 million)."
    )
    assert [f.commodity for f in _figures(text)] == ["vehicles", "crude", "plastics"]


def test_a_currency_with_a_hyphen_is_money_of_nobody() -> None:
    (amount,) = _figures("Uganda's exports to Kenya were 425 million US-Dollars.")
    assert (amount.value, amount.unit, amount.importer) == (425e6, "USD", "KEN")
