"""Where work is done: here, in processes, or on a cluster."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.errors import UsageError
from lopsided.workers.mapper import InProcess
from lopsided.workers.processes import Processes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lopsided.workers.mapper import Mapper


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """Where to do the work.

    Attributes
    ----------
    jobs : int
        Processes on this machine; 1 does it all in this one.
    scheduler : str or None
        A Dask cluster instead: ``tcp://HOST:PORT``, or ``local:N`` for N workers started here.
    seconds : float or None
        Longest time of the processor for one item, after which it is lost; one that waits without working has ten
        times as long by the clock. See `InProcess` for how it is kept in this process.
    """

    jobs: int = 1
    scheduler: str | None = None
    seconds: float | None = None


@contextmanager
def mapper_for(workers: Workers) -> Iterator[Mapper]:
    """Yield the mapper that does the work where it is wanted.

    Raises
    ------
    UsageError
        If both processes and a scheduler are asked for, or no process.
    LopsidedError
        If the cluster cannot be reached; see `cluster_at`.
    """
    if workers.jobs < 1 or (workers.scheduler and workers.jobs > 1):
        problem = "work needs at least one process, and either processes or a scheduler"
        raise UsageError(problem, subject=f"{workers.jobs} jobs", remedy="give --jobs 2, or --scheduler, not both")
    if workers.scheduler:
        from lopsided.workers.cluster import cluster_at  # noqa: PLC0415 - an optional extra

        with cluster_at(workers.scheduler, workers.seconds) as cluster:
            yield cluster
    elif workers.jobs > 1:
        yield Processes(workers.jobs, workers.seconds)
    else:
        yield InProcess(workers.seconds)
