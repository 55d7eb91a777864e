"""One record per happening in a document: further mentions of the same act are dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lopsided.records.kinds import Event

# Acts of which a text usually tells one between two actors on a day: a visit and its talks, a war, a set of sanctions.
DAYS_OF_A_VISIT = 3
RECURRING = frozenset({"CONSULT", "ASSAULT", "SANCTION", "COERCE"})


@dataclass(frozen=True, slots=True)
class Drafted:
    """An event and what it would be merged by."""

    event: Event
    act: str
    content: frozenset[str]
    campaign: bool = False


def merged(drafts: Iterable[Drafted]) -> list[Event]:
    """Keep one event of those that report the same act.

    Two drafts are the same if type, actors and mode agree, their dates do not exclude one another, and they are of a
    kind that recurs in a text or share their trigger. The one with a date and the surer reading stays.
    """
    kept: list[Drafted] = []
    for draft in drafts:
        place = next((n for n, other in enumerate(kept) if _same(draft, other)), None)
        if place is None:
            kept.append(draft)
        elif _better(draft.event, kept[place].event):
            kept[place] = draft
    return sorted((d.event for d in kept), key=lambda e: e.span)


def _same(one: Drafted, other: Drafted) -> bool:
    a, b = one.event, other.event
    if a.type != b.type or a.mode != b.mode:
        return False
    if (a.source, a.target) != (b.source, b.target) and not (
        (a.source, a.target) == (b.target, b.source) and (a.symmetric or b.symmetric or a.type == "CONSULT")
    ):
        return False
    if a.date and b.date and not _touch(a.date, b.date, DAYS_OF_A_VISIT if a.type == "CONSULT" else 0):
        return False
    if a.sentence == b.sentence:
        return True
    if a.type == "ASSAULT" and one.campaign != other.campaign:
        return False
    return a.type in RECURRING or (one.act == other.act and len(one.content & other.content) > 0)


def _touch(one: str, other: str, slack: int) -> bool:
    """Tell whether two dates may be the same time: one within the other, or at most ``slack`` days apart."""
    (a, b), (c, d) = _ends(one), _ends(other)
    if a <= d and c <= b:
        return True
    try:
        early, late = sorted((date.fromisoformat(one), date.fromisoformat(other)))
    except ValueError:  # months, years and intervals have no day to count from
        return False
    return (late - early).days <= slack


def _ends(date: str) -> tuple[str, str]:
    start, _, end = date.partition("/")
    return start, (end or start) + "~"


def _better(new: Event, old: Event) -> bool:
    return (new.date is not None, new.confidence) > (old.date is not None, old.confidence)
