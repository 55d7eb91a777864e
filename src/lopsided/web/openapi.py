"""The app's document of itself (OpenAPI): every address, what may be asked of it with an example, and every answer."""

from __future__ import annotations

import json
from asyncio import Lock
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, get_args

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from lopsided.api.what_if import CLOSURES, HOWS, Ways
from lopsided.checks.verdict import texts
from lopsided.web.failures import FOR_MACHINES, for_machines
from lopsided.web.forms import respond
from lopsided.web.schemas import add_pages
from lopsided.web.words import say, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

    from lopsided.web.page import Page

#: Every status a request can come to grief with, wherever it is sent.
FAILURES = (400, 401, 403, 404, 405, 408, 409, 413, 421, 422, 431, 500, 503)
#: A chart that every view of a page has.
CHARTS = {
    "home": "league",
    "dyad": "lopsidedness",
    "compare": "lopsidedness-1",
    "country": "league",
    "product": "sellers",
    "what_if": "ranked",
}
_TEXT = {"type": "string"}
SCHEMAS: dict[str, Any] = {
    "Failure": {
        "type": "object",
        "required": ["error"],
        "properties": {
            "error": {
                "type": "object",
                "required": ["status", "code", "problem", "subject", "remedy", "field"],
                "properties": {
                    "status": {"type": "integer"},
                    **dict.fromkeys(("code", "problem", "subject", "remedy", "field"), _TEXT),
                },
            }
        },
    },
    "Twin": {
        "type": "object",
        "required": ["page", "address", "lopsided", "contents", "rows"],
        "properties": {
            **dict.fromkeys(("page", "address", "lopsided"), _TEXT),
            "contents": {"type": "object"},
            "rows": {"type": "array", "items": {"type": "object"}},
        },
    },
}


def described_failures() -> dict[int | str, dict[str, Any]]:
    """Describe what any address may answer instead: one shape, whatever went wrong."""
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Failure"}}}
    return {
        status: {"description": say("api.failure", phrase=HTTPStatus(status).phrase), "content": content}
        for status in FAILURES
    }


def add_to(app: FastAPI, pages: tuple[Page[Any, Any], ...]) -> None:
    """Give the document its address."""
    written: list[bytes] = []
    one_at_a_time = Lock()

    def write() -> None:
        written.append(json.dumps(document(app, pages), ensure_ascii=False).encode())

    async def openapi(request: Request) -> Response:
        async with one_at_a_time:
            if not written:
                await run_in_threadpool(write)  # it takes a while, in which the event loop answers others
        return respond(request, written[0], "application/json", {})

    app.router.routes.append(Route("/openapi.json", openapi, methods=["GET"]))


def document(app: FastAPI, pages: tuple[Page[Any, Any], ...]) -> dict[str, Any]:
    """Write the document: as FastAPI reads the routes, with words, examples and values."""
    found: dict[str, Any] = json.loads(json.dumps(app.openapi()))
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    for path, method, operation in _operations(found):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            _describe_fields(content["schema"], schemas)
        for parameter in operation.get("parameters", ()):
            _describe(parameter, operation["operationId"])
        operation["responses"] = _answers(path, method, operation)
    schemas |= SCHEMAS
    add_pages(schemas, pages)
    # Asked for where the server has a token; nothing is needed where it has none.
    found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    found["security"] = [{}, {"token": []}]
    return found


def _describe(parameter: dict[str, Any], operation: str) -> None:
    name = parameter["name"].rstrip("0123456789")
    told = _words(name, operation)
    if name != parameter["name"]:  # an example of the first restriction alone makes sense
        told.pop("example", None)
    parameter.update(told)
    parameter["schema"].update(_values().get(name, {}))


def _describe_fields(schema: dict[str, Any], schemas: dict[str, Any]) -> None:
    fields = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    for name, field in fields["properties"].items():
        field.update(_words(name, ""))


def _operations(found: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _words(name: str, operation: str) -> dict[str, Any]:
    """Describe a parameter or a field, with an example where one helps."""
    told = getattr(words().parameters, name)
    example = CHARTS.get(operation.partition("_chart_")[0]) if name == "chart" else getattr(told, "example", None)
    return {"description": told.says} | ({"example": example} if example else {})


@cache
def _values() -> dict[str, dict[str, Any]]:
    """Say which values are taken, where the routes read text and the answer says what is wrong with it."""
    return {
        "ways": {"enum": list(get_args(Ways))},
        "how": {"enum": list(HOWS)},
        "closure": {"enum": list(CLOSURES)},
        "measure": {"enum": ["", *texts()]},
        "much": {"type": "number", "minimum": 0, "default": 0},
        "leak": {"type": "number", "minimum": 0, "maximum": 100, "default": 0},
    }


def _answers(path: str, method: str, operation: Mapping[str, Any]) -> dict[str, Any]:
    """Describe every answer: those of the route, those that lead on, and failures in the forms they may have."""
    answers: dict[str, Any] = dict(operation["responses"])
    location = {"Location": {"schema": _TEXT}}
    if "200" in answers and method == "get" and path not in FOR_MACHINES:
        answers["304"] = {"description": say("api.known")}
    if "twins" in operation.get("tags", ()):
        answers["307"] = {"description": say("api.elsewhere"), "headers": location}
    if "303" in answers:
        answers["303"] = {"description": say("api.leads"), "headers": location}
    if not for_machines({"path": path, "headers": []}):
        for status in map(str, FAILURES):
            content = {**answers[status]["content"], "text/html": {"schema": _TEXT}}
            answers[status] = {**answers[status], "content": content}
    return answers
