"""What the raw-material flows say to a question: shares, ranks, growth and amounts, by value and by weight."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from lopsided.checks.check import Finding
from lopsided.checks.deciding import RAW_MATERIALS_ONLY
from lopsided.checks.evidence_totals import packed_growth, packed_values
from lopsided.checks.flows import (
    WORLD,
    Basis,
    Partners,
    Side,
    covered_years,
    flow,
    group,
    is_imputed,
    partners,
    sources,
)
from lopsided.checks.wording import named, product_name, shown
from lopsided.datasets.coverage import country_coverage, pair_coverage
from lopsided.datasets.flows import raw_material_flows
from lopsided.terms.products import product

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lopsided.checks.check import Weight
    from lopsided.checks.periods import Asked
    from lopsided.checks.question import Question
    from lopsided.datasets.macro import Flow as Way

BASES: tuple[Basis, ...] = ("value", "tonnes")
_OTHER: dict[Basis, str] = {"value": "the figure is of a weight", "tonnes": "the figure is of a sum"}
_IMPUTED = "this weight looks worked out from the value, not weighed"


def years(asked: Asked) -> tuple[int, ...]:
    """Return the asked years that the flows cover; the newest two when nobody says."""
    if not asked.years:
        return tuple(covered_years())[-2:]
    return tuple(y for y in asked.years if y in covered_years())


def shares(question: Question, asked: Asked) -> list[Finding]:
    """Part of a country's imports (or exports) of a product that comes from (goes to) a partner."""
    side: Side = "suppliers" if question.kind == "product_import_share" else "customers"
    flow_word = "imports" if side == "suppliers" else "exports"
    toward = "from" if side == "suppliers" else "to"
    what = product_name(question.product)
    formula = f"{flow_word} of {what} of {question.of} {toward} {question.on} / {flow_word} of {what} of {question.of}"
    found = []
    for table in _tables(question.of, side, question.product, years(asked)):
        part = table.amount(question.on)
        if part is None:
            found.append(_unreported(question, side, table, "fraction", formula))
        else:
            weight, note = _trust(question.of, flow_word, question.product, table.year)
            found.append(_finding(table, question.on, part / table.total, "fraction", formula, (weight, note)))
    return found


def ranks(question: Question, asked: Asked) -> list[Finding]:
    """Place of a partner among a country's suppliers (or customers) of a product."""
    side: Side = "suppliers" if question.kind == "supplier_rank" else "customers"
    flow_word = "imports" if side == "suppliers" else "exports"
    formula = f"place of {question.on} among {side} of {product_name(question.product)} of {question.of}, largest first"
    found = []
    for table in _tables(question.of, side, question.product, years(asked)):
        place = table.place(question.on)
        if place is None:
            found.append(_unreported(question, side, table, "rank", formula))
        else:
            weight, note = _trust(question.of, flow_word, question.product, table.year)
            found.append(
                _finding(
                    table, question.on, float(place), "rank", formula, (weight, f"{_podium(table)}; {note}".strip("; "))
                )
            )
    return found


def world(question: Question, asked: Asked) -> list[Finding]:
    """Part of, or place in, world exports (or imports) of a product."""
    side: Side = "suppliers" if question.on == "exports" else "customers"
    is_rank = question.kind == "world_rank"
    what = f"world {question.on} of {product_name(question.product)}"
    formula = f"place of {question.of} in {what}" if is_rank else f"{question.on} of {question.of} / {what}"
    found = []
    for table in _tables(WORLD, side, question.product, years(asked)):
        amount, place = table.amount(question.of), table.place(question.of)
        if amount is not None and place is not None:
            weight, note = _trust(question.of, question.on, question.product, table.year)
            value = float(place) if is_rank else amount / table.total
            note = f"{_podium(table)}; {note}".strip("; ") if is_rank else note
            found.append(
                _finding(table, question.of, value, "rank" if is_rank else "fraction", formula, (weight, note))
            )
    return found


