"""Addresses about the app itself: is it well, which version, the shared style sheet, light or dark."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from lopsided.web.forms import respond
from lopsided.web.theme import THEME_COOKIE
from lopsided.web.words import say

if TYPE_CHECKING:
    from fastapi import FastAPI

_YEAR = 31_536_000


async def health() -> dict[str, str]:
    """Say that the app runs, from the event loop: whoever asks waits for no thread, however many pages are made."""
    return {"status": "ok"}


async def version_() -> dict[str, str]:
    """Say which version runs, at once as well."""
    return {"lopsided": version("lopsided")}


def style(request: Request) -> Response:
    """Give the style sheet that the pages share with the brief."""
    text = files("lopsided.briefing").joinpath("templates/style.css").read_bytes()
    return respond(request, text, "text/css; charset=utf-8", {})


def theme(chosen: Annotated[Literal["auto", "light", "dark"], Form()], back: Annotated[str, Form()] = "/") -> Response:
    """Keep the visitor's choice of light or dark, and go back to the page."""
    # Only ever to a page of ours: "//elsewhere" and "/\elsewhere" are addresses of others.
    local = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    response = RedirectResponse(back if local else "/", status_code=303)
    response.set_cookie(THEME_COOKIE, chosen, max_age=_YEAR, httponly=True, samesite="lax")
    return response


def add_to(app: FastAPI) -> None:
    """Add them to the app."""
    app.get("/health", tags=["service"], operation_id="health", summary=say("api.health"))(health)
    app.get("/version", tags=["service"], operation_id="version", summary=say("api.version"))(version_)
    app.get("/style.css", include_in_schema=False)(style)
    app.post(
        "/theme",
        tags=["actions"],
        operation_id="theme",
        summary=say("api.theme"),
        status_code=303,
        response_class=RedirectResponse,
    )(theme)
