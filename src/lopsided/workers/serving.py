"""What runs in a worker process: take an item, do the work, send the answer, until told to stop."""

from __future__ import annotations

import os
import pickle
import signal
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Protocol

from lopsided.workers.mapper import warm_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

READY = b"ready"
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "BLIS_NUM_THREADS")


class Pipe(Protocol):
    """What brings items and takes answers: a connection of ``multiprocessing``, or two pipes."""

    def recv_bytes(self) -> bytes:
        """Return the next piece; EOFError when the other side is gone."""
        ...

    def send_bytes(self, buf: bytes, /) -> None:
        """Send a piece."""
        ...


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Let processes started within use one thread for linear algebra: several would wait for each other."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def serve(pipe: Pipe, payload: bytes, seconds: float | None = None) -> None:
    """Answer one item after the other.

    Parameters
    ----------
    pipe : Pipe
        Brings items as pickled bytes, empty for the end; takes a pickled pair of whether it went well, and the result
        or the error.
    payload : bytes
        The function, pickled: loaded here once, with all that it needs, before this process says that it is ready.
    seconds : float, optional
        Longest time of the processor for one item, on systems with POSIX timers: the system ends this process then,
        whatever it is at; see `worked_itself_out`.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one to deal with
    inbox: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_receive, args=(pipe, inbox), daemon=True).start()
    work = _loaded(payload)
    warm_up(work)
    pipe.send_bytes(READY)
    while item := inbox.get():
        try:
            with _ended_after(seconds):
                answer = (True, work(pickle.loads(item)))  # noqa: S301 - from the process that started this one
        except Exception as error:  # noqa: BLE001 - raised again where the result is awaited
            answer = (False, _portable(error))
        pipe.send_bytes(pickle.dumps(answer))


def worked_itself_out(code: int | None) -> bool:
    """Whether a process with this exit code was ended for the processor's time that its item took."""
    return hasattr(signal, "SIGPROF") and code == -signal.SIGPROF


@contextmanager
def _ended_after(seconds: float | None) -> Iterator[None]:
    """Have the system end this process once what runs within has taken too much of the processor's time."""
    if seconds is None or not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)


def _loaded(payload: bytes) -> Callable[[object], object]:
    """Return the function, or one that raises at each item what went wrong with it."""
    try:
        work: Callable[[object], object] = pickle.loads(payload)  # noqa: S301 - from the process that started this one
    except Exception as error:  # noqa: BLE001 - raised where the first result is awaited
        failure = error

        def fail(_item: object) -> object:
            raise failure

        return fail
    return work


def _receive(pipe: Pipe, inbox: SimpleQueue[bytes]) -> None:
    """Empty the pipe while work goes on, so that a sender never waits for it; leave when the sender is gone."""
    try:
        while data := pipe.recv_bytes():
            inbox.put(data)
    except (EOFError, OSError):
        os._exit(1)
    inbox.put(b"")


def _portable(error: Exception) -> Exception:
    """Return the error if it survives the way back, else one that says the same."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it cannot be sent
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
