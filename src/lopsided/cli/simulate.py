"""``lopsided simulate``: what happens if a tie breaks, or a coalition sanctions."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from lopsided.api import simulated_rows, simulations
from lopsided.api.dyads import dyad
from lopsided.api.lopsidedness import lopsidedness
from lopsided.cli.options import A, B, Form, Output, Scheduler
from lopsided.cli.output import Format, emit
from lopsided.cli.progress import counted
from lopsided.errors import UsageError
from lopsided.model.ranges import Spread
from lopsided.model.simulate import RANGE_OF_THETA, dyad_scenario
from lopsided.workers.choice import Workers, mapper_for

#: The two and the five others whose real income changes most; machines get every country.
MOST_SHOWN = 7
#: Rows of the diversion table on either end of a direction of trade.
DIVERTED_SHOWN = 3


COUNTRIES = {"country": "country", "name": "name", "real_income_percent": "real income, %"}
FIRST_ORDER = {
    "country": "country",
    "name": "name",
    "first_order_terms_of_trade_percent": "terms of trade, %",
    "first_order_volume_of_trade_percent": "volume of trade, %",
    "first_order_sum_percent": "sum, %",
}
DIVERSION = {"from": "from", "to": "to", "lost": "lost", "end": "end", "name": "who", "change": "change"}


class Group(TyperGroup):
    """Commands by name; a scenario file in their place is run."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - typer keeps its types private
        """Read ``simulate FILE.toml`` as ``simulate run FILE.toml``."""
        return super().resolve_command(ctx, ["run", *args] if args and args[0].endswith(".toml") else args)


app = typer.Typer(
    cls=Group,
    help="Simulate what a break of the tie, or a scenario in a TOML file, would cost, and whom.",
    no_args_is_help=True,
    subcommand_metavar="COMMAND|SCENARIO.toml [ARGS]...",
)


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


class Sectors(StrEnum):
    """How many sectors the economy has."""

    ONE = "one"
    ALL = "all"


class Rows(StrEnum):
    """What is written for a machine."""

    GROUPS = "groups"
    COUNTRIES = "countries"
    DIVERSION = "diversion"
    SECTORS = "sectors"
    TRADE = "trade"


SHOWN = {
    Rows.GROUPS: {
        "group": "group",
        "real_income_percent": "real income, %",
        "low_percent": "lowest",
        "high_percent": "highest",
        "short_run_percent": "first year",
    },
    Rows.COUNTRIES: {**COUNTRIES, "real_wages_percent": "real wages, %", "prices_percent": "prices, %"},
    Rows.DIVERSION: DIVERSION,
    Rows.SECTORS: {
        "country": "country",
        "sector": "sector",
        "output_before": "output before",
        "output_after": "after",
        "quantity_percent": "quantity, %",
        "producer_price_percent": "price, %",
    },
    Rows.TRADE: {
        "exporter": "exporter",
        "importer": "importer",
        "sector": "sector",
        "before": "before",
        "after": "after",
    },
}

Closures = Annotated[ClosureName, typer.Option(help="What becomes of trade deficits.")]
Range = Annotated[str | None, typer.Option("--range", help="Elasticities the range runs over, lowest:highest.")]
Draws = Annotated[
    int | None, typer.Option(min=1, help="Give a range over this many draws of the elasticities instead.")
]
Seed = Annotated[int, typer.Option(min=0, help="Seed of the draws.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes, for draws by sector.")]
BySector = Annotated[bool, typer.Option("--by-sector", help="Draw for each sector on its own: slower.")]
ECONOMIES = "2022, 2019, one-sector, 2019-one-sector, or a file: .npz, or a table; see docs/model.md."
Economy = Annotated[str, typer.Option(help=ECONOMIES)]
ShortRun = Annotated[bool, typer.Option(help="Show the first year beside the long run.")]
Part = Annotated[Rows | None, typer.Option("--rows", help="Write only this part of the result.")]


def add_to(main: typer.Typer) -> None:
    """Add the group to the application."""
    main.add_typer(app, name="simulate")


@app.command("break-up")
def break_up(
    a: A,
    b: B,
    direction: Annotated[Cut, typer.Option(help="Which trade stops.")] = Cut.BOTH,
    sectors: Annotated[Sectors, typer.Option(help="One sector, or all industries and their inputs.")] = Sectors.ONE,
    elasticities: Annotated[
        str, typer.Option("--elasticities", "--theta", help="Trade elasticity: a number, or a set's name.")
    ] = "5",
    closure: Closures = ClosureName.TRANSFERS,
    over: Range = None,
    draws: Draws = None,
    seed: Seed = 0,
    by_sector: BySector = False,
    jobs: Jobs = 1,
    scheduler: Scheduler = None,
    short_run: ShortRun = True,
    economy: Economy = "2022",
    part: Part = None,
    form: Form = Format.TABLE,
    output: Output = None,
) -> None:
    """Stop trade between two countries and solve the world economy again. A simulation, not an observation.

    With one sector the range is over elasticities from 2 to 8.28 unless another is asked for.
    """
    world = simulations.economy_named(economy)
    world = world if sectors is Sectors.ALL else world.one_sector()
    ends = (a, b) if {a, b} <= set(world.countries) else (dyad(a, b).a, dyad(a, b).b)
    chosen = simulations.elasticities_named(elasticities)
    scenario = dyad_scenario(*ends, direction=direction.value, closure=closure.value, elasticities=chosen)
    asked = _asked(over, draws, seed, by_sector=by_sector, short_run=short_run)
    if over is None and draws is None and sectors is Sectors.ONE:
        asked = replace(asked, thetas=RANGE_OF_THETA)
    with counted("solving") as told, mapper_for(Workers(jobs=jobs, scheduler=scheduler)) as mapper:
        done = simulations.simulate(world, scenario, asked, told, mapper)
    if part is None and form is Format.TABLE and output is None:
        brief = [row for row in simulations.assumptions(done) if row["value"] not in done.long_run.caveats]
        emit(brief, form=form, title="Simulated, not observed. Assumptions:")
        _show_countries(done)
        Console(soft_wrap=True).print(lopsidedness(done), markup=False, highlight=False)
        return
    _write(done, part or Rows.COUNTRIES, form, output)


