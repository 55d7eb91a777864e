"""The world map: every country is where it is, and disputed lines are told as whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lopsided.datasets.world_map import world_map
from lopsided.model.embedded import economy_2019, economy_2022
from lopsided.terms.actors import actors

if TYPE_CHECKING:
    from lopsided.datasets.world_map import Corner


def crosses(at: Corner, ring: tuple[Corner, ...]) -> bool:
    """Whether a point lies within a ring, by the crossings of a line to the east."""
    x, y = at
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def drawn_at(at: Corner) -> list[str]:
    return [
        code
        for code, polygons in world_map().outlines.items()
        if any(crosses(at, p[0]) and not any(crosses(at, hole) for hole in p[1:]) for p in polygons)
    ]


@pytest.mark.parametrize(
    ("where", "at", "code"),
    [
        ("Brasilia", (-47.9, -15.8), "BRA"),
        ("Nairobi", (36.8, -1.3), "KEN"),
        ("Pretoria", (28.2, -25.7), "ZAF"),
        ("Maseru, within South Africa", (28.0, -29.5), "LSO"),
        ("Canberra", (149.1, -35.3), "AUS"),
        ("Crimea", (34.3, 45.2), "UKR"),
        ("Western Sahara", (-13.0, 25.0), "ESH"),
        ("Pristina", (21.0, 42.6), "XKX"),
        ("Taichung", (120.9, 24.0), "TWN"),
    ],
)
def test_places_are_where_the_catalog_says(where: str, at: Corner, code: str) -> None:
    assert drawn_at(at) == [code], where


def test_a_country_goes_on_beyond_the_antimeridian() -> None:
    longitudes = [lon for polygon in world_map().outlines["RUS"] for lon, _ in polygon[0]]
    assert min(longitudes) < -169 < 169 < max(longitudes)


def test_every_country_of_the_economies_can_be_shown() -> None:
    shown = {*world_map().outlines, *world_map().points}
    assert {*economy_2022().countries, *economy_2019().countries} - shown == {"ROW"}


def test_states_are_on_it_by_the_codes_used_here() -> None:
    shown = {*world_map().outlines, *world_map().points}
    states = {a.id for a in actors().values() if a.kind == "state"}
    assert states - shown == set()


def test_whose_lines_they_are_is_said() -> None:
    lines = world_map().lines
    assert "Natural Earth" in lines
    for area in ("Crimea", "Western Sahara", "Kashmir", "Taiwan", "Golan"):
        assert area in lines
    assert "public domain" in world_map().source.licence
