"""Somebody at a page, who notices when it says anything on its console, asks elsewhere or shuts somebody out."""

from __future__ import annotations

import itertools
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Literal

from axe_playwright_python.sync_playwright import Axe, AxeResults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page

#: Every rule of axe for WCAG 2.2 AA; the one on the size of targets is off unless it is asked for by name.
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
#: Milliseconds to wait for what a page is to show or for the next page: long, for a machine may be busy.
PATIENCE = 180_000
Look = tuple[int, Literal["light", "dark"]]
#: Sizes and places go with the width, colours with the scheme: two looks show all four.
LOOKS: tuple[Look, ...] = ((1280, "light"), (390, "dark"))
#: What a scheme changes at one width alone is seen in the others.
OTHER_LOOKS: tuple[Look, ...] = ((1280, "dark"), (390, "light"))


@contextmanager
def visiting(browser: Browser, at: str, *, script: bool = True, refused: bool = False) -> Iterator[Page]:
    """Open a page whose addresses begin at ``at``; fails at the end if it said anything or asked elsewhere.

    Parameters
    ----------
    browser : Browser
    at : str
    script : bool, default True
        Whether the browser runs scripts.
    refused : bool, default False
        Whether pages are asked for that are refused: the browser itself notes such an answer (4xx) on its console.
    """
    context = browser.new_context(base_url=at, viewport={"width": 1280, "height": 900}, java_script_enabled=script)
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    said: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if not (refused and "the server responded with a status of 4" in message.text):
            said.append(message.text)

    opened.on("console", heard)
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("dialog", lambda dialog: said.append(dialog.message))
    opened.on("request", lambda asked: said.append(asked.url) if not asked.url.startswith(at) else None)
    yield opened
    context.close()
    assert said == []


@cache
def _axe() -> Axe:
    return Axe()


def shuts_nobody_out(page: Page, looks: Iterable[Look] = LOOKS) -> None:
    """Hold a page against WCAG 2.2 AA, wide and light, narrow and dark, with all that can be unfolded open."""
    page.evaluate("document.querySelectorAll('main details').forEach(folded => folded.open = true)")
    page.evaluate(_axe().axe_script)
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = AxeResults(page.evaluate("rules => axe.run(document, rules)", RULES))
        assert found.violations_count == 0, f"{page.url}, {width} px, {scheme}: {found.generate_report()}"


def fits(page: Page) -> None:
    """Nothing of a page stands beyond the side of a screen."""
    for width in (360, 390, 820, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} at {width} px"


def headings_go_down_one_by_one(page: Page) -> None:
    """There is one title, and no heading leaves out a level below the one before it."""
    levels = page.eval_on_selector_all("h1,h2,h3,h4,h5,h6", "found => found.map(h => Number(h.tagName[1]))")
    assert levels[:1] == [1], page.url
    assert levels.count(1) == 1, page.url
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), f"{page.url}: {levels}"
