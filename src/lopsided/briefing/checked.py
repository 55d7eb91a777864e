"""The checked part: each reported figure beside what the data say, with the working."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.briefing.articles import place_reference, quote, reference
from lopsided.briefing.contents import Checked, Finding, TieClaim, TieTheme
from lopsided.briefing.measured import shown
from lopsided.briefing.reported import on_the_tie
from lopsided.briefing.wording import listed, money, ordinal, percent, the, uncapital
from lopsided.briefing.words import say
from lopsided.checks.check import VERDICTS
from lopsided.checks.tie import covers, measures_beside, themes, tie_claims
from lopsided.checks.wording import difference_shown, product_name
from lopsided.measures.definitions import definition, definitions
from lopsided.records.kinds import Figure
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lopsided.briefing.contents import Side
    from lopsided.checks.check import Check
    from lopsided.checks.check import Finding as Found
    from lopsided.records.kinds import AnyRecord, Document
    from lopsided.records.store import Ruling

#: Units written as words.
_TIMES = ("hour", "day", "week", "month", "year")
#: The order in which verdicts are shown: what data speak to comes first.
_ORDER = {verdict: place for place, verdict in enumerate(("disagrees", "depends", "close", "agrees"))}


def checked(
    pair: set[str],
    checks: Sequence[Check],
    records: Sequence[AnyRecord],
    documents: Mapping[str, Document],
    rulings: Mapping[str, Ruling] | None = None,
) -> tuple[Checked, ...]:
    """Set out the checks of figures about either of the two in articles on the tie, those with a verdict first.

    Parameters
    ----------
    pair : set of str
        ISO3 of both.
    checks : sequence of Check
    records : sequence of record
        Holds the figures checked.
    documents : mapping
        By name.
    rulings : mapping, optional
        What people say of checks, by figure.
    """
    said = rulings or {}
    on_it = on_the_tie(pair, records)
    figures = {r.id: r for r in records if isinstance(r, Figure) and r.document in on_it}
    about = [
        (check, figure)
        for check in checks
        if (figure := figures.get(check.figure)) is not None
        and figure.quantity != "date-span"
        and (pair & {figure.exporter, figure.importer} or any(side in (figure.whole or "") for side in pair))
    ]
    about.sort(key=lambda found: (_ORDER.get(found[0].verdict, len(VERDICTS)), found[1].document, found[1].span))
    return tuple(checked_figure(check, figure, documents, said.get(check.figure)) for check, figure in about)


def checked_figure(
    check: Check, figure: Figure, documents: Mapping[str, Document], ruling: Ruling | None = None
) -> Checked:
    """Set one figure beside what the data say, with what a person says of the check apart."""
    known = definitions().get(check.measure)
    return Checked(
        verdict=check.verdict,
        quote=quote(figure, documents),
        speaker=check.said_by or figure.attributed_to or "",
        reading=check.reading,
        why=beyond_verdict(check),
        measure=check.definition or (known.name if known else ""),
        formula=check.formula,
        findings=tuple(_finding(f) for f in check.findings),
        difference=_difference(check),
        missing="; ".join(part for part in (check.missing, check.remedy) if part),
        caveats=tuple(dict.fromkeys((*check.caveats, *((check.rule,) if check.rule else ())))),
        reference=reference(figure, documents),
        simulated=tuple(
            say(
                "checked.simulated",
                label=s.label,
                value=percent(s.value),
                low=percent(s.low),
                high=percent(s.high),
                assumptions=s.assumptions,
            )
            for s in check.simulated
        ),
        id=check.figure,
        person="" if ruling is None else f"{ruling.ruling}: {ruling.note}".rstrip(": "),
    )


def beyond_verdict(check: Check) -> str:
    """Return what a check's reason says beyond its verdict, which stands beside it wherever this is shown."""
    rest = check.why.removeprefix(check.verdict).strip()
    return rest[1:-1] if rest.startswith("(") and rest.endswith(")") and "(" not in rest[1:] else rest


