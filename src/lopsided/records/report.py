"""An event made ready to be compared with others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lopsided.records.intervals import Days, days
from lopsided.records.wording import by_kind, meaning, named, naming, stem, stems, vocabulary

if TYPE_CHECKING:
    from lopsided.records.kinds import Document, Event

_REACH = 10  # words after an event's own
_BEFORE = 600  # characters before an event that leaves unsaid what it is about, in which that stands
_BREAK = re.compile(r"[,;:.()\u2013\u2014]\s")
_STOP = re.compile(r"[;:.()\u2013\u2014\"\u201c\u201d]\s")
_RELATIVE = re.compile(r"\b(?:that|which|who|whom)\s+$")
_BY = re.compile(r"\w+ by ")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATES = re.compile(
    rf"{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?\b|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS}|\b(?:19|20)\d\d\b"
)
_NUMBER = re.compile(
    r"\b(?:\d[\d,.]*\d|\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Report:
    """An event made ready to be compared.

    Attributes
    ----------
    words : frozenset of str
        Stems of its words that carry meaning and do not name the two it is between; words for a kind as one.
    kinds, topics : frozenset of str
        Kinds of happening its words name, and what it is about.
    offices : frozenset of str
        Offices of those its own words name: president, foreign minister.
    when : pair of date or None
        Days it may have happened on.
    told : pair of date or None
        Day its document was published: a thing without a date is taken to be near it, and one that happened before it.
    copy_of : str
        The document, or the one it is a copy of.
    source, target : frozenset of str
        Those it may be, loose groups with their members.
    begins : bool
        Whether it says who was first to use force.
    further : bool
        Whether it says that there was one like it before: "another", "a second".
    numbers : frozenset of str
        Numbers in its clause that are no dates, as written.
    """

    event: Event
    order: int
    family: str
    words: frozenset[str]
    kinds: frozenset[str]
    topics: frozenset[str]
    offices: frozenset[str]
    when: Days | None
    told: Days | None
    copy_of: str
    source: frozenset[str]
    target: frozenset[str]
    begins: bool = False
    further: bool = False
    numbers: frozenset[str] = frozenset()

    @property
    def pairs(self) -> frozenset[frozenset[str]]:
        """Everyone it may be between, two by two."""
        return frozenset(frozenset((s, t)) for s in self.source for t in self.target)


def report(event: Event, order: int, document: Document | None) -> Report:
    """Make an event ready to be compared.

    Readers cut an event's words short of what it is about ("reached an agreement on the | gas pipeline"), so a few
    words more of its clause are taken in; they name its kind only where its own words name none. What an event is about
    that does not say so stands before it.
    """
    tail = _tail(event, document)
    whole = f"{_lead(event, document)} {event.text} {event.trigger}"
    own, more = stems(whole), stems(tail)
    topical = set(vocabulary()["topics"]["kinds"])
    plain, further = named(own), named(more)
    found = (plain or further) | (further & topical)
    if not found - topical and _family(event.type) == "pressure":
        found |= named(stems(event.trigger), "pressing")
    if document and _family(event.type) in vocabulary()["talk"]["families"] and is_bare(event):
        found |= named(stems(document.text[max(0, event.span[0] - _BEFORE) : event.span[0]])) & topical
    source, target = _those(event.source), _those(event.target)
    return Report(
        event=event,
        order=order,
        family=family(event.type, found),
        words=meaning(by_kind([*own, *more])) - naming(f"{whole} {tail}", source | target),
        kinds=found - topical,
        topics=found & topical,
        offices=named(own, "offices"),
        when=days(event.date),
        told=days(document.published) if document else None,
        copy_of=(document.group if document else None) or event.document,
        source=source,
        target=target,
        begins=bool({*own, *more[:1]} & _beginning()),
        further=bool(set(own) & _furthering()),
        numbers=_numbers(f"{event.text} {tail}"),
    )


def is_bare(event: Event) -> bool:
    """Whether an event's words leave unsaid what it is about: "refused", "rejecting it"."""
    said = meaning(stems(event.text)) - naming(event.text, frozenset((event.source, event.target)))
    return said <= set(stems(event.trigger))


def _lead(event: Event, document: Document | None) -> str:
    """Words before an event's own that it says something of: "the truce that the two agreed", "sailors, seized by"."""
    if document is None:
        return ""
    before = document.text[event.sentence[0] : event.span[0]]
    if not (_RELATIVE.search(before) or _BY.match(event.text)):
        return ""
    start = max((m.end() for m in _STOP.finditer(before)), default=0)
    return " ".join(before[start:].split()[-_REACH // 2 :])


def _tail(event: Event, document: Document | None) -> str:
    """Words after an event's own, up to the end of its clause."""
    if document is None:
        return ""
    rest = document.text[event.span[1] : event.sentence[1]] + " "
    stop = _BREAK.search(rest)
    return " ".join(rest[: stop.start() if stop else None].split()[:_REACH])


def family(type_: str, kinds: frozenset[str] = frozenset()) -> str:
    """Return the family of a PLOVER type; of acts, the one of their kind where that is told as acts of several."""
    plain = _family(type_)
    homes = vocabulary()["homes"]
    if plain in vocabulary()["talk"]["families"] or plain == "protest":
        return plain
    return next((str(homes[kind]) for kind in sorted(kinds) if kind in homes), plain)


def _numbers(text: str) -> frozenset[str]:
    return frozenset(m[0].lower() for m in _NUMBER.finditer(_DATES.sub(" ", text)))


@cache
def _furthering() -> frozenset[str]:
    return frozenset(map(stem, vocabulary()["furthering"]["words"]))


@cache
def _beginning() -> frozenset[str]:
    return frozenset(map(stem, vocabulary()["beginning"]["words"]))


@cache
def _family(type_: str) -> str:
    return next(str(name) for name, types in vocabulary()["families"].items() if type_ in types)


@cache
def _those(actor: str) -> frozenset[str]:
    return frozenset((actor, *vocabulary()["loose"].get(actor, ())))
