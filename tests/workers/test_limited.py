"""A time limit where work cannot be broken off from within: the process at work is ended, and the rest goes on."""

from __future__ import annotations

import signal
import threading

import pytest
from tests.workers.test_processes import Squares, spread_work

from lopsided.errors import LopsidedError, SolveError
from lopsided.workers.limited import limited
from lopsided.workers.mapper import InProcess, Lost
from lopsided.workers.processes import Processes


def test_results_errors_and_deaths_come_back_and_too_long_is_lost(little: float) -> None:
    process = limited(Squares(fails=2, deadly=3, slow=4, idle=6), little)
    try:
        assert process.do(1) == (1, "1")
        with pytest.raises(SolveError, match="no equilibrium"):
            process.do(2)
        died = process.do(3)
        assert died == Lost(f"the process at work on it died 2 times (exit code {-signal.SIGKILL})")
        assert process.do(4) == Lost("took longer than 0.05 s of the processor")
        assert process.do(5) == (25, "1")
        assert process.do(6) == Lost("did not end within 3 s, most of it spent waiting")
        assert process.do(7) == (49, "1")
    finally:
        process.close()
    with pytest.raises(LopsidedError, match="was ended"):
        process.do(8)


@pytest.mark.usefixtures("starved")
def test_time_without_the_processor_counts_for_nothing() -> None:
    process = limited(spread_work.rested, 0.2)
    assert process.do(0.6) == 0.6
    process.close()


def test_a_process_that_dies_once_costs_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    mark = tmp_path_factory.mktemp("once") / "died"
    process = limited(Squares(deadly=3, dies_once=str(mark)), 30.0)
    assert process.do(3) == (9, "1")
    process.close()
    assert mark.exists()


def test_what_work_prints_is_no_answer() -> None:
    process = limited(spread_work.printed, 30.0)
    assert process.do("a line") == "a line"
    process.close()


@pytest.mark.usefixtures("starved")
@pytest.mark.parametrize("fails", [False, True])
def test_what_is_loaded_once_takes_no_item_s_time(*, fails: bool) -> None:
    work = spread_work.SlowToLoad(0.5, fails=fails)
    process = limited(work, 0.2)
    assert [process.do(1), process.do(2)] == [(1, True), (2, True)]
    process.close()
    assert list(Processes(2, seconds=0.2).map(work, [1, 2, 3])) == [(1, True), (2, True), (3, True)]
    assert list(InProcess(seconds=0.2).map(work, [1, 2])) == [(1, True), (2, True)]


@pytest.mark.usefixtures("starved")
def test_a_thread_keeps_the_limit_too() -> None:
    found: list[object] = []
    work = Squares(slow=1)
    reading = threading.Thread(target=lambda: found.extend(InProcess(seconds=0.2).map(work, [0, 1, 2])))
    reading.start()
    reading.join()
    assert found == [(0, "1"), Lost("took longer than 0.2 s of the processor"), (4, "1")]
