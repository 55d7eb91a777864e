"""The three charts of the brief, as Vega-Lite specifications over plain numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import TYPE_CHECKING, Literal

from lopsided.briefing.vega import (
    INK,
    LINE,
    MUTED,
    NARROW,
    SIDE_A,
    SIDE_B,
    THIRD,
    Drawing,
    Spec,
    draw,
    wrapped,
)
from lopsided.briefing.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Side = Literal["a", "b", "third"]

#: Width of a letter of the labels in pixels, the space before them, and the height of a line.
_LETTER, _GAP, _LINE = 6.5, 8, 15
#: Width of a sign of a number.
_DIGIT = 7.4
#: What the axis below takes beside its title, and what stays free at the other edges.
_AXIS, _EDGE = 24, 6
_BAR = 14
#: A number this near to the end of an axis is set inward, so that it is not cut off.
_FLUSH = 16
#: Numbers of an axis in full: "500m" would be read as millions.
_PLAIN = ",~r"
_SIDES: Spec = {
    "field": "side",
    "type": "nominal",
    "legend": None,
    "scale": {"domain": ["a", "b", "third"], "range": [SIDE_A, SIDE_B, THIRD]},
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizontal bar.

    Attributes
    ----------
    label : str
        What it stands for.
    side : str
        ``"a"``, ``"b"`` or ``"third"``: whose colour it takes.
    value : float
        Length, in the chart's unit.
    shown : str
        The value as written at the bar's end.
    low, high : float or None
        Ends of a range drawn over it.
    bound : bool
        True if the value is only an upper bound: drawn hollow.
    """

    label: str
    side: Side
    value: float
    shown: str
    low: float | None = None
    high: float | None = None
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line: which line, when, how much."""

    series: str
    year: int
    value: float


@dataclass(frozen=True, slots=True)
class Tilt:
    """One measure's lopsidedness: a positive log ratio means that A depends more."""

    label: str
    log_ratio: float
    shown: str


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where the rows of a drawing stand, each as tall as its label; all in pixels."""

    labels: Sequence[Sequence[str]]
    width: int
    left: int
    middles: Sequence[float]
    bottom: int

    @property
    def plot(self) -> int:
        """Width beside the labels."""
        return self.width - self.left - 2 * _EDGE

    def drawn(self, data: Sequence[Spec], axis: Spec, title: Sequence[str], layers: Sequence[Spec]) -> Spec:
        """Set layers over rows: the drawing is exactly as large as it says, whatever stands in it."""
        placed = [
            {**row, "label": "\n".join(lines), "y": at, "label_y": at - (len(lines) - 1) * _LINE / 2}
            for row, lines, at in zip(data, self.labels, self.middles, strict=True)
        ]
        names: Spec = {
            "mark": {"type": "text", "align": "right", "dx": -_GAP, "lineBreak": "\n", "lineHeight": _LINE},
            "encoding": {"x": {"value": 0}, "y": self.at("label_y"), "text": {"field": "label"}},
        }
        return {
            "data": {"values": placed},
            "width": self.plot,
            "height": self.bottom,
            "autosize": "none",
            "padding": {"left": self.left + _EDGE, "right": _EDGE, "top": _EDGE, "bottom": _below(title)},
            "encoding": {"y": self.at("y"), "x": {**axis, "title": list(title)}},
            "layer": [*layers, names],
        }

    def at(self, field: str) -> Spec:
        """Place something by a field that gives pixels from the top."""
        scale = {"domain": [self.bottom, 0], "nice": False, "zero": False}
        return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def _rows(labels: Sequence[str], width: int) -> _Rows:
    """Give every row the room of its label, and all labels that of the longest line."""
    broken = [wrapped(label, width) for label in labels]
    tall = [11 + _LINE * len(lines) for lines in broken]
    left = round(max(len(line) for lines in broken for line in lines) * _LETTER) + _GAP
    return _Rows(broken, width, left, [sum(tall[:n]) + tall[n] / 2 for n in range(len(tall))], sum(tall))


def _below(title: Sequence[str]) -> int:
    return _AXIS + _LINE * len(title) + _EDGE


def _broken(title: str, pixels: float) -> list[str]:
    """Break an axis' title into lines that fit."""
    return wrap(title, max(12, int(pixels / _LETTER))) or [""]


