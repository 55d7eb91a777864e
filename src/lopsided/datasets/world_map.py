"""The world map: outlines of countries, and points for those too small to have one at this scale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from lopsided.datasets import columns, tables
from lopsided.datasets.catalog import dataset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lopsided.terms.provenance import Source

KEY = "world_map"
#: As stored: hundredths of a degree.
DECIMALS = 2

Corner = tuple[float, float]
#: An outer ring and its holes, each closed, corners in degrees of longitude and latitude.
Polygon = tuple[tuple[Corner, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class WorldMap:
    """Where countries lie.

    Attributes
    ----------
    outlines : mapping of str to tuple of Polygon
        ISO3 (``XKX`` for Kosovo, ``CYN`` and ``SOL`` for Northern Cyprus and Somaliland) to polygons.
    points : mapping of str to (float, float)
        ISO3 to longitude and latitude of states and territories without an outline.
    whose, disputed : str
        Whose lines these are, and how each disputed area is drawn; in words for beneath a map.
    source : Source
        Where it comes from.
    """

    outlines: Mapping[str, tuple[Polygon, ...]]
    points: Mapping[str, Corner]
    whose: str
    disputed: str
    source: Source

    @property
    def lines(self) -> str:
        """Whose lines these are, and how each disputed area is drawn."""
        return f"{self.whose} {self.disputed}"


@cache
def world_map() -> WorldMap:
    """Load the map; cached, as drawing it is all it is for."""
    data = dataset(KEY)
    corners = tables.query("SELECT * FROM {world_map}", ["world_map"])
    columns.check(corners, "world_map", origin=data.title)
    shapes: dict[str, dict[int, dict[int, list[Corner]]]] = {}
    for code, polygon, ring, lon, lat in corners.iter_rows():
        rings = shapes.setdefault(code, {}).setdefault(polygon, {})
        rings.setdefault(ring, []).append((round(lon, DECIMALS), round(lat, DECIMALS)))
    small = tables.query("SELECT code, longitude, latitude FROM {world_points}", ["world_points"])
    columns.check(small, "world_points", origin=data.title)
    return WorldMap(
        outlines=MappingProxyType(
            {code: tuple(tuple(tuple(ring) for ring in p.values()) for p in ps.values()) for code, ps in shapes.items()}
        ),
        points=MappingProxyType(
            {code: (round(lon, DECIMALS), round(lat, DECIMALS)) for code, lon, lat in small.iter_rows()}
        ),
        whose=f"{data.caveats[0]}.",
        disputed=f"{data.caveats[1]}.",
        source=data.source(),
    )
