"""A reported figure held against the data: match, look up, judge, decide, with the working kept."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lopsided.checks import evidence_flows, evidence_macro
from lopsided.checks.basis import stated, told_of
from lopsided.checks.check import Check
from lopsided.checks.clause import joined
from lopsided.checks.currency import converted
from lopsided.checks.deciding import added, decide, judged, undecided
from lopsided.checks.evidence_energy import world_energy
from lopsided.checks.flows import WORLD
from lopsided.checks.losses import Loss, loss_told
from lopsided.checks.matching import question
from lopsided.checks.periods import Asked, asked, grown, spanned
from lopsided.checks.question import BILATERAL, NoQuestion, Question, no_bilateral, says, vocabulary, words_of
from lopsided.checks.times import earlier_year, grown_over, of_part_of_a_year
from lopsided.checks.told import as_told, asks_nothing, is_of_ore, of_now
from lopsided.checks.tolerance import claim_of, rules
from lopsided.checks.wording import named, product_name, shown, whose
from lopsided.records.kinds import Document, Figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lopsided.checks.check import Finding, Simulated, Verdict
    from lopsided.records.kinds import AnyRecord

_SUMS = ("product_value", "flow_value", "trade_value", "series_value")
LookUp = Callable[[Question, Asked], "list[Finding]"]
Model = Callable[[Loss], "tuple[Simulated, ...]"]
_LOOKUPS: dict[str, LookUp] = {
    "export_share": evidence_macro.shares,
    "import_share": evidence_macro.shares,
    "trade_share": evidence_macro.trade_shares,
    "product_export_share": evidence_flows.shares,
    "product_import_share": evidence_flows.shares,
    "world_share": lambda q, when: [*evidence_flows.world(q, when), *world_energy(q, when)],
    "world_rank": lambda q, when: [*evidence_flows.world(q, when), *world_energy(q, when)],
    "supplier_rank": evidence_flows.ranks,
    "customer_rank": evidence_flows.ranks,
    "export_partner_rank": evidence_macro.partner_ranks,
    "import_partner_rank": evidence_macro.partner_ranks,
    "trade_partner_rank": evidence_macro.trade_ranks,
    "product_growth": evidence_flows.growth,
    "series_growth": evidence_macro.growth,
    "growth_field": evidence_macro.growth,
    "product_value": evidence_flows.amounts,
    "flow_growth": evidence_flows.raw_materials_growth,
    "trade_growth": evidence_flows.raw_materials_growth,
    "flow_value": evidence_flows.raw_materials_value,
    "trade_value": evidence_flows.raw_materials_value,
    "series_value": evidence_macro.amounts,
    "series_share": evidence_macro.amounts,
}


def check_all(
    records: Iterable[AnyRecord],
    documents: Iterable[Document],
    *,
    further: LookUp | None = None,
    model: Model | None = None,
) -> tuple[Check, ...]:
    """Check every figure but durations and ordinals of occasions, in order of document and place.

    Parameters
    ----------
    records : iterable of record
        Figures are checked; other records are passed over.
    documents : iterable of Document
        Those they were read from, for their dates and the sentences around the figures.
    further : callable, optional
        Finds more for a question and its years, e.g. in data the user added; see `check_figure`.
    model : callable, optional
        Simulates a loss that is told to come, to be shown beside: a verdict is never asked of it.
    """
    by_name = {d.document: d for d in documents}
    beside = spanned(d.published for d in by_name.values())
    figures = [r for r in records if isinstance(r, Figure) and r.quantity != "date-span"]
    found = []
    for figure in sorted(figures, key=lambda f: (f.document, f.span)):
        document = by_name.get(figure.document)
        check = check_figure(figure, document, suggested=beside, further=further)
        loss = loss_told(figure, document) if model else None
        found.append(replace(check, simulated=model(loss)) if model and loss else check)
    return tuple(found)


def check_figure(
    figure: Figure,
    document: Document | None = None,
    *,
    suggested: tuple[int, ...] = (),
    further: LookUp | None = None,
) -> Check:
    """Hold one figure against the data.

    Parameters
    ----------
    figure : Figure
        As read.
    document : Document, optional
        The one it was read from: gives the date of writing and the sentence.
    suggested : tuple of int
        Years to look at when neither the figure nor its document has a date.
    further : callable, optional
        Finds more for a question and its years. Data the user added count ``full``; what was imputed must be given as
        ``proxy``; nothing simulated may be given at all.

    Returns
    -------
    Check
        With a verdict and its working; never raises for a figure the data cannot speak of.
    """
    published = document.published if document else None
    told = as_told(figure, document)
    when = of_part_of_a_year(told, document, asked(of_now(told, document), published, suggested))
    base = Check(
        figure=figure.id,
        document=figure.document,
        quote=_quote(figure, document),
        published=published,
        said_by=figure.attributed_to,
        reading=_claimed(told),
        verdict="cannot be checked",
        why="",
    )
    year = earlier_year(figure, document, when)
    if year is not None:
        when = asked(str(year), published)
    answer = asks_nothing(told, document, year) or question(told)
    if isinstance(answer, NoQuestion):
        beside = _proportion(told, None)
        return replace(base, why=answer.why, missing=answer.missing, remedy=answer.remedy, findings=beside)
    if told.quantity == "growth":
        when = grown_over(told, document, grown(told.period, when))
    if answer.kind == "product_growth":
        answer = replace(answer, basis=told_of(figure, document))
    partners = joined(told, document)
    if partners and answer.on in partners and answer.of not in partners:
        return _of_several(base, told, answer, when, partners)
    more = further(answer, when) if further else []
    found, wider, caveats = _look_up(answer, when)
    by = stated(told, document)
    if by:
        other = "by weight" if by == "value" else "by value"
        found = [replace(f, weight="context") if f.label.startswith(other) else f for f in found]
    if is_of_ore(told, document):
        found = [replace(f, weight="proxy" if f.weight == "full" else f.weight) for f in found]
        caveats = (*caveats, str(vocabulary()["ores"]["note"]))
    return _answered(
        replace(base, caveats=caveats), told, answer, when, judged([*found, *more], claim_of(told), wider=wider)
    )


def _of_several(base: Check, told: Figure, answer: Question, when: Asked, partners: tuple[str, ...]) -> Check:
    """Hold a part told of several partners together against the sum of theirs."""
    parts = [_look_up(replace(answer, on=partner), when)[0] for partner in partners]
    names = ", ".join(named(p) for p in partners)
    caveat = f"the parts of {names} added up, as the sentence names them together"
    findings = judged(added(parts), claim_of(told))
    done = _answered(replace(base, caveats=(caveat,)), told, answer, when, findings)
    return replace(done, reading=done.reading.replace(whose(answer.on), f"{names}:", 1))


def _answered(base: Check, figure: Figure, answer: Question, when: Asked, findings: tuple[Finding, ...]) -> Check:
    is_capacity = figure.quantity == "volume" and says(words_of(figure), "capacity")
    if is_capacity or figure.modality in ("planned", "forecast"):
        findings = tuple(replace(f, weight="context", level=None) for f in findings)
    findings += _proportion(figure, answer)
    verdict, why = decide(findings, when, modality=figure.modality)
    if answer.kind in BILATERAL and verdict == "cannot be checked" and figure.modality == "reported":
        why = f"{no_bilateral().why}; trade in raw materials is shown beside it"
    if is_capacity and verdict == "cannot be checked":
        why = f"it is what something can carry, which no trade table confirms; {why}"
    if figure.hedge == "record" and verdict in ("agrees", "close"):
        verdict, why = _record(answer, findings, (verdict, why))
    text = texts()[answer.kind]
    counted = [f for f in findings if f.weight == "full" and f.difference is not None]
    nearest = min(counted, key=lambda f: abs(f.difference or 0.0), default=None)
    missing, remedy = (
        _lack(answer, when, findings) if undecided(verdict, findings, figure, when) and not is_capacity else ("", "")
    )
    return replace(
        base,
        verdict=verdict,
        why=why,
        measure=answer.kind,
        reading=f"{_in_words(answer, text['reading'])}: {_claimed(figure)}",
        definition=text["definition"],
        formula=next((f.formula for f in findings if f.weight == "full"), ""),
        findings=findings,
        difference=nearest.difference if nearest else None,
        missing=missing,
        remedy=remedy,
        rule=claim_of(figure).words,
        caveats=(*base.caveats, *((when.words,) if when.grain == "unknown" else ()), *_understated(figure, counted)),
    )


def _look_up(answer: Question, when: Asked) -> tuple[list[Finding], float, tuple[str, ...]]:
    """Return findings, how much wider the bounds must be for units turned into others, and what to know."""
    if answer.kind == "product_tonnes":
        if answer.unit == "t":
            return evidence_flows.amounts(answer, when), 0.0, ()
        factor = _per_tonne().get((answer.product, answer.unit))
        if factor is None:
            return [], 0.0, (f"{answer.unit} of {product_name(answer.product)} cannot be turned into tonnes here",)
        caveat = f"tonnes turned into {answer.unit} at {factor:,.4g} a tonne"
        return evidence_flows.amounts(answer, when, factor), float(rules()["wider"]["conversion"]), (caveat,)
    if answer.kind == "energy_volume":
        return evidence_macro.amounts(answer, when, 1000.0 if answer.unit == "Wh" else 1.0), 0.0, ()
    if answer.kind in _SUMS and answer.unit != "USD":
        in_dollars = _LOOKUPS[answer.kind](replace(answer, unit="USD"), when)
        caveat = f"US dollars turned into {answer.unit} at the average rate of each year (World Factbook)"
        return converted(in_dollars, answer.unit), float(rules()["wider"]["currency"]), (caveat,)
    return _LOOKUPS[answer.kind](answer, when), 0.0, ()


def _proportion(figure: Figure, answer: Question | None) -> tuple[Finding, ...]:
    """For a volume of gas: what part of each side's trade and use it would be."""
    if figure.quantity != "volume" or figure.unit != "m3" or figure.value is None:
        return ()
    if answer is not None and answer.kind == "energy_volume":
        return ()
    if figure.commodity not in ("natural-gas", "pipeline-gas", "lng", "gas", "natural gas"):
        return ()
    return tuple(evidence_macro.in_proportion(figure.exporter or "", figure.importer or "", figure.value))


