"""Records as lines: for machines (JSON) and for people (with their reasons)."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from lopsided.api.corpora import documents_in
from lopsided.records.jsonl import kind_of, to_line, to_object
from lopsided.records.kinds import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lopsided.api.corpora import How
    from lopsided.records.kinds import AnyRecord
    from lopsided.records.store import Dossier

    Paths = list[Path]

_REASONS = 20  # of what was not read, those that are said


def json_lines(
    paths: Paths,
    published: str | None,
    reader: str,
    how: How | None = None,
    aside: Callable[[str], None] = lambda _said: None,
) -> Iterator[tuple[str, str]]:
    """Yield each document and record as one JSON object a line, with its document's name.

    What is not read has no line: `aside` is told of it, with the reason, when its turn comes.
    """
    for item in documents_in(paths, published=published, reader=reader, how=how):
        if not isinstance(item, tuple):
            aside(visible(f"not read: {item.name}: {item.reason}"))
            continue
        document, records = item
        yield document.document, to_line(document)
        yield from ((document.document, to_line(r)) for r in records)


def explained(paths: Paths, published: str | None, reader: str, how: How | None = None) -> Iterator[tuple[str, str]]:
    """Yield each record in words: kind, what was read, confidence, rule and reasons."""
    for item in documents_in(paths, published=published, reader=reader, how=how):
        if not isinstance(item, tuple):
            yield item.name, visible(f"{item.name}: not read, {item.reason}")
            continue
        document, records = item
        dated = f"published {document.published} ({document.published_from})" if document.published else "no date"
        damage = f"; {', '.join(document.damage)}" if document.damage else ""
        copied = f"; repeats {document.group}" if document.group else ""
        yield document.document, visible(f"{document.document}: {dated}{damage}{copied}")
        for start, end in (mark.span for mark in document.noise if mark.kind == "no-prose"):
            yield document.document, f"  not read, for it is no prose: {start}-{end}"
        for record in records:
            yield document.document, _explain(record)


def _explain(record: AnyRecord) -> str:
    words = " ".join(record.text.split())
    head = f"  {kind_of(record)} {record.id} at {record.span[0]}-{record.span[1]}: {words}"
    why = "; ".join(record.reasons) or "no reason noted"
    how = f"    confidence {record.confidence:.2f}, rule {record.rule or 'unnamed'}: {why}"
    return "\n".join(map(visible, (head, f"    {_fields(record)}", how)))


def _fields(record: AnyRecord) -> str:
    """Give what was read in a record's own fields, those that say something, under their names."""
    of_all = {field.name for field in fields(Record)} | {"kind", "id", "content"}
    told = {name: value for name, value in to_object(record).items() if name not in of_all}
    says = {name: value for name, value in told.items() if value or (value == 0 and value is not False)}
    return "; ".join(f"{name} {_plain(value)}" for name, value in says.items())


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:.6g}"
    return "yes" if value is True else str(value)


def visible(text: str) -> str:
    """Write out what a terminal would obey or not show: control characters, ends of lines, overrides of direction."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def summary(dossier: Dossier, *, most: int | None = _REASONS) -> str:
    """Say in a line what a dossier holds, and in one each what was set aside, so many at most; None for all."""
    kinds, sizes = dossier.kinds(), dossier.sizes()
    counts = [_count(n, kind) for kind, n in sorted(kinds.items())] or ["no records"]
    made = [_count(sizes["stories"], "story", "stories"), _count(sizes["checks"], "check")]
    reasons = ["\n" + visible(f"not read: {name}: {reason}") for name, reason in dossier.aside.items()]
    left = len(reasons[most:]) if most is not None else 0
    more = f"\nand {left} more not read: 'lopsided dossier show --all {dossier.name}' lists them" if left else ""
    aside = "".join(reasons[:most]) + more
    return f"{dossier.name}: {', '.join([_count(sizes['documents'], 'document'), *counts, *made])}{aside}"


def _count(n: int, one: str, many: str | None = None) -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"