@app.command("run")
def run(
    scenario: Annotated[Path, typer.Argument(help="Scenario in TOML; see docs/model.md and examples/scenarios.")],
    economy: Annotated[str | None, typer.Option(help=f"{ECONOMIES} Instead of the scenario's; else 2022.")] = None,
    elasticities: Annotated[
        str | None, typer.Option(help="Instead of the scenario's: a number, or a set's name.")
    ] = None,
    closure: Annotated[
        ClosureName | None, typer.Option(help="Instead of the scenario's: what becomes of trade deficits.")
    ] = None,
    over: Range = None,
    draws: Draws = None,
    seed: Seed = 0,
    by_sector: BySector = False,
    jobs: Jobs = 1,
    scheduler: Scheduler = None,
    short_run: ShortRun = True,
    part: Part = None,
    form: Form = Format.TABLE,
    output: Output = None,
) -> None:
    """Run a scenario: cuts, tariffs, coalitions, sectors, leakage. A simulation, not an observation."""
    what = simulations.revised(
        simulations.read_scenario(scenario), None if closure is None else closure.value, elasticities
    )
    asked = _asked(over, draws, seed, by_sector=by_sector, short_run=short_run)
    world = simulations.economy_named(economy or what.economy or "2022")
    with counted("solving") as told, mapper_for(Workers(jobs=jobs, scheduler=scheduler)) as mapper:
        done = simulations.simulate(world, what, asked, told, mapper)
    if part is None and form is Format.TABLE and output is None:
        _show(done)
        return
    _write(done, part or Rows.COUNTRIES, form, output)


def _asked(over: str | None, draws: int | None, seed: int, *, by_sector: bool, short_run: bool) -> simulations.Asked:
    if over is not None and draws is not None:
        problem = "a range over elasticities and a range over draws were both asked for"
        raise UsageError(problem, remedy="give --range or --draws")
    if by_sector and draws is None:
        problem = "--by-sector says how elasticities are drawn, and no draws were asked for"
        raise UsageError(problem, remedy="add --draws 100")
    return simulations.Asked(
        short_run=short_run,
        thetas=() if over is None else simulations.thetas_named(over),
        spread=None if draws is None else Spread(draws=draws, seed=seed, by_sector=by_sector),
    )


def _show(done: simulations.Simulation) -> None:
    """Show assumptions first, then who gains and loses, the first-order parts apart, and who takes over the trade."""
    emit(simulations.assumptions(done), form=Format.TABLE, title="Simulated, not observed. Assumptions:")
    _show_countries(done)
    split = simulated_rows.country_rows(done)[:MOST_SHOWN]
    emit(
        split,
        form=Format.TABLE,
        shown=FIRST_ORDER,
        title="Terms and volume of trade to first order: not the exact change, nor what dearer trade costs",
    )
    moved = simulated_rows.diversion_rows(done, DIVERTED_SHOWN)
    if moved:
        emit(moved, form=Format.TABLE, shown=DIVERSION, title=f"Who takes over the trade, {done.long_run.unit}")


def _show_countries(done: simulations.Simulation) -> None:
    more: dict[str, str] = {}
    if done.long_run.band is not None:
        more |= {"low_percent": "lowest", "high_percent": "highest"}
    if done.short_run is not None:
        more |= {"short_run_percent": "first year"}
    shown = COUNTRIES | more
    found = simulated_rows.country_rows(done)[:MOST_SHOWN]
    if any(row["flags"] for row in found):
        shown |= {"flags": "artefact"}
    named = len(simulations.named_parties(done))
    others = {
        0: "Change of real income: those that change most",
        2: "Change of real income: the two, and the five others that change most",
    }
    title = others.get(named, "Change of real income: those named, and others that change most")
    emit(found, form=Format.TABLE, shown=shown, title=title)
    together = {"group": "together", "real_income_percent": "real income, %"} | more
    emit(simulated_rows.group_rows(done), form=Format.TABLE, shown=together)


def _write(done: simulations.Simulation, part: Rows, form: Format, output: Path | None) -> None:
    emit(
        simulated_rows.part_rows(done, part.value),
        form=form,
        output=output,
        shown=SHOWN[part],
        title="Simulated, not observed",
    )
