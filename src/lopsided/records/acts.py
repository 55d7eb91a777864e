"""Whether two reports speak of one act, so that one can deny the other: what is done, and to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.records.intervals import overlap
from lopsided.records.likeness import far_apart
from lopsided.records.wording import content, kinds_of, mark, stem, vocabulary, words_of

if TYPE_CHECKING:
    from lopsided.records.report import Report

_OCCASION_DAYS = 10  # a date wider than this is no occasion


def one_act(a: Report, b: Report) -> bool:
    """Whether two reports name the same act and the same thing done, or the same dated occasion.

    Two of one type between the same two need not: one can praise a president and not his war. So both must name the
    act by one word, or by words for one kind of act, and share something of what it was about. A kind that names its
    object itself ("armed": with weapons) is enough; so is one document that uses one word for both.
    """
    if (a.when and b.when and not overlap(a.when, b.when)) or _told_before(a, b) or _told_before(b, a):
        return False
    kinds = kinds_of(a.event.text) & kinds_of(b.event.text)  # not of the words after: those are what it is about
    named = _named(a, b)
    if far_apart(a, b) or not (kinds or named):
        return False
    if kinds & set(vocabulary()["whole"]["kinds"]) or _one_occasion(a, b):
        return True
    same_word = bool(named) and a.event.document == b.event.document
    return same_word or bool((a.words & b.words) - named - words_of(kinds) - {mark(k) for k in kinds})


def _told_before(denial: Report, act: Report) -> bool:
    """Whether a denial was told before an act was done: it is of another."""
    return bool(denial.event.mode == "denied" and denial.told and act.when and denial.told[1] < act.when[0])


def _one_occasion(a: Report, b: Report) -> bool:
    return bool(a.when and b.when and max((w[1] - w[0]).days for w in (a.when, b.when)) < _OCCASION_DAYS)


def _named(a: Report, b: Report) -> frozenset[str]:
    """Words that both use and by which at least one names the act; the type's own name where no trigger is given."""
    acts = content(f"{a.event.trigger} {b.event.trigger}") | {stem(a.event.type.lower()), stem(b.event.type.lower())}
    return content(a.event.text) & content(b.event.text) & acts
