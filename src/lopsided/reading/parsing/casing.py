"""Text in capitals, written as the parser knows it: wires of ministries, headlines, surnames ("Ana RUIZ said").

A word is a name if a table knows it as one, if the same text writes it as one elsewhere, or if no dictionary has it.
Each letter keeps its place, so that spans stay true to the text as given.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from spacy.lang.en.stop_words import STOP_WORDS

from lopsided.reading.mentions.personal_names import family_first, sex_of
from lopsided.reading.mentions.roles import ranks, role_words
from lopsided.terms.officials import officials
from lopsided.terms.surfaces import senses
from lopsided.terms.words import fold, key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lopsided.reading.documents.repair import Repaired
    from lopsided.reading.parsing.lemmas import Entry

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_SHOUTED = re.compile(r"\b[^\W\d_a-z]{4,}\b")
_START = re.compile(r"(?:^|(?<![ .][A-Z])[.!?:][\"')\]]*\s)[\s\"'(\[\u2013\u2014-]*$")
_SMALL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
_VOWEL = re.compile(r"[AEIOUY\u00c0-\u017f]")
_FEWEST = 12
"""Letters of the shortest stretch taken for one in capitals."""
_CAPITALS = 0.85
_LONGEST_NAME = 6
_LONGEST_ACRONYM = 5
_SHORTEST_SURNAME = 4
_DOUBTFUL = frozenset({"may", "march", "august"})
_BEFORE_MONTHS = frozenset({"in", "last", "this", "next", "since", "until", "by", "early", "late", "mid"})
_DATES = frozenset(name.lower() for name in (*month_name, *day_name) if name)
_MINISTERS = ("minister", "secretary")
_HELD = ("head", "official", "spokesperson", "analyst", "post")
_CODES = frozenset({"us", "un", "eu", "uk"})


@dataclass(frozen=True, slots=True)
class _Told:
    """What the rest of a text tells of its words, folded: written as names there, or in capitals amid others."""

    names: frozenset[str]
    acronyms: frozenset[str]


def cased(pieces: Sequence[Repaired], entry: Callable[[str], Entry]) -> list[Repaired]:
    """Return the paragraphs of one text with what is in capitals put into small letters, names apart.

    Parameters
    ----------
    pieces : sequence of Repaired
        All paragraphs of a text, as the parser would see them.
    entry : callable
        How a dictionary has a word, given in small letters: see `lemmas.entry_of`.
    """
    if not any(_SHOUTED.search(piece.text) for piece in pieces):
        return list(pieces)
    loud = [_is_loud(piece.text) for piece in pieces]
    told = _told(piece.text for piece, is_loud in zip(pieces, loud, strict=True) if not is_loud)
    quiet = [
        replace(piece, text=_lowered(piece.text, told, entry)) if is_loud else piece
        for piece, is_loud in zip(pieces, loud, strict=True)
    ]
    surnames = _surnames(p.text for p, is_loud in zip(pieces, loud, strict=True) if not is_loud)
    if not surnames:
        return quiet
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(surnames))) + r")\b")
    return [replace(piece, text=pattern.sub(lambda m: _titled(m.group()), piece.text)) for piece in quiet]


def _is_loud(text: str) -> bool:
    """Tell whether a stretch is written in capitals: most of its letters, and more than a name's worth."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= _FEWEST and sum(map(str.isupper, letters)) >= _CAPITALS * len(letters) and " " in text


def _told(texts: Iterator[str]) -> _Told:
    names: set[str] = set()
    acronyms: set[str] = set()
    for text in texts:
        names.update(m.group().lower() for m in _SMALL.finditer(text))
        acronyms.update(m.group() for m in re.finditer(r"\b[A-Z]{2,6}\b", text))
    return _Told(frozenset(names), frozenset(acronyms))


def _lowered(text: str, told: _Told, entry: Callable[[str], Entry]) -> str:
    """Write a stretch in small letters, the first of each sentence and names apart."""
    words = list(_WORD.finditer(text))
    parts: list[str] = []
    at = i = 0
    while i < len(words):
        size, written = _name_at(words, i) or (1, _single(words, i, text, told, entry))
        start, end = words[i].start(), words[i + size - 1].end()
        if _START.search(text, max(0, start - 12), start):
            written = written[0].upper() + written[1:]
        parts += [text[at:start], written if len(written) == end - start else text[start:end]]
        at, i = end, i + size
    return "".join((*parts, text[at:]))


