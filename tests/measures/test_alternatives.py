"""Substitutes on the world market and the Commission's three tests, on small worlds worked by hand."""

from __future__ import annotations

import math

import pytest

from lopsided.measures.alternatives import alternatives, criticality

# A world market for one product: B sells 60 to A and 40 elsewhere; C sells 20 to A and 80 to D; A re-exports 5.
WORLD = {("B", "A"): 60.0, ("B", "D"): 40.0, ("C", "A"): 20.0, ("C", "D"): 80.0, ("A", "D"): 5.0}


def test_what_others_sell_elsewhere_could_cover_the_volume_one_and_a_third_times() -> None:
    found = alternatives(WORLD, buyer="A", seller="B")
    assert found.not_from == pytest.approx(105 / 205)
    assert found.cover == pytest.approx(80 / 60)


def test_nothing_bought_needs_no_cover_and_no_market_has_no_share() -> None:
    assert alternatives(WORLD, buyer="C", seller="B").cover is None
    assert alternatives({}, buyer="A", seller="B").not_from is None


def test_a_single_seller_leaves_nothing_to_turn_to() -> None:
    found = alternatives({("B", "A"): 10.0, ("B", "D"): 30.0}, buyer="A", seller="B")
    assert (found.not_from, found.cover) == (0.0, 0.0)


def test_three_tests_for_a_single_country() -> None:
    found = criticality(WORLD, home={"A"})
    assert found.concentration == pytest.approx(0.75**2 + 0.25**2)
    assert found.from_outside == 1
    assert found.imports_to_exports == pytest.approx(80 / 5)
    assert found.critical


def test_a_partner_in_the_bloc_is_not_outside() -> None:
    found = criticality(WORLD, home={"A", "C"})
    assert found.from_outside == pytest.approx(60 / 80)
    assert found.concentration == 1
    assert found.imports_to_exports == pytest.approx(60 / 105)
    assert found.passed == (True, True, False)
    assert not found.critical


def test_a_product_neither_bought_nor_sold_fails_no_test_and_one_never_exported_is_never_replaced() -> None:
    assert not criticality({("X", "Y"): 1.0}, home={"A"}).critical
    assert criticality({("X", "A"): 1.0}, home={"A"}).imports_to_exports == math.inf
