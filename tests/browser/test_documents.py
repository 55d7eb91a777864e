"""Articles in the browser: handed in, watched, read, followed from a figure to its sentence, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser.test_pages import RULES
from tests.browser.visits import visiting
from tests.served import served

from lopsided.api.dossiers import read
from lopsided.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ARTICLE = "\n\n".join(
    (
        "LUSAKA, 3 March 2023 - Zambia and Malawi signed a power deal on Thursday, Energy Minister Peter Kapala said.",
        'Kapala said Zambia would export 120 megawatts a year. "We are neighbours first," he told reporters. '
        "Switzerland took almost a third of Zambia's exports in 2022, he said.",
        "Share this article on Facebook",
        "Malawi's president, Lazarus Chakwera, will visit Lusaka next week.",
    )
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app with one dossier of one article."""
    folder: Path = tmp_path_factory.mktemp("shelf")
    given = tmp_path_factory.mktemp("articles") / "power.txt"
    given.write_text(ARTICLE, encoding="utf-8")
    with read(given, into=folder / "zmb-mwi.duckdb"):
        pass
    with served(Settings(dossiers=folder)) as at:
        yield at


@pytest.fixture
def reader(browser: Browser, shelf: str) -> Iterator[Page]:
    """Somebody at that app."""
    with visiting(browser, shelf) as page:
        yield page


def test_a_figure_is_followed_to_its_record_and_back(reader: Page) -> None:
    reader.goto("/dossiers")
    reader.get_by_role("link", name="zmb-mwi").click()
    reader.locator("tbody a").first.click()
    reader.locator("#text a.figure", has_text="third").click()
    record = reader.locator(".record:target")
    assert "Figure" in record.locator("h3").inner_text()
    assert "Held against the data" in record.inner_text()
    record.locator("blockquote a").click()
    assert "third of Zambia" in reader.locator(".sentence:target").inner_text()


def test_an_article_is_pasted_watched_and_kept(reader: Page) -> None:
    reader.goto("/read")
    reader.get_by_label("Text of an article").fill(ARTICLE.replace("120", "150"))
    reader.get_by_role("button", name="Read", exact=True).click()
    reader.get_by_role("heading", name="Read", exact=True).wait_for(timeout=60_000)
    reader.locator("tbody a").first.click()
    assert "This text is not kept" in reader.locator("main").inner_text()
    reader.get_by_role("link", name="Keep it in a dossier").click()
    reader.get_by_label("In a new dossier called").fill("pasted")
    reader.get_by_role("button", name="Save").click()
    assert reader.url.endswith("/dossiers/pasted")
    reader.goto("/dossiers")
    assert reader.locator("tbody tr").count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["/dossiers", "/dossiers/zmb-mwi", "document", "/read"])
def test_nobody_is_shut_out_of_articles(reader: Page, page: str, scheme: str) -> None:
    reader.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    if page == "document":
        reader.goto("/dossiers/zmb-mwi")
        reader.locator("tbody a").first.click()
    else:
        reader.goto(page)
    found = Axe().run(reader, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    reader.set_viewport_size({"width": 390, "height": 800})
    assert reader.evaluate("document.documentElement.scrollWidth") <= 390
