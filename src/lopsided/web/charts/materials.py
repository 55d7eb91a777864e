"""Raw materials from one country to another through the years: by value or by share, with ranks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lopsided.briefing.charts import Point, through
from lopsided.briefing.contents import Chart, Table
from lopsided.briefing.measured import history
from lopsided.briefing.numbers import of_materials
from lopsided.briefing.wording import capital, mass, money, money_unit_of, ordinal, percent, spelled, years_of
from lopsided.measures.traded_goods import NOT_A_ZERO
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lopsided.briefing.contents import Side
    from lopsided.briefing.vega import Drawing
    from lopsided.measures.product_years import RawMaterial, RawMaterialYear

Show = Literal["value", "share"]
Scale = Literal["linear", "log"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a reader wants a chart: in money or as a share, on a linear or logarithmic axis."""

    show: Show = "value"
    scale: Scale = "linear"


def materials(found: Sequence[RawMaterial], seller: Side, buyer: Side, look: Look) -> Iterator[Chart]:
    """Set out what one country sells another: by value or share, the ranks, and who needs whom for the largest.

    Parameters
    ----------
    found : sequence of RawMaterial
        Both directions; those of this seller are taken.
    seller, buyer : Side
    look : Look
    """
    own = [m for m in found if m.exporter == seller.id and m.years]
    if own:
        yield _sold(own, seller, buyer, look)
        yield _ranks(own, seller, buyer)
        yield history(own[0], seller, buyer)


def _sold(own: Sequence[RawMaterial], seller: Side, buyer: Side, look: Look) -> Chart:
    largest = max(y.value for m in own for y in m.years)
    size, money_unit = money_unit_of(largest)
    points = [
        Point(m.product.name, y.year, amount)
        for m in own
        for y in m.years
        if (amount := y.share_of_imports if look.show == "share" else y.value / size) is not None
        and (amount > 0 or look.scale == "linear")
    ]
    names = {"seller": seller.text, "buyer": buyer.text, "sellers": seller.own, "buyers": buyer.own}
    newest = own[0].years[-1]
    unit = say(f"materials.unit_{look.show}", size=money_unit, **names)
    return Chart(
        key=f"materials-{seller.id}",
        title=capital(say(f"materials.title_{look.show}", **names)),
        description=say(
            "materials.description",
            product=own[0].product.name,
            value=money(newest.value),
            year=newest.year,
            share=_percent(newest.share_of_imports),
            **names,
        ),
        drawing=_drawing(points, unit, look),
        table=Table(
            caption=say("materials.caption", **names),
            columns=(
                say("materials.product"),
                say("materials.year"),
                say("materials.value"),
                say("materials.mass"),
                say("materials.of_imports", **names),
                say("materials.of_exports", **names),
                say("materials.rank"),
            ),
            rows=tuple(_row(m, y) for m in own for y in reversed(m.years)),
            numeric=(1, 2, 3, 4, 5, 6),
        ),
        sources=tuple(dict.fromkeys(s for m in own for s in m.sources)),
        notes=(say("materials.gaps"), *_caveats(own)),
        unit=unit,
        period=_period(own),
        rows=of_materials(own),
    )


def _drawing(points: Sequence[Point], unit: str, look: Look) -> Drawing | None:
    return through(points, title=unit, percent=look.show == "share", log=look.scale == "log")


def _ranks(own: Sequence[RawMaterial], seller: Side, buyer: Side) -> Chart:
    names = {"seller": seller.text, "buyer": buyer.text, "sellers": seller.own, "buyers": buyer.own}
    ranked = [m for m in own if any(y.supplier_rank is not None for y in m.years)][:3]
    by = {(m.product.name, y.year): y.supplier_rank for m in ranked for y in m.years if y.supplier_rank is not None}
    years = sorted({year for _, year in by}, reverse=True)
    products = [m.product.name for m in ranked]
    points = [Point(product, year, float(rank)) for (product, year), rank in by.items()]
    return Chart(
        key=f"ranks-{seller.id}",
        title=capital(say("materials.ranks", **names)),
        description=say("materials.ranks_description", **names),
        drawing=through(points, title=say("materials.ranks_unit"), rank=True),
        table=Table(
            caption=say("materials.ranks_caption", **names),
            columns=(say("materials.year"), *products),
            rows=tuple((str(year), *(_rank(by.get((p, year))) for p in products)) for year in years),
            numeric=tuple(range(1, len(products) + 1)),
        ),
        sources=tuple(dict.fromkeys(s for m in ranked for s in m.sources)),
        notes=(say("materials.gaps"),),
        unit=say("materials.ranks_unit"),
        period=_period(ranked),
        rows=of_materials(ranked),
    )


def _row(m: RawMaterial, y: RawMaterialYear) -> tuple[str, ...]:
    weight = mass(y.tonnes)
    if y.imputed and y.tonnes is not None:
        weight = say("materials.imputed", mass=weight)
    return (
        m.product.name,
        str(y.year),
        money(y.value),
        weight,
        _percent(y.share_of_imports),
        _percent(y.share_of_exports),
        _rank(y.supplier_rank, y.suppliers),
    )


def _percent(share: float | None) -> str:
    return say("materials.unknown") if share is None else percent(share)


def _rank(rank: int | None, of: int | None = None) -> str:
    if rank is None:
        return say("materials.no_row")
    return ordinal(rank) if of is None else say("materials.rank_of", rank=ordinal(rank), of=of)


def _caveats(own: Sequence[RawMaterial]) -> tuple[str, ...]:
    found = dict.fromkeys(c for m in own for c in m.caveats if c != NOT_A_ZERO)  # said already, of the drawing
    # Nothing drawn is in tonnes; the table's column is.
    told = (say("materials.of_the_table", note=c) if "tonnes" in c else capital(spelled(c)) for c in found)
    return tuple(line.rstrip(".") + "." for line in told)


def _period(own: Sequence[RawMaterial]) -> str:
    years = [y.year for m in own for y in m.years]
    return years_of(min(years), max(years)) if years else ""
