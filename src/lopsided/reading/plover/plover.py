"""The type classifier: which of PLOVER's sixteen types a marked sentence reports, with its reasons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.errors import UsageError
from lopsided.reading.pipeline import parser
from lopsided.reading.plover.choice import choose
from lopsided.reading.plover.marks import unmark
from lopsided.reading.plover.tree import forget

if TYPE_CHECKING:
    from lopsided.records.kinds import PloverType

_HALF = re.compile("[\ud800-\udfff]")
"""Halves of characters, as broken texts have them: no parser can read one."""
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Marks of direction and joints nobody sees: glued to a word, they would make another one of it."""
_TOO_LONG = re.compile(r"(\S{400})\S")
"""No word is so long; the parser's time grows with the square of a row of brackets, so it is cut."""


@dataclass(frozen=True, slots=True)
class EventType:
    """What kind of act a sentence reports.

    Attributes
    ----------
    type : str or None
        One of the sixteen PLOVER types; None when the sentence names no act.
    reasons : tuple of str
        The words it was read from, outermost first.
    confidence : float
        Between 0 and 1: high when the act stands on the path from source to target, low when it was only found nearby.
    """

    type: PloverType | None
    reasons: tuple[str, ...] = ()
    confidence: float = 0.0


def classify_event(marked_sentence: str) -> EventType:
    """Read the type of the act in a sentence.

    Parameters
    ----------
    marked_sentence : str
        A sentence with ``<s>..</s>`` round the source and ``<t>..</t>`` round the target. Marks may be missing, nest,
        or stand inside a word.

    Returns
    -------
    EventType
        The same for the same sentence, always.

    Raises
    ------
    UsageError
        If it is given anything but text.
    """
    seen = _UNSEEN.sub("", _text(marked_sentence))
    marked = unmark(_HALF.sub("\N{REPLACEMENT CHARACTER}", seen))
    if not marked.text.strip():
        return EventType(None, ("empty sentence",))
    doc = parser()(_TOO_LONG.sub(r"\1 ", marked.text))
    chosen = choose(doc, marked.sources, marked.targets)
    forget(doc)
    if chosen is None:
        return EventType(None, ("no word that names an act",))
    reading, confidence = chosen
    return EventType(reading.type, reading.reasons, confidence)


def _text(given: object) -> str:
    if isinstance(given, str):
        return given
    problem = f"a sentence is text, not {type(given).__name__}"
    raise UsageError(problem, remedy="give a str, with <s>..</s> round the source and <t>..</t> round the target")
