"""The readings under way and those of the last hours: a queue, one process that reads, and a place that is emptied."""

from __future__ import annotations

import secrets
import shutil
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from queue import Empty, Queue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Literal

from lopsided.errors import InputError, LopsidedError, UnknownNameError
from lopsided.web.failures import BusyError
from lopsided.web.places import hide
from lopsided.web.reading.child import Done, Job, serve
from lopsided.web.reading.names import file_name
from lopsided.web.reading.place import Place
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
#: Seconds after which what was read is forgotten, and between two looks whether it is time.
KEPT = 7200.0
_LOOKS = 60.0


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
    finished : float
        When it came to its end, on a clock of seconds.
    gone : bool
        The visitor wants it no more.
    """

    id: str
    names: tuple[str, ...]
    folder: Path
    published: str | None
    state: State = "waiting"
    steps: list[Step] = field(default_factory=list)
    failed: LopsidedError | None = None
    finished: float = 0.0
    gone: bool = False

    @property
    def dossier(self) -> Path:
        """What is made of it: a dossier that goes away with it."""
        return self.folder / "reading.duckdb"

    @property
    def given(self) -> Path:
        """Where the articles lie as handed in."""
        return self.folder / "given"


class ReadingRoom:
    """Takes articles in and has them read, one reading after the other.

    Parameters
    ----------
    kept : float
        Seconds after which what was read is forgotten.
    """

    def __init__(self, kept: float = KEPT) -> None:
        self._kept = kept
        self._place: Place | None = None
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
            self._forget_old(MOST_KEPT - 1)
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
        with self._lock:
            self._forget_old()
        if reading not in self._readings:
            kind = "reading"
            raise UnknownNameError(kind, reading, remedy=say("reading.forgotten"))
        return self._readings[reading]

    def forget(self, reading: str) -> None:
        """End a reading and throw away what was handed in.

        Raises
        ------
        UnknownNameError
            If it was never there, or has been forgotten.
        """
        found = self.find(reading)
        with self._lock:
            found.gone = True
            self._readings.pop(reading, None)
            if found.state == "reading":  # the one who follows it sees its process end, and clears up
                if self._process is not None:
                    self._process.kill()
            else:
                shutil.rmtree(found.folder, ignore_errors=True)

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
            self._place.close()

    # ---------------------------------------------------------------- within
    def _home(self) -> Path:
        if self._place is None:
            self._place = Place()
        return self._place.folder

    def _forget_old(self, most: int = MOST_KEPT) -> None:
        """Throw away what was read long ago, and the oldest beyond so many; what is not finished stays."""
        finished = [r for r in self._readings.values() if r.state in ("done", "failed")]
        late, beyond = time.monotonic() - self._kept, len(self._readings) - most
        for place, old in enumerate(finished):
            if old.finished < late or place < beyond:
                del self._readings[old.id]
                shutil.rmtree(old.folder, ignore_errors=True)

    def _work(self) -> None:
        while True:
            try:
                reading = self._queue.get(timeout=min(_LOOKS, self._kept))
            except Empty:
                with self._lock:
                    self._forget_old()
                continue
            if reading is None:
                return
            if not reading.gone:
                self._follow(reading)

    def _follow(self, reading: Reading) -> None:
        """Have one reading done, and note how it ended."""
        reading.state = "reading"
        try:
            done = self._have_read(reading)
        except (OSError, EOFError):
            self._end()
            problem = say("reading.died")
            done = Done(InputError(problem, remedy=say("reading.died_remedy")))
        with self._lock:
            reading.failed = done.failed and hide(done.failed, {reading.given: say("reading.given")})
            reading.finished = time.monotonic()
            reading.state = "failed" if done.failed else "done"
            if reading.gone:
                shutil.rmtree(reading.folder, ignore_errors=True)

    def _have_read(self, reading: Reading) -> Done:
        """Hand it to the process, and follow it to its end or to the limit of its time."""
        pipe = self._started()
        if reading.gone:
            return Done()
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
            process = context.Process(target=serve, args=(there,), daemon=True)
            with one_thread_each():
                process.start()
            there.close()
            self._process, self._pipe, self._read = process, here, 0
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
