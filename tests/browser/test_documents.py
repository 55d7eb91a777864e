"""Articles in the browser: handed in, watched, read, followed from a figure to its sentence, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser.shelves import POWER
from tests.browser.visits import fits, headings_go_down_one_by_one, shuts_nobody_out

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
TIE = "/dyads/ZMB/CHN?dossier=zambia"
PAGES = (
    "/dossiers",
    "/dossiers/zmb-mwi",
    "document",
    "/read",
    TIE,
    "/checks?dossier=zambia",
)
IN_VIEW = """mark => {
  const box = mark.getClientRects()[0];  // it may run over lines
  return box.top >= 0 && box.bottom <= innerHeight
    && mark.contains(document.elementFromPoint(box.left + 2, box.top + 5));
}"""


def test_a_figure_is_followed_to_its_record_and_back(reader: Page) -> None:
    reader.goto("/dossiers")
    reader.get_by_role("link", name="zmb-mwi").click()
    reader.wait_for_url("**/dossiers/zmb-mwi")
    reader.locator("tbody a").first.click()
    reader.locator("#text a.figure", has_text="third").click()
    record = reader.locator(".record:target")
    assert "Figure" in record.locator("h3").inner_text()
    record.get_by_text("Held against the data").wait_for()
    record.locator("blockquote a").click()
    assert "third of Zambia" in reader.locator(".sentence:target").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_in_running_text_are_told_apart_without_colour(reader: Page, scheme: Literal["light", "dark"]) -> None:
    reader.emulate_media(color_scheme=scheme)
    reader.goto("/dossiers")
    reader.get_by_role("link", name="zmb-mwi").click()
    reader.wait_for_url("**/dossiers/zmb-mwi")
    reader.locator("tbody a").first.click()
    reader.locator("#text a.figure").first.wait_for()
    found = Axe().run(reader, options={"runOnly": ["link-in-text-block"], "resultTypes": ["violations"]})
    assert found.response["violations"] == []
    looks = "marks => marks.map(mark => getComputedStyle(mark).textDecorationLine)"
    assert set(reader.locator("#text a.mark").evaluate_all(looks)) == {"underline"}


def test_an_article_is_pasted_watched_and_kept(reader: Page) -> None:
    reader.goto("/dossiers")
    before = reader.locator("tbody tr").count()
    reader.goto("/read")
    reader.get_by_label("Text of an article").fill(POWER.replace("120", "150"))
    reader.get_by_role("button", name="Read", exact=True).click()
    reader.get_by_role("heading", name="Read", exact=True).wait_for()
    assert "/readings/" in reader.url
    shuts_nobody_out(reader)
    fits(reader)
    reader.locator("tbody a").first.click()
    reader.wait_for_url("**/documents/**")
    assert "This text is not kept" in reader.locator("main").inner_text()
    shuts_nobody_out(reader)
    fits(reader)
    reader.get_by_role("link", name="Keep it in a dossier").click()
    reader.get_by_label("In a new dossier called").fill("pasted")
    reader.get_by_role("button", name="Save").click()
    reader.wait_for_url("**/dossiers/pasted")
    reader.goto("/dossiers")
    assert reader.locator("tbody tr").count() == before + 1


def test_a_figure_of_a_tie_is_followed_to_its_sentence(reader: Page) -> None:
    reader.emulate_media(reduced_motion="reduce")
    reader.goto(TIE)
    check = reader.locator("#checked .check", has_text="takes half of").first
    words = check.locator("mark").inner_text()
    check.locator("a", has_text="in context").click()
    reader.wait_for_url("**/dossiers/zambia/documents/**")
    sentence = reader.locator(".sentence:target")
    assert words in sentence.inner_text()
    mark = sentence.locator("a.mark.figure", has_text="half")
    assert mark.evaluate(IN_VIEW)
    record = reader.locator(mark.get_attribute("href") or "")
    assert "50 %" in record.locator("h3").inner_text()
    record.get_by_text("Held against the data").wait_for()
    assert record.locator("details").evaluate("d => d.open")


def test_what_is_said_of_a_tie_leads_to_where_it_stands(reader: Page) -> None:
    reader.emulate_media(reduced_motion="reduce")
    reader.goto(TIE)
    links = reader.locator("#reported a.meta:visible", has_text="in context")
    assert links.count() >= 8
    for href in set(links.evaluate_all("all => all.map(a => a.getAttribute('href'))")):
        reader.goto(href)
        assert reader.locator(".sentence:target a.mark").first.evaluate(IN_VIEW), href


@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_shut_out_of_articles(reader: Page, page: str) -> None:
    if page == "document":
        reader.goto("/dossiers/zmb-mwi")
        reader.locator("tbody a").first.click()
        reader.wait_for_url("**/documents/**")
    else:
        reader.goto(page)
    headings_go_down_one_by_one(reader)
    shuts_nobody_out(reader)
    fits(reader)
