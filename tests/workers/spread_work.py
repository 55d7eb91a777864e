"""Work for tests: it must be importable by worker processes."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from lopsided.errors import SolveError, UnknownNameError
from lopsided.workers import cluster, likeness, mapper


@dataclass(frozen=True)
class Squares:
    """Squares numbers; may die of one, for good or only the first time, fail, work too long, or wait."""

    deadly: int | None = None
    dies_once: str | None = None
    fails: int | None = None
    slow: int | None = None
    idle: int | None = None

    def __call__(self, number: int) -> tuple[int, str]:
        if number == self.deadly and self._dies():
            os.kill(os.getpid(), signal.SIGKILL)
        if number == self.fails:
            problem = "no equilibrium"
            raise SolveError(problem, residual=0.5, worst="tea")
        if number == self.slow:
            sum(range(10**15))  # in one step of Python, which only the system can break off
        if number == self.idle:
            time.sleep(600)
        return number * number, os.environ.get("OMP_NUM_THREADS", "")

    def _dies(self) -> bool:
        if self.dies_once is None:
            return True
        mark = Path(self.dies_once)
        first = not mark.exists()
        mark.touch()
        return first


class SlowToLoad:
    """Takes its time to get ready, once in each process, and fails at it where it is told to."""

    def __init__(self, seconds: float, *, fails: bool = False) -> None:
        self.seconds = seconds
        self.fails = fails
        self.ready = False

    def warm_up(self) -> None:
        """Get ready, at work all the time."""
        end = time.process_time() + self.seconds
        while time.process_time() < end:
            pass
        self.ready = True
        if self.fails:
            kind = "reader"
            raise UnknownNameError(kind, "riles", ["rules"])

    def __call__(self, number: int) -> tuple[int, bool]:
        return number, self.ready


def misnamed(number: int) -> int:
    """Fail with an error that needs more than a text to be made."""
    kind = "product"
    raise UnknownNameError(kind, f"tee{number}", ["tea", "coffee"])


def printed(line: str) -> str:
    """Print a line, and more behind Python's back, and return it."""
    print(line, flush=True)  # noqa: T201
    os.write(1, b"more\n")
    return line


def rested(seconds: float) -> float:
    """Wait without working, as on a machine that has no time for it."""
    time.sleep(seconds)
    return seconds


def wait_for_the_processor() -> None:
    """Let the work of this process wait for the processor as long as it must."""
    mapper.WAITING = 100_000.0


_OWN = likeness.likeness


def seem(place: str, version: str | None) -> None:
    """Let this process seem to have another lopsided, one that cannot say which, or (with an empty version) its own.

    ``place`` is where it is asked: ``likeness`` when a program connects, ``cluster`` before an item.
    """
    module = {"likeness": likeness, "cluster": cluster}[place]
    if version is None:
        del likeness.likeness
    else:
        other = tuple((name, version if name == "lopsided" else held) for name, held in _OWN())
        module.likeness = (lambda: other) if version else _OWN  # type: ignore[attr-defined]
