"""What a page gives twice: paragraphs, pull quotes, short lines of furniture."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from lopsided.reading.noise.kin import stems
from lopsided.records.kinds import Noise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lopsided.reading.documents.layout import Line

NEAR_EQUAL = 92.0
"""Two paragraphs this alike (rapidfuzz ratio, 0-100) are the same paragraph."""
_SPELT_ALIKE = 60.0  # of two spellings of a name
_SHORTEST_DOUBLE = 40
_SHORTEST_TOLD = 30  # characters of a sentence from which a quote may be pulled
_LEAST_PULLED = 5  # words
_MARKS_AROUND = " .,;:!?-\u2013\u2014\"'\u201c\u201d\u2018\u2019\u00ab\u00bb"
_LONGEST_ALIKE = 4_000  # characters of the longest paragraphs held against each other letter by letter
_SHINGLE = 6
_COMMON = 8
_RETOLD = 0.85
"""Share of a paragraph's words that stand in another, from which it tells the same in other words."""
_IN_PIECES = 0.6  # of a paragraph's characters, in sentences of others
_LEAST_RETOLD = 8  # stems
_LEAST_WHOLE = 6  # stems, where none is new
_RARE = 4  # paragraphs a stem stands in at most, to lead to a rival
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"\u201d\u2019]?\s+")
_QUOTED = re.compile(r"[\"\u201c\u00ab]([^\"\u201d\u00bb]{10,})[\"\u201d\u00bb]")
_CAPITAL = re.compile(r"\b[A-Z][\w-]{2,}")
_WITHIN = re.compile(r"(?<=[\w,;:)] )[A-Z][\w-]{2,}")
_SAYS = r"(?:said|says|told|announced|reported|stated)"
_SAYS_SO = re.compile(rf"^[^,.]{{3,60}}? {_SAYS}(?: that)? |, [^,.]{{3,80}} {_SAYS}\b[^,.]*(?=\.)")
"""Who says so, which may be told before or behind what is said."""
_TURNS = (
    re.compile(r"(?i)\b(?:not?|never|nor|neither|cannot|without|den(?:y|ies|ied))\b|n['\u2019]t\b"),
    re.compile(r"(?i)\b(?:will|would|may|might|could|should|must|can)\b"),
)
"""What makes another thing of the same words: no, and not yet."""


def doubled(lines: Sequence[Line]) -> Iterator[Noise]:
    """Mark each paragraph that repeats an earlier one, word for word or nearly, or tells it again in its words."""
    seen: dict[str, list[int]] = defaultdict(list)
    told = _Told()
    for i, line in enumerate(lines):
        if len(line.text) < _SHORTEST_DOUBLE:
            continue
        key = line.text.casefold()
        words = re.findall(r"\w+", key)
        shingles = {" ".join(words[k : k + _SHINGLE]) for k in range(max(1, len(words) - _SHINGLE + 1))}
        rivals = {j for s in shingles for j in seen[s][:_COMMON]}
        again = any(_alike(line.text, lines[j].text) for j in rivals)
        if again or told.before(line.text) or _in_pieces(line.text, lines, seen):
            yield Noise(line.span, "doubled")
        else:
            told.add(line.text)
            for shingle in shingles:
                seen[shingle].append(i)


def pulled(lines: Sequence[Line]) -> Iterator[Noise]:
    """Mark a line of its own, below the first paragraph, that stands word for word within a paragraph: a pull quote."""
    prose = [line for line in lines if is_prose(line.text)]
    if not prose:
        return
    whole = "\n".join(line.text for line in lines if _is_told(line.text)).casefold()
    for line in lines:
        few = _LEAST_PULLED < len(line.text.split()) < _SHORTEST_DOUBLE
        if not few or line.start < prose[0].start or _is_told(line.text):
            continue
        words = line.text.strip(_MARKS_AROUND).casefold()
        if words in whole:
            yield Noise(line.span, "doubled")


def _is_told(line: str) -> bool:
    return is_prose(line) or (len(line) >= _SHORTEST_TOLD and line[-1] == ".")


