"""Every level of the Harmonised System has a page; what the data hold of it is said, and what would bring the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lopsided.datasets.flows import products
from lopsided.datasets.packs.adding import Wanted, add
from lopsided.errors import UnknownNameError
from lopsided.measures.raw_materials import world_flows
from lopsided.settings import Settings
from lopsided.web.harmonised import above, held, named, sections, within
from lopsided.web.pages import product
from lopsided.web.site import Site

if TYPE_CHECKING:
    from pathlib import Path

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


def test_a_pack_brings_the_rest_and_its_own_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOPSIDED_DATA_DIR", str(tmp_path / "data"))
    for name, rows in (
        ("BACI_HS92_Y2023_V209901.csv", "2023,410,156,854232,500.0,1.0\n2023,528,156,848620,300.0,1.0\n"),
        ("BACI_HS17_Y2023_V209901.csv", "2023,156,276,850760,70.0,1.0\n2023,410,276,850760,30.0,1.0\n"),
    ):
        path = tmp_path / name
        path.write_text(f"t,i,j,k,v,q\n{rows}", encoding="utf-8")
        add([path], Wanted(replace=True))
    assert named("85").hs6 == ("854232",)
    assert [part.key for part in within(named("section-16"))] == ["84", "85"]
    batteries = product.Asked("HS17:8507", 2023)
    assert product.asked("hs17:8507", 2023) == batteries
    with_pack = product.contents(batteries, Site(Settings()))
    flows = [row for row in with_pack.rows if row["part"] == "flows"]
    assert {(row["exporter"], row["value"]) for row in flows} == {("CHN", 70_000.0), ("KOR", 30_000.0)}
    assert {source.version for chart in with_pack.charts for source in chart.sources} == {"V209901"}
    assert [part.key for part in with_pack.within] == ["HS17:850760"]
    listed = product.contents_all(product.AskedAll(), Site(Settings()))
    assert [edition for edition, _ in listed.editions] == ["HS17"]
    chips = product.contents(product.Asked("85", 2023), Site(Settings()))
    assert chips.total == "$500,000"
    assert "lopsided data fetch" not in chips.coverage
