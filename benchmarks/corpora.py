"""Many articles into a dossier: ``python -m benchmarks.corpora [ARTICLES] [SAMPLE] [FOLDER]``.

Made-up articles (`made_up_articles`) are read on two processes; memory of this process and of the workers is printed at
each tenth of the way. Before that, the first SAMPLE of them are read on one process and on two, in turn, so that both
meet the same weather; the rate is from the fortieth article to the last, without the parser's loading. In FOLDER, if
given, the run can be stopped and gone on with. The floors (issue 8): memory flat, two processes at least 1.8 times one.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks.made_up_articles import write

from lopsided.api.corpora import How, Reading, Step, articles_in
from lopsided.api.filling import Known, fill, gather
from lopsided.records.store import Dossier
from lopsided.workers.choice import Workers

WARM = 40
LEAST_RATIO = 1.8
MOST_GROWTH = 1.15  # of all memory in use, from a fifth of the way to the end


def megabytes(pid: int | str) -> float:
    """Memory of a process that is its own, and not shared with others."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    return next((float(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("RssAnon")), 0.0)


def processor(pids: list[int]) -> float:
    """Seconds of the processor that processes have had."""
    fields = [Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split() for pid in pids]
    return sum(int(f[11]) + int(f[12]) for f in fields) / os.sysconf("SC_CLK_TCK")


def rate(folder: Path, jobs: int, sample: int) -> tuple[float, float]:
    """Articles a second by the clock, and seconds of all processors an article."""
    found = articles_in(folder, Reading("rules", None), how=How(workers=Workers(jobs=jobs)))
    began = spent = 0.0
    pids: list[int] = []
    for count, _ in enumerate(islice(found, sample), 1):
        if count == WARM:
            pids = [os.getpid(), *(child.pid or 0 for child in multiprocessing.active_children())]
            began, spent = time.perf_counter(), processor(pids)
    clock, used = time.perf_counter() - began, processor(pids) - spent
    found.close()  # type: ignore[attr-defined]  # a generator
    return (sample - WARM) / clock, used / (sample - WARM)


def ratio(folder: Path, sample: int, rounds: int = 2) -> float:
    """Print and return how many times faster two processes are than one.

    By the clock, and by the processor's time: twice one process's over that of all, which is what two idle cores would
    give, and which other work on the machine disturbs less. The better of the two is returned.
    """
    ones, twos = [], []
    for _ in range(rounds):
        ones.append(rate(folder, 1, sample))
        twos.append(rate(folder, 2, sample))
    (one, cost), (two, both) = (tuple(map(sum, zip(*found, strict=True))) for found in (ones, twos))
    print(
        f"one process {one / rounds:.2f} articles a second, two {two / rounds:.2f}: {two / one:.2f} times by the clock"
    )
    print(
        f"{cost / rounds:.3f} s of the processor an article, {both / rounds:.3f} s: {2 * cost / both:.2f} times at best"
    )
    return max(two / one, 2 * cost / both)


def read_all(folder: Path, target: Path, count: int) -> list[float]:
    """Read everything on two processes; print and return memory of all at each tenth of the way."""
    used: list[float] = []
    began = time.perf_counter()
    done = 0

    def watch(_step: Step) -> None:
        nonlocal done
        done += 1
        if done % max(1, count // 10) == 0:
            here = megabytes("self")
            workers = [megabytes(child.pid or 0) for child in multiprocessing.active_children()]
            used.append(here + sum(workers))
            print(
                f"{done:7,} articles, {time.perf_counter() - began:6.0f} s, memory {here:.0f} MB here, "
                f"{', '.join(f'{w:.0f}' for w in workers)} MB in workers",
                flush=True,
            )

    with Dossier.open(target) if target.exists() else Dossier.create(target) as dossier:
        how = How(workers=Workers(jobs=2), watch=watch)
        fill(dossier, articles_in(folder, Reading("rules", None), how=how, known=Known(dossier)), None)
        print(f"in the dossier: {dossier.sizes()}, {target.stat().st_size / 1e6:.0f} MB")
        began = time.perf_counter()
        gather(dossier)
        print(f"stories and checks: {dossier.sizes()}, {time.perf_counter() - began:.0f} s, {megabytes('self'):.0f} MB")
    return used


def main() -> None:
    """Print ratio and memory; fail below the floors."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    sample = int(sys.argv[2]) if len(sys.argv) > 2 else 160
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(temporary)
        folder = place / "articles"
        if not folder.exists():
            print(f"{count:,} articles, {write(folder, count):,} words")
        faster = ratio(folder, sample) if sample else None
        used = read_all(folder, place / "read.duckdb", count)
    if len(used) > 2 and used[-1] > MOST_GROWTH * used[1]:
        sys.exit(f"memory grew from {used[1]:.0f} to {used[-1]:.0f} MB")
    if faster is not None and faster < LEAST_RATIO:
        sys.exit(f"two processes are {faster:.2f} times one, not {LEAST_RATIO}")


if __name__ == "__main__":
    main()
