"""The reader is scored against gold, and no figure may fall below its floor; floors only rise.

The gold and its scorer may not be published, so this runs only where they lie beside the project.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.shared import SHARED, needs_shared

from lopsided.reading.pipeline import read_text
from lopsided.records.jsonl import to_line

if TYPE_CHECKING:
    from collections.abc import Mapping

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))
pytestmark = [pytest.mark.shared, pytest.mark.evaluation, needs_shared]


def gold_digest(gold: Path) -> str:
    """SHA-256 over the gold's files, so that a floor is known to belong to this gold."""
    whole = hashlib.sha256()
    for file in sorted(gold.glob("*.json")):
        whole.update(file.name.encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()


def at(scores: Mapping[str, Any], path: str) -> float:
    """Look up ``statements.detection.f1`` in nested scores."""
    value: Any = scores
    for key in path.split("."):
        value = value[key]
    return float(value)


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    assert SHARED is not None
    dossier = SHARED / "dossier"
    lines = []
    for path in sorted((dossier / "texts").glob("*.txt")):
        document, records = read_text(path.read_bytes().decode("utf-8"), name=path.name)
        lines += [to_line(document), *(to_line(r) for r in records)]
    out = tmp_path_factory.mktemp("scored") / "records.jsonl"
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, str(dossier / "score.py"), "--gold", str(dossier / "gold"), "--records", str(out)]
    told = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True)  # noqa: S603
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def test_the_gold_is_the_one_the_floors_were_set_on() -> None:
    assert SHARED is not None
    assert gold_digest(SHARED / "dossier" / "gold") == FLOORS["gold_sha256"]


def test_every_span_is_the_exact_slice(scores: dict[str, Any]) -> None:
    assert scores["bad_spans"] == 0


@pytest.mark.parametrize("path", sorted(FLOORS["floors"]))
def test_floor(scores: dict[str, Any], path: str) -> None:
    reached = at(scores, path)
    assert reached >= FLOORS["floors"][path], f"{path} fell to {reached:.3f}"