def _difference(check: Check) -> str:
    counted = next((f for f in check.findings if f.difference == check.difference), None)
    if check.difference is None or counted is None:
        return ""
    amount = difference_shown(check.difference, counted.unit)
    return say("checked.difference", amount=amount, label=counted.label)


def _finding(found: Found) -> Finding:
    if found.value is not None:
        value = amount(found.value, found.unit)
    elif found.at_most is not None:
        value = say("checked.at_most", amount=amount(found.at_most, found.unit))
    elif found.at_least is not None:
        value = say("checked.at_least", amount=amount(found.at_least, found.unit))
    else:
        value = say("checked.no_value")
    named = (say("checked.imputed", source=s.title) if s.imputed else s.title for s in found.sources)
    sources = "; ".join(dict.fromkeys(named))
    note = f" ({found.note})" if found.note else ""
    return Finding(label=f"{found.label}{note}", value=value, period="", source=sources)


def amount(value: float, unit: str) -> str:
    """Write a value with its unit."""
    if unit == "fraction":
        return percent(value)
    if unit == "rank":
        return ordinal(round(value))
    if unit == "USD":
        return money(value)
    for size, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "mn")):
        if abs(value) >= size:
            return f"{value / size:.3g} {say(f'wording.{name}')} {unit}"
    plural = "s" if unit in _TIMES and value != 1 else ""
    return f"{value:,.3g} {unit}{plural}".strip()


def claims(
    sides: tuple[Side, Side],
    records: Sequence[AnyRecord],
    documents: Mapping[str, Document],
    *,
    simulated: str = "",
) -> tuple[TieTheme, ...]:
    """Gather words on the tie itself by who used them, with the measures that speak to them beside.

    Only documents that report something between the two are asked: elsewhere "dependent" may be on anyone.

    Parameters
    ----------
    simulated : str
        Who would lose how much more if the tie broke, in a line; set beside where the words speak to it.
    """
    a, b = sides
    about = on_the_tie({a.id, b.id}, records)
    found = tie_claims(a.id, b.id, [d for name, d in documents.items() if name in about], records)
    beside = {
        theme: tuple(
            say(
                "checked.beside",
                measure=uncapital(definition(tie.a_on_b.definition).name),
                a=a.text,
                b=b.text,
                a_on_b=shown(tie.a_on_b, 3),
                b_on_a=shown(tie.b_on_a, 3),
                ratio=tie.text,
            )
            for tie in ties
        )
        for theme, ties in measures_beside(a.id, b.id, found).items()
    }
    return tuple(
        TieTheme(
            says=entry["says"],
            claims=tuple(
                TieClaim(
                    word=listed(claim.words),
                    speaker=listed(claim.speakers) or say("checked.itself"),
                    words=" ".join(claim.quote.split()),
                    reference=place_reference(claim.document, claim.span, records, documents),
                    document=claim.document,
                    span=claim.span,
                    id=claim.statement or "",
                )
                for claim in sorted(of_theme, key=lambda c: (not c.speakers, c.speaker_kind == "anonymous"))
            ),
            beside=(
                *beside[theme],
                *(_covers(a.id, b.id) if entry.get("substitutes") else ()),
                *((simulated,) if simulated and entry.get("simulated") else ()),
            ),
        )
        for theme, entry in themes().items()
        if (of_theme := [c for c in found if c.theme == theme])
    )


def _covers(a: str, b: str) -> tuple[str, ...]:
    """Say how often others could cover what each buys most of from the other: the most traded raw material."""
    return tuple(
        say(
            "checked.covers",
            product=product_name(key),
            times=f"{m.value:.1f}",
            buyer=the(name_of(m.of)),
            seller=the(name_of(m.on)),
            period=m.period,
        )
        for key, m in covers(a, b)
        if m.value is not None
    )
