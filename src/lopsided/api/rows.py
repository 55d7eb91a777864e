"""Results as rows of plain values: what the command line prints and machines read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lopsided.checks.check import check_object
from lopsided.checks.wording import shown
from lopsided.datasets.catalog import catalog, dataset
from lopsided.datasets.macro import unparsed
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lopsided.api.dyads import Dyad
    from lopsided.checks.check import Check, Finding, Simulated
    from lopsided.model.outcome import Outcome
    from lopsided.records.store import Ruling
    from lopsided.terms.provenance import Source

    Row = dict[str, Any]


def sources_of(sources: Iterable[Source]) -> list[str]:
    """Name each source in a line, with its licence."""
    return list(
        dict.fromkeys(
            f"{s.publisher}, {s.title} ({s.version}){', ' + s.detail if s.detail else ''}"
            f"{', imputed' if s.imputed else ''}; {s.licence}"
            for s in sources
        )
    )


def assumption_rows(outcome: Outcome) -> list[tuple[str, str]]:
    """List what a simulation assumed, name and value."""
    rows = [
        ("scenario", outcome.scenario),
        ("economy", f"{outcome.economy} ({outcome.year}, {outcome.unit})"),
        ("closure", outcome.closure),
        ("elasticities", outcome.elasticities),
        ("residual", f"{outcome.residual:.1e} after {outcome.iterations} iterations"),
    ]
    if outcome.band is not None:
        rows.append(("range over", outcome.band.over))
    return rows


def outcome_rows(outcome: Outcome, dyad: Dyad) -> list[Row]:
    """One row a country: the two first, then the others, the most moved first. Simulated, not observed."""
    order = sorted(
        outcome.countries, key=lambda c: (c != dyad.a, c != dyad.b, c in outcome.flags, -abs(outcome.change(c)))
    )
    places = {c: n for n, c in enumerate(outcome.countries)}
    band = outcome.band
    return [
        {
            "country": c,
            "name": name_of(c),
            "real_income_percent": 100 * outcome.change(c),
            "low_percent": None if band is None else 100 * float(band.low[places[c]]),
            "high_percent": None if band is None else 100 * float(band.high[places[c]]),
            "flags": list(outcome.flags.get(c, ())),
            "simulated": True,
            "scenario": outcome.scenario,
            "closure": outcome.closure,
            "elasticities": outcome.elasticities,
            "residual": outcome.residual,
            "sources": sources_of(outcome.sources),
        }
        for c in order
    ]


def dataset_rows() -> list[Row]:
    """One row an embedded dataset."""
    return [
        {
            "key": d.key,
            "title": d.title,
            "publisher": d.publisher,
            "version": d.version,
            "coverage": d.coverage,
            "licence": d.licence,
            "retrieved": d.retrieved,
            "bytes": d.size,
        }
        for d in catalog().values()
    ]


def dataset_row(key: str) -> Row:
    """Everything the catalog knows of one dataset.

    Raises
    ------
    UnknownNameError
        If there is no such dataset.
    """
    d = dataset(key)
    return {
        "key": d.key,
        "title": d.title,
        "publisher": d.publisher,
        "version": d.version,
        "url": d.url,
        "licence": d.licence,
        "citation": d.citation,
        "origin": f"{d.package}, {d.member}",
        "origin_sha256": d.package_sha256,
        "retrieved": d.retrieved,
        "coverage": d.coverage,
        "units": d.units,
        "caveats": list(d.caveats),
        "counts": dict(d.counts),
        "files": [{"name": f.name, "sha256": f.sha256, "bytes": f.size, "rows": f.rows} for f in d.files],
    }


def unread_rows() -> list[Row]:
    """List the texts of the Factbook that could not be read, with the reason."""
    return unparsed().to_dicts()


def check_rows(checks: Iterable[Check], rulings: Mapping[str, Ruling] | None = None) -> list[Row]:
    """One row a check, with its findings and working, and apart from its verdict what a person says of it."""
    said = rulings or {}
    return [
        {
            **check_object(check),
            "id": check.figure[:8],
            "found": [*(_found(f) for f in check.findings), *(_simulated(s) for s in check.simulated)],
            "sources": sources_of((*check.sources, *(x for s in check.simulated for x in s.sources))),
            "ruling": said[check.figure].ruling if check.figure in said else None,
            "ruling_note": said[check.figure].note if check.figure in said else None,
            "person": _person(said.get(check.figure)),
        }
        for check in checks
    ]


def _person(ruling: Ruling | None) -> str:
    return "" if ruling is None else f"{ruling.ruling}: {ruling.note}".rstrip(": ")


def _simulated(beside: Simulated) -> str:
    ends = f"{shown(beside.low, 'fraction')} to {shown(beside.high, 'fraction')}"
    return f"simulated, not observed: {beside.label}: {shown(beside.value, 'fraction')} ({ends})"


def _found(finding: Finding) -> str:
    if finding.value is not None:
        return f"{finding.label}: {shown(finding.value, finding.unit)}"
    bounds = [
        f"{words} {shown(bound, finding.unit)}"
        for words, bound in (("at least", finding.at_least), ("at most", finding.at_most))
        if bound is not None
    ]
    return f"{finding.label}: {', '.join(bounds) or 'no value'}"
