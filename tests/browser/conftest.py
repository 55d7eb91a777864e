"""One browser and one running app for all tests of pages."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from tests.served import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium; tests that want it are skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine (on Debian: apt-get install chromium)")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def app_address() -> Iterator[str]:
    """Address of a running app with the default settings."""
    with served() as at:
        yield at


@pytest.fixture
def visitor(browser: Browser, app_address: str) -> Iterator[Page]:
    """Open a page whose addresses begin at the app's; fails if it says anything on its console or asks elsewhere."""
    context = browser.new_context(base_url=app_address, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda asked: said.append(asked.url) if not asked.url.startswith(app_address) else None)
    yield opened
    context.close()
    assert said == []
