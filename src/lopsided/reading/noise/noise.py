"""Stretches of a document that carry no reporting, marked by kind so that extractors never see them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lopsided.reading.documents import published
from lopsided.reading.documents.layout import Line, lines_of
from lopsided.reading.noise.credits import byline, dateline_before, handles, is_writer
from lopsided.reading.noise.edges import around
from lopsided.reading.noise.kin import words_of
from lopsided.reading.noise.others import listed, related
from lopsided.reading.noise.patterns import kind_of, within
from lopsided.reading.noise.pictures import captions, named_twice, pictured
from lopsided.reading.noise.repeated import begun, doubled, is_prose, pulled
from lopsided.reading.noise.structure import garbled, note_marks
from lopsided.records.kinds import Noise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lopsided.records.kinds import NoiseKind

LONGEST_LINE = 420
"""A longer line (characters) is prose, whatever words it holds."""
LONGEST_BYLINE = 160
_EDGE = 6
"""Lines at the top that may name the section a page belongs to."""
_TAIL = 8
"""Lines at the end among which writers are introduced and agencies credited."""
_BODY = 3
_MARKS = re.compile(r"\s*[|\u2022\u00b7\u25cf\u203a\u00bb\u2605]+\s*|\s+[/\u2013\u2014-]\s+|\s{2,}|\u00a0+|\t+")
_MOST_PARTS = 16


def find_noise(text: str) -> tuple[Noise, ...]:
    """Find the noise in a text.

    Header dates, bylines, captions, share and cookie lines, promotions, related headlines, doubled paragraphs, and
    the fragments that machine translation left behind.

    Parameters
    ----------
    text : str
        The text as given.

    Returns
    -------
    tuple of Noise
        In order, not overlapping. A headline, a section heading and a date within prose are not noise.
    """
    lines = lines_of(text)
    found = [*_heads(lines), *_bylines(lines), *_by_line(lines), *(Noise(span, kind) for span, kind in within(text))]
    found += listed(lines, {n.span: n.kind for n in found})
    whole = frozenset(n.span for n in found)
    rest = [line for line in lines if line.span not in whole]
    words = words_of(line.text for line in rest if is_prose(line.text))
    shown = [*captions(lines), *pictured(lines, whole, words)]
    around_it = around(lines, whole | {n.span for n in shown}, words)
    found += [*shown, *around_it, *named_twice(lines, words), *related(rest, words)]
    found += [*doubled(rest), *begun(rest), *pulled(rest), *garbled(text), *note_marks(text)]
    return _without_overlap(found)


def _heads(lines: list[Line]) -> Iterator[Noise]:
    """Date lines at the top and bottom, and datelines before the first words of a paragraph."""
    last = len(lines) - published.HEAD_LINES
    for i, line in enumerate(lines):
        if published.HEAD_LINES <= i < last:
            continue
        begins = line.text[:LONGEST_LINE]
        head = published.labelled().match(begins)
        if head and begins == line.text and published.is_credit(begins):
            yield Noise(line.span, "date-line")
        elif head:
            lead = len(head.group()) - len(head.group().lstrip())
            yield Noise((line.start + lead, line.start + len(head.group().rstrip())), "date-line")
            yield from _leftover(line, head.end())
        elif begins == line.text and (published.bare().fullmatch(begins) or published.is_credit(begins, first=not i)):
            yield Noise(line.span, "date-line")
        elif i < published.HEAD_LINES and (place := dateline_before(begins) or _dated(begins)):
            if _has_turns(lines, place.group().strip()) or _is_chronicle(lines, place):
                continue
            yield Noise((line.start, line.start + len(place.group().rstrip())), "byline")


def _dated(line: str) -> re.Match[str] | None:
    """Dateline with a year before the first words of a line of prose."""
    return published.dateline().match(line) if published.is_prose(line) else None


def _leftover(line: Line, at: int) -> Iterator[Noise]:
    """Mark what follows a date on its line, if it is a share or comment line."""
    rest = line.text[at:]
    start = line.start + at + len(rest) - len(rest.lstrip())
    if len(rest) > LONGEST_LINE or not rest.strip():
        return
    if kind := kind_of(rest.strip(" |,-\u2013\u2014")):
        yield Noise((start, line.end), kind)
    elif byline().fullmatch(rest) or handles().fullmatch(rest):
        yield Noise((start, line.end), "byline")


def _has_turns(lines: list[Line], opening: str) -> bool:
    """Tell whether a line's opening is a label that other lines have too, who speaks ("MINISTER RUIZ: ...")."""
    return opening.endswith(":") and sum(line.text.lstrip().startswith(opening) for line in lines) > 1


