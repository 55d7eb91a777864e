"""Checks as people use them: they filter, open the working and rule, with and without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.served import served

from lopsided.api.dossiers import read
from lopsided.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
ARTICLE = """Zambia and Switzerland, 30 October 2024

Switzerland takes over a quarter of Zambia's exports.
China takes half of Zambia's exports, the lawmaker Chola Banda said.
Losing access to China would cost Zambia 4 percent of its GDP.
"""
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an app with one dossier that may be written."""
    folder: Path = tmp_path_factory.mktemp("dossiers")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    read(folder / "a.txt", into=folder / "zambia.duckdb", published="2024-10-30").close()
    with served(Settings(dossiers=folder)) as at:
        yield at


@pytest.mark.parametrize("script", [True, False])
def test_a_person_filters_opens_the_working_and_rules(browser: Browser, shop: str, *, script: bool) -> None:
    context = browser.new_context(base_url=shop, java_script_enabled=script)
    page = context.new_page()
    page.goto("/checks")
    page.locator("select[name=verdict]").select_option("disagrees")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "verdict=disagrees" in page.url
    card = page.locator("article.check")
    assert card.count() == 1
    card.get_by_text("Working").click()
    assert card.get_by_text("exports of ZMB to CHN / exports of ZMB").is_visible()
    card.get_by_text("Rule on this check").click()
    card.get_by_label("Disagree").check()
    card.locator("textarea[name=note]").fill(f"half of copper, script {script}")
    card.get_by_role("button", name="Keep the ruling").click()
    assert "verdict=disagrees" in page.url
    assert page.locator(".badge.disagrees").last.inner_text() == "disagrees"
    assert f"half of copper, script {script}" in page.locator(".person").inner_text()
    context.close()


def test_checks_are_legible_at_any_width_and_for_anybody(browser: Browser, shop: str) -> None:
    context = browser.new_context(base_url=shop)
    page = context.new_page()
    page.goto("/checks")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    for width in (390, 820, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
