"""A raw material: who sells it, who buys it, and the ties it makes; and the list of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from lopsided.briefing.charts import Bar, bars
from lopsided.briefing.contents import Chart, Table
from lopsided.briefing.wording import capital, money, percent
from lopsided.datasets.flows import FIRST_YEAR, LAST_YEAR, sources
from lopsided.measures.concentration import effective_number, hhi
from lopsided.measures.concentration import shares as shares_of
from lopsided.measures.raw_materials import world_flows
from lopsided.terms.actors import actors, name_of
from lopsided.terms.products import Product, product, products
from lopsided.web.again_in_code import Code, code_of
from lopsided.web.page import Page, Row
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


@dataclass(frozen=True, slots=True)
class Products:
    """Every product, by name."""

    products: tuple[Product, ...]


def asked(product: str, year: Annotated[int, Query(ge=FIRST_YEAR, le=LAST_YEAR)] = LAST_YEAR) -> Asked:
    """Ask for a product by key, HS code or word."""
    return Asked(_named(product).key, year)


def asked_all() -> AskedAll:
    """Ask for the list."""
    return AskedAll()


def _named(name: str) -> Product:
    return product(name)


def contents(asked: Asked, _site: Site) -> OneProduct:
    """Sum the world's flows of one product in one year by seller, buyer and pair."""
    what = products()[asked.product]
    flows = world_flows(what, asked.year)
    sold, bought = Counter[str](), Counter[str]()
    for (exporter, importer), value in flows.items():
        sold[exporter] += value  # type: ignore[assignment]
        bought[importer] += value  # type: ignore[assignment]
    largest = sorted(flows.items(), key=lambda item: -item[1])
    return OneProduct(
        name=what.name,
        key=what.key,
        hs6=what.hs6,
        year=asked.year,
        years=(FIRST_YEAR, LAST_YEAR),
        total=money(sum(flows.values())),
        concentration=_concentration(sold),
        charts=tuple(
            _chart(what, asked.year, side, sums) for side, sums in (("sellers", sold), ("buyers", bought)) if sums
        ),
        ties=tuple(_tie(pair, value, sold, bought) for pair, value in largest[:MOST_TIES]),
        rows=tuple(
            {
                "product": what.key,
                "year": asked.year,
                "exporter": a,
                "importer": b,
                "value": value,
                "unit": "USD",
                "share_of_exports": value / sold[a],
                "share_of_imports": value / bought[b],
            }
            for (a, b), value in largest
        ),
    )


def _concentration(sold: Mapping[str, float]) -> str:
    if not any(sold.values()):
        return ""
    index = hhi(shares_of(sold).values())
    return say("product.concentration", index=f"{index:.2f}", number=f"{effective_number(index):.1f}")


def _chart(what: Product, year: int, side: str, sums: Mapping[str, float]) -> Chart:
    total = sum(sums.values())
    top = sorted(sums.items(), key=lambda item: -item[1])[:TOP]
    drawn = [Bar(_name(code), "a" if side == "sellers" else "b", v / total, percent(v / total)) for code, v in top]
    title = say(f"product.{side}", product=what.name.lower(), year=year)
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
        sources=sources("exporter, importer, HS6, year", [year]),
        notes=(say("product.unreported"), say("product.top", n=len(top), all=len(sums))),
        unit=say("product.unit"),
        period=str(year),
    )


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
    """List every product that ships."""
    return Products(tuple(sorted(products().values(), key=lambda p: p.name.casefold())))


def rows(page: OneProduct) -> tuple[Row, ...]:
    """One row a flow between two countries."""
    return page.rows


def rows_all(page: Products) -> list[Row]:
    """One row a product."""
    return [{"product": p.key, "name": p.name, "hs6": list(p.hs6), "edition": p.edition} for p in page.products]


def code(asked: Asked, chart: Chart) -> Code:
    """Write the lines that make a chart's numbers again."""
    return code_of("product", chart, {"key": asked.product, "year": asked.year})


PAGE = Page(key="product", path="/products/{product}", asked=asked, contents=contents, rows=rows, code=code)
ALL = Page(key="products", path="/products", asked=asked_all, contents=contents_all, rows=rows_all)
