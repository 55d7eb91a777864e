"""What a check holds: the reported figure, what it was taken to say, what the data say, the verdict and its rule."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, get_args

from lopsided.terms.provenance import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

Level = Literal["agrees", "close", "disagrees"]
Verdict = Literal["agrees", "close", "disagrees", "depends", "cannot be checked"]
Weight = Literal["full", "proxy", "context"]
VERDICTS: tuple[str, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one source says for one period by one definition.

    Attributes
    ----------
    label : str
        Source, definition and period in words, e.g. ``"by value, 2023"``.
    value : float or None
        In ``unit``; None where the source only gives bounds (``at_least``, ``at_most``).
    unit : str
        fraction, rank, USD, t, m3, bbl/day, kWh, persons.
    period : str
        Year of the data.
    formula : str
        How the value was worked out.
    weight : str
        ``full`` counts for the verdict; ``proxy`` is another definition that can only cast doubt; ``context`` is
        shown and counts for nothing.
    level : str or None
        How the reported figure stands to this finding; None for context.
    difference : float or None
        Measured less reported, in ``unit``.
    at_least, at_most : float or None
        Bounds: of what is not known exactly, or of what was published rounded.
    note : str
        What to know about this one.
    """

    label: str
    value: float | None
    unit: str
    period: str
    formula: str
    sources: tuple[Source, ...]
    weight: Weight = "full"
    level: Level | None = None
    difference: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """What a model says of a loss that is told to come; shown beside a check and no part of its verdict.

    Attributes
    ----------
    label : str
        Whose loss of what, if what happened.
    value, low, high : float
        Change as a fraction, and the lowest and highest over the elasticities.
    assumptions : str
        Closure, elasticities and their range, in words.
    """

    label: str
    value: float
    low: float
    high: float
    assumptions: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One reported figure held against the data.

    Attributes
    ----------
    figure : str
        Id of the figure.
    document, quote : str
        Where it stands and the words it stands in.
    published : str or None
        ISO date of the document.
    said_by : str or None
        Who gave the figure, if not the document itself.
    reading : str
        What it was taken to say, in words.
    measure : str
        Key of the measure; empty when none fits.
    definition, formula : str
        Of that measure.
    findings : tuple of Finding
        Per source, definition and period.
    difference : float or None
        Measured less reported for the finding nearest to the figure that counts.
    verdict : str
        agrees, close, disagrees, depends, cannot be checked.
    why : str
        One sentence.
    missing, remedy : str
        For what cannot be checked: the data that would be needed, and how to add them.
    rule : str
        The tolerance used, in words.
    simulated : tuple of Simulated
        For a loss told to come: the model's range beside it. No verdict rests on it.
    """

    figure: str
    document: str
    quote: str
    published: str | None
    said_by: str | None
    reading: str
    verdict: Verdict
    why: str
    measure: str = ""
    definition: str = ""
    formula: str = ""
    findings: tuple[Finding, ...] = ()
    difference: float | None = None
    missing: str = ""
    remedy: str = ""
    rule: str = ""
    caveats: tuple[str, ...] = ()
    simulated: tuple[Simulated, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source behind its findings, each once."""
        return tuple(dict.fromkeys(s for f in self.findings for s in f.sources))


def check_object(check: Check) -> dict[str, Any]:
    """Return a check as a JSON-ready mapping, as kept in a dossier."""
    return asdict(check) | {
        "caveats": list(check.caveats),
        "findings": [_sourced(f) for f in check.findings],
        "simulated": [_sourced(s) for s in check.simulated],
    }


def _sourced(found: Finding | Simulated) -> dict[str, Any]:
    return asdict(found) | {"sources": [asdict(s) for s in found.sources]}


def _with_sources(value: Mapping[str, Any]) -> dict[str, Any]:
    return dict(value) | {"sources": tuple(Source(**s) for s in value["sources"])}


def check_from(value: Mapping[str, Any]) -> Check:
    """Return the check a mapping made by `check_object` describes."""
    given = {f.name: value[f.name] for f in fields(Check) if f.name in value}
    given["findings"] = tuple(Finding(**_with_sources(f)) for f in value["findings"])
    given["simulated"] = tuple(Simulated(**_with_sources(s)) for s in value.get("simulated", ()))
    given["caveats"] = tuple(value["caveats"])
    return Check(**given)
