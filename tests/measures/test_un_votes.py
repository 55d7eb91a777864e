"""Alignment in the General Assembly, where a user has added votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.shared import SHARED, needs_shared

from lopsided.datasets.packs.adding import Wanted, add
from lopsided.errors import UsageError
from lopsided.measures.un_votes import un_votes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOPSIDED_DATA_DIR", str(tmp_path / "data"))


def bring(folder: Path) -> None:
    lines = {"NO": "yyyn", "SE": "yyya", "CU": "nnny", "BO": "nnay"}
    words = {"y": "yes", "n": "no", "a": "abstain"}
    rows = [f"{call},{code},{words[vote]}" for code, line in lines.items() for call, vote in enumerate(line, 1)]
    (folder / "votes.csv").write_text("\n".join(["rcid,country_code,vote", *rows]))
    calls = [f"{call},60,{'2005-12-20' if call < 3 else '2006-01-09'}" for call in range(1, 5)]
    (folder / "roll_calls.csv").write_text("\n".join(["rcid,session,date", *calls]))
    add([folder / "votes.csv"], Wanted(name="un"))


def test_no_votes_no_measure() -> None:
    assert un_votes("NOR", "SWE") == ()


def test_agreement_and_distance_of_the_newest_session(tmp_path: Path) -> None:
    bring(tmp_path)
    agreement, distance = un_votes("Norway", "SWE")
    assert (agreement.value, agreement.period) == (0.75, "2005/2006")
    assert agreement.inputs["roll calls in which both voted"] == 4
    assert agreement.sources[0].dataset == "un"
    far = un_votes("NOR", "BOL")[1]
    assert distance.value is not None
    assert far.value is not None
    assert distance.value < far.value


def test_a_country_that_did_not_vote_has_no_value(tmp_path: Path) -> None:
    bring(tmp_path)
    agreement, _ = un_votes("NOR", "PER")
    assert agreement.value is None
    assert agreement.caveats == ("Peru did not vote in session 60",)
    with pytest.raises(UsageError, match="session 61"):
        un_votes("NOR", "SWE", session=61)


@needs_shared
@pytest.mark.shared
def test_russia_and_china_in_session_74() -> None:
    assert SHARED is not None
    add([SHARED / "reference/un_votes_1946_2019.parquet"], Wanted(name="un"))
    agreement, distance = un_votes("RUS", "CHN")
    assert agreement.value == pytest.approx(0.793, abs=5e-4)
    assert distance.value is not None
    assert distance.value < (un_votes("RUS", "USA")[1].value or 0.0)
