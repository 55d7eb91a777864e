"""``lopsided read``: articles to records."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lopsided.api import records
from lopsided.api.dossiers import read as read_into
from lopsided.cli.output import write_lines
from lopsided.cli.progress import progress


class Kind(StrEnum):
    """Where records go."""

    DOSSIER = "dossier"
    JSONL = "jsonl"


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(read)


def read(
    documents: Annotated[list[Path], typer.Argument(help="Articles: files or folders.", metavar="DOCS...")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Dossier to write or add to, or the JSON lines' file.")
    ] = None,
    form: Annotated[
        Kind | None, typer.Option("--format", help="jsonl writes records as JSON lines, one object a line.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Date of publication (YYYY-MM-DD) of all these articles, where you know it.")
    ] = None,
    reader: Annotated[str, typer.Option(help="Installed reader to use; other packages may offer one.")] = "rules",
    explain: Annotated[bool, typer.Option("--explain", help="Print each record with its reasons.")] = False,
) -> None:
    """Read articles into statements, events, figures and commitments, each tied to its words."""
    jsonl = form is Kind.JSONL or (form is None and (output is None or output.suffix == ".jsonl"))
    if explain or jsonl:
        line_maker = records.explained if explain else records.json_lines
        with progress("reading") as told:
            write_lines(line_maker(documents, published, reader), output, told)
        return
    target = output or Path("dossier.duckdb")
    with (
        progress("reading") as told,
        read_into(documents, into=target, published=published, reader=reader, told=told) as dossier,
    ):
        typer.echo(records.summary(dossier), err=True)
