"""Pictures of a view that was shown: what their addresses ask is known, and is not read anew for each of a dozen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from fastapi import Request
from starlette.routing import BaseRoute, Match

from lopsided.web.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from fastapi.responses import Response
    from starlette.types import Receive, Scope, Send

    from lopsided.web.page import Page

    Draw = Callable[..., Awaitable[Response]]

#: Views whose pictures are known; the address of another is read as any other address is.
MOST_VIEWS = 5000
_ENDING, _NARROW = ".svg", "narrow=true"
_KEY = "lopsided.shown"


class Shown(BaseRoute):
    """The shortest way to the pictures of views shown lately: it comes before all other routes.

    An address of an unknown view, or one written in another way, is none of its own.
    """

    def __init__(self) -> None:
        self._views = Memory(MOST_VIEWS)

    def note(self, page: Page[Any, Any], asked: object, draw: Draw) -> None:
        """Take note of a view.

        Parameters
        ----------
        page : Page
        asked : Asked
        draw : callable
            From a request, the key of a chart, whether it is narrow, and what is asked, to the answer.
        """
        path, _, query = page.address(asked, "/charts/").partition("?")
        self._views.put((unquote(path), query), (draw, asked))

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Say whether a request is for a picture of a view shown lately."""
        found = self._found(scope)
        return (Match.NONE, {}) if found is None else (Match.FULL, {_KEY: found})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the picture."""
        draw, asked, chart, narrow = scope[_KEY]
        answer = await draw(Request(scope, receive), chart, narrow, asked)
        await answer(scope, receive, send)

    def _found(self, scope: Scope) -> tuple[Draw, object, str, bool] | None:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].endswith(_ENDING):
            return None
        folder, slash, name = scope["path"].rpartition("/")
        query = scope["query_string"].decode("latin-1")
        narrow = query == _NARROW or query.endswith(f"&{_NARROW}")
        view = self._views.get((folder + slash, query.removesuffix(_NARROW).removesuffix("&") if narrow else query))
        return None if view is None or name == _ENDING else (*view, name.removesuffix(_ENDING), narrow)
