"""The measured part: dependence both ways, raw materials through the years, inputs by industry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.briefing.charts import Bar, Point, Tilt, balance, bars, lines
from lopsided.briefing.contents import Chart, Table
from lopsided.briefing.industries import bought_inputs
from lopsided.briefing.wording import NOT_KNOWN, capital, listed, money, ordinal, percent, place, spelled
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
                why = "; ".join(measure.caveats) or "no data"
                found.setdefault(why, []).append(definition(measure.definition).name)
    return tuple(f"{listed(list(dict.fromkeys(names)))}: {why}." for why, names in found.items())


def shown(measure: Measure) -> str:
    """Write a measure's value, or the bounds the data allow."""
    write = _WRITERS.get(measure.unit, _number)
    if measure.value is not None:
        return write(measure.value)
    low, high = measure.at_least, measure.at_most
    if low is not None and high is not None:
        return f"{write(low)} to {write(high)}"
    if high is not None:
        return f"at most {write(high)}"
    return NOT_KNOWN if low is None else f"at least {write(low)}"


def _number(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"


_WRITERS: dict[str, Callable[[float], str]] = {"fraction": percent, "USD": money}


def _sources(measures: Iterable[Measure]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(s for m in measures for s in m.sources))


def _caveats(measures: Iterable[Measure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_sentence(c) for m in measures for c in m.caveats))


def _of_materials(materials: Iterable[RawMaterial]) -> tuple[str, ...]:
    """Say what must be known of raw materials; nothing drawn is in tonnes, so that is told of the table."""
    found = dict.fromkeys(c for m in materials for c in m.caveats)
    return tuple(_sentence(f"of the table's column Mt: {c}" if "tonnes" in c else c) for c in found)


def _sentence(text: str) -> str:
    return capital(spelled(text)).rstrip(".") + "."


def _shares(sides: tuple[Side, Side], ties: Sequence[Lopsidedness]) -> Chart:
    a, b = sides
    rows: list[tuple[str, Colour, Measure]] = []
    for tie in ties:
        if tie.a_on_b.definition in _SHARES:
            words = _FLOW_WORDS[tie.a_on_b.definition]
            rows.append((_flow_words(words, a, b), "a", tie.a_on_b))
            rows.append((_flow_words(words, b, a), "b", tie.b_on_a))
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
        title="How much of each side's trade is with the other",
        description="Bar chart. " + "; ".join(f"{bar.label}: {bar.shown}" for bar in drawn) + ". The table follows.",
        drawing=bars(drawn, title="share, %") if drawn else None,
        table=Table(
            caption="Shares in exports and imports, and against GDP",
            columns=("Share", "Value", "Period", "Formula"),
            rows=tuple((label, shown(m), m.period.replace("/", "–"), m.formula) for label, _, m in rows),
            numeric=(1,),
        ),
        sources=_sources(measures),
        notes=("A hollow bar is an upper bound: the partner is not among those the source lists.", *_caveats(measures)),
    )


_FLOW_WORDS = {
    "export_share": "{of} exports that go to {on}",
    "import_share": "{of} imports that come from {on}",
    "exports_to_gdp": "exports to {on} against {of} GDP",
    "imports_to_gdp": "imports from {on} against {of} GDP",
}


