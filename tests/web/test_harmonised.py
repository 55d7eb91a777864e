"""Every level of the Harmonised System has a page; what the data hold of it is said, and what would bring the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lopsided.datasets.flows import products
from lopsided.errors import UnknownNameError
from lopsided.measures.raw_materials import world_flows
from lopsided.web.harmonised import above, held, named, sections, within

if TYPE_CHECKING:
    import httpx


def test_every_code_that_ships_is_in_one_chapter_of_one_section() -> None:
    every = sections()
    assert [section.key for section in every] == [f"section-{n}" for n in range(1, 22)]
    chapters = [chapter.key for section in every for chapter in section.chapters]
    assert len(chapters) == len(set(chapters)) == 96
    assert chapters == sorted(chapters)
    assert sum(section.held for section in every) == len(held()) == len(products())


def test_levels_add_up_and_lead_to_each_other() -> None:
    ores = named("26")
    assert set(ores.hs6) == {code for code in products() if code.startswith("26")}
    assert sum(world_flows(ores, 2015).values()) == pytest.approx(
        sum(sum(world_flows(named(part.key), 2015).values()) for part in within(ores))
    )
    heading = within(ores)[0]
    assert [part.key for part in above(named(heading.key))] == ["section-5", "26"]
    assert [part.key for part in within(named("section-5"))] == ["25", "26", "27"]
    assert within(named("lithium")) == ()


def test_a_code_that_is_a_raw_material_is_that_raw_material() -> None:
    assert named("270900").key == "crude"
    assert named("tin").key == "tin"
    assert above(named("crude"))[-1].key == "2709"


@pytest.mark.parametrize("unknown", ["850760", "2612345", "section-22", "HS17:8507", "9999"])
def test_what_no_data_hold_is_refused_with_what_would_bring_it(unknown: str) -> None:
    with pytest.raises(UnknownNameError):
        named(unknown)


def test_pages_say_how_much_of_a_level_the_data_hold(web: httpx.Client) -> None:
    page = web.get("/products/26")
    assert page.status_code == 200
    assert "The data that ship hold 18 six-digit codes of it" in page.text
    assert '<a href="/products/2603">' in page.text
    empty = web.get("/products/85")
    assert empty.status_code == 200
    assert "lopsided data fetch baci_hs92" in empty.text
    assert web.get("/products/85.json").json()["contents"]["charts"] == []
    assert web.get("/products/260300").headers["location"] == "/products/copper"
    missing = web.get("/products/850760")
    assert missing.status_code == 404
    assert "lopsided data fetch baci_hs92" in missing.text


def test_the_list_has_every_section_and_chapter(web: httpx.Client) -> None:
    rows = web.get("/products.json").json()["rows"]
    chapters = [row for row in rows if row["product"].isdecimal()]
    assert len(chapters) == 96
    assert next(row for row in chapters if row["product"] == "26")["codes_held"] == 18


@pytest.mark.parametrize(
    ("words", "leads"), [("HS 26", "26"), ("2603", "2603"), ("270900", "crude"), ("Pharmaceuticals", "30")]
)
def test_search_jumps_to_a_code_or_a_chapter(web: httpx.Client, words: str, leads: str) -> None:
    assert web.get("/go", params={"q": words}).headers["location"] == f"/products/{leads}"
