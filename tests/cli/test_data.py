"""The commands on data packs, as a user types them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from lopsided.cli.main import app
from lopsided.datasets.packs.order import order
from lopsided.errors import LopsidedError

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "von,nach,jahr,wert\nAUT,CHE,2020,2\nROM,ITA,2020,3\nWorld,ITA,2020,9\n"
COLUMNS = [f"--column={pair}" for pair in ("exporter=von", "importer=nach", "year=jahr", "value=wert")]


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOPSIDED_DATA_DIR", str(tmp_path / "data"))


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["data", *arguments])
    if isinstance(done.exception, LopsidedError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def test_a_table_is_added_listed_described_and_removed(tmp_path: Path) -> None:
    (tmp_path / "alpen.csv").write_text(TABLE)
    said = run("add", str(tmp_path / "alpen.csv"), *COLUMNS, "--unit", "mUSD", "--licence", "CC BY 4.0")
    assert "alpen: 2 of 3 rows, 2020" in said
    assert "left out: 1 a group of countries" in said
    assert "ROM: Romania's code until 2002, as ROU" in said
    assert "terms: CC BY 4.0" in said
    listed = {row["key"]: row for row in json.loads(run("list", "--format", "json"))}
    assert listed["alpen"]["kind"] == "pack"
    assert listed["factbook"]["kind"] == "ships"
    (described,) = json.loads(run("describe", "alpen", "--format", "json"))
    assert described["dropped"] == {"a group of countries": 1}
    assert described["origins"][0]["name"] == "alpen.csv"
    assert "removed alpen" in run("remove", "alpen")
    assert "alpen" not in run("list", "--format", "json")


def test_what_ships_cannot_be_removed_or_replaced(tmp_path: Path) -> None:
    with pytest.raises(LopsidedError, match="ships"):
        run("remove", "factbook")
    (tmp_path / "alpen.csv").write_text(TABLE)
    with pytest.raises(LopsidedError, match="ships"):
        run("add", str(tmp_path / "alpen.csv"), *COLUMNS, "--unit", "USD", "--name", "factbook")


def test_columns_are_written_as_pairs(tmp_path: Path) -> None:
    (tmp_path / "alpen.csv").write_text(TABLE)
    with pytest.raises(LopsidedError, match="--column exporter=NAME"):
        run("add", str(tmp_path / "alpen.csv"), "--column", "von")


def test_the_order_of_sources_is_shown() -> None:
    rows = json.loads(run("order", "--format", "json"))
    assert [row["source"] for row in rows if row["question"] == "total trade"] == [
        p.source for p in order("total trade")
    ]


def test_what_can_be_fetched_is_listed() -> None:
    rows = json.loads(run("fetch", "--format", "json"))
    assert "baci_hs92" in {row["key"] for row in rows}
    assert all(row["licence"] for row in rows)
