"""What goes wrong with a dossier's file, in words, and what may be written into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.errors import DossierError
from lopsided.records.kinds import Event, Figure, Statement

if TYPE_CHECKING:
    from pathlib import Path

    from lopsided.records.kinds import AnyRecord


def no_open(path: Path, error: Exception, *, read_only: bool) -> DossierError:
    """Return the error for a file DuckDB would not open."""
    said = str(error)
    if "lock" in said:
        problem = "another process has this dossier open for writing"
        return DossierError(problem, subject=str(path), remedy="wait until it is done, or end it")
    if "not a valid DuckDB database" in said or "different version" in said or "newer version" in said:
        problem = "this file is not a dossier, or was written by a newer DuckDB"
        return DossierError(problem, subject=str(path), remedy="name a file made by 'lopsided read', or upgrade duckdb")
    problem = "the dossier cannot be opened for reading" if read_only else "the dossier cannot be opened for writing"
    reason = said.splitlines()[0] if said else type(error).__name__
    return DossierError(problem, subject=str(path), remedy=f"check that you may use it here ({reason})")


def no_write(name: str, error: Exception) -> DossierError:
    """Return the error for a dossier that refused a change or a question."""
    said = str(error)
    if "read-only" in said:
        problem = "the dossier is open for reading only"
        return DossierError(problem, subject=name, remedy="open it for writing")
    problem = "the dossier cannot be read or written"
    reason = said.splitlines()[0] if said else type(error).__name__
    return DossierError(problem, subject=name, remedy=f"check free space and permissions ({reason})")


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
