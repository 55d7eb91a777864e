"""One item after the other in a process of its own, which is ended when an item takes too long.

For places where work cannot be broken off from within: threads, workers of a cluster, systems without POSIX timers. The
process is started as a command, not forked or spawned, so it may belong to a daemon and needs nothing of the program
that asks for it.
"""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, TypeVar

from lopsided.errors import LopsidedError
from lopsided.workers.mapper import Lost, by_the_clock, waited_too_long, worked_too_long
from lopsided.workers.serving import READY, one_thread_each, serve, worked_itself_out

if TYPE_CHECKING:
    from collections.abc import Callable

R = TypeVar("R")

_LENGTH = struct.Struct("!Q")
_TRIES = 2
_COMMAND = "from lopsided.workers.limited import answer; answer({seconds!r})"


class Frames:
    """Pieces of bytes over two pipes, each with its length before it; what `serve` needs of a connection."""

    def __init__(self, source: IO[bytes], target: IO[bytes]) -> None:
        self._source = source
        self._target = target

    def recv_bytes(self) -> bytes:
        """Return the next piece.

        Raises
        ------
        EOFError
            If the other side is gone.
        """
        head = self._source.read(_LENGTH.size)
        body = self._source.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""
        if len(head) < _LENGTH.size or len(body) < _LENGTH.unpack(head)[0]:
            raise EOFError
        return body

    def send_bytes(self, data: bytes) -> None:
        """Send a piece.

        Raises
        ------
        OSError
            If the other side is gone.
        """
        self._target.write(_LENGTH.pack(len(data)) + data)
        self._target.flush()


class Limited:
    """Applies a function to items in a process of its own, each within a time.

    Parameters
    ----------
    payload : bytes
        The function, pickled; it must be importable.
    seconds : float
        Longest time of the processor for one item; one that waits has `mapper.WAITING` times as long by the clock.
    """

    def __init__(self, payload: bytes, seconds: float) -> None:
        self._payload = payload
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: SimpleQueue[bytes] = SimpleQueue()
        self._closed = False

    def do(self, item: object) -> Any:  # noqa: ANN401 - whatever the function returns
        """Return what the function makes of an item, or `Lost` if it took too long or its process died twice.

        Raises
        ------
        LopsidedError
            If no process can be started; and whatever the function raises.
        """
        code: int | None = None
        for _ in range(_TRIES):
            process = self._process or self._start()
            try:
                self._send(process, pickle.dumps(item))
                answer = self._answers.get(timeout=by_the_clock(self._seconds))
            except OSError:
                answer = b""
            except Empty:
                self._end()
                return waited_too_long(self._seconds)
            if answer:
                well, result = pickle.loads(answer)  # noqa: S301 - from the process started here
                if not well:
                    raise result
                return result
            code = process.wait()
            self._end()
            if worked_itself_out(code):
                return worked_too_long(self._seconds)
        return Lost(f"the process at work on it died {_TRIES} times (exit code {code})")

    def close(self) -> None:
        """End the process and start no other."""
        self._closed = True
        self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.stdin is not None:
            process.kill()
            process.wait()
            try:
                process.stdin.close()
            except OSError:
                return  # it died with something still in the pipe, which nobody will read

    def _start(self) -> subprocess.Popen[bytes]:
        if self._closed:
            problem = "this work was ended"
            raise LopsidedError(problem, remedy="start it again")
        self._answers = SimpleQueue()
        places = os.pathsep.join(p or str(os.curdir) for p in sys.path)
        with one_thread_each():
            process = subprocess.Popen(  # noqa: S603 - this Python, our own code
                [sys.executable, "-c", _COMMAND.format(seconds=float(self._seconds))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": places},
            )
        Thread(target=_take, args=(process, self._answers), daemon=True).start()
        self._process = process
        try:
            self._send(process, self._payload)
            ready = self._answers.get() == READY
        except OSError:
            ready = False
        except BaseException:
            self._end()
            raise
        if not ready:
            self._end()
            problem = "the process for work with a time limit does not start"
            raise LopsidedError(problem, subject=sys.executable, remedy="see what it wrote, or work without a limit")
        return process

    @staticmethod
    def _send(process: subprocess.Popen[bytes], data: bytes) -> None:
        assert process.stdin is not None  # noqa: S101 - for the type checker: it was asked for
        Frames(process.stdin, process.stdin).send_bytes(data)


def limited(work: Callable[[Any], R], seconds: float) -> Limited:
    """Return what applies a function within a time; `Limited.close` is for the caller to call."""
    return Limited(pickle.dumps(work), seconds)


def _take(process: subprocess.Popen[bytes], answers: SimpleQueue[bytes]) -> None:
    """Hand on what comes back; an empty piece when nothing more will."""
    assert process.stdout is not None  # noqa: S101 - likewise
    with process.stdout as source:
        frames = Frames(source, source)
        try:
            while True:
                answers.put(frames.recv_bytes())
        except (EOFError, OSError):
            answers.put(b"")


def answer(seconds: float) -> None:
    """Be the process: take the function, then item after item, from standard input; what is printed goes to the log.

    Parameters
    ----------
    seconds : float
        Of the processor, for one item.
    """
    target = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    frames = Frames(sys.stdin.buffer, target)
    serve(frames, frames.recv_bytes(), seconds)
