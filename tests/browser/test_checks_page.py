"""Checks as people use them: they filter, open the working and rule, with and without a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.browser.visits import visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False])
def test_a_person_filters_opens_the_working_and_rules(browser: Browser, shelf: str, *, script: bool) -> None:
    with visiting(browser, shelf, script=script) as page:
        page.goto("/checks?dossier=zambia")
        page.locator("select[name=verdict]").select_option("disagrees")
        page.get_by_role("button", name="Show", exact=True).click()
        page.wait_for_url(re.compile(r"verdict=disagrees"))
        card = page.locator("article.check")
        assert card.count() == 1
        card.get_by_text("Working").click()
        card.get_by_text("exports of ZMB to CHN / exports of ZMB").wait_for()
        card.get_by_text("Rule on this check").click()
        card.get_by_label("Disagree").check()
        card.locator("textarea[name=note]").fill(f"half of copper, script {script}")
        card.get_by_role("button", name="Keep the ruling").click()
        page.locator(".person", has_text=f"half of copper, script {script}").wait_for()
        assert "verdict=disagrees" in page.url
        assert page.locator(".badge.disagrees").last.inner_text() == "disagrees"
        assert f"half of copper, script {script}" in page.locator(".person").inner_text()
