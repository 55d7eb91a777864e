"""Which command, and which lines of Python, make the numbers of a chart again; none where nothing makes just those."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lopsided.terms.products import product

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lopsided.briefing.contents import Chart


@dataclass(frozen=True, slots=True)
class Code:
    """Lines that make a chart's numbers again.

    Attributes
    ----------
    command : tuple of str
        For a terminal.
    python : tuple of str
        To be run one after the other; the last ones give the numbers.
    """

    command: tuple[str, ...] = ()
    python: tuple[str, ...] = ()


@cache
def _known() -> dict[str, dict[str, dict[str, list[str]]]]:
    text = files("lopsided.web").joinpath("code.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def code_of(page: str, chart: Chart, values: Mapping[str, object]) -> Code:
    """Write the lines for a chart of a page.

    Parameters
    ----------
    page : str
        Key of the page, as in ``code.toml``.
    chart : Chart
        Found by its key, or by what its key begins with: ``materials`` for ``materials-KAZ``.
    values : mapping
        What stands in braces in the lines. ``{product}`` is every product the chart's table begins a row with.
    """
    stem, _, rest = chart.key.partition("-")
    known = _known().get(page, {})
    lines = known.get(chart.key) or known.get(stem) or {}
    filled = {"chart": rest, **values}
    return Code(*(tuple(_filled(lines.get(name, []), chart, filled)) for name in ("command", "python")))


def _filled(lines: list[str], chart: Chart, values: Mapping[str, object]) -> list[str]:
    made: list[str] = []
    for line in lines:
        each = _products(chart) if "{product}" in line else ("",)
        made += [line.format(product=key, **values) for key in each]
    return list(dict.fromkeys(made))


def _products(chart: Chart) -> tuple[str, ...]:
    """List the products of a chart by key: its rows', or its columns' where its rows are years."""
    named = [row[0] for row in chart.table.rows]
    if chart.table.columns[1:] and all(name.isdecimal() for name in named):
        named = list(chart.table.columns[1:])
    return tuple(dict.fromkeys(product(name).key for name in named))
