"""Stretches of a document that carry no reporting, marked by kind so that extractors never see them."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lopsided.reading.documents import published
from lopsided.reading.documents.layout import Line, lines_of
from lopsided.reading.noise.credits import byline, dateline_before, handles, is_writer
from lopsided.reading.noise.edges import around
from lopsided.reading.noise.structure import captions, doubled, garbled, listed, note_marks, pulled, related
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
    found = [*_heads(lines), *_bylines(lines), *_by_line(lines), *_by_sentence(text)]
    found += listed(lines, {n.span: n.kind for n in found})
    whole = {n.span for n in found}
    found += around(lines, frozenset(whole))
    rest = [line for line in lines if line.span not in whole]
    found += [*captions(lines), *doubled(rest), *pulled(rest), *related(rest), *garbled(text), *note_marks(text)]
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
            if _has_turns(lines, place.group().strip()):
                continue  # who speaks in a transcript
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
    if kind := _kind_of_line(rest.strip(" |,-\u2013\u2014")):
        yield Noise((start, line.end), kind)
    elif byline().fullmatch(rest) or handles().fullmatch(rest):
        yield Noise((start, line.end), "byline")


def _has_turns(lines: list[Line], opening: str) -> bool:
    """Tell whether a line's opening is a label that other lines have too ("MINISTER RUIZ: ...")."""
    return opening.endswith(":") and sum(line.text.lstrip().startswith(opening) for line in lines) > 1


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
        kind = next((k for scope in scopes if (k := _kind_of_line(line.text, scope))), None)
        if kind == "related" and not i and len(line.text.split()) > _BODY:
            continue  # a label before a headline
        if kind and not (kind == "caption" and _tells(line.text)):
            yield Noise(line.span, kind)


def _tells(line: str) -> bool:
    """Whether a line with a credit at its end is a report all the same: it has a dateline, or says who said what."""
    return bool(_said().search(line)) or dateline_before(line) is not None


@cache
def _said() -> re.Pattern[str]:
    """Pattern of a report of speech, which the line under a picture does without."""
    return re.compile(r"\b(?:said|told|announced|reported|warned|added)\b(?=.{40})")


def _by_sentence(text: str) -> Iterator[Noise]:
    plain = text.replace("\u2019", "'")
    pattern, kinds = _fitting("sentence", plain)
    for match in pattern.finditer(plain):
        yield Noise(match.span(), kinds[match.lastgroup or ""])


def _kind_of_line(line: str, scope: str = "line") -> NoiseKind | None:
    plain = line.replace("\u2019", "'")
    pattern, kinds = _fitting(scope, plain)
    bare = plain.strip("*_#|>[]() \t-\u2022\u00b7\u2013\u2014\u00bb")
    match = pattern.fullmatch(plain) or (pattern.fullmatch(bare) if len(bare) < len(plain) else None)
    return kinds[match.lastgroup or ""] if match else None


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


def _fitting(scope: str, text: str) -> tuple[re.Pattern[str], dict[str, NoiseKind]]:
    """Return the pattern of the rows of a scope that a text can fit."""
    folded = text.casefold()
    return _patterns(scope, quick=not any(cue in folded for cue in _needed(scope)))


@cache
def _rows(scope: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a scope, in order."""
    source = files("lopsided.reading").joinpath("data/noise.csv").read_text(encoding="utf-8")
    return tuple(row for row in csv.DictReader(source.splitlines()) if row["scope"] == scope)


@cache
def _needed(scope: str) -> tuple[str, ...]:
    """Return the cues of a scope: a pattern with some in its row fits no line without one of them, in lower case."""
    return tuple({cue: True for row in _rows(scope) for cue in (row["needs"] or "").split(";") if cue})


@cache
def _patterns(scope: str, *, quick: bool = False) -> tuple[re.Pattern[str], dict[str, NoiseKind]]:
    """One pattern of all rows of a scope (of those that need nothing, if quick), and the kind each group means."""
    rows = [row for row in _rows(scope) if not (quick and row["needs"])]
    kinds: dict[str, NoiseKind] = {f"k{i}": row["kind"] for i, row in enumerate(rows)}  # type: ignore[misc]
    pattern = "|".join(f"(?P<k{i}>{row['pattern']})" for i, row in enumerate(rows))
    return re.compile(pattern, re.IGNORECASE), kinds