def _name_at(words: list[re.Match[str]], i: int) -> tuple[int, str] | None:
    """Return how many words from here on are a name that the tables know, and how it is written."""
    folded = [fold(m.group().removesuffix("'S").removesuffix("\u2019S")) for m in words[i : i + _LONGEST_NAME]]
    for size in range(len(folded), 0, -1):
        surface = _surface(tuple(folded[:size]))
        if surface:
            shown = words[i].string[words[i].start() : words[i + size - 1].end()]
            written = shown if surface.isupper() else _WORD.sub(lambda m: _titled(m.group()), shown)
            return size, re.sub(r"(?<= )(?:Of|And|The)(?= )", lambda m: m.group().lower(), written)
    return None


def _surface(words: tuple[str, ...]) -> str:
    """How the tables write a name, given its folded words; empty if they have none, or it is a word of its own."""
    held = senses().get(words)
    if held is None:
        return _leaders().get(words, "")
    if len(words) == 1 and words[0] in (STOP_WORDS - _CODES) | _offices():
        return ""
    surface = held[0].surface
    return "" if len(words) == 1 and held[0].case == "exact" and not surface.isupper() else surface


@cache
def _leaders() -> dict[tuple[str, ...], str]:
    """Full names of those who held office, by their folded words."""
    names = (name for known in officials() for name in (known.name, *known.spellings))
    return {words: name for name in names if len(words := key(name)) > 1}


def _single(words: list[re.Match[str]], i: int, text: str, told: _Told, entry: Callable[[str], Entry]) -> str:
    word = words[i].group()
    low = word.lower()
    if low in _DATES:
        return word.capitalize() if low not in _DOUBTFUL or _beside_a_date(words[i], text) else low
    if low in STOP_WORDS or low.removesuffix("'s") in STOP_WORDS:
        return low
    bare = re.sub(r"['\u2019]S$", "", word)
    if low in _offices() or (i + 1 < len(words) and words[i + 1].group().lower() in _MINISTERS):
        return _titled(word)  # "Foreign Minister of Chile Ana Ruiz", as such wires write elsewhere
    if "." in word or bare in told.acronyms or (len(bare) <= _LONGEST_ACRONYM and not _VOWEL.search(bare)):
        return word
    before = fold(words[i - 1].group()) if i else ""
    kind = entry(fold(bare))
    named = bool(sex_of(before) or sex_of(fold(bare))) and kind != "form"  # "ANA BROWN", not "ALI SAID"
    if not kind or named or bare[1:2] in ("'", "\u2019") or bare.lower() in told.names:
        return _titled(word)
    return low


def _beside_a_date(word: re.Match[str], text: str) -> bool:
    """Tell whether "MAY" is a month: a number beside it, or "in" before it."""
    before = text[max(0, word.start() - 12) : word.start()].lower().split()
    after = text[word.end() : word.end() + 3].strip()
    return after[:1].isdigit() or (bool(before) and (before[-1].isdigit() or before[-1] in _BEFORE_MONTHS))


def _titled(word: str) -> str:
    """Write a word with a capital at its beginning and after a hyphen or an apostrophe ("O'Brien", "Kenya's")."""
    small = "".join(c.lower() if len(c.lower()) == 1 else c for c in word)
    return re.sub(r"(?:^|(?<=[-'\u2019]))[^\W\d_](?!$)", lambda m: m.group().upper(), small)


def _surnames(texts: Iterator[str]) -> set[str]:
    """Find surnames in capitals: behind a given name or an office ("Ana RUIZ"), or before one ("XI Jinping")."""
    found: set[str] = set()
    for text in texts:
        if not _SHOUTED.search(text) and not re.search(r"\b[A-Z]{2,3} [A-Z][a-z]", text):
            continue
        for first, second in re.findall(r"(?=\b([^\W\d_]+) ([^\W\d_]+(?:[-'\u2019][^\W\d_]+)*)\b)", text):
            if first.isupper() and len(first) > 1 and second.istitle() and fold(first) in family_first():
                found.add(first)
            if second.isupper() and _is_surname(first, second):
                found.add(second)
    return {word for word in found if (fold(word),) not in senses()}


def _is_surname(before: str, word: str) -> bool:
    if len(word) < _SHORTEST_SURNAME or not _VOWEL.search(word) or not before.istitle():
        return False
    return bool(sex_of(fold(before))) or before.lower() in _offices()


@cache
def _offices() -> frozenset[str]:
    """Offices and forms of address that stand before a person's name."""
    return frozenset({*ranks(), *(word for word, kind in role_words().items() if kind in _HELD)})
