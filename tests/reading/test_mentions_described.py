"""Mentions without a name in texts about many dyads, written for this test (``mentions.csv``).

An empty cell is not asked about; ``-`` asks for nothing: nobody is named, no state is meant.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from lopsided.reading.pipeline import parse
from lopsided.records.kinds import Document

with Path(__file__).with_name("mentions.csv").open(encoding="utf-8") as lines:
    ROWS = list(csv.DictReader(lines))


def listed(cell: str, mark: str) -> set[str]:
    return {part.strip() for part in cell.split(mark) if part.strip()} - {"-"}


@pytest.mark.parametrize("row", ROWS, ids=[r["text"][:40] for r in ROWS])
def test_a_mention_by_description_means_whom_the_text_speaks_of(row: dict[str, str]) -> None:
    document = Document(document="test", text=row["text"], digest="", published=None)
    mentions = parse(document).cast.mentions
    found = [m for m in mentions if m.text == row["words"]]
    if row["actors"] == "-":
        assert not any(m.actors for m in found)
        return
    assert found, [m.text for m in mentions]
    if row["actors"]:
        assert set(found[0].actors) == listed(row["actors"], " ")
    if row["affiliation"]:
        assert found[0].affiliation == (None if row["affiliation"] == "-" else row["affiliation"])
    if row["names"]:
        assert set(found[0].names) == listed(row["names"], ";")


@pytest.mark.parametrize(
    ("published", "names"), [(None, ()), ("2023-06-01", ("Jonas Gahr St\u00f8re",)), ("2012-06-01", ())]
)
def test_an_office_is_named_only_by_a_date_within_the_term(published: str | None, names: tuple[str, ...]) -> None:
    text = "Norway's prime minister met the king of Sweden."
    mentions = parse(Document(document="test", text=text, digest="", published=published)).cast.mentions
    (found,) = [m for m in mentions if m.text == "Norway's prime minister"]
    assert (found.names, found.affiliation) == (names, "NOR")
