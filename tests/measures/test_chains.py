"""Leontief measures against Miller & Blair's printed tables, small tables worked by hand, and identities."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from lopsided.errors import SolveError
from lopsided.measures.chains import (
    all_rounds,
    blocks,
    face_value,
    leontief_inverse,
    reliance,
    reliance_known,
    technical_coefficients,
)

Array = NDArray[np.float64]

# Miller & Blair (2009), Input-Output Analysis, 2nd edition, section 2.3, tables 2.3 to 2.5.
TWO_SECTORS = np.array([[150.0, 500.0], [200.0, 100.0]])
TWO_OUTPUTS = np.array([1000.0, 2000.0])

# The same book, section 3.3, tables 3.2 to 3.4: region L with three sectors, region M with two.
TWO_REGIONS = np.array(
    [
        [150.0, 500.0, 50.0, 25.0, 75.0],
        [200.0, 100.0, 400.0, 200.0, 100.0],
        [300.0, 500.0, 50.0, 60.0, 40.0],
        [75.0, 100.0, 60.0, 200.0, 250.0],
        [50.0, 25.0, 25.0, 150.0, 100.0],
    ]
)
REGION_OUTPUTS = np.array([1000.0, 2000.0, 1000.0, 1200.0, 800.0])
REGION_OF = np.array([0, 0, 0, 1, 1])
L_ROWS, M_ROWS = slice(0, 3), slice(3, 5)


def test_two_sector_coefficients_and_inverse_as_printed() -> None:
    technical = technical_coefficients(TWO_SECTORS, TWO_OUTPUTS)
    np.testing.assert_allclose(technical, [[0.15, 0.25], [0.20, 0.05]])
    inverse = leontief_inverse(technical)
    np.testing.assert_allclose(inverse, [[1.2541, 0.3300], [0.2640, 1.1221]], atol=5e-5)


def test_two_sector_outputs_for_new_final_demand_as_printed() -> None:
    inverse = leontief_inverse(technical_coefficients(TWO_SECTORS, TWO_OUTPUTS))
    np.testing.assert_allclose(inverse @ [600.0, 1500.0], [1247.5, 1841.6], atol=0.1)


def test_two_region_inverse_as_printed() -> None:
    inverse = leontief_inverse(technical_coefficients(TWO_REGIONS, REGION_OUTPUTS))
    printed = [
        [1.4234, 0.4652, 0.2909, 0.1917, 0.3041],
        [0.6346, 1.4237, 0.6707, 0.4092, 0.4558],
        [0.6383, 0.5369, 1.3363, 0.2501, 0.3108],
        [0.2672, 0.2000, 0.1973, 1.3406, 0.5473],
        [0.1468, 0.0908, 0.0926, 0.2155, 1.2538],
    ]
    np.testing.assert_allclose(inverse, printed, atol=6e-5)


def test_counting_border_by_border_gives_the_same_sums_as_the_inverse() -> None:
    start = np.eye(5)
    sums = all_rounds(start, TWO_REGIONS, REGION_OUTPUTS, blocks(REGION_OF))
    np.testing.assert_allclose(sums, leontief_inverse(technical_coefficients(TWO_REGIONS, REGION_OUTPUTS)), rtol=1e-5)


def test_reliance_between_the_two_regions_is_read_off_the_printed_inverse() -> None:
    found = reliance(TWO_REGIONS, REGION_OUTPUTS, blocks(REGION_OF), (L_ROWS, M_ROWS))
    np.testing.assert_allclose(found.face[0, L_ROWS], [125 / 1000, 125 / 2000, 85 / 1000])
    np.testing.assert_allclose(found.through[0, L_ROWS], [0.2672 + 0.1468, 0.2000 + 0.0908, 0.1973 + 0.0926], atol=1e-4)
    np.testing.assert_allclose(
        found.through[1, M_ROWS], [0.1917 + 0.4092 + 0.2501, 0.3041 + 0.4558 + 0.3108], atol=2e-4
    )


def test_a_ban_cuts_only_the_chains_that_cross_it_worked_by_hand() -> None:
    # A (one industry) buys 20 from B and 10 from C; C buys 30 from B. Cutting B -> A leaves the way over C open.
    flows = np.array([[0.0, 0.0, 0.0], [20.0, 0.0, 30.0], [10.0, 0.0, 0.0]])
    output = np.array([100.0, 100.0, 100.0])
    found = reliance(flows, output, blocks(np.array([0, 1, 2])), (slice(0, 1), slice(1, 2)))
    assert found.face[0, 0] == pytest.approx(0.20)
    assert found.ban[0, 0] == pytest.approx(0.20)
    assert found.through[0, 0] == pytest.approx(0.20 + 0.10 * 0.30)


def test_a_ban_reaches_a_country_through_its_own_industries() -> None:
    # A's first industry buys 20 from B; A's second buys 50 of the first: half of it carries the fifth from B.
    flows = np.array([[0.0, 50.0, 0.0], [0.0, 0.0, 0.0], [20.0, 0.0, 0.0]])
    output = np.array([100.0, 100.0, 100.0])
    found = reliance(flows, output, blocks(np.array([0, 0, 1])), (slice(0, 2), slice(2, 3)))
    np.testing.assert_allclose(found.ban[0, :2], [0.20, 0.10])


def test_an_industry_that_makes_nothing_relies_on_nothing() -> None:
    flows = np.array([[0.0, 0.0], [0.0, 10.0]])
    np.testing.assert_allclose(face_value(flows, np.array([0.0, 20.0]), slice(1, 2)), [0.0, 0.5])


def test_a_table_that_uses_more_than_it_makes_is_refused() -> None:
    flows = np.array([[0.0, 150.0], [150.0, 0.0]])
    with pytest.raises(SolveError, match="do not die out"):
        all_rounds(np.eye(2), flows, np.array([100.0, 100.0]), blocks(np.array([0, 1])))


THREE_COUNTRIES = blocks(np.array([0, 0, 1, 1, 2, 2]))


@st.composite
def tables(draw: st.DrawFn) -> tuple[Array, Array]:
    """Three countries of two industries with value added and final sales everywhere above zero."""
    flows = draw(arrays(np.float64, (6, 6), elements=st.floats(0, 10)))
    added = draw(arrays(np.float64, 6, elements=st.floats(10, 50)))
    output = np.maximum(flows.sum(axis=0), flows.sum(axis=1)) + added
    return flows, output


@settings(max_examples=40, deadline=None)
@given(tables())
def test_looking_through_never_shows_less_than_face_value_and_a_ban_never_more_than_everything(
    table: tuple[Array, Array],
) -> None:
    flows, output = table
    found = reliance(flows, output, THREE_COUNTRIES, (slice(0, 2), slice(2, 4)))
    for side, own in enumerate((slice(0, 2), slice(2, 4))):
        assert (found.through[side, own] >= found.face[side, own] - 1e-12).all()
        assert (found.ban[side, own] >= found.face[side, own] - 1e-12).all()
        assert (found.ban[side, own] <= found.through[side, own] * (1 + 1e-4) + 1e-9).all()
        assert (found.ban[side, own] <= 1 + 1e-4).all()


@settings(max_examples=40, deadline=None)
@given(tables())
def test_value_added_of_all_origins_adds_up_to_each_dollar_of_output(table: tuple[Array, Array]) -> None:
    flows, output = table
    added = 1 - flows.sum(axis=0) / output
    sums = all_rounds(added[None, :], flows, output, THREE_COUNTRIES)
    np.testing.assert_allclose(sums[0], 1.0, atol=1e-4)


@settings(max_examples=20, deadline=None)
@given(tables(), st.sampled_from([1e-3, 1e3]))
def test_units_do_not_matter(table: tuple[Array, Array], unit: float) -> None:
    flows, output = table
    pair = (slice(0, 2), slice(2, 4))
    one, other = (reliance(flows * k, output * k, THREE_COUNTRIES, pair) for k in (1.0, unit))
    np.testing.assert_allclose(one.through, other.through, rtol=1e-6)
    np.testing.assert_allclose(one.ban, other.ban, rtol=1e-6)


@settings(max_examples=25, deadline=None)
@given(tables())
def test_the_known_inverse_gives_the_same_reliance_and_bans(table: tuple[Array, Array]) -> None:
    flows, output = table
    pair = THREE_COUNTRIES[0], THREE_COUNTRIES[2]
    inverse = leontief_inverse(technical_coefficients(flows, output))
    counted = reliance(flows, output, THREE_COUNTRIES, pair)
    known = reliance_known((inverse[pair[0]], inverse[pair[1]]), flows, output, pair)
    # Counting stops where a round adds less than a millionth.
    for part in ("face", "through", "ban"):
        np.testing.assert_allclose(getattr(known, part), getattr(counted, part), rtol=1e-4)
