"""Paper: what a reader of a printed page finds on it, each chart whole, no forms, each table once."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from tests.browser.paper import pages, squeezed

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser
#: Width of A4 within its margins, and the tallest a picture may be, in pixels of 96 to the inch.
PAPER, TALLEST = 673, 530
VISIBLE = "all => all.filter(one => one.checkVisibility({contentVisibilityAuto: true})).length"
#: The title of a figure, and where its drawing is fetched or the drawing itself.
DRAWN = """figure => {
  const picture = figure.querySelector("img");
  const drawing = figure.querySelector(".narrow svg")?.outerHTML;
  return [figure.querySelector("h2, h3").textContent, picture?.currentSrc ?? "", drawing ?? ""];
}"""


def labels(page: Page, figure: Locator) -> tuple[str, list[str]]:
    """Give the title of a chart, and all that is to be seen written within its drawing as it is printed."""
    title, address, drawing = figure.evaluate(DRAWN)
    svg = page.request.get(address).text() if address else drawing
    return title, [unescape(text) for text in re.findall(r'<text(?![^>]*opacity="0")[^>]*>([^<]+)', svg)]


def printed(page: Page, at_least: int, at_most: int, drawn: int = 0) -> list[str]:
    """Print a page: its title and headings are on paper, every chart stands whole on one sheet below its title."""
    page.set_viewport_size({"width": PAPER, "height": 900})
    page.emulate_media(media="print")
    assert page.eval_on_selector_all("form, nav, button", VISIBLE) == 0
    heads = page.locator("h1, h2, h3").evaluate_all(
        "all => all.filter(h => h.checkVisibility({contentVisibilityAuto: true})).map(h => h.textContent)"
    )
    # Pictures further down are fetched when somebody comes near; whoever prints has waited for them.
    page.eval_on_selector_all("img", "all => all.forEach(picture => { picture.loading = 'eager'; })")
    page.wait_for_load_state("networkidle")
    page.eval_on_selector_all("img", "all => Promise.all(all.map(picture => picture.decode()))")
    sheets = pages(page.pdf(format="A4"))
    charts = [labels(page, figure) for figure in page.locator("figure:has(img, .wide svg)").all()]
    assert at_least <= len(sheets) <= at_most
    assert all(sheets), "an empty sheet"
    assert squeezed(heads[0]) in sheets[0]
    text = "".join(sheets)
    assert [head for head in heads if squeezed(head) not in text] == []
    assert len([title for title, written in charts if written]) >= drawn  # a map has no words
    for title, written in charts:
        whole = [s for s in sheets if squeezed(title) in s and all(squeezed(label) in s for label in written)]
        assert whole, f"not on one sheet: {title}"
    for picture in page.locator("picture img, .chart .narrow svg").all():
        box = picture.bounding_box()
        assert box is not None
        assert box["height"] <= TALLEST
        assert box["width"] <= PAPER
    kept = page.eval_on_selector_all(
        "figure :is(.kept, .drawing, .chart:not(picture))", "all => all.map(d => getComputedStyle(d).breakInside)"
    )
    assert set(kept) <= {"avoid"}
    return sheets


def test_home_prints_its_table_once_and_no_form(visitor: Page) -> None:
    visitor.goto("/")
    printed(visitor, 2, 9)
    assert visitor.eval_on_selector_all("tbody tr a[href='/dyads/CHN/JPN']", VISIBLE) == 1


def test_a_tie_prints_all_four_parts_with_their_workings(reader: Page) -> None:
    reader.goto("/dyads/ZMB/CHN?dossier=zambia")
    text = "".join(printed(reader, 4, 12, 2))
    for told in (
        "Chipoka Mulenga",
        "China takes half of Zambia's exports",
        "measured minus reported",
        "No simulation",
    ):
        assert squeezed(told) in text, told


def test_a_tie_prints_charts_two_to_a_row_and_says_where_each_table_is(visitor: Page) -> None:
    visitor.goto("/dyads/AUS/JPN")
    text = "".join(printed(visitor, 4, 12, 2))
    lefts = visitor.locator("picture img").evaluate_all("all => all.map(p => p.getBoundingClientRect().left)")
    assert min(lefts) < PAPER / 2 < max(lefts)
    assert squeezed("/dyads/AUS/JPN/charts/shares.csv") in text
    # A drawing for a narrow column leaves out the ends of ranges: these are in tables, which then are printed.
    ranges = visitor.locator("details.ranges td").all_text_contents()
    assert ranges
    assert [cell for cell in ranges if squeezed(cell) not in text] == []


def test_a_what_if_prints_its_answer_without_the_form(visitor: Page) -> None:
    visitor.goto("/what-if?who=AUS&whom=JPN")
    text = "".join(printed(visitor, 2, 12, 1))
    assert visitor.eval_on_selector_all("details.start", VISIBLE) == 0
    assert squeezed("What is assumed") in text


def test_an_article_prints_with_its_records(reader: Page) -> None:
    reader.goto("/dossiers/zambia")
    reader.locator("tbody a").first.click()
    reader.wait_for_url("**/documents/**")
    sentences = reader.locator("#text .sentence").all_inner_texts()
    records = reader.locator(".record").count()
    text = "".join(printed(reader, 3, 20))
    assert [s for s in sentences if squeezed(s) not in text] == []
    assert text.count(squeezed("Confidence")) >= records > 8


def test_checks_print_with_their_workings_and_rulings(reader: Page) -> None:
    reader.goto("/checks?dossier=zambia")
    text = "".join(printed(reader, 1, 8))
    for told in ("exports of ZMB to CHN / exports of ZMB", "disagrees", "cannot be checked"):
        assert squeezed(told) in text, told


def test_the_keys_for_printing_wait_for_the_drawings_for_paper(visitor: Page) -> None:
    visitor.set_viewport_size({"width": 1440, "height": 900})
    visitor.add_init_script("window.printed = new Promise(done => { window.print = () => done(true); });")
    asked: list[str] = []
    visitor.on("response", lambda answer: asked.append(answer.url))
    visitor.goto("/dyads/AUS/JPN")
    visitor.wait_for_load_state("networkidle")
    narrow = visitor.eval_on_selector_all("picture source[media^='print']", "all => all.map(s => s.srcset)")
    assert narrow
    assert not any("narrow=true" in url for url in asked)  # nobody pays for paper who only reads
    visitor.keyboard.press("Control+p")
    assert visitor.evaluate("() => window.printed")
    assert all(any(url.endswith(at) for url in asked) for at in narrow)
