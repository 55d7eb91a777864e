"""A growth told of a weight is held against weights, one told of a sum against sums; differences in readers' words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.records.examples import document, figure

from lopsided.checks import evidence_flows
from lopsided.checks.basis import told_of
from lopsided.checks.verdict import check_figure
from lopsided.checks.wording import difference_shown

if TYPE_CHECKING:
    from lopsided.checks.check import Check


def _growth(text: str, words: str, **more: Any) -> Check:  # noqa: ANN401
    told = figure("a.txt", 0.1, "fraction", "growth", words, at=text.index(words), exporter="AUS", importer="JPN",
                  commodity="coal", whole="exports of AUS", period="2022", **more)  # fmt: skip
    return check_figure(replace(told, sentence=(0, len(text))), document("a.txt", text, published="2023-02-01"))


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Japan bought 90 million tonnes of coal from Australia, an increase of 10 percent from 2021.", "tonnes"),
        ("Australia shipped 90 million tonnes of coal to Japan in 2022, up 10 percent.", "tonnes"),
        ("Sales of coal to Japan reached $40 billion, a rise of 10 percent.", "value"),
        ("By volume coal sales to Japan grew 10 percent.", "tonnes"),
        ("Coal sales to Japan grew 10 percent.", None),
        ("Japan has 90 million tonnes in store, and coal sales to it grew 10 percent.", None),
        ("Peru mined 3 million tonnes; a rise of 10 percent in coal sales followed.", None),
    ],
)
def test_what_a_growth_is_told_of(text: str, basis: str | None) -> None:
    told = figure("a.txt", 0.1, "fraction", "growth", "10 percent", at=text.index("10 percent"))
    assert told_of(replace(told, sentence=(0, len(text))), document("a.txt", text)) == basis


def test_a_growth_of_tonnes_is_held_against_weights_alone() -> None:
    check = _growth("Japan bought 90 million tonnes of Australian coal, an increase of 10 percent.", "10 percent")
    assert check.measure == "product_growth"
    assert [(f.label, f.weight) for f in check.findings] == [
        ("growth by weight, 2022", "full"),
        ("growth by value, 2022", "context"),
    ]
    assert check.difference == check.findings[0].difference


def test_a_growth_of_a_sum_is_held_against_sums_alone() -> None:
    check = _growth("Japan paid $40 billion for Australian coal, an increase of 10 percent.", "10 percent")
    assert [f.weight for f in check.findings] == ["full", "context"]
    assert check.findings[0].label == "growth by value, 2022"


def test_weights_worked_out_from_values_carry_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_flows, "is_imputed", lambda *_: True)
    check = _growth("Japan bought 90 million tonnes of Australian coal, an increase of 10 percent.", "10 percent")
    assert check.verdict == "cannot be checked"
    assert check.findings[0].weight == "proxy"
    assert "not weighed" in check.findings[0].note


@pytest.mark.parametrize(
    ("difference", "unit", "words"),
    [
        (-0.54, "fraction", "-54 percentage points"),
        (0.01, "fraction", "+1 percentage point"),
        (1.5, "fraction", "+150 percentage points"),
        (0.0001, "fraction", "the same"),
        (0.0, "rank", "the same"),
        (1.0, "rank", "1 place lower"),
        (-2.0, "rank", "2 places higher"),
        (3.2e6, "t", "+3.2 million t"),
        (-4e9, "USD", "-4 billion USD"),
    ],
)
def test_differences_are_told_in_readers_words(difference: float, unit: str, words: str) -> None:
    assert difference_shown(difference, unit) == words
