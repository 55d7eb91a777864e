"""The door: hostile hosts, origins, bodies and visitors without a token; and what a browser may do with an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.responses import PlainTextResponse
from tests.loops import run
from tests.served import served

from lopsided.settings import Settings
from lopsided.web.security import Guard

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from starlette.types import Receive, Scope, Send

TOKEN = "correct-horse-battery-staple"  # noqa: S105 - of this test alone


@pytest.mark.parametrize("path", ["/", "/data.json", "/nowhere", "/style.css", "/static/pages.js", "/health"])
def test_every_answer_carries_the_policy(web: httpx.Client, path: str) -> None:
    headers = web.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_another_name_for_this_machine_is_refused(web: httpx.Client, host: str) -> None:
    assert web.get("/data.json", headers={"Host": host}).status_code in {400, 421}


def test_a_form_of_another_site_is_refused(web: httpx.Client) -> None:
    answered = web.post("/theme", data={"chosen": "dark"}, headers={"Origin": "https://evil.example"})
    assert answered.status_code == 403


def test_too_large_a_body_is_refused(web: httpx.Client) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert web.post("/theme", content=b"x" * 6_000_000, headers=kind).status_code == 413


@pytest.mark.parametrize(("parts", "status"), [(9, 200), (11, 413)])
def test_a_body_that_does_not_say_its_size_is_cut_off(parts: int, status: int) -> None:
    async def takes_all(scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive()).get("more_body"):
            pass
        await PlainTextResponse("taken")(scope, receive, send)

    async def body() -> AsyncIterator[bytes]:
        for _ in range(parts):
            yield b"0123456789"

    async def ask() -> int:
        guard = Guard(takes_all, Settings(upload_bytes=100))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(guard), base_url="http://localhost") as client:
            return (await client.post("/", content=body())).status_code

    assert run(ask()) == status


@pytest.fixture(scope="module")
def guarded() -> Iterator[httpx.Client]:
    with served(Settings(token=TOKEN)) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def test_without_the_token_nothing_is_told_but_that_it_runs(guarded: httpx.Client) -> None:
    assert guarded.get("/health").status_code == 200
    for path in ("/", "/data.json", "/static/pages.js", "/openapi.json"):
        assert guarded.get(path).status_code == 401
    assert guarded.get("/data.json", headers={"Authorization": "Bearer wrong"}).status_code == 401


def test_the_token_opens_by_header_or_by_address(guarded: httpx.Client) -> None:
    assert guarded.get("/data.json", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    let_in = guarded.get("/data?x=1&token=" + TOKEN)
    assert (let_in.status_code, let_in.headers["location"]) == (303, "/data?x=1")
    assert "httponly" in let_in.headers["set-cookie"].lower()
    assert guarded.get("/data").status_code == 200
    guarded.cookies.clear()
