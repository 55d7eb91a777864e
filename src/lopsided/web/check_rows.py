"""A check as numbers: the reported figure, what each source says beside it, and a model's range, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.briefing.numbers import source_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lopsided.checks.check import Check, Finding
    from lopsided.records.kinds import Document, Figure

    Row = Mapping[str, object]

_ID = 16


def place_of(document: Document | None, span: tuple[int, int] | None, dossier: str = "") -> Row:
    """Say where a record stands: the document by name and by id, the characters, and the dossier it is kept in."""
    return {
        "dossier": dossier,
        "document": document.document if document else "",
        "document_id": document.digest[:_ID] if document else "",
        "published": (document.published or "") if document else "",
        "start": span[0] if span else None,
        "end": span[1] if span else None,
    }


def check_rows(check: Check, figure: Figure | None, place: Row) -> tuple[Row, ...]:
    """Lay a check out: first itself with the finding nearest to the figure, then every finding, then simulations.

    Parameters
    ----------
    check : Check
    figure : Figure or None
        None for a sentence that stands in no document.
    place : mapping
        As `place_of` gives it.
    """
    nearest = next((f for f in check.findings if f.difference == check.difference and f.weight == "full"), None)
    about: Row = {"id": check.figure, "verdict": check.verdict, "measure": check.measure, **place}
    told: Row = {
        "reported_value": figure.value if figure else None,
        "reported_high": figure.value_high if figure else None,
        "reported_unit": (figure.unit or "") if figure else "",
        "reported_period": (figure.period or "") if figure else "",
    }
    itself: Row = {
        "part": "check",
        **about,
        **told,
        "value": nearest.value if nearest else None,
        **_bounds(nearest),
        "unit": nearest.unit if nearest else "",
        "period": nearest.period if nearest else "",
        "difference": check.difference if nearest else None,
        "sources": source_names(check.sources),
    }
    found = [
        {
            "part": "check_finding",
            **about,
            **told,
            "label": f.label,
            "value": f.value,
            **_bounds(f),
            "unit": f.unit,
            "period": f.period,
            "difference": f.difference,
            "level": f.level or "",
            "weight": f.weight,
            "formula": f.formula,
            "note": f.note,
            "sources": source_names(f.sources),
            "imputed": any(s.imputed for s in f.sources),
        }
        for f in check.findings
    ]
    return (itself, *found, *_simulated(check, about))


def _bounds(finding: Finding | None) -> Row:
    """Give the lowest and highest value the data allow, as every measure has them: an exact value is both."""
    if finding is None:
        return {"at_least": None, "at_most": None}
    ends = finding.at_least, finding.at_most
    return dict(zip(("at_least", "at_most"), ends if ends != (None, None) else (finding.value,) * 2, strict=True))


def _simulated(check: Check, about: Row) -> list[Row]:
    return [
        {
            "part": "check_simulated",
            **about,
            "label": s.label,
            "value": s.value,
            "low": s.low,
            "high": s.high,
            "unit": "fraction",
            "note": s.assumptions,
            "sources": source_names(s.sources),
            "simulated": True,
        }
        for s in check.simulated
    ]
