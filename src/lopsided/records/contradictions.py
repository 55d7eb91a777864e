"""Where reports of one happening cannot all be right: dates, numbers, who, whether."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from lopsided.records.acts import one_act
from lopsided.records.intervals import days, overlap
from lopsided.records.likeness import swapped
from lopsided.records.story import Contradiction
from lopsided.records.wording import counted, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lopsided.records.kinds import Figure
    from lopsided.records.report import Report

NUMBER_TOLERANCE = 0.02
_HEDGED_TOLERANCE = 0.1
_MANY = 200  # reports of one kind about one pair beyond which denials are not held against each of them


def within(group: Sequence[Report], figures: Sequence[Figure]) -> tuple[Contradiction, ...]:
    """Return where the reports of one story differ.

    Parameters
    ----------
    group : sequence of Report
        Members of the story.
    figures : sequence of Figure
        Those given in the members' sentences.
    """
    found = [_dates(group), _who(group), _whether(group), numbers(figures)]
    return tuple(c for c in found if c is not None)


def numbers(figures: Sequence[Figure]) -> Contradiction | None:
    """Return figures of one quantity, unit and subject whose values differ by more than rounding and hedges allow."""
    differing: dict[str, str] = {}
    for a, b in combinations(figures, 2):
        if a.document != b.document and _same_subject(a, b) and _apart(a, b):
            differing |= {a.id: a.text, b.id: b.text}
    return Contradiction(about="number", reports=tuple(differing.items())) if differing else None


def denials(groups: Sequence[Sequence[Report]]) -> dict[int, list[Contradiction]]:
    """Return, by the place of a group, denials told elsewhere of the same act between the same two.

    A denial and what it denies are seldom worded alike, so they may be two stories; each then shows the other.
    """
    told: dict[tuple[str, str, str], list[tuple[int, Report]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for one in group:
            told[one.event.type, one.event.source, one.event.target].append((number, one))
    found: dict[int, list[Contradiction]] = defaultdict(list)
    for reports in told.values():
        denied = [(n, r) for n, r in reports if r.event.mode == "denied"]
        others = [(n, r) for n, r in reports if r.event.mode in ("happened", "alleged")][:_MANY]
        for (n, a), (m, b) in ((d, o) for d in denied for o in others):
            if n != m and one_act(a, b):
                clash = _clash([a, b])
                found[n].append(clash)
                found[m].append(clash)
    return dict(found)


def _dates(group: Sequence[Report]) -> Contradiction | None:
    lasting = set(vocabulary()["lasting"]["kinds"])
    dated = [r for r in group if r.when is not None and not r.kinds & lasting]
    differing = [
        r
        for r in dated
        if any(
            o.when and r.when and o.event.document != r.event.document and not overlap(o.when, r.when) for o in dated
        )
    ]
    if not differing:
        return None
    return Contradiction(about="date", reports=tuple((r.event.id, str(r.event.date)) for r in differing))


def _who(group: Sequence[Report]) -> Contradiction | None:
    even = vocabulary()["even_handed"]["families"]
    one_way = [r for r in group if r.family not in even and not r.event.symmetric]
    pairs = [(a, b) for a, b in combinations(one_way, 2) if swapped(a, b)]
    if not pairs:
        return None
    differing = {r.event.id: f"{r.event.source} to {r.event.target}" for pair in pairs for r in pair}
    return Contradiction(about="who", reports=tuple(differing.items()))


def _whether(group: Sequence[Report]) -> Contradiction | None:
    denied = [r for r in group if r.event.mode == "denied"]
    told = [r for r in group if r.event.mode in ("happened", "alleged")]
    clashing = {r.order: r for a in denied for b in told if one_act(a, b) for r in (a, b)}
    return _clash(list(clashing.values())) if clashing else None


def _clash(reports: Sequence[Report]) -> Contradiction:
    ordered = sorted(reports, key=lambda r: r.order)
    said = tuple((r.event.id, f"{r.event.mode}: {r.event.text}") for r in ordered)
    return Contradiction(about="whether", reports=said)


def _same_subject(a: Figure, b: Figure) -> bool:
    if (a.quantity, a.unit, a.commodity) != (b.quantity, b.unit, b.commodity):
        return False
    when = days(a.period), days(b.period)
    if when[0] and when[1] and not overlap(when[0], when[1]):
        return False
    words = [counted(f"{f.subject} {f.text}", (f.exporter, f.importer)) for f in (a, b)]
    return bool(words[0] & words[1]) and (a.exporter, a.importer) in {
        (b.exporter, b.importer),
        (b.importer, b.exporter),
    }


def _apart(a: Figure, b: Figure) -> bool:
    if a.value is None or b.value is None:
        return False
    low = max(min(a.value, a.value_high or a.value), min(b.value, b.value_high or b.value))
    high = min(max(a.value, a.value_high or a.value), max(b.value, b.value_high or b.value))
    tolerance = _HEDGED_TOLERANCE if a.hedge or b.hedge else NUMBER_TOLERANCE
    return low - high > tolerance * max(abs(low), abs(high))
