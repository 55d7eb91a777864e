"""The server under the app: so many connections, each with so much time, so that nobody can keep all others out."""

from __future__ import annotations

import json
import math
import sys
from dataclasses import asdict
from functools import partial
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from lopsided.web import failures
from lopsided.web.security import HEADERS, failure

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from starlette.types import ASGIApp

    from lopsided.settings import Settings

#: Seconds that a connection stays open for a visitor's next request, at most: longer than clients keep theirs for one
#: (five seconds in many), so that it is not closed just as a request is on its way.
KEPT_OPEN = 10
#: Bytes of an IPv6 address that name a network: whoever has one address has all of them.
_NETWORK = 8


def server(app: ASGIApp, settings: Settings, *, log_level: str = "warning") -> uvicorn.Server:
    """Make the server.

    Parameters
    ----------
    app : ASGI application
    settings : Settings
    log_level : str
    """
    config = uvicorn.Config(
        app,
        http=partial(Visit, settings=settings),  # type: ignore[arg-type] # makes a protocol, as a class of them does
        ws="none",
        lifespan="on",
        log_level=log_level,
        server_header=False,
        timeout_keep_alive=min(KEPT_OPEN, math.ceil(settings.header_seconds)),
        timeout_graceful_shutdown=5,
    )
    return uvicorn.Server(config)


class Visit(H11Protocol):
    """One connection: waits for a request's head and for an answer to be taken only so long, and gives way to others.

    Parameters
    ----------
    settings : Settings
    **given
        What uvicorn gives every protocol.
    """

    def __init__(self, settings: Settings, **given: Any) -> None:  # noqa: ANN401 - as uvicorn has it
        super().__init__(**given)
        self.settings = settings
        self.since = self.loop.time()
        #: Where it comes from.
        self.visitor = b""
        self._timer: asyncio.TimerHandle | None = None
        #: The request and answer that the timer is for; None for the head of the next request.
        self._timed: object = None

    @property
    def working(self) -> bool:
        """Whether a request is being answered."""
        return bool(self.cycle) and not self.cycle.response_complete

    @property
    def waited_on(self) -> bool:
        """Whether it is the visitor's turn: to send a request whole, or to take the answer."""
        return not self.working or self.cycle.more_body

    # ---------------------------------------------------------------- what uvicorn calls
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, in the place of another if there are too many."""
        super().connection_made(transport)
        self.visitor = _visitor(self.client[0] if self.client else "")
        self._time(None, self.settings.header_seconds, self._too_late)
        others = [c for c in self.connections if isinstance(c, Visit) and c is not self]
        same = [c for c in others if c.visitor == self.visitor]
        if len(same) >= self.settings.connections_each:
            self._find_room(same)
        elif len(others) >= self.settings.connections:
            self._find_room(others)

    def data_received(self, data: bytes) -> None:
        """Take what has come."""
        super().data_received(data)
        self._mind()

    def on_response_complete(self) -> None:
        """Go on to the next request, or see to it that the answer is taken."""
        super().on_response_complete()
        self.since = self.loop.time()
        if not self.working:
            self._stop()
        if self.transport.is_closing():
            self._see_off()
        else:
            self._mind(also_idle=False)

    def timeout_keep_alive_handler(self) -> None:
        """End a connection over which nothing is asked any more."""
        super().timeout_keep_alive_handler()
        self._see_off()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go."""
        self._stop()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Say that this is no request, or that its address and headers are more than is taken."""
        hint = getattr(sys.exception(), "error_status_hint", 400)
        self._say(*((431, "long_head") if hint == HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE else (400, "garbled")))

    # ---------------------------------------------------------------- within
    def _mind(self, *, also_idle: bool = True) -> None:
        """Set the timer by what is waited for: a head, or the end of an answer."""
        if self.transport.is_closing():
            return
        if self.working:
            if self._timed is not self.cycle:
                longest = self.settings.seconds + 2 * self.settings.body_seconds
                self._time(self.cycle, longest, self.transport.abort)
        elif self._timer is None and also_idle:
            self._time(None, self.settings.header_seconds, self._too_late)

    def _time(self, what: object, seconds: float, then: Callable[[], None]) -> None:
        self._stop()
        self._timed, self._timer = what, self.loop.call_later(seconds, then)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._timed = None

    def _too_late(self) -> None:
        if not self.transport.is_closing():
            self._say(408, "head")

    def _see_off(self) -> None:
        """Close, and not wait for ever until the last answer is taken."""
        self.transport.close()
        self._time(None, self.settings.body_seconds, self.transport.abort)

    def _find_room(self, crowd: list[Visit]) -> None:
        """Have the connection give way that has been waited on longest; if none is, this one is turned away."""
        waited_on = [c for c in crowd if c.waited_on]
        if not waited_on:
            self._say(503, "crowded")
            return
        oldest = min(waited_on, key=lambda c: c.since)
        self.connections.discard(oldest)
        oldest.transport.abort()

    def _say(self, status: int, code: str) -> None:
        """Answer without the app, as it would."""
        body = json.dumps({"error": asdict(failure(status, code))}).encode()
        headers = {
            **HEADERS,
            **failures.HEADERS.get(status, {}),
            "Cache-Control": "no-store",
            "Connection": "close",
            "Content-Length": str(len(body)),
            "Content-Type": "application/json",
        }
        head = [
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
            *(f"{name}: {text}" for name, text in headers.items()),
        ]
        self.transport.write("\r\n".join([*head, "", ""]).encode() + body)
        self._see_off()


def _visitor(host: str) -> bytes:
    """Name whoever has an address: of IPv6, the network."""
    try:
        address = ip_address(host)
    except ValueError:
        return b""
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped.packed if address.ipv4_mapped else address.packed[:_NETWORK]
    return address.packed
