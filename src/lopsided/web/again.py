"""A form that cannot be taken as it was filled in comes back so, with what is wrong told at its field."""

from __future__ import annotations

import functools
from datetime import date
from typing import TYPE_CHECKING

from fastapi.responses import Response

from lopsided.errors import InputError, LopsidedError, in_field
from lopsided.web import rendering
from lopsided.web.failures import failure_of, for_machines
from lopsided.web.theme import themed
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fastapi import Request

#: Characters of one field that are given back.
LONGEST = 100_000


def fields_of(request: Request) -> dict[str, str]:
    """Take the fields of an address as somebody filled them in, several of one name with commas between."""
    found: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        found[name] = f"{found[name]}, {value}" if name in found else value[:LONGEST]
    return found


def or_error(asked: Callable[..., object]) -> Callable[..., object]:
    """Hand over what cannot be asked instead of raising it, so that the page can tell it beside the form."""

    @functools.wraps(asked)
    def caught(*parts: object, **named: object) -> object:
        try:
            return asked(*parts, **named)
        except LopsidedError as error:
            return error

    return caught


def give_back(request: Request, error: LopsidedError, typed: Mapping[str, str], **page: object) -> Response:
    """Answer with a page whose form is as it was sent, and what is wrong with it.

    Parameters
    ----------
    request : Request
    error : LopsidedError
        Raised anew if the form has no part in it: the server is busy, or only shows, or a program asks.
    typed : mapping
        Field to what somebody put into it.
    **page
        What the page's template is given beside: ``page`` (its name), ``address``, ``asked``, ``c``.
    """
    failure = failure_of(error)
    if failure.status >= 500 or failure.status == 403 or for_machines(request.scope):
        raise error
    html = rendering.render(f"{page['page']}.html.j2", failure=failure, typed=typed, **page)
    body = themed(request, html.encode("utf-8", "replace"))
    return Response(body, 422, {"Cache-Control": "no-store", "Vary": "Cookie"}, "text/html; charset=utf-8")


def day(given: object, field: str) -> str:
    """Take a day from a field of a form; empty where none is given.

    Raises
    ------
    InputError
        If it is no day.
    """
    if not isinstance(given, str) or not given.strip():
        return ""
    try:
        return date.fromisoformat(given.strip()).isoformat()
    except ValueError as error:
        problem = say("reading.no_day")
        with in_field(field):
            raise InputError(problem, subject=given[:40], remedy=say("reading.no_day_remedy")) from error
