"""Stories that are not acts: one indicator reported by several, and promises told of apart from any event."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from lopsided.records.contradictions import numbers
from lopsided.records.figure_words import is_whole, of_one_flow, of_others, one_number, unit_of
from lopsided.records.intervals import days, gap, overlap
from lopsided.records.likeness import RECENT_DAYS
from lopsided.records.story import Story, story_id
from lopsided.records.wording import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lopsided.records.figure_words import Clause
    from lopsided.records.intervals import Days
    from lopsided.records.kinds import Commitment, Figure
    from lopsided.records.sides import Sides

_ALIKE = 0.5  # of the shorter wording, for figures and promises that name no flow
_LITTLE = 0.2  # for figures of one flow
_WORDS = 10  # of a figure's clause, by pairs of which its like is found
_KEPT = 50  # stories of one key looked at for a new member, the latest first


def figure_stories(figures: Sequence[Figure], sides: Sides, clauses: Mapping[str, Clause]) -> list[Story]:
    """Gather figures that give one indicator: same quantity, flow, commodity and unit, and periods that may be one.

    A figure that names no whole flow joins one of the same quantity and unit that is of the same thing by its clause.
    """
    kept: dict[tuple[object, ...], list[list[Figure]]] = defaultdict(list)
    by_words: dict[tuple[object, ...], list[list[Figure]]] = defaultdict(list)
    made: list[list[Figure]] = []
    for figure in figures:
        key = (figure.quantity, frozenset((figure.exporter, figure.importer)), figure.commodity, figure.unit)
        told = [
            (figure.quantity, unit_of(figure), *pair)
            for pair in combinations(sorted(clauses[figure.id].words)[:_WORDS], 2)
        ]
        flow = (
            g for g in reversed(kept[key][-_KEPT:]) if all(_one_indicator(figure, f, sides, clauses) for f in g[:4])
        )
        clause = (g for t in told for g in by_words[t][-_KEPT:] if one_number(figure, g[0], clauses))
        home = next(flow, None) or next(clause, None)
        if home is None:
            home = []
            made.append(home)
            kept[key].append(home)
        home.append(figure)
        for t in told:
            # who struck whom is no flow: a count is found by its words all the same
            if (figure.quantity == "count" or not is_whole(figure)) and not any(g is home for g in by_words[t][-1:]):
                by_words[t].append(home)
    return [_figure_story(group, sides, clauses) for group in made]


def _one_indicator(a: Figure, b: Figure, sides: Sides, clauses: Mapping[str, Clause]) -> bool:
    when = _period(a, sides), _period(b, sides)
    if when[0] and when[1] and not overlap(when[0], when[1]):
        return False
    alike = _alike(clauses[a.id].words, clauses[b.id].words)
    if is_whole(a) and is_whole(b) and a.quantity in ("money", "volume") and not of_one_flow(a, b):
        return False
    if is_whole(a) and (a.exporter, a.importer) == (b.exporter, b.importer):
        of_one_thing = a.quantity in ("share", "rank", "growth") and (a.commodity or (a.whole and a.whole == b.whole))
        return bool(of_one_thing) or alike >= _LITTLE
    return alike >= _ALIKE and not of_others(clauses[a.id], clauses[b.id])


def _period(figure: Figure, sides: Sides) -> Days | None:
    """Return the days a figure is of: without a period, those from the last full year to when it was told."""
    told = sides.told(figure.document)
    if days(figure.period) or told is None:
        return days(figure.period)
    return date(max(1, told[0].year - 1), 1, 1), told[1]


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _figure_story(group: list[Figure], sides: Sides, clauses: Mapping[str, Clause]) -> Story:
    documents = tuple(dict.fromkeys(f.document for f in group))
    actors = tuple(dict.fromkeys(a for f in group for a in (f.exporter, f.importer) if a))
    return Story(
        id=story_id(f.id for f in group),
        kind="figure",
        title=min((f.text for f in group), key=len),
        group=group[0].quantity,
        actors=actors,
        date=next((f.period for f in group if days(f.period)), None),
        members=tuple(f.id for f in group),
        documents=documents,
        sources=sides.sources(group),
        one_side=sides.one_side(group, actors),
        contradictions=tuple(numbers(group[:_KEPT], clauses)),
    )


def commitment_stories(commitments: Iterable[Commitment], sides: Sides) -> list[Story]:
    """Gather promises told of apart from any event: same parties, like wording."""
    kept: dict[frozenset[str], list[list[Commitment]]] = defaultdict(list)
    for one in commitments:
        groups = kept[frozenset(one.parties)]
        home = next((g for g in groups[-_KEPT:] if _one_promise(one, g[0], sides)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return [_commitment_story(group, sides) for groups in kept.values() for group in groups]


def _one_promise(a: Commitment, b: Commitment, sides: Sides) -> bool:
    when = [days(c.date) or sides.told(c.document) for c in (a, b)]
    if when[0] and when[1] and gap(when[0], when[1]) > RECENT_DAYS:
        return False
    return _alike(content(a.what), content(b.what)) >= _ALIKE


def _commitment_story(group: list[Commitment], sides: Sides) -> Story:
    documents = tuple(dict.fromkeys(c.document for c in group))
    actors = tuple(dict.fromkeys(p for c in group for p in c.parties))
    return Story(
        id=story_id(c.id for c in group),
        kind="commitment",
        title=min((c.what for c in group), key=len),
        group="commitment",
        actors=actors,
        date=next((c.date for c in group if days(c.date)), None),
        members=tuple(c.id for c in group),
        documents=documents,
        sources=sides.sources(group),
        one_side=sides.one_side(group, actors),
    )