def growth(question: Question, asked: Asked) -> list[Finding]:
    """Yearly growth of a flow of a product, or of all of a country's exports or imports of it.

    What the figure is told of goes first and alone counts; told of neither, both do.
    """
    exporter, importer = (question.of, question.on) if question.field == "exports" else (question.on, question.of)
    exporter, importer = exporter or WORLD, importer or WORLD
    found = []
    for base, year in asked.spans(years(asked)):
        if base not in covered_years() or year not in covered_years():
            continue
        guessed = any(is_imputed(exporter, importer, question.product, y) for y in (year, base))
        for basis in sorted(BASES, key=lambda b: b != question.basis):
            now, before = (flow(exporter, importer, question.product, y, basis) for y in (year, base))
            if now is None or not before:
                continue
            is_guessed = basis == "tonnes" and guessed
            is_meant = question.basis in (None, basis)
            change = f"{shown(before, _unit(basis))} to {shown(now, _unit(basis))}"
            notes = (change, _IMPUTED if is_guessed else "", "" if is_meant else _OTHER[basis])
            found.append(
                Finding(
                    label=f"growth {_by(basis)}, {f'{base} to ' if year - base > 1 else ''}{year}",
                    value=now / before - 1,
                    unit="fraction",
                    period=str(year),
                    formula=f"{question.product} {exporter} to {importer}: {year} / {base} - 1",
                    sources=sources(),
                    weight="context" if asked.grain == "finer" or not is_meant else "proxy" if is_guessed else "full",
                    note="; ".join(filter(None, notes)),
                )
            )
    return found


def amounts(question: Question, asked: Asked, factor: float = 1.0) -> list[Finding]:
    """Return what was sold of a product, in USD or in the figure's unit of weight or volume.

    Parameters
    ----------
    factor : float
        Figure's units in a tonne.
    """
    basis: Basis = "value" if question.kind == "product_value" else "tonnes"
    found = []
    for year in years(asked):
        value = flow(question.of, question.on, question.product, year, basis)
        if value is None:
            continue
        converted = f" x {factor:,.4g} {question.unit} a tonne" if factor != 1.0 else ""
        is_guessed = basis == "tonnes" and is_imputed(question.of, question.on, question.product, year)
        weight: Weight = "context" if asked.grain == "finer" or is_guessed else "full"
        note = _IMPUTED if is_guessed else ""
        if WORLD in (question.on, question.of):
            owner, way = (question.of, "exports") if question.on == WORLD else (question.on, "imports")
            trusted, note = _trust(owner, way, question.product, year)
            weight = trusted if weight == "full" else weight
        found.append(
            Finding(
                label=f"{_by(basis)}, {year}",
                value=value * factor,
                unit=question.unit,
                period=str(year),
                formula=f"{question.product} sold by {question.of} to {question.on}{converted}",
                sources=sources(),
                weight=weight,
                note=note,
            )
        )
    return found


def raw_materials_growth(question: Question, asked: Asked) -> list[Finding]:
    """Growth of trade in raw materials alone: context for a figure about all goods, after what packs of totals say."""
    earlier = [year - 1 for year in years(asked)]
    levels = {int(f.period): f.value for f in _raw_materials(question, earlier) if f.value}
    label = "growth of trade in the raw materials covered"
    return packed_growth(question, asked) + [
        replace(
            finding,
            value=value / before - 1,
            unit="fraction",
            label=f"{label}, {year}",
            formula=f"{year} / {year - 1} - 1",
        )
        for finding in _raw_materials(question, years(asked))
        if (value := finding.value) and (before := levels.get((year := int(finding.period)) - 1))
    ]


def raw_materials_value(question: Question, asked: Asked) -> list[Finding]:
    """Trade in raw materials alone: context for a figure about all goods, after what packs of totals say."""
    return packed_values(question, asked) + _raw_materials(question, years(asked))


def _raw_materials(question: Question, wanted: Iterable[int]) -> list[Finding]:
    """All covered raw materials from the first to the second, and back where trade both ways is asked."""
    ways = [(question.of, question.on)]
    ways += [(question.on, question.of)] if question.kind.startswith("trade") else []
    found = []
    for year in wanted:
        value = sum(
            float(
                raw_material_flows(exporters=group(a, year), importers=group(b, year), years=[year])["value_kusd"].sum()
            )
            for a, b in ways
        )
        if value:
            found.append(
                Finding(
                    label=f"trade in the raw materials covered, {year}",
                    value=1000 * value,
                    unit="USD",
                    period=str(year),
                    formula=" + ".join(f"74 raw materials {a} to {b}" for a, b in ways),
                    sources=sources(),
                    weight="context",
                    note=RAW_MATERIALS_ONLY,
                )
            )
    return found


