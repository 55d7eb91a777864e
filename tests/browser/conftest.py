"""One browser and one running app for all tests of pages."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from tests.browser.shelves import stock
from tests.browser.visits import visiting
from tests.served import served

from lopsided.settings import Settings

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


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running app with two dossiers that may be written to, `zmb-mwi` and `zambia`."""
    folder = stock(tmp_path_factory.mktemp("shelf"), tmp_path_factory.mktemp("articles"))
    with served(Settings(dossiers=folder)) as at:
        yield at


@pytest.fixture
def reader(browser: Browser, shelf: str) -> Iterator[Page]:
    """Somebody at that app."""
    with visiting(browser, shelf) as page:
        yield page


@pytest.fixture
def visitor(browser: Browser, app_address: str) -> Iterator[Page]:
    """Somebody at that app."""
    with visiting(browser, app_address) as page:
        yield page
