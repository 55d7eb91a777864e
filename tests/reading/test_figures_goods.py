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
