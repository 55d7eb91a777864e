"""Reading figures costs no more than the length of a text: a text four times as long asks some four times as much."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.figures.figures import figures
from lopsided.reading.parsed import Cast, Mention
from lopsided.reading.pipeline import parse
from lopsided.reading.statements.statements import statements
from lopsided.records.kinds import Document, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

SAID = (
    "Peru sold Ecuador {n} tonnes of rice in May, trade minister Rosa Leiva said. She told reporters: "
    '"Our exports to Ecuador rose 12 percent."'
)


class Told(list[Statement]):
    """Statements that count how often they are looked at."""

    looks = 0

    def __iter__(self) -> Iterator[Statement]:
        for one in super().__iter__():
            Told.looks += 1
            yield one


class Named(tuple[Mention, ...]):
    """Mentions that count how often they are looked at."""

    __slots__ = ()
    looks = 0

    def __iter__(self) -> Iterator[Mention]:
        for one in super().__iter__():
            Named.looks += 1
            yield one


def work(paragraphs: int) -> tuple[int, int]:
    """Return how many figures were read of so many paragraphs, and how many looks that took."""
    text = "\n\n".join(SAID.format(n=200 + n) for n in range(paragraphs))
    parsed = parse(Document(document="d", text=text, digest="", published="2024-05-15"))
    said = Told(statements(parsed))
    parsed = replace(parsed, cast=Cast(Named(parsed.cast.mentions), parsed.cast.home))
    Named.looks = Told.looks = 0
    return len(figures(parsed, said)), Named.looks + Told.looks


def test_the_work_grows_with_the_length_of_the_text() -> None:
    few, little = work(10)
    many, much = work(40)
    assert few == 20
    assert many == 80
    assert much <= 4.2 * little