def record_year(question: Question, year: int, factor: float = 1.0) -> tuple[int, float] | None:
    """Return the best year up to the one given, and its amount; None where nothing is known."""
    basis: Basis = "value" if question.kind == "product_value" else "tonnes"
    known = {
        y: value * factor
        for y in covered_years()
        if y <= year and (value := flow(question.of, question.on, question.product, y, basis)) is not None
    }
    return max(known.items(), key=lambda x: x[1]) if known else None


def gaps(question: Question, asked: Asked) -> tuple[str, ...]:
    """Return why a flow that was asked for has no row: unreported is not zero."""
    exporter, importer = question.of, question.on
    if question.kind in ("product_import_share", "supplier_rank") or question.field == "imports":
        exporter, importer = importer, exporter
    reasons: list[str] = []
    for year in years(asked):
        pair = [next(iter(group(a, year)), "") if len(group(a, year)) == 1 else "" for a in (exporter, importer)]
        if all(pair):
            reasons += pair_coverage(pair[0], pair[1], product(question.product).hs6, year).reasons
    return tuple(dict.fromkeys(reasons)) or (
        f"no sale of {product_name(question.product)} by {named(exporter)} to {named(importer)} is reported in "
        f"{' or '.join(str(y) for y in years(asked))}, which is not a zero",
    )


def _tables(of: str, side: Side, key: str, wanted: Iterable[int]) -> list[Partners]:
    every = (partners(of, side, key, year, basis) for year in wanted for basis in BASES)
    return [table for table in every if table.usable]


def _finding(
    table: Partners, partner: str, value: float, unit: str, formula: str, trust: tuple[Weight, str]
) -> Finding:
    is_guessed = table.basis == "tonnes" and bool(table.imputed & group(partner, table.year))
    notes = [trust[1], _IMPUTED if is_guessed else ""]
    return Finding(
        label=f"{_by(table.basis)}, {table.year}",
        value=value,
        unit=unit,
        period=str(table.year),
        formula=formula,
        sources=sources(),
        weight="context" if is_guessed else trust[0],
        note="; ".join(filter(None, notes)),
    )


def _unreported(question: Question, side: Side, table: Partners, unit: str, formula: str) -> Finding:
    seller, buyer = (question.on, question.of) if side == "suppliers" else (question.of, question.on)
    return Finding(
        label=f"{_by(table.basis)}, {table.year}",
        value=None,
        unit=unit,
        period=str(table.year),
        formula=formula,
        sources=sources(),
        weight="context",
        note=f"no sale by {named(seller)} to {named(buyer)} is reported, which is not a zero",
    )


@cache
def _trust(country: str, way: str, key: str, year: int) -> tuple[Weight, str]:
    """Whether a country's (or bloc's) record of a product can carry a verdict, and why not."""
    if country == WORLD:
        return "full", ""
    side: Way = "exports" if way == "exports" else "imports"
    home = sorted(group(country, year))
    covered = {c: country_coverage(c, side, product(key).hs6, year) for c in home}
    holes = [(c, "; ".join(x.reasons)) for c, x in covered.items() if x.status in ("doubtful", "unreported")]
    if len(home) == 1:
        return ("context" if holes else "full"), "; ".join(covered[home[0]].reasons)
    if holes:
        names = ", ".join(named(c) for c, _ in holes)
        return "context", f"the record of {names} is full of holes: {holes[0][1]}"
    return "full", "trade within the bloc is left out"


def _podium(table: Partners) -> str:
    return ", ".join(f"{n}. {named(name)} {100 * share:.1f} %" for n, (name, share) in enumerate(table.first(), 1))


def _unit(basis: Basis) -> str:
    return "USD" if basis == "value" else "t"


def _by(basis: Basis) -> str:
    return "by value" if basis == "value" else "by weight"
