"""Interviews and transcripts: whom each paragraph's label gives the word to ("Q: ...", "MINISTER RUIZ: ...").

A label is cut off before the text is parsed: it is no part of the sentence behind it. One line that begins with a word
and a colon is no interview; labels that take turns are.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from lopsided.reading.mentions.personal_names import sex_of
from lopsided.reading.mentions.roles import ranks, role_words
from lopsided.terms.actors import actors
from lopsided.terms.surfaces import senses
from lopsided.terms.words import fold, key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lopsided.reading.documents.repair import Repaired
    from lopsided.reading.parsing.lemmas import Entry

QUESTIONS = frozenset(
    ["q", "question", "questions", "journalist", "reporter", "interviewer", "moderator", "host", "correspondent",
     "press", "media", "presenter", "anchor"]
)  # fmt: skip
ANSWERS = frozenset({"a", "answer", "response", "reply", "interviewee", "guest"})
_CAPITAL = r"[^\W\d_a-z][^\W\d_]*\.?"
_LABEL = re.compile(
    rf"[*_\s]{{0,4}}(?P<label>{_CAPITAL}(?:[ \u2019'-](?:of|de|al|bin|the|for|and|{_CAPITAL})){{0,7}})"
    r"(?:\s?\([^()]{1,60}\))?[*_]{0,3}(?:\s?:|\s[\u2013\u2014])[*_]{0,3}\s+(?=\S)"
)
_LETTER = re.compile(r"[*_\s]{0,4}(?P<label>[QA])[*_]{0,3}[.:)][*_]{0,3}\s+(?=\S)")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us)\b")
_ENDED = re.compile(r"[.!?\u2026][\"')\]]*\s*$")
_ASKED = re.compile(r"\?[\"')\]]*\s*$")
_BOTH = 2
_FEWEST = 3
"""Labelled paragraphs that make an interview."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose words a paragraph is.

    Attributes
    ----------
    label : str
        As written, without marks; empty where nobody has the word.
    asks : bool
        Whether it is who asks the questions.
    """

    label: str = ""
    asks: bool = False


def taken(pieces: Sequence[Repaired], entry: Callable[[str], Entry]) -> tuple[list[Repaired], tuple[Turn, ...]]:
    """Return paragraphs without their labels, and whose words each is; no turns at all if it is no interview.

    Parameters
    ----------
    pieces : sequence of Repaired
        All paragraphs of a text, as the parser would see them.
    entry : callable
        How a dictionary has a word: see `lemmas.entry_of`.
    """
    found = [_LETTER.match(piece.text) or _LABEL.match(piece.text) for piece in pieces]
    written = [m.group("label").strip() if m is not None else None for m in found]
    sure = _alternate(written, pieces)
    labels = [label if label and (fold(label) in sure or _names(label, entry)) else None for label in written]
    said = [label for label in labels if label]
    if not _is_interview(said):
        return list(pieces), ()
    cut = [
        _without(piece, m.end()) if label and m is not None else piece
        for piece, label, m in zip(pieces, labels, found, strict=True)
    ]
    asking = _asking(labels, pieces)
    turns: list[Turn] = []
    last = max(i for i, label in enumerate(labels) if label)
    now = Turn()
    for i, label in enumerate(labels):
        now = Turn(label, fold(label) in asking) if label else now
        goes_on = bool(label) or (i < last and now.label) or bool(_FIRST_PERSON.search(pieces[i].text))
        turns.append(now if goes_on and _ENDED.search(pieces[i].text) else Turn())
        now = now if goes_on else Turn()
    return cut, tuple(turns)


def _names(label: str, entry: Callable[[str], Entry]) -> bool:
    """Tell whether a label can name a speaker: a question's or an answer's, a person, an office, an outlet."""
    words = [fold(word) for word in re.findall(r"[^\W_]+(?:['\u2019-][^\W_]+)*", label)]
    if len(words) == 1 and words[0] in QUESTIONS | ANSWERS:
        return True
    held = senses().get(key(label))
    if held:
        return actors()[held[0].actor].kind == "media"
    person = any(sex_of(word) or word in ranks() for word in words) or (
        len(words) > 1 and any(word in role_words() for word in words)
    )
    return person or not entry(words[-1])


def _alternate(labels: Sequence[str | None], pieces: Sequence[Repaired]) -> frozenset[str]:
    """Folded labels of two who take turns, one of them asking, whatever they are called: a paper's name, initials."""
    told = [(fold(label), piece.text) for label, piece in zip(labels, pieces, strict=True) if label]
    asked = {label: [bool(_ASKED.search(text)) for other, text in told if other == label] for label, _ in told}
    turns = all(one != other for (one, _), (other, _) in pairwise(told))
    often = len(asked) == _BOTH and all(len(said) >= _BOTH for said in asked.values())
    asking = [label for label, said in asked.items() if all(said)]
    return frozenset(asked) if turns and often and len(asking) == 1 else frozenset()


def _is_interview(labels: Sequence[str]) -> bool:
    """Tell whether labels take turns: two at least, one of them again, none by itself."""
    counted = Counter(map(fold, labels))
    letters = bool(QUESTIONS & set(counted)) and len(counted) > 1
    again = sum(n for n in counted.values() if n > 1)
    return len(counted) > 1 and (letters or (len(labels) >= _FEWEST and again * 2 >= len(labels)))


def _asking(labels: Sequence[str | None], pieces: Sequence[Repaired]) -> frozenset[str]:
    """Folded labels of those who ask: called so, an outlet, or most of whose words are questions."""
    own: dict[str, list[bool]] = {}
    for label, piece in zip(labels, pieces, strict=True):
        if label:
            own.setdefault(fold(label), []).append(bool(_ASKED.search(piece.text)))
    asks = {label for label, asked in own.items() if sum(asked) * 2 > len(asked) and label not in ANSWERS}
    outlets = {label for label in own if (held := senses().get(key(label))) and actors()[held[0].actor].kind == "media"}
    return frozenset(asks | outlets | (QUESTIONS & set(own)))


def _without(piece: Repaired, at: int) -> Repaired:
    """Cut what stands before a character off a paragraph."""
    return replace(piece, text=piece.text[at:], offsets=piece.offsets[at:], ends=piece.ends[at:])
