"""``lopsided data``: the catalog."""

from __future__ import annotations

from typing import Annotated

import typer

from lopsided.api import rows
from lopsided.cli.output import Format, emit

app = typer.Typer(help="The datasets: what is here, from whom, under which licence.", no_args_is_help=True)


@app.command("list")
def list_(form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE) -> None:
    """List the datasets."""
    found = rows.dataset_rows()
    emit(
        found,
        form=form,
        shown={"key": "key", "title": "title", "publisher": "publisher", "retrieved": "retrieved"},
        title="Datasets",
    )


@app.command()
def describe(
    name: Annotated[str, typer.Argument(help="Key of a dataset, as 'lopsided data list' shows it.")],
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Show everything known about one dataset: citation, licence, origin, checksums, units, caveats."""
    row = rows.dataset_row(name)
    if form is Format.TABLE:
        emit([{"field": k, "value": v} for k, v in row.items()], form=form, title=name)
    else:
        emit([row], form=form)
