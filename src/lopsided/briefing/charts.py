"""The three charts of the brief, as Vega-Lite specifications over plain numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
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

if TYPE_CHECKING:
    from collections.abc import Sequence

Side = Literal["a", "b", "third"]

#: Width of a letter of the labels in pixels, and the space before them.
_LETTER, _GAP = 6.4, 8
_SIDES: Spec = {
    "field": "side",
    "type": "nominal",
    "legend": None,
    "scale": {"domain": ["a", "b", "third"], "range": [SIDE_A, SIDE_B, THIRD]},
}
_LABELS: Spec = {
    "field": "label",
    "type": "nominal",
    "sort": None,
    "title": None,
    "axis": {"ticks": False, "domain": False, "labelPadding": 6, "labelExpr": "split(datum.label, '\\n')"},
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


def _rows(labels: Sequence[Sequence[str]]) -> Spec:
    """One row a label, in the order given (layers that hold only some rows would otherwise reorder them)."""
    return {
        "field": "label",
        "type": "nominal",
        "sort": ["\n".join(lines) for lines in labels],
        "title": None,
        "axis": {"ticks": False, "domain": False, "labelPadding": 6, "labelExpr": "split(datum.label, '\\n')"},
    }


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
    axis: Spec = {"field": "value", "type": "quantitative", "title": title,
                  "axis": {"format": ".1~%" if percent else "~s", "tickCount": 4}}  # fmt: skip

    def specification(width: int) -> Spec:
        labels = [wrapped(r.label, width) for r in rows]
        # On a phone there is no room to write out a range that is drawn and stands in the table.
        written = rows if width != NARROW else [replace(r, shown=r.shown.split(" (", 1)[0]) for r in rows]
        data = [_bar(r, "\n".join(lines)) for r, lines in zip(written, labels, strict=True)]
        x: Spec = axis | {"scale": {"domain": _room(written, round(width * 0.6)), "nice": False}}
        return {
            "data": {"values": data},
            "width": round(width * 0.6),
            "height": {"step": _step(labels)},
            "encoding": {"y": _rows(labels), "x": x},
            "layer": [
                {"transform": [{"filter": "!datum.bound"}], "mark": {"type": "bar", "height": 14},
                 "encoding": {"color": _SIDES}},
                {"transform": [{"filter": "datum.bound"}],
                 "mark": {"type": "bar", "height": 13, "fillOpacity": 0.12, "strokeDash": [3, 2]},
                 "encoding": {"color": _SIDES, "stroke": _SIDES}},
                {"transform": [{"filter": "datum.low != datum.high"}], "mark": {"type": "rule", "color": INK},
                 "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}}},
                {"transform": [{"filter": "datum.value >= 0"}], "mark": {"type": "text", "align": "left", "dx": 5},
                 "encoding": {"x": {**x, "field": "high"}, "text": {"field": "shown"}}},
                {"transform": [{"filter": "datum.value < 0"}], "mark": {"type": "text", "align": "right", "dx": -5},
                 "encoding": {"x": {**x, "field": "low"}, "text": {"field": "shown"}}},
            ],
        }  # fmt: skip

    return draw(specification)


def _room(rows: Sequence[Bar], width: int) -> list[float]:
    """Widen the axis so that what is written at a bar's end stays within the drawing."""
    ends = [end for r in rows for end in (r.value, r.low, r.high, 0.0) if end is not None]
    low, high = min(ends), max(ends)
    below = max((len(r.shown) * _LETTER + _GAP for r in rows if r.value < 0), default=0)
    above = max((len(r.shown) * _LETTER + _GAP for r in rows if r.value >= 0), default=0)
    # At least a fifth of the width is left to the bars themselves.
    scale = (high - low or 1.0) / max(width - below - above, width / 5)
    return [low - below * scale, high + above * scale]


def _bar(row: Bar, label: str) -> Spec:
    return {
        "label": label,
        "side": row.side,
        "value": row.value,
        "low": row.value if row.low is None else row.low,
        "high": row.value if row.high is None else row.high,
        "shown": row.shown,
        "bound": row.bound,
    }


