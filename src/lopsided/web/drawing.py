"""Processes that draw, beside the server: a drawing keeps a whole interpreter busy, and pages should not wait for it.

Each thread that draws has a process of its own, which is started when first needed, ended after so many drawings,
and replaced if it dies. It draws only what the pages' own charts say.
"""

from __future__ import annotations

import os
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import as_file, files
from multiprocessing import get_context
from threading import Lock, local
from typing import TYPE_CHECKING

from lopsided.briefing.vega import DRAW, Spec, drawn_here
from lopsided.errors import LopsidedError
from lopsided.web.memory import Memory
from lopsided.web.words import say
from lopsided.workers.serving import READY, one_thread_each, serve

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

#: Drawings after which a process makes room for a fresh one.
MOST_DRAWINGS = 2000
#: Characters of drawings that are kept, whatever page they were for.
KEPT = 16_000_000
_TRIES = 2
#: Seconds a process may take to start: no drawing's time, and long, for it stands back for all others.
_STARTING = 600.0
_FIRST: Spec = {"$schema": "https://vega.github.io/schema/vega/v5.json", "marks": [{"type": "text"}]}
#: How far drawing stands back for pages where both want the processor.
_NICE = 15


def in_own_process(numbered: tuple[int, Spec]) -> tuple[int, str]:
    """Draw, in a process that lets others go first; the answer has the number it was asked by."""
    _stand_back()
    _without_fonts_of_the_system()
    number, spec = numbered
    return number, drawn_here(spec)


@cache
def _stand_back() -> None:
    if hasattr(os, "nice"):
        os.nice(_NICE)


@cache
def _without_fonts_of_the_system() -> None:
    """Measure words with the font that vl-convert brings: it looks through all there are for each, half its time."""
    with as_file(files("lopsided.web") / "no_fonts.conf") as fonts:
        os.environ["FONTCONFIG_FILE"] = str(fonts)
        drawn_here(_FIRST)  # reads it, once for all


@dataclass(slots=True)
class _Drawer:
    process: SpawnProcess
    pipe: Connection
    drawings: int = 0
    ready: bool = False

    def draw(self, spec: Spec, seconds: float) -> str:
        """Have something drawn; EOFError or OSError if the process is gone, too slow, or answers an earlier one."""
        self.drawings += 1
        self.pipe.send_bytes(pickle.dumps((self.drawings, spec)))
        if not self.ready:
            self.ready = self._next(_STARTING) == READY
        well, made = pickle.loads(self._next(seconds))  # noqa: S301 - from a process started here
        if not well:
            raise made
        number, svg = made
        if number != self.drawings:  # never another chart under this one's title
            raise EOFError
        return str(svg)

    def _next(self, seconds: float) -> bytes:
        if not self.pipe.poll(seconds):
            raise EOFError
        return self.pipe.recv_bytes()

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Drawers:
    """Draws in processes, and keeps what was drawn by what is in it.

    Parameters
    ----------
    count : int
        How many processes.
    seconds : float
        Longest time for one drawing.
    """

    def __init__(self, count: int, seconds: float) -> None:
        self.count = count
        self.seconds = seconds
        self._mine = local()
        self._all: list[_Drawer] = []
        self._kept = Memory(KEPT, len)
        self._lock = Lock()
        self._closed = False

    def threads(self) -> ThreadPoolExecutor:
        """Give threads in which every chart is drawn by a process."""
        made = ThreadPoolExecutor(self.count, thread_name_prefix="picture", initializer=self._begin)
        for _ in range(self.count):  # starting takes longer than drawing
            made.submit(self._drawn, _FIRST)
        return made

    def _begin(self) -> None:
        DRAW.set(self.draw)

    def draw(self, spec: Spec) -> str:
        """Draw a specification, or give the drawing there is of it.

        Raises
        ------
        LopsidedError
            If the process dies over it more than once.
        """
        key = sha256(pickle.dumps(spec)).digest()
        with self._lock:
            kept: str | None = self._kept.get(key)
        if kept is not None:
            return kept
        made = self._drawn(spec)
        with self._lock:
            self._kept.put(key, made)
        return made

    def _drawn(self, spec: Spec) -> str:
        """Have this thread's process draw; one that does not answer in time is never asked again."""
        for _ in range(_TRIES):
            try:
                return self._drawer().draw(spec, self.seconds)
            except (EOFError, OSError):
                self._retire()
        raise LopsidedError(say("failures.drawing"), remedy=say("failures.drawing_remedy"))

    def pids(self) -> list[int]:
        """Say which processes there are."""
        with self._lock:
            return [drawer.process.pid for drawer in self._all if drawer.process.pid is not None]

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            self._closed = True
            drawers, self._all = self._all, []
        for drawer in drawers:
            drawer.process.kill()
            drawer.process.join()

    def _drawer(self) -> _Drawer:
        """Give this thread its process."""
        mine: _Drawer | None = getattr(self._mine, "drawer", None)
        if mine is not None and mine.drawings >= MOST_DRAWINGS:
            self._retire()
            mine = None
        if mine is None:
            mine = self._mine.drawer = self._start()
        return mine

    def _start(self) -> _Drawer:
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=serve, args=(there, pickle.dumps(in_own_process)), daemon=True)
        with self._lock:
            if self._closed:
                raise EOFError
            with one_thread_each():
                process.start()
            there.close()
            drawer = _Drawer(process, here)
            self._all.append(drawer)
        return drawer

    def _retire(self) -> None:
        mine: _Drawer | None = getattr(self._mine, "drawer", None)
        self._mine.drawer = None
        if mine is not None:
            with self._lock:
                if mine in self._all:
                    self._all.remove(mine)
            mine.end()
