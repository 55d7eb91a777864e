"""Health answers from the event loop, and what takes a while leaves the loop alone."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import httpx
from anyio import fail_after
from anyio.to_thread import current_default_thread_limiter
from tests.loops import run

from lopsided.web import openapi
from lopsided.web.app import create_app

if TYPE_CHECKING:
    import pytest


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(create_app()), base_url="http://127.0.0.1")


def test_health_and_version_answer_when_every_thread_is_taken() -> None:
    async def ask() -> list[int]:
        threads = current_default_thread_limiter()
        holders = [object() for _ in range(int(threads.total_tokens))]
        for holder in holders:
            await threads.acquire_on_behalf_of(holder)
        async with _client() as client:
            with fail_after(60):  # without an answer from the loop it would wait for ever
                return [(await client.get(path)).status_code for path in ("/health", "/version")]

    assert run(ask()) == [200, 200]


def test_the_openapi_document_is_written_once_and_off_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    wrote: list[int] = []
    document = openapi.document

    def noted(*of: Any) -> dict[str, Any]:  # noqa: ANN401
        wrote.append(threading.get_ident())
        return document(*of)

    monkeypatch.setattr(openapi, "document", noted)

    loops: list[int] = []

    async def ask() -> set[int]:
        loops.append(threading.get_ident())
        async with _client() as client:
            answers = await asyncio.gather(*(client.get("/openapi.json") for _ in range(3)))
        return {answer.status_code for answer in answers}

    assert run(ask()) == {200}
    assert len(wrote) == 1
    assert wrote != loops
