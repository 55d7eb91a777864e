"""Documents and records as JSON lines, the format ``lopsided read --format jsonl`` prints.

One object a line. Every line has ``kind`` and ``document``; spans are ``[start, end]``, half-open, in characters of the
text as given. Keys by kind, in order (those after the bar are ours to add; a line without them can still be read):

========== ========================================================================================================
document   document, published, noise (spans) | noise_kinds, text, digest, title, url, publisher, published_from,
           language, damage, group
statement  document, speaker (a string, or a list for a joint statement), role, affiliation (likewise, or null), form,
           span, text | id, speaker_kind, cue, via, content, date
event      document, type, source, target, date, mode, span, text | id, date_from, symmetric, attributed_to, trigger
figure     document, value, unit, quantity, subject, exporter, importer, commodity, period, span, text | id,
           value_high, whole, hedge, modality, attributed_to
commitment document, parties, what, span, text | id, amount, status, announced_by, one_sided, date
========== ========================================================================================================

The four kinds of record also carry ``sentence``, ``confidence``, ``reasons`` and ``rule``. Reading a line back gives
an equal object; ``id`` is derived, so it is written and not read. Where a text holds half a surrogate pair, which JSON
need not take, the line has one more key; see ``records/halves.py``.
"""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, fields
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from lopsided.errors import InputError
from lopsided.records.halves import HALF, KEY, joined, parted
from lopsided.records.kinds import AnyRecord, Commitment, Document, Event, Figure, Noise, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

KINDS: dict[str, type[AnyRecord]] = {
    "statement": Statement,
    "event": Event,
    "figure": Figure,
    "commitment": Commitment,
}
_NAMES = {cls: kind for kind, cls in KINDS.items()}
_FIRST = {
    "document": ("document", "published", "noise", "noise_kinds"),
    "statement": ("document", "speaker", "role", "affiliation", "form", "span", "text", "id"),
    "event": ("document", "type", "source", "target", "date", "mode", "span", "text", "id"),
    "figure": (
        "document", "value", "unit", "quantity", "subject", "exporter", "importer", "commodity", "period", "span",
        "text", "id",
    ),
    "commitment": ("document", "parties", "what", "span", "text", "id"),
}  # fmt: skip
_MAY_BE_NULL = ("value", "unit")  # "one of the main suppliers" is a figure with neither
# Characters that are legal in a JSON string but end a line for some readers, or cannot be encoded at all.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def kind_of(item: Document | AnyRecord) -> str:
    """Return ``"document"``, ``"statement"``, ``"event"``, ``"figure"`` or ``"commitment"``."""
    return "document" if isinstance(item, Document) else _NAMES[type(item)]


def to_object(item: Document | AnyRecord) -> dict[str, Any]:
    """Return a document or record as a JSON-ready mapping, keys in the order of the module's table."""
    kind = kind_of(item)
    raw: dict[str, Any] = {f.name: _listed(getattr(item, f.name)) for f in fields(item)}
    if isinstance(item, Document):
        raw["noise"] = [list(n.span) for n in item.noise]
        raw["noise_kinds"] = [n.kind for n in item.noise]
    else:
        raw["id"] = item.id
    if isinstance(item, Statement):
        raw["speaker"] = _one_or_many(raw.pop("speakers"))
        raw["affiliation"] = _one_or_many(raw.pop("affiliations"))
    first = _FIRST[kind]
    return {"kind": kind} | {key: raw[key] for key in first} | {k: v for k, v in raw.items() if k not in first}


def to_line(item: Document | AnyRecord) -> str:
    """Return a document or record as one line of JSON, without the line's end."""
    return dump_line(to_object(item))


