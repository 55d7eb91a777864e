"""A loss of income told to come if a tie breaks: whose, and with whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.checks.naming import named_in
from lopsided.checks.question import holds, is_place, vocabulary

if TYPE_CHECKING:
    from lopsided.records.kinds import Document, Figure

_HIT = re.compile(r"\b(?:cost|costs|costing|hit|hits|damage|reduce|reduces|lower|lowers|shave|shaves|wipe|wipes)\b")
_AFTER_PREPOSITION = re.compile(r"\b(?:with|to|on|from|of|against|by|in)(?: the)? $", re.IGNORECASE)

_NEAR = 12  # characters: "cost the whole of Germany", not "cost jobs and money in Germany"


@dataclass(frozen=True, slots=True)
class Loss:
    """Who is said to lose, and with whom the tie breaks.

    Attributes
    ----------
    of, on : str
        ISO3.
    """

    of: str
    on: str


def loss_told(figure: Figure, document: Document | None) -> Loss | None:
    """Return the loss a figure tells of; None where it tells of none, or not of two countries.

    Parameters
    ----------
    figure : Figure
    document : Document, optional
        Gives the sentence; without it nothing is known.
    """
    if document is None or not document.text or figure.quantity not in ("share", "growth", "money"):
        return None
    text = document.text[figure.sentence[0] : figure.sentence[1]]
    words = vocabulary()["losses"]
    if not all(holds(text.lower(), words[key]) for key in ("words", "of", "if")):
        return None
    places = [p for p in named_in(text, document.published) if is_place(p[2])]
    owner = (figure.whole or "").partition(" of ")[2].split(":")[0]
    hit = _HIT.search(text)
    of = next((p for start, _, p in places if hit and 0 <= start - hit.end() < _NEAR), None)
    of = of or next((p for _, _, p in places if p == owner), None)
    of = of or next((p for start, _, p in places if not _AFTER_PREPOSITION.search(text[:start])), None)
    on = next((p for _, _, p in places if p != of), None)
    return Loss(of, on) if of and on else None
