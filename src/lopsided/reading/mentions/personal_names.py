"""Personal names: which words of a name stand for the person alone, and when two spellings are one name."""

from __future__ import annotations

import csv
import io
import re
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import fuzz

from lopsided.terms.words import fold

PARTICLES = frozenset(
    ["al", "el", "bin", "ben", "ibn", "bint", "de", "da", "do", "dos", "del", "della", "di", "du", "la", "le", "van",
     "von", "der", "den", "ter", "ul", "ur", "abu", "st.", "mac", "af", "dal"]
)  # fmt: skip
_ALIKE_LAST, _ALIKE_FIRST = 84.0, 70.0
_VOWELS = re.compile(r"[aeiouy]+")


@cache
def family_first() -> frozenset[str]:
    """Family names that go before given names (China, Korea, Vietnam), folded."""
    text = (files("lopsided.reading") / "data" / "family_first.csv").read_text(encoding="utf-8")
    return frozenset(fold(row["name"]) for row in csv.DictReader(io.StringIO(text)))


@cache
def _given_names() -> dict[str, str]:
    text = (files("lopsided.reading") / "data" / "given_names.csv").read_text(encoding="utf-8")
    return {fold(row["name"]): row["sex"] for row in csv.DictReader(io.StringIO(text))}


def sex_of(given: str) -> str:
    """Sex a given name (folded) tells: ``"m"``, ``"f"`` or empty."""
    return _given_names().get(given, "")


def name_words(name: str) -> tuple[str, ...]:
    """Folded words of a name; a hyphen joins ("Jae-in" is one word)."""
    words = re.sub(r"\s*-\s*", "-", fold(name)).replace("'", "").split()
    return tuple(w for w in words if w not in {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}) or tuple(words)


def short_forms(name: str) -> tuple[str, ...]:
    """Folded words a person of this name is called by alone: the family name, with and without its particles."""
    words = name_words(name)
    if len(words) < 2:
        return words
    last = words[-1]
    forms = [last]
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
        forms.append(" ".join(words[start:]))
    if "-" in last:
        head, _, tail = last.partition("-")
        forms += [tail] if head in PARTICLES else []
    if words[0] in family_first() and len(words) <= 4:
        forms.insert(0, words[0])
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=10_000)
def skeleton(word: str) -> str:
    """Consonants of a folded word, doubled ones once: what transliterations of one name share."""
    bare = re.sub(r"[^a-z]", "", word)
    if not bare:
        return word
    consonants = bare[0] + _VOWELS.sub("", bare[1:]).replace("w", "v").replace("x", "ks").replace("c", "k").replace(
        "h", ""
    )
    return re.sub(r"(.)\1+", r"\1", consonants)


def alike(one: str, other: str, threshold: float) -> bool:
    """Whether two folded words can be spellings of one name."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4:
        return False
    return skeleton(one) == skeleton(other) or fuzz.ratio(one, other) >= threshold


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names (folded words) can be one person's: same or nearly the same given and family name."""
    if one == other or "".join(one).replace("-", "") == "".join(other).replace("-", ""):
        return True
    if len(one) < 2 or len(other) < 2 or not alike(one[-1], other[-1], _ALIKE_LAST):
        return False
    a, b = one[0], other[0]
    if a in family_first() and len(one) == len(other) and not all(map(_same_middle, one[1:-1], other[1:-1])):
        return False  # thousands are a Nguyen: the name between tells them apart
    if a.rstrip(".") == b[:1] or b.rstrip(".") == a[:1]:
        return one[-1] == other[-1]
    return alike(a, b, _ALIKE_FIRST) or a in other or b in one


def _same_middle(one: str, other: str) -> bool:
    return alike(one, other, _ALIKE_FIRST)


def near_short(one: str, other: str) -> bool:
    """Whether a surname alone can be a misspelling of another: one consonant frame, same first letter, near length."""
    if one[:1] != other[:1] or abs(len(one) - len(other)) > 2:
        return False
    return skeleton(one) == skeleton(other) or (
        min(len(one), len(other)) >= 6 and fuzz.ratio(one, other) >= _ALIKE_LAST
    )
