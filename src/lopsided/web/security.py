"""The door: who may ask, how much, how long, and what a browser may do with the answer."""

from __future__ import annotations

import asyncio
import contextlib
import re
from email.message import Message
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException

from lopsided.web import token
from lopsided.web.failures import Failure, answer, failure_of, log
from lopsided.web.words import say

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send
    from starlette.types import Message as Sent

    from lopsided.settings import Settings

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
#: Of answers that do not say it themselves: kept by the visitor's own browser alone, and asked for again each time.
PRIVATE = "private, no-cache"
#: A picture is no page: its own style may colour it, and nothing else.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
#: A name or an address, and perhaps a port: nothing before an "@", no path.
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?", re.IGNORECASE)
#: Bytes of what is refused, and seconds, that are let come before the answer.
_THROWN_AWAY, _THROWING = 20_000_000, 2.0
#: May be asked without a token: whether it runs.
_OPEN = {"/health"}
_CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
#: What a browser says of a request that a page of another site, or of another port of this host, had it send.
_FOREIGN = {"cross-site", "same-site"}
#: How the words of a form may be written; Python knows more ways, some of which fail or are no text at all.
_CHARSETS = {"utf-8", "utf8", "us-ascii", "iso-8859-1", "windows-1252"}


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
        self.names = settings.names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Sent) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Cache-Control", PRIVATE)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope, Headers(scope=scope))
        if refused is not None:
            if "expect" not in Headers(scope=scope):  # who waits to be asked for the body sends none
                await self._let_come(receive)
            await answer(refused, scope)(scope, receive, guarded)
        elif self.settings.token and (given := token.in_address(scope)) is not None:
            # A form sent to such an address would lose its body on the way round.
            if scope["method"] in {"GET", "HEAD"} and token.same(given, self.settings.token):
                await token.let_in(scope, self.settings.token)(scope, receive, guarded)
            else:
                await self._answered(token.without(scope), receive, guarded)
        else:
            await self._answered(scope, receive, guarded)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the app answer, unless the body is too large or too slow, or something fails that nobody foresaw."""
        body = _Body(receive, self.settings)
        began = False

        async def noted(message: Sent) -> None:
            nonlocal began
            # Whatever the app makes of a body cut short, the reason is its size or its slowness.
            if began or body.refused is None:
                began = True
                await send(message)

        failed: Failure | None = None
        try:
            await self.app(scope, body.receive, noted)
        except Exception as error:
            log.exception("failed: %s", scope["path"])
            if began:
                raise
            failed = failure_of(error)
        if body.refused is not None and not began:
            failed = body.refused
        if failed is not None:
            if failed.status == 413:
                await self._let_come(receive)
            await answer(failed, scope)(scope, receive, send)

    async def _let_come(self, receive: Receive) -> None:
        """Take some of what is refused and throw it away.

        A connection that is closed while its visitor still sends is torn down, and the answer is lost on the way.
        """
        left = _THROWN_AWAY
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(_THROWING, self.settings.body_seconds)):
                while left > 0 and (message := await receive()).get("more_body", False):
                    left -= len(message.get("body", b""))

    def _refused(self, scope: Scope, headers: Headers) -> Failure | None:
        """Say why a request is turned away, if it is."""
        host = headers.get("host", "").lower()
        told = _HOST.fullmatch(host)
        # Another site's name that leads here would let that site's pages read ours.
        if not told or (self.names and told[1] not in self.names):
            return failure(421, "host")
        origin = headers.get("origin")
        foreign = headers.get("sec-fetch-site", "") in _FOREIGN or (origin is not None and _netloc(origin) != host)
        if scope["method"] in _CHANGES and foreign:
            return failure(403, "origin")
        kind = headers.get("content-type")
        if kind is not None and _charset(kind) not in _CHARSETS:
            return failure(400, "charset")
        length = headers.get("content-length", "0")
        if not length.isdecimal():
            return failure(400, "length")
        if int(length) > self.settings.upload_bytes:
            return _too_large(self.settings)
        known = not self.settings.token or scope["path"] in _OPEN or token.knows(scope, self.settings.token)
        return None if known else failure(401, "token")


class _Body:
    """The body of a request as it comes in: only so much, and only so long.

    Attributes
    ----------
    refused : Failure or None
        Why no more of it is taken.
    """

    def __init__(self, receive: Receive, settings: Settings) -> None:
        self.refused: Failure | None = None
        self._receive = receive
        self._settings = settings
        self._taken = 0
        self._until: float | None = None
        self._whole = False

    async def receive(self) -> Sent:
        """Take the next part."""
        if self._whole:  # what comes after the body is that the visitor leaves: at any time
            return await self._receive()
        if self._until is None:
            self._until = asyncio.get_running_loop().time() + self._settings.body_seconds
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            self.refused = failure(408, "slow")
            raise HTTPException(408) from None
        self._taken += len(message.get("body", b""))
        if self._taken > self._settings.upload_bytes:
            self.refused = _too_large(self._settings)
            raise HTTPException(413)
        self._whole = not message.get("more_body", False)
        return message


def _netloc(origin: str) -> str:
    """Name the host of an origin; none of what is no address."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _charset(kind: str) -> str:
    """Read how a body's words are written; UTF-8 where nothing is said."""
    given = Message()
    given["Content-Type"] = kind
    return str(given.get_param("charset", "utf-8")).lower()


def _too_large(settings: Settings) -> Failure:
    return failure(413, "large", megabytes=f"{settings.upload_bytes / 1e6:g}")


def failure(status: int, code: str, **values: str) -> Failure:
    """Tell a failure that is found before the app, or under it, in the words of the strings."""
    problem, remedy = say(f"failures.{code}", **values), say(f"failures.{code}_remedy", **values)
    return Failure(status=status, code=code, problem=problem, remedy=remedy)
