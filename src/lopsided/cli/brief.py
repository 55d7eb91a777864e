"""``lopsided brief``: one page on a dyad."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lopsided.api.briefs import brief as make_brief
from lopsided.api.briefs import ensure_writable
from lopsided.cli.options import A, B
from lopsided.cli.progress import progress


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(brief)


def brief(
    a: A,
    b: B,
    documents: Annotated[
        list[Path] | None,
        typer.Option("--documents", "-d", help="Articles to read: a file or a folder; may be repeated."),
    ] = None,
    dossier: Annotated[
        Path | None, typer.Option(help="A dossier made by 'lopsided read', instead of articles.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")] = Path("brief.html"),
) -> None:
    """Write one self-contained HTML page: reported, measured, simulated, checked."""
    ensure_writable(output)
    with progress("reading") as told:
        page = make_brief(a, b, documents=documents, dossier=dossier, told=told)
    page.save(output)
    for answer in page.contents.answers:
        typer.echo(f"{answer.kind + ':':<11}{answer.text}")
    reported = page.contents.reported
    for name, why in reported.aside if reported else ():
        typer.echo(f"not read: {name}: {why}", err=True)
    typer.echo(f"written to {output}")
