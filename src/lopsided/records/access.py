"""What goes wrong with a dossier's file, in words, and what may be written into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lopsided.errors import DossierError, DossierInUseError
from lopsided.records.jsonl import kind_of, to_line
from lopsided.records.kinds import Event, Figure, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from lopsided.records.kinds import AnyRecord


_HOLDER = re.compile(r"PID (\d+)")
_DAMAGED = (
    "Corrupt database file",
    "Could not read enough bytes",
    "checksum",
    "Failed to load metadata",
    "INTERNAL Error",
)
_FULL = ("No space left", "File too large", "Disk quota", "Could not write")


def no_open(name: str, error: Exception, *, read_only: bool) -> DossierError:
    """Return the error for a file DuckDB would not open."""
    said = str(error)
    if "Could not set lock" in said:
        holder = _HOLDER.search(said)
        who = f"another process{f' ({holder[1]})' if holder else ''}"
        problem = f"{who} is writing to this dossier" if read_only else f"{who} has this dossier open"
        return DossierInUseError(problem, subject=name, remedy="wait until it is done, or end it")
    if "different configuration" in said:
        problem = "this program has the dossier open already, for writing or for reading"
        return DossierError(problem, subject=name, remedy="close it first")
    if "not a valid DuckDB database" in said or "different version" in said or "newer version" in said:
        problem = "this file is not a dossier, or was written by a newer DuckDB"
        return DossierError(problem, subject=name, remedy="name a file made by 'lopsided read', or upgrade duckdb")
    if "WAL does not match" in said:
        return stray_log(name)
    known = _known(said, name)
    if known is not None:
        return known
    problem = "the dossier cannot be opened for reading" if read_only else "the dossier cannot be opened for writing"
    return DossierError(problem, subject=name, remedy=f"check that you may use it here ({_reason(error)})")


def stray_log(name: str) -> DossierError:
    """Return the error for a log of last changes that lies where its dossier no longer is."""
    problem = f"the log beside it ({name}.wal) belongs to another dossier, which lay here before"
    return DossierError(problem, subject=name, remedy="put the log back beside its own dossier, or delete it")


def no_write(name: str, error: Exception) -> DossierError:
    """Return the error for a dossier that refused a change or a question."""
    said = str(error)
    if "read-only" in said:
        problem = "the dossier is open for reading only"
        return DossierError(problem, subject=name, remedy="open it for writing")
    known = _known(said, name)
    if known is not None:
        return known
    problem = "the dossier cannot be read or written"
    return DossierError(problem, subject=name, remedy=f"check free space and permissions ({_reason(error)})")


def _known(said: str, name: str) -> DossierError | None:
    """Return the error for what goes wrong with any file: it is damaged, or there is no room for it."""
    if any(words in said for words in _DAMAGED):
        problem = "the dossier is damaged: the file was cut short or changed"
        remedy = "take it back from a copy or an export, or read the articles into a new one"
        return DossierError(problem, subject=name, remedy=remedy)
    if "Malformed JSON" in said:
        problem = "an entry of the dossier is damaged"
        return DossierError(problem, subject=name, remedy="'lopsided doctor' with its name says which, and what to do")
    if any(words in said for words in _FULL):
        problem = "there is no room for the dossier"
        remedy = "free some space, then run the same command again: what was read is kept"
        return DossierError(problem, subject=name, remedy=remedy)
    return None


def _reason(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def plain(text: str) -> str:
    """Return a name without the characters a database refuses (NUL, half surrogates), the same for the same name."""
    return text.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")


def actors_of(record: AnyRecord) -> tuple[str, ...]:
    """Actors that take part in a record: affiliations, source and target, exporter and importer, or parties."""
    if isinstance(record, Statement):
        found: tuple[str | None, ...] = record.affiliations
    elif isinstance(record, Event):
        found = (record.source, record.target)
    elif isinstance(record, Figure):
        found = (record.exporter, record.importer)
    else:
        found = record.parties
    return tuple(dict.fromkeys(a for a in found if a))


def insert_records(run: DuckDBPyConnection, name: str, records: Sequence[AnyRecord], first: int) -> None:
    """Insert a document's records, each once, from a position on."""
    unique = {r.id: r for r in records}
    if unique:
        run.execute(
            "INSERT INTO records SELECT unnest(?::BIGINT[]), ?, unnest(?::VARCHAR[]), unnest(?::VARCHAR[]),"
            " unnest(?::VARCHAR[][]), unnest(?::VARCHAR[])",
            [
                list(range(first, first + len(unique))),
                plain(name),
                [kind_of(r) for r in unique.values()],
                list(unique),
                [[plain(a) for a in actors_of(r)] for r in unique.values()],
                [to_line(r) for r in unique.values()],
            ],
        )
