"""What a page tells of other stories: their headlines between paragraphs, and lists of them beside and below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lopsided.reading.noise.kin import RUNNING, is_stranger, shared, words_of
from lopsided.reading.noise.repeated import is_prose
from lopsided.records.kinds import Noise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from lopsided.reading.documents.layout import Line
    from lopsided.records.kinds import NoiseKind, Span

_SHORTEST_LIST = 2
_CUT_SHORT = 4  # words of the shortest headline cut off with dots
_OWN = 0.75  # share of a line's words that the article has, from which it is the article's
_BODY = 2  # paragraphs that show what an article is about
_LONGEST_HEADLINE = 170  # characters
_HEADS = re.compile(
    r"(?i)\W*(?:(?:read|see|watch|you)\b.{0,20}|.{0,20}\b(?:related|recommended|popular|trending|latest|recent|most|top|more|next|also|others?|"
    r"picks?|other)\b.{0,30})\W*"
)
_KEEP_ON = re.compile(r"(?i)\W*(?:keep|continue) reading\W*")
_OF_PAGE = re.compile(r"(?i)\b(?:of (?:the )?page|to top)\b")
_CUT_OFF = re.compile(r"\s*(?:\.\.\.|\u2026|\[(?:\.\.\.|\u2026)\])\s*$")
_NAMED = re.compile(
    r"(?i)\W*(?:(?:written|posted|published|reported|story|words|text)(?: by)?|by|authors?|reporters?)\s*:?"
)
_NAME = re.compile(r"(?:[A-Z][\w.'\u2019-]+)(?: (?:[A-Z][\w.'\u2019-]*|de|van|von|al|el|bin|da|del|and|&)){1,5}")
_BULLET = re.compile(r"\s*[\u2022\u25cf\u25aa\u25e6*-]\s+(?=\S)")
_FUNCTION = re.compile(
    r"(?i)\b(?:the|an?|is|are|was|were|has|have|had|will|would|been|be|its|his|her|their|that|this|there|who|which)\b"
)
_ROW = re.compile(r"[^:]{3,60}: .*\d")


def related(lines: Sequence[Line], words: AbstractSet[str]) -> Iterator[Noise]:
    """Mark headlines of other stories that stand alone between paragraphs of prose, and those cut off with dots.

    Other stories are announced in headline style, without articles and auxiliaries, and at length, or in words that
    the article has not; a section heading is short or a plain sentence, and stays.

    Parameters
    ----------
    lines : sequence of Line
        Those not yet known as noise.
    words : set of str
        Stems of the article.
    """
    first = next((i for i, line in enumerate(lines) if is_prose(line.text)), len(lines))
    for i, line in enumerate(lines[1:], 1):
        if _BULLET.match(line.text) or len(line.text) > _LONGEST_HEADLINE:
            continue
        between = max(2, first) <= i < len(lines) - 1 and is_prose(lines[i + 1].text)
        if _is_cut_off(line.text, words) or (between and _of_another(line.text, words)):
            yield Noise(line.span, "related")


def _is_cut_off(line: str, words: AbstractSet[str]) -> bool:
    bare = _CUT_OFF.sub("", line)
    return bare != line and (is_headline(bare, least=_CUT_SHORT) or is_stranger(bare, words))


def _of_another(line: str, words: AbstractSet[str]) -> bool:
    common, count = shared(line, words)
    if _ROW.match(line) or common >= _OWN * count:
        return False  # of a box of figures, or in the article's words throughout
    return is_headline(line) or (_is_long(line) and not RUNNING.match(line) and is_stranger(line, words))


def listed(lines: Sequence[Line], known: dict[Span, NoiseKind]) -> Iterator[Noise]:
    """Mark what stands in a list under a line that is noise: other stories under "Most read", a name under "By".

    Parameters
    ----------
    lines : sequence of Line
        All of the document.
    known : dict
        The lines already found to be noise, with their kinds.
    """
    for i, line in enumerate(lines[:-1]):
        if _NAMED.fullmatch(line.text) and _NAME.fullmatch(lines[i + 1].text):
            yield Noise(lines[i + 1].span, "byline")
        if _KEEP_ON.fullmatch(lines[i + 1].text):
            yield from _above_it(lines[: i + 1])
        heads = known.get(line.span) in ("related", "navigation") and _HEADS.fullmatch(line.text)
        if not heads or _OF_PAGE.search(line.text):
            continue
        below = [other for other in lines[i + 1 :] if other.span not in known]
        yield from _teased(below)
        yield from _apart(below, [other.text for other in lines[:i] if is_prose(other.text)])
        yield from _in_list(lines, i, known)


def _in_list(lines: Sequence[Line], head: int, known: dict[Span, NoiseKind]) -> Iterator[Noise]:
    end = head + 1
    while end < len(lines) and (lines[end].span in known or _is_listed(lines[end].text)):
        end += 1
    if end - head <= _SHORTEST_LIST and end < len(lines):
        return
    marked = [line for line in lines[head + 1 : end] if line.span not in known]
    if end < len(lines) and marked and not any(is_prose(line.text) for line in lines[:head]):
        marked = [line for line in marked if line.text != marked[-1].text]  # the article's own headline
    yield from (Noise(line.span, "related") for line in marked)


def _apart(below: Sequence[Line], article: Sequence[str]) -> Iterator[Noise]:
    """Mark all that follows to the end of a page if the article tells of none of it."""
    if len(article) < _BODY or not below:
        return
    words = words_of(article)
    told = [line.text for line in below if is_prose(line.text) or _is_long(line.text)]
    if len(told) > 1 and all(is_stranger(line, words) for line in told):
        yield from (Noise(line.span, "related") for line in below)


def _above_it(lines: Sequence[Line]) -> Iterator[Noise]:
    """Mark the list of other stories that stands above "Keep reading", each behind a bullet or a stroke."""
    run: list[Line] = []
    for line in reversed(lines):
        if not _BULLET.match(line.text) or line.text[-1] in ".;":
            break
        run.append(line)
    yield from (Noise(line.span, "related") for line in run if len(run) > 1)


def _teased(below: Sequence[Line]) -> Iterator[Noise]:
    """Mark a list of other stories, each with its first words, that ends a page: one of them is cut off."""
    stories, teasers = below[::2], below[1::2]
    if len(stories) != len(teasers) or not any(_CUT_OFF.search(line.text) for line in teasers):
        return
    if all(_is_listed(_BULLET.sub("", line.text)) for line in stories) and all(len(t.text) > 40 for t in teasers):
        yield from (Noise(line.span, "related") for line in below)


def _is_listed(line: str) -> bool:
    """Whether a line can be the headline of another story: one sentence without a full stop."""
    return (
        10 < len(line) < _LONGEST_HEADLINE
        and line[-1] not in ".:;,"
        and line[0] not in '"\u201c'
        and not re.search(r"[.!] ", line)
    )


def _is_long(line: str, least: int = 6) -> bool:
    """Whether a line is as long as a headline is, and no sentence."""
    return least <= len(line.split()) <= 22 and line[0].isupper() and line[-1] not in ".!?:;,\"\u201d\u2019'"


def is_headline(line: str, least: int = 6) -> bool:
    """Whether a line is in headline style: of some length, no sentence, without articles and auxiliaries."""
    return _is_long(line, least) and not _FUNCTION.search(line) and not re.search(r"[.!?] ", line)
