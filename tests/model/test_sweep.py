"""The league table: right, sorted, without artefacts; a run that was stopped goes on where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.model.examples import industrial_world

from lopsided.errors import LopsidedError, UnknownNameError
from lopsided.model import sweep
from lopsided.model.embedded import economy_2022
from lopsided.model.scenario import Scenario, break_up_scenario
from lopsided.model.simulate import break_up, solve
from lopsided.model.sweep import rank
from lopsided.workers.mapper import Lost
from lopsided.workers.processes import Processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from lopsided.model.economy import Economy
    from lopsided.model.outcome import Outcome


def test_the_table_holds_each_break_up_and_no_artefact() -> None:
    economy = economy_2022().one_sector()
    league = rank(economy)
    assert len(league.pairs) == 3160
    table = league.table()
    assert {d.weak for d in table}.isdisjoint(economy.flags)
    assert [d.loss_weak for d in table] == sorted((d.loss_weak for d in table), reverse=True)
    rus = next(d for d in table if (d.weak, d.strong) == ("RUS", "CHN"))
    outcome = break_up(economy, "RUS", "CHN")
    assert rus.loss_weak == pytest.approx(outcome.loss("RUS"), abs=1e-9)
    assert rus.ratio == pytest.approx(outcome.ratio("RUS", "CHN"), rel=1e-6)
    assert rus.world == pytest.approx(outcome.world_income, abs=1e-9)
    assert len(league.table("lopsidedness", 5)) == 5
    assert all("KAZ" in d[:2] for d in league.table("world", of="KAZ"))
    with pytest.raises(UnknownNameError, match="lopsidedness"):
        league.table("lopsided")  # type: ignore[arg-type]


def test_a_stopped_run_goes_on_and_a_finished_one_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    economy = industrial_world(5, 2, 1)
    monkeypatch.setattr(sweep, "CHUNK_MANY", 3)
    whole = rank(economy, cache=tmp_path)
    files = sorted(tmp_path.rglob("*.npy"))
    assert len(files) == 4
    files[1].unlink()
    files[2].write_bytes(b"cut short")
    solved: list[str] = []

    def counted(economy: Economy, scenario: Scenario) -> Outcome:
        solved.append(scenario.name)
        return solve(economy, scenario)

    monkeypatch.setattr(sweep, "solve", counted)
    told: list[tuple[int, int]] = []
    again = rank(economy, cache=tmp_path, progress=lambda done, of: told.append((done, of)))
    assert np.array_equal(again.real_income, whole.real_income)
    assert len(solved) == 6
    assert told[-1] == (10, 10)
    other = rank(economy, Scenario(name="x", closure="balanced"), cache=tmp_path)
    assert not np.array_equal(other.real_income, whole.real_income)


def test_processes_give_the_same_bits_as_one() -> None:
    economy = industrial_world(8, 2, 2)
    assert np.array_equal(rank(economy, mapper=Processes(2)).real_income, rank(economy).real_income)


def test_a_break_up_that_kills_its_workers_is_said_and_what_was_done_is_kept(tmp_path: Path) -> None:
    class Deadly:
        def map(self, work: Callable[[object], object], items: Iterable[object]) -> Iterator[object]:
            for number, item in enumerate(items):
                yield Lost("died") if number == 1 else work(item)

    economy = industrial_world(8, 2, 1)
    with pytest.raises(LopsidedError, match="goes on where it stopped"):
        rank(economy, cache=tmp_path, mapper=Deadly())  # type: ignore[arg-type]  # a mapper of one test
    assert len(list(tmp_path.rglob("*.npy"))) == 1


def test_with_sectors_a_row_is_the_scenario_run_alone() -> None:
    economy = industrial_world(5, 3, 8)
    league = rank(economy)
    row = league.pairs.tolist().index([0, 2])
    alone = solve(economy, break_up_scenario("C00", "C02")).real_income
    assert np.allclose(league.real_income[row], alone, atol=1e-10)
