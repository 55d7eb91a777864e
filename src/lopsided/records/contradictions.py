"""Where reports of one happening cannot all be right: dates, numbers, who, whether."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from lopsided.records.acts import one_act
from lopsided.records.figure_words import differ, of_one_act, one_number, unit_of
from lopsided.records.intervals import overlap
from lopsided.records.likeness import swapped
from lopsided.records.story import Contradiction
from lopsided.records.wording import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lopsided.records.figure_words import Clause
    from lopsided.records.kinds import Figure
    from lopsided.records.report import Report


_TOLLS = frozenset(("killed", "wounded", "lost"))


def within(
    parts: Sequence[Sequence[Report]], figures: Sequence[Figure], clauses: Mapping[str, Clause]
) -> tuple[Contradiction, ...]:
    """Return where the reports of one story differ.

    Parameters
    ----------
    parts : sequence of sequence of Report
        Members of the story, those that tell of it alike together: an accusation has another day than the deed.
    figures : sequence of Figure
        Those given in the members' sentences.
    clauses : mapping of str to Clause
        Of each figure, by id.
    """
    found = [differ(part) for part in parts for differ in (_dates, _who, _whether)]
    return tuple(c for c in (*found, *numbers(figures, clauses, alone=_only(figures))) if c is not None)


def _only(figures: Sequence[Figure]) -> frozenset[str]:
    """Figures that are the only ones of their unit that a document tells of an act."""
    told: dict[tuple[str, str | None], list[Figure]] = {}
    for figure in figures:
        told.setdefault((figure.document, unit_of(figure)), []).append(figure)
    return frozenset(f.id for found in told.values() if len({f.id for f in found}) == 1 for f in found)


def numbers(
    figures: Sequence[Figure], clauses: Mapping[str, Clause], *, alone: frozenset[str] = frozenset()
) -> list[Contradiction]:
    """Return figures that give one number in different documents with values further apart than rounding and hedges.

    Those named alone are told of one act, each the only one of its unit in its document.
    """
    apart: list[dict[str, str]] = []
    for a, b in combinations(figures, 2):
        if a.document == b.document or not differ(a, b):
            continue
        of_act = a.id in alone and b.id in alone and of_one_act(a, b, clauses)
        if of_act or one_number(a, b, clauses):
            both = {a.id: a.text, b.id: b.text}
            touching = [found for found in apart if found.keys() & both.keys()]
            apart = [found for found in apart if found not in touching]
            apart.append({k: v for found in (*touching, both) for k, v in found.items()})
    order = {figure.id: place for place, figure in enumerate(figures)}
    told = [tuple(sorted(found.items(), key=lambda item: order[item[0]])) for found in apart]
    by_id = {figure.id: figure for figure in figures}
    return [
        Contradiction(about="number", reports=reports, newest=_raised([by_id[i] for i, _ in reports], clauses))
        for reports in sorted(told, key=lambda r: order[r[0][0]])
    ]


def _raised(figures: Sequence[Figure], clauses: Mapping[str, Clause]) -> str | None:
    """Return the id of the figure that raises what earlier days told: a toll only grows as more becomes known."""
    tolls = [(clauses[f.id].told, f.value) for f in figures]
    if not all(f.quantity == "count" and clauses[f.id].outcomes & _TOLLS for f in figures):
        return None
    if not all(told and value is not None for told, value in tolls):
        return None
    ordered = sorted(figures, key=lambda f: (clauses[f.id].told, f.value or 0.0, f.id))
    days_told = [clauses[f.id].told for f in ordered]
    values = [f.value or 0.0 for f in ordered]
    grows = values == sorted(values) and days_told[0] != days_told[-1]
    before = max((v for v, told in zip(values, days_told, strict=True) if told != days_told[-1]), default=0.0)
    return ordered[-1].id if grows and values[-1] > before else None


def _dates(group: Sequence[Report]) -> Contradiction | None:
    lasting = set(vocabulary()["lasting"]["kinds"])
    dated = [r for r in group if r.when is not None and not r.kinds & lasting]
    if len({r.event.mode == "planned" for r in dated}) > 1:  # what came at another time than was planned was put off
        dated = [r for r in dated if r.event.mode != "planned"]
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
    return who_of(list({r.event.id: r for pair in pairs for r in pair}.values()))


def who_of(reports: Sequence[Report]) -> Contradiction:
    """Return a contradiction about who did it to whom: what each report says of it."""
    ordered = sorted(reports, key=lambda r: r.order)
    return Contradiction(
        about="who", reports=tuple((r.event.id, f"{r.event.source} to {r.event.target}") for r in ordered)
    )


def _whether(group: Sequence[Report]) -> Contradiction | None:
    denied = [r for r in group if r.event.mode == "denied"]
    told = [r for r in group if r.event.mode in ("happened", "alleged")]
    clashing = {r.order: r for a in denied for b in told if one_act(a, b) for r in (a, b)}
    return clash_of(list(clashing.values())) if clashing else None


def clash_of(reports: Sequence[Report]) -> Contradiction:
    """Return a contradiction about whether something was done: what each report says of it."""
    ordered = sorted(reports, key=lambda r: r.order)
    said = tuple((r.event.id, f"{r.event.mode}: {r.event.text}") for r in ordered)
    return Contradiction(about="whether", reports=said)
