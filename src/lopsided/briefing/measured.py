"""The measured part: dependence both ways, raw materials through the years, inputs by industry."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from lopsided.briefing.charts import Bar, Point, Tilt, balance, bars, through
from lopsided.briefing.contents import Chart, Table
from lopsided.briefing.industries import bought_inputs
from lopsided.briefing.numbers import both_ways, of_materials, of_measures
from lopsided.briefing.wording import (
    capital,
    listed,
    mass,
    money,
    money_unit_of,
    ordinal,
    percent,
    place,
    spelled,
    years_of,
)
from lopsided.briefing.words import say
from lopsided.measures.definitions import definition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lopsided.briefing.charts import Side as Colour
    from lopsided.briefing.contents import Side
    from lopsided.measures.exposure import IndustryReliance
    from lopsided.measures.product_years import RawMaterial, RawMaterialYear
    from lopsided.measures.result import Lopsidedness, Measure
    from lopsided.measures.summary import LopsidednessSummary
    from lopsided.terms.provenance import Source

_SHARES = ("export_share", "import_share", "exports_to_gdp", "imports_to_gdp")
_CONCENTRATIONS = ("export_concentration", "import_concentration", "input_concentration")


def measured(
    sides: tuple[Side, Side],
    ties: Sequence[Lopsidedness],
    summary: LopsidednessSummary,
    materials: Sequence[RawMaterial],
    industries: tuple[Sequence[IndustryReliance], Sequence[IndustryReliance]],
    industry_source: Source,
) -> tuple[Chart, ...]:
    """Set out every measure of a tie as charts with their tables.

    Parameters
    ----------
    sides : pair of Side
    ties : sequence of Lopsidedness
        All measures, both directions.
    summary : LopsidednessSummary
    materials : sequence of RawMaterial
        Largest first, both directions.
    industries : pair
        What A's industries buy from B, and B's from A.
    industry_source : Source
        Where the inputs by industry are from.
    """
    charts = [_shares(sides, ties), _balance(sides, summary)]
    charts += _materials(sides, materials)
    charts += bought_inputs(sides, industries, industry_source)
    charts.append(_concentration(sides, ties))
    return tuple(chart for chart in charts if chart.table.rows)


def gaps(ties: Iterable[Lopsidedness]) -> tuple[str, ...]:
    """Say, once each, why a measure has neither a value nor a bound."""
    found: dict[str, list[str]] = {}
    for tie in ties:
        for measure in (tie.a_on_b, tie.b_on_a):
            if measure.bounds == (None, None):
                why = "; ".join(measure.caveats) or say("measured.no_data")
                found.setdefault(why, []).append(definition(measure.definition).name)
    return tuple(f"{listed(list(dict.fromkeys(names)))}: {why}." for why, names in found.items())


def shown(measure: Measure, digits: Literal[2, 3] = 2) -> str:
    """Write a measure's value, or the bounds the data allow; three digits where a ratio stands beside it."""
    write = partial(percent, digits=digits) if measure.unit == "fraction" else _WRITERS.get(measure.unit, _number)
    if measure.value is not None:
        return write(measure.value)
    low, high = measure.at_least, measure.at_most
    if low is not None and high is not None:
        return say("measured.between", low=write(low), high=write(high))
    if high is not None:
        return say("measured.at_most", high=write(high))
    return say("wording.not_known") if low is None else say("measured.at_least", low=write(low))


def _growth(growth: float | None) -> str:
    if growth is None:
        return say("wording.not_known")
    return say("measured.a_year", growth=f"{growth:+.0%}".replace("-", "−"))


