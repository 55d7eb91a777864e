"""Who stands behind a report: one party's people, both, or the document itself; and how many independent sources."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lopsided.records.intervals import days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lopsided.records.intervals import Days
    from lopsided.records.kinds import AnyRecord, Document, Record, Statement


_VERBATIM = 14  # words


def covers(outer: Record, inner: Record) -> bool:
    """Whether one record's span holds at least half of the other's."""
    common = min(outer.span[1], inner.span[1]) - max(outer.span[0], inner.span[0])
    return common > 0 and 2 * common >= inner.span[1] - inner.span[0]


def touches(one: Record, other: Record) -> bool:
    """Whether two records' spans have a character in common."""
    return max(one.span[0], other.span[0]) < min(one.span[1], other.span[1])


def _top(above: dict[str, str], name: str) -> str:
    while above.setdefault(name, name) != name:
        name = above[name]
    return name


def _verbatim(member: AnyRecord, text: str) -> tuple[str, ...]:
    """Return the words a report begins with, if it is long enough that no two newsrooms would choose them alike."""
    words = text[member.span[0] : member.sentence[1]].casefold().split()
    return tuple(words[:_VERBATIM]) if len(words) >= _VERBATIM else ()


class Sides:
    """Answers who reports what, from the statements of a collection."""

    def __init__(self, documents: Mapping[str, Document], statements: Iterable[Statement]) -> None:
        self._documents = documents
        self._said: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            self._said[statement.document].append(statement)

    def sources(self, members: Iterable[AnyRecord]) -> int:
        """Count independent sources: near-duplicates, and documents that tell it word for word alike, are one."""
        above: dict[str, str] = {}
        worded: dict[tuple[str, ...], str] = {}
        for member in members:
            document = self._documents.get(member.document)
            own = _top(above, (document.group if document else None) or member.document)
            words = _verbatim(member, document.text) if document else ()
            if words:
                above[own] = _top(above, worded.setdefault(words, own))
        return len({_top(above, name) for name in above})

    def told(self, name: str) -> Days | None:
        """Return the day a document was published."""
        document = self._documents.get(name)
        return days(document.published) if document else None

    def one_side(self, members: Sequence[AnyRecord], parties: Sequence[str]) -> str | None:
        """Return the party whose people alone report it, if so."""
        behind: set[str] = set()
        for member in members:
            who = self._behind(member)
            if not who:
                return None  # the document says so itself
            behind |= who
        return behind.pop() if len(behind) == 1 and behind & set(parties) else None

    def _behind(self, member: AnyRecord) -> set[str]:
        announced = set(getattr(member, "announced_by", ()))
        if announced:
            return announced
        return {a for s in self._said[member.document] if covers(s, member) for a in s.affiliations}
