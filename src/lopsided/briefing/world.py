"""A world map whose countries are shaded by what is told of them.

The outlines are drawn once by Vega-Lite (Equal Earth projection: areas keep their proportions) with a placeholder of
its own for every country; a map is then a matter of exchanging placeholders for colours, a hundred times faster.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from lopsided.briefing.vega import DRAW, WIDE, Drawing, Spec
from lopsided.briefing.wording import exact_percent
from lopsided.briefing.words import say
from lopsided.datasets.world_map import world_map

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

#: Three steps down, about even, three steps up, and nothing known: told apart by those who see few colours.
Shade = Literal["low-3", "low-2", "low-1", "even", "high-1", "high-2", "high-3", "none"]
LOW: tuple[Shade, ...] = ("low-1", "low-2", "low-3")
HIGH: tuple[Shade, ...] = ("high-1", "high-2", "high-3")
SHADES: tuple[Shade, ...] = (*LOW[::-1], "even", *HIGH, "none")
#: Each step is ten times the one before it.
STEP = 10.0

#: Placeholders are written #cc0000 and on, one a country, in the order of the map.
_FIRST = 0xCC0000
_PLACEHOLDER = re.compile(r'fill="#(cc[0-9a-f]{4})"')
_SHAPE = re.compile(r'<path[^>]*fill="#cc[0-9a-f]{4}"[^>]*/>')
_NUMBER = re.compile(r"-?\d+\.\d{2,}")
#: A map of this width is as wide as a page; on phones it is drawn with larger dots.
PAGE, PHONE = 960, 360
#: Shapes at the date line reach a little past the frame.
_EDGE = 7


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a map's key: its shade and what it stands for."""

    shade: Shade
    text: str


@dataclass(frozen=True, slots=True)
class WorldDrawing(Drawing):
    """A drawing of the world.

    Attributes
    ----------
    shades : mapping of str to Shade
        ISO3 to shade; a country left out is one of which nothing is known.
    named : collection of str
        Countries set off by an outline.
    """

    shades: Mapping[str, Shade] = field(default_factory=dict)
    named: Collection[str] = ()

    def svg(self, width: int) -> str:
        """Draw the map; wide ones are as wide as a page."""
        size = PAGE if width >= WIDE else PHONE
        back, front = [], []
        before, shapes, after = _outlines(size)
        for code, shape in shapes:
            shade = self.shades.get(code, "none")
            colour = f"url(#unknown-{size})" if shade == "none" else f"var(--{shade})"
            edge = "var(--ink)" if code in self.named else "var(--hatch)" if shade == "none" else "var(--card)"
            painted = shape.replace("@", colour, 1).replace("var(--card)", edge, 1)
            if code in self.named:
                front.append(painted.replace('stroke-width="0.5"', 'stroke-width="1.5"', 1))
            elif shade != "none" or code in world_map().outlines:
                back.append(painted)
        return "".join((before, *back, *front, after))

    def size(self, width: int) -> tuple[int, int]:
        """Say how wide and how high the map is."""
        wide = PAGE if width >= WIDE else PHONE
        return wide, _high(wide) + 4


def _high(wide: int) -> int:
    return round(wide * 0.48)


def shade(value: float, top: float) -> Shade:
    """Give a value its shade: the third step starts at ``top``, each before it at a tenth of the next."""
    size = abs(value)
    step = sum(size >= top / STEP**n * (1 - 1e-9) for n in range(3))
    if step == 0:
        return "even"
    return (LOW if value < 0 else HIGH)[step - 1]


def top_step(values: Collection[float]) -> float:
    """Choose where the third step starts: the largest power of ten that some value reaches; 1 if all are zero."""
    largest = max(map(abs, values), default=0.0)
    return STEP ** math.floor(math.log10(largest)) if largest > 0 else 1.0


