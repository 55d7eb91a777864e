"""A text in stretches for the parser: paragraphs without their noise, cut where they are too long to be parsed as one.

What is no prose (a table, a drawing, rubbish) is left out, and marked as noise, so that nothing is passed over unsaid.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from lopsided.reading.documents.layout import paragraphs_of
from lopsided.reading.documents.repair import Repaired, repair
from lopsided.reading.parsing.bounds import bounded
from lopsided.records.kinds import Noise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lopsided.records.kinds import Span


def paragraph_texts(text: str, noise: tuple[Noise, ...] = ()) -> Iterator[Repaired]:
    """Cut a text into paragraphs as the parser shall see them.

    Noise is left out; what stands before and after it within a paragraph is joined.

    Parameters
    ----------
    text : str
        The text as given.
    noise : tuple of Noise
        As found in it; marks of what is no prose make no difference.
    """
    return (stretch for stretch, is_prose in _stretches(text, noise) if is_prose)


def with_unread(text: str, noise: tuple[Noise, ...]) -> tuple[Noise, ...]:
    """Return noise with marks for what `paragraph_texts` leaves out beside it.

    Parameters
    ----------
    text : str
        The text as given.
    noise : tuple of Noise
        As found in it, in order, not overlapping.
    """
    found: list[Noise] = []
    first = 0
    for stretch, is_prose in _stretches(text, noise):
        if is_prose:
            continue
        start, end = stretch.offsets[0], stretch.offsets[-1]
        while first < len(noise) and noise[first].span[1] <= start:
            first += 1
        for mark in islice(noise, first, None):  # noise within it has its own mark
            if mark.span[0] >= end:
                break
            found.append(Noise((start, mark.span[0]), "no-prose"))
            start = max(start, mark.span[1])
        found.append(Noise((start, end), "no-prose"))
    kept = [mark for mark in found if text[mark.span[0] : mark.span[1]].strip()]
    return tuple(sorted((*noise, *kept), key=lambda mark: mark.span)) if kept else noise


def _stretches(text: str, noise: tuple[Noise, ...]) -> tuple[tuple[Repaired, bool], ...]:
    """Return each stretch with whether it is prose."""
    return _last_cut(text, tuple(mark for mark in noise if mark.kind != "no-prose"))


@lru_cache(maxsize=1)
def _last_cut(text: str, noise: tuple[Noise, ...]) -> tuple[tuple[Repaired, bool], ...]:
    """Return the stretches of a text; of the last one they are kept: noise is marked by them, then they are parsed."""
    return tuple(_cut(text, noise))


def _cut(text: str, noise: tuple[Noise, ...]) -> Iterator[tuple[Repaired, bool]]:
    first = 0
    for span in paragraphs_of(text):
        while first < len(noise) and noise[first].span[1] <= span[0]:
            first += 1
        last = first
        while last < len(noise) and noise[last].span[0] < span[1]:
            last += 1
        yield from _paragraph(text, span, noise[first:last])


def _paragraph(text: str, span: Span, noise: tuple[Noise, ...]) -> Iterator[tuple[Repaired, bool]]:
    """Yield the paragraph at ``span`` without its noise, cut; nothing if nothing is left."""
    pieces: list[Repaired] = []
    start = span[0]
    for mark in noise:
        pieces.append(repair(text, start, max(start, mark.span[0])))
        start = max(start, mark.span[1])
    pieces.append(repair(text, start, max(start, span[1])))
    whole = _join([p for p in pieces if p.text.strip()])
    if whole:
        yield from bounded(whole)


def _join(pieces: list[Repaired]) -> Repaired | None:
    """Join stretches with a space where a word would run into the next; trim the ends."""
    if not pieces:
        return None
    parts, offsets, ends = [pieces[0].text], [*pieces[0].offsets[:-1]], [*_ends(pieces[0])]
    for piece in pieces[1:]:
        if not parts[-1][-1].isspace() and not piece.text[0].isspace():
            parts.append(" ")
            offsets.append(piece.offsets[0])
            ends.append(piece.offsets[0])
        parts.append(piece.text)
        offsets.extend(piece.offsets[:-1])
        ends.extend(_ends(piece))
    text = "".join(parts)
    left, right = len(text) - len(text.lstrip()), len(text.rstrip())
    kept = tuple(ends[left:right]) if len(pieces) > 1 or pieces[0].ends else ()
    return Repaired(
        text[left:right].replace("\n", " "),
        (*offsets[left:right], ends[right - 1]),
        kept,
        encoding=any(p.encoding for p in pieces),
    )


def _ends(piece: Repaired) -> tuple[int, ...]:
    return piece.ends or tuple(range(piece.offsets[0] + 1, piece.offsets[0] + 1 + len(piece.text)))
