"""Every form under which an actor appears in text: names, capitals, seats of government, demonyms, adjectives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from lopsided.terms.tables import listed, table
from lopsided.terms.words import fold, key

SenseKind = Literal[
    "name", "abbreviation", "adjective", "demonym", "capital", "seat of government", "arm of the state", "region of",
    "former name", "city of",
]  # fmt: skip
Case = Literal["any", "capital", "exact", "context", "prefix"]
_WEIGHT: dict[SenseKind, float] = {
    "name": 0.99, "abbreviation": 0.97, "adjective": 0.96, "demonym": 0.95, "capital": 0.92, "seat of government": 0.93,
    "arm of the state": 0.9, "region of": 0.8, "former name": 0.75, "city of": 0.5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a surface form.

    Attributes
    ----------
    surface : str
        As usually written.
    actor : str
        Id of the actor meant.
    kind : str
        How the form relates to the actor.
    case : str
        ``any`` (lower case is fine: "kyiv"), ``capital`` (needs a capital: "Turkey"), ``exact`` (as written: "US"),
        ``context`` (also a given name, surname or another place: needs more than its spelling), ``prefix`` ("Sino-").
    confidence : float
        Between 0 and 1, before any context.
    origin : str
        ``"factbook"`` or ``"public record"``.
    """

    surface: str
    actor: str
    kind: SenseKind
    case: Case
    confidence: float
    origin: str

    def admits(self, written: str) -> bool:
        """Whether the form as written can have this sense."""
        if self.case == "any":
            return True
        if self.case == "exact":
            same = fold(written) == fold(self.surface) and written[:1].isupper() == self.surface[:1].isupper()
            return same and written.isupper() == self.surface.isupper()
        return written.removeprefix("the ")[:1].isupper()


@cache
def senses() -> dict[tuple[str, ...], tuple[Sense, ...]]:
    """All readings of each surface form, best first, by its folded words."""
    found: dict[tuple[str, ...], dict[str, Sense]] = {}
    for surface, actor, kind, origin in (*_from_states(), *_from_tables()):
        sense = Sense(surface, actor, kind, _case(surface, kind, actor), _WEIGHT[kind], origin)
        held = found.setdefault(key(surface), {})
        if actor not in held or held[actor].confidence < sense.confidence:
            held[actor] = sense
    return {words: _ranked(list(held.values())) for words, held in found.items() if words}


def _ranked(held: list[Sense]) -> tuple[Sense, ...]:
    """Best first; a form that several actors share is worth less to each of them."""
    if len(held) == 1:
        return tuple(held)
    order = sorted(held, key=lambda s: (s.actor not in _preferred(s.surface), -s.confidence))
    return tuple(
        Sense(s.surface, s.actor, s.kind, s.case, round(s.confidence * (0.95 if i == 0 else 0.5), 3), s.origin)
        for i, s in enumerate(order)
    )


@cache
def _preferences() -> dict[str, tuple[str, ...]]:
    return {fold(row["surface"]): listed(row["actors"]) for row in table("shared_forms")}


def _preferred(surface: str) -> tuple[str, ...]:
    return _preferences().get(fold(surface), ())[:1]


@cache
def _cases() -> dict[str, Case]:
    allowed: dict[str, Case] = {"any": "any", "capital": "capital", "exact": "exact", "context": "context",
        "prefix": "prefix",
    }  # fmt: skip
    return {fold(row["surface"]): allowed[row["rule"]] for row in table("words")}


def _case(surface: str, kind: SenseKind, actor: str) -> Case:
    """Decide how a form must be written: acronyms and titles exactly so, organs with a capital, others freely."""
    listed_rule = _cases().get(fold(surface))
    if listed_rule is not None:
        return listed_rule
    if (surface.isupper() and len(surface) <= 5) or actor in _titled():
        return "exact"
    return "capital" if kind == "arm of the state" else "any"


@cache
def _titled() -> frozenset[str]:
    """Media and institutes: their names are often plain words."""
    return frozenset(row["id"] for row in table("bodies") if row["kind"] in {"media", "institute"})


def _from_states() -> list[tuple[str, str, SenseKind, str]]:
    columns: tuple[tuple[str, SenseKind], ...] = (
        ("name", "name"), ("official", "name"), ("abbreviation", "abbreviation"), ("capitals", "capital"),
        ("people", "demonym"), ("adjectives", "adjective"),
    )  # fmt: skip
    found = []
    for row in table("states"):
        own = row["kind"] == "state"
        for column, kind in columns:
            # Territories are few words in the news and their short codes are other words ("AS", "VI").
            if column in {"abbreviation", "adjectives", "people"} and not own:
                continue
            found += [(form, row["id"], kind, row["origin"]) for form in listed(row[column])]
    return found


def _from_tables() -> list[tuple[str, str, SenseKind, str]]:
    kinds: dict[str, SenseKind] = {k: k for k in _WEIGHT}
    found = [(r["surface"], r["actor"], kinds[r["sense"]], r["origin"]) for r in table("aliases")]
    found += [(r["surface"], r["actor"], "city of", r["origin"]) for r in table("cities")]
    for row in table("bodies"):
        found.append((row["name"], row["id"], "name", row["origin"]))
        found += [(form, row["id"], "name", row["origin"]) for form in listed(row["aliases"])]
    return found
