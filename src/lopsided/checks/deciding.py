"""From findings to a verdict: each finding is judged by the hedge's rule, then all that count are weighed together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.checks.tolerance import judge, judge_bounds, rules
from lopsided.checks.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lopsided.checks.check import Finding, Verdict
    from lopsided.checks.periods import Asked
    from lopsided.checks.tolerance import Claim
    from lopsided.records.kinds import Figure

RAW_MATERIALS_ONLY = "raw materials only, a part of all goods"
_INVERTED: dict[str, Verdict] = {"agrees": "disagrees", "disagrees": "agrees", "close": "depends", "depends": "depends"}


def judged(findings: Iterable[Finding], claim: Claim, *, wider: float = 0.0) -> tuple[Finding, ...]:
    """Give each finding its level and its difference from the figure.

    Parameters
    ----------
    wider : float
        Added to the bounds, for units turned into others.
    """
    return tuple(_judged(f, claim, wider) for f in findings)


def _judged(finding: Finding, claim: Claim, wider: float) -> Finding:
    reported = claim.low if claim.low == claim.high else None
    if finding.value is not None and finding.weight != "context":
        more = float(rules()["wider"]["proxy"]) if finding.weight == "proxy" else 0.0
        level = judge(claim, _nearest(finding, claim), wider=wider + more)
        return replace(finding, level=level, difference=finding.value - reported if reported is not None else None)
    if finding.value is None and finding.at_most is not None and finding.weight == "full":
        bounded = judge_bounds(claim, finding.at_least or 0.0, finding.at_most)
        return replace(finding, level=bounded)
    if finding.value is not None and reported is not None and finding.unit != "fraction":
        return replace(finding, difference=finding.value - reported)
    return finding


def _nearest(finding: Finding, claim: Claim) -> float:
    """Return the value nearest to the claim that rounds to the published one."""
    if finding.value is None or finding.at_least is None or finding.at_most is None or claim.low is None:
        return finding.value or 0.0
    wanted = (claim.low + (claim.high or claim.low)) / 2
    return min(max(wanted, finding.at_least), finding.at_most)


def added(parts: Sequence[Sequence[Finding]]) -> list[Finding]:
    """Add up what several partners have, source by source; a source that lacks one of them gives nothing."""
    found = []
    for first in parts[0]:
        row = [next((f for f in part if f.label == first.label), None) for part in parts]
        whole = [f for f in row if f is not None]
        values = [f.value for f in whole if f.value is not None]
        if len(values) < len(parts):
            continue
        bounds = [[getattr(f, name) for f in whole] for name in ("at_least", "at_most")]
        low, high = (sum(b) if all(x is not None for x in b) else None for b in bounds)
        formula = " + ".join(dict.fromkeys(f.formula for f in whole))
        found.append(replace(first, value=sum(values), at_least=low, at_most=high, formula=formula))
    return found


def undecided(verdict: Verdict, findings: Sequence[Finding], figure: Figure, asked: Asked) -> bool:
    """Whether it is for want of data that there is no verdict."""
    if verdict != "cannot be checked":
        return False
    if figure.modality in ("planned", "forecast"):
        return all(f.value is None or f.note == RAW_MATERIALS_ONLY for f in findings)  # nothing of what is meant
    return asked.grain == "finer" or not any(f.weight == "full" and f.level is not None for f in findings)


def decide(findings: Sequence[Finding], asked: Asked, *, modality: str) -> tuple[Verdict, str]:
    """Return the verdict and a sentence that says why.

    Parameters
    ----------
    findings : sequence of Finding
        Judged.
    asked : Asked
        The years the figure speaks of.
    modality : str
        A plan or forecast is not held to what happened; a denial turns the verdict round.
    """
    if modality in ("planned", "forecast"):
        word = "a plan" if modality == "planned" else "a forecast"
        beside = "what the data say is shown beside it" if findings else "the data have nothing to show beside it"
        return "cannot be checked", f"it is {word}, not a fact; {beside}"
    full = [f for f in findings if f.weight == "full" and f.level is not None]
    if not full:
        return "cannot be checked", _nothing(findings, asked)
    if asked.grain == "finer":
        return _finer(full)
    verdict, why = _weighed(full, [f for f in findings if f.weight == "proxy"])
    if modality == "denied":
        return _INVERTED[verdict], f"it is told as not so; {why}"
    return verdict, why


def _weighed(full: Sequence[Finding], proxies: Sequence[Finding]) -> tuple[Verdict, str]:
    levels = {f.level for f in full}
    doubted = [f for f in proxies if f.level == "disagrees"]
    if levels == {"disagrees"}:
        return "disagrees", _listing(full)
    if "disagrees" in levels or doubted:
        return "depends", f"the answer turns on definition or period: {_listing([*full, *doubted])}"
    return ("agrees" if "agrees" in levels else "close"), _listing(full)


def _finer(full: Sequence[Finding]) -> tuple[Verdict, str]:
    fits = {f.level != "disagrees" for f in full}
    lead = "it is of part of a year, and the data are annual"
    if len(fits) == 2:
        return "depends", f"{lead}; the years around it differ: {_listing(full)}"
    alike = "agree with it" if True in fits else "disagree with it"
    return "cannot be checked", f"{lead}; the years around it all {alike}: {_listing(full)}"


def _nothing(findings: Sequence[Finding], asked: Asked) -> str:
    when = " or ".join(str(y) for y in asked.years)
    between = next((f for f in findings if f.weight == "full" and f.value is None and f.at_most is not None), None)
    if between is not None and between.unit == "rank" and between.at_most is not None:
        low, high = round(between.at_least or 1), round(between.at_most)
        return f"the data only say that it lies between rank {low} and rank {high}: {between.note}"
    if between is not None and between.unit == "fraction" and between.at_least:
        ends = f"{shown(between.at_least, 'fraction')} and {shown(between.at_most or 1.0, 'fraction')}"
        return f"the data only say that it lies between {ends}, which is too wide to tell: {between.note}"
    notes = tuple(dict.fromkeys(f.note for f in findings if f.note))
    if any(f.value is not None for f in findings):
        years = [str(y) for y in asked.years]
        because = [f.note for f in findings if f.note and f.value is not None and f.period in years]
        reason = f" ({because[0]})" if because else ""
        return f"no data that can carry a verdict for {when or 'any year'}{reason}; what there is is shown"
    return "; ".join(notes) or f"the data have nothing on this for {when or 'any year'}"


def _listing(findings: Sequence[Finding]) -> str:
    parts = []
    for level in ("agrees", "close", "disagrees"):
        found = [f"{f.label}: {_value(f)}" for f in findings if f.level == level]
        if found:
            word = {"agrees": "agrees", "close": "is close", "disagrees": "disagrees"}[level]
            parts.append(f"{word} ({'; '.join(found)})")
    return ", ".join(parts)


def _value(finding: Finding) -> str:
    if finding.value is not None:
        return shown(finding.value, finding.unit)
    if finding.unit == "rank":
        return f"not among the first {max(1, round((finding.at_least or 1) - 1))}"
    return f"at most {shown(finding.at_most or 0.0, finding.unit)}"
