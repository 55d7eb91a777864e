"""A paragraph laid out for finding mentions: token texts and places beside the hits and signals in its text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.attrs import IDX, LENGTH

from lopsided.reading.mentions.scan import Hit, Signal, scan

if TYPE_CHECKING:
    from lopsided.reading.parsed import Paragraph
    from lopsided.records.kinds import Span


@dataclass(frozen=True, slots=True)
class Scene:
    """One paragraph with what its words can be.

    Attributes
    ----------
    full : str
        The paragraph's text (spaCy builds it anew at each ``doc.text``).
    lower : bool
        Whether the paragraph has lost its capitals (but perhaps the first).
    texts, starts : list
        Text and first character of each token.
    hits, signals : list
        In order of place, not overlapping.
    """

    paragraph: Paragraph
    doc: Any
    full: str
    lower: bool
    texts: list[str]
    starts: list[int]
    hits: list[Hit]
    signals: list[Signal]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Token range that covers the characters ``start:end``."""
        first = max(0, bisect_right(self.starts, start) - 1)
        return first, max(first + 1, bisect_left(self.starts, end))

    def text(self, start: int, end: int) -> str:
        """Text of a token range."""
        if start >= end:
            return ""
        return self.full[self.starts[start] : self.starts[end - 1] + len(self.texts[end - 1])]

    def span(self, start: int, end: int) -> Span:
        """Offsets of a token range into the text as given."""
        return self.paragraph.span(self.starts[start], self.starts[end - 1] + len(self.texts[end - 1]))


def _lost(full: str, hit: Hit) -> bool:
    """Whether a name with no other sense stands there without its capital."""
    sense = hit.entry.senses[0] if hit.entry.senses else None
    return sense is not None and sense.case == "any" and sense.surface[:1].isupper() and full[hit.start].islower()


def lay_out(paragraph: Paragraph) -> Scene:
    """Scan a paragraph once."""
    doc = paragraph.doc
    full = paragraph.text
    places: list[tuple[int, int]] = doc.to_array([IDX, LENGTH]).tolist()
    hits, signals = scan(full)
    lower = full.islower() or (full[1:].islower() and any(_lost(full, hit) for hit in hits))
    return Scene(
        paragraph, doc, full, lower, [full[a : a + n] for a, n in places], [a for a, _ in places], hits, signals
    )
