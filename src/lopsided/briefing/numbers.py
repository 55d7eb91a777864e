"""The numbers behind charts, as rows a machine reads: whole numbers with unit, period and where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.briefing.words import say
from lopsided.measures.definitions import definition
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lopsided.measures.product_years import RawMaterial
    from lopsided.measures.result import Lopsidedness, Measure
    from lopsided.model.outcome import Change, Diversion, Outcome
    from lopsided.terms.provenance import Source

    Row = Mapping[str, object]

REST = "ROW"


def source_names(sources: Iterable[Source]) -> str:
    """Name sources in one cell, each once, with its version."""
    return "; ".join(dict.fromkeys(f"{s.publisher}, {s.title} ({s.version})" for s in sources))


def of_measures(measures: Iterable[Measure | None]) -> tuple[Row, ...]:
    """Lay measures out, those that are known."""
    return tuple(_of_measure(m) for m in measures if m is not None and m.bounds != (None, None))


def both_ways(ties: Iterable[Lopsidedness]) -> tuple[Row, ...]:
    """Lay measures out in both directions, beside each how lopsided the tie is by it."""
    return tuple(
        {**_of_measure(m), "log_ratio": tie.log_ratio, "lopsidedness": tie.text, "more_dependent": tie.more_dependent}
        for tie in ties
        for m in (tie.a_on_b, tie.b_on_a)
        if m.bounds != (None, None)
    )


def _of_measure(m: Measure) -> Row:
    return {
        "measure": m.definition,
        "name": definition(m.definition).name,
        "of": m.of,
        "on": m.on,
        "product": m.product,
        "value": m.value,
        "at_least": m.bounds[0],
        "at_most": m.bounds[1],
        "unit": m.unit,
        "period": m.period,
        "formula": m.formula,
        "caveats": "; ".join(m.caveats),
        "sources": source_names(m.sources),
        "imputed": any(s.imputed for s in m.sources),
    }


def of_materials(materials: Iterable[RawMaterial]) -> tuple[Row, ...]:
    """Lay raw materials out by year: dollars, tonnes, fractions of either side's trade, and the place."""
    return tuple(
        {
            "measure": "raw_material",
            "name": m.product.name,
            "exporter": m.exporter,
            "importer": m.importer,
            "product": m.product.key,
            "value": y.value,
            "unit": "USD",
            "period": str(y.year),
            "tonnes": y.tonnes,
            "tonnes_imputed": y.imputed,
            "share_of_imports": y.share_of_imports,
            "share_of_exports": y.share_of_exports,
            "supplier_rank": y.supplier_rank,
            "suppliers": y.suppliers,
            "caveats": "; ".join(m.caveats),
            "sources": source_names(m.sources),
        }
        for m in materials
        for y in m.years
    )


def of_incomes(outcome: Outcome, countries: Sequence[str], short: Outcome | None = None) -> tuple[Row, ...]:
    """Lay simulated changes of real income out, with their ranges."""
    places = {country: n for n, country in enumerate(outcome.countries)}
    band, told = outcome.band, about(outcome)
    return tuple(
        {
            "measure": "real_income_change",
            "country": country,
            "name": country_name(country),
            "value": outcome.change(country),
            "low": None if band is None else float(band.low[places[country]]),
            "high": None if band is None else float(band.high[places[country]]),
            "short_run": None if short is None else short.change(country),
            "unit": "fraction",
            "flags": "; ".join(outcome.flags.get(country, ())),
            **told,
        }
        for country in countries
    )


def of_groups(outcome: Outcome, groups: Mapping[str, Sequence[int]], short: Outcome | None = None) -> tuple[Row, ...]:
    """Lay out what happens to several countries together, by name and places, with its range."""
    told, found = about(outcome), []
    for group, places in groups.items():
        low, high = outcome.together_range(places) or (None, None)
        found.append(
            {
                "measure": "real_income_change",
                "group": group,
                "members": "; ".join(outcome.countries[n] for n in places),
                "value": outcome.together(places),
                "low": low,
                "high": high,
                "short_run": None if short is None else short.together(places),
                "unit": "fraction",
                **told,
            }
        )
    return tuple(found)


def of_diversion(outcome: Outcome, moved: Diversion) -> tuple[Row, ...]:
    """Lay out who sells more to the buyers, and who buys more from the sellers, of a trade that shrinks."""
    ends: tuple[tuple[str, Sequence[Change]], ...] = (
        (say("what_if_charts.sells_to_buyers"), moved.suppliers),
        (say("what_if_charts.buys_from_sellers"), moved.markets),
    )
    told = about(outcome)
    return tuple(
        {
            "measure": "diversion",
            "from": moved.exporter,
            "to": moved.importer,
            "lost": moved.lost,
            "lost_low": None if moved.lost_range is None else moved.lost_range[0],
            "lost_high": None if moved.lost_range is None else moved.lost_range[1],
            "end": end,
            "country": change.country,
            "name": country_name(change.country),
            "value": change.amount,
            "low": change.low,
            "high": change.high,
            "unit": outcome.unit,
            **told,
        }
        for end, changes in ends
        for change in changes
    )


def about(outcome: Outcome) -> Row:
    """Say what a simulated number hangs on."""
    return {
        "period": str(outcome.year),
        "simulated": True,
        "scenario": outcome.scenario,
        "economy": outcome.economy,
        "closure": outcome.closure,
        "elasticities": outcome.elasticities,
        "range_over": outcome.band.over if outcome.band is not None else "",
        "residual": outcome.residual,
        "sources": source_names(outcome.sources),
    }


def country_name(code: str) -> str:
    """Name a country of an economy; the rest of the world is no country."""
    return say("what_if_charts.rest_of_world").lower() if code == REST else name_of(code)
