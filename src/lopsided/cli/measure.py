"""``lopsided measure``: dependence of two countries on each other, with sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lopsided.api import measure_rows as rows
from lopsided.api.dyads import dyad
from lopsided.cli.options import A, B, Form, Output
from lopsided.cli.output import Format, emit
from lopsided.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

Product = Annotated[
    str | None, typer.Option(help="One product, by name or HS code: its trade by year, or with --measure its measures.")
]
Year = Annotated[str | None, typer.Option(help="A year, or first:last: of the product, or of all goods from packs.")]
Only = Annotated[list[str] | None, typer.Option("--measure", help="Only this measure; may be repeated.")]
Critical = Annotated[
    bool, typer.Option("--critical", help="Products the Commission's three tests call critical, and the other's part.")
]
Bloc = Annotated[str, typer.Option(help="With --critical: count what comes from inside this bloc (EU) as not foreign.")]
TurnYears = Annotated[
    str | None, typer.Option("--turn", help="Two years, first:last: where A's lost sales to B went between them.")
]
By = Annotated[Literal["tonnes", "value"], typer.Option(help="With --turn and --product: what is compared.")]


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(measure)


def measure(
    a: A,
    b: B,
    *,
    product: Product = None,
    year: Year = None,
    only: Only = None,
    critical: Critical = False,
    bloc: Bloc = "",
    turn: TurnYears = None,
    by: By = "tonnes",
    form: Form = Format.TABLE,
    output: Output = None,
) -> None:
    """Measure the dependence of each of two countries on the other, from the data that ship and the packs you added."""
    _refuse_idle(
        {
            "--bloc without --critical": bool(bloc) and not critical,
            "--by without --turn and --product": by != "tonnes" and (turn is None or product is None),
            "--turn with --critical": turn is not None and critical,
            "--product with --critical": product is not None and critical,
            "--year with --turn": year is not None and turn is not None,
            "--measure with --turn or --critical": bool(only) and (turn is not None or critical),
        }
    )
    tie, years, keys = dyad(a, b), rows.years_of(year), tuple(only or ())
    title = f"{tie.a} and {tie.b}"
    if turn is not None:
        span = rows.years_of(turn) or ()
        found = rows.turn_rows(tie, product or "", (span[0], span[-1]), by)
        title = f"What {tie.a} no longer sold {tie.b}, {turn}: {product or 'all goods'}"
        emit(found, form=form, output=output, shown=_TURN, title=title)
    elif critical:
        if years and len(years) > 1:
            problem = "critical products are those of one year"
            raise UsageError(problem, subject=str(year), remedy="give one year")
        found = rows.critical_rows(tie, bloc=bloc, year=years[0] if years else None)
        emit(found, form=form, output=output, shown=_CRITICAL, title=f"Critical products: {title}")
    elif product is not None and not keys:
        found = rows.product_rows(tie, product, years)
        emit(found, form=form, output=output, shown=_PRODUCT, title=f"{title}: {product}")
    elif product is not None:
        found = rows.product_measure_rows(tie, product, keys, years)
        shown = _sides(tie.a, tie.b) | {"period": "year"}
        emit(found, form=form, output=output, shown=shown, title=f"{title}: {product}")
    else:
        found = rows.measure_rows(tie, keys, years)
        ratios = {"lopsidedness": "ratio", "more_dependent": "more"}
        shown = _sides(tie.a, tie.b) | ratios | {"period": "period"}
        emit(found, form=form, output=output, shown=shown, title=f"Dependence: {title}")


def _refuse_idle(said: Mapping[str, bool]) -> None:
    """Refuse options that would have no effect: whoever gave them believes they have one."""
    idle = next((words for words, given in said.items() if given), "")
    if idle:
        problem = f"{idle} would be ignored"
        raise UsageError(problem, subject="measure", remedy="leave one of them out, or see lopsided measure --help")


def _sides(a: str, b: str) -> dict[str, str]:
    return {"measure": "measure", "shown_a_on_b": f"{a} on {b}", "shown_b_on_a": f"{b} on {a}"}


_PRODUCT = {
    "exporter": "from",
    "importer": "to",
    "year": "year",
    "shown_value": "value",
    "shown_mass": "mass",
    "shown_share_of_imports": "of imports",
    "shown_share_of_exports": "of exports",
    "shown_rank": "rank",
}
_CRITICAL = {
    "buyer": "buyer",
    "product": "product",
    "name": "name",
    "shown_from_partner": "from the other",
    "shown_imports": "imports",
    "concentration": "HHI",
    "imports_to_exports": "imports/exports",
    "year": "year",
}
_TURN = {"went_to": "went to", "shown_part": "part of the loss", "amount": "amount", "unit": "unit"}
