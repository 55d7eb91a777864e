"""How far two reported events are one happening, with the reasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log
from typing import TYPE_CHECKING

from lopsided.records.intervals import comes_within, day_named, gap, overlap, width
from lopsided.records.wording import stem, stems, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lopsided.records.report import Report

_NEAR_DAYS = 3
NEWS_DAYS = 7  # a thing without a date is most often told within days of it
_STRONG_WORDING = 0.5
_WEAK_WORDING = 0.12
_TALK_WORDING = 0.25
RECENT_DAYS = 45
_COUNTED = ("force", "pressure")  # families of acts told with numbers of their own: of victims, of what was seized
_SEVERAL = ("force", "deal")  # families of acts of which several come within days
_AT_LENGTH = 6  # words that carry meaning
_HANDFUL = 4  # reports about a pair that name one kind: so few are likely to be of one happening
_PRIOR = 5  # reports about a pair it takes to know its words as well as those at large
_LEAST_WEIGHT = 6.0  # of a report's words, some three rare ones: fewer say too little to be all that is shared

Pair = frozenset[str]


class Rarity:
    """How telling each word is: one that is rare among the reports about a pair, and rare at all, tells most."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._everywhere: Counter[str] = Counter()
        self._about: dict[Pair, Counter[str]] = defaultdict(Counter)
        self._kinds: dict[Pair, Counter[str]] = defaultdict(Counter)
        self._sizes: Counter[Pair] = Counter()
        self._total = 0
        for one in reports:
            pair = _pair(one)
            self._everywhere.update(one.words)
            self._about[pair].update(one.words)
            self._kinds[pair].update(one.kinds)
            self._sizes[pair] += 1
            self._total += 1
        self._weights: dict[tuple[Pair, str], float] = {}
        self._sums: dict[tuple[Pair, frozenset[str]], float] = {}

    def _weight(self, pair: Pair, word: str) -> float:
        key = pair, word
        if key not in self._weights:
            at_large = (self._everywhere[word] + 1) / (self._total + 10)
            here = (self._about[pair][word] + _PRIOR * at_large) / (self._sizes[pair] + _PRIOR)
            self._weights[key] = max(0.05, -log(here))
        return self._weights[key]

    def _sum(self, pair: Pair, words: frozenset[str]) -> float:
        key = pair, words
        if key not in self._sums:
            self._sums[key] = sum(self._weight(pair, w) for w in words)
        return self._sums[key]

    def few(self, a: Report, b: Report) -> float:
        """How few reports about a pair name a kind that these two share: 1 for a handful, towards 0 for many."""
        counts = self._kinds[_pair(a)]
        return min(1.0, _HANDFUL / min((counts[kind] for kind in a.kinds & b.kinds), default=_HANDFUL))

    def alike(self, a: Report, b: Report) -> float:
        """Weight of the shared words, halfway between over the shorter report's and over all their words; 0 to 1."""
        shared = a.words & b.words
        if not shared:
            return 0.0
        pair = _pair(a)
        both, of_a, of_b = self._sum(pair, shared), self._sum(pair, a.words), self._sum(pair, b.words)
        return 0.5 * both / max(_LEAST_WEIGHT, min(of_a, of_b)) + 0.5 * both / (of_a + of_b - both)


def _pair(report: Report) -> Pair:
    return frozenset((report.event.source, report.event.target))


def likeness(a: Report, b: Report, rarity: Rarity) -> float | None:
    """Return how far two reports are one happening; None if they cannot be.

    The weights are in ``data/stories.toml``. Two reports of different families, of other actors, or of days far apart
    are never one happening.
    """
    if a.family != b.family:
        return None
    wording = rarity.alike(a, b)
    needed = _TALK_WORDING if is_talk(a) else _WEAK_WORDING
    akin = a.kinds & b.kinds or a.topics & b.topics or a.family == "meeting" or _one_day(a, b)
    other_office = bool(a.offices and b.offices and not a.offices & b.offices)
    if (wording < needed and not akin) or _side_by_side(a, b) or (other_office and a.family == "meeting"):
        return None
    weights = vocabulary()["weights"]
    parts = (_direction(a, b, wording), _date(a, b, wording), _mode(a, b, wording))
    if None in parts or _only_the_year(a, b, parts[1]):
        return None
    score = sum(p for p in parts if p is not None) + weights["wording"] * wording + _kind(a, b, rarity)
    score += weights["type"] if a.event.type == b.event.type else weights["family"]
    if a.event.document == b.event.document:
        score += weights["same_document"]
    if other_office:
        score += weights["other_office"]
    return float(score)


