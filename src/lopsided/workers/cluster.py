"""A mapper over a Dask cluster: workers on other machines, or a few started here.

Dask itself gives the items of a lost worker to the others; what it gives up, after several deaths, is `Lost`. The
package is the optional extra ``cluster``, and is imported only here and only when asked for.
"""

from __future__ import annotations

import logging
import pickle
import signal
import threading
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from lopsided.errors import LopsidedError, MissingDataError, UsageError
from lopsided.workers.likeness import hold_alike, likeness
from lopsided.workers.limited import Limited
from lopsided.workers.mapper import Lost
from lopsided.workers.serving import one_thread_each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lopsided.workers.likeness import Likeness

T = TypeVar("T")
R = TypeVar("R")

LOCAL = "local"
_AHEAD = 8  # items per thread of the cluster that are under way or wait for an earlier one
_LOOK = 64  # items after which the cluster is counted again: workers come and go
_PATIENCE = "20s"


class Cluster:
    """Spreads work over the workers of a Dask client; made by `cluster_at`."""

    def __init__(self, client: Any, seconds: float | None = None) -> None:  # noqa: ANN401  (distributed is untyped)
        self._client = client
        self._seconds = seconds

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost]:
        """Yield ``work(item)`` for each item; see `Mapper.map`.

        Raises
        ------
        LopsidedError
            If the cluster is gone, or a worker differs from this program in what results rest on.
        """
        key = uuid4().hex
        here = work if self._seconds is None else WithinTime(key, pickle.dumps(work), self._seconds)
        # a task like any other, so that Dask makes it again where the workers that held it are lost; as bytes, for a
        # worker that joins later must be held to be alike before it takes any of it for its own
        shared = self._client.submit(bytes, pickle.dumps(here), pure=False)
        alike = likeness()
        waiting: deque[Any] = deque()
        ahead = 0
        try:
            for number, item in enumerate(items):
                ahead = self._ahead() if number % _LOOK == 0 else ahead
                waiting.append(self._client.submit(_apply, alike, shared, pickle.dumps(item), pure=False))
                while len(waiting) >= ahead:
                    yield self._result(waiting.popleft())
            while waiting:
                yield self._result(waiting.popleft())
        finally:
            for future in waiting:
                future.cancel()
            if self._seconds is not None and self._client.status == "running":
                self._client.run(_dismiss, key, on_error="ignore")

    def _ahead(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return _AHEAD * max(1, sum(threads.values()))

    def _result(self, future: Any) -> Any:  # noqa: ANN401
        from concurrent.futures import CancelledError  # noqa: PLC0415

        from distributed import KilledWorker  # noqa: PLC0415
        from distributed.comm.core import CommClosedError  # noqa: PLC0415

        try:
            return future.result()
        except KilledWorker as error:
            return Lost(f"the workers at work on it died ({error.allowed_failures + 1} times)")
        except (CommClosedError, CancelledError, TimeoutError) as error:
            problem = "the cluster was lost"
            raise LopsidedError(problem, remedy="see its scheduler's log, then run the same command again") from error


_processes: dict[tuple[int, str], Limited] = {}
"""In a worker: the process each of its threads has for work with a time limit, by thread and call of `Cluster.map`."""


@dataclass(frozen=True, slots=True)
class WithinTime:
    """Work as a worker does it when there is a limit: in a process of its own, which the limit ends, not the worker.

    Attributes
    ----------
    key : str
        Of the call of `Cluster.map`, by which its processes are ended.
    payload : bytes
        The function, pickled.
    seconds : float
    """

    key: str
    payload: bytes
    seconds: float

    def __call__(self, item: object) -> Any:  # noqa: ANN401
        """Do one item; see `Limited.do`."""
        here = threading.get_ident(), self.key
        for left in [place for place in _processes if place[0] == here[0] and place != here]:
            _processes.pop(left).close()  # its caller is gone without a word
        if here not in _processes:
            _processes[here] = Limited(self.payload, self.seconds)
        return _processes[here].do(item)


def _dismiss(key: str) -> None:
    """End a worker's processes of one call."""
    for place in [place for place in list(_processes) if place[1] == key]:
        _processes.pop(place).close()


def _apply(alike: Likeness, payload: bytes, item: bytes) -> Any:  # noqa: ANN401
    """Do one item on a worker, which must be like the program that gives it."""
    if alike != likeness():
        from distributed import get_worker  # noqa: PLC0415

        hold_alike(likeness(), alike, get_worker().address)
    return _work(payload)(pickle.loads(item))  # noqa: S301 - from the program that this worker works for


@lru_cache(maxsize=1)
def _work(payload: bytes) -> Callable[[object], object]:
    work: Callable[[object], object] = pickle.loads(payload)  # noqa: S301 - likewise
    return work


def _hold_all_alike(client: Any) -> None:  # noqa: ANN401
    """Ask every worker what it rests on, before it is given anything.

    Raises
    ------
    LopsidedError
        If one differs, or cannot say.
    """
    for worker, answer in client.run(likeness, on_error="return").items():
        if isinstance(answer, Exception):
            problem = f"a worker cannot say which lopsided it has: {type(answer).__name__}: {answer}"
            remedy = "install the same lopsided with the same lock file there"
            raise LopsidedError(problem, subject=worker, remedy=remedy) from answer
        hold_alike(answer, likeness(), worker)


@contextmanager
def cluster_at(scheduler: str, seconds: float | None = None) -> Iterator[Cluster]:
    """Connect to a Dask scheduler, or start one here for as long as the block lasts.

    Parameters
    ----------
    scheduler : str
        Address such as ``tcp://10.0.0.5:8786``, or ``local:N`` for N workers on this machine.
    seconds : float, optional
        Longest time of the processor for one item, and ten times as long by the clock: the process at work on it is
        ended then, its worker goes on, and the item is `Lost`.

    Raises
    ------
    MissingDataError
        If Dask distributed is not installed.
    UsageError
        If it is no address.
    LopsidedError
        If there is no scheduler at the address, no worker, or one whose lopsided, Python, packages or model differ.
    """
    try:
        distributed: Any = import_module("distributed")  # an optional extra, slow to load, and untyped
    except ImportError as error:
        problem = "Dask distributed is not installed"
        raise MissingDataError(problem, subject=scheduler, remedy="pip install 'lopsided[cluster]'") from error
    workers = _local(scheduler)
    with _quiet():
        if workers:
            # Dask serves its numbers whatever it is told: only to this machine, where another cluster may have its port
            options = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
            with one_thread_each(), _deaf_to_interrupts():
                here = distributed.LocalCluster(processes=True, silence_logs=logging.CRITICAL, **options)
            with here, distributed.Client(here) as client:
                yield Cluster(client, seconds)
            return
        try:
            client = distributed.Client(scheduler, timeout=_PATIENCE)
        except (OSError, TimeoutError) as error:
            problem = "no Dask scheduler answers there"
            raise LopsidedError(problem, subject=scheduler, remedy="start one with 'dask scheduler'") from error
        with client:
            _await_worker(client, scheduler)
            _hold_all_alike(client)
            yield Cluster(client, seconds)


def _await_worker(client: Any, scheduler: str) -> None:  # noqa: ANN401
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        problem = "the Dask scheduler has no worker"
        raise LopsidedError(problem, subject=scheduler, remedy=f"start one with 'dask worker {scheduler}'") from error


def _local(scheduler: str) -> int:
    """Return how many workers to start here, 0 for a cluster that runs already.

    Raises
    ------
    UsageError
    """
    kind, _, rest = scheduler.partition(":")
    if kind == LOCAL and rest.isascii() and rest.isdigit() and int(rest):
        return int(rest)
    if kind in ("tcp", "tls", "ws", "wss", "ucx") and rest.startswith("//"):
        return 0
    problem = f"{scheduler!r} is not the address of a scheduler"
    raise UsageError(problem, subject=scheduler, remedy="write tcp://HOST:8786, or local:2 for two workers here")


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let processes started within ignore Ctrl-C: it is for this one to deal with, which then ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's own log off the terminal: what matters is said in one sentence here."""
    loggers = [logging.getLogger(name) for name in ("distributed", "tornado", "asyncio")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
