"""The words of a report: stems, what they name, and which of them only name the parties or count."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lopsided.terms.actors import link

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_ENDINGS = (
    ("ations", 4), ("ation", 4), ("ments", 4), ("ment", 4), ("ings", 3), ("ing", 3), ("ied", 2), ("ies", 3),
    ("ed", 3), ("es", 4), ("s", 3),
)  # fmt: skip


@cache
def vocabulary() -> dict[str, Any]:
    """Return what tells one happening from another, as in ``data/stories.toml``."""
    return tomllib.loads((files("lopsided.records") / "data" / "stories.toml").read_text("utf-8"))


@cache
def stem(word: str) -> str:
    """Return a word without its commonest English endings; only ever compared with other stems."""
    for end, least in _ENDINGS:
        if word.endswith(end) and len(word) - len(end) >= least and not word.endswith("ss"):
            word = word[: -len(end)] + ("y" if end == "ied" else "")
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        return word[:-1]  # "planned" as "plan"
    return word[:-1] if len(word) > 4 and word[-1] in "ey" else word


def stems(text: str) -> list[str]:
    """Stems of all words of a text, in order."""
    return [stem(w.lower()) for w in _words(text)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("\u2019s", "").replace("'s", ""))


@cache
def _stops() -> frozenset[str]:
    words = vocabulary()["stop"]["words"].split()
    return frozenset((*words, *map(stem, words)))


@cache
def counting() -> frozenset[str]:
    """Return the stems of words of a number that do not say what it is of."""
    return frozenset(map(stem, vocabulary()["counting"]["words"].split()))


def meaning(found: Iterable[str]) -> frozenset[str]:
    """Return those stems that carry meaning."""
    return frozenset(s for s in found if s not in _stops() and len(s) > 1)


def content(text: str) -> frozenset[str]:
    """Return the stems of a text's words that carry meaning."""
    return meaning(stems(text))


def naming(text: str, parties: frozenset[str]) -> frozenset[str]:
    """Return the stems of a text's words that name one of the parties or its people."""
    capitals = [w if w[:1].isupper() else "" for w in _words(text)]
    one = {w for w in capitals if w and parties & _meant(w)}
    full = {w for a, b in pairwise(capitals) if a and b and parties & _meant(f"{a} {b}") for w in (a, b)}
    return frozenset(stem(w.lower()) for w in one | full)


def names_in(text: str, *, but: str = "") -> frozenset[str]:
    """Return whom a text's words in capitals name: actors where known, else the word.

    Parameters
    ----------
    text : str
    but : str
        Word that has its capital from its place, and names someone only if it is known to.
    """
    found: set[str] = set()
    for word in (w for w in _words(text) if w[:1].isupper()):
        if known := _meant(word):
            found |= known
        elif word != but and meaning([stem(word.lower())]):
            found.add(stem(word.lower()))
    return frozenset(found)


@cache
def _meant(word: str) -> frozenset[str]:
    return frozenset(found.actor for found in link(word))


@cache
def _by_stems(table: str) -> dict[str, str]:
    """Name of a row by the stems of a word or phrase of it, the words of a phrase set apart by spaces."""
    return {" ".join(stems(p)): name for name, phrases in vocabulary()[table].items() for p in phrases}


@cache
def _pairs(table: str) -> dict[str, frozenset[str]]:
    """Stems that begin a phrase of a table, and those that may follow."""
    split = [key.split(" ") for key in _by_stems(table) if " " in key]
    return {first: frozenset(b for a, b in split if a == first) for first, _ in split}


def named(found: list[str], table: str = "kinds") -> frozenset[str]:
    """Rows of a table that words or pairs of words name; no phrase in the vocabulary is longer."""
    known, begin = _by_stems(table), _pairs(table)
    places = [i for i, s in enumerate(found[:-1]) if s in begin and found[i + 1] in begin[s]]
    within = {j for i in places for j in (i, i + 1)}  # "stop shooting" is no shooting
    single = [known[s] for i, s in enumerate(found) if s in known and i not in within]
    return frozenset([*(known[f"{found[i]} {found[i + 1]}"] for i in places), *single])


def kinds_of(text: str) -> frozenset[str]:
    """Return the kinds of happening a text's words name, topics left out."""
    return named(stems(text)) - set(vocabulary()["topics"]["kinds"])


@cache
def words_of(kinds: frozenset[str]) -> frozenset[str]:
    """Return the stems of all words by which kinds are named."""
    return frozenset(s for kind in kinds for phrase in vocabulary()["kinds"][kind] for s in content(phrase))


def by_kind(found: Iterable[str]) -> list[str]:
    """Return stems with a mark in the place of each that names a telling kind or a topic: other words for it match."""
    known, common = _by_stems("kinds"), set(vocabulary()["generic"]["kinds"])
    return [mark(known[s]) if s in known and known[s] not in common else s for s in found]


def mark(kind: str) -> str:
    """Return what stands for any word that names a kind."""
    return f"={kind}"
