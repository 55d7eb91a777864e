"""The command ``lopsided``: puts the groups of commands together and says failures in one sentence."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated

import typer
from rich.console import Console

from lopsided.api.records import visible
from lopsided.cli import brief, check, data, doctor, dossier, measure, rank, read, serve, simulate
from lopsided.cli.interrupts import interrupts_known
from lopsided.errors import LopsidedError

app = typer.Typer(
    name="lopsided",
    help="How lopsided is the tie between two countries: as reported, as measured, as simulated, and checked.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
read.add_to(app)
measure.add_to(app)
simulate.add_to(app)
rank.add_to(app)
check.add_to(app)
brief.add_to(app)
serve.add_to(app)
doctor.add_to(app)
app.add_typer(data.app, name="data")
app.add_typer(dossier.app, name="dossier")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"lopsided {version('lopsided')}")
        raise typer.Exit


@app.callback()
def _options(
    _asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the options of the command itself."""


def run() -> None:
    """Run the command; exit 0 done, 1 a named failure in one sentence, 2 wrong usage, 130 interrupted."""
    try:
        with interrupts_known():
            app()
    except LopsidedError as error:
        said = "\n".join(visible(line) for line in str(error).split("\n"))
        Console(stderr=True, soft_wrap=True).print(f"lopsided: {said}", style="red", markup=False, highlight=False)
        sys.exit(1)
    except KeyboardInterrupt:
        Console(stderr=True).print("interrupted")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone (as with `| head`): nothing is left to say.
        sys.stderr.close()
        sys.exit(1)
