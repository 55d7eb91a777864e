"""Who is taken to have spoken, and the words that tell what kind of speaker that is."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lopsided.reading.mentions.roles import organ_words, role_words
from lopsided.terms.actors import actors

if TYPE_CHECKING:
    from lopsided.records.kinds import SpeakerKind


_OFFICES = frozenset({"ministry", "directorate", "government", "bureau", "administration"})
_SCHOOLS = frozenset({"university", "institute", "center", "centre", "college", "school", "research", "studies"})
GUESSED = "the state is a guess: the one the text speaks of there"
"""Reason given where nothing says whose official speaks."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is taken to have spoken.

    Attributes
    ----------
    names : tuple of str
        Full names; more than one for a joint statement.
    affiliations : tuple of str
        ISO3, bloc or institution of each that has one.
    reasons : tuple of str
        How the name was found.
    person : bool
        True if it is a person known by name.
    token : int
        Token of the paragraph at which the speaker is mentioned; -1 if mentioned elsewhere.
    """

    names: tuple[str, ...]
    affiliations: tuple[str, ...] = ()
    role: str | None = None
    kind: SpeakerKind = "other"
    via: str | None = None
    person: bool = False
    reasons: tuple[str, ...] = ()
    token: int = -1

    @property
    def is_bare(self) -> bool:
        """True for a common noun alone: "the spokesman", "the official"."""
        return len(self.names) == 1 and self.names[0].islower() and " " not in self.names[0]

    def takes_up(self, other: Speaker, *, same: bool) -> bool:
        """Return whether this bare noun may mean an earlier, fuller speaker.

        Parameters
        ----------
        other : Speaker
            Who spoke before.
        same : bool
            Whether the noun itself must have been used of the other; else the kind of person it names is enough.
        """
        noun = self.names[0]
        if other.is_bare or len(other.names) > 1:
            return False
        if self.affiliations and other.affiliations and self.affiliations != other.affiliations:
            return False
        told = f"{other.names[0]} {other.role or ''}".lower().split()
        if same or noun.endswith("s"):
            return noun in told
        human = other.person or any(role_words().get(word) for word in told)
        return noun in ("official", "analyst", "expert") and self.kind == other.kind and human

    @property
    def is_one(self) -> bool:
        """True for one human being, named or not: "Ana Ruiz", "a Chilean trade official"."""
        if self.person:
            return len(self.names) == 1
        if len(self.names) != 1 or self.kind in ("media", "organisation"):
            return False
        last = self.names[0].lower().split(" of ")[0].split(" for ")[0].split(" at ")[0].split(" in ")[0].split()[-1]
        return last in role_words() and organ_words().get(last) is None


@cache
def speaker_words() -> dict[str, str]:
    """Return words that stand for speakers, each with its kind."""
    source = files("lopsided.reading").joinpath("data/cues_speakers.csv").read_text(encoding="utf-8")
    return {row["word"]: row["kind"] for row in csv.DictReader(source.splitlines())}


def kind_of(words: str, mention_kind: str, actor: str = "") -> SpeakerKind:
    """Return what kind of speaker a role or a description tells of.

    Parameters
    ----------
    words : str
        A role ("foreign ministry spokesman") or the words that name the speaker.
    mention_kind : str
        state, bloc, organisation, person or group.
    actor : str
        Id of the state or body itself, if it is one that is known.
    """
    known = actors().get(actor)
    if known is not None and mention_kind != "person":
        kinds: dict[str, SpeakerKind] = {"media": "media", "organisation": "organisation"}
        return kinds.get(known.kind, "official")
    if mention_kind in ("state", "bloc"):
        return "official"
    low = f" {words.lower()} "
    for kind in ("spokesperson", "media", "anonymous", "analyst", "official", "organisation"):
        if kind in _kinds() and _kinds()[kind].search(low):
            if kind == "anonymous" and mention_kind == "person":
                continue
            if kind == "analyst" and "director of the" in low and _runs_an_office(low):
                return "official"
            return kind
    return {"group": "anonymous", "organisation": "organisation"}.get(mention_kind, "other")  # type: ignore[return-value]


def _runs_an_office(low: str) -> bool:
    """Return whether a director's house is a part of government: "director of the trade ministry's rice department"."""
    words = set(low.replace("'s", " ").replace("\u2019s", " ").split())
    return bool(words & _OFFICES) and not words & _SCHOOLS


@cache
def _kinds() -> dict[SpeakerKind, re.Pattern[str]]:
    by_kind: dict[SpeakerKind, list[str]] = {}
    for word, kind in speaker_words().items():
        if kind not in ("text", "data"):
            by_kind.setdefault(kind, []).append(re.escape(word))  # type: ignore[arg-type]
    return {kind: re.compile(rf"\b(?:{'|'.join(words)})s?\b") for kind, words in by_kind.items()}


@cache
def kind_by_name() -> dict[str, str]:
    """Return the kind of each actor of the table by its id and its name."""
    return {n: a.kind for a in actors().values() for n in (a.id, a.name)}
