"""``lopsided doctor``: is everything in order, and what to do where it is not."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from lopsided.api.health import examine
from lopsided.cli.options import Form, Output
from lopsided.cli.output import Format, emit


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(doctor)


def doctor(
    dossier: Annotated[Path | None, typer.Argument(help="A dossier to look at as well.")] = None,
    form: Form = Format.TABLE,
    output: Output = None,
) -> None:
    """Check the installation, the data that ship, your data packs and a dossier; exit 1 if something must be mended."""
    found = examine(dossier)
    shown = {"what": "looked at", "state": "state", "said": "found, and what to do"}
    emit([asdict(finding) for finding in found], form=form, output=output, shown=shown, title="Doctor")
    if any(finding.state == "ill" for finding in found):
        raise typer.Exit(1)
