"""Records as a page shows them: a line, every field in words, why it was read so, and its check."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from lopsided.briefing.articles import reference
from lopsided.briefing.checked import amount, checked_figure
from lopsided.briefing.reported import type_name
from lopsided.briefing.wording import date, listed, percent
from lopsided.checks.wording import named, product_name
from lopsided.records.jsonl import kind_of
from lopsided.records.kinds import Commitment, Event, Figure, Record, Statement
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lopsided.briefing.compose import Dossiered
    from lopsided.briefing.contents import Checked, Reference
    from lopsided.records.kinds import AnyRecord, Document
    from lopsided.records.story import Contradiction, Story

#: Told elsewhere on the page, or in every record alike.
_NOT_FIELDS = {f.name for f in fields(Record)} | {"content", "value_high", "unit"}
_ACTORS = {"source", "target", "exporter", "importer", "affiliations", "parties", "announced_by"}
_WRITTEN: dict[str, Callable[[Any], str]] = {
    "type": lambda value: f"{value} ({type_name(value)})",
    "date": date,
    "commodity": product_name,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One record.

    Attributes
    ----------
    id, kind : str
    title : str
        Who, what, to whom: one line.
    words : str
        Exactly the characters it was read from.
    start, end : int
        Where they are in the text as given.
    sentence : Reference
        Where its sentence is.
    fields : tuple of (str, str)
        Name and value, in words.
    confidence : str
    rule : str
    reasons : tuple of str
    check : Checked or None
        Of a figure.
    others : tuple of Reference
        Reports of the same happening elsewhere.
    differs : tuple of str
        Where those say something else.
    """

    id: str
    kind: str
    title: str
    words: str
    start: int
    end: int
    sentence: Reference
    fields: tuple[tuple[str, str], ...]
    confidence: str
    rule: str
    reasons: tuple[str, ...]
    check: Checked | None
    others: tuple[Reference, ...]
    differs: tuple[str, ...]


def items_of(document: Document, held: Dossiered) -> tuple[Item, ...]:
    """Set out every record of one document, in the order of the text."""
    documents = {d.document: d for d in held.documents}
    own = sorted((r for r in held.records if r.document == document.document), key=lambda r: (r.span, r.id))
    checks = {check.figure: check for check in held.checks}
    stories = {member: story for story in held.stories if len(story.documents) > 1 for member in story.members}
    by_id = {r.id: r for r in held.records} if stories else {}
    return tuple(
        Item(
            id=record.id,
            kind=kind_of(record),
            title=title(record),
            words=record.text,
            start=record.span[0],
            end=record.span[1],
            sentence=reference(record, documents),
            fields=_fields(record),
            confidence=percent(record.confidence),
            rule=record.rule,
            reasons=record.reasons,
            check=checked_figure(checks[record.id], record, documents, held.rulings.get(record.id))
            if isinstance(record, Figure) and record.id in checks
            else None,
            others=_others(record, stories, by_id, documents),
            differs=_differs(record, stories),
        )
        for record in own
    )


def title(record: AnyRecord) -> str:
    """Say a record in a line."""
    if isinstance(record, Statement):
        who = listed(record.speakers)
        return say("record.statement_title", who=who, form=say(f"record.form.{record.form}"))
    if isinstance(record, Event):
        key = "record.mutual_title" if record.symmetric else "record.event_title"
        what = type_name(record.type)
        mode = "" if record.mode == "happened" else say("record.in_brackets", words=record.mode)
        return say(key, what=what, mode=mode, source=named(record.source), target=named(record.target))
    if isinstance(record, Commitment):
        return say("record.commitment_title", who=listed([named(p) for p in record.parties]), status=record.status)
    # What hedges a number or takes it back belongs to it: "more than 50 % (share, denied)".
    quantity = say(f"record.quantity.{_key(record.quantity)}")
    kind = quantity if record.modality == "reported" else f"{quantity}, {record.modality}"
    hedge = f"{record.hedge} " if record.hedge and record.value is not None else ""
    return say("record.figure_title", hedge=hedge, amount=_amount(record), quantity=kind)


def _key(word: str) -> str:
    return word.replace("-", "_").replace(" ", "_")


def _amount(figure: Figure) -> str:
    if figure.value is None:
        return figure.text
    low = amount(figure.value, figure.unit or "")
    return low if figure.value_high is None else f"{low} – {amount(figure.value_high, figure.unit or '')}"


def _fields(record: AnyRecord) -> tuple[tuple[str, str], ...]:
    found = []
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name not in _NOT_FIELDS and value not in (None, "", (), False):
            found.append((say(f"record.label.{field.name}"), _in_words(field.name, value, record)))
    return tuple(found)


def _in_words(name: str, value: Any, record: AnyRecord) -> str:  # noqa: ANN401 - any field
    if name == "value" and isinstance(record, Figure):
        return _amount(record)
    if name in _ACTORS:
        return listed([named(v) for v in value]) if isinstance(value, tuple) else named(value)
    if value is True:
        return say("record.yes")
    if name in _WRITTEN:
        return _WRITTEN[name](value)
    return listed(value) if isinstance(value, tuple) else str(value)


def _others(
    record: AnyRecord,
    stories: Mapping[str, Story],
    by_id: Mapping[str, AnyRecord],
    documents: Mapping[str, Document],
) -> tuple[Reference, ...]:
    story = stories.get(record.id)
    if story is None:
        return ()
    elsewhere: Sequence[AnyRecord] = [by_id[m] for m in story.members if by_id[m].document != record.document]
    return tuple({(r := reference(m, documents)).href: r for m in elsewhere}.values())


def _differs(record: AnyRecord, stories: Mapping[str, Story]) -> tuple[str, ...]:
    story = stories.get(record.id)
    if story is None:
        return ()
    return tuple(_differ(c) for c in story.contradictions if any(which == record.id for which, _ in c.reports))


def _differ(contradiction: Contradiction) -> str:
    said = list(dict.fromkeys(said for _, said in contradiction.reports))
    if not contradiction.newest:
        return say("record.differ", about=contradiction.about, said="; ".join(said))
    newest = dict(contradiction.reports)[contradiction.newest]
    return say("record.raised", newest=newest, said="; ".join(s for s in said if s != newest) or newest)
