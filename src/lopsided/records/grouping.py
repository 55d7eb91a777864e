"""Events into groups that report one happening: near-linear, by looking only where something is shared."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from sys import intern
from typing import TYPE_CHECKING

from lopsided.records.likeness import Rarity, likeness
from lopsided.records.wording import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lopsided.records.intervals import Days
    from lopsided.records.report import Report

_CANDIDATES = 16  # groups looked at closely, those that share most words first
_MEMBERS = 4  # members of a group that speak for it
_POSTINGS = 200  # groups remembered per word and place; a word in more than these tells nothing
_MONTH = 31
_YEARS = 2  # of a long interval's months, those under which it can be found

Pair = tuple[str, frozenset[str]]  # family and the two
#: Groups by word, in one month: a number stands for itself alone, as most words of a month have one group.
Places = dict[str, int | list[int]]
_UNDATED, _DATED = -1, -2  # months of reports without a date, and of all with one


class _Groups:
    """Groups made so far, and where to look for the one a report belongs to."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._members: list[list[Report]] = []
        self._index: dict[Pair, dict[int, Places]] = defaultdict(dict)
        self._join = float(vocabulary()["weights"]["join"])

    def put(self, report: Report) -> None:
        """Add a report to the group it resembles most, or to a new one."""
        best, at = self._join, -1
        for number in self._candidates(report):
            found = self._resembles(report, number)
            if found is not None and found >= best:
                best, at = found, number
        if at < 0:
            at = len(self._members)
            self._members.append([])
        self._members[at].append(report)
        for pair in report.pairs:
            index = self._index[report.family, pair]
            for month in _found_under(report):
                _note(index.setdefault(month, {}), _features(report), at)

    def _candidates(self, report: Report) -> list[int]:
        shared: Counter[int] = Counter()
        for pair in report.pairs:
            index = self._index.get((report.family, pair))
            if index:
                held = [index[month] for month in _looked_under(report) if month in index]
                shared.update(chain.from_iterable(_noted(places, _features(report)) for places in held))
        return [number for number, _ in sorted(shared.items(), key=lambda x: (-x[1], x[0]))[:_CANDIDATES]]

    def _resembles(self, report: Report, number: int) -> float | None:
        members = self._members[number]
        if report.event.mode != "planned":  # a plan does not speak for what was carried out
            members = [m for m in members if m.event.mode != "planned"] or members
        chosen = members if len(members) <= _MEMBERS else [*members[: _MEMBERS - 1], members[-1]]
        scores = [likeness(report, other, self._rarity) for other in chosen]
        known = [s for s in scores if s is not None]
        return (sum(known) / len(known) + max(known)) / 2 if len(known) == len(scores) else None

    @property
    def all(self) -> list[list[Report]]:
        return self._members


def grouped(reports: Sequence[Report]) -> list[list[Report]]:
    """Return the reports in groups, one a happening.

    Dated reports come first, the surest dates before the others, so that an undated one finds all it may belong to.
    The same reports in any order give the same groups.
    """
    groups = _Groups(Rarity(reports))
    for report in sorted(reports, key=_turn):
        groups.put(report)
    return [sorted(group, key=lambda r: r.order) for group in groups.all]


def _turn(report: Report) -> tuple[bool, int, int, str]:
    if report.when is None:
        return True, 0, 0, f"{report.event.document}{report.event.span[0]:012}{report.event.id}"
    start, end = report.when
    tie = f"{report.event.document}{report.event.span[0]:012}{report.event.id}"
    return False, (end - start).days, start.toordinal(), tie


def _note(places: Places, words: Iterable[str], group: int) -> None:
    """Remember a group under words, the last one once."""
    for word in words:
        known = places.get(word)
        if known is None:
            places[word] = group
        elif isinstance(known, int):
            if known != group:
                places[word] = [known, group]
        elif known[-1] != group and len(known) < _POSTINGS:
            known.append(group)


def _noted(places: Places, words: Iterable[str]) -> Iterator[int]:
    """Yield the groups remembered under words, each as often as words have it."""
    for word in words:
        known = places.get(word)
        if isinstance(known, int):
            yield known
        elif known is not None:
            yield from known


def _features(report: Report) -> list[str]:
    return [*report.words, *(intern(f"kind:{kind}") for kind in report.kinds)]


def _found_under(report: Report) -> list[int]:
    """Months under which a report can be found: each that it touches."""
    return [_UNDATED] if report.when is None else [*_months(report.when), _DATED]


def _looked_under(report: Report) -> list[int]:
    """Months under which a report's like may be: its own and those beside and the undated, or anywhere if undated."""
    if report.when is None:
        return [_UNDATED, _DATED]
    own = _months(report.when)
    return [_UNDATED, *range(own[0] - 1, own[-1] + 2)]


def _months(when: Days) -> range:
    start, end = (day.toordinal() // _MONTH for day in when)
    return range(start, min(end, start + _YEARS * 12) + 1)
