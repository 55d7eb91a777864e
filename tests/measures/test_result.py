"""A measure says what it knows, and a lopsidedness never says more than its two measures."""

from __future__ import annotations

import math

import pytest

from lopsided.measures.result import Lopsidedness, Measure


def share(of: str, on: str, value: float | None, at_most: float | None = None) -> Measure:
    return Measure(
        definition="export_share",
        of=of,
        on=on,
        value=value,
        unit="fraction",
        period="2023",
        formula="",
        at_most=at_most,
    )


def test_two_known_values_give_their_ratio_and_the_side_that_needs_the_other_more() -> None:
    tie = Lopsidedness(a_on_b=share("LSO", "ZAF", 0.60), b_on_a=share("ZAF", "LSO", 0.03))
    assert tie.log_ratio == pytest.approx(math.log(20))
    assert tie.net_dependence == pytest.approx(0.57)
    assert tie.asymmetry == pytest.approx(0.57 / 0.63)
    assert (tie.text, tie.more_dependent) == ("20.0 to 1", "LSO")


def test_the_other_way_round_is_the_same_tie_with_the_sign_turned() -> None:
    tie = Lopsidedness(a_on_b=share("ZAF", "LSO", 0.03), b_on_a=share("LSO", "ZAF", 0.60))
    assert tie.log_ratio == pytest.approx(-math.log(20))
    assert (tie.text, tie.more_dependent) == ("20.0 to 1", "LSO")


def test_an_upper_bound_on_one_side_gives_a_lower_bound_on_the_ratio() -> None:
    tie = Lopsidedness(a_on_b=share("LSO", "ZAF", 0.60), b_on_a=share("ZAF", "LSO", None, at_most=0.05))
    assert tie.log_ratio is tie.net_dependence is tie.asymmetry is None
    assert tie.least_log_ratio == pytest.approx(math.log(12))
    assert (tie.text, tie.more_dependent) == ("at least 12.0 to 1", "LSO")


def test_bounds_that_overlap_say_nothing() -> None:
    tie = Lopsidedness(a_on_b=share("CHL", "PER", None, at_most=0.05), b_on_a=share("PER", "CHL", None, at_most=0.03))
    assert (tie.text, tie.more_dependent, tie.least_log_ratio) == ("cannot be said", "", None)
    inside = Lopsidedness(a_on_b=share("CHL", "PER", 0.02), b_on_a=share("PER", "CHL", None, at_most=0.03))
    assert inside.text == "cannot be said"


def test_a_measured_zero_on_one_side_leaves_only_the_other_dependent() -> None:
    tie = Lopsidedness(a_on_b=share("NPL", "IND", 0.0), b_on_a=share("IND", "NPL", 0.01))
    assert (tie.text, tie.more_dependent) == ("one side only", "IND")


def test_nearly_equal_shares_are_even() -> None:
    tie = Lopsidedness(a_on_b=share("DNK", "SWE", 0.102), b_on_a=share("SWE", "DNK", 0.100))
    assert (tie.text, tie.more_dependent) == ("even", "")