def _flow_words(words: str, of: Side, on: Side) -> str:
    return capital(words.format(of=of.own, on=on.text))


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
        title="How lopsided, measure by measure",
        description="Dot chart on a log scale. "
        + "; ".join(f"{t.label}: {t.shown}" for t in tilts)
        + ". The table follows.",
        drawing=balance(tilts, a_name=a.name, b_name=b.name) if tilts else None,
        table=Table(
            caption="Every measure of one side's dependence on the other",
            columns=("Measure", f"{capital(a.text)} on {b.text}", f"{capital(b.text)} on {a.text}", "Ratio", "Period"),
            rows=tuple(
                (
                    definition(tie.a_on_b.definition).name,
                    shown(tie.a_on_b),
                    shown(tie.b_on_a),
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
            "The measures overlap, so this is no vote and no score: each stands for itself.",
        ),
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
            f"{y.tonnes / 1e6:.3g}" if y.tonnes is not None else NOT_KNOWN,
            percent(y.share_of_imports),
            percent(y.share_of_exports),
            place(y.supplier_rank, y.suppliers),
            f"{m.growth:+.0%} a year".replace("-", "−") if m.growth is not None else NOT_KNOWN,
        )
        for m in materials
        if (y := m.latest) is not None
    )
    # In the unit of the largest: an axis of "60m" in billions would be read wrongly.
    size, unit = (1e9, "bn") if max(y.value for m in materials for y in m.years) >= 1e9 else (1e6, "mn")
    points = [Point(m.product.name, y.year, y.value / size) for m in materials for y in m.years]
    first = rows[0]
    return Chart(
        key=f"materials-{seller.id}",
        title=f"Raw materials {seller.text} sells {buyer.text}",
        description=f"Line chart of value by year. Largest: {first[0]}, {first[2]} in {first[1]}. The table follows.",
        drawing=lines(points, title=f"USD {unit}, current prices"),
        table=Table(
            caption=f"Raw materials from {seller.text} to {buyer.text}, latest year reported",
            columns=(
                "Product",
                "Year",
                "Value",
                "Mt",
                f"of {buyer.own} imports",
                f"of {seller.own} exports",
                "Rank among suppliers",
                "Growth, five years",
            ),
            rows=rows,
            numeric=(1, 2, 3, 4, 5),
        ),
        sources=tuple(dict.fromkeys(s for m in materials for s in m.sources)),
        notes=_of_materials(materials),
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
        title=f"{capital(seller.own)} rank among {buyer.own} suppliers, by year",
        description=(
            f"Line chart of rank by year: {names[0]} {place(now.supplier_rank, now.suppliers)} in {now.year}. "
            "The table follows."
        ),
        drawing=lines(points, title="rank among suppliers, by value", rank=True),
        table=Table(
            caption=f"Rank of {seller.text} among {buyer.own} suppliers by value",
            columns=("Year", *names),
            rows=tuple((str(y), *(by.get((n, y), "no row") for n in names)) for y in years),
            numeric=tuple(range(1, len(names) + 1)),
        ),
        sources=tuple(dict.fromkeys(s for m in materials for s in m.sources)),
        notes=("A year without a row is unreported, not zero.",),
    )


def history(material: RawMaterial, seller: Side, buyer: Side) -> Chart:
    """Draw how much of the buyer's imports and of the seller's exports one product's trade between them is, by year."""
    shares = {
        f"share of {buyer.own} imports": {y.year: y.share_of_imports for y in material.years},
        f"share of {seller.own} exports": {y.year: y.share_of_exports for y in material.years},
    }
    points = [Point(n, year, part) for n, line in shares.items() for year, part in line.items() if part is not None]
    latest = material.years[-1]
    product = material.product.name
    return Chart(
        key=f"history-{material.exporter}",
        title=f"{product}, {seller.text} to {buyer.text}: who needs whom",
        description=(
            f"Line chart of two shares by year. In {latest.year}: {percent(latest.share_of_imports)} of {buyer.own} "
            f"imports, {percent(latest.share_of_exports)} of {seller.own} exports. The table follows."
        ),
        drawing=lines(points, title="share by value", percent=True),
        table=Table(
            caption=f"{product}, {seller.text} to {buyer.text}",
            columns=(
                "Year",
                "Value",
                "Mt",
                f"of {buyer.own} imports",
                f"of {seller.own} exports",
                "Rank among suppliers",
            ),
            rows=tuple(_year_row(y) for y in reversed(material.years)),
            numeric=(1, 2, 3, 4, 5),
        ),
        sources=material.sources,
        notes=_of_materials([material]),
        unit="share by value",
        period=f"{material.years[0].year}–{latest.year}",
    )


def _year_row(y: RawMaterialYear) -> tuple[str, ...]:
    return (
        str(y.year),
        money(y.value),
        f"{y.tonnes / 1e6:.3g}" if y.tonnes is not None else NOT_KNOWN,
        percent(y.share_of_imports),
        percent(y.share_of_exports),
        place(y.supplier_rank, y.suppliers),
    )


def _concentration(sides: tuple[Side, Side], ties: Sequence[Lopsidedness]) -> Chart:
    kept = [tie for tie in ties if tie.a_on_b.definition in _CONCENTRATIONS]
    measures = [m for tie in kept for m in (tie.a_on_b, tie.b_on_a)]
    return Chart(
        key="concentration",
        title="How concentrated each side's partners are",
        description="",
        drawing=None,
        table=Table(
            caption="Herfindahl-Hirschman index of partners: 1 is a single partner",
            columns=("Partners", sides[0].name, sides[1].name, "Period"),
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
    )
