"""Shares in all goods trade year by year: one source a year, chosen by a stated order, never a sum of two."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from tests.shared import SHARED, needs_shared

from lopsided.datasets.packs.adding import Wanted, add
from lopsided.measures.dependence import dependence
from lopsided.measures.partners import partner_share
from lopsided.measures.summary import lopsidedness
from lopsided.measures.totals import share_of_trade, total_ranks, total_shares, yearly_shares
from lopsided.terms.actors import states

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOPSIDED_DATA_DIR", str(tmp_path / "data"))


def bring(folder: Path, name: str, lines: list[str]) -> None:
    path = folder / f"{name}.csv"
    path.write_text("\n".join(["exporter,importer,year,value_usd,source", *lines]), encoding="utf-8")
    add([path], Wanted(name=name))


def world(source: str, year: int, *, peru_to_chile: float) -> list[str]:
    """A hundred and twenty countries, each with thirty and more customers."""
    some = states()[:120]
    lines = [f"{a},{b},{year},1000,{source}" for a, b in permutations(some, 2) if (len(a + b) + hash_of(a, b)) % 2]
    return [*(line for line in lines if not line.startswith("PER,")), *peru(year, peru_to_chile, source)]


def hash_of(a: str, b: str) -> int:
    return sum(map(ord, a + b))


def peru(year: int, to_chile: float, source: str) -> list[str]:
    return [f"PER,CHL,{year},{to_chile},{source}", f"PER,BRA,{year},{1000 - to_chile},{source}"]


def test_without_packs_the_factbook_answers() -> None:
    assert share_of_trade("PER", "CHL", "exports") == partner_share("PER", "CHL", "exports")
    assert yearly_shares("PER", "CHL") == ()


def test_one_source_answers_by_the_stated_order(tmp_path: Path) -> None:
    lines = world("IMF_DOTS", 2030, peru_to_chile=100) + world("BACI_V203201", 2030, peru_to_chile=250)
    bring(tmp_path, "many", lines + world("IMF_DOTS", 2029, peru_to_chile=400))
    found = [m for m in total_shares("PER", "CHL", "exports") if m.sources[0].dataset == "many"]
    assert [(m.period, m.value, m.sources[0].detail) for m in found] == [
        ("2030", 0.25, "BACI_V203201"),
        ("2030", 0.1, "IMF_DOTS"),
        ("2029", 0.4, "IMF_DOTS"),
    ]
    answer = share_of_trade("PER", "CHL", "exports")
    assert (answer.value, answer.period) == (0.25, "2030")
    assert any("CEPII BACI" in words and "number 1 in the order" in words for words in answer.caveats)
    assert [rank.value for rank in total_ranks("PER", "CHL", "exports")] == [2.0, 2.0, 2.0]


def test_a_table_of_a_few_partners_gives_no_shares(tmp_path: Path) -> None:
    bring(tmp_path, "few", peru(2030, 250, "OECD_BTIGE"))
    assert share_of_trade("PER", "CHL", "exports").sources[0].dataset == "factbook"


def test_a_pair_without_a_row_is_unreported_and_a_lost_partner_is_named(tmp_path: Path) -> None:
    bring(
        tmp_path, "w", world("", 2029, peru_to_chile=300) + world("", 2030, peru_to_chile=0)[:-2] + ["PER,BRA,2030,9,"]
    )
    newest = total_shares("PER", "CHL", "exports")[0]
    assert (newest.period, newest.value) == ("2030", None)
    assert any("unreported, not zero" in words for words in newest.caveats)
    of_brazil = total_shares("PER", "BRA", "exports")[0]
    assert any("no row in 2030 for Chile (30 %)" in words for words in of_brazil.caveats)


def test_dependence_keeps_one_answer_a_measure_unless_years_are_asked_for(tmp_path: Path) -> None:
    bring(tmp_path, "w", world("", 2029, peru_to_chile=300) + world("", 2030, peru_to_chile=200))
    names = [tie.a_on_b.definition for tie in dependence("PER", "CHL")]
    assert len(names) == len(set(names))
    yearly = dependence("PER", "CHL", years=range(2000, 2031), measures=["export_share"])
    assert [tie.a_on_b.period for tie in yearly] == ["2030", "2030", "2029"]
    assert yearly[0].a_on_b.value == 0.2
    assert len(lopsidedness("PER", "CHL").parts) < len(names) + 1


@needs_shared
@pytest.mark.shared
def test_china_in_russias_exports_by_baci_and_by_the_factbook() -> None:
    assert SHARED is not None
    add([SHARED / "trade/bilateral_totals.parquet"], Wanted())
    answers: dict[str, float] = {}
    for measure in reversed(total_shares("RUS", "CHN", "exports")):
        assert measure.value is not None
        answers[measure.period] = measure.value
    assert round(answers["2022"], 2) == 0.22
    assert round(answers["2023"], 2) == 0.34  # of exports to the 194 countries in that table
    oec = next(m for m in total_shares("RUS", "CHN", "exports") if m.sources[0].detail == "OEC")
    assert oec.value == pytest.approx(0.333, abs=5e-4)
    belarus = next(m for m in total_shares("BLR", "RUS", "exports") if m.period == "2022")
    assert belarus.value is None
    assert "2021" not in answers  # the OECD's table of larger partners is no base for a share
