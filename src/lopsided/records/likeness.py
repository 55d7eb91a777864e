"""How far two reported events are one happening, with the reasons."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, Any

from lopsided.records.intervals import Days, days, gap, overlap, width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lopsided.records.kinds import Document, Event

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_NEAR_DAYS = 3
_STRONG_WORDING = 0.5
_WEAK_WORDING = 0.12
_TALK_WORDING = 0.25
RECENT_DAYS = 45
_REACH = 6  # words after an event's own
_PRIOR = 5  # reports about a pair it takes to know its words as well as those at large

Pair = frozenset[str]


@cache
def vocabulary() -> dict[str, Any]:
    """Return what tells one happening from another, as in ``data/stories.toml``."""
    return tomllib.loads((files("lopsided.records") / "data" / "stories.toml").read_text("utf-8"))


@cache
def family(type_: str) -> str:
    """Return the family of a PLOVER type."""
    return next(str(name) for name, types in vocabulary()["families"].items() if type_ in types)


@cache
def stem(word: str) -> str:
    """Return a word without its commonest English endings; only ever compared with other stems."""
    for end, least in (
        ("ations", 4),
        ("ation", 4),
        ("ments", 4),
        ("ment", 4),
        ("ings", 4),
        ("ing", 4),
        ("ies", 3),
        ("ed", 4),
        ("es", 4),
        ("s", 3),
    ):
        if word.endswith(end) and len(word) - len(end) >= least and not word.endswith("ss"):
            word = word[: -len(end)]
            break
    return word[:-1] if len(word) > 4 and word[-1] in "ey" else word


@cache
def _stops() -> frozenset[str]:
    words = vocabulary()["stop"]["words"].split()
    return frozenset((*words, *map(stem, words)))


def _stems(text: str) -> list[str]:
    return [stem(w.lower()) for w in _WORD.findall(text.replace("\u2019s", "").replace("'s", ""))]


def content(text: str) -> frozenset[str]:
    """Return the stems of a text's words that carry meaning."""
    return frozenset(s for s in _stems(text) if s not in _stops() and len(s) > 1)


@cache
def _kind_stems() -> dict[str, str]:
    """Kind by the stems of a word or phrase that names it, the words of a phrase set apart by spaces."""
    return {" ".join(_stems(p)): kind for kind, phrases in vocabulary()["kinds"].items() for p in phrases}


def _named(stems: list[str]) -> frozenset[str]:
    """Kinds that words or pairs of words name; no phrase in the vocabulary is longer."""
    pairs = (f"{a} {b}" for a, b in pairwise(stems))
    known = _kind_stems()
    return frozenset(known[s] for s in (*stems, *pairs) if s in known)


def kinds_of(text: str) -> frozenset[str]:
    """Return the kinds of happening a text's words name, topics left out."""
    return _named(_stems(text)) - set(vocabulary()["topics"]["kinds"])


@dataclass(frozen=True, slots=True)
class Report:
    """An event made ready to be compared.

    Attributes
    ----------
    words : frozenset of str
        Stems of its words that carry meaning.
    kinds, topics : frozenset of str
        Kinds of happening its words name, and what it is about.
    when : pair of date or None
        Days it may have happened on.
    told : pair of date or None
        Day its document was published: a thing without a date is taken to be near it, and one that happened before it.
    source, target : frozenset of str
        Those it may be, loose groups with their members.
    """

    event: Event
    order: int
    family: str
    words: frozenset[str]
    kinds: frozenset[str]
    topics: frozenset[str]
    when: Days | None
    told: Days | None
    source: frozenset[str]
    target: frozenset[str]

    @property
    def pairs(self) -> frozenset[frozenset[str]]:
        """Everyone it may be between, two by two."""
        return frozenset(frozenset((s, t)) for s in self.source for t in self.target)


