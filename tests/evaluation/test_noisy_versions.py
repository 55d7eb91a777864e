"""The articles written for this project, made worse in five ways at once: what is read of them may not fall far."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.evaluation import noisy
from tests.shared import SHARED, needs_shared

from lopsided.reading.pipeline import read_text
from lopsided.records.jsonl import to_line

if TYPE_CHECKING:
    from collections.abc import Iterable

ARTICLES = Path(__file__).parent / "articles"
DROP = 0.08
"""How far a measure may fall below that of the same articles as they were written."""
MEASURES = {
    "noise": lambda s: s["noise"]["f1"],
    "statements": lambda s: s["statements"]["detection"]["f1"],
    "speakers": lambda s: s["statements"]["speaker"],
    "affiliations": lambda s: s["statements"]["affiliation"],
    "events": lambda s: s["events"]["strict"]["f1"],
    "figures": lambda s: s["figures"]["strict_no_dates"]["f1"],
    "commitments": lambda s: s["commitments"]["detection"]["f1"],
}
pytestmark = [pytest.mark.shared, pytest.mark.evaluation, needs_shared]


def scores_of(articles: Iterable[tuple[str, str, dict[str, Any]]], work: Path) -> dict[str, Any]:
    """Read the articles and score them against their gold."""
    assert SHARED is not None
    lines: list[str] = []
    for folder in ("texts", "gold"):
        (work / folder).mkdir(parents=True)
    for name, text, gold in articles:
        (work / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
        (work / "gold" / f"{name}.json").write_text(json.dumps(gold), encoding="utf-8")
        document, records = read_text(text, name=f"{name}.txt")
        lines += [to_line(document), *(to_line(r) for r in records)]
    (work / "records.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, str(SHARED / "dossier" / "score.py"), "--gold", str(work / "gold"), "--json"]
    command += ["--records", str(work / "records.jsonl"), "--texts", str(work / "texts")]
    told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    found: dict[str, Any] = json.loads(told.stdout)
    return found


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    """Scores of the articles as written, and made worse."""
    written, made_worse = [], []
    for path in sorted((ARTICLES / "texts").glob("dev_*.txt")):
        text = path.read_bytes().decode("utf-8")
        gold = json.loads((ARTICLES / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        written.append((path.stem, text, gold))
        made_worse.append((path.stem, *noisy.worse(text, gold, seed=7)))
    return (
        scores_of(written, tmp_path_factory.mktemp("scores") / "written"),
        scores_of(made_worse, tmp_path_factory.mktemp("scores") / "worse"),
    )


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_what_is_read_falls_by_eight_points_at_most(both: tuple[dict[str, Any], dict[str, Any]], measure: str) -> None:
    written, made_worse = (MEASURES[measure](scores) for scores in both)
    assert made_worse >= written - DROP, f"{measure} fell from {written:.3f} to {made_worse:.3f}"


def test_spans_stay_true_to_the_text_made_worse(both: tuple[dict[str, Any], dict[str, Any]]) -> None:
    assert both[1]["bad_spans"] == 0


@pytest.mark.parametrize("way", noisy.WAYS, ids=lambda way: way.__name__)
def test_each_way_changes_texts(way: noisy.Way) -> None:
    texts = [path.read_bytes().decode("utf-8") for path in sorted((ARTICLES / "texts").glob("dev_*.txt"))]
    assert any(way(text, random.Random(7)) for text in texts)  # noqa: S311


def test_the_gold_is_carried_along() -> None:
    path = min((ARTICLES / "texts").glob("dev_*.txt"))
    text = path.read_bytes().decode("utf-8")
    gold = json.loads((ARTICLES / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
    new, moved = noisy.worse(text, gold, seed=7)
    assert all(new[slice(*row["span"])].strip() == row["text"] for section in noisy.SECTIONS for row in moved[section])
    assert len(moved["noise"]) > len(gold["noise"])
    assert any(f"\n{line}\n" in new for line in noisy.LINES)
