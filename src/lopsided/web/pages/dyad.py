"""A dyad: reported, measured, simulated and checked, of any two countries."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from lopsided.briefing.compose import compose, told, verdicts
from lopsided.briefing.contents import Answer
from lopsided.briefing.numbers import of_materials
from lopsided.briefing.render import render
from lopsided.briefing.wording import capital
from lopsided.datasets.flows import FIRST_YEAR, LAST_YEAR
from lopsided.datasets.packs.manifest import stamp
from lopsided.errors import DossierError, UsageError, in_field
from lopsided.measures.pair import pair
from lopsided.web import dossiers
from lopsided.web.again_in_code import code_of
from lopsided.web.charts.materials import Look, materials
from lopsided.web.forms import respond
from lopsided.web.page import Page
from lopsided.web.tie import side, simulation, tie, traded
from lopsided.web.told_rows import told_rows
from lopsided.web.words import say

if TYPE_CHECKING:
    from lopsided.briefing.compose import Told
    from lopsided.briefing.contents import Chart, Side, Simulated
    from lopsided.web.again_in_code import Code
    from lopsided.web.page import Row
    from lopsided.web.site import Site

router = APIRouter()
Year = Annotated[int, Query(ge=FIRST_YEAR, le=LAST_YEAR)]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which tie, in which years, how it is to look, and whose articles.

    Attributes
    ----------
    a, b : str
        ISO3.
    since, until : int
        First and last year of the charts that have years.
    show : {"value", "share"}
    scale : {"linear", "log"}
    dossier : str
        Name of a dossier on offer; empty where there is none.
    """

    a: str
    b: str
    since: int = FIRST_YEAR
    until: int = LAST_YEAR
    show: Literal["value", "share"] = "value"
    scale: Literal["linear", "log"] = "linear"
    dossier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """What the page of a dyad shows.

    Attributes
    ----------
    told : Told or None
        What the dossier has on it.
    untold : str
        Why there is nothing reported.
    unchecked : str
        Why there is nothing checked.
    elsewhere : tuple of (str, str)
        Other dossiers that report on the two: name, and the address of this page with it.
    by_year : bool
        Whether years can be chosen: there are charts of them, or there would be in other years.
    verdicts : tuple of (str, int)
        How many checks came out how.
    rows : tuple of mapping
        The numbers, one a row.
    """

    a: Side
    b: Side
    answers: tuple[Answer, ...]
    told: Told | None
    untold: str
    unchecked: str
    elsewhere: tuple[tuple[str, str], ...]
    verdicts: tuple[tuple[str, int], ...]
    lopsidedness: str
    measured: tuple[Chart, ...]
    gaps: tuple[str, ...]
    simulated: Simulated
    dossiers: tuple[str, ...]
    by_year: bool
    years: tuple[int, int] = (FIRST_YEAR, LAST_YEAR)
    rows: tuple[Row, ...] = field(default=())


def asked(  # noqa: PLR0913 - what can be asked of a tie
    request: Request,
    a: str,
    b: str,
    *,
    since: Year = FIRST_YEAR,
    until: Year = LAST_YEAR,
    show: Literal["value", "share"] = "value",
    scale: Literal["linear", "log"] = "linear",
    dossier: str = "",
) -> Asked:
    """Ask for a tie by codes or names; without a dossier one that reports on it is taken."""
    site: Site = request.app.state.site
    if dossier:
        site.dossier(dossier)
    if since > until:
        problem = say("failures.backwards")
        with in_field("since"):
            raise UsageError(problem, subject=f"since={since}&until={until}", remedy=say("failures.backwards_remedy"))
    sides = pair(a, b)
    return Asked(*sides, since, until, show, scale, dossier or _taken(site, sides))


def _taken(site: Site, sides: tuple[str, str]) -> str:
    return dossiers.taken(site, lambda reach: reach.tells_of(*sides))


