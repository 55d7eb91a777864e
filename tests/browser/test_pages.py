"""The pages as people use them: by keyboard, light and dark, at any width, without a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.browser.visits import LOOKS, OTHER_LOOKS, fits, headings_go_down_one_by_one, shuts_nobody_out, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PATHS = [
    "/",
    "/dyads/KAZ/RUS",
    "/countries/NRU",
    "/countries/KAZ",
    "/countries",
    "/products",
    "/products/lithium",
    "/products/26",
    "/products/85",
    "/compare?first=CAN-USA&second=MEX-USA",
    "/what-if",
    "/what-if?who=G7&whom=CHN&short=true",
    "/find?q=chi",
    "/checks",
    "/check?text=China+buys+a+third+of+Australia%27s+exports.&published=2024-03-01",
    "/method",
    "/data",
    "/data/factbook",
]
#: Pages looked at wide and narrow, both in light and in dark; the others have one look each, in turn.
MAIN = {
    "/",
    "/dyads/KAZ/RUS",
    "/countries/KAZ",
    "/products/lithium",
    "/compare?first=CAN-USA&second=MEX-USA",
    "/what-if?who=G7&whom=CHN&short=true",
}
REFUSED = ["/dyads/KAZ/ATLANTIS", "/nowhere", "/what-if?who=Chile&whom=Jpan", "/countries/KAZ?since=x"]


@pytest.mark.parametrize("path", PATHS)
def test_nobody_is_shut_out_and_every_screen_is_wide_enough(visitor: Page, path: str) -> None:
    visitor.goto(path)
    headings_go_down_one_by_one(visitor)
    every = (*LOOKS, *OTHER_LOOKS)
    shuts_nobody_out(visitor, every if path in MAIN else every[PATHS.index(path) % len(every) :][:1])
    fits(visitor)


def test_nobody_is_shut_out_where_a_page_is_refused(browser: Browser, app_address: str) -> None:
    with visiting(browser, app_address, refused=True) as page:
        for path in REFUSED:
            answer = page.goto(path)
            assert answer is not None
            assert answer.status in {404, 422}, path
            headings_go_down_one_by_one(page)
            shuts_nobody_out(page)
            fits(page)


def test_the_first_key_leads_past_the_header(visitor: Page) -> None:
    visitor.goto("/data")
    visitor.keyboard.press("Tab")
    assert visitor.locator(":focus").inner_text() == "To the content"
    visitor.keyboard.press("Enter")
    assert visitor.evaluate("document.activeElement.id") == "main"


def test_all_works_without_a_script(browser: Browser, app_address: str) -> None:
    with visiting(browser, app_address, script=False) as page:
        page.emulate_media(color_scheme="light")
        page.goto("/data")
        light = page.locator("body").evaluate("b => getComputedStyle(b).backgroundColor")
        page.get_by_role("button", name="Dark").click()
        page.locator("html[data-theme=dark]").wait_for()
        assert page.url.endswith("/data")
        assert page.locator("body").evaluate("b => getComputedStyle(b).backgroundColor") != light
        page.get_by_role("searchbox").fill("kazakhstan and russia")
        page.get_by_role("button", name="Find").click()
        page.wait_for_url("**/dyads/KAZ/RUS")
        page.get_by_label("From", exact=True).fill("2015")
        page.locator("form.years button").click()
        page.wait_for_url(re.compile(r"since=2015"))


def test_somebody_asks_for_two_countries_and_gets_their_tie(visitor: Page) -> None:
    visitor.goto("/")
    visitor.get_by_label("First country").fill("kazakhstan")
    visitor.get_by_label("Second country").fill("Russian Federation")
    visitor.get_by_role("button", name="Show the tie").click()
    visitor.wait_for_url("**/dyads/KAZ/RUS")
    assert visitor.locator("h1").inner_text() == "Kazakhstan and Russia"
    answers = visitor.locator(".answers li")
    assert [answers.nth(n).locator("b").inner_text().lower() for n in range(4)] == [
        "reported",
        "measured",
        "simulated",
        "checked",
    ]
    assert "not an observation" in answers.nth(2).inner_text()


def test_search_suggests_and_jumps(visitor: Page) -> None:
    visitor.goto("/data")
    visitor.locator("#find").press_sequentially("crude")
    visitor.locator("#suggestions option[value='Crude oil']").wait_for(state="attached")
    visitor.locator("#find").fill("Crude oil")
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/products/crude")
    assert visitor.locator("table a").first.get_attribute("aria-label")


def test_years_slide_and_shares_are_chosen_without_leaving_the_place(visitor: Page) -> None:
    visitor.goto("/dyads/KAZ/RUS")
    visitor.locator("#measured .years").scroll_into_view_if_needed()
    before = visitor.evaluate("scrollY")
    slider = visitor.locator(".years input[type=range]").first
    slider.focus()
    slider.press("End")
    slider.press("ArrowLeft")
    visitor.wait_for_url(re.compile(r"since=2023"))
    visitor.locator("select[name=show]").select_option("share")
    visitor.wait_for_url(re.compile(r"show=share"))
    visitor.locator("#materials-KAZ h3", has_text="as a share").wait_for()
    assert abs(visitor.evaluate("scrollY") - before) < 400
    assert "since=2023" in visitor.url
    years = visitor.locator("#materials-KAZ tbody td:nth-child(2)").all_text_contents()
    assert set(years) <= {"2023", "2024"}
    shared = visitor.url
    visitor.goto("/")
    visitor.goto(shared)
    assert visitor.locator("select[name=show]").input_value() == "share"


def test_every_chart_has_words_a_table_a_source_and_downloads(visitor: Page) -> None:
    visitor.goto("/dyads/KAZ/RUS")
    figures = visitor.locator("main figure")
    assert figures.count() > 6
    for n in range(figures.count()):
        figure = figures.nth(n)
        assert figure.locator("table tbody tr").count() > 0
        assert all(len(alt) > 40 for alt in figure.locator("img").evaluate_all("found => found.map(i => i.alt)"))
        box = figure.locator("details.about dl")
        for term in ("Source", "Last updated", "Licence", "Years", "Unit", "Download", "Cite as"):
            assert box.locator("dt", has_text=term).count() > 0, (term, figure.get_attribute("id"))
    with visitor.expect_download() as coming:
        figures.first.locator("details.about summary").click()
        figures.first.get_by_text("its numbers, CSV").click()
    assert coming.value.path().read_text(encoding="utf-8").count("\n") > 4


def test_pictures_are_drawn_and_follow_the_choice_of_dark(visitor: Page) -> None:
    visitor.goto("/products/lithium")
    picture = visitor.locator("picture img").first
    picture.scroll_into_view_if_needed()
    picture.evaluate("picture => picture.decode()")
    light = picture.screenshot()
    visitor.get_by_role("button", name="Dark").click()
    visitor.locator("html[data-theme=dark]").wait_for()
    picture.scroll_into_view_if_needed()
    picture.evaluate("picture => picture.decode()")
    assert picture.screenshot() != light


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_compared_ties_and_the_league_are_seen_whole(visitor: Page, width: int) -> None:
    visitor.set_viewport_size({"width": width, "height": 900})
    hidden = "all => all.filter(box => box.scrollWidth > box.clientWidth + 1 && box.checkVisibility()).length"
    for path in ("/compare?first=CAN-USA&second=MEX-USA", "/"):
        visitor.goto(path)
        assert visitor.eval_on_selector_all("main .scroll:not(details .scroll)", hidden) == 0, path


def test_two_ties_have_one_order_and_the_more_lopsided_is_marked_once_a_row(visitor: Page) -> None:
    visitor.goto("/compare?first=CAN-USA&second=MEX-USA")
    rows = visitor.locator(".compared tbody tr")
    marked = [rows.nth(n).locator("td.steeper").count() for n in range(rows.count())]
    assert set(marked) <= {0, 1}
    assert sum(marked) > 10
    told = rows.locator("td:nth-child(4)").evaluate_all(
        "all => all.map(cell => parseFloat(cell.innerText) * (cell.classList.contains('a') ? 1 : -1))"
    )
    assert told == sorted(told, reverse=True), "the order of the drawing: the first tie's most lopsided on top"


def test_no_two_landmarks_of_one_kind_have_one_name(reader: Page) -> None:
    for path in ("/checks?dossier=zambia", "/dyads/ZMB/CHN?dossier=zambia", "/what-if?who=AUS&whom=JPN"):
        reader.goto(path)
        named = reader.eval_on_selector_all(
            "main :is([role=region], section[aria-label], nav)",
            "all => all.map(one => one.tagName + one.getAttribute('aria-label'))",
        )
        assert len(named) == len(set(named)), path