def _record(answer: Question, findings: tuple[Finding, ...], so_far: tuple[Verdict, str]) -> tuple[Verdict, str]:
    """Hold "a record" against the years before."""
    years = [int(f.period) for f in findings if f.level in ("agrees", "close")]
    if answer.kind not in ("product_value", "product_tonnes") or not years:
        return so_far
    best = evidence_flows.record_year(answer, max(years))
    if best is None or best[0] in years:
        return so_far
    return "depends", f"{so_far[1]}; but {best[0]} was higher ({shown(best[1], answer.unit)})"


def _understated(figure: Figure, counted: list[Finding]) -> tuple[str, ...]:
    ratio = float(rules()["understates"]["ratio"])
    if figure.hedge not in ("more than", "at least") or not figure.value:
        return ()
    far = [f for f in counted if f.value is not None and f.level == "agrees" and f.value > ratio * figure.value]
    return ("true as a floor, but the data say far more",) if far else ()


def _lack(answer: Question, when: Asked, findings: tuple[Finding, ...]) -> tuple[str, str]:
    """Return which data are missing, and how to add them."""
    years = " and ".join(str(y) for y in when.years) or "any year"
    if answer.kind in BILATERAL:
        return no_bilateral().missing, no_bilateral().remedy
    if when.grain == "finer":
        return "data finer than a year", "add a monthly or quarterly table by hand; packs are by year"
    if answer.product:
        pair = answer.on and not {answer.of, answer.on} & {WORLD, "exports", "imports"}
        known = any(f.value is not None for f in findings)
        reasons = evidence_flows.gaps(answer, when) if pair and not known else ()
        trusted = " that can be trusted" if known else ""
        what = "; ".join(reasons) or f"a record of trade in {product_name(answer.product)} in {years}{trusted}"
        return what, "add UN Comtrade or a national customs table for these years with 'lopsided data add'"
    if answer.kind == "energy_volume":
        return f"{_in_words(answer, texts()[answer.kind]['reading'])}, in {years}", (
            "hold it against the Energy Institute's or the IEA's statistics; the Factbook has one year"
        )
    what = texts()[answer.kind]["reading"].split(",", maxsplit=1)[0]
    return f"{_in_words(answer, what)} in {years}", (
        "add CEPII's BACI (all products) or the IMF's Direction of Trade Statistics with 'lopsided data add'"
    )