def report(event: Event, order: int, document: Document | None) -> Report:
    """Make an event ready to be compared.

    Readers cut an event's words short of what it is about ("reached an agreement on the | gas pipeline"), so a few
    words more of its sentence are taken in; they name its kind only where its own words name none.
    """
    end, last = event.span[1], event.sentence[1]
    tail = " ".join(document.text[end:last].split()[:_REACH]) if document else ""
    own, more = _stems(f"{event.text} {event.trigger}"), _stems(tail)
    stems = [*own, *more]
    named = (_named(own) or _named(more)) | (_named(stems) & set(vocabulary()["topics"]["kinds"]))
    topics = named & set(vocabulary()["topics"]["kinds"])
    return Report(
        event=event,
        order=order,
        family=family(event.type),
        words=frozenset(s for s in stems if s not in _stops() and len(s) > 1),
        kinds=named - topics,
        topics=topics,
        when=days(event.date),
        told=days(document.published) if document else None,
        source=_those(event.source),
        target=_those(event.target),
    )


@cache
def _those(actor: str) -> frozenset[str]:
    return frozenset((actor, *vocabulary()["loose"].get(actor, ())))


class Rarity:
    """How telling each word is: one that is rare among the reports about a pair, and rare at all, tells most."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._everywhere: Counter[str] = Counter()
        self._about: dict[Pair, Counter[str]] = defaultdict(Counter)
        self._sizes: Counter[Pair] = Counter()
        self._total = 0
        for one in reports:
            pair = _pair(one)
            self._everywhere.update(one.words)
            self._about[pair].update(one.words)
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

    def alike(self, a: Report, b: Report) -> float:
        """Weight of the shared words, halfway between over the shorter report's and over all their words; 0 to 1."""
        shared = a.words & b.words
        if not shared:
            return 0.0
        pair = _pair(a)
        both, of_a, of_b = self._sum(pair, shared), self._sum(pair, a.words), self._sum(pair, b.words)
        return 0.5 * both / min(of_a, of_b) + 0.5 * both / (of_a + of_b - both)


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
    if wording < needed and not (a.kinds & b.kinds or a.topics & b.topics or a.family == "meeting"):
        return None
    parts = (_direction(a, b, wording), _date(a, b, wording), _mode(a, b, wording))
    if None in parts:
        return None
    weights = vocabulary()["weights"]
    score = sum(p for p in parts if p is not None) + weights["wording"] * wording + _kind(a, b)
    score += weights["type"] if a.event.type == b.event.type else weights["family"]
    if a.event.document == b.event.document:
        score += weights["same_document"]
    return float(score)


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
        return _undated(a, b)
    if overlap(a.when, b.when):
        widest = max(width(a.when), width(b.when))
        name = "same_day" if widest <= 10 else "same_month" if widest <= 92 else "same_year"
        return float(weights[name])
    near = gap(a.when, b.when) <= _NEAR_DAYS and wording >= _STRONG_WORDING / 2
    return float(weights["near_day"]) if near else None


def _undated(a: Report, b: Report) -> float | None:
    """Weigh the time of two reports one of which gives none: an undated happening is near the day it is told."""
    known, undated = (a, b) if a.when else (b, a)
    if known.when is None:
        return None if far_apart(a, b) and not standing(a, b) else 0.0
    if undated.told is None:
        return 0.0
    before = (undated.told[1] - known.when[0]).days
    if before < 0 and undated.event.mode == "happened":
        return None  # a thing told as happened was over when it was told
    if 0 <= before <= RECENT_DAYS and undated.event.mode == "happened":
        return float(vocabulary()["weights"]["recent"])
    return None if far_apart(a, b) and not standing(a, b) else 0.0


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


def _kind(a: Report, b: Report) -> float:
    vocab = vocabulary()
    weights = vocab["weights"]
    shared, score = a.kinds & b.kinds, 0.0
    if (a.kinds ^ b.kinds) & set(vocab["apart"]["kinds"]):
        score += weights["other_kind"]
    elif shared:
        score += weights["kind"] if shared - set(vocab["generic"]["kinds"]) else weights["generic_kind"]
        score += weights["standing"] if standing(a, b) else 0.0
    elif a.kinds and b.kinds and not _together(a.kinds, b.kinds):
        score += weights["other_kind"]
    if a.topics and b.topics:
        score += weights["topic"] if a.topics & b.topics else -weights["topic"]
    return float(score)


def _together(a: frozenset[str], b: frozenset[str]) -> bool:
    return any((p in a and q in b) or (q in a and p in b) for p, q in vocabulary()["together"]["pairs"])
