"""What a figure is of, by the words of its clause: two that name no whole flow are compared by these."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lopsided.records.intervals import Days, days, gap, overlap
from lopsided.records.likeness import RECENT_DAYS
from lopsided.records.wording import by_kind, counting, meaning, named, names_in, naming, stems, vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lopsided.records.kinds import Document, Event, Figure

_BREAK = re.compile(r"[,;:.()\u2013\u2014\"\u201c\u201d]\s")
_COUNT = re.compile(
    r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|hundreds?)\b",
    re.IGNORECASE,
)
_REACH = 8  # words on either side
_LEAST = 2  # words in common: one for the thing and one for what is measured of it, "pipeline" and "cost"
_CLOSE = 80  # characters
_NEXT = 3  # characters between a sentence and the next
_BOTH_WAYS = "trade of "
_DAYS_APART = 3  # of the days two reports of one act give
_PART = 0.4  # of the shorter clause
NUMBER_TOLERANCE = 0.02
_HEDGED_TOLERANCE = 0.1


@dataclass(frozen=True, slots=True)
class Clause:
    """What the clause around a figure says.

    Attributes
    ----------
    words : frozenset of str
        Stems that carry meaning: no numerals, units or names of its parties.
    names : frozenset of str
        States and whatever else its sentence names.
    outcomes : frozenset of str
        What became of those counted, or the part of a sum that it is.
    told : pair of date or None
        Day its document was published.
    """

    words: frozenset[str]
    names: frozenset[str]
    outcomes: frozenset[str]
    told: Days | None


def clause_of(figure: Figure, documents: Mapping[str, Document]) -> Clause:
    """Return what a figure's clause says."""
    document = documents.get(figure.document)
    sentence = document.text[slice(*figure.sentence)] if document else ""
    around = _around(figure, document.text) if document else ""
    text = f"{figure.subject} {figure.text} {around}"
    parties = frozenset(p for p in (figure.exporter, figure.importer) if p)
    found = meaning(by_kind(stems(text))) - counting() - naming(text, parties) - set(stems(figure.unit or ""))
    words = frozenset(s for s in found if not s[0].isdigit())
    names = names_in(sentence, but=next(iter(sentence.split()), ""))
    outcomes = _own_outcomes(figure, document.text if document else "") or named(stems(text), "outcomes")
    if figure.quantity == "money":
        outcomes |= named(stems(sentence), "outcomes") & {"costs"}  # "the cost, estimated at $2 million"
    return Clause(words, names, outcomes, days(document.published) if document else None)


def _own_outcomes(figure: Figure, text: str) -> frozenset[str]:
    """Return what became of those counted, where others are beside them: "killing 12 and wounding 30"."""
    if figure.quantity != "count":
        return frozenset()
    before = re.split(_BREAK, text[figure.sentence[0] : figure.span[0]] + " ")[-1]
    after = re.split(_BREAK, text[figure.span[1] : figure.sentence[1]] + " ")[0]
    head, joined, own = before.rpartition(" and ")
    first, joins, rest = after.partition(" and ")
    led = bool(joined and _COUNT.search(head))
    followed = bool(joins and _COUNT.search(rest))
    if not (led or followed):
        return frozenset()
    return named(stems(f"{own if led else before} {figure.text} {first if followed else after}"), "outcomes")


def _around(figure: Figure, text: str) -> str:
    """Return the words of a figure's clause around it."""
    before = text[figure.sentence[0] : figure.span[0]] + " "
    after = text[figure.span[1] : figure.sentence[1]] + " "
    start = max((m.end() for m in _BREAK.finditer(before)), default=0)
    stop = _BREAK.search(after)
    words = before[start:].split()[-_REACH:], after[: stop.start() if stop else None].split()[:_REACH]
    return " ".join([*words[0], *words[1]])


def is_told_of(act: Event, figure: Figure, text: str) -> bool:
    """Whether a figure stands close to an act's words in their clause, or the next sentence says that it costs that."""
    first, last = act.span[1], figure.span[0]
    if first <= last <= first + _CLOSE and not _BREAK.search(text[first:last]) and "\n" not in text[first:last]:
        return True
    if first <= last <= first + _CLOSE and _results().match(text[first:last] + " "):
        return True  # "attacked the village, killing nine"
    if 0 <= act.span[0] - figure.span[1] <= _NEXT:
        return True  # "six sailors, arrested by"
    next_to_it = 0 <= figure.sentence[0] - act.sentence[1] <= _NEXT
    if next_to_it and act.type == "ASSAULT" and _is_its_toll(figure, text):
        return True
    near = next_to_it and figure.quantity == "money"
    return (
        near
        and act.type in ("AGREE", "COOPERATE")
        and "costs" in named(stems(text[slice(*figure.sentence)]), "outcomes")
    )


def _is_its_toll(figure: Figure, text: str) -> bool:
    """Whether a sentence is no more than what became of those struck: "Five sailors were killed, police said"."""
    if figure.quantity != "count" or "\n" in text[slice(*figure.sentence)].strip():
        return False
    before = text[figure.sentence[0] : figure.span[0]].strip().lower()
    after = text[figure.span[1] : figure.sentence[1]] + " "
    return before in vocabulary()["tolls"]["hedges"] and bool(_tolls().match(after))


