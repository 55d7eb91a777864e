"""Work spread over processes comes back whole and in order, whatever dies on the way."""

from __future__ import annotations

import multiprocessing
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lopsided.errors import LopsidedError, SolveError, UnknownNameError, UsageError
from lopsided.workers.choice import Workers, mapper_for
from lopsided.workers.mapper import InProcess, Lost
from lopsided.workers.processes import Processes

if TYPE_CHECKING:
    from collections.abc import Iterator

sys.path.insert(0, str(Path(__file__).parent))  # processes are given this path, and must find the work by name
spread_work: Any = import_module("spread_work")
Squares, misnamed = spread_work.Squares, spread_work.misnamed


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Every test here ends the processes it began; those of a server that other tests share are not its own."""
    before = multiprocessing.active_children()
    yield
    assert [child for child in multiprocessing.active_children() if child not in before] == []


def test_results_come_in_order_and_few_items_are_taken_ahead() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(200):
            taken += 1
            yield number

    ahead = []
    found = []
    for result in Processes(2).map(Squares(), items()):
        assert not isinstance(result, Lost)
        found.append(result[0])
        ahead.append(taken - len(found))
        assert result[1] == "1"
    assert found == [number * number for number in range(200)]
    assert max(ahead) <= 40


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    work = Squares(deadly=3, dies_once=str(tmp_path / "died"))
    found = list(Processes(2).map(work, range(8)))
    assert [r[0] for r in found if not isinstance(r, Lost)] == [number * number for number in range(8)]


def test_an_item_that_kills_its_workers_is_given_up_and_the_rest_is_done() -> None:
    found = list(Processes(2).map(Squares(deadly=3), range(8)))
    assert [n for n, r in enumerate(found) if isinstance(r, Lost)] == [3]
    assert isinstance(found[3], Lost)
    assert "died 2 times" in found[3].reason


def test_an_item_that_works_or_waits_too_long_is_given_up(little: float) -> None:
    found = list(Processes(2, seconds=little).map(Squares(slow=1, idle=2), range(4)))
    assert found[1] == Lost("took longer than 0.05 s of the processor")
    assert found[2] == Lost("did not end within 3 s, most of it spent waiting")
    assert [found[0], found[3]] == [(0, "1"), (9, "1")]


@pytest.mark.usefixtures("starved")
def test_time_without_the_processor_counts_for_nothing() -> None:
    assert list(Processes(2, seconds=0.2).map(spread_work.rested, [0.6, 0.5])) == [0.6, 0.5]


def test_errors_come_back_as_they_were() -> None:
    results = Processes(1).map(Squares(fails=1), range(3))
    assert next(results) == (0, "1")
    with pytest.raises(SolveError, match="no equilibrium") as raised:
        next(results)
    assert (raised.value.residual, raised.value.worst) == (0.5, "tea")
    with pytest.raises(UnknownNameError, match="'tea'") as named:
        list(Processes(1).map(misnamed, [1]))
    assert named.value.nearest[0] == "tea"


def test_nothing_is_left_running_when_the_results_are_not_wanted() -> None:
    results = Processes(2).map(Squares(slow=3), range(100))
    before = len(multiprocessing.active_children())
    assert next(iter(results))
    assert len(multiprocessing.active_children()) == before + 2
    results.close()  # type: ignore[attr-defined]
    assert len(multiprocessing.active_children()) == before


def test_where_work_is_done() -> None:
    with mapper_for(Workers()) as here:
        assert isinstance(here, InProcess)
        assert [r for r in here.map(len, ["a", "bb"]) if not isinstance(r, Lost)] == [1, 2]
    with mapper_for(Workers(jobs=2, seconds=9)) as spread:
        assert spread == Processes(2, 9)
    for wrong in (Workers(jobs=0), Workers(jobs=2, scheduler="local:2"), Workers(scheduler="somewhere")):
        with pytest.raises(UsageError), mapper_for(wrong):
            pass


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lopsided.workers.cluster._PATIENCE", "1s")
    with (
        pytest.raises(LopsidedError, match=r"127\.0\.0\.1:9.*dask scheduler"),
        mapper_for(Workers(scheduler="tcp://127.0.0.1:9")),
    ):
        pass
