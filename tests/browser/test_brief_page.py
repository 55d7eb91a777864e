"""The brief in a real browser: it opens offline, every link lands, it fits a phone, it prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.paper import squeezed
from tests.browser.test_printing import printed
from tests.browser.visits import PATIENCE, headings_go_down_one_by_one, shuts_nobody_out, visiting

from lopsided.api.briefs import brief

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

ARTICLE = """date 2024-05-17 Share this story

Brazil's President Luiz Inacio Lula da Silva met Argentine Foreign Minister Diana Mondino in Brasilia on Thursday. \
<script>alert('hostile')</script><img src=http://example.com/x.png onerror=alert(1)>

Brazil takes about 16 percent of Argentina's exports. "Trade is the backbone of this relationship," Mondino said.

Argentina agreed to supply Brazil with gas from the Vaca Muerta field, Brazilian officials said.
"""
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brief")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    path: Path = brief("ARG", "BRA", documents=folder / "article.txt").save(folder / "brief.html")
    return path


@pytest.fixture
def page(browser: Browser, saved: Path) -> Iterator[Page]:
    with visiting(browser, saved.as_uri()) as opened:
        opened.goto("")
        yield opened


def test_it_opens_without_a_request_to_anywhere_and_without_a_script(browser: Browser, saved: Path) -> None:
    opened = browser.new_page()
    opened.set_default_timeout(PATIENCE)
    asked: list[str] = []
    said: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: said.append(message.text))
    opened.on("dialog", lambda dialog: said.append(dialog.message))
    opened.goto(saved.as_uri())
    assert asked == [saved.as_uri()]
    assert said == []
    assert opened.locator("script").count() == 0
    assert "<script>alert('hostile')</script>" in opened.locator("#articles").inner_text()
    opened.close()


def test_the_answer_stands_on_top_in_three_lines(page: Page) -> None:
    lines = page.locator(".answers li")
    assert [lines.nth(n).locator("b").inner_text().lower() for n in range(3)] == ["reported", "measured", "simulated"]
    assert "of Argentina's exports" in lines.nth(1).inner_text()
    assert "not an observation" in lines.nth(2).inner_text()
    box = lines.nth(2).bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 900


def test_parts_come_in_the_order_of_the_pages(page: Page) -> None:
    parts = ["reported", "measured", "simulated", "checked"]
    sections = page.eval_on_selector_all("main > section", "all => all.map(s => s.id)")
    links = page.eval_on_selector_all("header nav a", "all => all.map(a => a.hash.slice(1))")
    kinds = [kind.lower() for kind in page.locator(".answers li b").all_inner_texts()]
    assert sections[:4] == links[:4] == kinds == parts
    assert "cannot be checked" in page.locator(".answers li.checked").inner_text() or page.locator(".check").count()


def test_every_link_within_the_page_lands_on_something(page: Page) -> None:
    targets = page.eval_on_selector_all("a[href^='#']", "links => links.map(a => a.getAttribute('href').slice(1))")
    missing = page.evaluate("ids => ids.filter(id => !document.getElementById(id))", targets)
    assert len(targets) > 10
    assert missing == []


def test_a_reported_item_leads_to_its_sentence_in_the_article(page: Page) -> None:
    link = page.locator("#reported .timeline a").first
    words = page.locator("#reported .timeline .words").first.inner_text()
    link.click()
    sentence = page.locator(":target")
    assert sentence.count() == 1
    assert set(words.lower().split()[:4]) <= set(sentence.inner_text().lower().split())
    assert sentence.evaluate("s => s.closest('#articles') !== null")


def test_no_id_stands_twice(page: Page) -> None:
    ids = page.eval_on_selector_all("[id]", "found => found.map(e => e.id)")
    # Drawings are left out: a chart's own clip paths are numbered by the drawing program.
    own = [i for i in ids if not i.startswith(("clip", "gradient"))]
    assert sorted(own) == sorted(set(own))


@pytest.mark.parametrize("width", [360, 390, 820, 1440])
def test_it_fits_the_screen_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_chart_has_words_and_a_table(page: Page) -> None:
    figures = page.locator("main figure")
    assert figures.count() >= 6
    for n in range(figures.count()):
        figure = figures.nth(n)
        assert figure.locator("table tbody tr").count() > 0
        for label in figure.locator(".chart").evaluate_all("charts => charts.map(c => c.getAttribute('aria-label'))"):
            assert len(label) > 40


def test_nobody_is_shut_out_of_it(page: Page) -> None:
    headings_go_down_one_by_one(page)
    shuts_nobody_out(page)


def test_it_prints_to_a_pdf_of_several_pages(page: Page) -> None:
    text = "".join(printed(page, 8, 30, 4))
    for told in ("Lula da Silva", "16 percent of Argentina's exports", "Vaca Muerta", "not an observation"):
        assert squeezed(told) in text, told


def test_one_file_of_at_most_three_megabytes(saved: Path) -> None:
    assert saved.stat().st_size <= 3_000_000
    assert [p.name for p in saved.parent.iterdir() if p.suffix != ".txt"] == ["brief.html"]
