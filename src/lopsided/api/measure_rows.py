"""Measures as rows of plain values: what the command line prints, machines read and pages show."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING, Any

from lopsided.api.rows import sources_of
from lopsided.briefing.measured import shown as shown_measure
from lopsided.briefing.wording import money, percent, place
from lopsided.datasets.goods import good
from lopsided.errors import MissingDataError, UsageError
from lopsided.measures.definitions import definition
from lopsided.measures.energy import FUELS
from lopsided.measures.result import Lopsidedness, Measure
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lopsided.api.dyads import Dyad
    from lopsided.measures.turn import By

    Row = dict[str, Any]


def measure_object(measure: Measure) -> Row:
    """Lay out one measure with everything that makes it trustworthy, as plain values.

    Returns
    -------
    dict
        ``key``, ``label`` (its name), ``definition``, ``of``, ``on``, ``value``, ``at_least``, ``at_most``, ``shown``
        (as a reader meets it), ``unit``, ``period``, ``formula``, ``citation`` (of the formula), ``inputs``,
        ``product``, ``product_name``, ``sources`` (each with publisher, title, version, licence, citation, address,
        date of retrieval and whether it was imputed) and ``caveats``.
    """
    known = definition(measure.definition)
    return {
        "key": known.key,
        "label": known.name,
        "definition": known.definition,
        "of": measure.of,
        "on": measure.on,
        "value": measure.value,
        "at_least": measure.bounds[0],
        "at_most": measure.bounds[1],
        "shown": shown_measure(measure),
        "unit": measure.unit,
        "period": measure.period,
        "formula": measure.formula,
        "citation": known.citation,
        "inputs": dict(measure.inputs),
        "product": measure.product,
        "product_name": product_name(measure.product),
        "sources": [asdict(source) for source in measure.sources],
        "caveats": [*measure.caveats],
    }


def product_name(key: str) -> str:
    """Name a measure's product; a fuel of the energy balances that is no product is its own name."""
    return _FUELS[key] if key in _FUELS else good(key).name if key else ""


_FUELS = {fuel.prefix: fuel.name for fuel in FUELS}


def measure_rows(dyad: Dyad, measures: Collection[str] = (), years: Collection[int] | None = None) -> list[Row]:
    """One row a measure: both directions, their ratio, and all that makes the numbers trustworthy."""
    return _rows(dyad, dyad.measures(measures=measures, years=years))


def product_measure_rows(
    dyad: Dyad, product: str, measures: Collection[str] = (), years: Collection[int] | None = None
) -> list[Row]:
    """One row a measure and year of dependence in one product, both directions, without ratios."""
    return _rows(dyad, dyad.product(product, measures=measures, years=years))


def _rows(dyad: Dyad, found: Iterable[Measure | Lopsidedness]) -> list[Row]:
    """Put the two sides of one measure in one row, whether or not they are compared."""
    sides: dict[tuple[str, ...], dict[str, Measure]] = {}
    compared: dict[tuple[str, ...], Row] = {}
    for one in found:
        parts = (one,) if isinstance(one, Measure) else (one.a_on_b, one.b_on_a)
        first = parts[0]
        key = (first.definition, first.product, first.period if isinstance(one, Lopsidedness) or first.on else "")
        for part in parts:
            sides.setdefault(key, {})[part.of] = part
        if definition(first.definition).direction == "of A and B":
            sides[key][dyad.b] = first
        if isinstance(one, Lopsidedness):
            compared[key] = _compared(one)
    return [_both(dyad, both) | compared.get(key, {}) for key, both in sides.items()]


def _compared(tie: Lopsidedness) -> Row:
    return {
        "lopsidedness": tie.text,
        "log_ratio": tie.log_ratio,
        "net_dependence": tie.net_dependence,
        "asymmetry": tie.asymmetry,
        "more_dependent": tie.more_dependent,
    }


def _both(dyad: Dyad, sides: dict[str, Measure]) -> Row:
    some = next(iter(sides.values()))
    known = definition(some.definition)
    one, other = sides.get(dyad.a), sides.get(dyad.b)
    named = f"{known.name}: {product_name(some.product)}" if some.product else known.name
    listed = [m for m in (one, other) if m is not None]
    return {
        "measure": named,
        "key": known.key,
        "product": some.product,
        "a": dyad.a,
        "b": dyad.b,
        "unit": known.unit,
        **_values("a_on_b", one),
        **_values("b_on_a", other),
        "shown_a_on_b": shown_measure(one) if one else "",
        "shown_b_on_a": shown_measure(other) if other else "",
        "lopsidedness": "",
        "log_ratio": None,
        "net_dependence": None,
        "asymmetry": None,
        "more_dependent": "",
        "period": "; ".join(dict.fromkeys(m.period for m in listed if m.period)),
        "definition": known.definition,
        "formula": some.formula,
        "citation": known.citation,
        "sources": sources_of(source for m in listed for source in m.sources),
        "caveats": list(dict.fromkeys(words for m in listed for words in m.caveats)),
    }


