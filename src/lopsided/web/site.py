"""What all pages share while the app runs: settings, the dossiers on offer, and what has been worked out already."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from lopsided.errors import UnknownNameError
from lopsided.web.failures import BusyError
from lopsided.web.reading.room import ReadingRoom

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from lopsided.settings import Settings

Made = TypeVar("Made")
#: Requests that may wait for a worker before the next is turned away.
MOST_WAITING = 200


class Memory:
    """The newest things worked out, up to a weight: the one used longest ago goes first.

    Parameters
    ----------
    most : int
        Weight of all that is kept.
    weigh : callable, optional
        Weight of one thing; each weighs 1 when left out.
    """

    def __init__(self, most: int, weigh: Callable[[Any], int] = lambda _: 1) -> None:
        self._most = most
        self._weigh = weigh
        self._weight = 0
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Any:  # noqa: ANN401 - holds anything
        """Return what is kept, or None."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        return None

    def put(self, key: Hashable, made: object) -> None:
        """Keep something, unless it alone weighs too much."""
        if key in self._kept:
            self._weight -= self._weigh(self._kept.pop(key))
        self._kept[key] = made
        self._weight += self._weigh(made)
        while self._weight > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._weight -= self._weigh(oldest)


@dataclass(slots=True)
class Site:
    """One running app.

    Attributes
    ----------
    settings : Settings
    readings : ReadingRoom
        What visitors handed in.
    """

    settings: Settings
    readings: ReadingRoom = field(init=False)
    _contents: Memory = field(init=False)
    _texts: Memory = field(init=False)
    _workers: ThreadPoolExecutor = field(init=False)
    _running: dict[Hashable, asyncio.Future[Any]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.readings = ReadingRoom(self.settings.kept_seconds)
        self.forget()
        self._workers = ThreadPoolExecutor(self.settings.workers, thread_name_prefix="page")

    async def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Work something out in a worker, once however many ask for it at the same time, and keep it.

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
            if len(self._running) >= MOST_WAITING:
                raise BusyError
            running = asyncio.get_running_loop().run_in_executor(self._workers, make)
            self._running[key] = running
            running.add_done_callback(lambda done: self._done(key, done))
        try:
            made: Made = await asyncio.wait_for(asyncio.shield(running), self.settings.seconds)
        except TimeoutError:
            raise BusyError from None
        return made

    def _done(self, key: Hashable, done: asyncio.Future[Any]) -> None:
        del self._running[key]
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
        self._workers.shutdown(wait=False, cancel_futures=True)

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
