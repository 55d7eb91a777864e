"""``lopsided check``: reported figures held against measures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lopsided.api import rows
from lopsided.api.dossiers import check as check_dossier
from lopsided.api.dossiers import check_text
from lopsided.cli.options import Form, Output
from lopsided.cli.output import Format, emit

SHOWN = {"verdict": "verdict", "quote": "reported", "reading": "read as", "found": "the data", "why": "why"}


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(check)


def check(
    dossier: Annotated[Path | None, typer.Argument(help="A dossier made by 'lopsided read'.")] = None,
    text: Annotated[str | None, typer.Option(help="A sentence to check instead of a dossier.")] = None,
    published: Annotated[str | None, typer.Option(help="With --text: when it was published (YYYY-MM-DD).")] = None,
    form: Form = Format.TABLE,
    output: Output = None,
) -> None:
    """Hold reported figures against the data: quote, reading, measure, values and verdict."""
    if (dossier is None) == (text is None):
        message = "give a dossier, or a sentence with --text"
        raise typer.BadParameter(message)
    checks = check_text(text, published=published) if text is not None else check_dossier(dossier or Path())
    emit(
        rows.check_rows(checks),
        form=form,
        output=output,
        shown=SHOWN,
        title="Checks",
    )
