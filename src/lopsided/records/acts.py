"""Whether two reports speak of one act, so that one can deny the other: what is done, and to what."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lopsided.records.intervals import overlap
from lopsided.records.likeness import content, far_apart, kinds_of, stem, vocabulary
from lopsided.terms.actors import link

if TYPE_CHECKING:
    from lopsided.records.kinds import Event
    from lopsided.records.likeness import Report

_OCCASION_DAYS = 10  # a date wider than this is no occasion


def one_act(a: Report, b: Report) -> bool:
    """Whether two reports name the same act and the same thing done, or the same dated occasion.

    Two of one type between the same two need not: one can praise a president and not his war. So both must name the
    act by one word, or by words for one kind of act, and share something of what it was about. A kind that names its
    object itself ("armed": with weapons) is enough; so is one document that uses one word for both.
    """
    if a.when and b.when and not overlap(a.when, b.when):
        return False
    kinds = kinds_of(a.event.text) & kinds_of(b.event.text)  # not of the words after: those are what it is about
    named = _named(a, b)
    if far_apart(a, b) or not (kinds or named):
        return False
    if kinds & set(vocabulary()["whole"]["kinds"]) or _one_occasion(a, b):
        return True
    same_word = bool(named) and a.event.document == b.event.document
    return same_word or bool(_objects(a, b) - named - _words_of(kinds))


def _one_occasion(a: Report, b: Report) -> bool:
    return bool(a.when and b.when and max((w[1] - w[0]).days for w in (a.when, b.when)) < _OCCASION_DAYS)


def _named(a: Report, b: Report) -> frozenset[str]:
    """Words that both use and by which at least one names the act; the type's own name where no trigger is given."""
    acts = content(f"{a.event.trigger} {b.event.trigger}") | {stem(a.event.type.lower()), stem(b.event.type.lower())}
    return content(a.event.text) & content(b.event.text) & acts


def _objects(a: Report, b: Report) -> frozenset[str]:
    """Words both use that do not name either party or its people."""
    shared = a.words & b.words
    return shared - (_party_words(a.event) | _party_words(b.event))


def _party_words(event: Event) -> frozenset[str]:
    parties = {event.source, event.target}
    capitals = (w.strip("\"'.,;:()\u2018\u2019\u201c\u201d") for w in event.text.split() if w[:1].isupper())
    return frozenset(s for w in capitals if parties & _meant(w) for s in content(w))


@cache
def _meant(word: str) -> frozenset[str]:
    return frozenset(found.actor for found in link(word.removesuffix("'s").removesuffix("\u2019s")))


@cache
def _words_of(kinds: frozenset[str]) -> frozenset[str]:
    return frozenset(s for kind in kinds for phrase in vocabulary()["kinds"][kind] for s in content(phrase))
