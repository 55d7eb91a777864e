"""Whether a line is of the article it stands in: how many of its words the article uses too."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.lang.en.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

RUNNING = re.compile(r"(?:On|In|At|By|After|Since|During|According|Under|For|From)\b")
"""Words a sentence begins with, and hardly a headline of another story."""
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_ENDING = re.compile(r"(?<=\w{3})(?:ations?|ions?|ings?|e?ments?|ers?|ed|es|s|ly|e|y)$")
_SHORTEST = 3  # letters of a word that tells what a line is about
_LEAST = 4  # words by which a line can be told from another article's
_STRANGE = 0.2
"""A line is of another story if the article uses no greater share of its words."""


def stems(text: str) -> list[str]:
    """Return what is left of the words that tell what a text is about, in order: no endings, no small words."""
    return [stem for word in _WORD.findall(text.casefold()) if (stem := _stem(word))]


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    if len(word) < _SHORTEST or word in STOP_WORDS:
        return ""
    return word if word[0].isdigit() else _ENDING.sub("", word)


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the stems of all texts."""
    return frozenset(stem for text in texts for stem in stems(text))


def shared(line: str, words: AbstractSet[str]) -> tuple[int, int]:
    """Return how many of a line's stems are among some words, and how many it has."""
    own = set(stems(line))
    return len(own & words), len(own)


def is_stranger(line: str, words: AbstractSet[str]) -> bool:
    """Whether a line tells of something else than an article with these words does."""
    common, count = shared(line, words)
    return count >= _LEAST and common <= _STRANGE * count


def names_strangers(line: str, words: AbstractSet[str]) -> bool:
    """Whether a line has a name that an article has not, and few of its words.

    Parameters
    ----------
    line : str
    words : set of str
        Stems of the article.
    """
    within = line.split()[1:]
    capitals = [word for word in within if word[:1].isupper()]
    if not any(set(stems(word)) - words for word in capitals):
        return False
    common, count = shared(line, words)
    # where all words begin in capitals, a name is not told from another word
    return count >= _LEAST and common * (3 if 2 * len(capitals) > len(within) else 2) <= count
