"""Hirschman's asymmetry: the same trade, unequal parts of unequal totals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopsided.measures.asymmetry import asymmetry, net_dependence

SHARES = st.floats(0, 1)


def test_a_small_country_sells_most_of_its_goods_to_a_large_one_that_hardly_notices() -> None:
    assert net_dependence(0.59, 0.01) == pytest.approx(0.58)
    assert asymmetry(0.59, 0.01) == pytest.approx(0.58 / 0.60)
    assert asymmetry(0.0, 0.0) == 0


@given(SHARES, SHARES)
def test_turning_the_dyad_round_turns_the_sign(a: float, b: float) -> None:
    assert asymmetry(a, b) == -asymmetry(b, a)
    assert -1 <= asymmetry(a, b) <= 1
    assert net_dependence(a, b) == -net_dependence(b, a)
