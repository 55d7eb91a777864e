"""One shape for every failure, for machines and for people; never a traceback."""

from __future__ import annotations

import logging
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException

from lopsided.errors import (
    DossierError,
    InputError,
    LopsidedError,
    MissingDataError,
    SolveError,
    UnknownNameError,
    UsageError,
)
from lopsided.web.places import hide
from lopsided.web.rendering import render
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI, Request, Response
    from starlette.types import Scope

log = logging.getLogger("lopsided.web")


class BusyError(LopsidedError):
    """The page takes longer than allowed, or too many are waiting; it is worked on all the same."""

    def __init__(self) -> None:
        super().__init__(say("failures.busy"), remedy=say("failures.busy_remedy"))


class ReadOnlyError(LopsidedError):
    """Something would be written, and this server only shows."""

    def __init__(self) -> None:
        super().__init__(say("failures.read_only"), remedy=say("failures.read_only_remedy"))


#: Addresses without an ending that only programs ask.
FOR_MACHINES = frozenset({"/health", "/version"})
#: What the answer says beside the failure, by status; a body that is not taken whole ends the connection.
HEADERS: dict[int, dict[str, str]] = {
    401: {"WWW-Authenticate": 'Bearer realm="lopsided"'},
    408: {"Connection": "close"},
    413: {"Connection": "close"},
    503: {"Retry-After": "5"},
}
#: Status by class, the most special first.
STATUS: tuple[tuple[type[LopsidedError], int], ...] = (
    (BusyError, 503),
    (ReadOnlyError, 403),
    (UnknownNameError, 404),
    (MissingDataError, 404),
    (UsageError, 422),
    (InputError, 422),
    (SolveError, 422),
    (DossierError, 409),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What went wrong, as every form tells it.

    Attributes
    ----------
    status : int
        HTTP status.
    code : str
        Stable name of the kind of failure.
    problem, subject, remedy : str
        What, where, what to do.
    field : str
        Part of the address, or field of the form, that it is about.
    """

    status: int
    code: str
    problem: str
    subject: str = ""
    remedy: str = ""
    field: str = ""

    @property
    def sentence(self) -> str:
        """The three parts in one sentence."""
        return str(LopsidedError(self.problem, subject=self.subject, remedy=self.remedy))


def failure_of(error: Exception) -> Failure:
    """Say an exception as a failure; what we did not foresee is told without its words."""
    if isinstance(error, LopsidedError):
        status = next((number for kind, number in STATUS if isinstance(error, kind)), 500)
        code = re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__.removesuffix("Error")).lower()
        told = {"problem": error.problem, "subject": error.subject, "remedy": error.remedy, "field": error.field}
        # An unknown name in an address leads nowhere; one in a field is to be mended there.
        return Failure(status=422 if error.field and status < 500 else status, code=code, **told)
    if isinstance(error, RequestValidationError):
        return _invalid(error.errors()[0])
    if isinstance(error, HTTPException):
        if error.status_code == 400:  # the framework's word for a form that is none, or has too much in it
            problem, remedy = say("failures.form", said=error.detail.rstrip(".").lower()), say("failures.form_remedy")
            return Failure(status=400, code="form", problem=problem, remedy=remedy)
        name = {404: "missing", 405: "method"}.get(error.status_code, "refused")
        return Failure(status=error.status_code, code=name, problem=say(f"failures.{name}"))
    return Failure(status=500, code="ours", problem=say("failures.ours"), remedy=say("failures.ours_remedy"))


def _invalid(found: Mapping[str, Any]) -> Failure:
    """Say what the framework refuses in our words: what was given, and what would be taken."""
    where, given = ".".join(str(part) for part in found["loc"][1:]), str(found.get("input", ""))
    kind = found["type"] if found["type"] in _INVALID else "other"
    allowed = next((str(v) for k, v in found.get("ctx", {}).items() if k in _INVALID.values()), found["msg"])
    problem, remedy = (say(f"failures.invalid_{kind}{part}", allowed=allowed) for part in ("", "_remedy"))
    told = f"{where}: {given[:_LONGEST]}" if kind != "missing" else where
    return Failure(status=422, code="usage", problem=problem, subject=told, remedy=remedy, field=where)


#: Kinds of refusal told in our words, and what of the refusal names what would be taken.
_INVALID = {
    "int_parsing": "",
    "float_parsing": "",
    "greater_than_equal": "ge",
    "less_than_equal": "le",
    "literal_error": "expected",
    "string_too_long": "max_length",
    "missing": "",
}
_LONGEST = 80


def answer(failure: Failure, scope: Scope) -> Response:
    """Write a failure: a page for those who read pages, one object for everyone else."""
    headers = {"Cache-Control": "no-store"} | HEADERS.get(failure.status, {})
    if for_machines(scope):
        return JSONResponse({"error": asdict(failure)}, status_code=failure.status, headers=headers)
    html = render("failure.html.j2", page="failure", address="", failure=failure)
    return HTMLResponse(html, status_code=failure.status, headers=headers)


def for_machines(scope: Scope) -> bool:
    """Whether a request comes from a program: by the ending of its address, or by what it says it takes."""
    path: str = scope["path"]
    if path in FOR_MACHINES or path.endswith((".json", ".csv", ".svg", ".toml")):
        return True
    # No other ending counts: a dossier may be called "v1.3".
    taken = _taken(Headers(scope=scope).get("accept", ""))
    json = taken.get("application/json", taken.get("application/*", 0.0))
    return json > taken.get("text/html", taken.get("text/*", 0.0))


def _taken(accept: str) -> dict[str, float]:
    """Read which types of answer are taken, and how gladly: 0 to 1."""
    found = {}
    for part in accept.lower().split(","):
        kind, *details = (text.strip() for text in part.split(";"))
        gladly = next((text[2:] for text in details if text.startswith("q=")), "1")
        found[kind] = float(gladly) if re.fullmatch(r"[01](\.\d{0,3})?", gladly) else 0.0
    return found


def add_to(app: FastAPI) -> None:
    """Have the app tell every failure in this shape."""

    async def told(request: Request, error: Exception) -> Response:
        folder = request.app.state.site.settings.dossiers
        if isinstance(error, LopsidedError) and folder is not None:
            hide(error, {folder: say("dossiers.folder")})
        return answer(failure_of(error), request.scope)

    for kind in (LopsidedError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, told)
