"""Plain words that people search by, for what has another name here: "cars" are road vehicles, an embargo a what-if."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from lopsided.terms.actors import dissolved
from lopsided.web.product_search import folded

#: Words of the longest entry.
MOST_WORDS = 3


@cache
def ordinary() -> frozenset[str]:
    """List words of the language that are also somebody's name: typed without a capital they may mean neither."""
    text = files("lopsided.web").joinpath("ordinary_words.csv").read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(text.splitlines()))


@cache
def addresses() -> dict[str, tuple[str, ...]]:
    """Map every word, folded, to the addresses it leads to; states that are no more lead to their successors."""
    text = files("lopsided.web").joinpath("search_words.csv").read_text(encoding="utf-8")
    found = {folded(name): tuple(f"/countries/{heir}" for heir in heirs) for name, heirs in dissolved().items()}
    for row in csv.DictReader(text.splitlines()):
        for word in row["words"].split(";"):
            found[folded(word)] = (*found.get(folded(word), ()), row["address"])
    return found


def within(text: str) -> tuple[str, ...]:
    """List the addresses that words anywhere in a text lead to, the longest entries first taken."""
    words = re.findall(r"[\w-]+", folded(text))
    found: list[str] = []
    at = 0
    while at < len(words):
        longest = min(MOST_WORDS, len(words) - at)
        runs = ((n, addresses().get(" ".join(words[at : at + n]), ())) for n in range(longest, 0, -1))
        taken, here = next(((n, here) for n, here in runs if here), (1, ()))
        found += here
        at += taken
    return tuple(dict.fromkeys(found))
