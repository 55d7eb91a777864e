"""What stands under a picture: its label, its other name, who does what in it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from lopsided.reading.noise.edges import headline_among
from lopsided.reading.noise.kin import shared
from lopsided.reading.noise.patterns import kind_of
from lopsided.reading.noise.repeated import is_prose
from lopsided.records.kinds import Noise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from lopsided.reading.documents.layout import Line
    from lopsided.records.kinds import Span

_SHORTEST_TWICE = 24
_LONGEST_TWICE = 1_000  # no picture has more told of it
_LONGEST = 240  # characters of what stands under a picture, without a credit
_SHORTEST = 40  # characters of a sentence
_ENDS = '.!?"\u201d'
_FIRST_SENTENCE = 250  # characters of a paragraph in which its tense shows
_FEW = 4  # words
_NEAR = 4  # lines under a picture in which the headline may stand
_HEADLINE = 5  # words
_LABEL = re.compile(r"(?i)(?:file|archiv(?:e|al)|stock)?\s*(?:photo|picture|image|archiv(?:e|al))s?\W*")
_BULLET = re.compile(r"\s*[\u2022\u25cf\u25aa\u25e6*-]\s+(?=\S)")
_TELLS = re.compile(
    r"[\"\u201c\u201d%$\u20ac\u00a3?!;]|\b(?:said|told|says|will|would|but|because|if)\b"
    r"|(?<!\b[A-Z])(?<!\b[A-Z][a-z]{2})(?<!Sept)\. (?=[A-Z])"
)
_TOP = 8


def captions(lines: Sequence[Line]) -> Iterator[Noise]:
    """Mark photo labels with the bullet above them, and a line given twice at once before the prose begins."""
    often = Counter(line.text for line in lines[:_TOP])
    for i, line in enumerate(lines):
        if _LABEL.fullmatch(line.text):
            yield Noise(line.span, "caption")
            above = lines[i - 1] if i else None
            if above and (bullet := _BULLET.match(above.text)):
                yield Noise((above.start + bullet.end(), above.end), "caption")
        elif _is_told_twice(line.text):
            yield Noise(line.span, "caption")
        elif i < len(lines) - 1 and i < 3 and line.text == lines[i + 1].text and _is_shown(line.text, often):
            if line.text.endswith("."):  # else the first is the headline
                yield Noise(line.span, "caption")
            yield Noise(lines[i + 1].span, "caption")


def _is_shown(text: str, often: Counter[str]) -> bool:
    """Whether a line given twice is a caption and its alternative text: one sentence, given no third time."""
    return often[text] == len(("caption", "alternative")) and _one_sentence(text)


def pictured(lines: Sequence[Line], known: frozenset[Span], words: AbstractSet[str]) -> Iterator[Noise]:
    """Mark a line that tells in the present what is seen, above a paragraph of the past, or only names who is seen.

    Parameters
    ----------
    lines : sequence of Line
        All of the document.
    known : frozenset of span
        Of the lines already found to be noise.
    words : set of str
        Stems of the article.
    """
    left = [line for line in lines if line.span not in known]
    first = next((i for i, line in enumerate(left) if is_prose(line.text)), len(left))
    headline = headline_among([line.text for line in left[:first]], words)
    for i, line in enumerate(left[:-1]):
        if len(line.text) > _LONGEST or _TELLS.search(line.text):
            continue
        scope = next((scope for scope in ("picture", "named") if kind_of(line.text, scope)), None)
        if scope is None:
            continue
        if i in (0, headline) and not _another_may_be(left[i + 1 : i + _NEAR], line.text):
            continue
        told = [other.text for other in left[i + 1 :] if len(other.text) > _SHORTEST and other.text[-1] in _ENDS][:2]
        if scope == "named" or any(_past().search(text[:_FIRST_SENTENCE]) for text in told):
            yield Noise(line.span, "caption")


def _another_may_be(lines: Sequence[Line], sentence: str) -> bool:
    """Whether one of the lines below a sentence may rather be the headline."""
    long = [line.text for line in lines if len(line.text.split()) >= _HEADLINE]
    return sentence.endswith(".") and any(not is_prose(text) and text[-1] != "." for text in long)


@cache
def _past() -> re.Pattern[str]:
    """Pattern of a verb in the past, of the most frequent in reports or regular."""
    return re.compile(
        r"\b(?:said|was|were|had|did|told|met|held|took|came|went|sent|found|won|lost|left|gave|made|got|fell|rose|saw"
        r"|began|became|shut|struck|[a-z]{3,}ed)\b"
    )


def named_twice(lines: Sequence[Line], words: AbstractSet[str]) -> Iterator[Noise]:
    """Mark a line of a few words that stands twice at once and has none of the article's: an agency, a label.

    Parameters
    ----------
    lines : sequence of Line
        In order.
    words : set of str
        Stems of the article.
    """
    for line, below in pairwise(lines):
        if line.text == below.text and len(line.text.split()) <= _FEW and not shared(line.text, words)[0]:
            yield from (Noise(line.span, "navigation"), Noise(below.span, "navigation"))


def _is_told_twice(line: str) -> bool:
    """Whether a line is the same words twice: a picture's other name, and what stands under it."""
    half = len(line) // 2
    twice = _SHORTEST_TWICE < len(line) < _LONGEST_TWICE and line[half] == " " and line[:half] == line[half + 1 :]
    return twice and any(map(str.isalpha, line[:half]))  # a row of numbers is no words


def _one_sentence(line: str) -> bool:
    return len(line) < 300 and len(re.findall(r"[.!?](?=\s|$)", line)) <= 1
