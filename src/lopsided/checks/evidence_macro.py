"""What the World Factbook says to a question: partners' shares and ranks, totals, energy balances, GDP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.checks.check import Finding
from lopsided.checks.evidence_totals import packed_ranks, packed_shares, packed_trade_shares
from lopsided.checks.holes import hole
from lopsided.checks.wording import named, shown, whose
from lopsided.datasets.macro import partners, series, values
from lopsided.measures.exposure import covered, network_measures
from lopsided.measures.partners import partner_share

if TYPE_CHECKING:
    from collections.abc import Collection

    from lopsided.checks.check import Weight
    from lopsided.checks.periods import Asked
    from lopsided.checks.question import Question
    from lopsided.datasets.macro import Flow, MacroValue, Partners

_GOODS_AND_SERVICES = "the total is of goods and services, the partner's share of goods: only rough"
_ROUGH = 0.1  # how far shares of goods times totals with services may be off
_NETWORK_YEAR = 2022
_SLOW_YEARS = 2  # population changes so slowly that a year or two makes no difference to a newspaper
_HALF_PERCENT = 0.005  # shares are published in whole percent


def in_years(year: int, asked: Asked) -> bool:
    """Whether a year of the data is among those asked for; any is when nobody says."""
    return not asked.years or year in asked.years


def shares(question: Question, asked: Asked) -> list[Finding]:
    """Part of a country's goods exports (or imports) that goes to (comes from) a partner.

    A pack that answers for a year comes first, and the Factbook's share of that year is then shown beside it.
    """
    flow: Flow = "exports" if question.kind == "export_share" else "imports"
    measure = partner_share(question.of, question.on, flow)
    found = packed_shares(question, asked)
    answered = {finding.period for finding in found}
    if measure.period and (measure.value is not None or measure.at_most is not None):
        found.append(
            Finding(
                label=f"share of goods {flow}, {measure.period}",
                value=measure.value,
                unit="fraction",
                period=measure.period,
                formula=measure.formula,
                sources=measure.sources,
                weight=_weight(question.of, flow, int(measure.period), asked, answered),
                at_least=measure.at_least,
                at_most=measure.at_most,
                note="; ".join(filter(None, (hole(question.of, flow, int(measure.period)), *measure.caveats))),
            )
        )
    return found + _inputs(question, flow, asked)


def _weight(of: str, flow: Flow, year: int, asked: Asked, answered: Collection[str] = ()) -> Weight:
    """Whether the Factbook's partners of a year count: asked for, answered by no pack, and no partner unreported."""
    counts = in_years(year, asked) and str(year) not in answered and not hole(of, flow, year)
    return "full" if counts else "context"


def _inputs(question: Question, flow: Flow, asked: Asked) -> list[Finding]:
    """Return the same share for intermediate inputs alone, from the production network of 2022."""
    if not in_years(_NETWORK_YEAR, asked) or not (covered(question.of) and covered(question.on)):
        return []
    key = "intermediate_market_share" if flow == "exports" else "foreign_input_share"
    measure = next((m for m in network_measures(question.of, question.on) if m.definition == key), None)
    if measure is None or measure.value is None:
        return []
    return [
        Finding(
            label=f"share of {flow} of intermediate goods and services, {measure.period}",
            value=measure.value,
            unit="fraction",
            period=measure.period,
            formula=measure.formula,
            sources=measure.sources,
            weight="proxy",
            note="another definition: goods for final use are left out and services are in",
        )
    ]


