"""Comparing words: folding of spelling, cutting text into words the way the name tables are cut."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = str.maketrans(
    dict.fromkeys("\u2019\u2018\u02bc\u00b4`", "'") | dict.fromkeys("\u2010\u2011\u2013\u2014", "-")
)
_SPECIAL = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "\u0131": "i", "đ": "d", "Đ": "D", "ß": "ss"})
# Abbreviations with full stops are one word; an apostrophe joins ("N'Djamena") unless it marks a possessive.
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[A-Z]\.[A-Z]\b|\w++(?:['\u2019\u02bc](?!s\b)\w+)*\+?")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, without accents, with plain apostrophes and single spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).translate(_SPECIAL))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def words(text: str) -> list[tuple[int, int]]:
    """Start and end of each word of a text."""
    return [m.span() for m in WORD.finditer(text)]


def key(text: str) -> tuple[str, ...]:
    """Fold the words of a name: what name tables are looked up by."""
    return tuple(fold(text[s:e]) for s, e in words(text))
