"""Amounts set right by the words around them: a range of parts, a time that is no rate, a calibre."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.terms.quantities import amounts

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lopsided.terms.quantities import Amount

_LOWER_END = re.compile(r"\bbetween\s+((?:an?|one|two|three)\s+[a-z]+)\s+and\s+$", re.IGNORECASE)
# "within a month", "a year earlier" say when, not how often
_WHEN = re.compile(
    r"[^.;,]*?\b(?:(?:within|inside|in|for|over|after|than)\s+(?:an?|one)\s+(?:year|month|week|day)\b"
    r"|(?:an?|one)\s+(?:year|month|week|day)\s+(?:ago|earlier|before|later|previously)\b)",
    re.IGNORECASE,
)
_REACH_OF_RATE = 60


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
