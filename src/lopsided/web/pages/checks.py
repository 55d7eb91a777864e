"""Checks of a dossier: reported figures beside the data, by verdict, speaker, tie and measure; people rule on them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from lopsided.api.rulings import rule
from lopsided.briefing.articles import quote, reference
from lopsided.checks.check import VERDICTS
from lopsided.checks.verdict import texts
from lopsided.errors import UnknownNameError, UsageError, in_field
from lopsided.records.kinds import Figure
from lopsided.records.store import Verdict as Judgement
from lopsided.terms.actors import actor
from lopsided.web import dossiers
from lopsided.web.checking import Shown, Told, rows_of, shown
from lopsided.web.page import Page
from lopsided.web.reading.listing import page_of
from lopsided.web.words import say
from lopsided.web.writing import WritingRoute

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lopsided.web.page import Row
    from lopsided.web.site import Site

#: Checks on one page.
A_PAGE = 20
#: What data speak to comes first.
_ORDER = {verdict: place for place, verdict in enumerate(("disagrees", "depends", "close", "agrees"))}
_LONGEST_NOTE = 2000
_SIDES = 2
Chosen = Literal["", "agrees", "close", "disagrees", "depends", "cannot be checked"]
Short = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which dossier, and which of its checks; what is empty asks for all.

    Attributes
    ----------
    dossier : str
        Empty if there is none on offer.
    verdict, speaker, tie, measure : str
    page : int
        From 1.
    """

    dossier: str = ""
    verdict: Chosen = ""
    speaker: str = ""
    tie: str = ""
    measure: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: as asked, in words, and how many checks it leaves."""

    value: str
    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the page shows.

    Attributes
    ----------
    dossier : str
        The one shown; empty if there is none on offer.
    dossiers : tuple of str
    choices : mapping
        Filter to its values.
    counts : tuple of (str, int)
        Checks by verdict, in all.
    checks : tuple of Shown
        On this page.
    found, all, pages : int
    may_rule : bool
    rows : tuple of mapping
        All that fit.
    """

    dossier: str
    dossiers: tuple[str, ...]
    choices: dict[str, tuple[Choice, ...]]
    counts: tuple[tuple[str, int], ...]
    checks: tuple[Shown, ...]
    found: int
    all: int
    pages: int
    may_rule: bool
    rulings: tuple[str, ...] = get_args(Judgement)
    rows: tuple[Row, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Only:
    """Which checks alone are wanted, as the address has it."""

    verdict: Chosen = ""
    speaker: Short = ""
    tie: Short = ""
    measure: Short = ""


def asked(
    request: Request,
    only: Annotated[Only, Depends()],
    *,
    dossier: Short = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Asked:
    """Ask for checks, of a dossier that has such if none is named; what no dossier could have is refused here."""
    site: Site = request.app.state.site
    if dossier:
        site.dossier(dossier)
    with in_field("tie"):
        tie = _tie(only.tie)
    if only.measure and only.measure not in texts():
        kind = "measure"
        with in_field(kind):
            raise UnknownNameError(kind, only.measure, texts())
    return Asked(
        dossier=dossier or dossiers.taken(site, lambda reach: reach.has_figures(tie)),
        verdict=only.verdict,
        speaker=only.speaker,
        tie=tie,
        measure=only.measure,
        page=page,
    )


def _tie(text: str) -> str:
    if not text:
        return ""
    sides = [side.strip() for side in text.split("-")]
    if len(sides) != _SIDES:
        problem = say("failures.no_tie")
        raise UsageError(problem, subject=text, remedy=say("failures.no_tie_remedy"))
    return "-".join(actor(side).id for side in sides)


def contents(asked: Asked, site: Site) -> Contents:
    """Set out the checks that fit."""
    name = asked.dossier
    every = _every(site, name) if name else ()
    fitting = [c for c in every if _fits(c, asked)]
    pages = page_of(asked.page, len(fitting), A_PAGE)
    first = (asked.page - 1) * A_PAGE
    counted = Counter(c.verdict for c in every)
    return Contents(
        dossier=name,
        dossiers=tuple(site.dossiers()),
        choices={
            "verdict": _choices(every, "verdict"),
            "speaker": _choices(every, "speaker"),
            "tie": _choices(every, "tie"),
            "measure": _choices(every, "measure"),
        },
        counts=tuple((verdict, counted[verdict]) for verdict in (*_ORDER, "cannot be checked")),
        checks=tuple(fitting[first : first + A_PAGE]),
        found=len(fitting),
        all=len(every),
        pages=pages,
        may_rule=not site.settings.read_only,
        rows=tuple(row for c in fitting for row in rows_of(c)),
    )


def _every(site: Site, name: str) -> tuple[Shown, ...]:
    held = dossiers.held(site, name)
    documents = {d.document: d for d in held.documents}
    figures = {r.id: r for r in held.records if isinstance(r, Figure)}
    found = sorted(
        (c for c in held.checks if c.figure in figures and c.document in documents),
        key=lambda c: (_ORDER.get(c.verdict, len(VERDICTS)), c.document, figures[c.figure].span),
    )
    return dossiers.linked(
        tuple(
            shown(
                check,
                Told(
                    quote=quote(figures[check.figure], documents),
                    figure=figures[check.figure],
                    document=documents[check.document],
                    where=reference(figures[check.figure], documents),
                    ruling=held.rulings.get(check.figure),
                    dossier=name,
                ),
            )
            for check in found
        ),
        dossiers.home(name),
        held.documents,
    )


def _fits(check: Shown, asked: Asked) -> bool:
    wanted = {"verdict": asked.verdict, "speaker": asked.speaker, "tie": asked.tie, "measure": asked.measure}
    return all(not value or getattr(check, name) == value for name, value in wanted.items())


def _choices(checks: Iterable[Shown], name: str) -> tuple[Choice, ...]:
    found = Counter(getattr(check, name) for check in checks)
    names = {check.tie: check.tie_name for check in checks}
    written = {"tie": names, "measure": {m: m.replace("_", " ") for m in texts()}}.get(name, {})
    return tuple(
        Choice(value, written.get(value, value), count)
        for value, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        if value
    )


def rows(found: Contents) -> tuple[Row, ...]:
    """One row a check, all that fit, and one for each finding and simulation beside it."""
    return found.rows


def written(asked: Asked) -> list[tuple[str, str]]:
    """Write what is asked into the address, whose dossier is named: which one changed last is another one tomorrow."""
    told = {name: str(getattr(asked, name)) for name in ("dossier", "verdict", "speaker", "tie", "measure")}
    return [(name, value) for name, value in told.items() if value] + (
        [("page", str(asked.page))] if asked.page > 1 else []
    )


PAGE = Page(
    key="checks", path="/checks", asked=asked, contents=contents, rows=rows, stamp=dossiers.stamp_of, written=written
)

router = APIRouter(route_class=WritingRoute)


@router.post(
    "/checks/{dossier}/rulings",
    operation_id="rule",
    summary=say("api.ruling"),
    tags=["actions"],
    status_code=303,
    response_class=RedirectResponse,
)
async def keep_ruling(
    request: Request,
    dossier: str,
    figure: Annotated[str, Form(pattern="^[0-9a-f]{16}$")],
    ruling: Annotated[Judgement, Form()],
    note: Annotated[str, Form(max_length=_LONGEST_NOTE)] = "",
    back: Annotated[str, Form(max_length=2000)] = "",
) -> RedirectResponse:
    """Keep what a person says of a check, and go back to it."""
    site: Site = request.app.state.site
    path = site.dossier(dossier)

    def kept() -> Any:  # noqa: ANN401 - nothing is done with it
        with dossiers.ONE_AT_A_TIME:
            return rule(path, figure, ruling, note.strip())

    await run_in_threadpool(kept)
    local = back.startswith("/checks?") and back.isprintable()
    return RedirectResponse(f"{back if local else PAGE.address(Asked(dossier=dossier))}#c-{figure}", status_code=303)
