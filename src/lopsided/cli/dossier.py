"""``lopsided dossier``: a dossier out to other programs and back, and older ones brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lopsided.api import exchanges, records
from lopsided.records.store import Dossier

app = typer.Typer(help="Dossiers: export, import, bring up to date.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(help="A dossier made by 'lopsided read'.", metavar="DOSSIER")]


@app.command()
def show(
    dossier: File,
    everything: Annotated[
        bool, typer.Option("--all", help="List all that was set aside, each with its reason, not only the first 20.")
    ] = False,
) -> None:
    """Say what a dossier holds, and what was set aside."""
    with Dossier.open(dossier, read_only=True) as opened:
        typer.echo(records.summary(opened, most=None) if everything else records.summary(opened))


@app.command()
def export(
    dossier: File,
    output: Annotated[Path, typer.Option("--output", "-o", help="A .jsonl file, or a folder for Parquet files.")],
) -> None:
    """Write a dossier as JSON lines or Parquet, from which 'import' makes the same dossier again."""
    typer.echo(f"written to {exchanges.export(dossier, output)}", err=True)


@app.command("import")
def import_(
    source: Annotated[Path, typer.Argument(help="A .jsonl file or a folder of Parquet files, from 'export'.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The dossier to make.")],
) -> None:
    """Make a dossier from what 'export' wrote."""
    with exchanges.import_(source, output) as opened:
        typer.echo(records.summary(opened), err=True)


@app.command()
def upgrade(dossier: File) -> None:
    """Bring a dossier of an older lopsided up to date; reading into it does the same."""
    with Dossier.open(dossier) as opened:
        typer.echo(records.summary(opened), err=True)