@cache
def _tolls() -> re.Pattern[str]:
    """Pattern of what became of those named first in a sentence, and no more than who says so or "in the attack"."""
    words = vocabulary()["tolls"]
    return re.compile(
        rf"\s*(?:(?:were|was|have been|has been) (?:{'|'.join(words['struck'])})|died)"
        rf"(?: in the (?:{'|'.join(words['deeds'])}))?(?:, [^,;:.]+ (?:{'|'.join(words['saying'])}))?\s*\.?\s*$"
    )


@cache
def _results() -> re.Pattern[str]:
    """Pattern of what leads from an act to those it struck, up to their number."""
    return re.compile(rf"[^,;:.\n]*, (?:and )?(?:{'|'.join(vocabulary()['results']['words'])})[^,;:.\n]*$")


def one_number(a: Figure, b: Figure, clauses: Mapping[str, Clause]) -> bool:
    """Whether two figures give one number: of one flow or, where one names none, of one thing by their clauses.

    Sentences that name others, and figures without a period told far apart, give two.
    """
    of_a, of_b = clauses[a.id], clauses[b.id]
    if a.quantity != b.quantity or not _of_one_unit(a, b, clauses) or not _may_be_of_one_time(a, b):
        return False
    if a.quantity == "count" and of_a.outcomes != of_b.outcomes:
        return False
    shared = of_a.words & of_b.words
    if is_whole(a) and is_whole(b):
        return bool(shared) and of_one_flow(a, b) and a.commodity == b.commodity
    told_apart = of_a.told and of_b.told and gap(of_a.told, of_b.told) > RECENT_DAYS
    if (a.commodity and b.commodity and a.commodity != b.commodity) or of_others(of_a, of_b) or told_apart:
        return False
    return len(shared) >= _LEAST and len(shared) >= _PART * min(len(of_a.words), len(of_b.words))


def of_one_act(a: Figure, b: Figure, clauses: Mapping[str, Clause]) -> bool:
    """Whether two figures, told in the clauses of one act, give one number of it: a sum's worth, or those it struck.

    One word in common is enough where the act is one; its day may be told differently.
    """
    of_a, of_b = clauses[a.id], clauses[b.id]
    if a.quantity not in ("money", "count") or a.quantity != b.quantity or not _of_one_unit(a, b, clauses):
        return False
    unsaid = a.quantity == "count" and not (of_a.outcomes and of_b.outcomes)  # the act says what became of them
    if (a.commodity and b.commodity and a.commodity != b.commodity) or not (unsaid or of_a.outcomes == of_b.outcomes):
        return False
    when = days(a.period), days(b.period)
    apart = when[0] and when[1] and gap(when[0], when[1]) > _DAYS_APART
    told_apart = of_others(of_a, of_b) and "costs" not in of_a.outcomes  # what a thing costs is said by many
    return not apart and not told_apart and bool(of_a.words & of_b.words or of_a.outcomes)


def _of_one_unit(a: Figure, b: Figure, clauses: Mapping[str, Clause]) -> bool:
    """Whether two figures count the same: a toll that says of whom nowhere ("has risen to nine") is as the other."""
    if unit_of(a) == unit_of(b):
        return True
    outcomes = clauses[a.id].outcomes & clauses[b.id].outcomes
    return a.quantity == "count" and None in (a.unit, b.unit) and bool(outcomes)


def unit_of(figure: Figure) -> str | None:
    """Return a figure's unit, one name for all words of one thing counted."""
    found = named(stems(figure.unit or ""), "counted") if figure.quantity == "count" else None
    return next(iter(sorted(found)), figure.unit) if found else figure.unit


def of_others(a: Clause, b: Clause) -> bool:
    """Whether each of two sentences names someone that the other does not."""
    return bool(a.names - b.names and b.names - a.names)


def is_whole(figure: Figure) -> bool:
    """Whether a figure names both ends of its flow."""
    return bool(figure.exporter and figure.importer)


def of_one_flow(a: Figure, b: Figure) -> bool:
    """Whether two figures that name both ends are of one flow: the trade of two has no direction, exports have."""
    both_ways = [bool(f.whole and f.whole.startswith(_BOTH_WAYS)) for f in (a, b)]
    if any(both_ways):
        return all(both_ways) and {a.exporter, a.importer} == {b.exporter, b.importer}
    return (a.exporter, a.importer) == (b.exporter, b.importer)


def _may_be_of_one_time(a: Figure, b: Figure) -> bool:
    when = days(a.period), days(b.period)
    return not (when[0] and when[1]) or overlap(when[0], when[1])


def differ(a: Figure, b: Figure) -> bool:
    """Whether the values of two figures differ by more than rounding and hedges allow."""
    if a.value is None or b.value is None:
        return False
    low = max(min(a.value, a.value_high or a.value), min(b.value, b.value_high or b.value))
    high = min(max(a.value, a.value_high or a.value), max(b.value, b.value_high or b.value))
    tolerance = _HEDGED_TOLERANCE if a.hedge or b.hedge else NUMBER_TOLERANCE
    return low - high > tolerance * max(abs(low), abs(high))