def key(top: float, *, low: str, high: str, even: str, none: str) -> tuple[Key, ...]:
    """Write a key for shades made by `shade`.

    Parameters
    ----------
    top : float
        Where the third step starts, a fraction.
    low, high, even : str
        Words with ``{}`` for a range: "loses {}", "gains {}", "changes by {}".
    none : str
        What no shade means.
    """
    ends = [exact_percent(end) for end in (top / STEP**2, top / STEP, top)]
    steps = [
        say("shades.between", low=ends[0], high=ends[1]),
        say("shades.between", low=ends[1], high=ends[2]),
        say("shades.more", end=ends[2]),
    ]
    return (
        *(Key(s, low.format(text)) for s, text in zip(LOW[::-1], steps[::-1], strict=True)),
        Key("even", even.format(say("shades.less", end=ends[0]))),
        *(Key(s, high.format(text)) for s, text in zip(HIGH, steps, strict=True)),
        Key("none", none),
    )


def world(shades: Mapping[str, Shade], named: Collection[str] = ()) -> WorldDrawing:
    """Draw a map.

    Parameters
    ----------
    shades : mapping of str to Shade
        ISO3 to shade; countries without one are hatched, small ones without one are left out.
    named : collection of str
        Countries set off by an outline.
    """
    return WorldDrawing(_specification, shades=shades, named=named)


@cache
def _outlines(width: int) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """SVG before the countries, each country with ``@`` for its colour, and SVG after them."""
    svg = DRAW.get()(_specification(width))
    svg = _NUMBER.sub(lambda found: f"{float(found.group()):.1f}".removesuffix(".0"), svg)
    svg = svg.replace("#cb0000", "var(--card)")
    codes = _codes()
    found = list(_SHAPE.finditer(svg))
    shapes = tuple(
        (
            codes[int(_PLACEHOLDER.search(m.group())[1], 16) - _FIRST],  # type: ignore[index]
            _PLACEHOLDER.sub('fill="@"', m.group(), count=1),
        )
        for m in found
    )
    before, after = svg[: found[0].start()], svg[found[-1].end() :]
    hatched = (
        f'<defs><pattern id="unknown-{width}" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="5" height="5" fill="var(--card)"/>'
        '<path d="M0 0V5" stroke="var(--hatch)" stroke-width="2.4"/></pattern></defs>'
    )
    head, rest = before.split(">", 1)
    between = _SHAPE.sub("", svg[found[0].start() : found[-1].end()])
    return f'{head} aria-hidden="true" focusable="false">{hatched}{rest}', shapes, between + after


def _codes() -> tuple[str, ...]:
    return (*world_map().outlines, *world_map().points)


def _specification(width: int) -> Spec:
    """Say the map in Vega-Lite, each country in its placeholder."""
    drawn, small = world_map().outlines, world_map().points
    colour = {code: f"#{_FIRST + n:06x}" for n, code in enumerate(_codes())}
    areas = [
        {"type": "Feature", "colour": colour[code], "geometry": {"type": "MultiPolygon", "coordinates": polygons}}
        for code, polygons in drawn.items()
    ]
    dots = [{"colour": colour[code], "lon": lon, "lat": lat} for code, (lon, lat) in small.items()]
    fill: Spec = {"field": "colour", "type": "nominal", "scale": None}
    layers: Sequence[Spec] = (
        {"data": {"values": areas}, "encoding": {"fill": fill},
         "mark": {"type": "geoshape", "stroke": "#cb0000", "strokeWidth": 0.5, "aria": False}},
        {"data": {"values": dots},
         "mark": {"type": "circle", "size": 60 if width == PAGE else 26, "opacity": 1, "stroke": "#cb0000",
                  "strokeWidth": 0.5, "aria": False},
         "encoding": {"longitude": {"field": "lon", "type": "quantitative"},
                      "latitude": {"field": "lat", "type": "quantitative"}, "fill": fill}},
    )  # fmt: skip
    return {
        "width": width - 2 * _EDGE,
        "height": _high(width),
        "projection": {"type": "equalEarth", "rotate": [-11, 0, 0]},
        "layer": list(layers),
        "autosize": "none",
        "padding": {"left": _EDGE, "right": _EDGE, "top": 2, "bottom": 2},
        "config": {"background": None, "view": {"stroke": None}},
    }