def contents(asked: Asked, site: Site) -> Dyad:
    """Put the four parts together."""
    a, b = side(asked.a), side(asked.b)
    measured = tie(a.id, b.id)
    simulated, simulated_line, simulated_rows = simulation(a.id, b.id)
    sold = traded(a.id, b.id, asked.since, asked.until)
    look = Look(asked.show, asked.scale)
    by_year = (*materials(sold, a, b, look), *materials(sold, b, a, look))
    found, untold, unchecked = _told(asked, site, (a, b))
    telling = dossiers.fitting(site, lambda reach: reach.tells_of(a.id, b.id))
    return Dyad(
        a=a,
        b=b,
        answers=(
            Answer("Reported", found.line if found else untold, "#reported"),
            Answer("Measured", measured.line, "#measured"),
            Answer("Simulated", simulated_line, "#simulated"),
        ),
        told=found,
        untold=untold,
        unchecked=unchecked,
        elsewhere=tuple((n, PAGE.address(replace(asked, dossier=n))) for n in telling if n != asked.dossier),
        verdicts=verdicts(found.checked) if found else (),
        lopsidedness=measured.lopsidedness,
        measured=(*measured.charts[:2], *by_year, *measured.charts[2:]),
        by_year=bool(by_year) or (asked.since, asked.until) != (FIRST_YEAR, LAST_YEAR),
        gaps=measured.gaps,
        simulated=simulated,
        dossiers=tuple(site.dossiers()),
        rows=(
            *measured.rows,
            *({"part": "measured", **row} for row in of_materials(sold)),
            *simulated_rows,
            *(told_rows(found, dossiers.held(site, asked.dossier), asked.dossier) if found else ()),
        ),
    )


def _told(asked: Asked, site: Site, sides: tuple[Side, Side]) -> tuple[Told | None, str, str]:
    """Gather what a dossier has on the tie, or say why there is nothing, reported and checked."""
    unchecked = say("dyad.checked_nothing")
    if not asked.dossier:
        return None, say("dyad.no_dossier"), unchecked
    try:
        held = dossiers.held(site, asked.dossier)
    except DossierError as error:
        return None, capital(f"{error}."), say("dyad.checked_unread", dossier=asked.dossier)
    found = told(sides, held)
    if found is None:
        return None, say("dyad.empty_dossier", dossier=asked.dossier), unchecked
    if not (found.reported.on_the_tie or found.claims):
        n = found.reported.documents
        if n == 1:
            return None, say("dyad.not_reported_by_one", dossier=asked.dossier), unchecked
        return None, say("dyad.not_reported", n=n, dossier=asked.dossier), unchecked
    return dossiers.linked(found, dossiers.home(asked.dossier), held.documents), "", unchecked


def rows(dyad: Dyad) -> tuple[Row, ...]:
    """Every number: measures, what surrounds the tie, raw materials by year, simulations, records and checks."""
    return dyad.rows


def code(asked: Asked, chart: Chart) -> Code:
    """Write the lines that make a chart's numbers again."""
    seller = chart.key.partition("-")[2]
    every = (asked.since, asked.until) == (FIRST_YEAR, LAST_YEAR)
    return code_of(
        "dyad",
        chart,
        {
            "a": asked.a,
            "b": asked.b,
            "other": asked.b if seller == asked.a else asked.a,
            "years": "" if every else f" --year {asked.since}:{asked.until}",
            "range": "" if every else f", years=range({asked.since}, {asked.until + 1})",
        },
    )


@router.get(
    "/dyads/{a}/{b}/brief.html",
    operation_id="brief",
    summary=say("api.brief"),
    tags=["briefs"],
    response_class=HTMLResponse,
)
async def brief(request: Request, a: str, b: str, dossier: str = "") -> Response:
    """Give the whole tie as one file to keep, print and send on; with a dossier that reports on it if none is named."""
    site: Site = request.app.state.site
    first, second = pair(a, b)
    chosen = dossier or await run_in_threadpool(_taken, site, (first, second))
    key = ("brief", first, second, chosen, dossiers.stamp_of(site), stamp())
    html = await site.once(key, lambda: _brief(site, first, second, chosen), "picture")  # most of it is drawn
    name = f'attachment; filename="{first}-{second}.html"'
    return respond(request, html, "text/html; charset=utf-8", {"Content-Disposition": name})


def _brief(site: Site, a: str, b: str, dossier: str) -> bytes:
    held = dossiers.held(site, dossier) if dossier else None
    return render(compose(a, b, held)).html.encode("utf-8", "replace")


PAGE = Page(
    key="dyad", path="/dyads/{a}/{b}", asked=asked, contents=contents, rows=rows, stamp=dossiers.stamp_of, code=code
)
