"""Rows to a terminal or a machine, in the format asked for."""

from __future__ import annotations

import io
import json
import sys
from contextlib import nullcontext
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from lopsided.api.records import visible
from lopsided.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    Row = Mapping[str, Any]


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def emit(
    rows: Sequence[Row],
    *,
    form: Format,
    output: Path | None = None,
    shown: Mapping[str, str] | None = None,
    title: str = "",
) -> None:
    """Write rows to a file, or to the standard output.

    Parameters
    ----------
    rows : sequence of mapping
        All with the same keys.
    form : Format
    output : Path, optional
        File to write; needed for Parquet.
    shown : mapping, optional
        Columns of the terminal's table and their headings; all columns go to the other formats.
    title : str
        Above the terminal's table.
    """
    if form is Format.TABLE and output is None:
        _table(rows, shown or ({k: k.replace("_", " ") for k in rows[0]} if rows else {}), title)
        return
    if form is Format.PARQUET and output is None and sys.stdout.isatty():
        problem = "Parquet is not for a terminal"
        raise OutputError(problem, remedy="name a file with --output, or pipe it on")
    content = _bytes(rows, Format.CSV if form is Format.TABLE else form)
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    write(output, content)


def write_lines(lines: Iterable[tuple[str, str]], output: Path | None, told: Callable[[str], None]) -> None:
    """Write lines as they come, to the standard output or to a file that appears whole or not at all.

    Parameters
    ----------
    lines : iterable of (str, str)
        Name of the document a line is about, and the line.
    output : Path, optional
    told : callable
        Called with each new document's name.
    """
    output = regular(output) if output else None
    draft = output.with_name(f".{output.name}.part") if output else None
    try:
        with nullcontext(sys.stdout) if draft is None else draft.open("w", encoding="utf-8") as stream:
            last = None
            for name, line in lines:
                stream.write(line.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
                if name != last:
                    told(name)
                    last = name
        if draft is not None and output is not None:
            draft.replace(output)
    except OSError as error:
        if output is None:
            raise
        problem = f"the file cannot be written here: {error.strerror or error}"
        raise OutputError(
            problem, subject=str(output), remedy="name a folder that exists and may be written"
        ) from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def regular(path: Path) -> Path:
    """Follow links to the file that is meant, and refuse folders, devices, pipes and dossiers, which hold work.

    Raises
    ------
    OutputError
    """
    target = path.resolve()
    if target.suffix == ".duckdb" or (target.is_file() and _is_database(target)):
        problem = "what is printed here makes no dossier, and would take the place of one"
        raise OutputError(problem, subject=str(path), remedy="name a file of another kind")
    if target.exists() and not target.is_file():
        problem = "this is no regular file"
        raise OutputError(
            problem, subject=str(path), remedy="name a file, or leave --output out to write to the terminal"
        )
    return target


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(12)[8:] == b"DUCK"


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path = regular(path)
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        problem = f"the file cannot be written here: {error.strerror or error}"
        raise OutputError(problem, subject=str(path), remedy="name a folder that exists and may be written") from error


def _bytes(rows: Sequence[Row], form: Format) -> bytes:
    if form is Format.JSON:
        return (json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
    if form is Format.JSONL:
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return lines.encode("utf-8", "backslashreplace")
    frame = pl.DataFrame([{k: _flat(v) for k, v in row.items()} for row in rows], infer_schema_length=None)
    buffer = io.BytesIO()
    if form is Format.CSV:
        frame.write_csv(buffer)
    else:
        frame.write_parquet(buffer)
    return buffer.getvalue()


def _flat(value: object) -> object:
    """Write lists and mappings as JSON text: a CSV cell holds one value."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict | tuple) else value


def _table(rows: Sequence[Row], columns: Mapping[str, str], title: str) -> None:
    console = Console()
    if not rows:
        console.print("nothing to show")
        return
    table = Table(title=title or None, title_justify="left", header_style="bold", show_edge=False)
    for name, heading in columns.items():
        numeric = all(isinstance(row.get(name), int | float | None) for row in rows)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row.get(name)) for name in columns))
    console.print(table)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.4g}"
    if isinstance(value, dict):
        return ", ".join(f"{k} {_cell(v)}" for k, v in value.items())
    if isinstance(value, list | tuple):
        return "\n".join(_cell(v) for v in value)
    # Rich reads square brackets as markup; data are never markup, nor orders to the terminal.
    return escape("\n".join(visible(line) for line in str(value).split("\n")))
