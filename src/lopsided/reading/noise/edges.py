"""What stands around an article on its page: lines above and beside its headline, and lists below its last words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lopsided.reading.noise.kin import RUNNING, is_stranger, names_strangers, shared
from lopsided.reading.noise.patterns import kind_of
from lopsided.records.kinds import Noise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from lopsided.reading.documents.layout import Line
    from lopsided.records.kinds import Span

_PROSE = 80  # characters of the shortest paragraph by which the beginning and the end of an article are told
_LONGEST = 160  # characters of the longest line without an end that is no paragraph cut off
_MENU = 3  # strokes between the parts of a line of links
_SURE = 3  # words of a headline that the article has, from which it is the article's
_SENTENCE = 90  # characters of a last sentence that lost its full stop
_LAST_TWO = 2  # lines that follow at least where a caption stands above the first paragraph
_SHORT = 3  # words of a line that names a section, a writer, a service
_HEADLINE = 5  # words of the shortest headline that such lines are told from
_CLOSING = 8  # lines at the end in which a site may tell of itself
_FARTHEST = 30  # lines at the top and at the end that are looked at
_END = 8  # characters at the end of a line that tell whether it ends as a sentence does
_ENDED = re.compile(r"[.!?:;,\u2026][\"'\u201d\u2019)\]]*$|[\"\u201d]$")
_BULLET = re.compile(r"[\s\u2022\u25cf\u25aa\u25e6\u00b7*>|-]+")
_NUMBERS = re.compile(r"\d[\d.,]*")
_SMALL = re.compile(r"\b(?:the|an?|is|are|was|were|has|have|had|will|would|its|his|her|their|that|which|who)\b")
_SENTENCES = re.compile(r"[a-z\d]\. [A-Z]")
_SAID = re.compile(r"\bsaid\b")  # in headlines: "says"
_LETTER = re.compile(r"[^\W\d_]")


def around(lines: Sequence[Line], known: frozenset[Span], words: AbstractSet[str]) -> Iterator[Noise]:
    """Mark the short lines above and under a headline, and what stands below the article.

    A headline is the first line of five words or more above the first paragraph; short lines above it are two or
    more, or one word. Below the last paragraph everything is furniture that ends as no sentence does.

    Parameters
    ----------
    lines : sequence of Line
        All of the document.
    known : frozenset of span
        Of the lines already found to be noise.
    words : set of str
        Stems of the article.
    """
    prose = [line.span not in known and _is_prose(line.text) for line in lines]
    if True in prose[:_FARTHEST]:
        yield from _above(lines[: prose.index(True) + 1], known, words)
    yield from _foreign(lines)
    about = _about(lines)
    yield from (Noise(line.span, "promotion") for line in lines[about:])
    last = next((i for i in range(about - 1, -1, -1) if prose[i]), None)
    if last is not None and len(lines) - last - 1 <= _FARTHEST:
        below = [line for line in lines[last + 1 : about] if line.span not in known]
        if 3 * sum(line.text[:1].islower() and " " in line.text for line in below) > len(below):
            return  # sentences broken over lines
        yield from (Noise(line.span, "navigation") for line in below if _is_furniture(line.text, words))


def _above(lines: Sequence[Line], known: frozenset[Span], words: AbstractSet[str]) -> Iterator[Noise]:
    left = [line for line in lines[:-1] if line.span not in known]
    head = headline_among([line.text for line in left], words)
    if head is None:
        return
    before = [line for line in left[:head] if not _ENDED.search(line.text)]
    beside = [line for line in left[head + 1 :] if not _ENDED.search(line.text)]
    short = [line for line in before if len(_words(line.text)) <= _SHORT]
    if len(short) > 1 or len(lines) - len(left) > 2 or any(len(_words(line.text)) <= 1 for line in short):
        yield from (Noise(line.span, "navigation") for line in short)
    yield from (Noise(line.span, "navigation") for line in beside if len(_words(line.text)) <= _SHORT)
    menus = (line for line in left if line is not left[head] and line.text.count("|") >= _MENU)
    yield from (Noise(line.span, "navigation") for line in menus)
    yield from _others(before, beside, left[head].text, words)
    for line in left[head + 1 :]:
        if kind := kind_of(line.text, "head"):
            yield Noise(line.span, kind)
    yield from _behind(left[head].text, [*left[head + 1 :], lines[-1]])


def _behind(headline: str, lines: Sequence[Line]) -> Iterator[Noise]:
    """Mark what a picture shows: what stands behind the headline given again, on its line or on the next."""
    for i, line in enumerate(lines):
        rest = line.text.removeprefix(headline)
        if rest != line.text and re.match(r"\s+[-\u2013]?\s*\w", rest):
            yield Noise(line.span, "caption")
        elif not rest and 0 < i < len(lines) - _LAST_TWO and len(lines[i + 1].text) <= _LONGEST:
            yield Noise(lines[i + 1].span, "caption")


def headline_among(lines: Sequence[str], words: AbstractSet[str]) -> int | None:
    """Return which of the lines above an article is its headline: the first that is long enough, or one that fits more.

    Parameters
    ----------
    lines : sequence of str
        In order.
    words : set of str
        Stems of the article.
    """
    long = [i for i, line in enumerate(lines) if len(_words(line)) >= _HEADLINE]
    if not long:
        return None
    fits = [shared(lines[i], words)[0] for i in long]
    best = long[fits.index(max(fits))]
    unlike = is_stranger(lines[long[0]], words) or (fits[0] <= 1 and max(fits) >= _SURE)
    return best if unlike and max(fits) > 1 else long[0]


def _others(before: Sequence[Line], beside: Sequence[Line], headline: str, words: AbstractSet[str]) -> Iterator[Noise]:
    """Mark headlines of other stories around one that is the article's beyond doubt."""
    common, count = shared(headline, words)
    if common < _SURE or 2 * common <= count:
        return
    for line in (*before, *beside):
        # under a headline a line may be its own, and name what the article names only in its figures
        plain = line in before or not _NUMBERS.search(line.text)
        if is_stranger(line.text, words) or (plain and names_strangers(line.text, words)):
            yield Noise(line.span, "related")


