"""Who takes over a trade that stops, as a flow chart: sellers on the left, buyers on the right.

A Vega specification (Vega-Lite has no ribbons): ribbons as wide as the money that moves, the one that is gone dashed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from textwrap import wrap
from typing import TYPE_CHECKING, Literal

from lopsided.briefing.vega import INK, MUTED, NARROW, SIDE_A, SIDE_B, Drawing, Spec

if TYPE_CHECKING:
    from collections.abc import Sequence

_FONT = "Liberation Sans"
_TEXT, _LINE = 13, 16
#: Height of all the money on the fuller side, and what separates two parties.
_HEIGHT, _GAP = 300.0, 7.0
#: A ribbon thinner than this cannot be seen.
_THINNEST = 1.0
_BAR = 9
#: Where the first party begins.
_TOP = 4.0


@dataclass(frozen=True, slots=True)
class Party:
    """Someone at an end: what it is called, and by how much its trade with the other end grows."""

    name: str
    amount: float
    shown: str


@dataclass(frozen=True, slots=True)
class Rerouting:
    """A trade that is gone, and what replaces it on either side.

    Attributes
    ----------
    seller, buyer : str
        Between whom.
    lost : float
        What they no longer trade, in any unit above zero.
    lost_shown : str
        As written.
    suppliers : sequence of Party
        Who sells more to the buyer.
    markets : sequence of Party
        Who buys more from the seller.
    """

    seller: str
    buyer: str
    lost: float
    lost_shown: str
    suppliers: Sequence[Party]
    markets: Sequence[Party]


@dataclass(slots=True)
class _Node:
    """A party with its place: ``used`` is how much of its bar ribbons have taken."""

    lines: list[str]
    amount: float
    x: float
    y: float = 0.0
    height: float = 0.0
    used: float = field(default=0.0)

    def take(self, height: float) -> float:
        """Give the top of the next ribbon's end."""
        top = self.y + self.used
        self.used += height
        return top


def flow(moved: Rerouting) -> Drawing:
    """Draw who takes over a trade that stops.

    Parameters
    ----------
    moved : Rerouting
        The largest on either end, all others summed by the caller.
    """
    return Drawing(lambda width: _specification(moved, width))


def _specification(moved: Rerouting, width: int) -> Spec:
    beside = 96 if width == NARROW else 190
    letters = 12 if width == NARROW else 26
    left, right = beside, width - beside - _BAR
    seller = _Node([*_lines(moved.seller, letters)], moved.lost + sum(p.amount for p in moved.markets), left)
    buyer = _Node([*_lines(moved.buyer, letters)], moved.lost + sum(p.amount for p in moved.suppliers), right)
    suppliers = [_Node([*_lines(p.name, letters), p.shown], p.amount, left) for p in moved.suppliers]
    markets = [_Node([*_lines(p.name, letters), p.shown], p.amount, right) for p in moved.markets]
    fullest = max(seller.amount + sum(n.amount for n in suppliers), buyer.amount + sum(n.amount for n in markets))
    scale = _HEIGHT / fullest
    thick = max(_THINNEST, moved.lost * scale)
    # What a trade that is too thin to be written on amounts to stands above it.
    top = _TOP if thick >= _LINE else _TOP + _LINE
    bottom = math.ceil(max(_stack([seller, *suppliers], scale, top), _stack([buyer, *markets], scale, top)))
    ribbons = [
        _ribbon(seller, buyer, thick, "gone"),
        *(_ribbon(seller, n, n.height, "sold") for n in markets),
        *(_ribbon(n, buyer, n.height, "bought") for n in suppliers),
    ]
    label = {
        "x": (left + right + _BAR) / 2,
        "y": seller.y + thick / 2 if top == _TOP else top - _LINE / 2,
        "text": moved.lost_shown,
    }
    nodes = [seller, *suppliers, buyer, *markets]
    return {
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "width": width,
        "height": bottom,
        "padding": 2,
        "background": None,
        "autosize": "none",
        "data": [
            {"name": "ribbons", "values": ribbons},
            {"name": "bars", "values": [{"x": n.x, "y": n.y, "height": max(n.height, _THINNEST)} for n in nodes]},
            {"name": "names", "values": [_name(n, left) for n in nodes]},
            {"name": "gone", "values": [label]},
        ],
        "marks": [_RIBBONS, _BARS, _NAMES, _GONE],
    }


