"""Articles made up for benchmarks: seeded, of a wire report's length, about many dyads.

Each has a dateline, a lead, quotations, figures, a promise and background, put together from phrases; one in twenty is
a copy of an earlier one with another agency's first and last line, one in a hundred is no text at all. They are for
speed, memory and counting only: how well they are read says nothing.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

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
LEADS = [
    "{a_adj} foreign minister {p} met {b_adj} trade minister {q} in {b_city} on {day} to discuss {good} and transport.",
    "{a} and {b} signed an agreement on {good} in {a_city} on {day} after two years of talks.",
    "{a} imposed tariffs of {n} percent on {good} from {b} on {day}, and {b} said it would respond.",
    "{a_adj} president {p} arrived in {b_city} on {day} for a three-day visit, the first in {few} years.",
    "{b} accused {a} on {day} of breaking a deal on {good} that the two countries had signed last year.",
]
BODY = [
    '"We want a partnership that serves both peoples," {p} told reporters in {b_city}. "The work will take time."',
    "{q} said that {b} would look at the offer and answer before the end of the month.",
    "{b_adj} exports of {good} to {a} rose by {n} percent to {m} billion dollars last year, the {b_adj} ministry said.",
    "{a} is the {ordinal} largest buyer of {b_adj} {good}, with a share of {n} percent, according to customs data.",
    "The two governments agreed to build a railway to the port of {b_city} and to finish it within {few} years.",
    "{a} promised a loan of {m} billion dollars for power stations, of which a third is to be paid this year.",
    "Analysts said the tie was uneven. {b} sells {a} little that it could not sell elsewhere, one of them noted.",
    "Talks had stalled in spring, when {a} suspended deliveries of {good} over a dispute about prices.",
    "{p} denied that the visit had been put off. {q} declined to comment on what he called rumours.",
    "According to a statement by the {a_adj} foreign ministry, both sides condemned attacks on shipping in the region.",
    "Officials in {a_city} expect trade between {a} and {b} to reach {m} billion dollars by 2030.",
    "Farmers in the south of {b} protested against the deal and blocked roads with tractors for a second day.",
    "The {b_adj} parliament will vote on the treaty next month, and a majority is thought to be in favour.",
    "{q} added that {b} had received {n} shipments of {good} since January and was satisfied with all of them.",
]
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
    for number in range(count):
        if number % 100 == 99:
            made.append(bytes(random.randrange(256) for _ in range(2000)))
        elif number % 20 == 19:
            original = made[random.randrange(number - 10, number)]
            head = f"({random.choice(AGENCIES)}) "
            made.append(original if isinstance(original, bytes) else f"{head}{original}\nReporting by our own desk.\n")
        else:
            made.append(_article(random))
    return made


def _article(random: Random) -> str:
    (a, a_adj, a_city), (b, b_adj, b_city) = random.sample(STATES, 2)
    when = date(2022, 1, 1) + timedelta(days=random.randrange(1000))
    p, q = (f"{random.choice(FIRST)} {random.choice(LAST)}" for _ in range(2))

    def told(line: str) -> str:
        return line.format(
            a=a, b=b, a_adj=a_adj, b_adj=b_adj, a_city=a_city, b_city=b_city, p=p, q=q, good=good,
            day=f"{when:%A}", n=random.randrange(3, 80), m=random.randrange(2, 90), few=random.randrange(2, 9),
            ordinal=random.choice(["second", "third", "fourth"]),
        )  # fmt: skip

    good = random.choice(GOODS)
    lines = [random.choice(LEADS), *random.sample(BODY, random.randrange(11, len(BODY) + 1))]
    paragraphs = [told(line) for line in lines]
    for place in range(2, len(paragraphs), 4):
        good = random.choice(GOODS)
        paragraphs[place] += " " + told(random.choice(BODY))
    head = f"{a} and {b}: {good} on the table"
    return f"{head}\n\n{when:%B} {when.day}, {when.year}\n\n" + "\n\n".join(paragraphs) + "\n"


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
