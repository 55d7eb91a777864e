"""Contents into HTML, JSON, CSV and SVG."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from lopsided.briefing import wording
from lopsided.briefing.numbers import source_names
from lopsided.briefing.render import UNFOLDED, by_dataset, cells, prepared, seen
from lopsided.briefing.vega import NARROW, WIDE
from lopsided.web.navigation import ENTRIES
from lopsided.web.plain import plain
from lopsided.web.words import say, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lopsided.briefing.contents import Chart
    from lopsided.briefing.vega import Drawing

#: A spreadsheet takes a cell that begins like this for a formula.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001

#: A sentence that begins with the name of a file, which is shown as it is.
_FILE = re.compile(r"\S*\w\.\w")


@cache
def environment() -> Environment:
    """Set up the templates: the pages' own, and those they share with the brief; everything is escaped."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("lopsided.web"), PackageLoader("lopsided.briefing")]),
        autoescape=True,
        auto_reload=False,  # a server goes on as it began when another version is installed under it
        finalize=seen,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "date": wording.date,
        "by_dataset": by_dataset,
        "cells": cells,
        "room": room,
        "opening": opening,
        "ended": ended,
    }
    made.globals |= {"navigation": lambda: ENTRIES, "t": words(), "say": say, "version": version("lopsided")} | UNFOLDED
    # A form that is given back has both; see `lopsided.web.again`.
    made.globals |= {"failure": None, "typed": {}, "cite_at": None}
    return made


def ended(text: str) -> str:
    """Give a sentence its stop, unless it has one."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def opening(text: str) -> str:
    """Write a sentence of a failure where a line begins: with a capital letter, unless that is a file's, and a stop."""
    return ended(text if _FILE.match(text) else text[:1].upper() + text[1:])


def prepare() -> None:
    """Read every template now: one that is first wanted after an upgrade would be of another version."""
    for name in environment().list_templates(["j2"]):
        environment().get_template(name)
    prepared()


def room(drawing: Drawing, *, narrow: bool = False) -> Markup:
    """Say how large a picture is, so that its place is kept free until it is there and links land where they should."""
    return Markup(' width="{}" height="{}"').format(*drawing.size(NARROW if narrow else WIDE))


def render(template: str, **given: Any) -> str:  # noqa: ANN401 - contents of any page
    """Render one template."""
    return environment().get_template(template).render(**given)


def as_json(key: str, address: str, contents: object, rows: Sequence[Mapping[str, Any]]) -> str:
    """Write contents as one JSON object: which page, of which version, where; as shown, and as rows of numbers."""
    about = {"page": key, "address": address, "lopsided": version("lopsided")}
    shown = {name: value for name, value in plain(contents).items() if name != "rows"}
    told = about | {"contents": shown, "rows": plain(rows)}
    return json.dumps(told, ensure_ascii=False, allow_nan=False) + "\n"


def chart_rows(chart: Chart) -> list[dict[str, Any]]:
    """Give the numbers behind a chart, each with unit, period and sources; where there are none, its table as shown."""
    drawn = chart.drawing.rows if chart.drawing is not None else ()
    shown = [dict(zip(chart.table.columns, row, strict=True)) for row in chart.table.rows]
    found = [_year(row) for row in chart.rows or drawn or shown]
    about = {
        "unit": chart.unit,
        "period": chart.period,
        "sources": source_names(chart.sources),
        "imputed": any(source.imputed for source in chart.sources),
        "simulated": False,
    }
    return [row | {n: v for n, v in about.items() if not row.get(n)} for row in found]


def _year(row: Mapping[str, Any]) -> dict[str, Any]:
    """Write the year of a point as its period, as every other row has it."""
    year = {"period": str(row["year"])} if "year" in row else {}
    return {**{n: v for n, v in row.items() if n != "year"}, **year}


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Write rows as CSV: one cell one value, no cell a formula; columns as they first come up."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([[_cell(row.get(name)) for name in columns] for row in rows])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    # Spreadsheets drop spaces and line ends before a sign; the signs of full width are taken for the plain ones.
    if isinstance(value, str) and (value.startswith(("\t", "\r")) or value.lstrip().startswith(_FORMULA)):
        return f"'{value}"
    return "" if value is None else value


def as_svg(drawing: Drawing, *, narrow: bool) -> str:
    """Draw a chart as a picture that stands by itself, with the page's colours in light and dark."""
    svg = drawing.svg(NARROW if narrow else WIDE)
    head, tail = svg.split(">", 1)
    return f"{head}><style>{_colours()}</style>{tail}"


@cache
def _colours() -> str:
    """Take the colours from the style sheet the brief and the pages share."""
    style = files("lopsided.briefing").joinpath("templates/style.css").read_text(encoding="utf-8")
    return style[style.index(":root") : style.index("}") + 1]
