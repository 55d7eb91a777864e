"""The word lists of the event reader, loaded once from data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from lopsided.reading.plover.lexicon import lexicon, spellings


@cache
def words(name: str) -> frozenset[str]:
    """Return a word list of ``events.toml``."""
    return frozenset(s for word in _tables()[name].split() for s in spellings(word))


@cache
def ranked(name: str) -> dict[str, int]:
    """Return a word list of ``events.toml`` with the place of each word in it."""
    return {word: place for place, word in enumerate(_tables()[name].split())}


@cache
def verb_triggers() -> frozenset[str]:
    """Lemmas of verbs and adjectives that may name an act."""
    known = lexicon()
    heads = {key.split("_")[0] for table in (known.verbs, known.frames, known.adjectives) for key in table}
    # the parser cuts "staged" to "stag": such stems are looked at too, and read by the verb they stand for
    return frozenset(
        heads | {verb[:-1] for verb in heads if verb.endswith("e")} | words("joint_projects") | {"be", "do", "follow"}
    )


@cache
def noun_triggers() -> frozenset[str]:
    """Lemmas of nouns that may name an act by themselves."""
    known, acts = lexicon(), words("nominal_acts")
    heads = {key.split("_")[-1] for key, act in known.nouns.items() if act.name in acts}
    things = words("not_acts") - words("hindrances") - words("strife")
    return frozenset((heads | set(known.nominalisations) | words("owned")) - things | words("pacts_between"))


@cache
def _tables() -> dict[str, str]:
    tables: dict[str, str] = tomllib.loads(
        (files("lopsided.reading") / "data" / "events.toml").read_text(encoding="utf-8")
    )
    return tables
