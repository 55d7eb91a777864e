"""The process that reads what visitors hand in: it can be ended at any time, and takes nothing with it."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.errors import InputError, LopsidedError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from lopsided.api.corpora import Step

#: Bytes of address space; the parser with an article of the largest size needs a third of it.
MOST_MEMORY = 6 * 2**30


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be read.

    Attributes
    ----------
    folder : Path
        Holds the articles as handed in.
    into : Path
        The dossier to make.
    published : str or None
        ISO day, where the visitor knows it.
    """

    folder: Path
    into: Path
    published: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """The end of a job: well, or with what went wrong."""

    failed: LopsidedError | None = None


def serve(pipe: Connection) -> None:
    """Read one job after the other; send each `Step`, then `Done`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one to deal with
    _limit_memory()
    while True:
        try:
            job: Job = pipe.recv()
        except EOFError:
            return
        pipe.send(_read(job, pipe))


def _read(job: Job, pipe: Connection) -> Done:
    from lopsided.api.corpora import How  # noqa: PLC0415 - loaded by this process alone
    from lopsided.api.dossiers import read  # noqa: PLC0415

    def tell(step: Step) -> None:
        pipe.send(step)

    try:
        with read(job.folder, into=job.into, published=job.published, how=How(watch=tell)):
            return Done()
    except LopsidedError as error:
        return Done(error)
    except (MemoryError, RecursionError):
        problem = "the text needs more memory than a visitor's may"
        return Done(InputError(problem, remedy="read it with 'lopsided read', or hand in less at a time"))


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
