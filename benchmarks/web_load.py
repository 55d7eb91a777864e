"""Readers on dyad and what-if pages: ``python -m benchmarks.web_load [--minutes 10] [--readers 50] [--think 2]``.

Starts `lopsided serve` on a free port and lets readers ask for pages, read them for a while and ask again. Most ask
for what others asked for too, some for what nobody has asked (``--fresh``). Prints times by kind, failures and the
server's memory over time; asserts nothing. By default it runs for half a minute.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import numpy as np

from lopsided.api.what_if import presets
from lopsided.model.embedded import economy_2022
from lopsided.web.pages.what_if import PAGE, View

if TYPE_CHECKING:
    from collections.abc import Callable

#: Pages that many readers share.
POPULAR_DYADS = (
    "RUS/CHN", "USA/CHN", "DEU/FRA", "GBR/USA", "JPN/KOR", "IND/CHN", "BRA/ARG", "MEX/USA", "CAN/USA", "TUR/RUS",
    "KAZ/RUS", "POL/DEU", "AUS/CHN", "ZAF/CHN", "SAU/IND", "VNM/CHN", "NOR/GBR", "EGY/ITA", "CHL/PER", "NGA/IND",
)  # fmt: skip
GOAL = 1.0


@dataclass(slots=True)
class Seen:
    """What readers saw: seconds by kind of page, and what failed."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    size: int = 0
    processor: float = 0.0


class Addresses:
    """What to ask for next."""

    def __init__(self, fresh: float, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - readers, not secrets
        self.fresh = fresh
        self.countries = economy_2022().countries
        self.what_ifs = [PAGE.address(View(question=preset.question)) for preset in presets()]

    def next(self) -> tuple[str, str]:
        """Kind and path of the next page."""
        fresh = self.random.random() < self.fresh
        kind = self.random.choice(("dyad", "what-if"))
        a, b = self.random.sample(self.countries, 2)
        if kind == "dyad":
            path = f"/dyads/{a}/{b}" if fresh else f"/dyads/{self.random.choice(POPULAR_DYADS)}"
        else:
            path = f"/what-if?who={a}&whom={b}" if fresh else self.random.choice(self.what_ifs)
        return f"{kind}, {'new' if fresh else 'known'}", path


async def reader(client: httpx.AsyncClient, addresses: Addresses, seen: Seen, think: float, until: float) -> None:
    """Ask, read, ask again."""
    await asyncio.sleep(addresses.random.uniform(0, think))
    while time.monotonic() < until:
        kind, path = addresses.next()
        start = time.perf_counter()
        try:
            answer = await client.get(path)
        except httpx.HTTPError as error:
            seen.failures.append(f"{path}: {error!r}")
            continue
        seen.seconds.setdefault(kind, []).append(time.perf_counter() - start)
        seen.size += len(answer.content)
        if answer.status_code != httpx.codes.OK:
            seen.failures.append(f"{path}: {answer.status_code}")
        await asyncio.sleep(addresses.random.expovariate(1 / think) if think else 0)


def memory(pid: int) -> float:
    """Resident memory of a process in MB; NaN where the system does not tell."""
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    except OSError:
        return float("nan")
    return int(found[1]) / 1000 if found else float("nan")


def processor(pid: int) -> float:
    """Seconds of processor a process has used; NaN where the system does not tell."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    except OSError:
        return float("nan")
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


async def watched(pid: int, until: float, every: float, told: Callable[[str], None]) -> list[float]:
    """Memory over time."""
    found = []
    while time.monotonic() < until:
        found.append(memory(pid))
        told(f"  {len(found) * every - every:5.0f} s  {found[-1]:7.0f} MB")
        await asyncio.sleep(min(every, max(0.0, until - time.monotonic())))
    found.append(memory(pid))
    return found


async def load(base: str, pid: int, asked: argparse.Namespace) -> tuple[Seen, list[float]]:
    """Let all readers read at the same time."""
    seen, addresses = Seen(), Addresses(asked.fresh, asked.seed)
    limits = httpx.Limits(max_connections=asked.readers, max_keepalive_connections=asked.readers)
    async with httpx.AsyncClient(base_url=base, timeout=60, limits=limits) as client:
        for path in sorted({f"/dyads/{dyad}" for dyad in POPULAR_DYADS} | set(addresses.what_ifs)):
            await client.get(path)
        print(f"warm; memory {memory(pid):.0f} MB", flush=True)
        before, until = processor(pid), time.monotonic() + 60 * asked.minutes
        every = max(5.0, 6 * asked.minutes)
        watching = asyncio.create_task(watched(pid, until, every, lambda t: print(t, flush=True)))
        await asyncio.gather(*(reader(client, addresses, seen, asked.think, until) for _ in range(asked.readers)))
        over_time = await watching
        seen.processor = processor(pid) - before
    return seen, over_time


def report(seen: Seen, over_time: list[float], minutes: float) -> None:
    """Print what was seen."""
    every = [s for kind in seen.seconds.values() for s in kind]
    print(f"{len(every)} pages in {60 * minutes:.0f} s, {len(every) / (60 * minutes):.1f} a second, "
          f"{seen.size / max(len(every), 1) / 1000:.0f} kB each; {len(seen.failures)} failures")  # fmt: skip
    print(f"server's processor {1000 * seen.processor / max(len(every), 1):.0f} ms a page; "
          f"load average of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")  # fmt: skip
    for kind, seconds in [*sorted(seen.seconds.items()), ("all", every)]:
        p50, p95, p99 = np.quantile(seconds, [0.5, 0.95, 0.99])
        print(f"{kind:18s} {len(seconds):6d}  median {p50:6.3f} s  p95 {p95:6.3f} s  p99 {p99:6.3f} s  "
              f"longest {max(seconds):6.3f} s")  # fmt: skip
    p95 = float(np.quantile(every, 0.95))
    print(f"p95 {p95:.3f} s: {'within' if p95 < GOAL else 'NOT within'} {GOAL:g} s")
    half = len(over_time) // 2
    print(f"memory {over_time[0]:.0f} MB at the start, {over_time[half]:.0f} half way, {over_time[-1]:.0f} at the end")
    for line in seen.failures[:10]:
        print(f"  failed: {line}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=0.5)
    parser.add_argument("--think", type=float, default=2.0, help="mean seconds a page is read")
    parser.add_argument("--fresh", type=float, default=0.02, help="share of pages that nobody has asked for yet")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    serve = [str(Path(sys.executable).with_name("lopsided")), "serve", "--port", "0"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - fixed words
        assert server.stdout is not None
        base = next(m[0] for line in server.stdout if (m := re.search(r"http://[\d.]+:\d+", line)))
        try:
            seen, over_time = asyncio.run(load(base, server.pid, asked))
        finally:
            server.terminate()
    report(seen, over_time, asked.minutes)


if __name__ == "__main__":
    main()
