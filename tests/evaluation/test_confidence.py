"""Confidence is held against what was right: the surer the more often right, and none promises much more than it holds.

Measured on the articles that may be studied; the gold's scorer may not be published, so this runs only where it lies.
"""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.shared import SHARED, needs_shared

from lopsided.reading.pipeline import read_text
from lopsided.records.jsonl import to_object

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLES = Path(__file__).parent / "articles"
STUDIED = ("dev", "second_dev", "fourth_dev")
BANDS = ((0.0, 0.6), (0.6, 0.75), (0.75, 0.85), (0.85, 1.0))
TOO_FEW = 15
PROMISED = 0.1
ERROR = 0.15  # on texts that were studied it promises less than it holds; new ones are harder
pytestmark = [pytest.mark.shared, pytest.mark.evaluation, needs_shared]


@dataclass(frozen=True)
class Judged:
    """A record's confidence, whether it names all its parties, and whether it is right in them and in its kind."""

    confidence: float
    told: bool
    right: bool


def scorer() -> Any:  # noqa: ANN401 # a module beside the project
    assert SHARED is not None
    spec = importlib.util.spec_from_file_location("score", SHARED / "dossier" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_files() -> Iterator[tuple[Path, Path]]:
    assert SHARED is not None
    dossier = SHARED / "dossier"
    yield from ((path, dossier / "texts") for path in sorted((dossier / "gold").glob("[0-9]*.json")))
    for part in STUDIED:
        yield from ((path, ARTICLES / "texts") for path in sorted((ARTICLES / "gold").glob(f"{part}_*.json")))


def is_right(kind: str, fields: dict[str, bool | None]) -> bool:
    asked = {
        "statement": ("speaker", "affiliation"),
        "event": ("type", "direction"),
        "figure": ("value", "kind", "direction"),
        "commitment": ("parties",),
    }
    return all(fields[name] is not False for name in asked[kind])


def judged(score: Any, gold: dict[str, Any], text: str) -> Iterator[Judged]:  # noqa: ANN401
    rows = [to_object(record) for record in read_text(text, name=gold["file"])[1]]
    for kind, section in score.SECTIONS.items():
        if not gold[section]:
            continue  # not all of the gold has statements
        found = [
            {**row, "_span": row["span"]} for row in rows if row["kind"] == kind and row.get("quantity") != "date-span"
        ]
        pairs = {
            j: (gold[section][i], fields)
            for i, j, _, fields in score.pair_up(kind, gold[section], found, gold, text)[0]
        }
        for number, row in enumerate(found):
            wanted, fields = pairs.get(number, ({}, None))
            if not wanted.get("optional"):
                told = not any(" not named " in reason for reason in row["reasons"])
                yield Judged(row["confidence"], told, fields is not None and is_right(kind, fields))


@pytest.fixture(scope="module")
def everything() -> list[Judged]:
    score, found = scorer(), []
    for path, texts in gold_files():
        gold = json.loads(path.read_text(encoding="utf-8"))
        found += list(judged(score, gold, (texts / gold["file"]).read_bytes().decode("utf-8")))
    return found


def share_right(rows: list[Judged]) -> float:
    return sum(row.right for row in rows) / len(rows)


def mean(rows: list[Judged]) -> float:
    return sum(row.confidence for row in rows) / len(rows)


def bands(rows: list[Judged]) -> list[list[Judged]]:
    return [found for low, high in BANDS if (found := [r for r in rows if low <= r.confidence < high])]


def test_the_surer_a_record_the_more_often_it_is_right(everything: list[Judged]) -> None:
    held = [found for found in bands(everything) if len(found) >= TOO_FEW]
    assert len(held) > 2
    shares = [share_right(found) for found in held]
    assert shares == sorted(shares)


def test_no_confidence_promises_much_more_than_it_holds(everything: list[Judged]) -> None:
    held = [found for found in bands(everything) if len(found) >= TOO_FEW]
    assert all(mean(found) - share_right(found) < PROMISED for found in held)


def test_confidence_is_near_the_share_that_is_right(everything: list[Judged]) -> None:
    away = sum(len(found) * abs(mean(found) - share_right(found)) for found in bands(everything))
    assert away / len(everything) < ERROR


def test_records_whose_parties_were_inferred_are_less_sure_and_less_often_right(everything: list[Judged]) -> None:
    told, inferred = ([row for row in everything if row.told is known] for known in (True, False))
    assert mean(inferred) < mean(told) - PROMISED / 2
    assert share_right(inferred) < share_right(told)
