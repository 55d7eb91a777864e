"""What a mapper is, and the plainest one: everything in this process."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType

T = TypeVar("T")
R = TypeVar("R")

WAITING = 10.0
"""An item that waits without working is given up after this many times its limit, by the clock.

The limit itself is time of the processor, so that what is done does not depend on what else the machine does.
"""

_AGAIN = 1.0
"""Seconds after which what was lost is raised again."""

_SOONEST = 0.01
"""Seconds to the next look at an item that others have worked beside; no time at all would stop the timer."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Stands for the result of an item whose worker died of it more than once, or took too long.

    Attributes
    ----------
    reason : str
        Why there is no result, in words.
    """

    reason: str


def worked_too_long(seconds: float) -> Lost:
    """Return what stands for an item that took more of the processor's time than its limit."""
    return Lost(f"took longer than {seconds:g} s of the processor")


def waited_too_long(seconds: float) -> Lost:
    """Return what stands for an item that came to no end by the clock, though it took less than its limit."""
    return Lost(f"did not end within {by_the_clock(seconds):g} s, most of it spent waiting")


def by_the_clock(seconds: float) -> float:
    """Return the longest an item may take by the clock, where ``seconds`` is its limit on the processor."""
    return WAITING * seconds


class Mapper(Protocol):
    """Applies a function to items, somewhere, and hands the results back in the order of the items."""

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost]:
        """Yield ``work(item)`` for each item, in order.

        Items are taken only as they are needed, and few results wait at a time: memory does not grow with their
        number. ``work`` is sent to each worker once, so what all items share belongs in it; both must be picklable.

        Parameters
        ----------
        work : callable
            Of one item; an error it raises is raised here, at the item's turn. Its method ``warm_up``, if it
            has one, is called first in each process that does the work, and takes none of the items' time.
        items : iterable

        Yields
        ------
        result or Lost
            `Lost` where the item itself cost its workers their lives.
        """
        ...


def warm_up(work: object) -> None:
    """Let work load what all items need, by its method ``warm_up`` if it has one, before an item's time is taken.

    Parameters
    ----------
    work : callable
        As given to `Mapper.map`.
    """
    # what goes wrong goes wrong again at the first item, where it has a name
    with suppress(Exception):
        getattr(work, "warm_up", _nothing)()


def _nothing() -> None:
    pass


class _TookTooLongError(BaseException):
    """Breaks off an item that takes too long; no plain error, so that nothing on the way takes it for its own."""

    def __init__(self, lost: Lost) -> None:
        self.lost = lost


@dataclass(frozen=True, slots=True)
class InProcess:
    """Does the work here, one item after the other.

    Attributes
    ----------
    seconds : float or None
        Longest time of the processor for one item, of this thread alone, which is `Lost` then; `WAITING` times as
        long by the clock. Where
        this process can be interrupted (on systems with POSIX timers, in the main thread) an item is broken off
        between two steps of Python; elsewhere the items are worked on in a process of their own, see
        `workers.limited`.
    """

    seconds: float | None = None

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost]:
        """Yield ``work(item)`` for each item; see `Mapper.map`."""
        if self.seconds is None:
            yield from map(work, items)
        elif _can_be_interrupted():
            for number, item in enumerate(items):
                if number == 0:
                    warm_up(work)
                yield _within(self.seconds, work, item)
        else:
            from lopsided.workers.limited import limited  # noqa: PLC0415 - it stands on this file

            process = limited(work, self.seconds)
            try:
                yield from map(process.do, items)
            finally:
                process.close()


class _Timer(NamedTuple):
    """Names of a timer of the system and of its signal, and what it is to measure."""

    timer: str
    signal: str
    read: Callable[[], float]


_CLOCK = _Timer("ITIMER_REAL", "SIGALRM", time.monotonic)
# the system's timer runs for all threads of a process: what others do meanwhile is no fault of the item
_PROCESSOR = _Timer("ITIMER_PROF", "SIGPROF", time.thread_time)


def _within(seconds: float, work: Callable[[T], R], item: T) -> R | Lost:
    try:
        with (
            _interrupted(_CLOCK, by_the_clock(seconds), waited_too_long(seconds)),
            _interrupted(_PROCESSOR, seconds, worked_too_long(seconds)),
        ):
            return work(item)
    except _TookTooLongError as error:
        return error.lost


def _can_be_interrupted() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def _interrupted(by: _Timer, seconds: float, lost: Lost) -> Iterator[None]:
    """Raise in whatever runs within, once a timer has run out; a timer of the caller's own goes on after it.

    What is raised while a finaliser or a callback of the garbage collector runs is lost there: it is raised again.
    """
    timer, number, end = getattr(signal, by.timer), getattr(signal, by.signal), by.read() + seconds

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        rest = end - by.read()
        if rest > 0:
            signal.setitimer(timer, max(rest, _SOONEST), _AGAIN)
        else:
            raise _TookTooLongError(lost)

    before = signal.signal(number, interrupt)
    rest, every = signal.setitimer(timer, seconds, _AGAIN)
    try:
        yield
    finally:
        try:
            signal.setitimer(timer, rest, every)
        finally:
            signal.signal(number, before or signal.SIG_DFL)
