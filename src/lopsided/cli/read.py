"""``lopsided read``: articles to records."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lopsided.api import records
from lopsided.api.corpora import How
from lopsided.api.dossiers import read as read_into
from lopsided.cli.interrupts import interrupts_known
from lopsided.cli.options import Scheduler
from lopsided.cli.output import write_lines
from lopsided.cli.pace import PassedOver, reading_pace
from lopsided.errors import OutputError
from lopsided.workers.choice import Workers


class Kind(StrEnum):
    """Where records go."""

    DOSSIER = "dossier"
    JSONL = "jsonl"


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(read)


def read(
    documents: Annotated[
        list[Path],
        typer.Argument(
            help="Articles: files (text, HTML, JSON lines, feeds, WARC), folders, patterns.", metavar="DOCS..."
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Dossier to write or add to, or the JSON lines' file.")
    ] = None,
    form: Annotated[
        Kind | None,
        typer.Option(
            "--format", help="jsonl writes records as JSON lines, one object a line; stories are made in dossiers."
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Date of publication (YYYY-MM-DD) of all these articles, where you know it.")
    ] = None,
    reader: Annotated[str, typer.Option(help="Installed reader to use; other packages may offer one.")] = "rules",
    explain: Annotated[bool, typer.Option("--explain", help="Print each record with its reasons.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes to read with.")] = 1,
    scheduler: Scheduler = None,
    limit: Annotated[
        float | None,
        typer.Option(
            min=1,
            help="Longest time for one article in seconds of the processor (ten times that by the clock, should it "
            "wait); it is set aside then.",
        ),
    ] = 300,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what the dossier has set aside.")
    ] = False,
) -> None:
    """Read articles into statements, events, figures and commitments, each tied to its words.

    The same command again reads only what is new: after Ctrl-C or a crash it goes on where it stopped.
    """
    jsonl = form is Kind.JSONL or (form is None and (output is None or output.suffix == ".jsonl"))
    with reading_pace() as (shown, gathering):
        watch = PassedOver(shown)
        workers = Workers(jobs=jobs, scheduler=scheduler, seconds=limit)
        how = How(workers=workers, retry_failed=retry_failed, watch=watch, gathering=gathering)
        if explain or jsonl:
            lines = (
                records.explained(documents, published, reader, how)
                if explain
                else records.json_lines(documents, published, reader, how, lambda said: typer.echo(said, err=True))
            )
            _spare_articles(documents, output)
            try:
                write_lines(lines, output, lambda _name: None)
            except KeyboardInterrupt:
                if output is not None:
                    said = f"nothing is written to {output}: a dossier (-o NAME.duckdb) goes on where it was stopped"
                    typer.echo(said, err=True)
                raise
            return
        target = output or Path("dossier.duckdb")
        try:
            with (
                interrupts_known(),
                read_into(documents, into=target, published=published, reader=reader, how=how) as dossier,
            ):
                said = records.summary(dossier)
        except KeyboardInterrupt:
            typer.echo(f"what was read is in {target}: the same command goes on where it stopped", err=True)
            raise
    passed_over = watch.said()
    typer.echo(f"{said}\n{records.visible(passed_over)}" if passed_over else said, err=True)


def _spare_articles(documents: list[Path], output: Path | None) -> None:
    """Refuse to write where an article that is to be read lies.

    Raises
    ------
    OutputError
    """
    if output is None or not output.exists():
        return
    target = output.resolve()
    for given in documents:
        place = given.resolve()
        if target == place or (place.is_dir() and place in target.parents):
            problem = "it is among the articles to be read, and would be lost"
            raise OutputError(problem, subject=str(output), remedy="name another file with -o")
