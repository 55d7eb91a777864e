"""The vocabulary of figures, from ``data/figures.csv``: what sells, what buys, what grows, what is only planned."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def words(role: str) -> frozenset[str]:
    """Return the lemmas of one role: "supplier", "verb-in", "up", "planned", ..."""
    return _table()[role]


@cache
def role_of(lemma: str) -> str | None:
    """Return which part a noun plays in a flow: out, in, supplier, buyer, partner, trade, giver, gift; else None."""
    return next((role for role in FLOW_NOUNS if lemma in words(role)), None)


def noun_role(noun: Token) -> str | None:
    """Return the part a noun plays, an export partner being a buyer and an import partner a supplier."""
    role = role_of(noun.lemma_.lower())
    if role == "buyer" and noun.i and noun.nbor(-1).lower_ == "source":
        return "supplier"  # "the top source market" of visitors sends them
    if role != "partner" or noun.i == 0:
        return role
    return {"export": "buyer", "import": "supplier", "investment": "giver", "aid": "giver"}.get(
        noun.nbor(-1).lemma_.lower(), role
    )


FLOW_NOUNS = ("out", "in", "supplier", "buyer", "partner", "trade", "giver", "gift", "use", "debt")


@cache
def _table() -> dict[str, frozenset[str]]:
    with (files("lopsided.reading") / "data" / "figures.csv").open(encoding="utf-8") as lines:
        return {row["role"]: frozenset(row["words"].split("|")) for row in csv.DictReader(lines)}
