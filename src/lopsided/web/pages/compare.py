"""Two ties side by side, measure by measure."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import Query

from lopsided.briefing.charts import Tilt, balance
from lopsided.briefing.contents import Chart, Side
from lopsided.briefing.measured import shown
from lopsided.errors import UsageError, in_field
from lopsided.measures.definitions import definition
from lopsided.measures.pair import pair
from lopsided.measures.summary import LopsidednessSummary, lopsidedness
from lopsided.terms.actors import name_of
from lopsided.web.again_in_code import Code, code_of
from lopsided.web.page import Page, Row
from lopsided.web.pages.home import Country, countries
from lopsided.web.site import Site
from lopsided.web.tie import side, simulation, tie
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lopsided.measures.result import Lopsidedness

PairText = Annotated[str, Query(max_length=100)]
_PARTS = re.compile(r"\s*[-–,/]\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which two ties, ``"CAN-USA"`` and ``"MEX-USA"``; empty while they are chosen."""

    first: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """One measure of both ties: each side's dependence, their ratio, who depends more, which is steeper.

    ``steeper`` names the tie that is the more lopsided by it, whichever of its sides depends more; empty where that
    cannot be said of both, or they are even.
    """

    measure: str
    key: str
    first: tuple[str, str, str]
    second: tuple[str, str, str]
    more: tuple[str, str]
    leans: tuple[str, str]
    steeper: Literal["first", "second", ""] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTie:
    """One of the two."""

    a: Side
    b: Side
    measured: str
    simulated: str
    chart: Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the page shows; no ties while they are chosen."""

    countries: tuple[Country, ...]
    ties: tuple[OneTie, ...] = ()
    measures: tuple[Beside, ...] = ()
    rows: tuple[Row, ...] = ()


def asked(
    first: PairText = "", second: PairText = "", a: PairText = "", b: PairText = "", c: PairText = "", d: PairText = ""
) -> Asked:
    """Ask for two ties: as pairs, or (from the form) as four countries."""
    with in_field("first" if first else "b"):
        one = _pair(first) if first else _joined(a, b)
    with in_field("second" if second else "d"):
        other = _pair(second) if second else _joined(c, d)
    return Asked(one, other)


def again(typed: Mapping[str, str]) -> tuple[Asked, Compared]:
    """Give the form back; a pair nobody can read is left for choosing anew."""
    return Asked(*(typed.get(name, "") for name in ("first", "second"))), Compared(countries=countries())


def _joined(a: str, b: str) -> str:
    return "-".join(pair(a, b)) if a and b else ""


def _pair(text: str) -> str:
    parts = _PARTS.split(text.strip(), maxsplit=1)
    if len(parts) != 2:
        problem = say("compare.no_pair", text=repr(text))
        raise UsageError(problem, subject=text, remedy=say("compare.no_pair_remedy"))
    return "-".join(pair(*parts))


def contents(asked: Asked, _site: Site) -> Compared:
    """Measure both ties, and set their measures beside each other."""
    if not (asked.first and asked.second):
        chosen = tuple(_one(text, n) for n, text in enumerate((asked.first, asked.second)) if text)
        return Compared(countries=countries(), ties=chosen)
    summaries = [lopsidedness(*text.split("-")) for text in (asked.first, asked.second)]
    ties = tuple(_one(text, n) for n, text in enumerate((asked.first, asked.second)))
    return Compared(
        countries=countries(),
        ties=tuple(replace(one, chart=chart) for one, chart in zip(ties, _alike(ties, summaries), strict=True)),
        measures=_beside(*summaries),
        rows=tuple(
            {"dyad": f"{s.a}-{s.b}", **row}
            for s in summaries
            for row in (*tie(s.a, s.b).rows, *simulation(s.a, s.b)[2])
        ),
    )


def _one(text: str, place: int) -> OneTie:
    a, b = text.split("-")
    found = tie(a, b)
    chart = next(c for c in found.charts if c.key == "lopsidedness")
    title = say("compare.chart", a=side(a).name, b=side(b).name)
    return OneTie(
        a=side(a),
        b=side(b),
        measured=found.line,
        simulated=simulation(a, b)[1],
        chart=replace(chart, key=f"lopsidedness-{place + 1}", title=title),
    )


def _alike(ties: Sequence[OneTie], summaries: Sequence[LopsidednessSummary]) -> list[Chart]:
    """Draw both ties' measures in one order, the first tie's most lopsided on top, and on one scale."""
    found = [{p.a_on_b.definition: p for p in s.parts if p.least_log_ratio is not None} for s in summaries]
    ratios = [{key: part.least_log_ratio or 0.0 for key, part in parts.items()} for parts in found]
    order = sorted({**ratios[1], **ratios[0]}, key=lambda key: -ratios[0].get(key, -math.inf))
    reach = max((abs(ratio) for known in ratios for ratio in known.values()), default=0.0)
    drawings = [
        balance(
            [Tilt(definition(key).name, ratios[n][key], found[n][key].text) for key in order if key in found[n]],
            a_name=one.a.name,
            b_name=one.b.name,
            reach=reach,
        )
        if found[n]
        else None
        for n, one in enumerate(ties)
    ]
    return [replace(one.chart, drawing=drawing) for one, drawing in zip(ties, drawings, strict=True)]


def _beside(first: LopsidednessSummary, second: LopsidednessSummary) -> tuple[Beside, ...]:
    """Set measures beside each other, in the order in which they are drawn: the first tie's most lopsided on top."""
    other = {part.a_on_b.definition: part for part in second.parts}
    found = []
    for part in sorted(first.parts, key=lambda p: -_known(p.least_log_ratio)):
        its = other[part.a_on_b.definition]
        found.append(
            Beside(
                measure=definition(part.a_on_b.definition).name,
                key=part.a_on_b.definition,
                first=(shown(part.a_on_b, 3), shown(part.b_on_a, 3), part.text),
                second=(shown(its.a_on_b, 3), shown(its.b_on_a, 3), its.text),
                more=tuple(name_of(m) if m else "" for m in (part.more_dependent, its.more_dependent)),  # type: ignore[arg-type]
                leans=(_leans(part.more_dependent, first), _leans(its.more_dependent, second)),
                steeper=_steeper(part, its),
            )
        )
    return tuple(found)


def _known(log_ratio: float | None) -> float:
    return -math.inf if log_ratio is None else log_ratio


def _steeper(one: Lopsidedness, other: Lopsidedness) -> Literal["first", "second", ""]:
    """Say which of two is the more lopsided; bounds are not compared."""
    if one.log_ratio is None or other.log_ratio is None or math.isclose(abs(one.log_ratio), abs(other.log_ratio)):
        return ""
    return "first" if abs(one.log_ratio) > abs(other.log_ratio) else "second"


def _leans(more: str, of: LopsidednessSummary) -> str:
    return "" if not more else "a" if more == of.a else "b"


def rows(page: Compared) -> tuple[Row, ...]:
    """Every measure of both ties and what surrounds them, and both simulated, as numbers."""
    return page.rows


def code(asked: Asked, chart: Chart) -> Code:
    """Write the lines that make a chart's numbers again."""
    a, b = (asked.first if chart.key.endswith("1") else asked.second).split("-")
    return code_of("compare", chart, {"a": a, "b": b})


PAGE = Page(key="compare", path="/compare", asked=asked, contents=contents, rows=rows, again=again, code=code)
