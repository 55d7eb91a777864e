"""What a figure is of, by the words of its clause: two that name no whole flow are compared by these."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lopsided.records.intervals import days, overlap
from lopsided.records.wording import by_kind, counting, meaning, naming, stems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lopsided.records.kinds import Document, Figure

_BREAK = re.compile(r"[,;:.()\u2013\u2014\"\u201c\u201d]\s")
_REACH = 8  # words on either side
_LEAST = 2  # words in common: one for the thing and one for what is measured of it, "pipeline" and "cost"
_PART = 0.4  # of the shorter clause
NUMBER_TOLERANCE = 0.02
_HEDGED_TOLERANCE = 0.1


def clause_words(figure: Figure, documents: Mapping[str, Document]) -> frozenset[str]:
    """Return the stems that carry meaning in a figure's clause: no numerals, units or names of its parties."""
    document = documents.get(figure.document)
    around = _around(figure, document.text) if document else ""
    text = f"{figure.subject} {figure.text} {around}"
    parties = frozenset(p for p in (figure.exporter, figure.importer) if p)
    found = meaning(by_kind(stems(text))) - counting() - naming(text, parties) - set(stems(figure.unit or ""))
    return frozenset(s for s in found if not s[0].isdigit())


def _around(figure: Figure, text: str) -> str:
    before = text[figure.sentence[0] : figure.span[0]] + " "
    after = text[figure.span[1] : figure.sentence[1]] + " "
    start = max((m.end() for m in _BREAK.finditer(before)), default=0)
    stop = _BREAK.search(after)
    words = before[start:].split()[-_REACH:], after[: stop.start() if stop else None].split()[:_REACH]
    return " ".join([*words[0], *words[1]])


def one_number(a: Figure, b: Figure, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether two figures give one number: of one flow or, where one names none, of one thing by their clauses."""
    if (a.quantity, a.unit) != (b.quantity, b.unit) or not _may_be_of_one_time(a, b):
        return False
    of_a, of_b = words[a.id], words[b.id]
    shared = of_a & of_b
    if is_whole(a) and is_whole(b):
        return bool(shared) and {a.exporter, a.importer} == {b.exporter, b.importer} and a.commodity == b.commodity
    return len(shared) >= _LEAST and len(shared) >= _PART * min(len(of_a), len(of_b))


def is_whole(figure: Figure) -> bool:
    """Whether a figure names both ends of its flow."""
    return bool(figure.exporter and figure.importer)


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
