"""What is no text within a paragraph: fragments that translation left, marks that point to notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lopsided.records.kinds import Noise

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERB = r"(?:said|added|says|adds|told|reported|noted|stated|wrote|announced)"
_GARBLED = (
    # a cue left beside the cue that replaced it: "he said. added. says Smith"
    re.compile(rf"(?:\b(?:he|she|they|it) )?\b{_VERB}\.(?: {_VERB}\.){{0,9}}(?= {_VERB}\b(?!\.))"),
    # one or two words in lower case or behind a stray mark, closed like a sentence: "in the east. 'is. The"
    re.compile(
        r"""[.!?](?:["\u201d\u2019](?! \w+ """
        rf"""(?:{_VERB}|[a-z]+ed)\.))? (?P<fragment>"""
        r"""(?:[-\u2018\u2019'"\u201c][a-z][\w'\u2019]*(?: \w+)?|[a-z][\w'\u2019]*(?: [a-z]\w*)?)"""
        r"""["\u2019\u201d']?\.["\u201d]?)(?= [A-Z\u201c"]|\s*\n|\s*$)"""
    ),
    # the wrong word and, behind a stray opening mark, the word that was meant: "war on Peru. 'Chile. As"
    re.compile(r"\b[A-Z]\w+\. [\u2018'](?=[A-Z]\w+\.(?: |$))"),
)

_RAISED = "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"
_NOTES = (
    (  # right behind a word or a full stop; a letter in brackets may be the end of a word: "minister[s]"
        "[",
        re.compile(
            r"(?:(?<=[\w.,;:!?\"\u201d\u2019)\]])"
            r"\[(?:\d{1,3}(?:[-\u2013,]\s?\d{1,3})*|(?:note|n|fn)\s?\d{1,3}|citation needed)\]"
            r"|(?<=[.,;:!?\"\u201d\u2019\]])\[[a-z]\](?=\s|$))"
        ),
    ),
    (_RAISED, re.compile(rf"(?:(?<=[A-Za-z]{{4}})|(?<=[.,;!?\"\u201d\u2019)]))[{_RAISED}]{{1,3}}(?=[\s.,;:)]|$)")),
    ("0123456789", re.compile(r"(?<=[a-z]{4}\.)\d{1,2}(?= [A-Z]|\s*$|\n)", re.MULTILINE)),
    (("note",), re.compile(r" ?[(\[](?:[Ss]ee|cf\.?) (?:foot|end)?notes? \d{1,3}(?: (?:above|below))?[)\]]")),
)


def garbled(text: str) -> Iterator[Noise]:
    """Mark fragments that machine translation left between sentences."""
    for pattern in _GARBLED:
        for match in pattern.finditer(text):
            yield Noise(match.span("fragment" if "fragment" in pattern.groupindex else 0), "garbled")


def note_marks(text: str) -> Iterator[Noise]:
    """Mark what only points to a note: "[2]", "\u00b3", ".3" before the next sentence, "(see note 4)"."""
    for cues, pattern in _NOTES:
        if any(cue in text for cue in cues):
            yield from (Noise(match.span(), "navigation") for match in pattern.finditer(text))