def _one_day(a: Report, b: Report) -> bool:
    """Whether two acts that both sides share are of the same one or two days and of one thing."""
    if a.family not in vocabulary()["even_handed"]["families"] or not (a.when and b.when and overlap(a.when, b.when)):
        return False
    return max(width(a.when), width(b.when)) <= 2 and bool(_objects(a, b))


def _side_by_side(a: Report, b: Report) -> bool:
    """Whether one sentence sets two acts beside each other: "recalled its envoy and broke off the talks"."""
    if a.event.document != b.event.document or a.event.sentence != b.event.sentence:
        return False
    apart = a.event.span[1] <= b.event.span[0] or b.event.span[1] <= a.event.span[0]
    return apart and not a.kinds & b.kinds and stem(a.event.trigger) != stem(b.event.trigger)


def swapped(a: Report, b: Report) -> bool:
    """Whether each report has as target the other's source, and they share neither as they stand."""
    return bool(a.source & b.target and a.target & b.source and not (a.source & b.source or a.target & b.target))


def again(a: Report, b: Report) -> bool:
    """Whether one document tells of one act twice, if in words of two types: a visit, and the invitation to it.

    Both must give the same date, name one kind of act between the same two, and be worded mostly alike.
    """
    if a.event.document != b.event.document or a.when is None or a.when != b.when:
        return False
    if "denied" in (a.event.mode, b.event.mode) or not (a.pairs & b.pairs and a.kinds & b.kinds):
        return False
    return len(a.words & b.words) >= _STRONG_WORDING * min(len(a.words), len(b.words)) and is_talk(a) != is_talk(b)


def is_talk(one: Report) -> bool:
    """Whether a report is of something said."""
    return one.family in vocabulary()["talk"]["families"]


def _direction(a: Report, b: Report, wording: float) -> float | None:
    weights = vocabulary()["weights"]
    if a.source & b.source and a.target & b.target:
        return float(weights["direction"])
    directed = a.kinds & b.kinds & set(vocabulary()["directed"]["kinds"])
    if directed or not (a.source & b.target and a.target & b.source):
        return None
    if a.family in vocabulary()["even_handed"]["families"] or a.event.symmetric or b.event.symmetric:
        return float(weights["even_handed"])
    return 0.0 if wording >= _STRONG_WORDING and a.when and b.when else None  # each says the other did it


def _date(a: Report, b: Report, wording: float) -> float | None:
    weights = vocabulary()["weights"]
    if a.when is None or b.when is None:
        another = a.further != b.further or _of_another_day(a, b) or _of_another_day(b, a)
        return None if another else _undated(a, b)
    if overlap(a.when, b.when):
        widest = max(width(a.when), width(b.when))
        name = "same_day" if widest <= 10 else "same_month" if widest <= 92 else "same_year"
        return float(weights[name])
    if _is_another(a, b):
        return None
    near = gap(a.when, b.when) <= _NEAR_DAYS and wording >= _STRONG_WORDING / 2
    if a.family == "deal" and a.topics & b.topics and a.kinds & b.kinds:
        near = near or (gap(a.when, b.when) <= 1 and wording >= _WEAK_WORDING)
    return float(weights["near_day"]) if near else None


def _is_another(a: Report, b: Report) -> bool:
    """Whether two acts of different days are two: one is told as another of its kind, or no number of theirs agrees."""
    if a.further != b.further:
        return True
    return a.family in _COUNTED and bool(a.numbers and b.numbers) and not a.numbers & b.numbers


