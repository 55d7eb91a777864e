"""Land borders: those of the embedded world map, where outlines of two countries meet in a corner."""

from __future__ import annotations

from collections import defaultdict

from lopsided.datasets.world_map import world_map
from lopsided.terms.borders import neighbours


def test_borders_are_where_the_outlines_of_the_world_map_meet() -> None:
    here: dict[tuple[float, float], set[str]] = defaultdict(set)
    for code, outlines in world_map().outlines.items():
        for longitude, latitude in (corner for outline in outlines for ring in outline for corner in ring):
            here[round(longitude, 2), round(latitude, 2)].add(code)
    for code in world_map().outlines:
        assert neighbours(code) == {c for codes in here.values() if code in codes for c in codes} - {code}


def test_islands_have_none() -> None:
    assert neighbours("JPN") == frozenset()
