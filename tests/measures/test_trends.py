"""Growth, breaks and reorientation on series worked by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopsided.measures.trends import growth, level_break, reorientation

AMOUNTS = st.dictionaries(st.sampled_from("BCDEFG"), st.floats(0, 1e6))


def test_growth_is_the_yearly_rate_between_the_ends_whatever_years_are_missing() -> None:
    assert growth({2000: 100.0, 2002: 121.0}) == pytest.approx(0.10)
    assert growth({2000: 100.0}) is None
    assert growth({2000: 0.0, 2001: 5.0}) is None


def test_a_step_is_found_in_the_year_it_happened() -> None:
    share = dict(
        zip(range(2014, 2025), [0.10, 0.11, 0.10, 0.12, 0.11, 0.10, 0.11, 0.10, 0.33, 0.35, 0.34], strict=True)
    )
    found = level_break(share)
    assert found is not None
    assert found.year == 2022
    assert found.before == pytest.approx(0.10625)
    assert found.after == pytest.approx(0.34)


def test_noise_a_constant_and_a_single_odd_year_are_no_breaks() -> None:
    assert level_break(dict(enumerate([1.0, 3.0, 2.0, 1.0, 3.0, 2.0, 1.0, 3.0, 2.0]))) is None
    assert level_break(dict.fromkeys(range(2000, 2010), 5.0)) is None
    assert level_break(dict(enumerate([1.0, 1.1, 0.9, 1.0, 9.0, 1.1, 0.9, 1.0, 1.0]))) is None
    assert level_break({2000: 1.0, 2001: 9.0}) is None


def test_a_jump_between_two_constants_is_certain() -> None:
    found = level_break({year: 1.0 if year < 2005 else 2.0 for year in range(2000, 2010)})
    assert found is not None
    assert (found.year, found.f) == (2005, math.inf)


def test_lost_sales_are_shared_out_over_those_who_bought_more() -> None:
    # B lost 100 and E 20; C rose by 60 and D by 30: 90 of 120 made up for either, two thirds of it by C.
    before, after = {"B": 150.0, "C": 10.0, "E": 21.0}, {"B": 50.0, "C": 70.0, "D": 30.0, "E": 1.0}
    found = reorientation(before, after, "B")
    assert found.lost == 100
    assert found.made_up == pytest.approx(0.75)
    assert found.to == pytest.approx({"C": 0.5, "D": 0.25})
    assert reorientation(before, after, "E").to == pytest.approx(found.to)


def test_more_gained_than_lost_makes_up_all_of_it_and_no_more() -> None:
    found = reorientation({"B": 10.0}, {"B": 5.0, "C": 100.0}, "B")
    assert (found.made_up, found.to) == (1.0, {"C": 1.0})


def test_sales_that_did_not_fall_are_not_reoriented() -> None:
    assert reorientation({"B": 5.0}, {"B": 6.0, "C": 9.0}, "B").to == {}


@given(AMOUNTS, AMOUNTS)
def test_the_parts_never_exceed_the_loss(before: dict[str, float], after: dict[str, float]) -> None:
    found = reorientation(before, after, "B")
    assert 0 <= found.made_up <= 1
    assert math.fsum(found.to.values()) == pytest.approx(found.made_up)
    assert "B" not in found.to
