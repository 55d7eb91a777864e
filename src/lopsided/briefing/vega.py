"""Draws a Vega-Lite specification as SVG, in the page's own colours.

Colours in a specification are named placeholders that become the page's CSS variables: one drawing serves light,
dark and print. Each chart is drawn at two widths, since shrinking a wide drawing to a phone makes it unreadable.
"""

from __future__ import annotations

import math
import re
from contextvars import ContextVar
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import vl_convert

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Spec = dict[str, Any]

WIDE, NARROW = 620, 330
#: Placeholder colours and the CSS variable each stands for.
COLOURS = {
    "#a0000a": "--side-a",
    "#a0000b": "--side-b",
    "#a0000c": "--ink",
    "#a0000d": "--muted",
    "#a0000e": "--line",
    "#a0000f": "--third",
}
SIDE_A, SIDE_B, INK, MUTED, LINE, THIRD = COLOURS

_CONFIG: Spec = {
    "font": "Liberation Sans",
    "background": None,
    "aria": False,  # words for the hidden drawing's parts, a third of it
    "padding": 2,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": MUTED,
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        # None: labels come broken into lines, and a limit has each measured again, which is most of drawing.
        "labelLimit": 0,
    },
    "text": {"fontSize": 13, "color": INK},
    "legend": {"labelFontSize": 13, "labelColor": INK, "title": None, "orient": "top", "symbolType": "stroke",
               "symbolSize": 400, "symbolStrokeWidth": 3, "labelLimit": 400},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart, drawn when it is asked for: drawing takes longer than all that leads to it.

    Attributes
    ----------
    specification : callable
        From a width in pixels to a Vega-Lite specification.
    rows : tuple of mapping
        The numbers drawn, one row each, with their unit.
    """

    specification: Callable[[int], Spec]
    rows: tuple[Mapping[str, object], ...] = ()

    @property
    def wide(self) -> str:
        """SVG for pages."""
        return self.svg(WIDE)

    @property
    def narrow(self) -> str:
        """SVG for phones."""
        return self.svg(NARROW)

    def svg(self, width: int) -> str:
        """Draw at a width in pixels; colours are CSS variables of the page around it."""
        return _svg(self.specification(width))

    def size(self, width: int) -> tuple[int, int]:
        """Say how wide and how high it is when drawn at a width, without drawing it: a page keeps that room free."""
        said = self.specification(width)
        if isinstance(said.get("autosize"), dict):  # fitted, padding included
            return said["width"], said["height"]
        pad = said["padding"]
        around = pad if isinstance(pad, dict) else dict.fromkeys(("left", "right", "top", "bottom"), pad)
        wide = said["width"] + around["left"] + around["right"]
        return wide, math.ceil(said["height"] + around["top"] + around["bottom"])


def draw(specification: Callable[[int], Spec], rows: tuple[Mapping[str, object], ...] = ()) -> Drawing:
    """Make a drawing of a specification, for both widths.

    Parameters
    ----------
    specification : callable
        From a width in pixels to a Vega-Lite specification.
    rows : tuple of mapping
        The numbers drawn.
    """
    return Drawing(specification, rows)


def wrapped(label: str, width: int) -> list[str]:
    """Break a label into lines that leave the drawing most of the width."""
    return wrap(label, 30 if width == WIDE else 17) or [""]


def _svg(spec: Spec) -> str:
    return painted(DRAW.get()(spec if _in_vega(spec) else {**spec, "config": _CONFIG}))


def _in_vega(spec: Spec) -> bool:
    return "/vega/" in spec.get("$schema", "")


def drawn_here(spec: Spec) -> str:
    """Draw a specification in this process, in Vega where its ``$schema`` says so, else in Vega-Lite."""
    if _in_vega(spec):
        return str(vl_convert.vega_to_svg(spec))
    return str(vl_convert.vegalite_to_svg(spec))


#: Who draws: this process, where a thread does not say otherwise.
DRAW: ContextVar[Callable[[Spec], str]] = ContextVar("DRAW", default=drawn_here)


def painted(svg: str) -> str:
    """Exchange placeholders for the page's colours, and leave the drawing to those who see it."""
    for placeholder, variable in COLOURS.items():
        svg = re.sub(re.escape(placeholder), f"var({variable})", svg, flags=re.IGNORECASE)
    # Screen readers are given the chart's caption and its table instead.
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
