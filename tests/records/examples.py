"""Documents and records about many dyads, made for tests."""

# ruff: noqa: ANN401 - the fields of a record, whatever they are
from __future__ import annotations

from hashlib import sha256
from typing import Any

from lopsided.records.kinds import Commitment, Document, Event, Figure, Statement


def document(name: str, text: str = "", **more: Any) -> Document:
    text = text or f"Report {name}."
    return Document(document=name, text=text, digest=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), **more)


def event(doc: str, type_: str, source: str, target: str, text: str, **more: Any) -> Event:
    start = more.pop("at", 0)
    return Event(
        document=doc, span=(start, start + len(text)), text=text, sentence=(start, start + len(text)),
        type=type_, source=source, target=target, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def figure(doc: str, value: float | None, unit: str | None, quantity: str, text: str, **more: Any) -> Figure:
    start = more.pop("at", 0)
    return Figure(
        document=doc, span=(start, start + len(text)), text=text, sentence=(start, start + len(text)),
        value=value, unit=unit, quantity=quantity, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def statement(doc: str, speaker: str, affiliation: str | None, text: str, **more: Any) -> Statement:
    start = more.pop("at", 0)
    return Statement(
        document=doc, span=(start, start + len(text)), text=text, sentence=(start, start + len(text)),
        speakers=(speaker,), affiliations=(affiliation,) if affiliation else (), form=more.pop("form", "indirect"),
        **more,
    )  # fmt: skip


def commitment(doc: str, parties: tuple[str, ...], what: str, **more: Any) -> Commitment:
    start = more.pop("at", 0)
    return Commitment(
        document=doc, span=(start, start + len(what)), text=what, sentence=(start, start + len(what)),
        parties=parties, what=what, **more,
    )  # fmt: skip
