"""Search: what some words may mean, and the way straight there where they can only mean one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse

from lopsided.web.dossiers import stamp_of
from lopsided.web.jump import Match, best, matches
from lopsided.web.page import Page, Row
from lopsided.web.site import Site
from lopsided.web.words import say

Words = Annotated[str, Query(max_length=200)]
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for."""

    q: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, the likeliest first."""

    q: str
    matches: tuple[Match, ...]


def asked(q: Words = "") -> Asked:
    """Search for words."""
    return Asked(" ".join(q.split()))


def contents(asked: Asked, site: Site) -> Found:
    """Find what the words may mean."""
    return Found(asked.q, matches(asked.q, site))


def rows(found: Found) -> list[Row]:
    """One row a match."""
    return [{"kind": m.kind, "label": m.label, "address": m.address} for m in found.matches]


@router.get(
    "/go",
    operation_id="go",
    summary=say("api.go"),
    tags=["actions"],
    status_code=303,
    response_class=RedirectResponse,
)
def go(request: Request, q: Words = "", a: Words = "", b: Words = "") -> RedirectResponse:
    """Lead to what the words can only mean, else to what they may mean."""
    words = f"{a} - {b}" if a or b else q
    found = best(words, request.app.state.site)
    return RedirectResponse(found.address if found else f"/find?{urlencode({'q': q or f'{a} {b}'.strip()})}", 303)


PAGE = Page(key="find", path="/find", asked=asked, contents=contents, rows=rows, stamp=stamp_of)
