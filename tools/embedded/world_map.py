"""`world_map`: outlines of countries at 1:110 million, and points for those too small to have one at that scale."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import polars as pl
from tools.embedded.parquet import write
from tools.embedded.wheels import BuildError, read_members

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COARSE, FINE = "package/world/110m.json", "package/world/50m.json"
#: Nobody trades there, and it would take a fifth of the drawing.
ANTARCTICA = "ATA"
#: What the package must hold, counted when it was pinned.
OUTLINES, POINTS = 176, 65
#: Hundredths of a degree are about a kilometre: less than a pixel on any screen.
DECIMALS = 2

Ring = list[tuple[float, float]]


def build(package: Path, folder: Path) -> dict[str, object]:
    """Write ``world_map.parquet`` (one row a corner) and ``world_points.parquet`` (one row a small state)."""
    coarse, fine = (json.loads(text) for text in read_members(package, [COARSE, FINE]).values())
    rows, named = [], {}
    for code, name, polygons in _countries(coarse):
        if code == ANTARCTICA:
            continue
        named[code] = name
        rows += [
            (code, p, r, lon, lat)
            for p, rings in enumerate(polygons)
            for r, ring in enumerate(rings)
            for lon, lat in _rounded(ring)
        ]
    points = sorted(
        (code, name, *_middle(polygons))
        for code, name, polygons in _countries(fine)
        if code not in {*named, ANTARCTICA}
    )
    if (len(named), len(points)) != (OUTLINES, POINTS):
        problem = f"{COARSE}: {len(named)} outlines and {len(points)} points, not {OUTLINES} and {POINTS}"
        raise BuildError(problem)
    corners = pl.DataFrame(
        rows,
        schema={"code": str, "polygon": pl.Int16, "ring": pl.Int16, "longitude": pl.Float32, "latitude": pl.Float32},
        orient="row",
    )
    write(corners, folder / "world_map.parquet", split=("longitude", "latitude"))
    small = pl.DataFrame(
        points, schema={"code": str, "name": str, "longitude": pl.Float32, "latitude": pl.Float32}, orient="row"
    )
    write(small, folder / "world_points.parquet")
    return {"outlines": len(named), "corners": corners.height, "points": small.height}


def _countries(topology: dict[str, Any]) -> Iterator[tuple[str, str, list[list[Ring]]]]:
    """Code, name and polygons of each country of a TopoJSON file, each polygon its outer ring and its holes."""
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    for shape in topology["objects"]["countries"]["geometries"]:
        about = shape["properties"]
        polygons = {"Polygon": [shape["arcs"]], "MultiPolygon": shape["arcs"]}[shape["type"]]
        yield about["a3"], about["name"], [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]


def _arc(steps: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """Degrees from whole-number steps."""
    (across, up), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    found = []
    for dx, dy in steps:
        x, y = x + dx, y + dy
        found.append((left + across * x, bottom + up * y))
    return found


def _ring(parts: list[int], arcs: list[Ring]) -> Ring:
    """Join arcs end to end; a negative number is an arc taken backwards, and neighbours share their ends."""
    found: Ring = []
    for part in parts:
        arc = arcs[part] if part >= 0 else arcs[~part][::-1]
        found += arc[1:] if found else arc
    return found


def _rounded(ring: Ring) -> Ring:
    """Corners to two decimals, those that fall together once."""
    rounded = [(round(lon, DECIMALS), round(lat, DECIMALS)) for lon, lat in ring]
    return [corner for n, corner in enumerate(rounded) if n == 0 or corner != rounded[n - 1]]


def _middle(polygons: list[list[Ring]]) -> tuple[float, float]:
    """Centre of the largest polygon, in degrees: near enough for a dot."""
    sums = [_centroid(rings[0]) for rings in polygons]
    area, lon, lat = max(sums, key=lambda found: abs(found[0]))
    if area == 0:  # so small that its corners fall together
        (lon, lat), area = polygons[0][0][0], 1.0
    return round(lon / area, DECIMALS), round(lat / area, DECIMALS)


def _centroid(ring: Ring) -> tuple[float, float, float]:
    """Six times the signed area, and that times the centre's longitude and latitude (shoelace formula)."""
    area = lon = lat = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, lon, lat = area + 3 * cross, lon + (x1 + x2) * cross, lat + (y1 + y2) * cross
    return area, lon, lat
