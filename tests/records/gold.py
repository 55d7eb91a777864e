"""The shared gold as records, so that stories can be measured apart from reading."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from lopsided.records.kinds import Document, Event

if TYPE_CHECKING:
    from pathlib import Path


def gold_dossier(folder: Path) -> tuple[list[Document], dict[tuple[str, int], Event]]:
    """Documents and events of the gold; events by (first three letters of the file, index)."""
    documents, events = [], {}
    for path in sorted(folder.glob("0*.json")):
        gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
        name = path.stem + ".txt"
        text = (folder.parent / "texts" / name).read_text("utf-8")
        documents.append(
            Document(document=name, text=text, digest=sha256(text.encode()).hexdigest(), published=gold["published"])
        )
        for index, row in enumerate(gold["events"]):
            span = (row["span"][0], row["span"][1])
            events[path.name[:3], index] = Event(
                document=name, span=span, text=text[span[0] : span[1]], sentence=span, type=row["type"],
                source=row["source"], target=row["target"], date=row.get("date"), mode=row["mode"],
                symmetric=bool(row.get("symmetric")),
            )  # fmt: skip
    return documents, events
