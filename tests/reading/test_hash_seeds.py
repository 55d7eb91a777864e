"""The same text gives the same records, whatever order a process keeps its sets in."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from lopsided.reading.events.scene import pair_of
from lopsided.reading.formats.formats import Given
from lopsided.reading.parsed import Cast, Mention
from lopsided.reading.pipeline import parse, prepare

STATES = ("TGO", "BEN", "GHA", "FJI", "WSM", "TON")


def test_two_spoken_of_equally_often_keep_the_order_of_the_text() -> None:
    parsed = parse(prepare(Given("a.txt", "They met, and will meet again.", "0")))
    for two in permutations(STATES, 2):  # of thirty pairs, sets turn some round under any hash seed
        both = [Mention((n, n + 4), 0, 0, 1, 0, "They", "state", two) for n in range(3)]
        assert pair_of(replace(parsed, cast=Cast(tuple(both)))) == two
