"""What packs of trade totals a user added say: shares and ranks in all goods trade, one source a year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.checks.check import Finding
from lopsided.checks.wording import shown
from lopsided.measures.totals import both_ways_share, from_a_pack, goods_exports, total_ranks, total_shares

if TYPE_CHECKING:
    from lopsided.checks.periods import Asked
    from lopsided.checks.question import Question
    from lopsided.datasets.macro import Flow
    from lopsided.measures.result import Measure


def packed_shares(question: Question, asked: Asked) -> list[Finding]:
    """B's part of A's goods exports or imports, by the first source of each year asked for, where that is a pack.

    Where no year is asked for, the newest. A year whose first source is the Factbook gives nothing here: that answer
    is `evidence_macro.shares`.
    """
    flow: Flow = "exports" if question.kind == "export_share" else "imports"
    first = _first_of_each_year(total_shares(question.of, question.on, flow))
    return [_finding(m, f"share of goods {flow}, {m.period}") for m in _asked_for(first, asked)]


def packed_ranks(question: Question, asked: Asked) -> list[Finding]:
    """Place of B among A's customers or suppliers of all goods, by the first pack of each year asked for."""
    flow: Flow = "exports" if question.kind == "export_partner_rank" else "imports"
    side = "customers" if flow == "exports" else "suppliers"
    first = _first_of_each_year(total_ranks(question.of, question.on, flow))
    return [_finding(m, f"place among {side} of goods, {m.period}") for m in _asked_for(first, asked)]


def packed_trade_shares(question: Question, asked: Asked) -> list[Finding]:
    """B's part of A's exports and imports of goods together, where one pack has both in a year asked for."""
    found = both_ways_share(question.of, question.on)
    label = "share of goods exports and imports together"
    return [_finding(m, f"{label}, {m.period}") for m in _asked_for(_first_of_each_year(found), asked)]


def packed_values(question: Question, asked: Asked) -> list[Finding]:
    """Give what the first sold the second of all goods in the years asked for, and back where trade is asked."""
    levels = _levels(question)
    years = [year for year in asked.years if year in levels] if asked.years else sorted(levels)[-1:]
    return [_level(question, levels[year], year, asked) for year in years]


def packed_growth(question: Question, asked: Asked) -> list[Finding]:
    """Growth of what `packed_values` gives, from one source: two sources side by side would show their difference."""
    levels = _levels(question)
    found = []
    for base, year in asked.spans(tuple(levels)):
        if base not in levels or year not in levels or _origins(levels[base]) != _origins(levels[year]):
            continue
        before, now = (sum(m.value or 0.0 for m in levels[y]) for y in (base, year))
        if before > 0:
            finding = _level(question, levels[year], year, asked)
            what = "trade" if question.kind == "trade_growth" else "exports"
            found.append(
                replace(
                    finding, label=f"growth of goods {what}, {year}", value=now / before - 1, unit="fraction",
                    formula=f"{finding.formula}: {year} / {base} - 1",
                    note=f"{shown(before, 'USD')} to {shown(now, 'USD')}; {finding.note}",
                )
            )  # fmt: skip
    return found


def _levels(question: Question) -> dict[int, list[Measure]]:
    """Year to the flow asked for, or to both flows of one source; a year in which one of the two is lacking is not."""
    there = goods_exports(question.of, question.on) if question.on else ()
    if question.kind.startswith("flow"):
        return {int(m.period): [m] for m in reversed(there)}
    back = {(m.period, _origins([m])): m for m in reversed(goods_exports(question.on, question.of))}
    pairs = ((m, back.get((m.period, _origins([m])))) for m in reversed(there))
    return {int(one.period): [one, other] for one, other in pairs if other is not None}


def _origins(measures: list[Measure]) -> frozenset[tuple[str, str]]:
    return frozenset((source.dataset, source.detail) for m in measures for source in m.sources)


def _level(question: Question, flows: list[Measure], year: int, asked: Asked) -> Finding:
    what = "trade" if question.kind.startswith("trade") else "exports"
    return Finding(
        label=f"goods {what}, {year}",
        value=sum(m.value or 0.0 for m in flows),
        unit="USD",
        period=str(year),
        formula=" + ".join(m.formula for m in flows),
        sources=tuple(dict.fromkeys(source for m in flows for source in m.sources)),
        weight="context" if asked.grain == "finer" else "full",
        note="; ".join(dict.fromkeys(words for m in flows for words in m.caveats)),
    )


def _first_of_each_year(measures: tuple[Measure, ...]) -> list[Measure]:
    """Keep what answers for each year; measures come in the order of sources, so that is the first."""
    first: dict[str, Measure] = {}
    for measure in measures:
        first.setdefault(measure.period, measure)
    return [measure for measure in first.values() if from_a_pack(measure) and measure.value is not None]


def _asked_for(measures: list[Measure], asked: Asked) -> list[Measure]:
    return [m for m in measures if int(m.period) in asked.years] if asked.years else measures[:1]


def _finding(measure: Measure, label: str) -> Finding:
    return Finding(
        label=label,
        value=measure.value,
        unit=measure.unit,
        period=measure.period,
        formula=measure.formula,
        sources=measure.sources,
        note="; ".join(measure.caveats),
    )
