"""A product, or a level of the Harmonised System: who sells it, who buys it, the ties it makes; and the list of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from lopsided.briefing.charts import Bar, bars
from lopsided.briefing.contents import Chart, Table
from lopsided.briefing.numbers import source_names
from lopsided.briefing.wording import capital, money, percent
from lopsided.datasets.flows import FIRST_YEAR, LAST_YEAR, sources
from lopsided.datasets.goods import is_raw_material, world_trade
from lopsided.datasets.packs.flows import HOME, product_packs
from lopsided.measures.concentration import effective_number, hhi
from lopsided.measures.concentration import shares as shares_of
from lopsided.measures.raw_materials import world_flows
from lopsided.terms.actors import actors, name_of
from lopsided.terms.products import Product, products
from lopsided.terms.provenance import Source
from lopsided.web.again_in_code import Code, code_of
from lopsided.web.harmonised import Chapter, Part, Section, above, editions, named, sections, within
from lopsided.web.page import Page, Row
from lopsided.web.product_rows import product_rows
from lopsided.web.site import Site
from lopsided.web.words import say

TOP = 12
MOST_TIES = 25


@dataclass(frozen=True, slots=True)
class Asked:
    """Which product, in which year."""

    product: str
    year: int = LAST_YEAR


@dataclass(frozen=True, slots=True)
class AskedAll:
    """Nothing is asked of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TradedTie:
    """One pair's trade in the product: USD, and what part it is of either side's."""

    exporter: str
    exporter_name: str
    importer: str
    importer_name: str
    value: float
    shown: str
    of_exports: str
    of_imports: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OneProduct:
    """What the page of a product shows."""

    name: str
    key: str
    hs6: tuple[str, ...]
    year: int
    years: tuple[int, int]
    total: str
    concentration: str
    charts: tuple[Chart, ...]
    ties: tuple[TradedTie, ...]
    rows: tuple[Row, ...]
    edition: str
    above: tuple[Part, ...] = ()
    within: tuple[Part, ...] = ()
    coverage: str = ""


@dataclass(frozen=True, slots=True)
class Products:
    """Every raw material by name, and the Harmonised System as far as the data here hold it.

    Attributes
    ----------
    products : tuple of Product
    sections : tuple of Section
        Of the edition that ships, those without data too.
    editions : tuple of (str, tuple of Section)
        Of other editions, from packs.
    packs : bool
        Whether a pack brings more than what ships.
    """

    products: tuple[Product, ...]
    sections: tuple[Section, ...]
    editions: tuple[tuple[str, tuple[Section, ...]], ...]
    packs: bool


def asked(product: str, year: Annotated[int, Query(ge=FIRST_YEAR, le=LAST_YEAR)] = LAST_YEAR) -> Asked:
    """Ask for a product by key, HS code or word."""
    return Asked(named(product).key, year)


def asked_all() -> AskedAll:
    """Ask for the list."""
    return AskedAll()


def contents(asked: Asked, _site: Site) -> OneProduct:
    """Sum the world's flows of one product in one year by seller, buyer and pair."""
    what = named(asked.product)
    flows = world_flows(what, asked.year) if what.hs6 else {}
    sold, bought = Counter[str](), Counter[str]()
    for (exporter, importer), value in flows.items():
        sold[exporter] += value  # type: ignore[assignment]
        bought[importer] += value  # type: ignore[assignment]
    largest = sorted(flows.items(), key=lambda item: -item[1])
    told = source_names(_sources(what, asked.year)) if largest else ""
    return OneProduct(
        name=what.name,
        key=what.key,
        hs6=what.hs6,
        year=asked.year,
        years=(FIRST_YEAR, LAST_YEAR),
        edition=what.edition,
        above=above(what),
        within=within(what),
        coverage=_coverage(what),
        total=money(sum(flows.values())),
        concentration=_concentration(sold),
        charts=tuple(
            _chart(what, asked.year, side, sums) for side, sums in (("sellers", sold), ("buyers", bought)) if sums
        ),
        ties=tuple(_tie(pair, value, sold, bought) for pair, value in largest[:MOST_TIES]),
        rows=product_rows(what, asked.year, flows, told, say("product.unreported")),
    )


def _coverage(what: Product) -> str:
    """Say how much of a section, chapter or heading the data here hold; nothing of a product by itself."""
    code = what.key.split(":")[-1]
    if not (what.key.startswith("section-") or (code.isdecimal() and len(code) < 6)):
        return ""
    if not what.hs6:
        return say("product.none_held")
    packed = any(pack.nomenclature == what.edition for pack in product_packs())
    return say("product.held_packs" if packed else "product.held", n=len(what.hs6))


