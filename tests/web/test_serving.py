"""The server under real connections: heads that never end, bodies that stop, answers nobody takes, and crowds."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from tests.served import served

from lopsided.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import ASGIApp, Receive, Scope, Send

UNFINISHED = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "


@contextmanager
def connected(address: str, said: bytes) -> Iterator[socket.socket]:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=300) as made:
        made.sendall(said)
        yield made


def heard(made: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    found = b""
    try:
        while part := made.recv(65536):
            found += part
    except ConnectionResetError:
        pass
    return found


def told(answer: bytes) -> tuple[int, str]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"content-security-policy: default-src 'none'" in head.lower()
    return int(head.split()[1]), json.loads(body)["error"]["code"]


def only(app: ASGIApp) -> ASGIApp:
    return Starlette(routes=[Mount("/", app=app)])


@pytest.mark.parametrize("said", [UNFINISHED, b"", b"GET"])
def test_a_head_that_never_ends_is_waited_for_so_long_only(said: bytes) -> None:
    with served(Settings(header_seconds=0.2)) as at, connected(at, said) as made:
        assert told(heard(made)) == (408, "head")


def test_the_same_after_a_first_answer() -> None:
    whole = b"GET /health HTTP/1.1\r\nHost: localhost\r\n"
    with (
        served(Settings(header_seconds=2.0)) as at,
        connected(at, whole + b"\r\n" + UNFINISHED) as head,
        connected(at, whole + b"Content-Length: 9\r\n\r\nab") as body,
    ):
        assert heard(head).startswith(b"HTTP/1.1 200")
        assert heard(body).startswith(b"HTTP/1.1 200")


def test_a_body_that_stops_ends_the_connection() -> None:
    head = b"POST /theme HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
    kind = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\nchosen"
    with served(Settings(body_seconds=0.2)) as at, connected(at, head + kind) as made:
        assert told(heard(made)) == (408, "slow")


def test_what_is_no_request_is_told_in_the_same_shape(address: str) -> None:
    with connected(address, b"\x16\x03\x01 nonsense\r\n\r\n") as made:
        assert told(heard(made)) == (400, "garbled")


def test_an_address_longer_than_is_taken_is_told_as_such(address: str) -> None:
    # One byte more than is waited for: nothing is left unread when the answer comes.
    with connected(address, b"GET /find?q=".ljust(2**16 + 1, b"x")) as made:
        assert told(heard(made)) == (431, "long_head")


def test_whoever_holds_all_connections_keeps_nobody_out() -> None:
    settings = Settings(connections_each=8, connections=20)
    with served(settings) as at, ExitStack() as idle:
        held = [idle.enter_context(connected(at, UNFINISHED)) for _ in range(30)]
        assert httpx.get(f"{at}/health", timeout=300).status_code == 200
        assert heard(held[0]) == b""


def test_requests_that_are_worked_on_give_way_to_none() -> None:
    began, go_on = threading.Event(), threading.Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        began.set()
        await asyncio.to_thread(go_on.wait, 60)
        await PlainTextResponse("worked out")(scope, receive, send)

    asks = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with served(Settings(connections_each=1), only(slow)) as at, connected(at, asks) as first:
        assert began.wait(60)
        with connected(at, b"") as second:
            assert told(heard(second)) == (503, "crowded")
        go_on.set()
        assert heard(first).endswith(b"worked out")


def test_an_answer_that_nobody_takes_is_kept_so_long_only() -> None:
    size, gone = 50_000_000, threading.Event()

    async def large(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(size).encode())]})
        await send({"type": "http.response.body", "body": b"x" * (size // 2), "more_body": True})
        await send({"type": "http.response.body", "body": b"x" * (size // 2)})  # waits until the first half is taken
        gone.set()

    settings = Settings(seconds=0.1, body_seconds=0.1)
    with served(settings, only(large)) as at, connected(at, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n") as made:
        assert gone.wait(60)
        assert len(heard(made)) < size
