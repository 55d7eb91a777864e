"""Texts made worse in the ways texts on the web are, with their gold carried along.

Quotation marks lost, words glued together, articles dropped as machine translation drops them, lines of navigation put
between paragraphs, a paragraph doubled. Each edit keeps account of where every character went.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LINES = (
    "ADVERTISEMENT",
    "Share this story: Facebook Twitter Email",
    "READ MORE: Ferry prices rise again",
    "Sign up for our free newsletter and get the news in your inbox",
    "We use cookies to improve your experience. Manage preferences",
)
SECTIONS = ("statements", "events", "figures", "commitments")


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters ``start:end`` become other ones; ``noise`` if those carry no reporting."""

    start: int
    end: int
    new: str
    noise: bool = False


def lost_marks(text: str, _: random.Random) -> list[Edit]:
    """Every double quotation mark is gone."""
    return [Edit(m.start(), m.end(), "") for m in re.finditer('["\u201c\u201d]', text)]


def glued_words(text: str, rng: random.Random) -> list[Edit]:
    """One in sixty words before a capital runs into it."""
    places = [m.start() for m in re.finditer(r"(?<=[a-z]{4}) (?=[A-Z][a-z]{3})", text)]
    return [Edit(i, i + 1, "") for i in places if rng.random() < 1 / 8]


def lost_articles(text: str, rng: random.Random) -> list[Edit]:
    """A third of the articles within sentences is gone."""
    return [
        Edit(m.start(), m.end(), "") for m in re.finditer(r"(?<=[a-z] )(?:the|a|an) ", text) if rng.random() < 1 / 3
    ]


def added_lines(text: str, rng: random.Random) -> list[Edit]:
    """A line of navigation stands after every third paragraph."""
    gaps = [m.start() for m in re.finditer(r"\n\n", text)][1::3]
    return [Edit(i, i, f"\n\n{rng.choice(LINES)}", noise=True) for i in gaps]


def doubled_paragraph(text: str, rng: random.Random) -> list[Edit]:
    """One long paragraph comes again at the end."""
    long = [p for p in text.split("\n\n") if len(p) > 150]
    return [Edit(len(text.rstrip()), len(text.rstrip()), f"\n\n{rng.choice(long)}", noise=True)]


Way = Callable[[str, random.Random], list[Edit]]
WAYS: tuple[Way, ...] = (lost_marks, glued_words, lost_articles, added_lines, doubled_paragraph)


def worse(text: str, gold: dict[str, Any], seed: int) -> tuple[str, dict[str, Any]]:
    """Return a text made worse in every way, and its gold with spans into the new text.

    A direct quotation whose marks are gone is still direct; one of a few quoted words is then indirect.
    """
    rng = random.Random(seed)  # noqa: S311
    edits: list[Edit] = []
    for way in WAYS:
        taken = [e for e in way(text, rng) if not any(e.start < o.end and o.start < e.end for o in edits)]
        edits += taken
    edits.sort(key=lambda e: (e.start, e.end))
    parts: list[str] = []
    place: list[int] = []
    noise: list[list[int]] = []
    at = length = 0
    for edit in [*edits, Edit(len(text), len(text), "")]:
        place += range(length, length + edit.start - at)
        length += edit.start - at
        parts += [text[at : edit.start], edit.new]
        place += [length] * (edit.end - edit.start)
        if edit.noise:
            noise.append([length + 2, length + len(edit.new)])
        length += len(edit.new)
        at = edit.end
    place.append(length)
    new = "".join(parts)
    moved = {**gold, "noise_spans": sorted(noise + [[place[a], place[b - 1] + 1] for a, b in gold["noise_spans"]])}
    moved["noise"] = [new[a:b] for a, b in moved["noise_spans"]]
    for section in SECTIONS:
        moved[section] = [_moved(row, new, text, place) for row in gold[section]]
    return new, moved


def _moved(row: dict[str, Any], new: str, text: str, place: list[int]) -> dict[str, Any]:
    spans = [tuple(row["span"])]
    spans += [(m.start(), m.end()) for other in row.get("also", []) for m in re.finditer(re.escape(other), text)]
    shown = [new[place[a] : place[b - 1] + 1].strip() for a, b in spans]
    begin, end = place[spans[0][0]], place[spans[0][1] - 1] + 1
    form = {"form_accept": [*row.get("form_accept", []), "indirect"]} if row.get("form") == "mixed" else {}
    return {**row, **form, "text": shown[0], "also": shown[1:], "span": [begin, end]}
