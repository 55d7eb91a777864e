"""The what-if page as a person uses it: by form, by preset, without a script, by keyboard."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from tests.browser.visits import shuts_nobody_out, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def test_a_scenario_is_asked_and_answered_with_its_assumptions_first(visitor: Page) -> None:
    visitor.goto("/what-if")
    visitor.get_by_label("One side").fill("Australia")
    visitor.get_by_label("The other side").fill("jpn")
    visitor.get_by_label("What happens").select_option("keep")
    visitor.get_by_label("How much, %").fill("50")
    visitor.get_by_role("button", name="Simulate").click()
    visitor.wait_for_url("**/what-if?who=AUS&whom=JPN&how=keep&much=50")
    assert (
        visitor.locator("h1").inner_text().startswith("What if all trade between Australia and Japan shrinks to 50 %")
    )
    headings = visitor.locator("#results h2").all_inner_texts()
    assert headings[:2] == ["What is assumed", "Result"]
    assert visitor.get_by_role("status").inner_text() == "Solved."
    figure = visitor.locator("#world")
    figure.scroll_into_view_if_needed()
    picture = figure.locator("img")
    visitor.wait_for_function("i => i.complete && i.naturalWidth > 0", arg=picture.element_handle())
    assert len(picture.get_attribute("alt") or "") > 40
    figure.get_by_text("Table", exact=True).click()
    assert figure.locator("tbody tr").count() == 81  # the world, and every country of the economy
    with visitor.expect_download() as taken:
        visitor.get_by_role("link", name="scenario.toml").click()
    assert "keep = 0.5" in taken.value.path().read_text(encoding="utf-8")


def test_answers_come_in_place_and_each_has_its_address(visitor: Page) -> None:
    visitor.goto("/what-if?who=AUS&whom=JPN")
    visitor.evaluate("window.same = true")
    first = visitor.locator("h1").inner_text()
    visitor.get_by_label("Which trade").select_option("one")
    visitor.get_by_role("button", name="Simulate").focus()
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/what-if?who=AUS&whom=JPN&ways=one")
    assert visitor.evaluate("window.same")
    assert "from Australia to Japan" in visitor.locator("h1").inner_text()
    assert "from Australia to Japan" in visitor.title()
    assert visitor.get_by_role("status").inner_text() == "Solved."
    assert visitor.evaluate("document.activeElement.className") == "run"
    assert visitor.locator(".as-data code").inner_text() == "/what-if?who=AUS&whom=JPN&ways=one"
    visitor.go_back()
    visitor.get_by_role("heading", level=1, name=first).wait_for()
    assert visitor.url.endswith("/what-if?who=AUS&whom=JPN")


def test_a_range_by_industry_follows_its_answer(visitor: Page) -> None:
    visitor.goto("/what-if?who=AUS&whom=JPN&economy=2019")
    asked: list[str] = []
    visitor.on("request", lambda request: asked.append(request.url) if "/what-if?" in request.url else None)
    visitor.get_by_label("Which goods").fill("mining")
    visitor.get_by_role("button", name="Simulate").click()
    visitor.wait_for_url(re.compile(r"sectors=mining"))
    assert "range=none" in asked[0]
    assert "range=none" not in visitor.url
    assert "Range over" in visitor.locator("#results dl").first.inner_text()


def test_restrictions_are_added_and_left_out(visitor: Page) -> None:
    visitor.goto("/what-if?who=AUS&whom=JPN&ways=one")
    visitor.get_by_role("button", name="+ Another restriction").click()
    visitor.wait_for_url(re.compile(r"cuts=2"))
    assert visitor.evaluate("document.activeElement.id") == "who2"
    visitor.keyboard.type("Japan")
    visitor.locator("#whom2").fill("Australia")
    visitor.locator("#how2").select_option("tariff")
    visitor.locator("#much2").fill("30")
    visitor.get_by_role("button", name="Simulate").click()
    visitor.wait_for_url("**/what-if?who=AUS&whom=JPN&ways=one&who2=JPN&whom2=AUS&how2=tariff&much2=30")
    assert "and all trade between Japan and Australia is taxed 30 % more" in visitor.locator("h1").inner_text()
    shuts_nobody_out(visitor)
    visitor.get_by_role("button", name="Leave out restriction 1").click()
    visitor.wait_for_url("**/what-if?who=JPN&whom=AUS&how=tariff&much=30")


def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(browser: Browser, app_address: str) -> None:
    with visiting(browser, app_address, refused=True) as page:
        for script in (True, False):
            if script:
                page.goto("/what-if")
                page.get_by_label("One side").fill("Chile")
                page.get_by_label("The other side").fill("Jpan")
                page.get_by_role("button", name="Simulate").click()
                page.locator("#refused").wait_for()
                assert page.evaluate("document.activeElement.id") == "whom"
            else:
                page.goto("/what-if?who=Chile&whom=Jpan")
            wrong = page.locator("[aria-invalid]")
            assert wrong.count() == 1
            assert wrong.input_value() == "Jpan"
            assert "did you mean 'Japan'" in page.locator("#wrong").inner_text()
            assert page.get_by_role("alert").inner_text().startswith("The other side")
            assert page.get_by_label("One side").input_value() == "Chile"
            shuts_nobody_out(page)


def test_a_coalition_is_added_by_a_button(visitor: Page) -> None:
    visitor.goto("/what-if?who=CHL&whom=JPN")
    visitor.locator('[data-adds-to="whom"]').get_by_role("button", name="EU", exact=True).click()
    assert visitor.get_by_label("The other side").input_value() == "JPN, EU"
    assert visitor.evaluate("document.activeElement.id") == "whom"


def test_how_much_is_asked_only_where_it_means_something(visitor: Page) -> None:
    visitor.goto("/what-if")
    assert visitor.get_by_label("How much, %").is_disabled()
    visitor.get_by_label("What happens").select_option("tariff")
    assert visitor.get_by_label("How much, %").is_enabled()


def test_it_works_without_a_script(browser: Browser, app_address: str) -> None:
    with visiting(browser, app_address, script=False) as page:
        page.goto("/what-if")
        page.get_by_role("link", name="Japan and Australia stop trading").click()
        page.wait_for_url(re.compile(r"who="))
        assert page.locator("#results h2").count() == 3
        page.get_by_label("Which trade").select_option("one")
        page.get_by_role("button", name="Simulate").click()
        page.wait_for_url("**/what-if?who=JPN&whom=AUS&ways=one")
        assert "from Japan to Australia" in page.locator("h1").inner_text()
        page.get_by_role("button", name="+ Another restriction").click()
        page.wait_for_url(re.compile(r"cuts=2"))
        page.locator("#who2").fill("Chile")
        page.locator("#whom2").fill("Japan")
        page.get_by_role("button", name="Leave out restriction 1").click()
        page.wait_for_url("**/what-if?who=CHL&whom=JPN")
        assert page.locator(".chips").first.is_hidden()


def test_the_form_is_filled_and_sent_by_keyboard(visitor: Page) -> None:
    visitor.goto("/what-if")
    visitor.get_by_label("One side").focus()
    visitor.keyboard.type("CHL")
    visitor.get_by_label("The other side").focus()
    visitor.keyboard.type("JPN")
    visitor.keyboard.press("Enter")
    visitor.wait_for_selector("#h-result")


def test_every_field_has_a_name_and_headings_go_down_one_by_one(visitor: Page) -> None:
    visitor.goto("/what-if?who=CHL&whom=JPN&short=true")
    unnamed = visitor.eval_on_selector_all(
        "form.what-if :is(input, select)", "all => all.filter(e => !e.labels.length).map(e => e.id)"
    )
    assert unnamed == []
    levels = visitor.eval_on_selector_all("h1,h2,h3,h4", "all => all.map(h => Number(h.tagName[1]))")
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_name_nobody_knows_is_told_with_the_nearest(visitor: Page) -> None:
    said: list[str] = []
    visitor.on("console", lambda message: said.append(message.text))
    response = visitor.request.get("/what-if?who=Chilee&whom=JPN")
    assert response.status == 422
    assert "Chile" in response.text()
    assert said == []
