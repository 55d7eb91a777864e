"""What if: who cuts what with whom, and what a model makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from lopsided.api import what_if as api
from lopsided.api.simulations import assumptions, country_rows
from lopsided.api.what_if import Question
from lopsided.briefing.what_if import WhatIf, what_if
from lopsided.errors import UsageError
from lopsided.web.page import Page
from lopsided.web.words import say

if TYPE_CHECKING:
    from lopsided.api.what_if import Preset
    from lopsided.web.page import Row
    from lopsided.web.site import Site

Many = Annotated[list[str], Query()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the page shows.

    Attributes
    ----------
    asked : Question
    found : WhatIf or None
        None while nothing is asked.
    command : str
        Runs the downloaded scenario to the same numbers.
    rows : tuple of mapping
        One a country.
    """

    asked: Question
    found: WhatIf | None = None
    command: str = ""
    rows: tuple[Row, ...] = ()

    # Properties, so that machines are not given the form with every answer.
    @property
    def presets(self) -> tuple[tuple[Preset, str], ...]:
        """Questions worth starting from, and their addresses."""
        return tuple((preset, PAGE.address(preset.question)) for preset in api.presets())

    @property
    def choices(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """What can be chosen in the form."""
        return api.choices()

    @property
    def toml(self) -> str:
        """Address of the scenario as TOML."""
        return PAGE.address(self.asked, ".toml")


def asked(  # noqa: PLR0913, PLR0917 - one a field of the form
    who: Many = [],  # noqa: B006 - FastAPI makes a new one for every request
    whom: Many = [],  # noqa: B006
    sectors: Many = [],  # noqa: B006
    ways: str = "both",
    how: str = "stop",
    much: str = "0",
    leak: str = "0",
    closure: str = "transfers",
    elasticities: str = "uniform-5",
    economy: str = "",
    range: str = api.RANGE,  # noqa: A002 - the name in the address
    short: bool = False,  # noqa: FBT001, FBT002
) -> Question:
    """Ask what happens if one side sells the other nothing, less, or at a price; names in any spelling."""
    # What is no known way, shock or closure is refused by name in `question`.
    return api.question(
        Question(
            who=tuple(who),
            whom=tuple(whom),
            sectors=tuple(sectors),
            ways=ways,  # type: ignore[arg-type]
            how=how,  # type: ignore[arg-type]
            much=_number("much", much),
            leak=_number("leak", leak),
            closure=closure,  # type: ignore[arg-type]
            elasticities=elasticities.strip(),
            economy=economy,
            range=range.strip().replace(" ", ""),
            short=short,
        )
    )


def _number(key: str, text: str) -> float:
    try:
        return float(text.strip() or "0")
    except ValueError:
        problem = say("what_if.no_number", name=key)
        raise UsageError(problem, subject=text[:80], remedy=say("what_if.no_number_remedy")) from None


def contents(question: Question, _site: Site) -> Answered:
    """Run what is asked."""
    if question.empty:
        return Answered(asked=question)
    done = api.answer(question)
    assumed = [(row["assumption"], row["value"]) for row in assumptions(done)]
    return Answered(
        asked=question,
        found=what_if(done.scenario, done.long_run, done.short_run, assumed),
        command=api.command(question),
        rows=tuple(country_rows(done)),
    )


def rows(answered: Answered) -> list[Row]:
    """One row a country: change of real income, its range, wages, prices."""
    return list(answered.rows)


PAGE = Page(key="what_if", path="/what-if", asked=asked, contents=contents, rows=rows)
router = APIRouter()


@router.get(
    "/what-if.toml",
    operation_id="what_if_toml",
    summary=say("what_if.toml_summary"),
    tags=["twins"],
    response_class=Response,
    responses={200: {"content": {"application/toml": {"schema": {"type": "string"}}}}},
)
def toml(question: Annotated[Question, Depends(asked)]) -> Response:
    """Write the scenario as TOML, for ``lopsided simulate``."""
    if question.empty:
        problem = say("what_if.nothing_asked")
        raise UsageError(problem, remedy=say("what_if.nothing_asked_remedy"))
    disposition = 'attachment; filename="scenario.toml"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-cache"}
    return Response(api.toml(question), media_type="application/toml", headers=headers)