def _about(lines: Sequence[Line]) -> int:
    """Return where the last lines begin to tell of the site or the writer: "About NAME", and then "NAME is ..."."""
    for i in range(max(1, len(lines) - _CLOSING), len(lines) - 1):
        name = lines[i].text.removeprefix("About ")
        if name != lines[i].text and lines[i + 1].text.startswith((f"{name} is ", f"{name} has ", f"{name} was ")):
            return i
    return len(lines)


def _foreign(lines: Sequence[Line]) -> Iterator[Noise]:
    """Mark lines in another alphabet than the article's, which are of the site's other pages."""
    for line in lines:
        if not line.text.isascii():
            letters = _LETTER.findall(line.text[:200])
            if len(letters) > _SHORT and sum(c > "\u024f" for c in letters) > len(letters) / 2:
                yield Noise(line.span, "navigation")


def _words(line: str) -> list[str]:
    return _BULLET.sub(" ", line).split()


def _is_prose(line: str) -> bool:
    return len(line) > _PROSE and bool(_ENDED.search(line[-_END:]))


def _is_furniture(line: str, words: AbstractSet[str]) -> bool:
    """Whether a line below an article ends as no sentence does, and holds no row of numbers or a paragraph cut off."""
    goes_on = len(line) > _SENTENCE or _SENTENCES.search(line)
    if len(line) > _LONGEST or _SAID.search(line) or (goes_on and _is_sentence(line, words)):
        return False
    return (line[-1] == ":" or not _ENDED.search(line[-_END:])) and len(_NUMBERS.findall(line)) < 3 and "\t" not in line


def _is_sentence(line: str, words: AbstractSet[str]) -> bool:
    """Whether a long line is a last sentence that lost its full stop: in the article's words, or full of small ones."""
    common, count = shared(line, words)
    return 2 * common > count or len(_SMALL.findall(line)) > 2 or RUNNING.match(line) is not None
