"""A dyad in Python: measures are a tuple, a table of three kinds, and something to look at in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import lopsided as lp
from lopsided.api.measure_rows import measure_object
from lopsided.measures.result import Lopsidedness

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOPSIDED_DATA_DIR", str(tmp_path / "data"))


def test_measures_are_a_tuple_and_three_kinds_of_table() -> None:
    found = lp.dyad("KAZ", "RUS").dependence(measures=["export_share", "import_share"])
    assert isinstance(found[0], Lopsidedness)
    assert len(found) == 2
    assert len(found.frame) == len(found.to_pandas()) == found.to_arrow().num_rows == 4
    assert found.to_pandas()["of"].tolist() == found.frame["of"].to_list()


def test_a_notebook_shows_values_bounds_and_sources_and_escapes_what_it_shows() -> None:
    page = lp.dyad("RUS", "CHN").dependence(measures=["export_share"])._repr_html_()
    assert "<td>33 %</td>" in page
    assert "<td>at most 4 %</td>" in page
    assert "World Factbook" in page
    assert "<script" not in lp.dyad("RUS", "CHN").product("crude")._repr_html_()


def test_a_dyad_can_be_asked_about_products_energy_and_alignment() -> None:
    dyad = lp.dyad("JPN", "CHN")
    ranks = dyad.product("graphite", measures=["supplier_rank"], years=[2022])
    assert [measure.value for measure in ranks if measure.of == "JPN"] == [1.0]
    assert (dyad.critical_products(year=2022)[0].from_partner or 0) > 0.5
    assert "WTO" in dyad.memberships().both
    assert {"energy_net_imports", "shared_memberships"} <= set(dyad.measures().frame["measure"])
    assert lp.dyad("RUS", "DEU").turn("crude").account.lost > 0


def test_a_measure_is_plain_data_for_pages() -> None:
    tie = lp.dyad("RUS", "CHN").dependence(measures=["import_share"])[0]
    plain = measure_object(tie.a_on_b)
    assert (plain["label"], plain["shown"], plain["unit"], plain["period"]) == (
        "Share of imports",
        "53 %",
        "fraction",
        "2023",
    )
    assert plain["sources"][0]["licence"]
    assert plain["citation"].startswith("Hirschman")
    assert plain["caveats"]
