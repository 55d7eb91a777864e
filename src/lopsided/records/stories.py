"""Stories: records across documents that report one happening, with where the reports differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.records.contradictions import within
from lopsided.records.copies import Copies, dated_by
from lopsided.records.denials import denials
from lopsided.records.figure_words import clause_of, is_told_of
from lopsided.records.grouping import grouped
from lopsided.records.indicators import commitment_stories, figure_stories
from lopsided.records.intervals import days, width, written
from lopsided.records.kinds import Commitment, Event, Figure, Statement
from lopsided.records.likeness import again, is_talk
from lopsided.records.report import report
from lopsided.records.sides import Sides, covers, touches
from lopsided.records.story import Contradiction, Story, story_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lopsided.records.kinds import AnyRecord, Document
    from lopsided.records.report import Report

_MANY = 40  # figures in a story's sentences, or acts of a document, held against each other


def stories(documents: Iterable[Document], records: Iterable[AnyRecord]) -> tuple[Story, ...]:
    """Gather records that report one happening into stories.

    Parameters
    ----------
    documents : iterable of Document
        Those the records were read from; near-duplicates (``group``) count as one source.
    records : iterable of record
        Events, figures and commitments become stories; statements say whose side reports an event.

    Returns
    -------
    tuple of Story
        Dated ones first, by date, then the undated; the same records in any order give the same stories.
        Durations make no story. A promise told in the words of an event belongs to that event's story.
    """
    by_name = {d.document: d for d in documents}
    held = sorted(records, key=lambda r: (r.document, r.span, r.id))
    sides = Sides(by_name, (r for r in held if isinstance(r, Statement)))
    figures = [r for r in held if isinstance(r, Figure) and r.quantity != "date-span"]
    events = [r for r in held if isinstance(r, Event)]
    told, denied = denials(_happenings([report(e, n, by_name.get(e.document)) for n, e in enumerate(events)]))
    groups = [[one for part in parts for one in part] for parts in told]
    promises, alone = _promises(groups, [r for r in held if isinstance(r, Commitment)])
    numbers = _numbers(groups, figures, by_name)
    clauses = {f.id: clause_of(f, by_name) for f in figures}
    made = [
        _event_story(group, promises[n], sides, (*within(told[n], numbers[n], clauses), *denied.get(n, ())))
        for n, group in enumerate(groups)
    ]
    made += commitment_stories(alone, sides) + figure_stories(figures, sides, clauses)
    return tuple(sorted(made, key=_place))


def _happenings(reports: Sequence[Report]) -> list[list[Report]]:
    """Group reports; those of one sentence with several actors for one act, and one told again, stay together."""
    leads: list[Report] = []
    companions: dict[int, list[Report]] = defaultdict(list)
    copies = Copies()
    for one in reports:
        lead = leads[-1] if leads else None
        before = next((n for n in _latest(leads, one) if again(leads[n], one)), None) if one.when else None
        copied = copies.place_of(one)
        if copied is not None:
            leads[copied] = dated_by(leads[copied], one)
            companions[leads[copied].order].append(one)
        elif lead is not None and _joint(lead, one):
            leads[-1] = replace(lead, source=lead.source | one.source, target=lead.target | one.target)
            companions[lead.order].append(one)
            copies.put(one, len(leads) - 1)
        elif before is not None:
            first, second = sorted((leads[before], one), key=is_talk)
            companions[first.order] = [*companions.pop(first.order, []), *companions.pop(second.order, []), second]
            leads[before] = first
            copies.put(one, before)
        else:
            copies.put(one, len(leads))
            leads.append(one)
    return [[r for lead in group for r in (lead, *companions[lead.order])] for group in grouped(leads)]


def _latest(leads: Sequence[Report], one: Report) -> Iterator[int]:
    """Places of the last few leads of a report's own document."""
    for place in range(len(leads) - 1, max(-1, len(leads) - 1 - _MANY), -1):
        if leads[place].event.document != one.event.document:
            return
        yield place


def _joint(a: Report, b: Report) -> bool:
    same = a.event.document == b.event.document and a.event.type == b.event.type and a.event.mode == b.event.mode
    if not same or not (covers(a.event, b.event) and covers(b.event, a.event)):
        return False
    return b.event.source in a.source or b.event.target in a.target


def _promises(
    groups: Sequence[Sequence[Report]], commitments: Sequence[Commitment]
) -> tuple[dict[int, list[Commitment]], list[Commitment]]:
    """Promises told in the words of an event, by group; and the others."""
    told: dict[str, list[tuple[int, Event]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for one in group:
            told[one.event.document].append((number, one.event))
    joined: dict[int, list[Commitment]] = defaultdict(list)
    alone = []
    for promise in commitments:
        near = (
            number
            for number, event in told[promise.document]
            if {event.source, event.target} & set(promise.parties)
            and (covers(promise, event) or covers(event, promise))
        )
        home = next(near, None)
        if home is None:
            alone.append(promise)
        else:
            joined[home].append(promise)
    return joined, alone


def _numbers(
    groups: Sequence[Sequence[Report]], figures: Sequence[Figure], documents: Mapping[str, Document]
) -> dict[int, list[Figure]]:
    """Figures given within the words of a group's members, beside them in their clause, or of what the deal costs."""
    told: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        told[figure.document].append(figure)
    found: dict[int, list[Figure]] = defaultdict(list)
    for number, group in enumerate(groups):
        for one in group:
            text = documents[one.event.document].text if one.event.document in documents else None
            inside = [
                f
                for f in told[one.event.document]
                if touches(one.event, f) or (text is not None and is_told_of(one.event, f, text))
            ]
            found[number] += inside[: max(0, _MANY - len(found[number]))]
    return found


def _event_story(
    group: Sequence[Report],
    promises: Sequence[Commitment],
    sides: Sides,
    contradictions: tuple[Contradiction, ...],
) -> Story:
    events = [r.event for r in group]
    members: list[AnyRecord] = sorted([*events, *promises], key=lambda r: (r.document, r.span, r.id))
    documents = tuple(dict.fromkeys(r.document for r in members))
    types = Counter(e.type for e in events)
    actors = tuple(dict.fromkeys(a for e in events for a in (e.source, e.target)))
    return Story(
        id=story_id(r.id for r in members),
        kind="event",
        title=_title(events),
        group=group[0].family,
        types=tuple(t for t, _ in types.most_common()),
        actors=actors,
        date=_date(group),
        members=tuple(r.id for r in members),
        documents=documents,
        sources=sides.sources(members),
        one_side=sides.one_side(members, actors),
        contradictions=contradictions,
    )


def _title(events: Sequence[Event]) -> str:
    full = [e.text for e in events if len(e.text.split()) >= 4] or [e.text for e in events]
    return " ".join(min(full, key=lambda text: (len(text), text)).split())


def _date(group: Sequence[Report]) -> str | None:
    """Return the surest date its members give, widened to the others of like width."""
    known = sorted((r.when for r in group if r.when is not None), key=lambda when: (width(when), when))
    if not known:
        return None
    sure = [when for when in known if width(when) == width(known[0])]
    return written((min(w[0] for w in sure), max(w[1] for w in sure)))


def _place(story: Story) -> tuple[bool, str, str, str]:
    when = days(story.date)
    return when is None, when[0].isoformat() if when else "", story.documents[0], story.id
