"""Articles and sentences written for this project, about many dyads: the reader may not fall below its floors.

The gold was written before the reader was ever run on these texts, by the guidelines of the shared gold. Articles that
have ``held`` in their names are never looked at while the reader is being improved. Floors only rise. The sentences are
scored here, everywhere; the articles need the scorer that lies beside the project.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from tests.shared import SHARED, needs_shared

from lopsided.reading.pipeline import read_text
from lopsided.records.jsonl import to_line
from lopsided.records.kinds import Commitment, Event, Figure, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lopsided.records.kinds import AnyRecord

HERE = Path(__file__).parent
ARTICLES = HERE / "articles"
WRITTEN: dict[str, Any] = json.loads((HERE / "written_floors.json").read_text(encoding="utf-8"))
FLOORS: dict[str, dict[str, float]] = WRITTEN["floors"]
SENTENCES: list[dict[str, Any]] = [
    json.loads(line) for line in (HERE / "sentences.jsonl").read_text(encoding="utf-8").splitlines()
]
SECTIONS = {"statements": Statement, "events": Event, "figures": Figure, "commitments": Commitment}
DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
TITLES = frozenset(["the", "a", "an", "of", "for", "in", "mr", "mrs", "dr", "president", "general"])

Row = dict[str, Any]
Part = Literal[
    "dev", "held", "second_dev", "second_held", "third_held", "fourth_dev", "fourth_held", "fifth_dev", "fifth_held"
]
PARTS: tuple[Part, ...] = (
    "dev",
    "held",
    "second_dev",
    "second_held",
    "third_held",
    "fourth_dev",
    "fourth_held",
    "fifth_dev",
    "fifth_held",
)
pytestmark = pytest.mark.evaluation


# ---------------------------------------------------------------- one record against one expected row
def words(name: str) -> frozenset[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return frozenset(re.sub(r"['’]s\b|[^\w\s]", " ", plain).split()) - TITLES


def same_name(found: str, wanted: str) -> bool:
    """Whether one name's words are contained in the other's."""
    a, b = words(found), words(wanted)
    return bool(a and b) and (a <= b or b <= a)


def statement_fits(record: Statement, row: Row) -> bool:
    wanted = row["speaker"] if isinstance(row["speaker"], list) else [row["speaker"]]
    wanted = [*wanted, *row.get("accept", [])]
    speaker = any(same_name(s, w) for s in record.speakers for w in wanted)
    return speaker and record.form in (row["form"], *row.get("form_accept", []))


def event_fits(record: Event, row: Row) -> bool:
    sources, targets = ({row[side], *row.get(f"{side}_accept", [])} for side in ("source", "target"))
    straight = record.source in sources and record.target in targets
    swapped = bool(row.get("symmetric")) and record.source in targets and record.target in sources
    return record.type in (row["type"], *row.get("accept", [])) and (straight or swapped)


def amounts(value: float, unit: str | None) -> tuple[str, float]:
    """Value in a unit that can be compared: growth as a fraction, durations in days."""
    if unit == "factor":
        return "fraction", value - 1
    if unit == "percent":
        return "fraction", value / 100
    if unit in DAYS:
        return "day", value * DAYS[unit]
    return (unit or "").split("/")[0], value


def value_fits(record: Figure, row: Row) -> bool:
    if record.value is None or row["value"] is None:
        return record.value is row["value"]
    unit, value = amounts(record.value, record.unit)
    for wanted in (row["value"], *row.get("value_accept", [])):
        unit_wanted, value_wanted = amounts(wanted, row["unit"])
        unit_matters = row["quantity"] != "count" and not row.get("unit_any")
        if abs(value - value_wanted) <= 0.01 * abs(value_wanted) and (unit == unit_wanted or not unit_matters):
            return True
    return False


def figure_fits(record: Figure, row: Row) -> bool:
    way, wanted = (record.exporter, record.importer), (row["exporter"], row["importer"])
    right_way = row.get("any_direction") or way == wanted or (row.get("symmetric") and way == wanted[::-1])
    return record.quantity == row["quantity"] and value_fits(record, row) and bool(right_way)


def commitment_fits(record: Commitment, row: Row) -> bool:
    return any(set(record.parties) == set(p) for p in (row["parties"], *row.get("parties_accept", [])))


FITS: dict[str, Callable[[Any, Row], bool]] = {
    "statements": statement_fits,
    "events": event_fits,
    "figures": figure_fits,
    "commitments": commitment_fits,
}


# ---------------------------------------------------------------- counting
def pairs(section: str, row: Row, records: tuple[AnyRecord, ...]) -> list[tuple[AnyRecord, Row | None]]:
    """Pair each record of the section with the expected row it fits, each row once; None for a false alarm."""
    left = list(row[section])
    found: list[tuple[AnyRecord, Row | None]] = []
    for record in (r for r in records if isinstance(r, SECTIONS[section])):
        fit = min((w for w in left if FITS[section](record, w)), key=lambda w: bool(w.get("optional")), default=None)
        if fit is not None:
            left.remove(fit)
        found.append((record, fit))
    return found


def asks_date(row: Row) -> bool:
    return "date" in row and not row.get("optional_date")


def right_date(record: Event, row: Row) -> bool:
    return record.date in (row["date"], *row.get("date_accept", []))


def count(read: Mapping[str, tuple[AnyRecord, ...]]) -> Counter[str]:
    """Hits, false alarms and expected rows of each section, over all sentences that say what they expect of it."""
    n: Counter[str] = Counter()
    for row in SENTENCES:
        for section in SECTIONS.keys() & row.keys():
            paired = pairs(section, row, read[row["id"]])
            if not row[section]:
                n["quiet"] += 1
                n["quiet kept"] += not paired
            n[f"{section} gold"] += sum(not w.get("optional") for w in row[section])
            n["dates"] += sum(asks_date(w) for w in row[section])
            for record, fit in paired:
                if fit is not None and fit.get("optional"):
                    continue
                n[f"{section} records"] += 1
                n[f"{section} hits"] += fit is not None
                if isinstance(record, Event) and fit is not None:
                    n["mode right"] += record.mode in (fit["mode"], *fit.get("mode_accept", []))
                    n["dates right"] += asks_date(fit) and right_date(record, fit)
    return n


def sentence_scores(read: Mapping[str, tuple[AnyRecord, ...]]) -> dict[str, float]:
    n = count(read)
    scores = {f"{s}.f1": 2 * n[f"{s} hits"] / (n[f"{s} records"] + n[f"{s} gold"]) for s in SECTIONS}
    scores["events.mode"] = 2 * n["mode right"] / (n["events records"] + n["events gold"])
    scores["events.date"] = n["dates right"] / n["dates"]
    scores["quiet"] = n["quiet kept"] / n["quiet"]
    return scores


def measured(scores: Mapping[str, Any], path: str) -> float:
    """Look up ``events.strict.f1`` in nested scores; a field like ``events.mode`` as the F1 of records right in it.

    The scorer gives fields as accuracies over what was detected, which would fall when more is found.
    """
    first, *rest = path.split(".")
    value: Any = scores[first]
    if first in SECTIONS and len(rest) == 1:
        found = value["detection"]
        return float(2 * value[rest[0]] * found["hit"] / (found["records"] + found["gold"]))
    for key in rest:
        value = value[key]
    return float(value)


# ---------------------------------------------------------------- the reader at work
@pytest.fixture(scope="module")
def read_sentences() -> dict[str, tuple[AnyRecord, ...]]:
    return {
        row["id"]: read_text(row["text"], name=f"{row['id']}.txt", published=row.get("published"))[1]
        for row in SENTENCES
    }


@pytest.fixture(scope="module")
def sentences(read_sentences: dict[str, tuple[AnyRecord, ...]]) -> dict[str, float]:
    return sentence_scores(read_sentences)


def score_articles(part: Part, work: Path) -> dict[str, Any]:
    assert SHARED is not None
    gold = work / "gold"
    gold.mkdir()
    lines: list[str] = []
    for path in sorted((ARTICLES / "texts").glob(f"{part}_*.txt")):
        document, records = read_text(path.read_bytes().decode("utf-8"), name=path.name)
        lines += [to_line(document), *(to_line(r) for r in records)]
        shutil.copy(ARTICLES / "gold" / f"{path.stem}.json", gold)
    (work / "records.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, str(SHARED / "dossier" / "score.py"), "--gold", str(gold), "--json"]
    command += ["--records", str(work / "records.jsonl"), "--texts", str(ARTICLES / "texts")]
    told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    scores: dict[str, Any] = json.loads(told.stdout)
    return scores


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> dict[Part, dict[str, Any]]:
    return {part: score_articles(part, tmp_path_factory.mktemp(part)) for part in PARTS}


# ---------------------------------------------------------------- the gold itself
def gold_digest() -> str:
    """SHA-256 over texts, gold and sentences, so that a floor is known to belong to this gold."""
    whole = hashlib.sha256()
    for file in (*sorted(ARTICLES.glob("*/*.*")), HERE / "sentences.jsonl"):
        whole.update(file.name.encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()


def test_the_gold_is_the_one_the_floors_were_set_on() -> None:
    assert gold_digest() == WRITTEN["gold_sha256"]


@pytest.mark.parametrize("path", sorted((ARTICLES / "gold").glob("*.json")), ids=lambda p: p.stem)
def test_gold_texts_are_first_occurrences_in_the_article(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = (ARTICLES / "texts" / gold["file"]).read_bytes().decode("utf-8")
    rows = [row for section in SECTIONS for row in gold[section]]
    assert rows
    for row in rows:
        assert row["span"] == [text.find(row["text"]), text.find(row["text"]) + len(row["text"])], row["text"]
        assert all(other in text for other in row.get("also", [])), row["also"]
    assert [text[start:end] for start, end in gold["noise_spans"]] == gold["noise"]


def test_sentences_cover_many_dyads_and_every_region() -> None:
    assert len({row["id"] for row in SENTENCES}) == len(SENTENCES)
    assert len({row["dyad"] for row in SENTENCES}) >= 40
    assert len({row["region"] for row in SENTENCES}) == 10
    assert sum("trap" in row for row in SENTENCES) >= 25


# ---------------------------------------------------------------- floors
def test_every_sentence_span_is_the_exact_slice(read_sentences: dict[str, tuple[AnyRecord, ...]]) -> None:
    texts = {row["id"]: row["text"] for row in SENTENCES}
    wrong = [r for name, records in read_sentences.items() for r in records if texts[name][slice(*r.span)] != r.text]
    assert not wrong


@pytest.mark.parametrize("measure", sorted(FLOORS["sentences"]))
def test_sentence_floor(sentences: dict[str, float], measure: str) -> None:
    assert sentences[measure] >= FLOORS["sentences"][measure]


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize("part", PARTS)
def test_every_article_span_is_the_exact_slice(articles: dict[Part, dict[str, Any]], part: Part) -> None:
    assert articles[part]["bad_spans"] == 0


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(("part", "measure"), [(p, m) for p in PARTS for m in sorted(FLOORS[p])])
def test_article_floor(articles: dict[Part, dict[str, Any]], part: Part, measure: str) -> None:
    assert measured(articles[part], measure) >= FLOORS[part][measure]
