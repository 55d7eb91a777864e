"""One record per happening in a document: further mentions of the same act are dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lopsided.records.kinds import Event

# Types of which a text usually tells one between two actors on a day: a visit and its talks, a war, a set of sanctions.
ALIKE = 0.5
WITHIN = 0.8
DAYS_OF_A_VISIT = 3
RECURRING = frozenset({"CONSULT", "ASSAULT", "SANCTION", "COERCE"})


@dataclass(frozen=True, slots=True)
class Drafted:
    """An event and what it would be merged by; of two tellings of one act the surer stays."""

    event: Event
    trigger: str
    content: frozenset[int]
    family: str = ""
    words: str = ""
    going: bool = False
    sure: float = 1.0


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
        elif _better(draft, kept[place]):
            kept[place] = draft
    return sorted((d.event for d in kept), key=lambda e: e.span)


def _same(one: Drafted, other: Drafted) -> bool:
    a, b = one.event, other.event
    if a.type != b.type or a.mode != b.mode or not _same_actors(one, other) or not _same_time(one, other):
        return False
    days = a.date and b.date and a.date != b.date and one.family != other.family  # a call, and talks two days later
    if a.sentence == b.sentence and not days and (one.family == other.family or a.type == "CONSULT" or _overlap(a, b)):
        return True
    again = a.mode == "planned" and a.trigger == b.trigger  # "cooperation" wished for twice
    recurs = a.type in RECURRING or one.family == "sign" or (one.family == "cooperate" and again)
    if recurs and one.family == other.family:
        return True
    common = len(one.content & other.content)
    if common > 1 and common >= WITHIN * min(len(one.content), len(other.content)):
        return one.trigger == other.trigger  # "its ban on maize", "Chad bans imports of maize from its neighbour"
    return one.trigger == other.trigger and common / max(1, len(one.content | other.content)) >= ALIKE


def _overlap(a: Event, b: Event) -> bool:
    return a.span[0] < b.span[1] and b.span[0] < a.span[1]


def _same_actors(one: Drafted, other: Drafted) -> bool:
    """Tell whether two drafts are of the same actors, either way round unless each tells who went to whom."""
    a, b = one.event, other.event
    mutual = a.symmetric or b.symmetric or (a.type == "CONSULT" and not (one.going and other.going))
    return (a.source, a.target) == (b.source, b.target) or (mutual and (a.source, a.target) == (b.target, b.source))


def _same_time(one: Drafted, other: Drafted) -> bool:
    a, b = one.event, other.event
    if a.date and b.date:
        return _touch(a.date, b.date, DAYS_OF_A_VISIT if a.type == "CONSULT" else 0)
    return not one.words or not other.words or one.words.lower() == other.words.lower()


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


def _better(one: Drafted, other: Drafted) -> bool:
    new, old = one.event, other.event
    if new.type == "CONSULT" and new.date and old.date:
        return False  # a visit is told first, its talks after
    return (new.date is not None, one.sure) > (old.date is not None, other.sure)
