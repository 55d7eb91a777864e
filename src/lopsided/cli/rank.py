"""``lopsided rank``: every dyad of an economy broken up in turn, as a league table."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from lopsided.api import rankings
from lopsided.cli.options import Form, Output, Scheduler
from lopsided.cli.output import Format, emit
from lopsided.cli.progress import counted
from lopsided.cli.simulate import ClosureName, Closures, Economy
from lopsided.workers.choice import Workers

SHOWN = {
    "weak": "weaker",
    "strong": "stronger",
    "loss_weak_percent": "weaker loses, %",
    "loss_strong_percent": "stronger loses, %",
    "ratio": "ratio",
    "world_percent": "world, %",
}


class By(StrEnum):
    """What the table is sorted by."""

    LOSS = "loss"
    LOPSIDEDNESS = "lopsidedness"
    WORLD = "world"


def add_to(main: typer.Typer) -> None:
    """Add the command to the application."""
    main.command()(rank)


def rank(
    by: Annotated[By, typer.Option(help="Sort by the larger loss, the ratio, or the world's loss.")] = By.LOSS,
    country: Annotated[str | None, typer.Option(help="Only dyads of this country.")] = None,
    top: Annotated[int | None, typer.Option(min=1, help="How many rows; 20 on a terminal, all for a machine.")] = None,
    economy: Economy = "one-sector",
    elasticities: Annotated[str, typer.Option("--elasticities", "--theta", help="A number, or a set's name.")] = "5",
    closure: Closures = ClosureName.TRANSFERS,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Processes, for an economy with many sectors; 2 by default."),
    ] = None,
    scheduler: Scheduler = None,
    form: Form = Format.TABLE,
    output: Output = None,
) -> None:
    """Break up every dyad in turn and rank them. Simulations, not observations.

    What has been worked out is kept in the user's cache folder: a run that was stopped goes on where it was.
    """
    workers = Workers(jobs=jobs or (1 if scheduler else 2), scheduler=scheduler)
    asked = rankings.Settings(economy=economy, elasticities=elasticities, closure=closure.value, workers=workers)
    reached = (0, 0)
    with counted("breaking up dyads") as told:

        def count(done: int, of: int) -> None:
            nonlocal reached
            reached = done, of
            told(done, of)

        try:
            ranking = rankings.ranking(asked, count)
        except KeyboardInterrupt:
            done, of = reached
            so_far = f" after {done:,} of {of:,} dyads" if of else ""
            typer.echo(f"\ninterrupted{so_far}: the same command goes on from there", err=True)
            raise typer.Exit(130) from None
    terminal = form is Format.TABLE and output is None
    found = rankings.ranking_rows(ranking, by.value, top or (20 if terminal else None), country)
    title = f"Simulated, not observed: all trade between two countries stops ({ranking.league.closure}, {elasticities})"
    emit(found, form=form, output=output, shown=SHOWN, title=title)
    if terminal:
        for note in rankings.notes(ranking):
            Console(soft_wrap=True).print(note, markup=False, highlight=False)
