"""The headline of a plain text: the first line that reads like one, or none."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from lopsided.reading.documents.layout import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lopsided.records.kinds import Noise

_LONGEST = 150
"""Characters; few headlines are longer, and most first paragraphs are."""
_WORDS = (3, 25)
_END_OF_SENTENCE = re.compile(r"[.…;:]\W*$")


def find_headline(text: str, noise: Sequence[Noise]) -> str | None:
    """Return the headline a plain text begins with, in its own words.

    A first line is taken for one if it is short, does not end as a sentence does, and stands before a longer line.

    Parameters
    ----------
    text : str
        As given.
    noise : sequence of Noise
        In order, none within another. Date lines, share lines and captions before the headline are passed over.
    """
    starts = [n.span[0] for n in noise]
    told = (line for line in lines_of(text) if not _ends_within(line.end, noise, starts))
    first, second = next(told, None), next(told, None)
    if first is None or second is None:
        return None
    begins = max([first.start, *(n.span[1] for n in noise if first.start <= n.span[0] < first.end)])
    line = " ".join(text[begins : first.end].split())
    words = len(line.split())
    is_short = _WORDS[0] <= words <= _WORDS[1] and len(line) <= _LONGEST and len(line) < len(second.text)
    # A bar stands between the parts of a byline, hardly ever in a headline.
    return line if is_short and "|" not in line and not _END_OF_SENTENCE.search(line) else None


def _ends_within(end: int, noise: Sequence[Noise], starts: list[int]) -> bool:
    at = bisect_left(starts, end) - 1
    return at >= 0 and end <= noise[at].span[1]
