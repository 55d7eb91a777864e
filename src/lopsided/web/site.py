"""What all pages share while the app runs: settings, the dossiers on offer, and what has been worked out already."""

from __future__ import annotations

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from lopsided.errors import UnknownNameError
from lopsided.web.failures import BusyError
from lopsided.web.memory import Memory
from lopsided.web.reading.room import ReadingRoom

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from lopsided.settings import Settings
    from lopsided.web.drawing import Drawers

Made = TypeVar("Made")
Work = Literal["page", "picture"]
#: Requests that may wait for a worker before the next is turned away: a page has a dozen pictures.
MOST_WAITING: dict[Work, int] = {"page": 200, "picture": 1000}


@dataclass(slots=True)
class Site:
    """One running app.

    Attributes
    ----------
    settings : Settings
    drawers : Drawers or None
        Processes that draw; None draws here.
    readings : ReadingRoom
        What visitors handed in.
    """

    settings: Settings
    drawers: Drawers | None = None
    readings: ReadingRoom = field(init=False)
    _contents: Memory = field(init=False)
    _texts: Memory = field(init=False)
    _workers: dict[Work, ThreadPoolExecutor] = field(init=False)
    _waiting: Counter[Work] = field(init=False, default_factory=Counter)
    _running: dict[Hashable, asyncio.Future[Any]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.readings = ReadingRoom(self.settings.kept_seconds)
        self.forget()
        # Pages have threads of their own: whoever asks for one does not wait for others' pictures.
        count = self.settings.workers
        draw = self.drawers.threads() if self.drawers else ThreadPoolExecutor(count, thread_name_prefix="picture")
        self._workers = {"page": ThreadPoolExecutor(count, thread_name_prefix="page"), "picture": draw}

    async def once(self, key: Hashable, make: Callable[[], Made], work: Work = "page") -> Made:
        """Work something out in a worker for such work, once however many ask for it at the same time, and keep it.

        Raises
        ------
        BusyError
            If too many wait, or if it takes longer than a page may; what was begun goes on and is kept.
        """
        kept: Made | None = self._texts.get(key) or self._contents.get(key)
        if kept is not None:
            return kept
        running = self._running.get(key)
        if running is None:
            if self._waiting[work] >= MOST_WAITING[work]:
                raise BusyError
            running = asyncio.get_running_loop().run_in_executor(self._workers[work], make)
            self._running[key] = running
            self._waiting[work] += 1
            running.add_done_callback(lambda done: self._done(key, done, work))
        try:
            made: Made = await asyncio.wait_for(asyncio.shield(running), self.settings.seconds)
        except TimeoutError:
            raise BusyError from None
        return made

    def begin(self, work: Work, make: Callable[[], object]) -> None:
        """Have a worker for such work do something that nobody waits for."""
        self._workers[work].submit(make)

    def _done(self, key: Hashable, done: asyncio.Future[Any], work: Work) -> None:
        del self._running[key]
        self._waiting[work] -= 1
        if not done.cancelled() and done.exception() is None:
            made = done.result()
            (self._texts if isinstance(made, bytes) else self._contents).put(key, made)

    def forget(self) -> None:
        """Keep nothing in memory of what was worked out so far."""
        self._contents = Memory(self.settings.cached_pages)
        self._texts = Memory(self.settings.cached_bytes, len)

    def close(self) -> None:
        """Let the workers go, and throw away what was handed in and not saved."""
        self.readings.close()
        for workers in self._workers.values():
            workers.shutdown(wait=False, cancel_futures=True)
        if self.drawers is not None:
            self.drawers.close()

    def dossiers(self) -> dict[str, Path]:
        """List the dossiers on offer by name; a name from a request is only ever looked up here."""
        folder = self.settings.dossiers
        if folder is None or not folder.is_dir():
            return {}
        return {path.stem: path for path in sorted(folder.glob("*.duckdb")) if path.is_file()}

    def dossier(self, name: str) -> Path:
        """Look up one dossier.

        Raises
        ------
        UnknownNameError
        """
        found = self.dossiers()
        if name not in found:
            kind = "dossier"
            raise UnknownNameError(kind, name, found, remedy="see the dossiers on offer")
        return found[name]
