"""The reported part: a timeline of stories, who says what, and who promised what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from lopsided.briefing.articles import quote, reference
from lopsided.briefing.contents import Group, Promise, Reported, Said, TimelineItem, Voices
from lopsided.briefing.wording import date, listed
from lopsided.briefing.words import say, words
from lopsided.checks.wording import named
from lopsided.records.kinds import Commitment, Event, Figure, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lopsided.briefing.contents import Side
    from lopsided.records.kinds import AnyRecord, Document
    from lopsided.records.story import Contradiction, Story

#: A page is read by people: past this many items the rest is counted and left to the dossier.
MOST_STORIES = 120
MOST_STATEMENTS = 60
#: Stories shown at once; the others are a click away.
MOST_LEADING = 8


def type_name(plover: str) -> str:
    """Write a PLOVER type as a reader meets it; empty for what is none."""
    return str(getattr(words().reported.type, plover, ""))


def reported(
    sides: tuple[Side, Side],
    documents: Mapping[str, Document],
    records: Sequence[AnyRecord],
    stories: Sequence[Story],
    aside: Mapping[str, str],
) -> Reported:
    """Gather what the documents say about a tie.

    Parameters
    ----------
    sides : pair of Side
    documents : mapping
        By name.
    records : sequence of record
    stories : sequence of Story
    aside : mapping
        Documents that could not be read, and why.
    """
    pair = {side.id for side in sides}
    told = [s for s in stories if s.kind == "event" and set(s.actors) & pair]
    by_id = {r.id: r for r in records}
    written = {s.id: _written(s, documents) for s in told}
    in_order = sorted(told, key=lambda s: (s.date or written[s.id] or "9999", s.title))
    own = [s for s in in_order if pair <= set(s.actors)]
    around = [s for s in in_order if not pair <= set(s.actors)]
    kept, kept_around = own[:MOST_STORIES], around[:MOST_STORIES]
    dates = sorted(d.published for d in documents.values() if d.published)
    items = _timeline((*kept, *kept_around), by_id, documents, _leading(kept))
    return Reported(
        documents=len(documents),
        on_the_tie=len(on_the_tie(pair, records)),
        sources=len({d.group or d.document for d in documents.values()}),
        period=_period(dates),
        timeline=items[: len(kept)],
        around=items[len(kept) :],
        timeline_left_out=len(own) + len(around) - len(kept) - len(kept_around),
        voices=_voices(sides, records, documents),
        promises=_promises(records, documents, lambda parties: pair <= parties),
        promises_around=_promises(records, documents, lambda parties: bool(pair & parties) and not pair <= parties),
        aside=tuple(aside.items()),
        since=dates[0] if dates else "",
        until=dates[-1] if dates else "",
    )


def on_the_tie(pair: set[str], records: Sequence[AnyRecord]) -> set[str]:
    """Names of the documents that report an act, figure or promise between the two."""
    return {record.document for record in records if pair <= concerned(record)}


def concerned(record: AnyRecord) -> frozenset[str]:
    """Name all whom a record is about: what is between two of them is on their tie."""
    if isinstance(record, Event):
        return frozenset({record.source, record.target})
    if isinstance(record, Figure):
        return frozenset({record.exporter or "", record.importer or ""})
    return frozenset(record.parties if isinstance(record, Commitment) else record.affiliations)


def _written(story: Story, documents: Mapping[str, Document]) -> str | None:
    """Return the first date on which it was reported: where an undated story stands on the timeline."""
    return min((d for name in story.documents if (d := documents[name].published)), default=None)


def _period(dates: Sequence[str]) -> str:
    if not dates:
        return ""
    if dates[0] == dates[-1]:
        return date(dates[0])
    return say("reported.period", first=date(dates[0]), last=date(dates[-1]))


def _leading(stories: Sequence[Story]) -> set[str]:
    """Choose the stories shown at once: those most sources tell, those told differently, then the others in order."""
    ranked = sorted(stories, key=lambda s: (-s.sources, not s.contradictions))
    return {s.id for s in ranked[:MOST_LEADING]}


def _timeline(
    stories: Sequence[Story], by_id: Mapping[str, AnyRecord], documents: Mapping[str, Document], leading: set[str]
) -> tuple[TimelineItem, ...]:
    """Set out stories; a difference between two of them is told where it first comes up, the other points there."""
    told: dict[tuple[str, frozenset[str]], str] = {}
    items = []
    for story in stories:
        anchor = f"story-{story.id}"
        keys = {c: (c.about, frozenset(record for record, _ in c.reports)) for c in story.contradictions}
        new = [c for c, key in keys.items() if told.setdefault(key, anchor) == anchor]
        item = _timeline_item(story, by_id, documents)
        items.append(
            replace(
                item,
                anchor=anchor,
                contradictions=tuple(dict.fromkeys(_contradiction(c) for c in new)),
                differs_at=tuple(dict.fromkeys(told[key] for key in keys.values() if told[key] != anchor)),
                leading=story.id in leading,
            )
        )
    return tuple(items)


def _timeline_item(story: Story, by_id: Mapping[str, AnyRecord], documents: Mapping[str, Document]) -> TimelineItem:
    written = _written(story, documents)
    members = [by_id[m] for m in story.members if m in by_id]
    modes = [m.mode for m in members if isinstance(m, Event)]
    # One reference a sentence: several records may have been read from it.
    # The first is of the sentence quoted.
    best = _telling(story, members)
    references = {(r := reference(m, documents)).href: r for m in (*best, *members)}
    return TimelineItem(
        date=date(story.date) if story.date or written is None else say("reported.undated", date=date(written)),
        type=(type_name(story.types[0]) if story.types else "") or story.group,
        mode=max(set(modes), key=modes.count) if modes else "",
        quote=quote(best[0], documents) if best else ("", story.title, ""),
        actors=listed([named(a) for a in story.actors]),
        sources=story.sources,
        one_side=named(story.one_side) if story.one_side else None,
        contradictions=(),
        references=tuple(references.values()),
        id=story.id,
        day=story.date or "",
        records=tuple(m.id for m in members),
    )


def _telling(story: Story, members: Sequence[AnyRecord]) -> tuple[AnyRecord, ...]:
    """Return the report that the story's title is taken from, else the first; none where there is none."""
    title = " ".join(story.title.split())
    return (next((m for m in members if " ".join(m.text.split()) == title), members[0]),) if members else ()