def _values(name: str, measure: Measure | None) -> Row:
    if measure is None:
        return {name: None, f"{name}_at_least": None, f"{name}_at_most": None, f"{name}_inputs": {}}
    return {
        name: measure.value,
        f"{name}_at_least": measure.bounds[0],
        f"{name}_at_most": measure.bounds[1],
        f"{name}_inputs": measure.inputs,
    }


def years_of(text: str | None) -> tuple[int, ...] | None:
    """Read ``"2023"`` or ``"2018:2024"``.

    Raises
    ------
    UsageError
        If it is neither.
    """
    if text is None:
        return None
    first, _, last = text.partition(":")
    if not (first.isdecimal() and (last.isdecimal() or not last)) or (last and int(last) < int(first)):
        problem = f"{text!r} is neither a year nor a range of years"
        raise UsageError(problem, subject=text, remedy="write 2023 or 2018:2024")
    return tuple(range(int(first), int(last or first) + 1))


def product_rows(dyad: Dyad, product: str, years: Collection[int] | None = None) -> list[Row]:
    """One row a year and direction: a raw material, or any product of a pack, between the two.

    Raises
    ------
    MissingDataError
        When nothing is reported either way: says why it may be missing, since that is not a zero.
    """
    ways = dyad.raw_material(product, years=years)
    if not any(m.years for m in ways):
        named = f"{name_of(dyad.a)} and {name_of(dyad.b)}"
        why = "; ".join(dict.fromkeys(words for m in ways for words in m.caveats))
        problem = f"no trade in {ways[0].product.name} between {named} is reported{f': {why}' if why else ''}"
        raise MissingDataError(problem, subject=product, remedy="ask for other years, or add a pack that has it")
    return [
        {
            "exporter": m.exporter,
            "importer": m.importer,
            "product": m.product.name,
            "hs6": list(m.product.hs6),
            "year": y.year,
            "value_usd": y.value,
            "tonnes": y.tonnes,
            "tonnes_suspect": y.suspect,
            "tonnes_imputed": y.imputed,
            "share_of_imports": y.share_of_imports,
            "share_of_exports": y.share_of_exports,
            "supplier_rank": y.supplier_rank,
            "suppliers": y.suppliers,
            "customer_rank": y.customer_rank,
            "customers": y.customers,
            "shown_value": money(y.value),
            "shown_mass": "not known" if y.tonnes is None else f"{y.tonnes / 1e6:.3g} Mt",
            "shown_share_of_imports": percent(y.share_of_imports),
            "shown_share_of_exports": percent(y.share_of_exports),
            "shown_rank": place(y.supplier_rank, y.suppliers),
            "sources": sources_of(m.sources),
            "caveats": list(m.caveats),
        }
        for m in ways
        for y in m.years
    ]


def critical_rows(dyad: Dyad, *, bloc: str = "", year: int | None = None) -> list[Row]:
    """One row a product that is critical for A or for B, with the other's part in it, the largest part first."""
    return [
        {
            "buyer": one.buyer,
            "product": one.key,
            "name": one.name,
            "year": one.year,
            "from_partner": one.from_partner,
            "partner": one.partner,
            "imports_usd": one.bought,
            "concentration": one.tests.concentration,
            "from_outside": one.tests.from_outside,
            # nothing exported makes it infinite, which JSON cannot say
            "imports_to_exports": ratio if isfinite(ratio := one.tests.imports_to_exports or 0.0) else None,
            "shown_from_partner": "not reported" if one.from_partner is None else percent(one.from_partner),
            "shown_imports": money(one.bought),
            "sources": sources_of(one.sources),
            "caveats": list(dict.fromkeys(words for measure in one.measures for words in measure.caveats)),
        }
        for side in (dyad, type(dyad)(dyad.b, dyad.a))
        for one in side.critical_products(bloc=bloc, year=year)
    ]


def turn_rows(dyad: Dyad, product: str, years: tuple[int, int], by: By = "tonnes") -> list[Row]:
    """One row a country that took a part of what A no longer sells B; the first row says how much was lost."""
    turn = dyad.turn(product, years=years, by=by)
    unit = "USD" if turn.by == "value" else "t"
    return [
        {
            "exporter": turn.exporter,
            "lost_with": turn.partner,
            "product": turn.product.name,
            "from_year": turn.years[0],
            "to_year": turn.years[1],
            "went_to": name_of(measure.on) if measure.on else "all who bought more",
            "part": measure.value,
            "shown_part": shown_measure(measure),
            "amount": None if measure.value is None else measure.value * turn.account.lost,
            "unit": unit,
            "lost": turn.account.lost,
            "unreported": list(turn.unreported),
            "left_out": list(turn.left_out),
            "formula": measure.formula,
            "sources": sources_of(turn.sources),
            "caveats": list(turn.caveats),
        }
        for measure in turn.measures
    ]
