"""Amounts set right by the words around them: a range of parts, a time that is no rate, a calibre."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from lopsided.reading.figures.words import words
from lopsided.terms.quantities import amounts, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from lopsided.reading.parsed import Paragraph
    from lopsided.terms.quantities import Amount

_LOWER_END = re.compile(r"\bbetween\s+((?:an?|one|two|three)\s+[a-z]+)\s+and\s+$", re.IGNORECASE)
# "within a month", "a year earlier" say when, not how often
_WHEN = re.compile(
    r"[^.;,]*?\b(?:(?:within|inside|in|for|over|after|than)\s+(?:an?|one)\s+(?:year|month|week|day)\b"
    r"|(?:an?|one)\s+(?:year|month|week|day)\s+(?:ago|earlier|before|later|previously)\b)",
    re.IGNORECASE,
)
_REACH_OF_RATE = 60
_MILLION = 1e6
_NEAR_UNIT = 90
_FAR_UNIT = 300
_LEAD = 40
_ALIKE = 30
_YEARS = range(1900, 2101)
_ARGUMENTS = ("dobj", "nsubj", "nsubjpass", "dative", "attr")
_MARKS = frozenset(("%", "-", "of", "(", "/"))
_OTHER_MONEY = re.compile(
    r"(?:(?<![\w.])(?:[A-Z]{2,4}|[A-Z][a-z]\.|Le|Kz|Kr|Br|Nu)|[\u00a2\u20a0-\u20cf$\u00a3\u00a5])\s?$"
)
_INHABITANTS = re.compile(
    r"\b(?:population|people|inhabitants|voters|users|members|followers|residents)\b", re.IGNORECASE
)


def rate_of(text: str, amount: Amount) -> str | None:
    """Return how often an amount recurs; None where the words after it only say when."""
    when = amount.rate and _WHEN.match(text, amount.end, amount.end + _REACH_OF_RATE)
    return None if when else amount.rate


def with_lower_end(text: str, amount: Amount) -> Amount:
    """Read the half of "between a third and a half" as the upper end of the two."""
    lower = _LOWER_END.search(text, 0, amount.start) if amount.kind == "fraction" else None
    low = next(iter(amounts(f"{lower[1]} of it")), None) if lower else None
    if lower is None or low is None or low.kind != "fraction" or low.value >= amount.value:
        return amount
    return replace(
        amount, value=low.value, high=amount.value, start=lower.start(1), text=text[lower.start(1) : amount.end]
    )


def is_calibre(doc: Doc, at: int) -> bool:
    """Whether a number says how wide a barrel is: "120 mm mortars"; not "120 mm of rain"."""
    at += doc[at].text == "-"
    measure = at + 1 < len(doc) and doc[at].lower_ in ("mm", "millimetre", "millimeter", "calibre", "caliber")
    return measure and doc[at + 1].pos_ in ("NOUN", "ADJ", "PROPN")


def is_packing(doc: Doc, at: int) -> bool:
    """Whether a weight only says how large the bags are that are counted: "3 million 60-kg bags"."""
    return at < len(doc) and doc[at].lemma_.lower() in words("packing")


def same_unit(paragraph: Paragraph, found: Sequence[Amount], index: int) -> Amount:
    """Read "65 billion" after "$100 billion" as dollars, "4 million" after "5 million tonnes" as tonnes."""
    amount = found[index]
    if amount.spelled and amount.kind == "number" and (longer := _same_time(paragraph, found, index)):
        return longer
    if amount.kind != "number" or _OTHER_MONEY.search(paragraph.text, max(0, amount.start - _LEAD), amount.start):
        return amount  # "Kz 3 billion": in a money that is not known, not in that of the sum before
    if amount.value < _MILLION or amount.text.strip()[-1:].isdigit():
        listed = _same_list(paragraph, found, index)
        return listed if listed is not amount else _same_measure(paragraph, found, index)
    if _INHABITANTS.search(paragraph.text, max(0, amount.start - _LEAD), amount.start):
        return amount  # "a population of 30 million"
    known = [a for a in found[:index] if a.kind in ("money", "volume") and amount.start - a.end < _FAR_UNIT]
    known = [a for a in known if amount.start - a.end < _NEAR_UNIT or 1 / _ALIKE < a.value / amount.value < _ALIKE]
    stop = min(len(paragraph.text), amount.end + 3)
    following = paragraph.doc.char_span(amount.end, stop, alignment_mode="expand")
    beside = takewhile(lambda t: not t.is_punct, following or ())
    counted = any(t.pos_ in ("NOUN", "ADJ", "PROPN", "NUM") for t in beside)
    return amount if counted or not known else replace(amount, kind=known[-1].kind, unit=known[-1].unit)


def _same_list(paragraph: Paragraph, found: Sequence[Amount], index: int) -> Amount:
    """Read "400 from Chad" after "600 tonnes from Mali" as tonnes."""
    amount, last = found[index], found[index - 1] if index else None
    if last is None or amount.spelled or last.kind != "volume" or not 0 < amount.start - last.end < _NEAR_UNIT:
        return amount
    words_after = paragraph.text[amount.end : amount.end + 16].split()
    between = paragraph.text[last.end : amount.start]
    listed = words_after[:1] in (["from"], ["to"]) and words_after[1][:1].isupper() if len(words_after) > 1 else False
    if not listed or any(mark in between for mark in ".;") or amount.text.strip()[-1:].isalpha():
        return amount
    return replace(amount, kind="volume", unit=last.unit, value=amount.value * _scaled(last))


def _same_measure(paragraph: Paragraph, found: Sequence[Amount], index: int) -> Amount:
    """Read "London had demanded 7,500" after "6,000 tonnes" as tonnes: alone, and much the same size."""
    amount, last = found[index], found[index - 1] if index else None
    if last is None or last.kind != "volume" or amount.spelled or not amount.value or amount.value in _YEARS:
        return amount
    doc = paragraph.doc
    here, there = (doc.char_span(a.start, a.end, alignment_mode="expand") for a in (amount, last))
    if here is None or there is None or here.end >= len(doc) or here.start == 0:
        return amount
    alike = 1 / _ALIKE < amount.value * _scaled(last) / last.value < _ALIKE
    near = doc[here.start].sent.start <= there.end or doc[doc[here.start].sent.start - 1].sent.start <= there.start
    alone = here.root.pos_ == "NUM" and here.root.dep_ in _ARGUMENTS and here.root.head.pos_ == "VERB"
    alone = (
        alone and doc[here.end].pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "SYM") and doc[here.end].text not in _MARKS
    )
    if not (alike and near and alone):
        return amount
    return replace(amount, kind="volume", unit=last.unit, value=amount.value * _scaled(last))


def _scaled(last: Amount) -> float:
    """Return how many base units one of an amount's units is, its thousands and millions left out."""
    words_ = last.text[: last.number_end - last.start]
    bare = None if any(c.isalpha() for c in words_) else number(words_)
    return last.value / bare if bare else 1.0


def _same_time(paragraph: Paragraph, found: Sequence[Amount], index: int) -> Amount | None:
    """Read "four" in "within three months, which may be extended to four" as months; None where nothing is changed."""
    amount = found[index]
    known = next((a for a in reversed(found[:index]) if a.kind == "duration"), None)
    tokens = paragraph.doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if known is None or tokens is None or amount.start - known.end > _NEAR_UNIT or tokens.end >= len(paragraph.doc):
        return None
    doc = paragraph.doc
    alone = doc[tokens.end].pos_ not in ("NOUN", "ADJ", "PROPN", "NUM") and doc[tokens.end].lower_ not in ("-", "of")
    led = [t.lemma_.lower() for t in doc[max(0, tokens.start - 3) : tokens.start]]
    changed = led[-1:] == ["to"] and any(w in words("prolong") for w in led)
    if not (alone and changed):
        return None
    size = known.value / (number(known.text[: known.number_end - known.start]) or known.value)
    return replace(amount, kind="duration", unit=known.unit, value=amount.value * size, rate=None)
