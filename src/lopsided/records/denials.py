"""What is told elsewhere against a report: denials, refusals told as fact or only alleged, who was first to shoot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.records.acts import one_act
from lopsided.records.contradictions import clash_of, who_of
from lopsided.records.intervals import gap, overlap
from lopsided.records.likeness import NEWS_DAYS, far_apart, swapped
from lopsided.records.report import is_bare
from lopsided.records.wording import mark, stem, stems, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lopsided.records.report import Report
    from lopsided.records.story import Contradiction

_MANY = 200  # reports of one kind about one pair beyond which denials are not held against each of them
_NEAR = 400  # characters after an accusation within which "denied it" is said of it

_LEAST = 2  # words in common of a report and its denial
_SPEAKING = 6  # members of a group whose days are looked at
_DAYS_APART = 3  # of the days two reports of one happening give

Told = tuple[int, "Report"]  # a report and the place of its group
Parts = list[Sequence["Report"]]  # of one happening: what tells of it, what denies it
Differ = Callable[[Sequence["Report"]], "Contradiction"]


def denials(groups: Sequence[Sequence[Report]]) -> tuple[list[Parts], dict[int, list[Contradiction]]]:
    """Put what is denied, or told the other way round, beside what denies it.

    A denial and what it denies are seldom worded alike, so they may be two groups. Where their days allow it they are
    made one: they are reports of one happening that cannot all be right. Otherwise each shows the other.

    Returns
    -------
    tuple of list and dict
        Of each happening the groups it is made of, and by its place what of one group contradicts another.
    """
    told = [(number, one) for number, group in enumerate(groups) for one in group]
    links: list[tuple[Told, Told, Differ]] = [
        (t, u, clash_of) for t, u in (*_of_acts(told), *_of_accusations(told), *_of_refusals(told))
    ]
    links += [(t, u, who_of) for t, u in _of_beginnings(told)]
    homes = _homes(groups, links)
    places = {home: place for place, home in enumerate(dict.fromkeys(homes))}
    made: list[Parts] = [[] for _ in places]
    for number, group in enumerate(groups):
        made[places[homes[number]]].append(group)
    found: dict[int, list[Contradiction]] = defaultdict(list)
    seen: set[frozenset[str]] = set()
    for (n, a), (m, b), differ in links:
        both = frozenset((a.event.id, b.event.id))
        if n != m and both not in seen:
            seen.add(both)
            clash = differ([a, b])
            for place in dict.fromkeys((places[homes[n]], places[homes[m]])):
                found[place].append(clash)
    return made, dict(found)


def _homes(groups: Sequence[Sequence[Report]], links: Sequence[tuple[Told, Told, Differ]]) -> list[int]:
    """Return for each group the one it is made one with: those whose days fit.

    Both must say in like words what was done. Refusals, and attacks of each on the other, stay apart, so that it is
    seen who alone tells of one of them.
    """
    above = list(range(len(groups)))
    whole = [list(group[:_SPEAKING]) for group in groups]

    def top(number: int) -> int:
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    for (n, a), (m, b), differ in links:
        first, second = sorted((top(n), top(m)))
        alike = differ is clash_of and len(a.words & b.words) >= _LEAST and a.event.type != "REJECT"
        if first != second and alike and _of_one_time(whole[first], whole[second]):
            above[second] = first
            whole[first] = (whole[first] + whole[second])[: 2 * _SPEAKING]
    return [top(number) for number in range(len(groups))]


def _of_one_time(a: Sequence[Report], b: Sequence[Report]) -> bool:
    """Whether the days of the members of two groups may be of one happening, and all were told in the same weeks."""
    pairs = [(x, y) for x in a for y in b]
    if any(far_apart(x, y) for x, y in pairs):
        return False
    return all(gap(x.when, y.when) <= _DAYS_APART for x, y in pairs if x.when and y.when)


def _of_acts(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Denials of an act of one type between the same two."""
    by_act: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for n, one in told:
        by_act[one.event.type, one.event.source, one.event.target].append((n, one))
    for reports in by_act.values():
        denied = [t for t in reports if t[1].event.mode == "denied"]
        others = [t for t in reports if t[1].event.mode in ("happened", "alleged")][:_MANY]
        yield from ((d, o) for d in denied for o in others if one_act(d[1], o[1]))


