"""A mapper over processes of this machine that outlives the death of any of them.

Each process has two items at most: the one it works on, and the next, so that it need not wait for this process. When
one dies, the item it worked on is known: it is given to a fresh process once more, then given up.
"""

from __future__ import annotations

import pickle
import time
from collections import deque
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, TypeVar

from lopsided.errors import LopsidedError
from lopsided.workers.mapper import Lost, by_the_clock, waited_too_long, worked_too_long
from lopsided.workers.serving import READY, one_thread_each, serve, worked_itself_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

T = TypeVar("T")
R = TypeVar("R")

_AT_HAND = 2  # items a process holds: one in work, one to go on with
_AHEAD = 16  # results per process that may wait for an earlier one
_TRIES = 2
_FALSE_STARTS = 3
_PARTING = 5.0  # seconds a process may take to be gone once its pipe is closed


@dataclass(slots=True)
class _Item:
    number: int
    data: bytes
    tries: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    items: deque[_Item] = field(default_factory=deque)
    ready: bool = False
    since: float = 0.0


@dataclass(frozen=True, slots=True)
class Processes:
    """Spreads work over processes.

    Attributes
    ----------
    jobs : int
        How many.
    seconds : float or None
        Longest time of the processor for one item, and `mapper.WAITING` times as long by the clock: its process is
        ended then, and the item is `Lost`.
    """

    jobs: int
    seconds: float | None = None

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost]:
        """Yield ``work(item)`` for each item; see `Mapper.map`.

        Raises
        ------
        LopsidedError
            If processes cannot be started.
        """
        team = _Team(pickle.dumps(work), self)
        try:
            yield from team.results(iter(items))
        finally:
            team.end()


class _Team:
    """The processes of one call of `Processes.map`."""

    def __init__(self, payload: bytes, settings: Processes) -> None:
        self._payload = payload
        self._settings = settings
        self._workers: list[_Worker] = []
        self._again: deque[_Item] = deque()
        self._done: dict[int, tuple[bool, Any]] = {}
        self._taken = 0
        self._false_starts = 0

    def results(self, items: Iterator[Any]) -> Iterator[Any]:
        """Yield results in the order of the items."""
        turn = 0
        more = True
        while True:
            more = self._hand_out(items, turn) if more or self._again else False
            if turn in self._done:
                well, result = self._done.pop(turn)
                turn += 1
                if not well:
                    raise result
                yield result
            elif turn < self._taken:
                self._wait()
            elif not more:
                return

    def end(self) -> None:
        """End all processes, at once: whoever still works does so for nobody."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    # ---------------------------------------------------------------- giving
    def _hand_out(self, items: Iterator[Any], turn: int) -> bool:
        """Give work to whoever has room for it; return whether there may be more to come."""
        while self._has_room():
            if self._again:
                item = self._again.popleft()
            elif self._taken - turn >= _AHEAD * self._settings.jobs:
                return True
            else:
                try:
                    item = _Item(self._taken, pickle.dumps(next(items)))
                except StopIteration:
                    return False
                self._taken += 1
            self._give(self._free(), item)
        return True

    def _has_room(self) -> bool:
        return len(self._workers) < self._settings.jobs or any(len(w.items) < _AT_HAND for w in self._workers)

    def _free(self) -> _Worker:
        """Return an idle process, else a new one while there may be more, else the least busy."""
        least = min(self._workers, key=lambda w: len(w.items), default=None)
        if least is not None and (not least.items or len(self._workers) >= self._settings.jobs):
            return least
        return self._start()

    def _start(self) -> _Worker:
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=serve, args=(there, self._payload, self._settings.seconds), daemon=True)
        with one_thread_each():
            process.start()
        there.close()
        worker = _Worker(process, here)
        self._workers.append(worker)
        return worker

    def _give(self, worker: _Worker, item: _Item) -> None:
        if not worker.items:
            worker.since = time.monotonic()
        worker.items.append(item)
        try:
            worker.pipe.send_bytes(item.data)
        except OSError:
            self._bury(worker)

    # ---------------------------------------------------------------- taking
    def _wait(self) -> None:
        """Wait until something comes back, a process dies, or one has taken too long."""
        wait([w.pipe for w in self._workers], timeout=self._patience())
        for worker in tuple(self._workers):
            try:
                while worker.pipe.poll():
                    self._take(worker, worker.pipe.recv_bytes())
            except (EOFError, OSError):
                self._bury(worker)
        limit = self._settings.seconds
        for worker in tuple(self._workers):
            if limit is not None and worker.ready and worker.items and self._waited(worker) > by_the_clock(limit):
                self._done[worker.items.popleft().number] = (True, waited_too_long(limit))
                self._retire(worker)

    def _patience(self) -> float | None:
        limit = self._settings.seconds
        if limit is None:
            return None
        longest = max((self._waited(w) for w in self._workers if w.ready and w.items), default=0.0)
        return max(0.01, by_the_clock(limit) - longest + 0.01)

    @staticmethod
    def _waited(worker: _Worker) -> float:
        """Seconds by the clock since a process began with the item it is at."""
        return time.monotonic() - worker.since

    def _take(self, worker: _Worker, data: bytes) -> None:
        worker.since = time.monotonic()
        if not worker.ready:
            worker.ready = data == READY
            self._false_starts = 0
            return
        item = worker.items.popleft()
        self._done[item.number] = pickle.loads(data)  # noqa: S301 - from a process started here

    def _bury(self, worker: _Worker) -> None:
        """Deal with a process that has died: what it worked on is tried once more, what waited is given to others."""
        worker.process.join(_PARTING)
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts >= _FALSE_STARTS:
                problem = f"worker processes do not start (exit code {worker.process.exitcode})"
                remedy = "in a program of your own, start under 'if __name__ == \"__main__\":'; else use one job"
                raise LopsidedError(problem, remedy=remedy)
        elif worker.items:
            item = worker.items.popleft()
            item.tries += 1
            if self._settings.seconds is not None and worked_itself_out(worker.process.exitcode):
                self._done[item.number] = (True, worked_too_long(self._settings.seconds))
            elif item.tries < _TRIES:
                self._again.append(item)
            else:
                how = f"exit code {worker.process.exitcode}"
                self._done[item.number] = (True, Lost(f"the process at work on it died {item.tries} times ({how})"))
        self._retire(worker)

    def _retire(self, worker: _Worker) -> None:
        self._again.extend(worker.items)
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
