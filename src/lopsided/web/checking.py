"""A check as pages show it: the quote, what it was taken to say, the data beside it, and what a person rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lopsided.briefing.checked import amount, beyond_verdict
from lopsided.briefing.wording import percent
from lopsided.checks.claimreview import claim_review
from lopsided.checks.wording import difference_shown, named
from lopsided.web.check_rows import check_rows, place_of
from lopsided.web.dossiers import tie_of
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lopsided.briefing.contents import Quote, Reference
    from lopsided.checks.check import Check, Finding
    from lopsided.records.kinds import Document, Figure
    from lopsided.records.store import Ruling
    from lopsided.terms.provenance import Source


@dataclass(frozen=True, slots=True)
class Origin:
    """A source of a value, and the page that tells of it."""

    title: str
    version: str
    dataset: str
    licence: str
    imputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What one source says for one period by one definition.

    Attributes
    ----------
    label, value, period, formula, note : str
        In words.
    difference : str
        Measured less reported.
    level : str
        How the reported figure stands to it; empty for what only stands beside.
    weight : str
        Whether it counts for the verdict, in words.
    origins : tuple of Origin
    """

    label: str
    value: str
    period: str
    difference: str
    level: str
    weight: str
    formula: str
    note: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One check.

    Attributes
    ----------
    id : str
        Of the figure.
    quote : Quote
        The sentence, the figure's own words apart.
    tie : str
        Who sells to whom, ``"RUS-CHN"``; one country alone; empty for neither.
    tie_name : str
        The same in words.
    where : Reference or None
        The sentence in its document.
    origins : tuple of Origin
        Every source of it, each once.
    simulated : tuple of str
        A model's range beside a loss told to come.
    ruling, ruling_note : str
        What a person says; empty where nobody ruled.
    review : mapping
        As schema.org's ClaimReview.
    rows : tuple of mapping
        The same in numbers: itself, its findings, the model's range.
    """

    id: str
    verdict: str
    why: str
    quote: Quote
    speaker: str
    published: str
    where: Reference | None
    tie: str
    tie_name: str
    reading: str
    measure: str
    definition: str
    formula: str
    values: tuple[Value, ...]
    origins: tuple[Origin, ...]
    difference: str
    rule: str
    missing: str
    remedy: str
    caveats: tuple[str, ...]
    simulated: tuple[str, ...]
    ruling: str
    ruling_note: str
    review: Mapping[str, Any]
    rows: tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of a check beside itself."""

    quote: Quote
    figure: Figure | None = None
    document: Document | None = None
    where: Reference | None = None
    ruling: Ruling | None = None
    dossier: str = ""


def shown(check: Check, told: Told) -> Shown:
    """Set out one check."""
    nearest = next((f for f in check.findings if f.difference == check.difference and f.weight == "full"), None)
    tie = tie_of(told.figure) if told.figure else ""
    return Shown(
        id=check.figure,
        verdict=check.verdict,
        why=beyond_verdict(check),
        quote=told.quote,
        speaker=check.said_by or (say("checks.itself") if told.document else ""),
        published=check.published or "",
        where=told.where,
        tie=tie,
        tie_name=say("checks.to").join(named(one) for one in tie.split("-")) if tie else "",
        reading=check.reading,
        measure=check.measure,
        definition=check.definition,
        formula=check.formula,
        values=tuple(_value(finding) for finding in check.findings),
        origins=tuple(
            dict.fromkeys(_origin(s) for s in (*check.sources, *(x for m in check.simulated for x in m.sources)))
        ),
        difference=difference_shown(check.difference, nearest.unit) if nearest and check.difference is not None else "",
        rule=check.rule,
        missing=check.missing,
        remedy=check.remedy,
        caveats=check.caveats,
        simulated=tuple(
            say(
                "checks.simulated_line", label=s.label, value=percent(s.value), low=percent(s.low), high=percent(s.high)
            )
            + f" {s.assumptions}"
            for s in check.simulated
        ),
        ruling=told.ruling.ruling if told.ruling else "",
        ruling_note=told.ruling.note if told.ruling else "",
        review=claim_review(check, told.document, told.ruling),
        rows=check_rows(
            check, told.figure, place_of(told.document, told.figure.span if told.figure else None, told.dossier)
        ),
    )


def rows_of(check: Shown) -> tuple[dict[str, Any], ...]:
    """Return a check as rows of plain values: itself with its words, then each finding and simulation beside it."""
    words = {
        "quote": "".join(check.quote),
        "speaker": check.speaker,
        "published": check.published,
        "tie": check.tie,
        "reading": check.reading,
        "why": check.why,
        "definition": check.definition,
        "formula": check.formula,
        "rule": check.rule,
        "missing": check.missing,
        "remedy": check.remedy,
        "caveats": list(check.caveats),
        "licences": [f"{o.title} ({o.version}), {o.licence}" for o in check.origins],
        "ruling": check.ruling,
        "ruling_note": check.ruling_note,
    }
    first, *others = check.rows
    return ({**first, **words}, *({**row} for row in others))


def _value(found: Finding) -> Value:
    return Value(
        label=found.label,
        value=_amount(found),
        period=found.period,
        difference="" if found.difference is None else difference_shown(found.difference, found.unit),
        level=found.level or "",
        weight=say(f"checks.weight.{found.weight}"),
        formula=found.formula,
        note=found.note,
        origins=tuple(_origin(source) for source in found.sources),
    )


def _amount(found: Finding) -> str:
    if found.value is not None:
        return amount(found.value, found.unit)
    bounds = [
        say(f"checks.{word}", amount=amount(bound, found.unit))
        for word, bound in (("at_least", found.at_least), ("at_most", found.at_most))
        if bound is not None
    ]
    return ", ".join(bounds) or say("checks.no_value")


def _origin(source: Source) -> Origin:
    return Origin(source.title, source.version, source.dataset, source.licence, source.imputed)
