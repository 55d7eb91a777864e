"""Articles made up for benchmarks: seeded, of a wire report's length, about many dyads.

Each has a date, a lead, quotations, figures, a promise and background, put together from phrases with words to choose
from; a happening is told by two articles on average, in words of their own; one in twenty is a copy of an earlier one
with another agency's first and last line, one in a hundred is no text at all. They are for
speed, memory and counting only: how well they are read says nothing.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

STATES = [
    ("Brazil", "Brazilian", "Brasilia"), ("Kenya", "Kenyan", "Nairobi"), ("Vietnam", "Vietnamese", "Hanoi"),
    ("Norway", "Norwegian", "Oslo"), ("Peru", "Peruvian", "Lima"), ("Ghana", "Ghanaian", "Accra"),
    ("Indonesia", "Indonesian", "Jakarta"), ("Turkey", "Turkish", "Ankara"), ("Chile", "Chilean", "Santiago"),
    ("Egypt", "Egyptian", "Cairo"), ("Japan", "Japanese", "Tokyo"), ("Mexico", "Mexican", "Mexico City"),
    ("India", "Indian", "New Delhi"), ("Australia", "Australian", "Canberra"), ("Morocco", "Moroccan", "Rabat"),
    ("Germany", "German", "Berlin"), ("Thailand", "Thai", "Bangkok"), ("Nigeria", "Nigerian", "Abuja"),
    ("Canada", "Canadian", "Ottawa"), ("Kazakhstan", "Kazakh", "Astana"),
]  # fmt: skip
FIRST = [
    "Ana",
    "Joseph",
    "Minh",
    "Ingrid",
    "Carlos",
    "Kofi",
    "Sri",
    "Elif",
    "Pedro",
    "Nadia",
    "Kenji",
    "Lucia",
    "Arjun",
]
LAST = ["Moreira", "Kamau", "Tran", "Hansen", "Quispe", "Mensah", "Wibowo", "Demir", "Rojas", "Farouk", "Sato", "Varma"]
GOODS = ["copper", "natural gas", "coffee", "wheat", "iron ore", "crude oil", "tea", "fertiliser", "machinery", "beef"]
NEW = 0.5  # of articles that tell of something no earlier one told: a happening has two reports on average
AGENCIES = ["Coast News", "Meridian Wire", "Harbour Press"]


def articles(count: int, seed: int = 11) -> list[str | bytes]:
    """Make articles, the same for the same seed.

    Returns
    -------
    list of str or bytes
        Bytes for the few that are no text.
    """
    random = Random(seed)  # noqa: S311 - not for secrets
    made: list[str | bytes] = []
    happening = _happening(random)
    for number in range(count):
        if number % 100 == 99:
            made.append(bytes(random.randrange(256) for _ in range(2000)))
        elif number % 20 == 19:
            original = made[random.randrange(number - 10, number)]
            head = f"({random.choice(AGENCIES)}) "
            made.append(original if isinstance(original, bytes) else f"{head}{original}\nReporting by our own desk.\n")
        else:
            happening = _happening(random) if random.random() < NEW else happening
            made.append(_article(random, happening))
    return made


def _filler(random: Random) -> str:
    """Return a sentence about nothing in particular, of words drawn at random."""
    lists: dict[str, list[str]] = {
        name: words.split() for name, words in phrases()["filler"].items() if name != "lines"
    }

    def name() -> str:
        return "".join(random.choices(lists["syllables"], k=random.randrange(2, 4))).capitalize()

    def drawn(slot: re.Match[str]) -> str:
        kind = slot[1]
        if kind in ("place", "person"):
            return name() if kind == "place" else f"{random.choice(FIRST)} {name()}"
        if kind in ("month", "number"):
            return f"{date(2020, random.randrange(1, 13), 1):%B}" if kind == "month" else str(random.randrange(12, 900))
        return random.choice(lists[f"{kind}s"])

    line: str = random.choice(phrases()["filler"]["lines"])
    return re.sub(r"\{(\w+)\}", drawn, line)


@cache
def phrases() -> dict[str, Any]:
    """Leads by kind, and lines of background."""
    return tomllib.loads(Path(__file__).with_name("made_up.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Happening:
    """What several articles tell of in their own words."""

    kind: str
    day: date
    words: dict[str, str]


def _happening(random: Random) -> Happening:
    (a, a_adj, a_city), (b, b_adj, b_city) = random.sample(STATES, 2)
    p, q = (f"{random.choice(FIRST)} {random.choice(LAST)}" for _ in range(2))
    words = {"a": a, "b": b, "a_adj": a_adj, "b_adj": b_adj, "a_city": a_city, "b_city": b_city, "p": p, "q": q}
    when = date(2022, 1, 1) + timedelta(days=random.randrange(1000))
    return Happening(random.choice(list(phrases()["leads"])), when, {**words, "good": random.choice(GOODS)})


def _article(random: Random, happening: Happening) -> str:
    told_on = happening.day + timedelta(days=random.randrange(1, 4))
    used = dict(happening.words)

    def told(line: str) -> str:
        chosen: str = re.sub(r"\[([^]]*)\]", lambda m: random.choice(m[1].split("|")), line)
        return chosen.format(
            **used, day=f"{happening.day:%A}", n=random.randrange(3, 80), m=random.randrange(2, 90),
            few=random.randrange(2, 9), n1=random.randrange(10, 22), n2=random.randrange(27, 50),
            ordinal=random.choice(["second", "third", "fourth"]),
        )  # fmt: skip

    lead = told(random.choice(phrases()["leads"][happening.kind]))
    paragraphs = [lead[0].upper() + lead[1:]]
    for line in random.sample(phrases()["body"]["lines"], random.randrange(8, 12)):
        used["good"] = random.choice([happening.words["good"], random.choice(GOODS)])
        paragraphs.append(told(line))
    paragraphs += [_filler(random) for _ in range(random.randrange(7, 12))]
    paragraphs[2:] = random.sample(paragraphs[2:], len(paragraphs) - 2)
    for place in range(2, len(paragraphs) - 1, 4):
        paragraphs[place : place + 2] = [" ".join(paragraphs[place : place + 2])]
    head = f"{used['a']} and {used['b']}: {happening.words['good']} on the table"
    return f"{head}\n\n{told_on:%B} {told_on.day}, {told_on.year}\n\n" + "\n\n".join(paragraphs) + "\n"


def write(folder: Path, count: int, seed: int = 11) -> int:
    """Write articles into a folder: most as files, a thousand to a folder, the last tenth as one file of JSON lines.

    Returns
    -------
    int
        Words in them.
    """
    made = articles(count, seed)
    words = sum(len(text.split()) for text in made if isinstance(text, str))
    files = count - count // 10
    for number, text in enumerate(made[:files]):
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with (folder / "rest.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"text": t if isinstance(t, str) else ""}) + "\n" for t in made[files:])
    return words
