"""What a title alone tells of whose it is: which states have such an office, and which have no other of the name."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files

from lopsided.terms.officials import officials

_HEADS: dict[str, frozenset[str]] = {
    "prime minister": frozenset(("prime minister", "premier")),
    "premier": frozenset(("prime minister", "premier")),
    "president": frozenset(("president",)),
    "chancellor": frozenset(("chancellor",)),
    "king": frozenset(("king",)),
    "emir": frozenset(("emir", "amir")),
}


@cache
def _titles() -> dict[str, frozenset[str]]:
    text = (files("lopsided.reading") / "data" / "titles.csv").read_text(encoding="utf-8")
    return {row["title"]: frozenset(row["states"].split()) for row in csv.DictReader(io.StringIO(text))}


def states_of_title(role: str) -> frozenset[str]:
    """Return the states that call an office so; none where any state may.

    Parameters
    ----------
    role : str
        Folded: "external affairs minister".
    """
    found = [states for title, states in _titles().items() if f" {title} " in f" {role} "]
    return frozenset.intersection(*found) if found else frozenset()


@cache
def _offices() -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = {}
    for official in officials():
        for term in official.terms:
            held.setdefault(term.actor, set()).add(term.office)
    return {state: frozenset(offices) for state, offices in held.items()}


def has_office(state: str, role: str) -> bool:
    """Return whether a state can have a head so called; True for any other office, or where none is known.

    Parameters
    ----------
    state : str
        ISO3.
    role : str
        Folded.
    """
    words = role.split()
    name = next((n for n in _HEADS if role in (n, f"acting {n}", f"interim {n}")), None)
    if name is None or not words or state not in _offices():
        return True
    return any(any(known.endswith(n) or n in known for n in _HEADS[name]) for known in _offices()[state])