def bars(rows: Sequence[Bar], *, title: str, percent: bool = True) -> Drawing:
    """Horizontal bars, in the order given, with ranges where known.

    Parameters
    ----------
    rows : sequence of Bar
    title : str
        Of the value axis, with its unit.
    percent : bool
        Values are fractions and the axis shows percent.
    """
    axis: Spec = {"field": "value", "type": "quantitative",
                  "axis": {"format": ".1~%" if percent else _PLAIN, "tickCount": 4, "labelOverlap": True,
                           "labelFlush": _FLUSH}}  # fmt: skip

    def specification(width: int) -> Spec:
        place = _rows([r.label for r in rows], width)
        # On a phone there is no room to write out a range that is drawn and stands in the table.
        written = rows if width != NARROW else [replace(r, shown=r.shown.split(" (", 1)[0]) for r in rows]
        data = [_bar(r) | {"top": at - _BAR / 2, "base": at + _BAR / 2}
                for r, at in zip(written, place.middles, strict=True)]  # fmt: skip
        x: Spec = axis | {"scale": {"domain": _room(written, place.plot), "nice": False}}
        box: Spec = {"x2": {"field": "zero"}, "y": place.at("top"), "y2": {"field": "base"}, "color": _SIDES}
        return place.drawn(data, x, _broken(title, place.plot), [
            {"transform": [{"filter": "!datum.bound"}], "mark": {"type": "rect"}, "encoding": box},
            {"transform": [{"filter": "datum.bound"}],
             "mark": {"type": "rect", "fillOpacity": 0.12, "strokeDash": [3, 2]},
             "encoding": {**box, "stroke": _SIDES}},
            {"transform": [{"filter": "datum.low != datum.high"}], "mark": {"type": "rule", "color": INK},
             "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}}},
            {"transform": [{"filter": "datum.value >= 0"}], "mark": {"type": "text", "align": "left", "dx": 5},
             "encoding": {"x": {**x, "field": "high"}, "text": {"field": "shown"}}},
            {"transform": [{"filter": "datum.value < 0"}], "mark": {"type": "text", "align": "right", "dx": -5},
             "encoding": {"x": {**x, "field": "low"}, "text": {"field": "shown"}}},
        ])  # fmt: skip

    unit = "fraction" if percent else title
    return draw(specification, tuple(_number(r, unit) for r in rows))


def _number(row: Bar, unit: str) -> Mapping[str, object]:
    value = None if row.bound else row.value
    at_most = row.value if row.bound else None
    return {"name": row.label, "value": value, "at_most": at_most, "low": row.low, "high": row.high, "unit": unit}


def _room(rows: Sequence[Bar], width: int) -> list[float]:
    """Widen the axis so that what is written at a bar's end stays within the drawing."""
    ends = [end for r in rows for end in (r.value, r.low, r.high, 0.0) if end is not None]
    low, high = min(ends), max(ends)
    below = max((len(r.shown) * _DIGIT + _GAP for r in rows if r.value < 0), default=0)
    above = max((len(r.shown) * _DIGIT + _GAP for r in rows if r.value >= 0), default=0)
    # At least a fifth of the width is left to the bars themselves.
    scale = (high - low or 1.0) / max(width - below - above, width / 5)
    return [low - below * scale, high + above * scale]


def _beside(rows: Sequence[Tilt], reach: float, width: int) -> float:
    """Say how far the axis of a balance goes to the right, so that what is written beside a dot stays within it."""
    ends = [
        (max(r.log_ratio, 0.0) + reach) / max(1 - (len(r.shown) * _DIGIT + _GAP) / width, 0.2) - reach for r in rows
    ]
    return max([reach, *ends])


def _bar(row: Bar) -> Spec:
    return {
        "side": row.side,
        "value": row.value,
        "zero": 0,
        "low": row.value if row.low is None else row.low,
        "high": row.value if row.high is None else row.high,
        "shown": row.shown,
        "bound": row.bound,
    }


def lines(
    points: Sequence[Point], *, title: str, percent: bool = False, rank: bool = False, log: bool = False
) -> Drawing:
    """Draw lines over years.

    Parameters
    ----------
    points : sequence of Point
        Years without a point leave a gap between dots, never a zero.
    title : str
        Of the value axis, with its unit.
    percent : bool
        Values are fractions.
    rank : bool
        Values are ranks: 1 is on top.
    log : bool
        The value axis is logarithmic; values must be positive.
    """
    names = list(dict.fromkeys(p.series for p in points))
    years = [p.year for p in points]
    known = {(p.series, p.year): p.value for p in points}
    # A year that is not known breaks the line; one that is known by itself is a dot.
    span = range(min(years), max(years) + 1)
    dashes = [[1, 0], [7, 3], [2, 2], [8, 2, 2, 2], [1, 4]]
    axis: Spec = {"tickCount": 5, "format": ".1~%" if percent else _PLAIN}
    reach: Spec = {}
    if rank:
        worst = max(2, round(max(p.value for p in points)))
        reach = {"domain": [1, worst]}
        axis = {"format": "d", "values": list(range(1, worst + 1, max(1, worst // 6)))}

    def specification(width: int) -> Spec:
        columns = 1 if width == NARROW else 2
        legend = {"columns": columns, "labelLimit": width // columns - 60}
        return {
            "data": {"values": [{"series": s, "year": y, "value": known.get((s, y))} for s in names for y in span]},
            "width": width,
            "height": 250 + 18 * math.ceil(len(names) / columns),
            "autosize": {"type": "fit", "contains": "padding"},
            "mark": {"type": "line", "strokeWidth": 2.2, "point": {"size": 24, "filled": True}},
            "encoding": {
                "x": {"field": "year", "type": "quantitative", "title": None,
                      "scale": {"domain": [min(years), max(years)], "nice": False},
                      "axis": {"format": "d", "tickCount": 6, "tickMinStep": 1, "grid": False}},
                "y": {"field": "value", "type": "quantitative", "title": title, "axis": axis,
                      "scale": {"type": "log" if log else "linear", "reverse": rank, "zero": not rank and not log,
                                "nice": not rank, **reach}},
                "color": {"field": "series", "type": "nominal", "legend": legend,
                          "scale": {"domain": names, "range": [SIDE_A, SIDE_B, THIRD, INK, MUTED][: len(names)]}},
                "strokeDash": {"field": "series", "type": "nominal", "legend": legend,
                               "scale": {"domain": names, "range": dashes[: len(names)]}},
            },
        }  # fmt: skip

    unit = "fraction" if percent else "rank" if rank else title
    rows = ({"name": p.series, "year": p.year, "value": p.value, "unit": unit} for p in points)
    return draw(specification, tuple(rows))


def through(
    points: Sequence[Point], *, title: str, percent: bool = False, rank: bool = False, log: bool = False
) -> Drawing | None:
    """Draw `lines`, or nothing where fewer than two years are known: the table says a single one better than a dot."""
    if len({p.year for p in points}) < 2:
        return None
    return lines(points, title=title, percent=percent, rank=rank, log=log)


_BESIDE = 60
"""Pixels from one mark of an axis to the next, so that what is written at them does not touch."""


def _apart(ticks: Sequence[float], pixels: float) -> list[float]:
    """Choose marks on both sides of zero, and zero, that stand apart at so many pixels a unit."""
    kept = [0.0]
    for tick in ticks:
        if (tick - kept[-1]) * pixels >= _BESIDE:
            kept.append(tick)
    return [*(-tick for tick in reversed(kept[1:])), *kept]


def balance(rows: Sequence[Tilt], *, a_name: str, b_name: str, reach: float = 0.0) -> Drawing:
    """Draw one dot a measure on a log scale of lopsidedness: the middle is even.

    Parameters
    ----------
    rows : sequence of Tilt
    a_name, b_name : str
        Names of the sides, for the axis.
    reach : float
        Log ratio that the axis is to have room for at least: the same of two drawings that are to be compared.
    """
    reach = max(1.0, reach, *(abs(r.log_ratio) for r in rows)) * 1.4
    steps = (10, 100, 1000) if reach > math.log(10) else (2, 5)
    ticks = [math.log(n) for n in steps if math.log(n) < reach]
    even = say("tilts.even")
    label = f"datum.value == 0 ? '{even}' : format(exp(abs(datum.value)), '.0f') + ':1'"
    ends = say("tilts.b", who=b_name), say("tilts.a", who=a_name)

    def specification(width: int) -> Spec:
        place = _rows([r.label for r in rows], width)
        # On a phone there is room for the sign alone.
        short = (say("tilts.at_least"), say("tilts.at_least_sign")) if width == NARROW else ("", "")
        written = [replace(r, shown=r.shown.replace(*short)) for r in rows]
        end = _beside(written, reach, place.plot)
        x: Spec = {
            "field": "x",
            "type": "quantitative",
            "axis": {"values": _apart(ticks, place.plot / (reach + end)), "labelExpr": label, "labelOverlap": False},
            "scale": {"domain": [-reach, end], "nice": False},
        }
        data: list[Spec] = [
            {"x": r.log_ratio, "zero": 0, "shown": r.shown, "side": "a" if r.log_ratio >= 0 else "b"} for r in written
        ]
        in_one = [" · ".join(ends)]
        title = in_one if len(in_one[0]) * _LETTER < place.plot else [t for e in ends for t in _broken(e, place.plot)]
        # What leans to the left is written right of the middle, where there is room beside the labels.
        texts: list[Spec] = [
            {
                "transform": [{"filter": f"datum.x {sign} 0"}],
                "mark": {"type": "text", "align": "left", "dx": 10},
                "encoding": {"x": {**x, "field": at}, "text": {"field": "shown"}},
            }
            for sign, at in ((">=", "x"), ("<", "zero"))
        ]
        return place.drawn(data, x, title, [
            {"mark": {"type": "rule", "color": LINE, "strokeWidth": 2}, "encoding": {"x": {"datum": 0}, "y": None}},
            {"mark": {"type": "rule", "strokeWidth": 2},
             "encoding": {"x2": {"field": "zero"}, "color": _SIDES}},
            {"mark": {"type": "circle", "size": 110, "opacity": 1}, "encoding": {"color": _SIDES}},
            *texts,
        ])  # fmt: skip

    return draw(specification, tuple({"name": r.label, "value": r.log_ratio, "unit": "log ratio"} for r in rows))
