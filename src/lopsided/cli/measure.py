"""``lopsided measure``: dependence of two countries on each other, with sources."""

from __future__ import annotations

from typing import Annotated

import typer

from lopsided.api import rows
from lopsided.api.dyads import dyad
from lopsided.cli.options import A, B, Form, Output
from lopsided.cli.output import Format, emit


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(measure)


def measure(
    a: A,
    b: B,
    product: Annotated[
        str | None, typer.Option(help="A raw material, by name or HS code: its trade between the two by year.")
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(help="A year, or first:last: of the product, or of all goods from the packs you added."),
    ] = None,
    only: Annotated[list[str] | None, typer.Option("--measure", help="Only this measure; may be repeated.")] = None,
    form: Form = Format.TABLE,
    output: Output = None,
) -> None:
    """Measure the dependence of each of two countries on the other, from the data that ship and the packs you added."""
    tie = dyad(a, b)
    if product is not None:
        found = rows.product_rows(tie, product, rows.years_of(year))
        shown = {
            "exporter": "from",
            "importer": "to",
            "year": "year",
            "shown_value": "value",
            "shown_mass": "mass",
            "shown_share_of_imports": "of imports",
            "shown_share_of_exports": "of exports",
            "shown_rank": "rank",
        }
        emit(found, form=form, output=output, shown=shown, title=f"{tie.a} and {tie.b}: {product}")
        return
    found = rows.dependence_rows(tie, tuple(only or ()), rows.years_of(year))
    shown = {"measure": "measure", "shown_a_on_b": f"{tie.a} on {tie.b}", "shown_b_on_a": f"{tie.b} on {tie.a}",
             "lopsidedness": "ratio", "more_dependent": "more", "period": "period"}  # fmt: skip
    emit(found, form=form, output=output, shown=shown, title=f"Dependence: {tie.a} and {tie.b}")