def _concentration(sold: Mapping[str, float]) -> str:
    if not any(sold.values()):
        return ""
    index = hhi(shares_of(sold).values())
    return say("product.concentration", index=f"{index:.2f}", number=f"{effective_number(index):.1f}")


def _chart(what: Product, year: int, side: str, sums: Mapping[str, float]) -> Chart:
    total = sum(sums.values())
    top = sorted(sums.items(), key=lambda item: -item[1])[:TOP]
    drawn = [Bar(_name(code), "a" if side == "sellers" else "b", v / total, percent(v / total)) for code, v in top]
    title = say(f"product.{side}", product=what.name.lower() if what.key in products() else what.name, year=year)
    return Chart(
        key=side,
        title=capital(title),
        description=say("country.bars", title=title, bars="; ".join(f"{b.label} {b.shown}" for b in drawn)),
        drawing=bars(drawn, title=say("product.unit")),
        table=Table(
            caption=capital(title),
            columns=(say("product.country"), say("product.value"), say("product.share")),
            rows=tuple((_name(code), money(v), percent(v / total)) for code, v in top),
            numeric=(1, 2),
        ),
        sources=_sources(what, year),
        notes=(say("product.unreported"), say("product.top", n=len(top), all=len(sums))),
        unit=say("product.unit"),
        period=str(year),
        rows=tuple(
            {"product": what.key, "country": code, "name": _name(code), "value": v, "unit": "USD", "share": v / total}
            for code, v in top
        ),
    )


def _sources(what: Product, year: int) -> tuple[Source, ...]:
    if is_raw_material(what):
        return sources(say("product.source"), [year])
    return world_trade(what, [year]).sources


def _tie(pair: tuple[str, str], value: float, sold: Mapping[str, float], bought: Mapping[str, float]) -> TradedTie:
    a, b = pair
    return TradedTie(
        exporter=a,
        exporter_name=_name(a),
        importer=b,
        importer_name=_name(b),
        value=value,
        shown=money(value),
        of_exports=percent(value / sold[a]) if sold[a] else "",
        of_imports=percent(value / bought[b]) if bought[b] else "",
        known=a in actors() and b in actors(),
    )


def _name(code: str) -> str:
    return name_of(code) if code in actors() else code


def contents_all(_asked: AskedAll, _site: Site) -> Products:
    """List every raw material that ships, and every level of the Harmonised System."""
    return Products(
        products=tuple(sorted(products().values(), key=lambda p: p.name.casefold())),
        sections=sections(),
        editions=tuple((edition, sections(edition)) for edition in editions()),
        packs=bool(product_packs()),
    )


def rows(page: OneProduct) -> tuple[Row, ...]:
    """One row a flow between two countries; then the sum, and how concentrated its sale is."""
    return page.rows


def rows_all(page: Products) -> list[Row]:
    """One row a raw material, a section or a chapter; by code, with how many six-digit codes the data here hold."""
    told = source_names(sources(say("product.source"), [LAST_YEAR]))
    goods: list[Row] = [
        {
            "product": p.key,
            "name": p.name,
            "hs6": list(p.hs6),
            "edition": p.edition,
            "codes_held": len(p.hs6),
            "unit": "codes",
            "period": f"{FIRST_YEAR}/{LAST_YEAR}",
            "sources": told,
        }
        for p in page.products
    ]
    for edition, found in ((HOME, page.sections), *page.editions):
        for section in found:
            own: tuple[Section, ...] = (section,) if edition == HOME else ()
            levels: tuple[Section | Chapter, ...] = (*own, *section.chapters)
            goods += [_level(level, edition) for level in levels]
    return goods


def _level(level: Section | Chapter, edition: str) -> Row:
    return {"product": level.key, "name": level.name, "hs6": [], "edition": edition, "codes_held": level.held}


def code(asked: Asked, chart: Chart) -> Code:
    """Write the lines that make a chart's numbers again."""
    page = "product" if asked.product in products() else "code"
    hs6 = named(asked.product).hs6
    return code_of(page, chart, {"key": asked.product, "year": asked.year, "codes": repr(list(hs6))})


PAGE = Page(key="product", path="/products/{product}", asked=asked, contents=contents, rows=rows, code=code)
ALL = Page(key="products", path="/products", asked=asked_all, contents=contents_all, rows=rows_all)
