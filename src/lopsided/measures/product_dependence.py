"""Dependence in one raw material: shares, ranks, who else could sell it, and whether it is critical."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.datasets.flows import sources
from lopsided.errors import UsageError
from lopsided.measures.alternatives import alternatives, criticality
from lopsided.measures.definitions import definition
from lopsided.measures.pair import country, pair
from lopsided.measures.raw_materials import NOT_A_ZERO, covered_years, raw_material, world_flows
from lopsided.measures.result import Lopsidedness, Measure
from lopsided.terms.actors import members, name_of
from lopsided.terms.products import product, products

if TYPE_CHECKING:
    from lopsided.terms.products import Product


def product_dependence(a: str, b: str, what: str, year: int | None = None) -> tuple[Measure, ...]:
    """Measure how A and B depend on each other in one raw material, as buyers and as sellers.

    Parameters
    ----------
    a, b : str
        Countries by code or name.
    what : str
        Product by key, HS code or word.
    year : int, optional
        Newest year of the data set when not given.

    Returns
    -------
    tuple of Measure
        First of A on B, then of B on A: shares, ranks, world supply without the partner, and how often others could
        cover it. No ratios of the two sides: a high rank or many alternatives mean little dependence, not much.

    Raises
    ------
    UnknownNameError, UsageError
        For unknown names, a country with itself, or a year the data set does not have.
    """
    first, second = pair(a, b)
    when = _year(year)
    wanted = product(what)
    return (*_one_way(first, second, wanted, when), *_one_way(second, first, wanted, when))


def product_lopsidedness(exporter: str, importer: str, what: str, year: int | None = None) -> Lopsidedness:
    """Compare what one flow is worth to its two ends: the seller's share of exports, the buyer's share of imports.

    Parameters
    ----------
    exporter, importer, what, year
        As for ``product_dependence``.

    Returns
    -------
    Lopsidedness
        ``a_on_b`` is the seller's dependence on the buyer, ``b_on_a`` the buyer's on the seller; above even where
        the seller has fewer other customers than the buyer has other suppliers.
    """
    seller, buyer = pair(exporter, importer)
    when = _year(year)
    wanted = product(what)
    flow = raw_material(seller, buyer, wanted.key, [when]).latest
    of_exports, of_imports = (flow.share_of_exports, flow.share_of_imports) if flow else (None, None)
    return Lopsidedness(
        a_on_b=_measure("product_export_share", (seller, buyer), of_exports, wanted, when),
        b_on_a=_measure("product_import_share", (buyer, seller), of_imports, wanted, when),
    )


def critical_products(buyer: str, *, bloc: str = "", year: int | None = None) -> tuple[Measure, ...]:
    """Apply the European Commission's three tests to every covered product that a country buys.

    Parameters
    ----------
    buyer : str
        Country by code or name.
    bloc : str
        Its bloc, such as ``"EU"``: then partners inside do not count as outside, and the whole bloc is the buyer.
    year : int, optional
        Newest year of the data set when not given.

    Returns
    -------
    tuple of Measure
        Three for each product that fails all three tests: concentration, share from outside, imports to exports.
    """
    of = country(buyer)
    when = _year(year)
    home = frozenset({of, *(members(bloc, on=f"{when}-12-31") if bloc else ())})
    found: list[Measure] = []
    for what in products().values():
        tests = criticality(world_flows(what, when), home=home)
        if tests.critical:
            values = {
                "import_hhi_product": tests.concentration,
                "from_outside": tests.from_outside,
                "imports_to_exports": tests.imports_to_exports,
            }
            found += [_measure(key, (of, ""), value, what, when) for key, value in values.items()]
    return tuple(found)


def _one_way(of: str, on: str, what: Product, year: int) -> tuple[Measure, ...]:
    bought = raw_material(on, of, what.key, [year]).latest
    sold = raw_material(of, on, what.key, [year]).latest
    world = alternatives(world_flows(what, year), buyer=of, seller=on)
    values = {
        "product_import_share": bought.share_of_imports if bought else None,
        "product_export_share": sold.share_of_exports if sold else None,
        "supplier_rank": bought.supplier_rank if bought else None,
        "customer_rank": sold.customer_rank if sold else None,
        "not_from_partner": world.not_from,
        "cover_by_others": world.cover,
    }
    return tuple(_measure(key, (of, on), value, what, year) for key, value in values.items())


def _measure(key: str, way: tuple[str, str], value: float | None, what: Product, year: int) -> Measure:
    of, on = way
    known = definition(key)
    missing = (f"no row for {what.name} between {name_of(of)} and {name_of(on)} in {year}; {NOT_A_ZERO}",) if on else ()
    return Measure(
        definition=key,
        of=of,
        on=on,
        value=value,
        unit=known.unit,
        period=str(year),
        formula=known.formula,
        product=what.key,
        sources=sources("exporter, importer, HS6, year", [year]),
        caveats=missing if value is None else (known.caveats,),
    )


def _year(year: int | None) -> int:
    have = covered_years()
    if year is None:
        return have[-1]
    if year not in have:
        problem = f"raw materials are not covered in {year}"
        raise UsageError(problem, subject=str(year), remedy=f"ask for a year from {have[0]} to {have[-1]}")
    return year