def _is_chronicle(lines: list[Line], opening: re.Match[str]) -> bool:
    """Tell whether a line opens with a day, and no place, as other lines do."""
    is_day = re.match(published.DATE, opening.group(), re.IGNORECASE) is not None
    return is_day and sum(opening.re.match(line.text) is not None for line in lines) > 1


def _bylines(lines: list[Line]) -> Iterator[Noise]:
    """Lines that name the writer: "by" and names, perhaps a title, an agency or a date, and no sentence."""
    for i, line in enumerate(lines[: published.HEAD_LINES] + lines[published.HEAD_LINES :][-4:]):
        if len(line.text) > LONGEST_BYLINE:
            continue
        if i and is_writer(line.text):
            yield Noise(line.span, "byline")
        dated = published.byline().match(line.text)
        rest = line.text[dated.end() :] if dated else "x" * 99
        named = byline().fullmatch(line.text) or handles().fullmatch(line.text)
        if named or (len(rest) < 40 and ". " not in rest):
            yield Noise(line.span, "byline")


def _by_line(lines: list[Line]) -> Iterator[Noise]:
    last = len(lines) - _TAIL
    for i, line in enumerate(lines):
        if len(line.text) > LONGEST_LINE:
            continue
        scopes = ["line"] + ["edge"] * (i < _EDGE or i >= last) + ["tail"] * (i >= last) + ["body"] * (i >= _BODY)
        kind = next((k for scope in scopes if (k := kind_of(line.text, scope))), None) or _of_parts(line.text)
        if kind == "related" and not i and len(line.text.split()) > _BODY:
            continue  # a label before a headline
        if kind and not (kind == "caption" and _tells(line.text)):
            yield Noise(line.span, kind)


def _of_parts(line: str) -> NoiseKind | None:
    """Return what a line is that is cut by marks into pieces of furniture: "5 min read | Listen | Save"."""
    parts = [part for part in _MARKS.split(line) if part.strip()]
    if not 1 < len(parts) <= _MOST_PARTS:
        return None
    kinds = [_kind_of_part(part.strip()) for part in parts]
    return next(iter(kinds), None) if all(kinds) else None


def _kind_of_part(part: str) -> NoiseKind | None:
    if published.bare().fullmatch(part):
        return "date-line"
    return kind_of(part) or kind_of(part, "edge") or ("byline" if byline().fullmatch(part) else None)


def _tells(line: str) -> bool:
    """Whether a line with a credit at its end is a report all the same: it has a dateline, or says who said what."""
    return bool(_said().search(line)) or dateline_before(line) is not None


@cache
def _said() -> re.Pattern[str]:
    """Pattern of a report of speech, which the line under a picture does without."""
    return re.compile(
        r"(?<!\bwas )(?<!\bare )(?<!\bis )(?<!\bwere )\b(?:said|told|announced|reported|warned|added)\b(?=.{40})"
    )


def _without_overlap(found: list[Noise]) -> tuple[Noise, ...]:
    """Keep the longest of overlapping stretches."""
    kept: list[Noise] = []
    for noise in sorted(found, key=lambda n: (n.span[0], -n.span[1])):
        if kept and noise.span[0] < kept[-1].span[1]:
            if noise.span[1] > kept[-1].span[1]:
                kept[-1] = Noise((kept[-1].span[0], noise.span[1]), kept[-1].kind)
        elif noise.span[1] > noise.span[0]:
            kept.append(noise)
    return tuple(kept)
