"""Reading on a Dask cluster of two workers, one killed midway: ``python -m benchmarks.cluster [ARTICLES] [FOLDER]``.

The same made-up articles are read by one process and by a LocalCluster whose first worker is killed with SIGKILL when a
third is done; documents, records and what was set aside must be equal, line by line. In FOLDER, if given, the dossier
of one process is kept and taken from there another time.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.made_up_articles import write

from lopsided.api.corpora import How, Reading, Step, articles_in
from lopsided.api.filling import Known, fill
from lopsided.records.exchange import json_lines
from lopsided.records.store import Dossier
from lopsided.workers.choice import Workers

if TYPE_CHECKING:
    from collections.abc import Callable


def read_into(folder: Path, target: Path, workers: Workers, watch: Callable[[Step], None] | None = None) -> float:
    """Read articles, without stories and checks, which are made afterwards in one process; return the seconds."""
    began = time.perf_counter()
    with Dossier.open(target) if target.exists() else Dossier.create(target) as dossier:
        found = articles_in(folder, Reading("rules", None), how=How(workers=workers, watch=watch), known=Known(dossier))
        fill(dossier, found, None)
    return time.perf_counter() - began


def workers_of_dask() -> list[int]:
    """Processes that the cluster started, by their name in the process table."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                about = (entry / "status").read_text(encoding="utf-8")
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if f"PPid:\t{os.getpid()}\n" in about and b"multiprocessing.spawn" in command:
                found.append(int(entry.name))
    return sorted(found)


def main() -> None:
    """Print times; fail where the two dossiers differ."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(temporary)
        folder = place / "articles"
        if not folder.exists():
            print(f"{count:,} articles, {write(folder, count):,} words")
        alone = read_into(folder, place / "read.duckdb", Workers())
        killed: list[int] = []
        done = 0

        def watch(_step: Step) -> None:
            nonlocal done
            done += 1
            if done == count // 3:
                pid = workers_of_dask()[0]
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)

        two = read_into(folder, place / "cluster.duckdb", Workers(scheduler="local:2"), watch)
        assert killed, "no worker was killed"
        with Dossier.open(place / "read.duckdb") as one, Dossier.open(place / "cluster.duckdb") as other:
            sizes = other.sizes()
            lines = zip(json_lines(one), json_lines(other), strict=True)
            assert all(a == b for a, b in lines if '"kind":"story"' not in a and '"kind":"check"' not in a)
    print(f"one process {alone:.0f} s, two workers {two:.0f} s with worker {killed[0]} killed after {count // 3}")
    print(f"equal: {sizes['documents']} documents, {sizes['records']} records, {sizes['set_aside']} set aside")


if __name__ == "__main__":
    main()
