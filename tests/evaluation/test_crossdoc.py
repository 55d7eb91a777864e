"""Dossiers of several articles on one dyad, read end to end: what belongs together is one story, what differs is shown.

The articles and their gold were written for this before they were first read (see ``crossdoc/README.md``), about dyads
the reader was not made on. Those whose names begin with ``held`` are only scored. Floors only rise.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.evaluation.crossdoc_score import FOLDER, Dossier, Score
from tests.shared import SHARED, needs_shared

from lopsided.reading.corpus import read_paths
from lopsided.records.kinds import Event
from lopsided.records.stories import stories

if TYPE_CHECKING:
    from pathlib import Path

FLOORS: dict[str, dict[str, int]] = json.loads((FOLDER / "floors.json").read_text("utf-8"))
pytestmark = pytest.mark.evaluation


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    found = {part: Score() for part in ("dev", "held")}
    for path in sorted((FOLDER / "gold").glob("*.json")):
        found["held" if path.stem.startswith("held") else "dev"] += Dossier(path.stem).score()
    return found


@pytest.mark.parametrize("part", ["dev", "held"])
def test_what_is_told_of_one_happening_is_one_story(
    scores: dict[str, Score], part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    score, floor = scores[part], FLOORS[part]
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{part}: {score.joined} of {score.pairs} pairs of reports in one story ({score.read} read), "
            f"{len(score.merged)} of {len(score.merged + score.apart)} happenings wholly; wrong {list(score.wrong)}; "
            f"contradictions {list(score.clashes)}, not {list(score.unseen)}; one-sided {list(score.one_sided)}, "
            f"not {list(score.not_one_sided)}; sources {list(score.sources)}, not {list(score.miscounted)}"
        )
    assert score.joined >= floor["joined"]
    assert len(score.merged) >= floor["merged"]
    assert len(score.wrong) <= floor["wrong"]
    assert len(score.clashes) >= floor["contradictions"]
    assert len(score.one_sided) >= floor["one_sided"]
    assert len(score.sources) >= floor["sources"]


def test_a_wire_copy_is_told_from_an_original(scores: dict[str, Score]) -> None:
    assert "K7" in scores["dev"].sources


@pytest.mark.shared
@needs_shared
def test_the_shared_articles_read_and_merged(capsys: pytest.CaptureFixture[str]) -> None:
    """At least 8 of CROSSDOC's 10 happenings in one story each, at most one wrong, every contradiction listed."""
    assert SHARED is not None
    gold, texts = SHARED / "dossier" / "gold", SHARED / "dossier" / "texts"
    read = [found for found in read_paths(sorted(texts.glob("*.txt"))) if isinstance(found, tuple)]
    records = {r.id: r for _, found in read for r in found}
    made = stories([d for d, _ in read], records.values())
    cross = json.loads((gold / "CROSSDOC.json").read_text("utf-8"))
    tells = _tells(gold, texts, [r for r in records.values() if isinstance(r, Event)])
    merged: list[str] = []
    owner: dict[str, str] = {}
    for row in cross["events"]:
        mentions = [(m["doc"], m["index"]) for m in (*row["mentions"], *row.get("planned", []))]
        owner |= {i: row["id"] for m in mentions for i in tells[m]}
        homes = [
            {n for n, s in enumerate(made) for m in mentions if m[0] == doc for i in tells[m] if i in s.members}
            for doc in {m["doc"] for m in row["mentions"]}
        ]
        merged += [row["id"]] if set.intersection(*homes) else []
    owner |= {i: f"{key} alone" for key, found in tells.items() for i in found if i not in owner}
    wrong = [s.title for s in made if len(s.documents) > 1 and len({owner[m] for m in s.members if m in owner}) > 1]
    reported = [{i for i, _ in clash.reports} for s in made for clash in s.contradictions]
    seen = [
        row["id"]
        for row in cross["contradictions"]
        if any(all(tells[row[k]["doc"], row[k]["index"]] & said for k in ("a", "b")) for said in reported)
    ]
    with capsys.disabled():
        print(f"\nmerged {merged} of {len(cross['events'])}, wrong {wrong}, contradictions {seen}")  # noqa: T201
    assert len(merged) >= 8
    assert len(wrong) <= 1
    assert seen == [row["id"] for row in cross["contradictions"]]


def _tells(gold: Path, texts: Path, events: list[Event]) -> dict[tuple[str, int], set[str]]:
    """Return the ids of the events that tell what each row of the gold tells: half of the shorter in common."""
    found: dict[tuple[str, int], set[str]] = {}
    for path in sorted(gold.glob("0*.json")):
        name = path.stem + ".txt"
        text = (texts / name).read_bytes().decode("utf-8")
        for index, row in enumerate(json.loads(path.read_text("utf-8"))["events"]):
            spans = [tuple(row["span"]), *((s, s + len(w)) for w in row.get("also", []) if (s := text.find(w)) >= 0)]
            found[path.name[:3], index] = {
                e.id
                for e in events
                if e.document == name and e.type in (row["type"], *row.get("accept", []))
                for a, b in spans
                if 2 * (min(b, e.span[1]) - max(a, e.span[0])) >= min(b - a, e.span[1] - e.span[0])
            }
    return found
