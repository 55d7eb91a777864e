"""Any product of a pack: looked up by code or word and measured as raw materials are, or by one side's report."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from lopsided.datasets.goods import good
from lopsided.datasets.packs.adding import Wanted, add
from lopsided.errors import MissingDataError, UnknownNameError, UsageError
from lopsided.measures.alternatives import criticality
from lopsided.measures.critical import critical_products
from lopsided.measures.product_dependence import product_dependence, product_lopsidedness
from lopsided.measures.raw_materials import raw_material, world_flows
from lopsided.measures.totals import goods_exports, total_shares
from lopsided.terms.actors import states

if TYPE_CHECKING:
    from pathlib import Path

NAMES = (
    "code,description\n850760,Electric accumulators: lithium-ion\n850710,Electric accumulators: lead-acid\n"
    "30613,Crustaceans: shrimps and prawns\n"
)
# Japan buys cells from China 60 and Korea 40; Germany from China 300; Korea sells Poland 60. Japan sells Korea 10.
LINES = (
    "2022,156,392,850760,60,6\n2022,410,392,850760,40,4\n2022,156,276,850760,300,NA\n2022,410,616,850760,60,5\n"
    "2022,392,410,850760,10,1\n2022,276,392,850710,7,1\n2022,152,392,030613,5,1\n"
)


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOPSIDED_DATA_DIR", str(tmp_path / "data"))


def baci(folder: Path, edition: str = "HS92", years: tuple[int, ...] = (2022,)) -> None:
    path = folder / f"BACI_{edition}_V209901.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for year in years:
            content = "t,i,j,k,v,q\n" + LINES.replace("2022,", f"{year},")
            archive.writestr(f"BACI_{edition}_Y{year}_V209901.csv", content)
        archive.writestr(f"product_codes_{edition}_V209901.csv", NAMES)
    add([path], Wanted())


def test_a_product_of_a_pack_is_known_by_its_code_its_heading_and_its_words(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="data fetch"):
        good("850760")
    baci(tmp_path)
    assert good("850760").name == "Electric accumulators: lithium-ion"
    assert good("8507").hs6 == ("850710", "850760")
    assert good("lithium ion").key == "850760"
    assert good("shrimp").hs6 == ("030613",)  # the publisher's table leaves the first nought out
    assert good("crude oil").key == "crude"
    with pytest.raises(UsageError, match="850710 Electric accumulators: lead-acid"):
        good("accumulators")
    with pytest.raises(UnknownNameError, match="baci_hs92_v209901"):
        good("hovercraft")


@pytest.mark.parametrize("edition", ["HS92", "HS17"])
def test_shares_ranks_and_substitutes_of_any_product_worked_by_hand(tmp_path: Path, edition: str) -> None:
    baci(tmp_path, edition)
    found = product_dependence("JPN", "CHN", "lithium-ion")
    of_japan = {m.definition: m.value for m in found if m.of == "JPN"}
    assert of_japan == {
        "product_import_share": 0.6,
        "product_export_share": None,
        "supplier_rank": 1,
        "customer_rank": None,
        "not_from_partner": pytest.approx(110 / 470),  # Korea 100, Japan 10, of 470
        "cover_by_others": 1.0,  # Korea's 60 to Poland for China's 60
    }
    assert {m.sources[0].dataset for m in found} == {f"baci_{edition.lower()}_v209901"}
    assert any("HS17" in note for m in found for note in m.caveats) == (edition == "HS17")
    tie = product_lopsidedness("CHN", "JPN", "850760")
    assert tie.a_on_b.value == pytest.approx(60 / 360)
    assert tie.b_on_a.value == 0.6


def test_a_good_through_the_years_says_which_years_it_has(tmp_path: Path) -> None:
    baci(tmp_path, years=(2020, 2022))
    found = raw_material("CHN", "JPN", "850760")
    assert [year.year for year in found.years] == [2020, 2022]
    assert found.years[0].tonnes == 6.0
    assert raw_material("CHN", "DEU", "850760").years[0].tonnes is None
    with pytest.raises(MissingDataError, match="2020 to 2022"):
        raw_material("CHN", "JPN", "850760", [2021])


def test_critical_products_of_a_pack_are_those_the_plain_tests_call_so(tmp_path: Path) -> None:
    baci(tmp_path)
    found = {one.key: one for one in critical_products("JPN", partner="CHN")}
    assert set(found) == {"030613", "850710", "850760"}
    cells = found["850760"]
    assert cells.tests == criticality(world_flows(good("850760"), 2022), home={"JPN"})
    assert cells.tests.concentration == pytest.approx(0.52)
    assert (cells.name, cells.from_partner, cells.bought) == ("Electric accumulators: lithium-ion", 0.6, 100_000.0)
    assert found["030613"].from_partner is None, "no row of Chinese shrimps: unreported, not nought percent"
    assert critical_products("KOR") == (), "it sells ten times what it buys"


COMTRADE = (
    "refYear,reporterISO,flowCode,partnerISO,classificationCode,cmdCode,netWgt,primaryValue,reporterCode,partnerCode"
)


def test_a_countrys_own_report_gives_its_shares_and_says_what_it_cannot(tmp_path: Path) -> None:
    partners = [code for code in states() if code not in {"KAZ", "RUS"}][:40]
    lines = [f"2022,KAZ,X,{partner},H5,720241,,1000,398,0" for partner in partners]
    lines.append("2022,KAZ,X,RUS,H5,720241,,60000,398,643")
    path = tmp_path / "kaz.csv"
    path.write_text("\n".join([COMTRADE, *lines]), encoding="utf-8")
    add([path], Wanted(name="kaz"))
    found = {m.definition: m for m in product_dependence("KAZ", "RUS", "720241") if m.of == "KAZ"}
    assert found["product_export_share"].value == 0.6
    assert found["customer_rank"].value == 1
    assert found["cover_by_others"].value is None
    assert any("whole world" in note for note in found["cover_by_others"].caveats)
    flow = raw_material("KAZ", "RUS", "720241")
    assert flow.years[0].share_of_imports is None
    assert any("imports of Russia as a whole" in note for note in flow.caveats)
    assert any("one side's reports" in note for note in flow.caveats)


@pytest.mark.parametrize(("total", "there"), [(1000, True), (1500, False)])
def test_a_file_of_one_product_is_whole_if_its_partners_add_up_to_the_reporters_total(
    tmp_path: Path, *, total: int, there: bool
) -> None:
    lines = ["2022,CIV,X,NLD,H5,180100,,700,384,528", "2022,CIV,X,USA,H5,180100,,300,384,842"]
    lines.append(f"2022,CIV,X,W00,H5,180100,,{total},384,0")
    path = tmp_path / "cocoa.csv"
    path.write_text("\n".join([COMTRADE, *lines]), encoding="utf-8")
    add([path], Wanted(name="cocoa"))
    if not there:
        with pytest.raises(MissingDataError, match="no pack has all trade of"):
            raw_material("CIV", "NLD", "180100")
        return
    (year,) = raw_material("CIV", "NLD", "180100").years
    assert (year.share_of_exports, year.customer_rank, year.share_of_imports) == (0.7, 1, None)


def test_a_file_of_one_product_never_answers_for_all_goods(tmp_path: Path) -> None:
    partners = [code for code in states() if code not in {"KAZ", "RUS"}][:40]
    lines = [f"2031,KAZ,X,{partner},H5,720241,,1000,398,0" for partner in [*partners, "RUS"]]
    path = tmp_path / "kaz.csv"
    path.write_text("\n".join([COMTRADE, *lines]), encoding="utf-8")
    add([path], Wanted(name="kaz"))
    assert total_shares("KAZ", "RUS", "exports")[0].sources[0].dataset == "factbook"
    assert goods_exports("KAZ", "RUS") == ()
    chapters = [f"{n:02}" for n in range(1, 98) if n != 77]
    lines = [f"2031,KAZ,X,{p},H5,{chapter}0100,,1000,398,0" for p in [*partners, "RUS"] for chapter in chapters]
    path.write_text("\n".join([COMTRADE, *lines]), encoding="utf-8")
    add([path], Wanted(name="kaz", replace=True))
    assert total_shares("KAZ", "RUS", "exports")[0].value == pytest.approx(1 / 41), "all chapters: all goods"