def _quote(figure: Figure, document: Document | None) -> str:
    start, end = figure.sentence
    text = document.text[start:end] if document and document.text else figure.text
    return " ".join(text.split())


def _claimed(figure: Figure) -> str:
    """Return the figure's value in words, with its hedge."""
    if figure.value is None:
        return "one of the main" if figure.quantity == "rank" else figure.text
    if figure.quantity == "count":
        return figure.text
    unit = figure.unit or ""
    value = f"{figure.value:g} times" if unit == "factor" else shown(figure.value, unit)
    if figure.value_high is not None:
        value = f"{value} to {shown(figure.value_high, unit)}"
    modality = "" if figure.modality == "reported" else f" ({figure.modality})"
    return f"{figure.hedge + ' ' if figure.hedge else ''}{value}{modality}"


def _in_words(answer: Question, template: str) -> str:
    return template.format(
        of=named(answer.of),
        on=named(answer.on) if answer.on not in ("exports", "imports") else answer.on,
        of_s=whose(answer.of),
        on_s=whose(answer.on),
        product=product_name(answer.product),
        field=answer.field.replace("_", " "),
        toward=f" {'to' if answer.field == 'exports' else 'from'} {named(answer.on)}" if answer.on else "",
    )


@cache
def texts() -> dict[str, dict[str, str]]:
    """Return how each question is put to a reader, and its definition."""
    return tomllib.loads((files("lopsided.checks") / "data" / "questions.toml").read_text("utf-8"))


@cache
def _per_tonne() -> dict[tuple[str, str], float]:
    with (files("lopsided.checks") / "data" / "conversions.csv").open(encoding="utf-8") as lines:
        return {(row["product"], row["unit"]): float(row["per_tonne"]) for row in csv.DictReader(lines)}
