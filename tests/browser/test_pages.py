"""The pages as people use them: by keyboard, light and dark, at any width, without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PATHS = ["/", "/dyads/RUS/CHN", "/data", "/data/factbook", "/nowhere"]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [p for p in PATHS if p != "/nowhere"])
def test_nobody_is_shut_out(visitor: Page, path: str, scheme: str) -> None:
    visitor.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    visitor.goto(path)
    found = Axe().run(visitor, options=RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("path", [p for p in PATHS if p != "/nowhere"])
def test_a_page_fits_the_screen_sideways(visitor: Page, path: str, width: int) -> None:
    visitor.set_viewport_size({"width": width, "height": 900})
    visitor.goto(path)
    assert visitor.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_key_leads_past_the_header(visitor: Page) -> None:
    visitor.goto("/data")
    visitor.keyboard.press("Tab")
    assert visitor.locator(":focus").inner_text() == "To the content"
    visitor.keyboard.press("Enter")
    assert visitor.evaluate("document.activeElement.id") == "main"


def test_dark_can_be_chosen_without_a_script(browser: Browser, app_address: str) -> None:
    context = browser.new_context(base_url=app_address, java_script_enabled=False, color_scheme="light")
    page = context.new_page()
    page.goto("/data")
    light = page.locator("body").evaluate("b => getComputedStyle(b).backgroundColor")
    page.get_by_role("button", name="Dark").click()
    assert page.url.endswith("/data")
    assert page.locator("body").evaluate("b => getComputedStyle(b).backgroundColor") != light
    context.close()
