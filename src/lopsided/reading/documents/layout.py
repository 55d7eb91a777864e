"""How a text is laid out: paragraphs one a line, or hard-wrapped with an empty line between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lopsided.records.kinds import Span

_BREAK = re.compile(r"(?:\r\n?|\n|\u2028|\u2029|\x85)[\s\ufeff]*")
_NEWLINE = re.compile(r"\r\n?|\n|\u2028|\u2029|\x85")
_WRAPPED_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a text, on one line, without the blanks around it.

    Attributes
    ----------
    start, end : int
        Offsets into the text as given.
    text : str
        Its characters, one for one; a line break within it is shown as a space.
    """

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Offsets into the text as given."""
        return self.start, self.end


def lines_of(text: str) -> list[Line]:
    """Return the paragraphs of a text that are not blank."""
    found = []
    for start, end in paragraphs_of(text):
        piece = text[start:end]
        kept = piece.strip(" \t\ufeff\u00a0")
        if kept:
            begin = start + piece.index(kept[0])
            found.append(Line(begin, begin + len(kept), _NEWLINE.sub(lambda m: " " * len(m[0]), kept)))
    return found


def paragraphs_of(text: str) -> Iterator[Span]:
    """Yield where each paragraph begins and ends.

    A line break ends a paragraph, unless the text is hard-wrapped (many lines go on in lower case), when only an
    empty line does.
    """
    wrapped = _is_wrapped(text)
    start = 0
    for gap in _BREAK.finditer(text):
        if wrapped and len(_NEWLINE.findall(gap.group())) < 2:
            continue
        yield start, start + len(text[start : gap.start()].rstrip(" \t"))
        start = gap.end()
    yield start, len(text)


def _is_wrapped(text: str) -> bool:
    single = [m.end() for m in _BREAK.finditer(text) if len(_NEWLINE.findall(m.group())) == 1 and m.end() < len(text)]
    return len(single) >= 3 and sum(text[i].islower() for i in single) > _WRAPPED_SHARE * len(single)