def trade_shares(question: Question, asked: Asked) -> list[Finding]:
    """Part of a country's whole trade, exports and imports together, that is with a partner."""
    packed = packed_trade_shares(question, asked)
    if packed:
        return packed
    both: tuple[Flow, Flow] = ("exports", "imports")
    lists = [partners(question.of, flow) for flow in both]
    totals = [series(question.of, flow) for flow in both]
    if any(p is None for p in lists) or not all(totals):
        return []
    parts, whole, year, sources = [0.0, 0.0], 0.0, 0, []
    for listed, total in zip(lists, totals, strict=True):
        if listed is None:
            continue
        year = listed.year
        amount = total.get(year)
        if amount is None:
            return []
        low, high = _share_bounds(listed, question.on)
        parts = [parts[0] + low * amount, parts[1] + high * amount]
        whole += amount
        sources.append(listed.source)
    low, high = parts[0] / whole, parts[1] / whole
    known = high - low < 2 * _HALF_PERCENT + 1e-9
    return [
        Finding(
            label=f"share of exports and imports together, {year}",
            value=(low + high) / 2 if known else None,
            unit="fraction",
            period=str(year),
            formula="(share of exports x exports + share of imports x imports) / (exports + imports)",
            sources=tuple(sources),
            weight=_weight(question.of, "exports", year, asked),
            at_least=low,
            at_most=high,
            note="; ".join(filter(None, (hole(question.of, "exports", year), _GOODS_AND_SERVICES))),
        )
    ]


def _share_bounds(listed: Partners, partner: str) -> tuple[float, float]:
    if partner in listed.shares:
        share = listed.shares[partner]
        return share - _HALF_PERCENT, share + _HALF_PERCENT
    return 0.0, listed.least + _HALF_PERCENT


def partner_ranks(question: Question, asked: Asked) -> list[Finding]:
    """Place of a partner among a country's customers or suppliers of all goods."""
    flow: Flow = "exports" if question.kind == "export_partner_rank" else "imports"
    packed = packed_ranks(question, asked)
    listed = partners(question.of, flow)
    if listed is None or str(listed.year) in {finding.period for finding in packed}:
        return packed
    side = "customers" if flow == "exports" else "suppliers"
    ordered = [f"{n}. {named(p)} {100 * s:.0f} %" for n, (p, s) in enumerate(listed.shares.items(), 1)]
    mine = listed.shares.get(question.on)
    ahead = sum(1 for s in listed.shares.values() if mine is not None and s > mine)
    level = sum(1 for s in listed.shares.values() if s == mine)
    certain = mine is not None and level == 1
    return [
        *packed,
        Finding(
            label=f"place among {side} of goods, {listed.year}",
            value=float(ahead + 1) if certain else None,
            unit="rank",
            period=str(listed.year),
            formula=f"place of {question.on} among the {side} of {question.of}, largest first",
            sources=(listed.source,),
            weight=_weight(question.of, flow, listed.year, asked),
            at_least=None if certain else float(ahead + 1 if mine is not None else len(listed.shares) + 1),
            at_most=None if certain else float(ahead + level if mine is not None else 200),
            note="; ".join(
                filter(
                    None,
                    (
                        hole(question.of, flow, listed.year),
                        ", ".join(ordered) + "; the Factbook lists no more" * (mine is None),
                    ),
                )
            ),
        ),
    ]


def trade_ranks(question: Question, asked: Asked) -> list[Finding]:
    """Place of a partner by exports and imports together, as far as the listed partners allow."""
    both: tuple[Flow, Flow] = ("exports", "imports")
    lists = [p for p in (partners(question.of, flow) for flow in both) if p is not None]
    totals = [series(question.of, flow) for flow in both]
    if len(lists) < 2 or any(p.year not in t for p, t in zip(lists, totals, strict=True)):
        return []
    bounds = {
        partner: tuple(
            sum(_share_bounds(p, partner)[end] * t[p.year] * slack for p, t in zip(lists, totals, strict=True))
            for end, slack in ((0, 1 - _ROUGH), (1, 1 + _ROUGH))
        )
        for partner in {*lists[0].shares, *lists[1].shares, question.on}
    }
    mine = bounds.pop(question.on)
    above = sum(1 for low, _ in bounds.values() if low > mine[1])
    perhaps = sum(1 for _, high in bounds.values() if high > mine[0])
    year = lists[0].year
    return [
        Finding(
            label=f"place by exports and imports together, {year}",
            value=float(above + 1) if above == perhaps else None,
            unit="rank",
            period=str(year),
            formula="partners by share of exports x exports + share of imports x imports",
            sources=tuple(p.source for p in lists),
            weight=_weight(question.of, "exports", year, asked),
            at_least=float(above + 1) if above != perhaps else None,
            at_most=float(perhaps + 1) if above != perhaps else None,
            note="; ".join(filter(None, (hole(question.of, "exports", year), _GOODS_AND_SERVICES))),
        )
    ]