def _number(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"


_WRITERS: dict[str, Callable[[float], str]] = {"USD": money}


def _sources(measures: Iterable[Measure]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(s for m in measures for s in m.sources))


def _caveats(measures: Iterable[Measure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_sentence(c) for m in measures for c in m.caveats))


def _of_materials(materials: Iterable[RawMaterial]) -> tuple[str, ...]:
    """Say what must be known of raw materials; nothing drawn is in tonnes, so that is told of the table."""
    found = dict.fromkeys(c for m in materials for c in m.caveats)
    return tuple(_sentence(say("measured.of_tonnes", caveat=c) if "tonnes" in c else c) for c in found)


def _sentence(text: str) -> str:
    return capital(spelled(text)).rstrip(".") + "."


def _shares(sides: tuple[Side, Side], ties: Sequence[Lopsidedness]) -> Chart:
    a, b = sides
    rows: list[tuple[str, Colour, Measure]] = []
    for tie in ties:
        if tie.a_on_b.definition in _SHARES:
            key = f"measured.{tie.a_on_b.definition}"
            rows.append((capital(say(key, of=a.own, on=b.text)), "a", tie.a_on_b))
            rows.append((capital(say(key, of=b.own, on=a.text)), "b", tie.b_on_a))
    drawn = [
        Bar(
            label=label,
            side=side,
            value=m.value if m.value is not None else m.at_most or 0.0,
            shown=shown(m),
            bound=m.value is None,
        )
        for label, side, m in rows
        if m.bounds != (None, None)
    ]
    measures = [m for _, _, m in rows]
    return Chart(
        key="shares",
        title=say("measured.shares"),
        description=say("measured.bars", said="; ".join(f"{bar.label}: {bar.shown}" for bar in drawn)),
        drawing=bars(drawn, title=say("measured.share_axis")) if drawn else None,
        table=Table(
            caption=say("measured.shares_caption"),
            columns=_named_columns("share", "value", "period", "formula"),
            rows=tuple((label, shown(m), m.period.replace("/", "–"), m.formula) for label, _, m in rows),
            numeric=(1,),
        ),
        sources=_sources(measures),
        notes=(say("measured.hollow"), *_caveats(measures)),
        rows=of_measures(measures),
    )


def _named_columns(*names: str) -> tuple[str, ...]:
    return tuple(say(f"measured.column.{name}") for name in names)


def _balance(sides: tuple[Side, Side], summary: LopsidednessSummary) -> Chart:
    a, b = sides
    # A bound still says which side, at least: it is drawn at the ratio nearest to even.
    tilts = [
        Tilt(definition(tie.a_on_b.definition).name, ratio, tie.text)
        for tie in summary.parts
        if (ratio := tie.least_log_ratio) is not None
    ]
    tilts.sort(key=lambda t: -t.log_ratio)
    measures = [m for tie in summary.parts for m in (tie.a_on_b, tie.b_on_a)]
    return Chart(
        key="lopsidedness",
        title=say("measured.lopsidedness"),
        description=say("measured.dots", said="; ".join(f"{t.label}: {t.shown}" for t in tilts)),
        drawing=balance(tilts, a_name=a.name, b_name=b.name) if tilts else None,
        table=Table(
            caption=say("measured.lopsidedness_caption"),
            columns=(
                *_named_columns("measure"),
                say("measured.column.on", of=capital(a.text), on=b.text),
                say("measured.column.on", of=capital(b.text), on=a.text),
                *_named_columns("ratio", "period"),
            ),
            rows=tuple(
                (
                    definition(tie.a_on_b.definition).name,
                    shown(tie.a_on_b, 3),
                    shown(tie.b_on_a, 3),
                    tie.text,
                    " / ".join(dict.fromkeys(p.replace("/", "–") for p in (tie.a_on_b.period, tie.b_on_a.period) if p)),
                )
                for tie in summary.parts
            ),
            numeric=(1, 2, 3),
        ),
        sources=_sources(measures),
        notes=(
            _sentence(_named(summary.text, sides)),
            say("measured.no_score"),
        ),
        rows=both_ways(summary.parts),
    )


def _named(text: str, sides: tuple[Side, Side]) -> str:
    """Write the sides as a sentence does: "the United States"."""
    for side in sides:
        text = text.replace(side.name, side.text).replace(side.id, side.text)
    return text


def _materials(sides: tuple[Side, Side], materials: Sequence[RawMaterial]) -> list[Chart]:
    charts = []
    for seller, buyer in ((sides[0], sides[1]), (sides[1], sides[0])):
        own = [m for m in materials if m.exporter == seller.id and m.latest is not None]
        if not own:
            continue
        charts.append(_material_values(own, seller, buyer))
        charts.append(_ranks(own[:3], seller, buyer))
        charts.append(history(own[0], seller, buyer))
    return charts


def _material_values(materials: Sequence[RawMaterial], seller: Side, buyer: Side) -> Chart:
    rows = tuple(
        (
            m.product.name,
            str(y.year),
            money(y.value),
            mass(y.tonnes),
            percent(y.share_of_imports),
            percent(y.share_of_exports),
            place(y.supplier_rank, y.suppliers),
            _growth(m.growth),
        )
        for m in materials
        if (y := m.latest) is not None
    )
    # In the unit of the largest: an axis of "60m" in billions would be read wrongly.
    size, unit = money_unit_of(max(y.value for m in materials for y in m.years))
    points = [Point(m.product.name, y.year, y.value / size) for m in materials for y in m.years]
    first = rows[0]
    return Chart(
        key=f"materials-{seller.id}",
        title=say("measured.materials", seller=seller.text, buyer=buyer.text),
        description=say("measured.materials_told", product=first[0], value=first[2], year=first[1]),
        drawing=through(points, title=say("measured.dollars_axis", unit=unit)),
        table=Table(
            caption=say("measured.materials_caption", seller=seller.text, buyer=buyer.text),
            columns=(
                *_named_columns("product"),
                *_year_columns(seller, buyer),
                *_named_columns("growth"),
            ),
            rows=rows,
            numeric=(1, 2, 3, 4, 5),
        ),
        sources=tuple(dict.fromkeys(s for m in materials for s in m.sources)),
        notes=_of_materials(materials),
        rows=of_materials(materials),
    )


def _ranks(materials: Sequence[RawMaterial], seller: Side, buyer: Side) -> Chart:
    points = [
        Point(m.product.name, y.year, float(y.supplier_rank))
        for m in materials
        for y in m.years
        if y.supplier_rank is not None
    ]
    years = sorted({p.year for p in points}, reverse=True)
    by = {(p.series, p.year): ordinal(round(p.value)) for p in points}
    names = [m.product.name for m in materials]
    now = materials[0].years[-1]
    return Chart(
        key=f"ranks-{seller.id}",
        title=say("measured.ranks", sellers=capital(seller.own), buyers=buyer.own),
        description=say(
            "measured.ranks_told", product=names[0], rank=place(now.supplier_rank, now.suppliers), year=now.year
        ),
        drawing=through(points, title=say("measured.rank_axis"), rank=True),
        table=Table(
            caption=say("measured.ranks_caption", seller=seller.text, buyers=buyer.own),
            columns=(*_named_columns("year"), *names),
            rows=tuple((str(y), *(by.get((n, y), say("measured.no_row")) for n in names)) for y in years),
            numeric=tuple(range(1, len(names) + 1)),
        ),
        sources=tuple(dict.fromkeys(s for m in materials for s in m.sources)),
        notes=(say("measured.unreported"),),
        rows=of_materials(materials),
    )


def history(material: RawMaterial, seller: Side, buyer: Side) -> Chart:
    """Draw how much of the buyer's imports and of the seller's exports one product's trade between them is, by year."""
    shares = {
        say("measured.of_imports", whose=buyer.own): {y.year: y.share_of_imports for y in material.years},
        say("measured.of_exports", whose=seller.own): {y.year: y.share_of_exports for y in material.years},
    }
    points = [Point(n, year, part) for n, line in shares.items() for year, part in line.items() if part is not None]
    latest = material.years[-1]
    product = material.product.name
    return Chart(
        key=f"history-{material.exporter}",
        title=say("measured.history", product=product, seller=seller.text, buyer=buyer.text),
        description=say(
            "measured.history_told",
            year=latest.year,
            imports=percent(latest.share_of_imports),
            buyers=buyer.own,
            exports=percent(latest.share_of_exports),
            sellers=seller.own,
        ),
        drawing=through(points, title=say("measured.share_by_value"), percent=True),
        table=Table(
            caption=say("measured.history_caption", product=product, seller=seller.text, buyer=buyer.text),
            columns=_year_columns(seller, buyer),
            rows=tuple(_year_row(y) for y in reversed(material.years)),
            numeric=(1, 2, 3, 4, 5),
        ),
        sources=material.sources,
        notes=_of_materials([material]),
        rows=of_materials([material]),
        unit=say("measured.share_by_value"),
        period=years_of(material.years[0].year, latest.year),
    )


def _year_columns(seller: Side, buyer: Side) -> tuple[str, ...]:
    return (
        *_named_columns("year", "value", "mass"),
        say("measured.column.of_imports", whose=buyer.own),
        say("measured.column.of_exports", whose=seller.own),
        *_named_columns("rank"),
    )


def _year_row(y: RawMaterialYear) -> tuple[str, ...]:
    return (
        str(y.year),
        money(y.value),
        mass(y.tonnes),
        percent(y.share_of_imports),
        percent(y.share_of_exports),
        place(y.supplier_rank, y.suppliers),
    )


def _concentration(sides: tuple[Side, Side], ties: Sequence[Lopsidedness]) -> Chart:
    kept = [tie for tie in ties if tie.a_on_b.definition in _CONCENTRATIONS]
    measures = [m for tie in kept for m in (tie.a_on_b, tie.b_on_a)]
    return Chart(
        key="concentration",
        title=say("measured.concentration"),
        description="",
        drawing=None,
        table=Table(
            caption=say("measured.concentration_caption"),
            columns=(*_named_columns("partners"), sides[0].name, sides[1].name, *_named_columns("period")),
            rows=tuple(
                (
                    definition(tie.a_on_b.definition).name,
                    shown(tie.a_on_b),
                    shown(tie.b_on_a),
                    " / ".join(dict.fromkeys(p for p in (tie.a_on_b.period, tie.b_on_a.period) if p)),
                )
                for tie in kept
            ),
            numeric=(1, 2),
        ),
        sources=_sources(measures),
        notes=_caveats(measures),
        rows=of_measures(measures),
    )
