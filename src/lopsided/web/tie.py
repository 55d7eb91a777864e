"""What is worked out about a dyad, kept for the next view of it: years and looks change, the tie does not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from lopsided.briefing.compose import broken_up, measured_line, simulate
from lopsided.briefing.contents import Side
from lopsided.briefing.context import context
from lopsided.briefing.measured import gaps, measured
from lopsided.briefing.numbers import about
from lopsided.datasets.catalog import dataset
from lopsided.datasets.packs.manifest import stamp
from lopsided.measures.dependence import dependence
from lopsided.measures.exposure import industry_reliance
from lopsided.measures.raw_materials import raw_materials
from lopsided.measures.summary import summed_up
from lopsided.measures.table import as_frame
from lopsided.terms.actors import name_of
from lopsided.web.rendering import chart_rows
from lopsided.web.words import say, words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from lopsided.briefing.contents import Chart, Simulated
    from lopsided.measures.product_years import RawMaterial
    from lopsided.model.outcome import Outcome

    Row = Mapping[str, object]


#: Charts of what surrounds a tie, whose numbers are no measure of dependence: energy, memberships, votes...
_AROUND = {"energy", "memberships", "votes", "years", "industries"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """The measured and simulated sides of a dyad.

    Attributes
    ----------
    line : str
        The measured answer.
    charts : tuple of Chart
        Shares, lopsidedness, industries, concentration.
    gaps : tuple of str
        What the data cannot say.
    lopsidedness : str
        In a sentence.
    rows : tuple of mapping
        Every measure as numbers.
    """

    line: str
    charts: tuple[Chart, ...]
    gaps: tuple[str, ...]
    lopsidedness: str
    rows: tuple[Row, ...]


def side(code: str) -> Side:
    """Take a country as one of two sides."""
    return Side(code, name_of(code))


def tie(a: str, b: str) -> Tie:
    """Measure a dyad, once for as long as the data stay the same."""
    return _tie(a, b, stamp())


def simulation(a: str, b: str) -> tuple[Simulated, str, tuple[Row, ...]]:
    """Break a dyad up, once: the part of the page, its line, and both countries' numbers."""
    return _simulation(a, b, stamp())


def traded(a: str, b: str, since: int, until: int) -> tuple[RawMaterial, ...]:
    """List raw materials between two countries in a range of years, once."""
    return _traded(a, b, since, until, stamp())


@lru_cache(maxsize=64)
def _tie(a: str, b: str, _data: Hashable) -> Tie:
    sides = (side(a), side(b))
    ties = dependence(a, b)
    summary = summed_up(a, b, ties)
    industries = industry_reliance(a, b), industry_reliance(b, a)
    source = dataset("icio_2022_network").source(say("industries.source"))
    charts = (*measured(sides, ties, summary, (), industries, source), *context(sides))
    return Tie(
        line=measured_line(sides, ties),
        charts=tuple(dated(chart) for chart in charts),
        gaps=gaps(ties),
        lopsidedness=summary.text,
        rows=(
            *({"part": "measured", **row} for row in as_frame(ties).to_dicts()),
            *_rows_of_charts([c for c in charts if c.key.partition("-")[0] in _AROUND], ""),
        ),
    )


@lru_cache(maxsize=64)
def _traded(a: str, b: str, since: int, until: int, _data: Hashable) -> tuple[RawMaterial, ...]:
    return raw_materials(a, b, years=range(since, until + 1))


@lru_cache(maxsize=64)
def _simulation(a: str, b: str, _data: Hashable) -> tuple[Simulated, str, tuple[Row, ...]]:
    part, line = simulate((side(a), side(b)))
    part = replace(part, charts=tuple(dated(chart) for chart in part.charts))
    if part.unavailable:
        return part, line, ()
    outcome = broken_up(a, b)
    return part, line, (*(_simulated_row(outcome, code) for code in (a, b)), *_rows_of_charts(part.charts, "simulated"))


def _rows_of_charts(charts: Iterable[Chart], part: str) -> Iterable[Row]:
    """Take the numbers behind charts for rows of the page; without a part of their own they are named by it."""
    for chart in charts:
        kind = chart.key.partition("-")[0]
        for row in chart_rows(chart):
            of = {"of": row["country"]} if "country" in row else {}
            yield {"part": part or kind, "chart": chart.key, "measure": kind, **row, **of}


def _simulated_row(outcome: Outcome, code: str) -> Row:
    place = outcome.countries.index(code)
    band = outcome.band
    return {
        "part": "simulated",
        "measure": "real_income_change",
        "name": say("dyad.real_income"),
        "of": code,
        "value": outcome.change(code),
        "low": None if band is None else float(band.low[place]),
        "high": None if band is None else float(band.high[place]),
        **about(outcome),
        "unit": "fraction",
        "formula": f"{outcome.scenario}; {outcome.closure}; {outcome.elasticities}",
        "caveats": "; ".join(outcome.caveats),
    }


def dated(chart: Chart) -> Chart:
    """Say a chart's unit, and the years of its data as its table has them."""
    kind = chart.key.split("-", 1)[0]
    dates = {say("measured.column.period"), say("measured.column.year")}
    columns = [n for n, name in enumerate(chart.table.columns) if name in dates]
    told = {word for row in chart.table.rows for n in columns for word in row[n].replace("–", " ").split()}
    years = sorted(word for word in told if word.isdecimal() and len(word) == 4)
    period = f"{years[0]}–{years[-1]}" if years and years[0] != years[-1] else "".join(years[:1])
    unit, years_told = (getattr(words().units, name, "") for name in (kind, f"{kind}_years"))
    return replace(chart, unit=chart.unit or unit, period=chart.period or period or years_told)
