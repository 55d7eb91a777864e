"""Reported shares, ranks and sums of all goods trade are held against the packs of totals a user added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.shared import SHARED, needs_shared

from lopsided.api.dossiers import check_text
from lopsided.datasets.packs.adding import Wanted, add

if TYPE_CHECKING:
    from pathlib import Path

PARTNERS = "ARG BOL CHL PER COL ECU URY PRY USA CAN MEX GBR FRA DEU ITA ESP PRT NLD BEL CHE POL SWE NOR FIN DNK AUT IRL"


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOPSIDED_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def brazil(tmp_path: Path) -> None:
    """Brazil's own report of 2018 and 2019: 31 partners, USD 100 bn in all, 40 and then 50 of it from China."""
    lines = ["exporter,importer,year,fob_exporter_musd,cif_importer_musd"]
    others = [*PARTNERS.split(), "JPN", "IND", "KOR"]
    for year, china in ((2018, 40_000.0), (2019, 50_000.0)):
        part = (100_000 - china) / len(others)
        lines += [f"BRA,{partner},{year},{part + (n == 0) * 500 - (n == 1) * 500}," for n, partner in enumerate(others)]
        lines += [f"BRA,CHN,{year},{china},", f"CHN,BRA,{year},{china / 2},"]
    (tmp_path / "bra.csv").write_text("\n".join(lines), encoding="utf-8")
    add([tmp_path / "bra.csv"], Wanted(name="bra"))


@pytest.mark.usefixtures("brazil")
@pytest.mark.parametrize(
    ("text", "verdict", "kind"),
    [
        ("China took 40% of Brazil's exports in 2018.", "agrees", "export_share"),
        ("China took 70% of Brazil's exports in 2018.", "disagrees", "export_share"),
        ("Brazil's exports to China were worth $50 billion in 2019.", "agrees", "flow_value"),
        ("Trade between China and Brazil reached $75 billion in 2019.", "agrees", "trade_value"),
        ("Brazil's exports to China grew by 25% in 2019.", "agrees", "flow_growth"),
    ],
)
def test_a_figure_of_all_goods_is_checked_with_a_pack_and_not_without(text: str, verdict: str, kind: str) -> None:
    (check,) = check_text(text, published="2020-03-02")
    assert (check.verdict, check.measure) == (verdict, kind)
    full = [finding for finding in check.findings if finding.weight == "full"]
    assert [source.dataset for finding in full for source in finding.sources] == ["bra"]
    assert "answered by" in full[0].note


def test_without_a_pack_the_same_figures_cannot_be_checked() -> None:
    (check,) = check_text("Brazil's exports to China were worth $50 billion in 2019.", published="2020-03-02")
    assert check.verdict == "cannot be checked"


@needs_shared
@pytest.mark.shared
def test_chinas_part_of_russian_exports_in_2022_is_checked_by_baci() -> None:
    assert SHARED is not None
    add([SHARED / "trade/bilateral_totals.parquet"], Wanted(name="totals"))
    (check,) = check_text("China took 22% of Russia's exports in 2022.", published="2023-06-02")
    assert check.verdict == "agrees"
    (full,) = [finding for finding in check.findings if finding.weight == "full"]
    assert full.period == "2022"
    assert round(full.value or 0, 3) == 0.221
    assert full.sources[0].detail == "OEC"
