"""Sliders by keyboard: each moves its number, two ends of a range stay in order, keys go through the form in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def shown(page: Page) -> dict[str, list[int]]:
    """What numbers and sliders of the years say: the first year, and the last."""
    return {
        kind: [int(box.input_value()) for box in page.locator(f"form.years input[type={kind}]").all()]
        for kind in ("number", "range")
    }


def test_the_ends_of_a_range_push_each_other_and_arrows_move_by_one(visitor: Page) -> None:
    visitor.goto("/dyads/KAZ/RUS?since=2015&until=2018")
    assert shown(visitor) == {"number": [2015, 2018], "range": [2015, 2018]}
    slider = visitor.locator("form.years input[type=range]")
    slider.last.press("ArrowRight")
    visitor.wait_for_url(re.compile(r"since=2015&until=2019"))
    assert shown(visitor) == {"number": [2015, 2019], "range": [2015, 2019]}
    slider.last.press("Home")
    visitor.wait_for_url(lambda url: "until=2019" not in url)
    year = int(slider.last.get_attribute("min") or 0)
    assert shown(visitor) == {"number": [year, year], "range": [year, year]}
    slider.first.press("ArrowRight")
    visitor.wait_for_url(re.compile(rf"since={year + 1}&until={year + 1}"))
    assert shown(visitor) == {"number": [year + 1, year + 1], "range": [year + 1, year + 1]}


def test_the_tab_key_goes_through_numbers_and_sliders_as_they_stand(visitor: Page) -> None:
    visitor.goto("/dyads/KAZ/RUS")
    visitor.locator("form.years input[name=since]").focus()
    passed = []
    for _ in range(7):
        passed.append(visitor.evaluate("[document.activeElement.type, document.activeElement.name].join(' ').trim()"))
        visitor.keyboard.press("Tab")
    assert passed == ["number since", "range", "number until", "range", "select-one show", "select-one scale", "submit"]
    names = visitor.locator("form.years input[type=range]").evaluate_all("all => all.map(s => s.ariaLabel)")
    assert len(set(names)) == 2
    assert all(names)
