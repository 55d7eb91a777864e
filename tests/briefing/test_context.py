"""What surrounds a tie in the brief: fuels and memberships always, years and votes where packs have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lopsided.briefing.contents import Side
from lopsided.briefing.context import context
from lopsided.datasets.packs.adding import Wanted, add
from lopsided.terms.actors import states

if TYPE_CHECKING:
    from pathlib import Path

SIDES = (Side("NOR", "Norway"), Side("SWE", "Sweden"))


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOPSIDED_DATA_DIR", str(tmp_path / "data"))


def votes(folder: Path) -> None:
    rows = [
        f"{call},{code},{vote}"
        for call, (norway, sweden) in enumerate((("yes", "yes"), ("yes", "no"), ("no", "no"), ("yes", "yes")), 1)
        for code, vote in (("NO", norway), ("SE", sweden), ("CU", "no"))
    ]
    (folder / "votes.csv").write_text("\n".join(["rcid,country_code,vote", *rows]))
    calls = ["1,60,2005-12-20", "2,60,2006-01-09", "3,61,2006-12-01", "4,61,2006-12-02"]
    (folder / "roll_calls.csv").write_text("\n".join(["rcid,session,date", *calls]))
    add([folder / "votes.csv"], Wanted(name="un"))


def totals(folder: Path) -> None:
    others = [code for code in states() if code not in {"NOR", "SWE"}][:40]
    lines = ["exporter,importer,year,fob_exporter_musd,cif_importer_musd"]
    for year, part in ((2018, 40.0), (2019, 60.0)):
        for side, other in (("NOR", "SWE"), ("SWE", "NOR")):
            lines += [f"{side},{other},{year},{part},", f"{side},{others[0]},{year},{60 - part + 1},"]
            lines += [f"{side},{code},{year},1," for code in others[1:]]
    (folder / "totals.csv").write_text("\n".join(lines))
    add([folder / "totals.csv"], Wanted(name="totals"))


def test_without_packs_there_are_fuels_and_memberships_only() -> None:
    charts = {chart.key: chart for chart in context(SIDES)}
    assert set(charts) == {"energy", "memberships"}
    gas = next(row for row in charts["energy"].table.rows if row[0] == "Natural gas")
    assert gas[charts["energy"].table.columns.index("Norway's net imports")].startswith("−")  # a net seller
    both = next(row for row in charts["memberships"].table.rows if row[0] == "Both")
    assert "NC" in both[2].split(", ")
    for chart in charts.values():
        assert chart.sources
        assert chart.notes


def test_votes_of_a_pack_are_drawn_by_session(tmp_path: Path) -> None:
    votes(tmp_path)
    chart = next(chart for chart in context(SIDES) if chart.key == "votes")
    assert chart.table.rows == (("61", "2006", "100 %", "2"), ("60", "2005–2006", "50 %", "2"))
    assert chart.period == "2005–2006"
    assert any("Agreement in UN votes, session 61: 100 %." in note for note in chart.notes)
    assert chart.sources[0].licence.startswith("CC0")


def test_shares_of_a_pack_are_drawn_by_year_with_what_answers(tmp_path: Path) -> None:
    totals(tmp_path)
    chart = next(chart for chart in context(SIDES) if chart.key == "years")
    assert chart.table.columns[:3] == (
        "Year",
        "Norway's exports that go to Sweden",
        "Sweden's exports that go to Norway",
    )
    assert [row[:2] for row in chart.table.rows] == [("2019", "60 %"), ("2018", "40 %")]
    assert any("Answered by" in note for note in chart.notes)
