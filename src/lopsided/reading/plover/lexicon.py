"""The vocabulary of the type classifier: acts, kinds of noun and verb frames, loaded once from data."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lopsided.records.kinds import PloverType

COOPERATIVE: frozenset[str] = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
VERBAL: frozenset[str] = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
FRAMES = ("plover_idioms.csv", "plover_frames.csv")
FORCEFUL: frozenset[str] = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


@dataclass(frozen=True, slots=True)
class Act:
    """A kind of act and the type it has.

    Attributes
    ----------
    name : str
        As in the data: "impose", "criticize".
    type : str
        PLOVER type by the published crosswalk from CAMEO.
    event : str
        PLOVER type an event record carries (signing: AGREE, sanctions: SANCTION).
    """

    name: str
    type: PloverType
    event: PloverType


@dataclass(frozen=True, slots=True)
class Frame:
    """What a verb means with a certain complement.

    Attributes
    ----------
    slot : str
        ``obj``, ``subj``, ``to`` (an infinitive), ``that``, ``ing``, ``adv``, ``adj``, ``oprd``, ``any``, or a
        preposition (``p:to`` for "to" itself).
    words : frozenset of str
        Lemmas that fill the slot; with ``kinds`` and ``groups`` empty as well, anything does.
    kinds : frozenset of str
        Kinds of noun that fill it.
    groups : frozenset of str
        ``act``, ``coop``, ``hostile``, ``verbal`` or the name of an act: the complement is itself an act of that group.
    result : str
        A PLOVER type, ``#`` and the name of an act, or ``=`` and an operator on the complement's own reading.
    """

    slot: str
    words: frozenset[str]
    kinds: frozenset[str]
    groups: frozenset[str]
    result: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the classifier knows, by lemma."""

    acts: Mapping[str, Act]
    verbs: Mapping[str, Act]
    nouns: Mapping[str, Act]
    adjectives: Mapping[str, Act]
    kinds: Mapping[str, frozenset[str]]
    frames: Mapping[str, tuple[Frame, ...]]
    nominalisations: Mapping[str, str]


@cache
def lexicon() -> Lexicon:
    """Load the vocabulary (once)."""
    folder = files("lopsided.reading") / "data"
    tables = tomllib.loads((folder / "plover_acts.toml").read_text(encoding="utf-8"))
    acts = {name: _act(name, table) for name, table in tables.items()}
    nouns = tomllib.loads((folder / "plover_nouns.toml").read_text(encoding="utf-8"))
    # idioms first: of a verb's frames the first that fits is taken, and theirs ask for certain words
    tables_of_frames = (csv.DictReader((folder / name).read_text(encoding="utf-8").splitlines()) for name in FRAMES)
    frames = _frames(row for rows in tables_of_frames for row in rows)
    return Lexicon(
        acts=acts,
        verbs=_by_word(acts, tables, "verbs"),
        nouns=_by_word(acts, tables, "nouns"),
        adjectives=_by_word(acts, tables, "adjectives"),
        kinds=_kinds(nouns["kinds"]),
        frames=frames,
        nominalisations={s: verb for noun, verb in nouns["nominalisations"].items() for s in spellings(noun)},
    )


@cache
def knows_verb(lemma: str) -> bool:
    """Tell whether a verb is in the vocabulary."""
    known = lexicon()
    return lemma in known.verbs or lemma in known.frames


@cache
def saying_lemmas() -> frozenset[str]:
    """Return the verbs that report speech."""
    return frozenset(
        verb
        for verb, frames in lexicon().frames.items()
        if any(f.result == "=say" and f.slot == "that" for f in frames)
    )


def spellings(word: str) -> Iterator[str]:
    """Yield a word as written and its other usual spelling (-ize/-ise, -or/-our)."""
    yield word
    for here, there in (("iz", "is"), ("is", "iz")):
        for end in ("e", "ation"):
            if word.endswith(here + end) and len(word) > len(end) + 4:
                yield word.removesuffix(here + end) + there + end
    for stem in ("favor", "honor", "endeavor", "harbor", "armor", "labor"):
        if stem in word:
            yield word.replace(stem, stem[:-2] + "our")


def _act(name: str, table: Mapping[str, str]) -> Act:
    kind = cast("PloverType", table["type"])
    return Act(name, kind, cast("PloverType", table.get("event", kind)))


def _by_word(acts: Mapping[str, Act], tables: Mapping[str, Mapping[str, str]], column: str) -> dict[str, Act]:
    """Index acts by lemma; the first act that lists a word keeps it."""
    found: dict[str, Act] = {}
    for name, table in tables.items():
        for word in table.get(column, "").split():
            for spelling in spellings(word):
                found.setdefault(spelling, acts[name])
    return found


def _kinds(tables: Mapping[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, words in tables.items():
        for word in words.split():
            for spelling in spellings(word):
                found.setdefault(spelling, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _frames(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for row in rows:
        fillers = row["fillers"].split()
        frame = Frame(
            slot=row["slot"],
            words=frozenset(s for f in fillers if f[0] not in "@#" for s in spellings(f)),
            kinds=frozenset(f[1:] for f in fillers if f[0] == "@"),
            groups=frozenset(f[1:] for f in fillers if f[0] == "#"),
            result=row["result"],
        )
        for verb in row["verbs"].split():
            for spelling in spellings(verb):
                found.setdefault(spelling, []).append(frame)
    return {verb: tuple(frames) for verb, frames in found.items()}
