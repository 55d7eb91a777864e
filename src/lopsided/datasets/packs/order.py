"""Which source answers when several could: ``data/source_order.csv``, one after the other, never two added up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lopsided.datasets.packs.areas import table

Question = Literal["total trade", "trade by product"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a source stands for a question: rank (1 answers first), its name there, and why."""

    rank: int
    source: str
    why: str


def order(question: Question) -> tuple[Place, ...]:
    """List the sources for a question, the first to answer first."""
    return tuple(place for place, _ in _rows(question))


def place_of(question: Question, name: str) -> Place:
    """Find a source's place by the name it has in a pack, or by the pack's format; unknown ones are a user's tables."""
    listed = _rows(question)
    found = next((place for place, match in listed if re.search(match, name.lower())), None)
    return found or next((place for place, match in listed if match == "^tidy"), listed[-1][0])


def _rows(question: Question) -> list[tuple[Place, str]]:
    listed = [row for row in table("source_order") if row["question"] == question]
    return sorted((Place(int(row["rank"]), row["source"], row["why"]), row["match"]) for row in listed)
