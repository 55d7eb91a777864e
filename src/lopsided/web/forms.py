"""One mechanism for every page: HTML for people, JSON and CSV for machines, and each chart as a picture."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, get_args
from urllib.parse import parse_qsl, unquote
from uuid import uuid4

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response

from lopsided.datasets.packs.manifest import stamp
from lopsided.errors import LopsidedError, MissingDataError, UnknownNameError
from lopsided.web import rendering
from lopsided.web.again import fields_of, give_back, or_error
from lopsided.web.columns import columns
from lopsided.web.parameters import at_once
from lopsided.web.plain import charts
from lopsided.web.security import PICTURE_POLICY
from lopsided.web.shown import Shown
from lopsided.web.theme import themed
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from fastapi import FastAPI

    from lopsided.briefing.contents import Chart
    from lopsided.web.again_in_code import Code
    from lopsided.web.page import Page
    from lopsided.web.site import Site

#: What a server that starts anew draws may be drawn by other code.
_STARTED = uuid4().hex
_LEVEL = 5
Form = Literal["html", "json", "csv"]
Ending = Literal["svg", "json", "csv"]
TYPES: dict[Form, str] = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}
KINDS: dict[Ending, str] = {"svg": "image/svg+xml", "json": "application/json", "csv": "text/csv"}
SCHEMAS: dict[Ending, dict[str, str]] = {
    "svg": {"type": "string"},
    "json": {"$ref": "#/components/schemas/Twin"},
    "csv": {"type": "string"},
}


@dataclass(frozen=True, slots=True)
class _WorkedOut:
    """Contents of a page, and the charts in them by key: each picture asks for its own."""

    contents: object
    charts: Mapping[str, Chart]


def _worked_out(page: Page[Any, Any], asked: object, site: Site) -> _WorkedOut:
    contents = page.contents(asked, site)
    return _WorkedOut(contents, {} if page.code is None else {chart.key: chart for chart in charts(contents)})


def add_to(app: FastAPI, site: Site, pages: tuple[Page[Any, Any], ...]) -> None:
    """Give every page its addresses; endings first, since a part of an address would swallow them."""
    shown = Shown()
    app.router.routes.insert(0, shown)
    for page in pages:
        stem = "/index" if page.path == "/" else page.path
        for form in ("json", "csv"):
            app.get(
                f"{stem}.{form}",
                operation_id=f"{page.key}_{form}",
                summary=say(f"{page.key}.summary"),
                tags=["twins"],
                response_class=Response,
                responses=_described(form, page.key),
            )(_endpoint(site, page, form))
        for ending in get_args(Ending):
            if page.code is None:  # a page without charts
                continue
            app.get(
                f"{page.path.rstrip('/')}/charts/{{chart}}.{ending}",
                operation_id=f"{page.key}_chart_{ending}",
                summary=say("api.chart", page=say(f"{page.key}.summary"), ending=ending),
                tags=["charts"],
                response_class=Response,
                responses=_described(ending),
            )(_chart(site, page, ending))
    for page in pages:
        pictures = partial(shown.note, page, draw=_chart(site, page, "svg"))
        app.get(page.path, include_in_schema=False)(_endpoint(site, page, "html", pictures))


def _endpoint(
    site: Site, page: Page[Any, Any], form: Form, show: Callable[[object], None] = lambda _asked: None
) -> Callable[..., Coroutine[Any, Any, Response]]:
    async def endpoint(request: Request, asked: Any = Depends(at_once(page.asked))) -> Response:  # noqa: ANN401, B008
        # One view has one address: /dyads/russia/china leads to /dyads/RUS/CHN.
        address = page.address(asked, "" if form == "html" else f".{form}")
        if _elsewhere(page, request, address, form):
            return RedirectResponse(address, status_code=307)
        key = (page.key, asked, page.stamp(site), stamp())
        made = await site.once(("contents", key), lambda: _worked_out(page, asked, site))
        body = await site.once((form, key), lambda: _body(page, asked, made.contents, form, cited(site)))
        if form == "html":
            show(asked)
            return respond(request, themed(request, body), TYPES[form], {"Vary": "Cookie"})
        return respond(request, body, TYPES[form], {})

    if form != "html" or page.again is None:
        return endpoint
    again = page.again

    async def forgiving(
        request: Request,
        asked: Any = Depends(at_once(or_error(page.asked))),  # noqa: ANN401, B008
    ) -> Response:
        try:
            if isinstance(asked, LopsidedError):
                raise asked
            return await endpoint(request, asked)
        except LopsidedError as error:
            typed = fields_of(request)
            asked, contents = again(typed)
            return give_back(request, error, typed, page=page.key, address=page.path, asked=asked, c=contents)

    return forgiving


def _elsewhere(page: Page[Any, Any], request: Request, address: str, form: Form) -> bool:
    """Whether a view's address is another than the one it was asked for by."""
    path, _, query = address.partition("?")
    # The server has decoded the path it was asked for: a dossier may be called "россия" or "rus+chn (2023)".
    if unquote(path) != request.scope["path"]:
        return True
    return (
        form == "html"
        and page.written is not None
        and parse_qsl(query) != parse_qsl(request.scope["query_string"].decode("latin-1"))
    )


