"""Addresses that take something in or change what is kept: refused where the server only shows, whatever is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.routing import APIRoute

from lopsided.web.failures import ReadOnlyError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from fastapi import Request, Response


class WritingRoute(APIRoute):
    """Says that nothing is taken before it looks at what was sent: a form with a mistake is not to be mended."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap what answers."""
        answer = super().get_route_handler()

        async def allowed(request: Request) -> Response:
            if request.app.state.site.settings.read_only:
                raise ReadOnlyError
            return await answer(request)

        return allowed
