"""A dossier out to JSON lines or Parquet and back, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from lopsided.errors import DossierError, InputError, OutputError
from lopsided.records.exchange import from_json_lines, from_parquet, json_lines, to_parquet
from lopsided.records.store import Dossier

if TYPE_CHECKING:
    from collections.abc import Iterator


def export(dossier: str | Path, target: str | Path) -> Path:
    """Write a dossier as JSON lines if ``target`` ends in ``.jsonl``, else as a folder of Parquet files.

    Returns
    -------
    Path
        What was written; it appears only when complete.

    Raises
    ------
    DossierError
        If the dossier cannot be read.
    OutputError
        If there is something of the name already, or it cannot be written.
    """
    target = Path(target)
    with Dossier.open(dossier, read_only=True) as opened:
        if target.suffix != ".jsonl":
            to_parquet(opened, target)
            return target
        if target.exists():
            problem = "there is something of this name already"
            raise OutputError(problem, subject=str(target), remedy="name a file that does not exist yet")
        draft = target.with_name(f".{target.name}.{uuid4().hex[:8]}")
        try:
            with draft.open("w", encoding="utf-8") as file:
                file.writelines(line + "\n" for line in json_lines(opened))
            draft.rename(target)
        except OSError as error:
            problem = f"the file cannot be written: {error.strerror or error}"
            raise OutputError(problem, subject=str(target), remedy="check space and permissions") from error
        finally:
            draft.unlink(missing_ok=True)
    return target


def import_(source: str | Path, into: str | Path) -> Dossier:
    """Make a dossier from what `export` wrote; its file appears only when complete.

    Returns
    -------
    Dossier
        Open for writing.

    Raises
    ------
    InputError
        If the source is not there, or is not what an export wrote, or a newer lopsided wrote it.
    DossierError
        If the dossier exists already or cannot be written.
    """
    origin, target = Path(source), Path(into)
    if not origin.exists():
        problem = "there is no such export"
        raise InputError(problem, subject=str(origin), remedy="name a .jsonl file or a folder of Parquet files")
    if target.exists():
        problem = "there is a file of this name already"
        raise DossierError(problem, subject=str(target), remedy="import into a new dossier")
    draft = target.with_name(f".{target.name}.{uuid4().hex[:8]}")
    try:
        with Dossier.create(draft) as dossier:
            if origin.is_dir():
                from_parquet(origin, dossier)
            else:
                from_json_lines(_lines(origin), dossier)
        draft.rename(target)
    except OSError as error:
        problem = f"the dossier cannot be written: {error.strerror or error}"
        raise DossierError(problem, subject=str(target), remedy="check space and permissions") from error
    finally:
        for leftover in (draft, draft.with_name(draft.name + ".wal")):
            leftover.unlink(missing_ok=True)
    return Dossier.open(target)


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            yield from file
    except (OSError, UnicodeDecodeError) as error:
        problem = "the export cannot be read"
        raise InputError(problem, subject=str(path), remedy=f"check it ({error})") from error
