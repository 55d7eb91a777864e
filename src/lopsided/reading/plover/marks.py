"""The marks round source and target in a sentence: ``<s>..</s>``, ``<t>..</t>``; missing, nested or inside a word."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = re.compile(r"</?([st])>")
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, and the character ranges they stood round.

    Attributes
    ----------
    text : str
        The sentence, marks taken out.
    sources, targets : tuple of (int, int)
        Half-open character ranges in ``text``, in order of place.
    """

    text: str
    sources: tuple[Range, ...]
    targets: tuple[Range, ...]


def unmark(marked_sentence: str) -> Marked:
    """Take the marks out of a sentence; a mark without its partner is dropped."""
    pieces: list[str] = []
    opened: dict[str, list[int]] = {"s": [], "t": []}
    found: dict[str, list[Range]] = {"s": [], "t": []}
    length = last = 0
    for mark in MARK.finditer(marked_sentence):
        piece = marked_sentence[last : mark.start()]
        pieces.append(piece)
        length += len(piece)
        last = mark.end()
        kind = mark[1]
        if not mark[0].startswith("</"):
            opened[kind].append(length)
        elif opened[kind] and (start := opened[kind].pop()) < length:
            found[kind].append((start, length))
    pieces.append(marked_sentence[last:])
    return Marked("".join(pieces), tuple(sorted(found["s"])), tuple(sorted(found["t"])))
