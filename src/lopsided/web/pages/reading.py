"""Reading what a visitor gives: the form, how far it is, what came of it, and keeping it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from lopsided.api.saving import save
from lopsided.errors import DossierError, InputError, LopsidedError, UsageError, in_field
from lopsided.web import dossiers
from lopsided.web.again import day, give_back
from lopsided.web.page import Page
from lopsided.web.places import hidden
from lopsided.web.reading.fit import demand_text
from lopsided.web.reading.listing import Line, lines_of
from lopsided.web.reading.names import dossier_name
from lopsided.web.reading.reached import held_reading, stamp_of_readings
from lopsided.web.words import say
from lopsided.web.writing import WritingRoute

if TYPE_CHECKING:
    from pathlib import Path

    from lopsided.web.page import Row
    from lopsided.web.reading.room import State
    from lopsided.web.site import Site

MOST_FILES = 100


@dataclass(frozen=True, slots=True)
class AskedForm:
    """Nothing is asked of the form."""


@dataclass(frozen=True, slots=True)
class FormShown:
    """What the form says.

    Attributes
    ----------
    read_only : bool
        Nothing can be handed in here.
    megabytes : float
        Largest that can be handed in.
    """

    read_only: bool
    megabytes: float
    files: int = MOST_FILES


@dataclass(frozen=True, slots=True)
class Asked:
    """Which reading."""

    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How far a reading is, and what came of it.

    Attributes
    ----------
    state : {"waiting", "reading", "done", "failed"}
    names : tuple of str
        Of what was handed in.
    read, aside : int
        Articles so far.
    share : float
        Of the bytes, 0 to 1.
    last : str
        Name of the article dealt with last.
    problem : str
        Why it failed.
    lines : tuple of Line
    left_out : tuple of (str, str)
        Articles set aside, and why.
    dossiers : tuple of str
        Where it may be kept; empty with ``may_save`` false.
    """

    state: State
    names: tuple[str, ...]
    read: int
    aside: int
    share: float
    last: str
    problem: str = ""
    lines: tuple[Line, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    dossiers: tuple[str, ...] = ()
    may_save: bool = False


def asked_form() -> AskedForm:
    """Ask for the form."""
    return AskedForm()


def contents_form(_asked: AskedForm, site: Site) -> FormShown:
    """Say what can be handed in."""
    return FormShown(site.settings.read_only, site.settings.upload_bytes / 1e6)


def rows_form(shown: FormShown) -> list[Row]:
    """Return the limits."""
    return [{"read_only": shown.read_only, "megabytes": shown.megabytes, "files": shown.files}]


def asked(request: Request, reading: str) -> Asked:
    """Ask for a reading; one that is forgotten is refused here."""
    site: Site = request.app.state.site
    return Asked(site.readings.find(reading).id)


def contents(asked: Asked, site: Site) -> Shown:
    """Say how far it is, and list what was read once it is done."""
    found = site.readings.find(asked.reading)
    steps, state = list(found.steps), found.state
    held = held_reading(site, asked.reading) if state == "done" else None
    return Shown(
        state=state,
        names=found.names,
        read=sum(step.outcome == "read" for step in steps),
        aside=sum(step.outcome == "aside" for step in steps),
        share=steps[-1].share if steps else 0.0,
        last=steps[-1].name if steps else "",
        problem=str(found.failed) if found.failed else "",
        lines=lines_of(held, f"/readings/{asked.reading}") if held else (),
        left_out=tuple(held.aside.items()) if held else (),
        dossiers=tuple(site.dossiers()),
        may_save=not site.settings.read_only and site.settings.dossiers is not None,
    )


def rows(shown: Shown) -> list[Row]:
    """One row a document, those set aside with the reason; one alone where the reading failed."""
    read = [
        {
            "state": "read",
            "document": line.name,
            "id": line.id,
            "title": line.title,
            "published": line.published,
            "publisher": line.publisher,
            "copy_of": line.copy_of,
            **dict(line.records),
            "reason": "",
        }
        for line in shown.lines
    ]
    aside = [{"state": "set aside", "document": name, "reason": reason} for name, reason in shown.left_out]
    if shown.problem:
        return [{"state": "failed", "document": "; ".join(shown.names), "reason": shown.problem}]
    unread = [{"state": shown.state, "document": name} for name in shown.names] if shown.state != "done" else []
    return [*read, *aside, *unread]


def _stamp(site: Site) -> object:
    return stamp_of_readings(site), dossiers.stamp_of(site)


FORM = Page(key="read", path="/read", asked=asked_form, contents=contents_form, rows=rows_form)
PAGE = Page(key="reading", path="/readings/{reading}", asked=asked, contents=contents, rows=rows, stamp=_stamp)

router = APIRouter(route_class=WritingRoute)


HANDED_IN = {
    "type": "object",
    "properties": {
        "text": {"type": "string"},
        "files": {"type": "array", "maxItems": MOST_FILES, "items": {"type": "string", "format": "binary"}},
        "published": {"type": "string"},
    },
}


@router.post(
    "/read",
    operation_id="hand_in",
    summary=say("api.read"),
    tags=["actions"],
    status_code=303,
    response_class=RedirectResponse,
    openapi_extra={"requestBody": {"content": {"multipart/form-data": {"schema": HANDED_IN}}}},
)
async def take_in(request: Request) -> Response:
    """Take articles in and go on to where their reading can be watched."""
    site: Site = request.app.state.site
    typed: dict[str, str] = {}
    try:
        files = await _handed_in(request, typed)
        published = day(typed["published"], "published")
        await run_in_threadpool(demand_text, files, "text" if typed["text"].strip() else "files")
        with in_field("text"):
            reading = await run_in_threadpool(site.readings.take, files, published or None)
    except LopsidedError as error:
        c = contents_form(AskedForm(), site)
        return give_back(request, error, typed, page=FORM.key, address=FORM.path, asked=AskedForm(), c=c)
    return RedirectResponse(f"/readings/{reading.id}", status_code=303)


async def _handed_in(request: Request, typed: dict[str, str]) -> list[tuple[str, bytes]]:
    """Take names and contents of files out of a form, and what was typed into its fields."""
    most = request.app.state.site.settings.upload_bytes
    try:
        async with request.form(max_files=MOST_FILES, max_fields=8, max_part_size=most) as form:
            # A form with no file chosen sends one without a name.
            chosen = [p for p in form.getlist("files") if isinstance(p, UploadFile) and (p.filename or p.size)]
            files = [(part.filename or "", await part.read()) for part in chosen]
            typed |= {name: str(form.get(name, "")) for name in ("text", "published")}
    except HTTPException as error:
        if error.status_code != HTTPStatus.BAD_REQUEST:
            raise
        problem = say("reading.too_many", said=str(error.detail).rstrip(".").lower())
        remedy = say("reading.too_many_remedy", files=MOST_FILES, megabytes=f"{most / 1e6:g}")
        with in_field("files"):
            raise InputError(problem, remedy=remedy) from error
    if typed["text"].strip():
        files.insert(0, (say("read.pasted_name"), typed["text"].encode("utf-8", "surrogatepass")))
    return files


@router.post(
    "/readings/{reading}/forget",
    operation_id="forget",
    summary=say("api.forget"),
    tags=["actions"],
    status_code=303,
    response_class=RedirectResponse,
)
async def forget(request: Request, reading: str) -> RedirectResponse:
    """End a reading and throw away what was handed in, as its reader wants it."""
    site: Site = request.app.state.site
    await run_in_threadpool(site.readings.forget, reading)
    site.forget()
    dossiers.forget()
    return RedirectResponse(FORM.path, status_code=303)


@router.post(
    "/readings/{reading}/save",
    operation_id="save",
    summary=say("api.save"),
    tags=["actions"],
    status_code=303,
    response_class=RedirectResponse,
)
async def keep(
    request: Request,
    reading: str,
    name: Annotated[str, Form(max_length=200)] = "",
    into: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Keep what was read: in a new dossier of this name, or in one that is there."""
    site: Site = request.app.state.site
    held_reading(site, reading)
    try:
        with in_field("into" if into and not name.strip() else "name"):
            kept = await run_in_threadpool(_save, site, reading, name, into)
    except LopsidedError as error:
        asked = Asked(reading)
        twins = {ending: PAGE.address(asked, f".{ending}") for ending in ("json", "csv")}
        about = {"page": PAGE.key, "address": PAGE.address(asked), "asked": asked, "twins": twins}
        return give_back(
            request, error, {"name": name, "into": into}, c=await run_in_threadpool(contents, asked, site), **about
        )
    return RedirectResponse(dossiers.home(kept), status_code=303)


def _save(site: Site, reading: str, name: str, into: str) -> str:
    folder = site.settings.dossiers
    if folder is None:
        problem = say("reading.no_folder")
        raise DossierError(problem, remedy=say("reading.no_folder_remedy"))
    # What is looked for is there until it is written: two tabs may give one name.
    with dossiers.ONE_AT_A_TIME, hidden({folder: say("dossiers.folder")}):
        chosen = _new(site, name) if name.strip() else into
        path = folder / f"{chosen}.duckdb" if name.strip() else _known(site, into)
        save(site.readings.find(reading).dossier, path)
    return chosen


def _new(site: Site, name: str) -> str:
    chosen = dossier_name(name)
    if chosen.casefold() in {known.casefold() for known in site.dossiers()}:
        problem = say("reading.name_taken")
        raise UsageError(problem, subject=chosen, remedy=say("reading.name_taken_remedy"))
    return chosen


def _known(site: Site, into: str) -> Path:
    if not into:
        problem = say("reading.no_name")
        raise UsageError(problem, remedy=say("reading.no_name_remedy"))
    return site.dossier(into)
