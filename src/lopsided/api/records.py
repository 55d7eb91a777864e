"""Records as lines: for machines (JSON) and for people (with their reasons)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lopsided.api.dossiers import documents_in
from lopsided.records.jsonl import kind_of, to_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lopsided.records.kinds import AnyRecord
    from lopsided.records.store import Dossier

    Paths = list[Path]


def json_lines(paths: Paths, published: str | None, reader: str) -> Iterator[tuple[str, str]]:
    """Yield each document and record as one JSON object a line, with its document's name."""
    for item in documents_in(paths, published=published, reader=reader):
        if isinstance(item, tuple):
            document, records = item
            yield document.document, to_line(document)
            yield from ((document.document, to_line(r)) for r in records)


def explained(paths: Paths, published: str | None, reader: str) -> Iterator[tuple[str, str]]:
    """Yield each record in words: kind, what was read, confidence, rule and reasons."""
    for item in documents_in(paths, published=published, reader=reader):
        if not isinstance(item, tuple):
            yield item.name, f"{item.name}: not read, {item.reason}"
            continue
        document, records = item
        dated = f"published {document.published} ({document.published_from})" if document.published else "no date"
        damage = f"; {', '.join(document.damage)}" if document.damage else ""
        yield document.document, f"{document.document}: {dated}{damage}"
        for record in records:
            yield document.document, _explain(record)


def _explain(record: AnyRecord) -> str:
    words = " ".join(record.text.split())
    head = f"  {kind_of(record)} {record.id} at {record.span[0]}-{record.span[1]}: {words}"
    why = "; ".join(record.reasons) or "no reason noted"
    return f"{head}\n    confidence {record.confidence:.2f}, rule {record.rule or 'unnamed'}: {why}"


def summary(dossier: Dossier) -> str:
    """Say in a line what a dossier holds."""
    kinds = Counter(kind_of(r) for r in dossier.iter_records())
    counts = [_count(n, kind) for kind, n in sorted(kinds.items())] or ["no records"]
    made = [_count(len(dossier.stories()), "story", "stories"), _count(len(dossier.checks()), "check")]
    aside = "".join(f"\nnot read: {name}: {reason}" for name, reason in dossier.aside.items())
    return f"{dossier.name}: {', '.join([_count(len(dossier.documents()), 'document'), *counts, *made])}{aside}"


def _count(n: int, one: str, many: str | None = None) -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"
