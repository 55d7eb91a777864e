"""The readings under way and those of the last hours: a queue, one process that reads, and a place that is emptied."""

from __future__ import annotations

import secrets
import shutil
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from typing import TYPE_CHECKING, Literal

from lopsided.errors import InputError, LopsidedError, UnknownNameError
from lopsided.web.failures import BusyError
from lopsided.web.places import hide
from lopsided.web.reading.child import Done, Job, serve
from lopsided.web.reading.names import file_name
from lopsided.web.words import say
from lopsided.workers.serving import one_thread_each

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from lopsided.api.corpora import Step

State = Literal["waiting", "reading", "done", "failed"]
#: Seconds one reading may take; `lopsided read` has no limit.
LONGEST = 180.0
MOST_KEPT = 24
MOST_WAITING = 6
#: Documents after which the process is replaced by a fresh one: a parser remembers every word it has met.
MOST_DOCUMENTS = 2000
_PARTING = 3.0


@dataclass(slots=True)
class Reading:
    """What somebody handed in, and how far it is.

    Attributes
    ----------
    id : str
        Cannot be guessed.
    names : tuple of str
        Of the files handed in.
    steps : list of Step
        Articles dealt with so far.
    failed : LopsidedError or None
    """

    id: str
    names: tuple[str, ...]
    folder: Path
    published: str | None
    state: State = "waiting"
    steps: list[Step] = field(default_factory=list)
    failed: LopsidedError | None = None

    @property
    def dossier(self) -> Path:
        """What is made of it: a dossier that goes away with it."""
        return self.folder / "reading.duckdb"

    @property
    def given(self) -> Path:
        """Where the articles lie as handed in."""
        return self.folder / "given"


class ReadingRoom:
    """Takes articles in and has them read, one reading after the other."""

    def __init__(self) -> None:
        self._place: TemporaryDirectory[str] | None = None
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._queue: Queue[Reading | None] = Queue()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._read = 0

    def take(self, files: Sequence[tuple[str, bytes]], published: str | None) -> Reading:
        """Take articles in; they are read as soon as those before them are.

        Parameters
        ----------
        files : sequence of (str, bytes)
            Names as given and contents.
        published : str or None
            ISO day.

        Raises
        ------
        InputError
            If nothing is handed in.
        BusyError
            If too many wait.
        """
        if not any(data.strip() for _, data in files):
            problem = say("reading.nothing")
            raise InputError(problem, remedy=say("reading.nothing_remedy"))
        with self._lock:
            if sum(r.state == "waiting" for r in self._readings.values()) >= MOST_WAITING:
                raise BusyError
            self._forget_oldest()
            folder = self._home() / secrets.token_hex(8)
            names: list[str] = []
            (folder / "given").mkdir(parents=True)
            for name, data in files:
                names.append(file_name(name, names))
                (folder / "given" / names[-1]).write_bytes(data)
            reading = Reading(secrets.token_urlsafe(12), tuple(names), folder, published)
            self._readings[reading.id] = reading
            if self._thread is None:
                self._thread = Thread(target=self._work, name="reading room", daemon=True)
                self._thread.start()
        self._queue.put(reading)
        return reading

    def find(self, reading: str) -> Reading:
        """Look one up.

        Raises
        ------
        UnknownNameError
            If it was never there, or has been forgotten.
        """
        if reading not in self._readings:
            kind = "reading"
            raise UnknownNameError(kind, reading, remedy=say("reading.forgotten"))
        return self._readings[reading]

    def stamp(self) -> tuple[tuple[str, str, int], ...]:
        """Say how far each is: what shows them is made anew when this changes."""
        return tuple((r.id, r.state, len(r.steps)) for r in tuple(self._readings.values()))

    def close(self) -> None:
        """End the process and throw away what was not saved."""
        if self._thread is not None:
            self._queue.put(None)
            self._end()
            self._thread.join(_PARTING)
        self._end()
        if self._place is not None:
            self._place.cleanup()

    # ---------------------------------------------------------------- within
    def _home(self) -> Path:
        if self._place is None:
            self._place = TemporaryDirectory(prefix="lopsided-", ignore_cleanup_errors=True)
        return Path(self._place.name)

    def _forget_oldest(self) -> None:
        """Make room for one more; what is not finished stays."""
        finished = [r for r in self._readings.values() if r.state in ("done", "failed")]
        for old in finished[: max(0, len(self._readings) + 1 - MOST_KEPT)]:
            del self._readings[old.id]
            shutil.rmtree(old.folder, ignore_errors=True)

    def _work(self) -> None:
        while (reading := self._queue.get()) is not None:
            reading.state = "reading"
            try:
                done = self._have_read(reading)
            except (OSError, EOFError):
                self._end()
                problem = say("reading.died")
                done = Done(InputError(problem, remedy=say("reading.died_remedy")))
            reading.failed = done.failed and hide(done.failed, {reading.given: say("reading.given")})
            reading.state = "failed" if done.failed else "done"

    def _have_read(self, reading: Reading) -> Done:
        """Hand it to the process, and follow it to its end or to the limit of its time."""
        pipe = self._started()
        until = time.monotonic() + LONGEST
        pipe.send(Job(reading.given, reading.dossier, reading.published))
        while pipe.poll(max(0.0, until - time.monotonic())):
            told: Step | Done = pipe.recv()
            if isinstance(told, Done):
                return told
            reading.steps.append(told)
            self._read += 1
        self._end()
        problem = say("reading.slow", seconds=f"{LONGEST:g}")
        return Done(InputError(problem, remedy=say("reading.slow_remedy")))

    def _started(self) -> Connection:
        if self._process is None or not self._process.is_alive() or self._read > MOST_DOCUMENTS:
            self._end()
            context = get_context("spawn")
            here, there = context.Pipe()
            self._process = context.Process(target=serve, args=(there,), daemon=True)
            with one_thread_each():
                self._process.start()
            there.close()
            self._pipe, self._read = here, 0
        assert self._pipe is not None  # noqa: S101 - for the type checker
        return self._pipe

    def _end(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None:
            process.kill()
            process.join(_PARTING)
        if pipe is not None:
            pipe.close()