def _step(labels: Sequence[Sequence[str]]) -> int:
    """Height of a row in pixels: taller when a label takes several lines."""
    return 10 + 15 * max(len(lines) for lines in labels)


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
    axis: Spec = {"tickCount": 5, "format": ".1~%" if percent else "~s"}
    if rank:
        worst = round(max(p.value for p in points))
        axis = {"format": "d", "values": list(range(1, worst + 1, max(1, worst // 6)))}

    def specification(width: int) -> Spec:
        legend = {"columns": 1 if width == NARROW else 2}
        return {
            "data": {"values": [{"series": s, "year": y, "value": known.get((s, y))} for s in names for y in span]},
            "width": round(width * 0.88),
            "height": 220,
            "mark": {"type": "line", "strokeWidth": 2.2, "point": {"size": 18, "filled": True}},
            "encoding": {
                "x": {"field": "year", "type": "quantitative", "title": None,
                      "scale": {"domain": [min(years), max(years)], "nice": False},
                      "axis": {"format": "d", "tickCount": 6, "tickMinStep": 1, "grid": False}},
                "y": {"field": "value", "type": "quantitative", "title": title, "axis": axis,
                      "scale": {"type": "log" if log else "linear", "reverse": rank, "zero": not rank and not log,
                                "nice": not rank}},
                "color": {"field": "series", "type": "nominal", "legend": legend,
                          "scale": {"domain": names, "range": [SIDE_A, SIDE_B, THIRD, INK, MUTED][: len(names)]}},
                "strokeDash": {"field": "series", "type": "nominal", "legend": legend,
                               "scale": {"domain": names, "range": dashes[: len(names)]}},
            },
        }  # fmt: skip

    return draw(specification)


def balance(rows: Sequence[Tilt], *, a_name: str, b_name: str) -> Drawing:
    """Draw one dot a measure on a log scale of lopsidedness: the middle is even.

    Parameters
    ----------
    rows : sequence of Tilt
    a_name, b_name : str
        Names of the sides, for the axis.
    """
    reach = max(1.0, *(abs(r.log_ratio) for r in rows)) * 1.4
    # Few marks, so that they do not run into each other on a phone.
    steps = (10, 100, 1000) if reach > math.log(10) else (2, 5)
    ticks = [sign * math.log(n) for n in steps for sign in (-1, 1) if math.log(n) < reach]
    x: Spec = {
        "field": "x",
        "type": "quantitative",
        "title": f"← {b_name} depends more · {a_name} depends more →",
        "scale": {"domain": [-reach, reach], "nice": False},
        "axis": {
            "values": [0, *ticks],
            "labelExpr": "datum.value == 0 ? 'even' : format(exp(abs(datum.value)), '.0f') + ':1'",
            "labelOverlap": True,
        },
    }

    def specification(width: int) -> Spec:
        labels = [wrapped(r.label, width) for r in rows]
        data = [
            {"label": "\n".join(lines), "x": r.log_ratio, "zero": 0, "shown": r.shown,
             "side": "a" if r.log_ratio >= 0 else "b"}
            for r, lines in zip(rows, labels, strict=True)
        ]  # fmt: skip
        # What leans to the left is written right of the middle, where there is room beside the labels.
        texts = [
            {
                "transform": [{"filter": f"datum.x {sign} 0"}],
                "mark": {"type": "text", "align": "left", "dx": 10},
                "encoding": {"x": {**x, "field": place}, "text": {"field": "shown"}},
            }
            for sign, place in ((">=", "x"), ("<", "zero"))
        ]
        return {
            "data": {"values": data},
            "width": round(width * 0.6),
            "height": {"step": _step(labels)},
            "encoding": {"y": _rows(labels), "x": x},
            "layer": [
                {"mark": {"type": "rule", "color": LINE, "strokeWidth": 2}, "encoding": {"x": {"datum": 0}, "y": None}},
                {"mark": {"type": "rule", "strokeWidth": 2},
                 "encoding": {"x2": {"field": "zero"}, "color": _SIDES}},
                {"mark": {"type": "circle", "size": 110, "opacity": 1}, "encoding": {"color": _SIDES}},
                *texts,
            ],
        }  # fmt: skip

    return draw(specification)
