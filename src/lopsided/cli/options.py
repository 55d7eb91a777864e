"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lopsided.cli.output import Format

A = Annotated[str, typer.Argument(help="First country: ISO code or name.", metavar="A")]
B = Annotated[str, typer.Argument(help="Second country: ISO code or name.", metavar="B")]
Form = Annotated[Format, typer.Option("--format", help="How to write the result.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="File to write instead of the terminal.")]
Scheduler = Annotated[
    str | None,
    typer.Option(help="Dask cluster to work on: tcp://HOST:8786, or local:2 for two workers here.", metavar="ADDRESS"),
]