def cited(site: Site) -> str | None:
    """Say what a citation puts before a page's path; None where no address of it lasts: a port of this machine."""
    if site.settings.public:
        return site.settings.public
    return None if site.settings.loopback else ""


def _body(page: Page[Any, Any], asked: object, contents: object, form: Form, cite_at: str | None) -> bytes:
    address = page.address(asked)
    if form == "json":
        return rendering.as_json(page.key, address, contents, page.rows(contents)).encode()
    if form == "csv":
        return rendering.as_csv(page.rows(contents)).encode()
    twins = {ending: page.address(asked, f".{ending}") for ending in ("json", "csv")}

    def picture(chart: str, *, narrow: bool = False, ending: str = "svg") -> str:
        found = page.address(asked, f"/charts/{chart}.{ending}")
        return found + (("&" if "?" in found else "?") + "narrow=true" if narrow else "")

    def code(chart: Chart) -> Code | None:
        return page.code(asked, chart) if page.code is not None else None

    given = {"page": page.key, "address": address, "asked": asked, "c": contents, "twins": twins, "picture": picture}
    given |= {"code": code, "cite_at": cite_at}
    return rendering.render(f"{page.key}.html.j2", **given).encode("utf-8", "replace")


def _chart(site: Site, page: Page[Any, Any], ending: Ending) -> Callable[..., Coroutine[Any, Any, Response]]:
    async def endpoint(
        request: Request,
        chart: str,
        narrow: bool = False,  # noqa: FBT001, FBT002 - read from the address
        asked: Any = Depends(at_once(page.asked)),  # noqa: ANN401, B008
    ) -> Response:
        key = (page.key, asked, page.stamp(site), stamp())
        tag = tag_of(repr((_STARTED, chart, narrow, key)).encode())
        if ending == "svg" and tag.removeprefix("W/") in _known(request):  # it need not be drawn to be told so
            return respond(request, b"", "image/svg+xml", {}, tag)
        found = (await site.once(("contents", key), lambda: _worked_out(page, asked, site))).charts
        if chart not in found:
            kind = "chart"
            raise UnknownNameError(kind, chart, found)
        if ending == "svg":
            made = await site.once(("svg", chart, narrow, key), lambda: _drawn(found[chart], narrow=narrow), "picture")
            headers = {"Content-Security-Policy": PICTURE_POLICY}
            if "gzip" in request.headers.get("accept-encoding", ""):
                headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
                return respond(request, made, "image/svg+xml", headers, tag)
            return respond(request, gzip.decompress(made), "image/svg+xml", headers, tag)
        table = rendering.chart_rows(found[chart])
        address = page.address(asked, f"/charts/{chart}.{ending}")
        text = rendering.as_csv(table) if ending == "csv" else rendering.as_json(page.key, address, found[chart], table)
        return respond(request, text.encode(), TYPES[ending], {})

    return endpoint


def _drawn(chart: Chart, *, narrow: bool) -> bytes:
    """Draw, and compress where it is drawn: nobody waits for it, and four times as many are kept."""
    if chart.drawing is None:
        raise MissingDataError(say("charts.not_drawn"), subject=chart.key, remedy=say("charts.not_drawn_remedy"))
    return gzip.compress(rendering.as_svg(chart.drawing, narrow=narrow).encode(), _LEVEL, mtime=0)


def respond(request: Request, body: bytes, kind: str, headers: dict[str, str], tag: str = "") -> Response:
    """Answer with a body, or say that the asker has it already; by default by what is in it."""
    tag = tag or tag_of(body)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", **headers}
    if {tag.removeprefix("W/"), "*"} & _known(request):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)


def tag_of(body: bytes) -> str:
    """Name a body. Weak: the same body may be sent compressed."""
    return f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'


def _known(request: Request) -> set[str]:
    """Names of what the asker has."""
    return {text.strip().removeprefix("W/") for text in request.headers.get("if-none-match", "").split(",")}


def _described(form: Ending, page: str = "") -> dict[int | str, dict[str, Any]]:
    """Describe the answers of a twin for the OpenAPI document: of a page, or of one of its charts."""
    schema = {"$ref": f"#/components/schemas/{page}_page"} if form == "json" and page else SCHEMAS[form]
    if form == "csv" and page:
        schema = schema | {"description": say("api.columns", columns=", ".join(columns(page)))}
    return {200: {"description": say("api.success"), "content": {KINDS[form]: {"schema": schema}}}}
