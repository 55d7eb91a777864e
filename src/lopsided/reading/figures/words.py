"""The vocabulary of figures, from ``data/figures.csv``: what sells, what buys, what grows, what is only planned."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def words(role: str) -> frozenset[str]:
    """Return the lemmas of one role: "supplier", "verb-in", "up", "planned", ..."""
    return _table()[role]


@cache
def role_of(lemma: str) -> str | None:
    """Return which part a noun plays in a flow: out, in, supplier, buyer, partner, trade, giver, gift; else None."""
    return next((role for role in FLOW_NOUNS if lemma in words(role)), None)


FLOW_NOUNS = ("out", "in", "supplier", "buyer", "partner", "trade", "giver", "gift", "use", "debt")


@cache
def _table() -> dict[str, frozenset[str]]:
    with (files("lopsided.reading") / "data" / "figures.csv").open(encoding="utf-8") as lines:
        return {row["role"]: frozenset(row["words"].split("|")) for row in csv.DictReader(lines)}
