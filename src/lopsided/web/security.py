"""The door: who may ask, how much, and what a browser may do with the answer."""

from __future__ import annotations

import hmac
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from lopsided.web.failures import Failure, answer, failure_of, log
from lopsided.web.words import say

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from lopsided.settings import Settings

COOKIE = "lopsided_token"
#: Nothing but our own files, no script or style within a page, in nobody's frame.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
#: A picture is no page: its own style may colour it, and nothing else.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
#: May be asked without a token: whether it runs.
_OPEN = {"/health"}
_CHANGES = {"POST", "PUT", "PATCH", "DELETE"}


class Guard:
    """Checks every request before the app sees it, and sets the headers of every answer.

    Parameters
    ----------
    app : ASGI application
    settings : Settings
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        refused = self._refused(scope, headers)
        if refused is not None:
            await answer(refused, scope["path"])(scope, receive, guarded)
        elif self.settings.token and _token(scope):
            await self._let_in(scope, receive, guarded)
        else:
            await self._answered(scope, receive, guarded)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the app answer, unless the body grows too large on the way or something fails that nobody foresaw."""
        taken, began = 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.settings.upload_bytes:
                raise HTTPException(413)
            return message

        async def noted(message: Message) -> None:
            nonlocal began
            # Whatever the app makes of a body cut short, the reason is its size.
            if began or taken <= self.settings.upload_bytes:
                began = True
                await send(message)

        failed: Failure | None = None
        try:
            await self.app(scope, counted, noted)
        except Exception as error:
            log.exception("failed: %s", scope["path"])
            if began:
                raise
            failed = failure_of(error)
        if taken > self.settings.upload_bytes and not began:
            failed = _failure(413, "large")
        if failed is not None:
            await answer(failed, scope["path"])(scope, receive, send)

    def _refused(self, scope: Scope, headers: Headers) -> Failure | None:
        """Say why a request is turned away, if it is."""
        host = headers.get("host", "")
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        # Another site's name that leads here would let that site's pages read ours.
        if self.settings.loopback and name not in _LOOPBACK:
            return _failure(421, "host")
        origin = headers.get("origin")
        if scope["method"] in _CHANGES and origin is not None and urlsplit(origin).netloc != host:
            return _failure(403, "origin")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.settings.upload_bytes:
            return _failure(413, "large")
        if self.settings.token and scope["path"] not in _OPEN and not self._knows(scope, headers):
            return _failure(401, "token")
        return None

    def _knows(self, scope: Scope, headers: Headers) -> bool:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        given = (_token(scope), cookie.value if cookie else "", bearer)
        return any(hmac.compare_digest(text.encode(), self.settings.token.encode()) for text in given)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Keep the token of the address in a cookie, and go on to the address without it."""
        query = [(k, v) for k, v in parse_qsl(scope["query_string"].decode("latin-1")) if k != "token"]
        path = "/" + scope["path"].lstrip("/\\")
        to = f"{path}?{urlencode(query)}" if query else path
        response = RedirectResponse(to, status_code=303)
        response.set_cookie(COOKIE, self.settings.token, httponly=True, samesite="strict")
        await response(scope, receive, send)


def _token(scope: Scope) -> str:
    """Read the token of an address, if it has one."""
    query: bytes = scope["query_string"]
    return dict(parse_qsl(query.decode("latin-1"))).get("token", "")


def _failure(status: int, code: str) -> Failure:
    return Failure(status=status, code=code, problem=say(f"failures.{code}"), remedy=say(f"failures.{code}_remedy"))
