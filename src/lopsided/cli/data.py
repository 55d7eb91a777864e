"""``lopsided data``: what ships, and the packs a user adds or fetches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lopsided.api import packs, rows
from lopsided.cli.output import Format, emit
from lopsided.cli.progress import bytes_progress, progress
from lopsided.datasets.packs.adding import Wanted
from lopsided.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

app = typer.Typer(help="The datasets: what is here, from whom, under which licence.", no_args_is_help=True)
Form = Annotated[Format, typer.Option("--format", help="How to write it.")]
Name = Annotated[str, typer.Option(help="Name of the pack; made from the file's if not given.")]
Mode = Annotated[
    Literal["strict", "warn"], typer.Option(help="Whether a faulty row stops everything, or is left out and counted.")
]
Replace = Annotated[bool, typer.Option("--replace", help="Replace a pack of that name.")]


@app.command("list")
def list_(form: Form = Format.TABLE) -> None:
    """List the datasets: those that ship, and the packs you added."""
    shown = {"key": "key", "title": "title", "publisher": "publisher", "coverage": "coverage", "kind": "kind"}
    emit(packs.all_rows(), form=form, shown=shown, title="Datasets")


@app.command()
def describe(
    name: Annotated[str, typer.Argument(help="Key of a dataset, as 'lopsided data list' shows it.")],
    form: Form = Format.TABLE,
) -> None:
    """Show everything known about one dataset: citation, licence, origin, checksums, what was dropped, caveats."""
    row = packs.one_row(name)
    if form is Format.TABLE:
        emit([{"field": k, "value": v} for k, v in row.items()], form=form, title=name)
    else:
        emit([row], form=form)


@app.command()
def unread(form: Form = Format.TABLE) -> None:
    """List every text of the Factbook that could not be read, and why: nothing was guessed in its place."""
    shown = {"iso3": "country", "field": "field", "text": "text", "reason": "why not read"}
    emit(rows.unread_rows(), form=form, shown=shown, title="Not read from the Factbook")


@app.command()
def add(
    path: Annotated[list[Path], typer.Argument(help="Files, zips or folders: together they make one pack.")],
    name: Name = "",
    as_: Annotated[
        str, typer.Option("--as", help="Format, if the columns do not tell: baci, comtrade, tidy, icio...")
    ] = "",
    column: Annotated[
        list[str] | None, typer.Option(help="Which column is which, as exporter=NAME; may be repeated.")
    ] = None,
    unit: Annotated[
        Literal["USD", "kUSD", "mUSD", ""], typer.Option(help="Unit of the values, if the table does not say.")
    ] = "",
    nomenclature: Annotated[str, typer.Option(help="Edition of the Harmonized System, such as HS17.")] = "",
    year: Annotated[int | None, typer.Option(help="Year of an input-output table whose name does not say it.")] = None,
    mode: Mode = "strict",
    replace: Replace = False,
    publisher: Annotated[str, typer.Option(help="Whose data, for a table of your own.")] = "",
    licence: Annotated[str, typer.Option(help="Their terms.")] = "",
    citation: Annotated[str, typer.Option(help="How to cite them.")] = "",
) -> None:
    """Add a table of trade, votes or input-output flows to your data: BACI, Comtrade, DOTS, ICIO, WIOD or your own."""
    wanted = Wanted(
        name=name,
        form=as_,
        columns=_columns(column or ()),
        unit=unit,
        nomenclature=nomenclature,
        year=year,
        mode=mode,
        replace=replace,
        about={k: v for k, v in (("publisher", publisher), ("licence", licence), ("citation", citation)) if v},
    )
    with progress("reading") as told:
        pack = packs.add_pack(path, wanted, told)
    typer.echo(packs.summary(pack))


@app.command()
def fetch(
    dataset: Annotated[str, typer.Argument(help="What to fetch; without it, what can be fetched is listed.")] = "",
    name: Name = "",
    mode: Mode = "strict",
    replace: Replace = False,
    form: Form = Format.TABLE,
) -> None:
    """Download a publisher's file and add it; goes on where it broke off."""
    if not dataset:
        shown = {"key": "key", "title": "title", "version": "version", "size": "size", "licence": "licence"}
        emit(packs.fetchable_rows(), form=form, shown=shown, title="What can be fetched")
        return
    with bytes_progress() as here, progress("reading") as told:
        pack = packs.fetch_pack(dataset, Wanted(name=name, mode=mode, replace=replace), told, here)
    typer.echo(packs.summary(pack))


@app.command()
def remove(name: Annotated[str, typer.Argument(help="Key of a pack you added.")]) -> None:
    """Delete a pack."""
    gone = packs.remove_pack(name)
    typer.echo(f"removed {gone.key} ({gone.size / 1e6:,.1f} MB)")


@app.command()
def order(form: Form = Format.TABLE) -> None:
    """Show which source answers a question when several could."""
    emit(packs.order_rows(), form=form, title="Order of sources")


def _columns(pairs: Iterable[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        role, equals, column = pair.partition("=")
        if not (role and equals and column):
            problem = f"{pair!r} does not say which column is which"
            raise UsageError(problem, subject=pair, remedy="write --column exporter=NAME")
        found[role.strip()] = column.strip()
    return found
