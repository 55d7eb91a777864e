"""Paper: no forms, each table once, charts whole below their titles, and what is not printed says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.test_documents import reader, shelf  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
#: Width of A4 within its margins, and the tallest a picture may be, in pixels of 96 to the inch.
PAPER, TALLEST = 673, 530
VISIBLE = "all => all.filter(one => one.checkVisibility({contentVisibilityAuto: true})).length"


def test_home_prints_its_table_once_and_no_form(visitor: Page) -> None:
    visitor.set_viewport_size({"width": PAPER, "height": 900})
    visitor.goto("/")
    visitor.emulate_media(media="print")
    assert visitor.eval_on_selector_all("form", VISIBLE) == 0
    assert visitor.eval_on_selector_all("tbody tr a[href='/dyads/CHN/JPN']", VISIBLE) == 1


def test_a_what_if_prints_its_answer_without_the_form(visitor: Page) -> None:
    visitor.set_viewport_size({"width": PAPER, "height": 900})
    visitor.goto("/what-if?who=AUS&whom=JPN")
    visitor.emulate_media(media="print")
    assert visitor.eval_on_selector_all("form, details.start", VISIBLE) == 0
    for picture in visitor.locator("picture img").all():
        box = picture.bounding_box()
        assert box is not None
        assert box["height"] <= TALLEST
        assert box["width"] <= PAPER
    kept = visitor.eval_on_selector_all("figure > .drawing", "all => all.map(d => getComputedStyle(d).breakInside)")
    assert set(kept) == {"avoid"}


def test_an_article_prints_with_its_records(reader: Page) -> None:  # noqa: F811
    reader.set_viewport_size({"width": PAPER, "height": 900})
    reader.goto("/dossiers/zmb-mwi")
    reader.locator("tbody a").first.click()
    reader.emulate_media(media="print")
    records = reader.locator(".beside > .records")
    assert records.evaluate("r => r.scrollHeight <= r.clientHeight + 1")
    assert reader.eval_on_selector_all(".record details dl", VISIBLE) >= 1