def _undated(a: Report, b: Report) -> float | None:
    """Weigh the time of two reports one of which gives none: an undated happening is near the day it is told."""
    known, undated = (a, b) if a.when else (b, a)
    weights = vocabulary()["weights"]
    apart = far_apart(a, b) and not standing(a, b)
    if known.when is None:
        if apart:
            return None
        told = a.told and b.told and gap(a.told, b.told) <= NEWS_DAYS and a.event.mode == b.event.mode
        return float(weights["told_together"]) if told else 0.0
    if undated.told is None:
        return 0.0
    before = (undated.told[1] - known.when[0]).days
    if before < 0 and undated.event.mode == "happened":
        return None  # a thing told as happened was over when it was told
    if 0 <= before <= RECENT_DAYS and undated.event.mode in ("happened", "alleged"):
        return float(weights["news" if before <= NEWS_DAYS else "recent"])
    return None if apart else 0.0


def _of_another_day(one: Report, other: Report) -> bool:
    """Whether a report in a document without a day names a day of the year that the other's can not be."""
    if one.when or one.told or not (other.when or other.told):
        return False
    day = day_named(one.event.text)
    if day is None or day == day_named(other.event.text):
        return False
    if other.when:
        return not comes_within(day, other.when, _NEAR_DAYS, _NEAR_DAYS)
    after = 0 if other.event.mode in ("happened", "alleged") else RECENT_DAYS
    return other.told is not None and not comes_within(day, other.told, RECENT_DAYS, after)


def far_apart(a: Report, b: Report) -> bool:
    """Whether the days two reports give, or were told on where they give none, are too far apart for one happening."""
    first, second = a.when or a.told, b.when or b.told
    return bool(first and second and gap(first, second) > RECENT_DAYS)


def _mode(a: Report, b: Report, wording: float) -> float | None:
    modes = {a.event.mode, b.event.mode}
    if len(modes) == 1 or modes == {"happened", "alleged"}:
        return 0.0
    if "denied" in modes:
        return 0.0 if wording >= _STRONG_WORDING and a.event.type == b.event.type else None
    both = a.when is not None and b.when is not None
    return float(vocabulary()["weights"]["planned"]) if both else None


def standing(a: Report, b: Report) -> bool:
    """Whether both name one kind of happening that goes on or happens once."""
    return bool(a.kinds & b.kinds & set(vocabulary()["standing"]["kinds"]))


def _kind(a: Report, b: Report, rarity: Rarity) -> float:
    vocab = vocabulary()
    weights = vocab["weights"]
    shared, score = a.kinds & b.kinds, 0.0
    if a.family == "meeting" and (a.kinds ^ b.kinds) & set(vocab["apart"]["kinds"]):
        score += weights["other_kind"]
    elif shared:
        telling = shared - set(vocab["generic"]["kinds"])
        score += weights["kind"] if telling else weights["generic_kind"] + weights["few"] * rarity.few(a, b)
        score += weights["standing"] if standing(a, b) else 0.0
    elif a.kinds and b.kinds and not _together(a.kinds, b.kinds):
        score += weights["other_kind"]
    if a.topics and b.topics:
        score += weights["topic"] if a.topics & b.topics else -weights["topic"]
    return float(score)


def _only_the_year(a: Report, b: Report, date: float | None) -> bool:
    """Whether two reports have no more in common than a common kind of act and a year: "signed a deal last year".

    Of acts one of which gives no day at all, only those that say at length what they are about are held to that.
    """
    if a.when and b.when:
        if (date or 0.0) > vocabulary()["weights"]["same_year"]:
            return False
    elif a.family not in _SEVERAL or min(len(a.words), len(b.words)) < _AT_LENGTH:
        return False
    if _objects(a, b):
        return False
    return not (a.topics & b.topics or (a.kinds & b.kinds) - set(vocabulary()["generic"]["kinds"]))


def _objects(a: Report, b: Report) -> frozenset[str]:
    """Words both use that do not name the act."""
    return (a.words & b.words) - {stem(a.event.type.lower()), *stems(f"{a.event.trigger} {b.event.trigger}")}


def _together(a: frozenset[str], b: frozenset[str]) -> bool:
    return any((p in a and q in b) or (q in a and p in b) for p, q in vocabulary()["together"]["pairs"])
