"""Work done in this process is broken off when it takes too long, and leaves the process as it was."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from lopsided.workers.choice import Workers, mapper_for
from lopsided.workers.mapper import InProcess, Lost

needs_timers = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers that interrupt on this system")


def _sleepy(seconds: float) -> float:
    try:
        time.sleep(seconds)
    except Exception:  # noqa: BLE001 - what somebody's reader may do
        return -1.0
    return seconds


def _busy(times: int) -> int:
    try:
        return sum(n % 7 for n in range(times))
    except Exception:  # noqa: BLE001
        return -1


@needs_timers
def test_an_item_that_takes_too_long_is_lost_and_the_rest_goes_on(little: float) -> None:
    with mapper_for(Workers(seconds=little)) as mapper:
        waited = Lost("did not end within 3 s, most of it spent waiting")
        assert list(mapper.map(_sleepy, [0.3, 600.0, 0.0])) == [0.3, waited, 0.0]
        assert list(mapper.map(_busy, [10**15, 7])) == [Lost("took longer than 0.05 s of the processor"), 21]


@needs_timers
@pytest.mark.usefixtures("starved")
def test_what_other_threads_do_meanwhile_is_no_fault_of_an_item() -> None:
    over = threading.Event()

    def toil() -> None:
        while not over.is_set():
            sum(range(1000))

    others = [threading.Thread(target=toil) for _ in range(2)]
    for other in others:
        other.start()
    try:
        assert list(InProcess(seconds=0.1).map(_sleepy, [0.5])) == [0.5]
        assert list(InProcess(seconds=0.1).map(_busy, [10**15])) == [Lost("took longer than 0.1 s of the processor")]
    finally:
        over.set()
        for other in others:
            other.join()


class _Dying:
    """Takes its time to go: what is raised in a finaliser comes to nobody."""

    def __del__(self) -> None:
        _spin(0.5)


def _spin(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def _lets_go(_item: int) -> int:
    dying = _Dying()
    del dying
    _spin(60)
    return 0


@needs_timers
@pytest.mark.usefixtures("starved")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_end_that_is_lost_in_a_finaliser_comes_again() -> None:
    assert list(InProcess(seconds=0.3).map(_lets_go, [1])) == [Lost("took longer than 0.3 s of the processor")]


@needs_timers
def test_a_timer_of_the_program_that_reads_is_put_back() -> None:
    def handler(_number: int, _frame: object) -> None:
        raise AssertionError

    before = signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 1000)
    try:
        assert list(InProcess(seconds=500).map(_sleepy, [0.0])) == [0.0]
        assert signal.getsignal(signal.SIGALRM) is handler
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 900
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_an_error_comes_through_and_the_clock_is_stopped() -> None:
    def fail(_item: int) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(InProcess(seconds=100).map(fail, [1]))
    if hasattr(signal, "setitimer"):
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
        assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