def _contradiction(contradiction: Contradiction) -> str:
    said = dict.fromkeys(what for _, what in contradiction.reports)
    if contradiction.newest:
        newest = dict(contradiction.reports)[contradiction.newest]
        earlier = [what for what in said if what != newest]
        return say("reported.raised", newest=newest, reports=" / ".join(earlier or said))
    known = getattr(words().reported.of, contradiction.about, "")
    about = known or say("reported.about", what=contradiction.about)
    return say("reported.differ", about=about, reports=" / ".join(said))


def _voices(
    sides: tuple[Side, Side], records: Sequence[AnyRecord], documents: Mapping[str, Document]
) -> tuple[Voices, ...]:
    relevant = on_the_tie({s.id for s in sides}, records)
    groups: dict[Group, list[Statement]] = {group: [] for group in get_args(Group)}
    for record in records:
        if isinstance(record, Statement) and record.document in relevant:
            groups[_group(record, sides)].append(record)
    shown = []
    for group, found in groups.items():
        best = sorted(found, key=lambda s: (-s.confidence, s.document, s.span))[:MOST_STATEMENTS]
        best.sort(key=lambda s: (s.speakers, s.date or documents[s.document].published or "", s.document, s.span))
        said = tuple(_said(s, documents) for s in best)
        title = say(f"reported.voices.{group}", a=sides[0].text, b=sides[1].text)
        if said:
            shown.append(Voices(group, title, said, len(found) - len(said)))
    return tuple(shown)


def _group(statement: Statement, sides: tuple[Side, Side]) -> Group:
    kind, affiliations = statement.speaker_kind, set(statement.affiliations)
    if kind in {"analyst", "media"}:
        return "analyst" if kind == "analyst" else "media"
    if kind == "anonymous" and not affiliations:
        return "unnamed"
    if {s.id for s in sides} <= affiliations:
        return "joint"
    for group, side in zip(("a", "b"), sides, strict=True):
        if side.id in affiliations:
            return "a" if group == "a" else "b"
    return "third" if affiliations or kind in {"official", "spokesperson", "organisation"} else "unnamed"


def _said(statement: Statement, documents: Mapping[str, Document]) -> Said:
    return Said(
        speaker=listed(statement.speakers) or say("reported.nobody"),
        role=statement.role or "",
        form=statement.form,
        via=statement.via,
        quote=quote(statement, documents),
        reference=reference(statement, documents),
        id=statement.id,
        day=statement.date or "",
    )


def _promises(
    records: Sequence[AnyRecord], documents: Mapping[str, Document], wanted: Callable[[set[str]], bool]
) -> tuple[Promise, ...]:
    found = [r for r in records if isinstance(r, Commitment) and wanted(set(r.parties))]
    found.sort(key=lambda c: c.date or documents[c.document].published or "9999")
    return tuple(
        Promise(
            parties=listed([named(p) for p in c.parties]),
            what=" ".join(c.text.split()),
            amount=c.amount or "",
            status=c.status,
            announced_by=listed([named(a) for a in c.announced_by]) or say("reported.not_said"),
            one_sided=c.one_sided,
            reference=reference(c, documents),
            id=c.id,
            day=c.date or "",
        )
        for c in found
    )
