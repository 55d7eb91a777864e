"""One pass over a text's words: names from the tables, and the words that announce a person, group or organ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lopsided.reading.mentions.roles import group_words, organ_words, role_words, state_nouns
from lopsided.terms.officials import Official, officials
from lopsided.terms.surfaces import Sense, senses
from lopsided.terms.tables import table
from lopsided.terms.words import WORD, fold, key

SignalKind = Literal["role", "group", "organ", "pronoun", "pair", "state"]
_GAP = re.compile(r"[\s\-\u2010\u2011'\u2019,.&/]{1,3}\Z")
_SHORT = 5
PRONOUNS = frozenset(
    ("he", "she", "him", "her", "his", "hers", "himself", "herself", "they", "them", "their", "it", "its", "itself")
)
PAIR_WORDS = frozenset(("two", "both", "pair", "duo", "trio", "three"))


@dataclass(frozen=True, slots=True)
class Entry:
    """What a sequence of words can be in the tables; nothing at all for other things ("South China Sea")."""

    senses: tuple[Sense, ...] = ()
    officials: tuple[Official, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A name from the tables in a text.

    Attributes
    ----------
    start, end : int
        Characters of the text.
    """

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Signal:
    """A word or phrase that announces a mention without a name.

    Attributes
    ----------
    word : str
        Folded.
    """

    start: int
    end: int
    kind: SignalKind
    word: str


class _Node(dict[str, "_Node"]):
    """A word of a name; ``entry`` if a name ends here."""

    __slots__ = ("entry", "signal")

    def __init__(self) -> None:
        super().__init__()
        self.entry: Entry | None = None
        self.signal: tuple[SignalKind, str] | None = None


@cache
def _tree() -> _Node:
    root = _Node()
    entries: dict[tuple[str, ...], Entry] = {key(row["surface"]): Entry() for row in table("things")}
    entries |= {words: Entry(held) for words, held in senses().items()}
    people: dict[tuple[str, ...], list[Official]] = {}
    for official in officials():
        for name in (official.name, *official.spellings):
            if len(key(name)) > 1:
                people.setdefault(key(name), []).append(official)
    entries |= {words: Entry((), tuple(dict.fromkeys(held))) for words, held in people.items()}
    for words, entry in entries.items():
        _place(root, words).entry = entry
    for words, signal in _signals().items():
        _place(root, words).signal = signal
    return root


def _place(root: _Node, words: tuple[str, ...]) -> _Node:
    node = root
    for word in words:
        node = node.setdefault(word, _Node())
    return node


def _signals() -> dict[tuple[str, ...], tuple[SignalKind, str]]:
    found: dict[tuple[str, ...], tuple[SignalKind, str]] = {}
    for word in organ_words():
        found[key(word)] = ("organ", word)
    for word in group_words():
        found[key(word)] = ("group", word)
    for word in role_words():
        found[key(word)] = ("role", word)
    for word in state_nouns():
        found[key(word)] = ("state", word)
    found |= {(word,): ("pronoun", word) for word in PRONOUNS}
    found |= {(word,): ("pair", word) for word in PAIR_WORDS}
    return found


def _lost_apostrophe(raw: str, root: _Node) -> Entry | None:
    """State of a possessive that lost its apostrophe ("Ukraines president")."""
    node = root.get(fold(raw[:-1]))
    if node is None or node.entry is None or not node.entry.senses:
        return None
    best = node.entry.senses[0]
    plain = best.case == "any" and best.kind in {"name", "capital"}
    return node.entry if plain else None


def scan(text: str) -> tuple[list[Hit], list[Signal]]:
    """Find names and signals in a text; at each place the longest wins, and names win over signals."""
    places = [m.span() for m in WORD.finditer(text)]
    hits: list[Hit] = []
    signals: list[Signal] = []
    root = _tree()
    i, n = 0, len(places)
    while i < n:
        start, end = places[i]
        raw = text[start:end]
        node = root.get(raw.casefold() if raw.isascii() else fold(raw))
        if text[end : end + 1] == "$":  # money, not a state: "US$3 million"
            i += 1
            continue
        if node is None:
            entry_ = _lost_apostrophe(raw, root) if raw[-1:] == "s" and len(raw) > _SHORT else None
            if entry_ is not None:
                hits.append(Hit(start, end - 1, entry_))
            i += 1
            continue
        entry, signal = (node.entry, i), (node.signal, i)
        j = i + 1
        while node and j < n and _GAP.match(text, places[j - 1][1], places[j][0]):
            deeper = node.get(fold(text[places[j][0] : places[j][1]]))
            if deeper is None:
                break
            node = deeper
            entry = (node.entry, j) if node.entry is not None else entry
            signal = (node.signal, j) if node.signal is not None else signal
            j += 1
        if entry[0] is not None and entry[1] >= (signal[1] if signal[0] else i):
            hits.append(Hit(start, places[entry[1]][1], entry[0]))
            i = entry[1] + 1
        elif signal[0] is not None:
            last = places[signal[1]][1]
            signals.append(Signal(start, last, *signal[0]))
            i = signal[1] + 1
        else:
            i += 1
    return hits, signals