def _of_accusations(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Denials by the accused: of the same deed, or, soon after in the same text, of what it was just accused of."""
    by_pair: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for n, one in told:
        if one.event.type == "ACCUSE" and one.event.mode in ("happened", "alleged"):
            by_pair[one.event.target, one.event.source].append(
                (n, replace(one, event=replace(one.event, mode="alleged")))
            )
    for n, one in told:
        denied = one.event.mode == "denied"
        if not denied and not _denies(one):
            continue
        for accusation in by_pair.get((one.event.source, one.event.target), ())[:_MANY]:
            if (denied and _one_deed(accusation[1], one)) or _soon_after(accusation[1], one):
                yield accusation, (n, replace(one, event=replace(one.event, mode="denied")))


def _of_refusals(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Refusals by one side that a report only alleges and another tells as fact, one of them leaving unsaid of what.

    What is refused stands in the sentences before, so both must be of one topic there.
    """
    by_source: dict[str, list[Told]] = defaultdict(list)
    for n, one in told:
        if one.event.type == "REJECT" and one.topics:
            by_source[one.event.source].append((n, one))
    for reports in by_source.values():
        alleged = [t for t in reports if t[1].event.mode == "alleged"][:_MANY]
        facts = [t for t in reports if t[1].event.mode == "happened"][:_MANY]
        for a, f in ((a, f) for a in alleged for f in facts if a[1].event.document != f[1].event.document):
            bare = is_bare(a[1].event) or is_bare(f[1].event)
            if bare and a[1].topics & f[1].topics and not far_apart(a[1], f[1]):
                yield a, f


def _of_beginnings(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Attacks of each on the other at one time, of which a report says who was first."""
    by_pair: dict[frozenset[str], list[Told]] = defaultdict(list)
    for n, one in told:
        if one.family == "force" and one.event.mode in ("happened", "alleged"):
            by_pair[frozenset((one.event.source, one.event.target))].append((n, one))
    for reports in by_pair.values():
        first = [t for t in reports if t[1].begins][:_MANY]
        yield from ((f, o) for f in first for o in reports[:_MANY] if swapped(f[1], o[1]) and _at_one_time(f[1], o[1]))


def _at_one_time(a: Report, b: Report) -> bool:
    if a.when and b.when:
        return overlap(a.when, b.when)
    first, second = a.when or a.told, b.when or b.told
    return bool(first and second and gap(first, second) <= NEWS_DAYS)


def _denies(one: Report) -> bool:
    """Whether a refusal is of what was said: "denied it", "dismissed the charge"."""
    words = vocabulary()["denial"]
    own = frozenset(stems(f"{one.event.text} {one.event.trigger}"))
    plain = own & set(map(stem, words["verbs"]))
    return one.event.type == "REJECT" and bool(plain or (own & set(map(stem, words["of"]))))


def _one_deed(accusation: Report, denial: Report) -> bool:
    """Whether a denial names the deed of an accusation: a kind or topic, and no other."""
    if far_apart(accusation, denial):
        return False
    acts = {*stems(f"{accusation.event.trigger} {denial.event.trigger}")}
    shared = (accusation.words & denial.words) - acts
    kinds = (accusation.kinds | accusation.topics) & (denial.kinds | denial.topics)
    return bool(shared | {mark(kind) for kind in kinds})


def _soon_after(accusation: Report, denial: Report) -> bool:
    if accusation.event.document != denial.event.document:
        return False
    return 0 <= denial.event.span[0] - accusation.event.span[1] <= _NEAR