def amounts(question: Question, asked: Asked, factor: float = 1.0) -> list[Finding]:
    """Return a Factbook series of one country: totals of trade, GDP, energy, population, military spending."""
    found = []
    if question.kind == "series_share" and question.field in ("exports", "imports"):
        return _to_gdp(question, asked)
    for year, value in values(question.of, question.field).items():
        if in_years(year, asked) or asked.grain in ("finer", "recent") or question.field == "population":
            found.append(_amount(question, asked, year, value, factor))
    return found


def _amount(question: Question, asked: Asked, year: int, value: MacroValue, factor: float) -> Finding:
    what = question.field.replace("_", " ")
    flat = question.kind == "series_share" or question.field in ("gdp", "population")
    slow = question.field == "population" and any(abs(year - y) <= _SLOW_YEARS for y in asked.years)
    countable = (in_years(year, asked) or slow) and (asked.grain != "finer" or flat)
    return Finding(
        label=f"{what}, {year}",
        value=value.value * factor,
        unit=question.unit,
        period=str(year),
        formula=f"{what} of {question.of}",
        sources=(value.source,),
        weight="full" if countable else "context",
        note="an estimate of the Factbook" if value.estimate else "",
    )


def _to_gdp(question: Question, asked: Asked) -> list[Finding]:
    totals, products = values(question.of, question.field), values(question.of, "gdp")
    return [
        Finding(
            label=f"{question.field} of goods and services / GDP, {year}",
            value=totals[year].value / products[year].value,
            unit="fraction",
            period=str(year),
            formula=f"{question.field} of {question.of} / GDP of {question.of}",
            sources=(totals[year].source, products[year].source),
            weight="full" if in_years(year, asked) else "context",
        )
        for year in totals
        if year in products
    ]


def growth(question: Question, asked: Asked) -> list[Finding]:
    """Yearly growth of a country's total exports or imports, or of its GDP in real terms."""
    if question.kind == "growth_field":
        return [
            _amount(question, asked, year, value, 1.0)
            for year, value in values(question.of, question.field).items()
            if in_years(year, asked)
        ]
    totals = values(question.of, question.field)
    return [
        Finding(
            label=f"growth of {question.field} of goods and services, {year}",
            value=totals[year].value / totals[base].value - 1,
            unit="fraction",
            period=str(year),
            formula=f"{question.field} of {question.of}: {year} / {base} - 1",
            sources=(totals[year].source,),
            weight="context" if asked.grain == "finer" else "full",
            note=f"{shown(totals[base].value, 'USD')} to {shown(totals[year].value, 'USD')}",
        )
        for base, year in asked.spans(tuple(totals))
        if base in totals and year in totals
    ]


def in_proportion(exporter: str, importer: str, volume: float) -> list[Finding]:
    """Set a volume of gas against the exporter's exports and the importer's use: context, never a verdict."""
    found = []
    for of, field in (
        (exporter, "natural_gas_exports"),
        (exporter, "natural_gas_production"),
        (importer, "natural_gas_imports"),
        (importer, "natural_gas_consumption"),
    ):
        for year, value in list(values(of, field).items())[-1:] if of else []:
            what = field.replace("_", " ")
            found.append(
                Finding(
                    label=f"of {whose(of)} {what}, {year}",
                    value=volume / value.value,
                    unit="fraction",
                    period=str(year),
                    formula=f"{shown(volume, 'm3')} / {what} of {of} ({shown(value.value, 'm3')})",
                    sources=(value.source,),
                    weight="context",
                )
            )
    return found
