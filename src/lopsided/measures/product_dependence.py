"""Dependence in one product: shares, ranks, who else could sell it, and whether it is critical."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.datasets import flows
from lopsided.datasets.goods import country_trade, good, is_raw_material, world_trade
from lopsided.errors import UsageError
from lopsided.measures.alternatives import alternatives
from lopsided.measures.definitions import definition
from lopsided.measures.pair import pair
from lopsided.measures.raw_materials import raw_material, world_flows
from lopsided.measures.result import Lopsidedness, Measure
from lopsided.measures.traded_goods import NOT_A_ZERO, traded_good
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from lopsided.measures.product_years import RawMaterial
    from lopsided.terms.products import Product
    from lopsided.terms.provenance import Source

_WORLD = {"not_from_partner", "cover_by_others"}


def product_dependence(a: str, b: str, what: str, years: Collection[int] | None = None) -> tuple[Measure, ...]:
    """Measure how A and B depend on each other in one product, as buyers and as sellers.

    Parameters
    ----------
    a, b : str
        Countries by code or name.
    what : str
        Product by key, HS code or word: a raw material, or any product of a pack.
    years : collection of int, optional
        The newest year of the data when not given.

    Returns
    -------
    tuple of Measure
        Year by year, the newest first: of A on B, then of B on A: shares, ranks, world supply without the partner, and
        how often others could cover it. No ratios of the two sides: a high rank or many alternatives mean little
        dependence, not much.

    Raises
    ------
    UnknownNameError, UsageError
        For unknown names, a country with itself, or a year the data do not have.
    MissingDataError
        When no pack has the trade of either.
    """
    first, second = pair(a, b)
    wanted = good(what)
    found: list[Measure] = []
    for year in _years(years, wanted, first, second):
        found += _one_way(first, second, wanted, year)
        found += _one_way(second, first, wanted, year)
    return tuple(found)


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
    wanted = good(what)
    when = _years(None if year is None else [year], wanted, seller, buyer)[0]
    flow = _flow(seller, buyer, wanted, when)
    of_exports, of_imports = (
        (flow.latest.share_of_exports, flow.latest.share_of_imports) if flow.latest else (None,) * 2
    )
    sources = _sources(wanted, when) or flow.sources
    return Lopsidedness(
        a_on_b=_measure("product_export_share", (seller, buyer), of_exports, (wanted, when), sources),
        b_on_a=_measure("product_import_share", (buyer, seller), of_imports, (wanted, when), sources),
    )


def _one_way(of: str, on: str, what: Product, year: int) -> tuple[Measure, ...]:
    buying, selling = _flow(on, of, what, year), _flow(of, on, what, year)
    bought, sold = buying.latest, selling.latest
    flows_of_world = world_flows(what, year)
    world = alternatives(flows_of_world, buyer=of, seller=on)
    values = {
        "product_import_share": bought.share_of_imports if bought else None,
        "product_export_share": sold.share_of_exports if sold else None,
        "supplier_rank": _rank(bought.supplier_rank if bought else None),
        "customer_rank": _rank(sold.customer_rank if sold else None),
        "not_from_partner": world.not_from,
        "cover_by_others": world.cover,
    }
    notes = tuple(dict.fromkeys((*buying.caveats, *selling.caveats)))
    sources = _sources(what, year) or tuple(dict.fromkeys((*buying.sources, *selling.sources)))
    found = []
    for key, value in values.items():
        why = () if flows_of_world or key not in _WORLD else ("no source here has the whole world's trade in it",)
        found.append(_measure(key, (of, on), value, (what, year), sources, (*why, *notes)))
    return tuple(found)


def _flow(seller: str, buyer: str, what: Product, year: int) -> RawMaterial:
    if is_raw_material(what):
        return raw_material(seller, buyer, what.key, [year])
    return traded_good(what, seller, buyer, [year])


def _rank(place: int | None) -> float | None:
    return None if place is None else float(place)


def _sources(what: Product, year: int) -> tuple[Source, ...]:
    """Say who answers for a product's trade of a year; none where only a country's own report does."""
    if is_raw_material(what):
        return flows.sources("exporter, importer, HS6, year", [year])
    return world_trade(what, [year]).sources


def _measure(
    key: str,
    way: tuple[str, str],
    value: float | None,
    when: tuple[Product, int],
    sources: tuple[Source, ...],
    notes: tuple[str, ...] = (),
) -> Measure:
    (of, on), (what, year) = way, when
    known = definition(key)
    missing = f"no row for {what.name} between {name_of(of)} and {name_of(on)} in {year}; {NOT_A_ZERO}"
    unsaid = () if key in _WORLD else (missing,)
    said = (known.caveats,) if value is not None else unsaid
    return Measure(
        definition=key,
        of=of,
        on=on,
        value=value,
        unit=known.unit,
        period=str(year),
        formula=known.formula,
        product=what.key,
        sources=sources,
        caveats=(*said, *notes),
    )


def _years(asked: Collection[int] | None, what: Product, a: str, b: str) -> tuple[int, ...]:
    """Years to answer for, newest first."""
    if is_raw_material(what):
        have = set(flows.covered_years())
    else:
        have = {year for of in (a, b) for year in country_trade(what, of, "imports").years}
        have |= {year for of in (a, b) for year in country_trade(what, of, "exports").years}
    if asked is None and have:
        return (max(have),)
    wanted = sorted(have & set(asked or ()), reverse=True)
    if not wanted:
        problem = f"{what.name} is not covered in {', '.join(map(str, asked)) if asked else 'any year'}"
        remedy = (
            f"ask for a year from {min(have)} to {max(have)}"
            if have
            else "add a pack of everyone's trade, or of theirs"
        )
        raise UsageError(problem, subject=what.key, remedy=remedy)
    return tuple(wanted)
