"""What a reader is: the rules of this folder by default, another one by entry point.

A package offers a reader under the entry-point group ``lopsided.readers``: a callable without arguments that returns an
object with ``read(document)``. Whatever it returns is held to the text before it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import entry_points
from math import isfinite
from typing import TYPE_CHECKING, Protocol

from lopsided.errors import InputError, UnknownNameError, UsageError
from lopsided.reading.pipeline import parse, records_of
from lopsided.records.contents import MISFITS, fits
from lopsided.records.jsonl import from_object, to_object
from lopsided.records.kinds import Document

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from lopsided.records.kinds import AnyRecord

GROUP = "lopsided.readers"
_REMEDY = "mend that reader, or use --reader rules"


class Reader(Protocol):
    """Reads records from a document whose noise and date are known already."""

    def read(self, document: Document) -> tuple[AnyRecord, ...]:
        """Return statements, events, figures and commitments with spans into ``document.text``."""
        ...


@dataclass(frozen=True, slots=True)
class RuleReader:
    """The reader that ships: a parser and rules over its trees; the same text always gives the same records.

    Attributes
    ----------
    pipeline : str or None
        Name of another installed spaCy pipeline; the small English one when left out.
    """

    pipeline: str | None = None

    def read(self, document: Document) -> tuple[AnyRecord, ...]:
        """Parse the document and read its records."""
        return records_of(parse(document, self.pipeline))


def reader_named(name: str) -> Reader:
    """Return the reader an installed package offers under a name; ``"rules"`` is always the one that ships.

    Raises
    ------
    UnknownNameError
        If no installed package offers it.
    UsageError
        If the package that offers it cannot be loaded.
    """
    offered = {entry.name: entry for entry in sorted(entry_points(group=GROUP), key=_is_ours)}
    if name not in offered:
        kind = "reader"
        raise UnknownNameError(kind, name, offered, remedy=f"installed: {', '.join(sorted(offered))}")
    try:
        made: Reader = offered[name].load()()
    except Exception as error:  # another package's code: whatever it raises
        problem = f"the reader {name!r} cannot be loaded: {type(error).__name__}: {error}"
        raise UsageError(
            problem, subject=offered[name].value, remedy="mend its package, or use --reader rules"
        ) from error
    return made


def _is_ours(entry: EntryPoint) -> bool:
    return entry.value.startswith("lopsided.")


def held_to(document: Document, reader: Reader) -> tuple[AnyRecord, ...]:
    """Read a document and refuse records that do not quote it exactly, or hold what no record of their kind can.

    Raises
    ------
    InputError
        For a record of another document, or whose text is not the slice of the document at its span, or with a type, a
        mode, a confidence... that there is not.
    """
    records = tuple(reader.read(document))
    for record in records:
        start, end = record.span
        if record.document != document.document or document.text[start:end] != record.text or not record.text:
            problem = f"the reader {type(reader).__name__} gave a record that does not quote {document.document}"
            raise InputError(problem, subject=f"span {start}-{end}", remedy=_REMEDY)
    return records if isinstance(reader, RuleReader) else tuple(_sound(r, document, reader) for r in records)


def _sound(record: AnyRecord, document: Document, reader: Reader) -> AnyRecord:
    """Return a record as it would come back from a dossier, if its values are those of its kind."""
    why = "its values are not those of its kind"
    try:
        same = from_object(to_object(record))
        numbers = [n for n in (getattr(record, "value", None), getattr(record, "value_high", None)) if n is not None]
        if not isinstance(same, Document) and fits(same, document) and all(map(isfinite, numbers)):
            if 0 <= same.confidence <= 1:
                return same
            why = f"a confidence of {same.confidence} is not between 0 and 1"
    except InputError as error:
        why = error.problem
    except MISFITS as error:
        why = f"{why} ({error})"
    problem = f"the reader {type(reader).__name__} gave a record that is none: {why}"
    raise InputError(problem, subject=f"{document.document}, {type(record).__name__.lower()}", remedy=_REMEDY)
