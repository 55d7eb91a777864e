"""Somebody at a page, who notices when it says anything on its console or asks elsewhere."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


@contextmanager
def visiting(browser: Browser, at: str) -> Iterator[Page]:
    """Open a page whose addresses begin at ``at``; fails at the end if it said anything or asked elsewhere."""
    context = browser.new_context(base_url=at, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda asked: said.append(asked.url) if not asked.url.startswith(at) else None)
    yield opened
    context.close()
    assert said == []
