"""The hedge decides how near a measured value must be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records.examples import figure

from lopsided.checks.tolerance import Claim, claim_of, judge, judge_bounds, rules
from lopsided.reading.figures.hedges import hedges

LEVELS = {"agrees": 0, "close": 1, "disagrees": 2}


@pytest.mark.parametrize(
    ("value", "hedge", "text", "measured", "level"),
    [
        (0.40, None, "40 percent", 0.41, "agrees"),
        (0.40, None, "40 percent", 0.36, "close"),
        (0.40, None, "40 percent", 0.30, "disagrees"),
        (1 / 3, None, "a third", 0.36, "agrees"),
        (1 / 3, "almost", "almost a third", 0.33, "agrees"),
        (1 / 3, "almost", "almost a third", 0.345, "close"),
        (1 / 3, "almost", "almost a third", 0.40, "disagrees"),
        (0.5, "about", "about half", 0.46, "agrees"),
        (0.5, "more than", "more than half", 0.48, "close"),
        (0.5, "more than", "more than half", 0.9, "agrees"),
        (0.5, "at least", "at least half", 0.3, "disagrees"),
        (0.5, "up to", "up to half", 0.30, "agrees"),
        (0.5, "up to", "up to half", 0.60, "disagrees"),
        (0.1, "less than", "less than 10 percent", 0.08, "agrees"),
        (0.1, "less than", "less than 10 percent", 0.13, "disagrees"),
        (0.02, None, "2 percent", 0.024, "agrees"),
        (0.02, None, "2 percent", 0.029, "close"),
    ],
)
def test_a_share_is_judged_by_its_hedge(value: float, hedge: str, text: str, measured: float, level: str) -> None:
    claim = claim_of(figure("a", value, "fraction", "share", text, hedge=hedge))
    assert judge(claim, measured) == level


@pytest.mark.parametrize(
    ("wanted", "measured", "level"),
    [
        (1.0, 1, "agrees"),
        (1.0, 2, "disagrees"),
        (2.0, 1, "disagrees"),
        (4.0, 5, "close"),
        (4.0, 7, "disagrees"),
        (None, 2, "agrees"),
        (None, 5, "close"),
        (None, 9, "disagrees"),
    ],
)
def test_a_rank_must_be_the_same(wanted: float | None, measured: float, level: str) -> None:
    assert judge(claim_of(figure("a", wanted, "rank", "rank", "the place")), measured) == level


def test_multiples_are_compared_as_multiples_and_growth_must_have_the_right_sign() -> None:
    doubled = claim_of(figure("a", 2.0, "factor", "growth", "doubled"))
    assert judge(doubled, 0.95) == "agrees"
    assert judge(doubled, 0.40) == "disagrees"
    rose = claim_of(figure("a", 0.12, "fraction", "growth", "rose 12 percent"))
    assert judge(rose, 0.121) == "agrees"
    assert judge(rose, -0.12) == "disagrees"
    fell = claim_of(figure("a", -0.12, "fraction", "growth", "fell 12 percent"))
    assert judge(fell, -0.121) == "agrees"
    assert judge(fell, 0.12) == "disagrees"


def test_ranges_hold_what_lies_in_them() -> None:
    claim = claim_of(figure("a", 20.0, "t", "volume", "20 to 30 tonnes", value_high=30.0))
    assert judge(claim, 25) == "agrees"
    assert judge(claim, 33) == "close"
    assert judge(claim, 50) == "disagrees"


def test_a_value_known_only_by_its_bounds_can_disagree_or_be_left_open() -> None:
    third = claim_of(figure("a", 1 / 3, "fraction", "share", "a third"))
    assert judge_bounds(third, 0.0, 0.04) == "disagrees"
    assert judge_bounds(third, 0.0, 0.9) is None
    first = claim_of(figure("a", 1.0, "rank", "rank", "largest"))
    assert judge_bounds(first, 6, 200) == "disagrees"
    assert judge_bounds(first, 1, 2) is None


@given(st.floats(0.01, 0.9), st.floats(0.0, 1.0), st.sampled_from([None, "almost", "about", "record"]))
def test_moving_away_from_the_reported_value_never_helps(value: float, measured: float, hedge: str | None) -> None:
    claim = Claim(value, value, hedge or "plain", "share")
    farther = measured + (0.05 if measured >= value else -0.05)
    assert LEVELS[judge(claim, farther)] >= LEVELS[judge(claim, measured)]


@given(st.floats(0.01, 0.9), st.floats(0.0, 1.0), st.floats(0.0, 0.3))
def test_wider_bounds_are_never_stricter(value: float, measured: float, wider: float) -> None:
    claim = Claim(value, value, "plain", "share")
    assert LEVELS[judge(claim, measured, wider=wider)] <= LEVELS[judge(claim, measured)]


def test_every_hedge_has_words() -> None:
    hedges = [r for r in rules().values() if "agrees" in r and "close" in r and isinstance(r["agrees"], list)]
    assert len(hedges) >= 8
    assert all(rule["words"] for rule in hedges)


def test_every_hedge_the_reader_knows_has_a_rule() -> None:
    assert set(hedges()) <= set(rules())