class _Told:
    """Paragraphs told so far, found again by the rarer of their words."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._stems: list[set[str]] = []
        self._of: dict[str, list[int]] = defaultdict(list)

    def add(self, text: str) -> None:
        own = set(stems(text))
        for stem in own:
            self._of[stem].append(len(self._texts))
        self._texts.append(text)
        self._stems.append(own)

    def before(self, text: str) -> bool:
        """Whether an earlier paragraph tells what this one does: its words, its numbers, its names in their order."""
        own = set(stems(text))
        if len(own) < _LEAST_WHOLE:
            return False
        share = _RETOLD if len(own) >= _LEAST_RETOLD else 1.0
        led = {j for stem in own if len(self._of.get(stem, ())) <= _RARE for j in self._of.get(stem, ())}
        near = (self._texts[j] for j in led if len(own & self._stems[j]) >= share * len(own))
        # a first paragraph may tell no more than its headline does
        return any(_tells_all(one, text, own) for one in near if is_prose(one) or not is_prose(text))


def _in_pieces(text: str, lines: Sequence[Line], seen: dict[str, list[int]]) -> bool:
    """Whether a paragraph is put together of sentences of which most stand in earlier paragraphs, word for word."""
    pieces = [piece.strip(_MARKS_AROUND) for piece in _SENTENCE_END.split(text)]
    found = [piece for piece in pieces if len(piece) >= _SHORTEST_DOUBLE and _stands_in(piece, lines, seen)]
    return len(found) > 1 and sum(map(len, found)) >= _IN_PIECES * len(text)


def _stands_in(piece: str, lines: Sequence[Line], seen: dict[str, list[int]]) -> bool:
    start = " ".join(re.findall(r"\w+", piece.casefold())[:_SHINGLE])
    return any(piece in lines[j].text for j in seen.get(start, [])[:_COMMON])


def _about(text: str, words: set[str]) -> str:
    """Return those sentences of a text of which at least half the words are among some."""
    told = ((sentence, set(stems(sentence))) for sentence in _SENTENCE_END.split(text))
    return " ".join(sentence for sentence, own in told if 2 * len(own & words) >= len(own))


def begun(lines: Sequence[Line]) -> Iterator[Noise]:
    """Mark a paragraph with whose very words the next begins, which tells more: a summary of it."""
    for line, below in pairwise(lines):
        words = line.text.strip(_MARKS_AROUND).casefold()
        longer = len(words) < len(below.text.strip(_MARKS_AROUND))  # the same again is the double, not this
        if is_prose(line.text) and longer and below.text.casefold().startswith(words):
            yield Noise(line.span, "doubled")


def _tells_all(one: str, other: str, own: set[str]) -> bool:
    """Whether a text has all numbers and quotations of another, and its names, who does before to whom it is done."""
    about = _about(one, own)
    if not set(re.findall(r"\d+", other)) <= set(re.findall(r"\d+", about)):
        return False
    if any(quoted.casefold() not in one.casefold() for quoted in _QUOTED.findall(other)):
        return False
    if any(bool(turn.search(about)) != bool(turn.search(other)) for turn in _TURNS):
        return False
    names = _names(one, other)
    return _in_order(one, other, names) or _in_order(_SAYS_SO.sub("", one), _SAYS_SO.sub("", other), names)


def _names(*texts: str) -> set[str]:
    return {name for text in texts for name in _WITHIN.findall(text)}


def _in_order(one: str, other: str, names: set[str], *, every: bool = True) -> bool:
    """Whether a text has those names that another has, every one or some, in the order in which that has them."""
    places = [one.find(word) for word in dict.fromkeys(_CAPITAL.findall(other)) if word in names]
    if not every:
        places = [place for place in places if place >= 0]
    return -1 not in places and places == sorted(places)


def _alike(one: str, other: str) -> bool:
    first, second = one.casefold(), other.casefold()
    if max(len(one), len(other)) > _LONGEST_ALIKE:
        return first == second
    if re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return False  # what differs in its numbers tells another thing
    if ratio(first, second, score_cutoff=NEAR_EQUAL) == 0 or _names_another(one, other):
        return False
    # "Peru said Chile fired" is not "Chile said Peru fired"
    return _in_order(one, other, _names(one, other), every=False)


def _names_another(one: str, other: str) -> bool:
    """Whether a paragraph has other names in the places of another's: of a month, a place, a party, not a spelling."""
    first, second = (re.findall(r"\w[\w'\u2019-]*", text) for text in (one, other))
    run = ["".join(re.findall(r"\w", text)).casefold() for text in (one, other)]  # a word may be glued to the next
    here = [word for word in first[1:] if word[0].isupper() and _bare(word) not in run[1]]
    there = [word for word in second[1:] if word[0].isupper() and _bare(word) not in run[0]]
    if not here or not there:
        return False
    return any(all(ratio(word, rival) < _SPELT_ALIKE for rival in there) for word in here)


def _bare(word: str) -> str:
    return "".join(c for c in word.casefold() if c.isalnum())


def is_prose(line: str) -> bool:
    """Whether a line is a paragraph: long, and ended as a sentence is."""
    return len(line) > 80 and bool(re.search(r"[.!?][\"'\u201d\u2019]?$", line))
