"""Bounds on what the parser is given, so that no text, however made, costs more than its length.

Much of reading looks at a paragraph or a sentence as a whole: at every quotation mark beside every other, at every
number beside every word. News has paragraphs of a few hundred characters, so that costs nothing; a line of a million
quotation marks would cost days.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lopsided.reading.documents.repair import Repaired

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Characters of the longest stretch parsed as one; the longest paragraphs of prose have a third of it.
LONGEST = 8_000
#: Characters of the longest sentence: it is cut between words then. The longest in a newspaper have a third of it.
LONGEST_SENTENCE = 1_500
#: Paragraphs of the longest text that is read: as many as a report of three hundred pages has lines.
MOST_PARAGRAPHS = 20_000
#: Characters of the longest word that is taken for one: names of chemicals and addresses of pages are shorter.
_LONGEST_WORD = 400
#: Fewer letters than this among what is not blank, and it is a table, a drawing or rubbish.
_FEWEST_LETTERS = 0.3
#: Quotation marks a stretch may have: one in forty characters is more than any dialogue has.
_MOST_QUOTES = 1 / 20
#: Numbers a stretch may have: reports of trade have one in fifty characters, tables one in ten.
_MOST_NUMBERS = 1 / 25
#: Letters to a word, on average: below this they are initials, or rubbish.
_SHORTEST_WORDS = 2
_SHORT = 200
_GAP = re.compile(r"\s{40,}")  # columns of a table stand so far apart
_END = re.compile(r"[.!?][\"')\]]*\s")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD_TOO_LONG = re.compile(rf"\S{{{_LONGEST_WORD},}}")


def bounded(whole: Repaired) -> Iterator[tuple[Repaired, bool]]:
    """Yield a paragraph in stretches short enough for the parser, each with whether it is prose.

    Parameters
    ----------
    whole : Repaired
        One paragraph.
    """
    if len(whole.text) <= _SHORT:
        yield whole, True
        return
    start = 0
    for gap in (*(m.span() for m in _GAP.finditer(whole.text)), (len(whole.text), len(whole.text))):
        while start < gap[0]:
            end = _cut(whole.text, start, gap[0])
            stretch = whole if end - start == len(whole.text) else _part(whole, start, end)
            yield stretch, _is_prose(stretch.text)
            start = end
        start = gap[1]


def _cut(text: str, start: int, limit: int) -> int:
    """Return where a stretch that begins at ``start`` ends: after a sentence, else between words, else anywhere."""
    end = min(start + LONGEST, limit)
    last = start
    for match in _END.finditer(text, start, end):
        if match.end() - last > LONGEST_SENTENCE:
            break
        last = match.end()
    if end - last > LONGEST_SENTENCE:  # no sentence ends for so long
        return last if last > start else _between_words(text, start, start + LONGEST_SENTENCE)
    return limit if end == limit else last


def _between_words(text: str, start: int, end: int) -> int:
    return text.rfind(" ", start + (end - start) // 2, end) + 1 or end


def _is_prose(text: str) -> bool:
    words = text.split()
    shown = sum(map(len, words))
    letters = sum(map(str.isalpha, text))
    return (
        letters >= _FEWEST_LETTERS * shown
        and letters >= _SHORTEST_WORDS * len(words)
        and text.count('"') + text.count("'") <= max(20, _MOST_QUOTES * len(text))
        and sum(1 for _ in _NUMBER.finditer(text)) <= max(40, _MOST_NUMBERS * len(text))
        and not _WORD_TOO_LONG.search(text)
    )


def _part(whole: Repaired, start: int, end: int) -> Repaired:
    last = whole.ends[end - 1] if whole.ends else whole.offsets[end - 1] + 1
    return Repaired(
        whole.text[start:end],
        (*whole.offsets[start:end], last),
        whole.ends[start:end],
        encoding=whole.encoding,
    )
