"""What people and bodies are called by function: presidents, spokesmen, analysts, ministries, institutes."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files
from typing import Literal

from lopsided.terms.words import fold

RoleClass = Literal[
    "head", "official", "spokesperson", "analyst", "media", "business", "post", "other", "anonymous", "counterpart"
]
OrganClass = Literal["government", "organ", "media", "institution", "bloc"]


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("lopsided.reading") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@cache
def role_words() -> dict[str, RoleClass]:
    """Class of each word for one person with a function ("prime minister": head)."""
    classes: dict[str, RoleClass] = {
        "head": "head", "official": "official", "spokesperson": "spokesperson", "analyst": "analyst", "media": "media",
        "business": "business", "post": "post", "other": "other", "anonymous": "anonymous",
        "counterpart": "counterpart",
    }  # fmt: skip
    return {row["word"]: classes[row["class"]] for row in _rows("roles")}


@cache
def group_words() -> dict[str, str]:
    """Each plural ("analysts") with its singular."""
    return {row["plural"]: row["word"] for row in _rows("roles") if row["plural"]}


@cache
def organ_words() -> dict[str, OrganClass]:
    """Class of each word for a body that acts for a state or speaks for itself ("ministry", "think tank")."""
    classes: dict[str, OrganClass] = {
        "government": "government", "organ": "organ", "media": "media", "institution": "institution", "bloc": "bloc",
    }  # fmt: skip
    return {row["word"]: classes[row["class"]] for row in _rows("organs")}


@cache
def ranks() -> dict[str, str]:
    """Forms of address and ranks before a name, with the sex they tell ("m", "f" or empty)."""
    return {row["word"]: row["sex"] for row in _rows("ranks")}


@cache
def pair_nouns() -> dict[str, str]:
    """Nouns for two at once, and whether they mean persons or states ("the two leaders", "both sides")."""
    return {row["noun"]: row["kind"] for row in _rows("pair_nouns")}


@cache
def state_nouns() -> dict[str, frozenset[str]]:
    """Nouns for a state by what it is, with the states called so ("kingdom"); none for any state ("neighbour")."""
    return {row["noun"]: frozenset(row["states"].split()) for row in _rows("state_nouns")}


@cache
def regions() -> dict[str, frozenset[str]]:
    """Return the states of each region by the adjective it is called by: "south asian", "gulf"."""
    return {row["region"]: frozenset(row["states"].split()) for row in _rows("regions")}


@cache
def portfolios() -> frozenset[str]:
    """Words for what a minister or an office is in charge of: alone they name no institution ("defence", "trade")."""
    return frozenset(row["word"] for row in _rows("portfolios"))


@cache
def institution_nouns() -> frozenset[str]:
    """Nouns that end the name of a body which speaks for itself ("association", "bank")."""
    return frozenset(row["noun"] for row in _rows("institution_nouns"))


def role_class(role: str) -> RoleClass | None:
    """Class of a role as a document gives it: by its last word for a function before any "of", "for", "to", "at"."""
    words = role.casefold().replace("-", " ").split()
    for stop in ("of", "for", "to", "at", "on", "in", "with"):
        if stop in words[1:]:
            words = words[: words.index(stop, 1)]
    known = role_words()
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            phrase = " ".join(words[start:end])
            found = known.get(phrase) or known.get(group_words().get(phrase, ""))
            if found is not None and end == len(words):
                return found
    return next((known[w] for w in reversed(words) if w in known), None)


@cache
def parliaments() -> frozenset[str]:
    """Names of parliaments, folded: ministers answer to their own."""
    return frozenset(fold(row["name"]) for row in _rows("parliaments"))
