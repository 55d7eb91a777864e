"""A pack of BACI answers for the years it has, alone; what ships answers for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lopsided.api.packs import summary
from lopsided.datasets import flows
from lopsided.datasets.coverage import country_coverage, pair_coverage
from lopsided.datasets.packs.adding import Wanted, add
from lopsided.datasets.packs.flows import concentration_table, dyad_table
from lopsided.datasets.packs.manifest import pack
from lopsided.errors import MissingDataError
from lopsided.measures.raw_materials import raw_material

if TYPE_CHECKING:
    from pathlib import Path

CRUDE = flows.raw_material_flows(exporters=["NOR"], importers=["GBR"], codes=["270900"], years=[2019])
HEAD = "t,i,j,k,v,q\n"


def bring(folder: Path, name: str, lines: str) -> None:
    path = folder / name
    path.write_text(HEAD + lines, encoding="utf-8")
    add([path], Wanted(replace=True))


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOPSIDED_DATA_DIR", str(tmp_path / "data"))


def test_a_pack_answers_for_its_year_and_is_named_as_the_source(tmp_path: Path) -> None:
    shipped = raw_material("NOR", "GBR", "crude", [2018, 2019])
    bring(tmp_path, "BACI_HS92_Y2019_V209901.csv", "2019,579,826,270900,123.0,5.0\n2019,643,826,270900,77.0,NA\n")
    found = raw_material("NOR", "GBR", "crude", [2018, 2019])
    assert found.years[0] == shipped.years[0]
    assert found.years[1].value == 123_000.0
    assert found.years[1].share_of_imports == pytest.approx(0.615)
    assert {source.version for source in found.sources} == {*(s.version for s in shipped.sources), "V209901"}


def test_a_mass_judged_before_keeps_its_mark_in_a_pack(tmp_path: Path) -> None:
    bauxite = flows.raw_material_flows(exporters=["GIN"], importers=["CHN"], codes=["260600"], years=[2023])
    assert bauxite["tonnes_note"].to_list() == ["suspect"]
    mass = bauxite["tonnes_published"][0]
    bring(tmp_path, "BACI_HS92_Y2023_V209901.csv", f"2023,324,156,260600,5.0,{mass}\n2023,36,156,260600,5.0,10\n")
    rows = flows.raw_material_flows(importers=["CHN"], codes=["260600"], years=[2023])
    assert rows.select("exporter", "value_kusd", "tonnes", "tonnes_note").rows() == [
        ("AUS", 5.0, 10.0, ""),
        ("GIN", 5.0, None, "suspect"),
    ]


def test_other_goods_are_there_only_with_a_pack_and_only_for_its_years(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match="data fetch"):
        flows.raw_material_flows(codes=["854232"], years=[2020])
    bring(tmp_path, "BACI_HS92_Y2020_V209901.csv", "2020,490,392,854232,9,1\n")
    assert flows.raw_material_flows(codes=["854232"], years=[2020])["exporter"].to_list() == ["TWN"]
    with pytest.raises(MissingDataError, match="854232"):
        flows.raw_material_flows(codes=["854232"], years=[2019, 2020])


def test_another_edition_of_the_harmonized_system_never_answers_for_raw_materials(tmp_path: Path) -> None:
    bring(tmp_path, "BACI_HS17_Y2019_V209901.csv", "2019,579,826,270900,123.0,5.0\n")
    again = flows.raw_material_flows(exporters=["NOR"], importers=["GBR"], codes=["270900"], years=[2019])
    assert again.equals(CRUDE)


def test_a_dyads_table_has_both_shares_and_ranks(tmp_path: Path) -> None:
    lines = "2020,76,156,120190,60,1\n2020,842,156,120190,140,1\n2020,76,528,120190,40,1\n2020,76,156,260111,5,1\n"
    bring(tmp_path, "BACI_HS17_Y2020_V209901.csv", lines)
    table = dyad_table("BRA", "CHN", [2020])
    assert table.select(
        "product", "share_of_imports", "share_of_exports", "supplier_rank", "suppliers", "customers"
    ).rows() == [
        ("120190", 0.3, 0.6, 2, 2, 2),
        ("260111", 1.0, 1.0, 1, 1, 1),
    ]
    with pytest.raises(MissingDataError, match="2021"):
        dyad_table("BRA", "CHN", [2021])


def test_concentration_of_every_product_and_importer(tmp_path: Path) -> None:
    bring(
        tmp_path,
        "BACI_HS92_Y2020_V209901.csv",
        "2020,76,156,120190,30,1\n2020,842,156,120190,10,1\n2020,76,528,120190,4,1\n",
    )
    found = {row[:2]: row[2:] for row in concentration_table(2020).rows()}
    assert found == {
        ("CHN", "120190"): (0.625, "BRA", 0.75, 2, 40.0),
        ("NLD", "120190"): (1.0, "BRA", 1.0, 1, 4.0),
    }


def test_what_is_recorded_is_asked_of_the_pack_for_its_year(tmp_path: Path) -> None:
    shipped = pair_coverage("NOR", "GBR", ["270900"], 2019)
    assert shipped.status == "recorded"
    bring(tmp_path, "BACI_HS92_Y2019_V209901.csv", "2019,643,826,270900,77.0,NA\n2019,643,826,270112,1.0,NA\n")
    gone = pair_coverage("NOR", "GBR", ["270900"], 2019)
    assert gone.status == "doubtful"
    assert any("NOR was a supplier" in reason for reason in gone.reasons)
    assert {source.version for source in gone.sources} >= {"V209901"}
    lost = country_coverage("GBR", "imports", ["270900"], 2019)
    assert any("NOR" in reason for reason in lost.reasons)


def test_a_year_after_those_that_ship_is_there_with_a_pack(tmp_path: Path) -> None:
    bring(tmp_path, "BACI_HS92_Y2025_V209901.csv", "2025,579,826,270900,123.0,5.0\n")
    assert raw_material("NOR", "GBR", "crude").years[-1].year == 2025
    assert pair_coverage("NOR", "GBR", ["270900"], 2025).value_kusd == 123.0


def test_a_part_of_baci_says_so_with_every_number(tmp_path: Path) -> None:
    bring(tmp_path, "BACI_HS92_Y2019_V209901.csv", "2019,579,826,270900,123.0,5.0\n")
    said = "a part only: 1 importers and 1 of 97 chapters in 2019"
    assert said in raw_material("NOR", "GBR", "crude", [2019]).sources[0].title
    assert any(said in caveat for caveat in pack("baci_hs92_v209901").caveats)
    assert "mind: It holds a part only" in summary(pack("baci_hs92_v209901"))
