"""Links land where they say: a part of a page stands at the top, a record is open and its head is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
TOP = "id => document.getElementById(id).getBoundingClientRect().top"


def settled(page: Page, part: str | None) -> float:
    """Distance of a part from the top of the window once its pictures are there."""
    page.wait_for_load_state("networkidle")
    top: float = page.evaluate(TOP, part)
    return top


@pytest.mark.parametrize("width", [390, 1440])
def test_a_part_of_the_page_stands_at_the_top_after_a_jump(visitor: Page, width: int) -> None:
    visitor.set_viewport_size({"width": width, "height": 900})
    visitor.emulate_media(reduced_motion="reduce")  # no gliding there
    visitor.goto("/dyads/KAZ/RUS")
    for part in ("simulated", "checked"):
        visitor.locator(f"nav.within a[href='#{part}']").click()
        place = settled(visitor, part)
        left = visitor.evaluate("document.documentElement.scrollHeight - innerHeight - scrollY")
        # The last part may end before the page can go on.
        assert 0 <= place <= 120 or left < 2, (part, place)


def test_the_room_of_every_picture_is_kept_free(visitor: Page) -> None:
    visitor.goto("/dyads/KAZ/RUS")
    rooms = visitor.eval_on_selector_all(
        "picture img", "all => all.map(i => [i.getAttribute('width'), i.getAttribute('height')])"
    )
    assert len(rooms) > 6
    assert all(wide and high for wide, high in rooms)
    picture = visitor.locator("picture img").first
    before = picture.bounding_box()
    picture.scroll_into_view_if_needed()
    picture.evaluate("picture => picture.decode()")
    after = picture.bounding_box()
    assert before is not None
    assert after is not None
    assert before["height"] == pytest.approx(after["height"], abs=1)


@pytest.mark.parametrize("width", [390, 1440])
def test_a_mark_opens_its_record_below_the_tabs(reader: Page, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 900})
    reader.emulate_media(reduced_motion="reduce")
    reader.goto("/dossiers/zmb-mwi")
    reader.locator("tbody a").first.click()
    reader.locator("#text a.figure", has_text="third").click()
    record = reader.locator(".record:target")
    record.get_by_text("Held against the data").wait_for()
    top = settled(reader, record.get_attribute("id"))
    tabs = reader.locator("nav.within").bounding_box()
    assert tabs is not None
    assert tabs["y"] + tabs["height"] <= top + 1 <= 900
    shared = reader.url
    reader.goto("/")
    reader.goto(shared)
    reader.locator(".record:target").get_by_text("Held against the data").wait_for()
