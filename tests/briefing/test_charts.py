"""Drawings keep to what they say: their size is known before they are drawn, and nothing is written over anything."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest

from lopsided.briefing.charts import Bar, Point, Tilt, balance, bars, lines
from lopsided.briefing.flow import Party, Rerouting, flow
from lopsided.briefing.vega import NARROW, WIDE
from lopsided.briefing.world import world

if TYPE_CHECKING:
    from lopsided.briefing.vega import Drawing

LONG = "Exposure to the partner's import ban, final goods included"
BARS = (
    Bar("Petroleum", "a", -4.06, "−406 %"),
    Bar(LONG, "b", 0.3, "30 % (10 to 50)", 0.1, 0.5),
    Bar("Coal", "third", 0.1, "at most 10 %", bound=True),
)
DRAWINGS: dict[str, Drawing] = {
    "bars": bars(BARS, title="net imports as percent of use; below zero: net exports"),
    "lines": lines([Point(f"{n}: {LONG}", 2000 + n, n / 10) for n in range(4)], title="share", percent=True),
    "balance": balance(
        [Tilt(LONG, 4.0, "55 to 1"), Tilt("Share of imports", -0.2, "1.2 to 1")],
        a_name="Democratic Republic of the Congo",
        b_name="Saint Vincent and the Grenadines",
    ),
    "flow": flow(Rerouting("Chile", "Japan", 8.0, "−$8 bn", [Party("Peru", 3.0, "+$3 bn")], [])),
    "world": world({"BRA": "low-3"}),
}


@pytest.mark.parametrize("kind", DRAWINGS)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_drawing_is_as_large_as_it_says(kind: str, width: int) -> None:
    found = re.search(r'width="([\d.]+)" height="([\d.]+)"', DRAWINGS[kind].svg(width))
    assert found is not None
    assert (float(found[1]), float(found[2])) == DRAWINGS[kind].size(width)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_rows_stand_below_each_other_however_long_their_names(width: int) -> None:
    said = DRAWINGS["bars"].specification(width)
    rows = said["data"]["values"]
    spans = [(row["label_y"] - 8, row["label_y"] + 15 * row["label"].count("\n") + 8) for row in rows]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert spans[-1][1] <= said["height"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_numbers_keep_off_the_names(width: int) -> None:
    svg = DRAWINGS["bars"].svg(width)
    # The number of the longest bar below zero ends where the bar begins: it begins right of where names end.
    place = re.search(r'translate\(([\d.]+),[\d.]+\)"[^>]*>−406 %', svg)
    assert place is not None
    assert float(place[1]) - len("−406 %") * 7.3 >= 0


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_what_is_written_beside_a_dot_stays_within_the_drawing(width: int) -> None:
    rows = [Tilt("Share of imports", 3.7, "at least 42.7 to 1"), Tilt("Share of exports", -1.1, "at least 3.0 to 1")]
    said = balance(rows, a_name="Nauru", b_name="Australia").specification(width)
    low, high = said["encoding"]["x"]["scale"]["domain"]
    for row in said["data"]["values"]:
        at = (max(row["x"], 0) - low) / (high - low) * said["width"]
        assert at + 10 + 6 * len(row["shown"]) <= said["width"], row