def _lines(name: str, letters: int) -> list[str]:
    return wrap(name, letters) or [""]


def _stack(nodes: Sequence[_Node], scale: float, y: float) -> float:
    """Set parties one under another from a height on, each with room for its name; return where the last one ends."""
    for node in nodes:
        node.height = max(_THINNEST, node.amount * scale)
        node.y = y
        y += max(node.height, _LINE * len(node.lines)) + _GAP
    return y


def _ribbon(start: _Node, end: _Node, thick: float, kind: Literal["gone", "sold", "bought"]) -> Spec:
    x0, x1 = start.x + _BAR, end.x
    y0, y1 = start.take(thick), end.take(thick)
    half = (x0 + x1) / 2
    path = (
        f"M{x0:.1f},{y0:.1f}C{half:.1f},{y0:.1f} {half:.1f},{y1:.1f} {x1:.1f},{y1:.1f}"
        f"L{x1:.1f},{y1 + thick:.1f}C{half:.1f},{y1 + thick:.1f} {half:.1f},{y0 + thick:.1f} {x0:.1f},{y0 + thick:.1f}Z"
    )
    return {"path": path, "kind": kind, "gone": kind == "gone"}


def _name(node: _Node, left: float) -> Spec:
    before = node.x == left
    return {
        "x": node.x - 7 if before else node.x + _BAR + 7,
        "y": node.y + max(node.height, _LINE * len(node.lines)) / 2 - _LINE * (len(node.lines) - 1) / 2
        if node.height > _LINE * len(node.lines)
        else node.y + _LINE / 2 - 2,
        "align": "right" if before else "left",
        "text": node.lines,
    }


_BY_KIND: list[Spec] = [
    {"test": "datum.kind == 'sold'", "value": SIDE_A},
    {"test": "datum.kind == 'bought'", "value": SIDE_B},
    {"value": MUTED},
]
_RIBBONS: Spec = {
    "type": "path",
    "from": {"data": "ribbons"},
    "encode": {
        "enter": {
            "path": {"field": "path"},
            "fill": _BY_KIND,
            "fillOpacity": [{"test": "datum.gone", "value": 0.08}, {"value": 0.42}],
            "stroke": _BY_KIND,
            "strokeWidth": [{"test": "datum.gone", "value": 1.3}, {"value": 0}],
            "strokeDash": {"value": [4, 3]},
        }
    },
}
_BARS: Spec = {
    "type": "rect",
    "from": {"data": "bars"},
    "encode": {
        "enter": {
            "x": {"field": "x"},
            "y": {"field": "y"},
            "width": {"value": _BAR},
            "height": {"field": "height"},
            "fill": {"value": INK},
        }
    },
}
_WRITTEN: Spec = {
    "x": {"field": "x"},
    "y": {"field": "y"},
    "text": {"field": "text"},
    "baseline": {"value": "middle"},
    "font": {"value": _FONT},
    "fontSize": {"value": _TEXT},
}
_NAMES: Spec = {
    "type": "text",
    "from": {"data": "names"},
    "encode": {
        "enter": {**_WRITTEN, "align": {"field": "align"}, "fill": {"value": INK}, "lineHeight": {"value": _LINE}}
    },
}
_GONE: Spec = {
    "type": "text",
    "from": {"data": "gone"},
    "encode": {"enter": {**_WRITTEN, "align": {"value": "center"}, "fill": {"value": INK}}},
}
