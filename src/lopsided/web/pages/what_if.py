"""What if: who cuts what with whom, and what a model makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from lopsided.api import what_if as api
from lopsided.api.simulated_rows import country_rows, group_rows
from lopsided.api.simulations import assumptions
from lopsided.api.what_if import MOST_PARTS, Question
from lopsided.briefing.what_if import WhatIf, what_if
from lopsided.errors import UsageError
from lopsided.web import what_if_form as form
from lopsided.web.again_in_code import Code
from lopsided.web.forms import respond
from lopsided.web.page import Page
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lopsided.api.simulations import Simulation
    from lopsided.api.what_if import Preset
    from lopsided.briefing.contents import Chart
    from lopsided.web.page import Row
    from lopsided.web.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is asked, and how many parts the form has room for."""

    question: Question
    room: int = 1


class Form:
    """What the form offers; properties, so that machines are not given it with every answer."""

    __slots__ = ()

    @property
    def presets(self) -> tuple[tuple[Preset, str], ...]:
        """Questions worth starting from, and their addresses."""
        return tuple((preset, PAGE.address(View(question=preset.question))) for preset in api.presets())

    @property
    def choices(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """What can be chosen in the form."""
        return api.choices()

    @property
    def plain(self) -> dict[str, str]:
        """What stands in a field that nothing was put into."""
        return form.PART | form.WHOLE

    @property
    def most(self) -> int:
        """Parts a question may have."""
        return MOST_PARTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Form):
    """What the page shows.

    Attributes
    ----------
    asked : Question
    room : int
        Parts the form shows.
    found : WhatIf or None
        None while nothing is asked.
    command : str
        Runs the downloaded scenario to the same numbers.
    assumed : mapping
        What the numbers hang on: closure, elasticities, range, residual, as values.
    rows : tuple of mapping
        One a country, then who takes over the trade, then sectors of those most concerned.
    """

    asked: Question
    room: int = 1
    found: WhatIf | None = None
    command: str = ""
    assumed: Mapping[str, object] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the form as they stand."""
        return form.filled(self.asked)

    @property
    def toml(self) -> str:
        """Address of the scenario as TOML."""
        return PAGE.address(View(question=self.asked), ".toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(Form):
    """What stands around a form that is given back."""

    fields: Mapping[str, str]
    room: int
    found: WhatIf | None = None


def asked(**given: Any) -> View:  # noqa: ANN401 - checked by FastAPI against the signature below
    """Ask what happens if one side sells the other nothing, less, or at a price; names in any spelling."""
    question = api.question(form.read(given))
    parts = max(len(question.parts), 1)
    return View(question=question, room=min(max(parts, given[form.ROOM]), MOST_PARTS))


# FastAPI reads the fields from here: six for every part, which nobody would want to read as parameters.
asked.__signature__ = form.signature()  # type: ignore[attr-defined]


def again(typed: Mapping[str, str]) -> tuple[View, Refused]:
    """Give the form back as it was filled in."""
    places = [n for n in range(1, MOST_PARTS + 1) for name in form.LISTS if typed.get(api.numbered(name, n))]
    wanted = typed.get(form.ROOM, "")
    room = min(int(wanted), MOST_PARTS) if wanted.isdecimal() and len(wanted) < 3 else 1
    return View(question=Question()), Refused(fields=typed, room=max([room, *places]))


def contents(view: View, _site: Site) -> Answered:
    """Run what is asked."""
    question = view.question
    if question.empty:
        return Answered(asked=question, room=view.room)
    done = api.answer(question)
    assumed = [(row["assumption"], row["value"]) for row in assumptions(done)]
    found = what_if(done.scenario, done.long_run, done.short_run, assumed)
    return Answered(
        asked=question,
        room=view.room,
        found=found,
        command=api.command(question),
        assumed=_assumed(question, done),
        rows=(
            *_incomes(done),
            *({"part": "diversion", **row} for chart in found.flows for row in chart.rows),
            *({"part": "sectors", **row} for chart in found.sectors for row in chart.rows),
        ),
    )


def _incomes(done: Simulation) -> list[Row]:
    """Name each change of real income as a value in its unit, as every other number has it; coalitions come after."""
    about = {"measure": "real_income_change", "unit": "fraction", "period": str(done.long_run.year)}
    parts = (("countries", country_rows(done)), ("groups", group_rows(done)))
    return [
        {"part": part, **row, **about, **_ends(row), "money_unit": done.long_run.unit}
        for part, rows in parts
        for row in rows
    ]


def _ends(row: Row) -> Row:
    """Take a change in per cent and its range for fractions."""
    named = {"value": "real_income_percent", "low": "low_percent", "high": "high_percent"}
    return {name: None if row[given] is None else row[given] / 100 for name, given in named.items()}


def _assumed(asked: Question, done: Simulation) -> Mapping[str, object]:
    outcome = done.long_run
    return {
        "economy": outcome.economy,
        "year": outcome.year,
        "unit": outcome.unit,
        "closure": outcome.closure,
        "elasticities": outcome.elasticities,
        "theta": dict(zip(outcome.sectors, outcome.theta, strict=True)),
        "range": asked.range,
        "range_over": outcome.band.over if outcome.band else "",
        "range_of": say("what_if.range_of"),
        "leakage": done.scenario.leakage,
        "deficits": done.scenario.deficits,
        "residual": outcome.residual,
        "iterations": outcome.iterations,
    }


def rows(answered: Answered) -> list[Row]:
    """Every number: countries' incomes with their ranges, wages and prices; trade taken over; output by sector."""
    return list(answered.rows)


def written(view: View) -> list[tuple[str, str]]:
    """Write what is asked into the address."""
    more = [(form.ROOM, str(view.room))] if view.room > max(len(view.question.parts), 1) else []
    return [*form.written(view.question), *more]


#: Which rows of a simulation a chart is made of, by what its key begins with; else those by country.
_ROWS = {"flow": ("diversion",), "sectors": ("sectors",), "world": ("countries", "groups")}


def code(view: View, chart: Chart) -> Code:
    """Write the command that makes the numbers again, from the scenario as it can be taken along."""
    of = _ROWS.get(chart.key.partition("-")[0], ("countries",))
    return Code(command=tuple(f"{api.command(view.question)} --rows {part}" for part in of))


PAGE: Page[View, Any] = Page(
    key="what_if", path="/what-if", asked=asked, contents=contents, rows=rows, written=written, again=again, code=code
)
router = APIRouter()


@router.get(
    "/what-if.toml",
    operation_id="what_if_toml",
    summary=say("what_if.toml_summary"),
    tags=["twins"],
    response_class=Response,
    responses={200: {"content": {"application/toml": {"schema": {"type": "string"}}}}},
)
def toml(request: Request, view: Annotated[View, Depends(asked)]) -> Response:
    """Write the scenario as TOML, for ``lopsided simulate``."""
    if view.question.empty:
        problem = say("what_if.nothing_asked")
        raise UsageError(problem, remedy=say("what_if.nothing_asked_remedy"))
    headers = {"Content-Disposition": 'attachment; filename="scenario.toml"'}
    return respond(request, api.toml(view.question).encode(), "application/toml", headers)
