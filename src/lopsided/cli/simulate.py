"""``lopsided simulate``: what happens if a tie breaks."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from lopsided.api import rows
from lopsided.api.dyads import dyad
from lopsided.cli.options import A, B, Form, Output
from lopsided.cli.output import Format, emit

app = typer.Typer(help="Simulate what a break of the tie would cost, and whom.", no_args_is_help=True)


#: The two and the five others whose real income changes most; machines get every country.
MOST_SHOWN = 7


class Cut(StrEnum):
    """Which trade of the dyad stops."""

    BOTH = "both"
    A_TO_B = "a-to-b"
    B_TO_A = "b-to-a"


class ClosureName(StrEnum):
    """What becomes of trade deficits."""

    TRANSFERS = "transfers"
    BALANCED = "balanced"
    RATIO = "ratio"


def add_to(main: typer.Typer) -> None:
    """Add the group to the application."""
    main.add_typer(app, name="simulate")


@app.command("break-up")
def break_up(
    a: A,
    b: B,
    direction: Annotated[Cut, typer.Option(help="Which trade stops.")] = Cut.BOTH,
    theta: Annotated[float, typer.Option(help="Trade elasticity.", min=0.05, max=100)] = 5.0,
    closure: Annotated[ClosureName, typer.Option(help="What becomes of trade deficits.")] = ClosureName.TRANSFERS,
    form: Form = Format.TABLE,
    output: Output = None,
) -> None:
    """Stop trade between two countries and solve the world economy again. A simulation, not an observation."""
    tie = dyad(a, b)
    outcome = tie.break_up(direction=direction.value, theta=theta, closure=closure.value)
    if form is Format.TABLE and output is None:
        assumptions = [{"assumption": k, "value": v} for k, v in rows.assumption_rows(outcome)]
        emit(assumptions, form=form, title="Simulated, not observed. Assumptions:")
    found = rows.outcome_rows(outcome, tie)
    shown = {"country": "country", "name": "name", "real_income_percent": "real income, %", "low_percent": "lowest",
             "high_percent": "highest"}  # fmt: skip
    few = found if form is not Format.TABLE or output is not None else found[:MOST_SHOWN]
    emit(
        few,
        form=form,
        output=output,
        shown=shown,
        title="Change of real income: the two, and the five others that change most",
    )
