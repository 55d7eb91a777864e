"""The shaded world map: each country in its shade, the unknown told apart from the even, nothing left unpainted."""

from __future__ import annotations

import re

import pytest

from lopsided.briefing.vega import DRAW, NARROW, WIDE, Spec, drawn_here
from lopsided.briefing.world import SHADES, _outlines, key, shade, top_step, world


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (-0.05, "low-3"),
        (-0.01, "low-3"),
        (-0.0099, "low-2"),
        (-0.0002, "low-1"),
        (0.00009, "even"),
        (0.0, "even"),
        (0.0001, "high-1"),
        (0.004, "high-2"),
        (0.2, "high-3"),
    ],
)
def test_each_step_is_ten_times_the_one_before(value: float, expected: str) -> None:
    assert shade(value, 0.01) == expected


def test_the_third_step_starts_at_a_power_of_ten_that_somebody_reaches() -> None:
    assert top_step([-0.034, 0.002]) == pytest.approx(0.01)
    assert top_step([0.0, 0.0]) == 1
    assert shade(0.0, top_step([])) == "even"


def test_the_key_names_every_shade_in_the_order_of_the_scale() -> None:
    entries = key(0.01, low="loses {}", high="gains {}", even="changes by {}", none="not in this economy")
    assert tuple(e.shade for e in entries) == SHADES
    assert entries[0].text == "loses more than 1 %"
    assert entries[3].text == "changes by less than 0.01 %"
    assert entries[4].text == "gains 0.01 % to 0.1 %"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_countries_take_their_shade_and_the_rest_is_hatched(width: int) -> None:
    svg = world({"BRA": "low-3", "KEN": "even", "SGP": "high-2"}, named=("BRA",)).svg(width)
    assert svg.count("var(--low-3)") == 1
    assert svg.count("var(--even)") == 1
    assert svg.count("var(--high-2)") == 1  # a dot: Singapore has no outline at this scale
    assert svg.count("url(#unknown-") == 174
    assert re.search(r"#cc0|@", svg) is None
    assert "<style" not in svg
    assert " style=" not in svg


def test_a_small_state_of_which_nothing_is_known_is_no_dot() -> None:
    assert len(world({}).svg(WIDE)) < len(world({"MLT": "even"}).svg(WIDE))


def test_named_countries_are_outlined_on_top() -> None:
    svg = world({"BRA": "low-3", "ARG": "low-2"}, named=("BRA",)).svg(WIDE)
    outlined = [shape for shape in svg.split("<path") if 'stroke="var(--ink)"' in shape]
    assert len(outlined) == 1
    assert "var(--low-3)" in outlined[0]
    assert svg.index("var(--low-3)") > svg.index("var(--low-2)")


def test_the_outlines_are_drawn_by_whoever_draws_for_this_thread() -> None:
    asked = []

    def elsewhere(spec: Spec) -> str:
        asked.append(spec)
        return drawn_here(spec)

    _outlines.cache_clear()
    mine = DRAW.set(elsewhere)
    try:
        svg = world({}).svg(WIDE)
    finally:
        DRAW.reset(mine)
    assert len(asked) == 1
    assert world({}).svg(WIDE) == svg  # drawn once