def dump_line(value: Mapping[str, Any]) -> str:
    """Return any mapping as one line of JSON that every reader takes for one line and that encodes as UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if HALF.search(text):
        text = json.dumps(parted(value), ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def from_object(value: Mapping[str, Any]) -> Document | AnyRecord:
    """Return the document or record a mapping describes.

    Raises
    ------
    InputError
        If the kind is unknown, a required key is missing, or a value is not one of those allowed.
    """
    kind = value.get("kind")
    given: dict[str, Any] = {key: _tupled(v) for key, v in value.items()}
    if kind == "document":
        return _document(given)
    if kind not in KINDS:
        problem = f"a line of kind {kind!r} is not a record"
        raise InputError(problem, remedy=f"the kinds are document, {', '.join(KINDS)}")
    if kind == "statement":
        given["speakers"] = _many(given.get("speaker"))
        given["affiliations"] = _many(given.get("affiliation"))
    given.setdefault("sentence", given.get("span"))
    return _built(KINDS[kind], given)


def from_line(line: str) -> Document | AnyRecord:
    """Return the document or record written on one line.

    Raises
    ------
    InputError
        If the line is not a JSON object or not a record.
    """
    return from_object(parse_line(line))


def parse_line(line: str) -> dict[str, Any]:
    """Return the JSON object on one line.

    Raises
    ------
    InputError
        If the line holds anything else.
    """
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        problem = "a line is not JSON"
        raise InputError(problem, subject=line[:60], remedy="write one JSON object a line") from error
    if not isinstance(value, dict):
        problem = "a line is not a JSON object"
        raise InputError(problem, subject=line[:60], remedy="write one JSON object a line")
    if KEY not in value:
        return value
    try:
        return joined(value)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        problem = f"the {KEY} of a line do not fit its texts"
        raise InputError(problem, subject=line[:60], remedy="give the line as lopsided wrote it") from error


def read_lines(lines: Iterable[str], *, name: str = "the file") -> Iterator[Document | AnyRecord]:
    """Yield the documents and records of a JSON lines file; empty lines are passed over.

    Raises
    ------
    InputError
        At the first line that is not a record, naming its number.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield from_line(line)
            except InputError as error:
                raise InputError(error.problem, subject=f"{name}, line {number}", remedy=error.remedy) from error


def _document(given: dict[str, Any]) -> Document | AnyRecord:
    kinds = given.get("noise_kinds") or ("garbled",) * len(given.get("noise") or ())
    given["noise"] = tuple(Noise(span, kind) for span, kind in zip(given.get("noise") or (), kinds, strict=True))
    given.setdefault("text", "")
    given.setdefault("digest", sha256(given["text"].encode("utf-8", "surrogatepass")).hexdigest())
    return _built(Document, given)


def _built(cls: type[Any], given: Mapping[str, Any]) -> Document | AnyRecord:
    required, allowed, known = _shape(cls)  # type: ignore[arg-type]  # a class is hashable, whatever its instances are
    missing = [key for key in required if given.get(key) is None and key not in _MAY_BE_NULL]
    if missing:
        names = ", ".join(missing).replace("speakers", "speaker")
        problem = f"a {cls.__name__.lower()} lacks {names}"
        raise InputError(problem, remedy="see the record format")
    for key, values in allowed.items():
        for one in _many(given.get(key)):
            if one not in values:
                problem = f"{key} {one!r} is not known"
                raise InputError(problem, remedy=f"use one of {', '.join(values)}")
    built: Document | AnyRecord = cls(
        **dict.fromkeys(required) | {key: value for key, value in given.items() if key in known}
    )
    return built


@cache
def _shape(cls: type[Any]) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]], frozenset[str]]:
    """Fields without a default, the allowed values of those that have a fixed set, and all fields."""
    required = tuple(f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING)
    allowed = {}
    hints = get_type_hints(cls)
    for name, hint in hints.items():
        inner = hint if get_origin(hint) is Literal else next(iter(get_args(hint)), None)
        if get_origin(inner) is Literal:
            allowed[name] = get_args(inner)
    return required, allowed, frozenset(hints)


def _listed(value: object) -> object:
    return [_listed(v) for v in value] if isinstance(value, tuple) else value


def _tupled(value: object) -> object:
    return tuple(_tupled(v) for v in value) if isinstance(value, list) else value


def _one_or_many(values: list[str]) -> str | list[str] | None:
    if not values:
        return None
    return values[0] if len(values) == 1 else values


def _many(value: object) -> tuple[Any, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)
