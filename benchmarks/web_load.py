"""Readers on dyad and what-if pages: ``python -m benchmarks.web_load [--minutes 10] [--readers 50] [--think 10]``.

Starts `lopsided serve` on a free port with a dossier of made-up articles, and lets readers open dyads, what-ifs and
documents as people with a browser do: the page, at once the pictures of its first screens, and each further picture
when they have read as far (a browser fetches what is marked ``loading="lazy"`` only then), compressed. A dyad is one of
the popular ones (``--popular``) or any other of all there are; a what-if is one of the presets or any two countries. No
page of these is asked for before the clock starts; one is cold when nobody has asked for it before.

``--think`` is how long a page is read, in seconds, on average: 10 is somebody who reads (they leave before the end more
often than not), 2 somebody who only leafs. Prints times of pages and of pictures apart, cold and warm, failures, and
memory over time of the server with its drawing processes; asserts nothing. By default half a minute.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import os
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import httpx
import numpy as np
from benchmarks.made_up_articles import write

from lopsided.api.dossiers import read
from lopsided.api.what_if import presets
from lopsided.model.embedded import economy_2022
from lopsided.web.pages.what_if import PAGE, View

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES, DOSSIER = 40, "made-up"
#: Pages that many readers share.
POPULAR_DYADS = (
    "RUS/CHN", "USA/CHN", "DEU/FRA", "GBR/USA", "JPN/KOR", "IND/CHN", "BRA/ARG", "MEX/USA", "CAN/USA", "TUR/RUS",
    "KAZ/RUS", "POL/DEU", "AUS/CHN", "ZAF/CHN", "SAU/IND", "VNM/CHN", "NOR/GBR", "EGY/ITA", "CHL/PER", "NGA/IND",
)  # fmt: skip
GOAL = 1.0
#: Pictures within a browser's reach of the first screen of a page (Chromium looks 1250 px ahead).
AT_ONCE = 4
#: Seconds that nobody scrolls past a picture in less.
A_PICTURE = 0.25
PICTURE = re.compile(r'src="(/[^"]+\.svg[^"]*)"')
CONNECTIONS = httpx.Limits(max_connections=6)


@dataclass(slots=True)
class Seen:
    """What readers saw: seconds by kind of page, and what failed."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    size: int = 0
    processor: float = 0.0
    of_server: float = 0.0
    of_readers: float = 0.0


class Addresses:
    """What to ask for next."""

    def __init__(self, popular: float, seed: int, documents: list[str]) -> None:
        self.random = random.Random(seed)  # noqa: S311 - readers, not secrets
        self.popular = popular
        self.countries = economy_2022().countries
        self.what_ifs = [PAGE.address(View(question=preset.question)) for preset in presets()]
        self.documents = documents

    def next(self) -> tuple[str, str]:
        """Kind and path of the next page."""
        popular = self.random.random() < self.popular
        kind = self.random.choices(("dyad", "what-if", "document"), (5, 4, 1))[0]
        a, b = self.random.sample(self.countries, 2)
        if kind == "document":
            return kind, self.random.choice(self.documents)
        if kind == "dyad":
            return kind, f"/dyads/{self.random.choice(POPULAR_DYADS)}" if popular else f"/dyads/{a}/{b}"
        return kind, self.random.choice(self.what_ifs) if popular else f"/what-if?who={a}&whom={b}"


async def ask(client: httpx.AsyncClient, kind: str, path: str, seen: Seen) -> str:
    """Ask for one thing, and note how long it took."""
    known = "warm" if path in seen.paths else "cold"
    seen.paths.add(path)
    start = time.perf_counter()
    try:
        answer = await client.get(path, follow_redirects=True)
    except httpx.HTTPError as error:
        seen.failures.append(f"{path}: {error!r}")
        return ""
    seen.seconds.setdefault(f"{kind}, {known}", []).append(time.perf_counter() - start)
    seen.size += answer.num_bytes_downloaded
    if answer.status_code != httpx.codes.OK:
        seen.failures.append(f"{path}: {answer.status_code}")
    return answer.text


async def reader(base: str, addresses: Addresses, seen: Seen, think: float, until: float) -> None:
    """Ask for a page and its first pictures, read on, ask again."""
    await asyncio.sleep(addresses.random.uniform(0, think))
    # Each reader has the connections of a browser: a page never waits here for another reader's pictures.
    async with httpx.AsyncClient(base_url=base, timeout=60, limits=CONNECTIONS, verify=False) as client:  # noqa: S501 - no TLS here
        while time.monotonic() < until:
            text = await ask(client, *addresses.next(), seen)
            # Of a wide and a narrow picture a browser takes one.
            pictures = dict.fromkeys(html.unescape(at) for at in PICTURE.findall(text))
            wide = [at for at in pictures if "narrow=true" not in at]
            await asyncio.gather(*(ask(client, "picture", at, seen) for at in wide[:AT_ONCE]))
            await read_on(client, wide[AT_ONCE:], seen, addresses.random.expovariate(1 / think) if think else 0.0)


async def read_on(client: httpx.AsyncClient, pictures: list[str], seen: Seen, seconds: float) -> None:
    """Read for so long, and ask for the further pictures on the way; the next page waits for those asked for."""
    asked = []
    step = max(seconds / (len(pictures) + 1), A_PICTURE)
    end = time.monotonic() + seconds
    for at in pictures:
        if time.monotonic() + step > end:
            break
        await asyncio.sleep(step)
        asked.append(asyncio.create_task(ask(client, "picture", at, seen)))
    await asyncio.sleep(max(0.0, end - time.monotonic()))
    await asyncio.gather(*asked)


def memory(pid: int) -> float:
    """Resident memory of a process in MB; NaN where the system does not tell."""
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    except OSError:
        return float("nan")
    return int(found[1]) / 1000 if found else float("nan")


def family(pid: int) -> list[int]:
    """Give a process and those it started: the server and those that draw for it."""
    listed = subprocess.run(["pgrep", "-P", str(pid)], check=False, capture_output=True, text=True)  # noqa: S603, S607
    return [pid, *map(int, listed.stdout.split())]


def processor(pid: int, *, ended: bool = True) -> float:
    """Seconds of processor a process has used, and the ended ones it started; NaN where the system does not tell."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    except OSError:
        return float("nan")
    # A process that draws is replaced after so many drawings.
    return sum(map(int, stat[11 : 15 if ended else 13])) / os.sysconf("SC_CLK_TCK")


async def watched(pid: int, until: float, every: float, told: Callable[[str], None]) -> list[float]:
    """Memory over time."""
    found = []
    while time.monotonic() < until:
        found.append(sum(map(memory, family(pid))))
        told(f"  {len(found) * every - every:5.0f} s  {found[-1]:7.0f} MB (server alone {memory(pid):.0f})")
        await asyncio.sleep(min(every, max(0.0, until - time.monotonic())))
    found.append(sum(map(memory, family(pid))))
    return found


async def load(base: str, pid: int, asked: argparse.Namespace) -> tuple[Seen, list[float]]:
    """Let all readers read at the same time."""
    async with httpx.AsyncClient(base_url=base, timeout=60) as client:
        listed = (await client.get(f"/dossiers/{DOSSIER}.json")).json()["contents"]["lines"]
        seen, addresses = Seen(), Addresses(asked.popular, asked.seed, [line["href"] for line in listed])
        # What the server works out by itself as it starts is done once this is answered.
        await client.get(next(at for at in addresses.what_ifs if "sectors=" in at), timeout=300)
        print(f"started; memory {memory(pid):.0f} MB", flush=True)
        began = time.process_time()
        before, alone = sum(map(processor, family(pid))), processor(pid, ended=False)
        until = time.monotonic() + 60 * asked.minutes
        every = max(5.0, 6 * asked.minutes)
        watching = asyncio.create_task(watched(pid, until, every, lambda t: print(t, flush=True)))
        await asyncio.gather(*(reader(base, addresses, seen, asked.think, until) for _ in range(asked.readers)))
        over_time = await watching
        seen.processor = sum(map(processor, family(pid))) - before
        seen.of_server = processor(pid, ended=False) - alone
        seen.of_readers = time.process_time() - began
    return seen, over_time


def report(seen: Seen, over_time: list[float], minutes: float) -> None:
    """Print what was seen."""
    pages = [s for kind, seconds in seen.seconds.items() if not kind.startswith("picture") for s in seconds]
    every = [s for seconds in seen.seconds.values() for s in seconds]
    print(f"{len(pages)} pages and {len(every) - len(pages)} pictures in {60 * minutes:.0f} s, "
          f"{len(every) / (60 * minutes):.1f} answers a second, "
          f"{seen.size / max(len(every), 1) / 1000:.0f} kB each as sent; {len(seen.failures)} failures")  # fmt: skip
    print(f"server's processor {1000 * seen.processor / max(len(every), 1):.0f} ms an answer, "
          f"{seen.of_server / 60 / minutes:.0%} of a core without what is drawn; "
          f"the readers' {seen.of_readers / 60 / minutes:.0%}; "
          f"load average of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")  # fmt: skip
    pictures = [s for kind, seconds in seen.seconds.items() if kind.startswith("picture") for s in seconds]
    totals = [("all pages", pages), ("all pictures", pictures), ("all", every)]
    for kind, seconds in [*sorted(seen.seconds.items()), *totals]:
        p50, p95, p99 = np.quantile(seconds or [np.nan], [0.5, 0.95, 0.99])
        print(f"{kind:15s} {len(seconds):6d} ({len(seconds) / len(every):4.0%})  median {p50:6.3f} s  "
              f"p95 {p95:6.3f} s  p99 {p99:6.3f} s  longest {max(seconds, default=np.nan):6.3f} s")  # fmt: skip
    for kind, seconds in totals[:2]:
        p95 = float(np.quantile(seconds or [np.nan], 0.95))
        print(f"p95 of {kind} {p95:.3f} s: {'within' if p95 < GOAL else 'NOT within'} {GOAL:g} s")
    half = len(over_time) // 2
    print(f"memory {over_time[0]:.0f} MB at the start, {over_time[half]:.0f} half way, {over_time[-1]:.0f} at the end")
    for line in seen.failures[:10]:
        print(f"  failed: {line}")


def stocked(folder: Path) -> None:
    """Read made-up articles into a dossier to be served."""
    texts = folder / "articles"
    write(texts, ARTICLES)
    read(texts, into=folder / f"{DOSSIER}.duckdb").close()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=0.5)
    parser.add_argument("--think", type=float, default=10.0, help="mean seconds a page is read; 2 is leafing")
    parser.add_argument(
        "--popular", type=float, default=0.5, help="share of dyads and what-ifs that many readers share"
    )
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    with TemporaryDirectory() as kept:
        stocked(Path(kept))
        serve = [str(Path(sys.executable).with_name("lopsided")), "serve", "--port", "0", "--dossiers", kept]
        many = os.environ | {
            "LOPSIDED_CONNECTIONS": "1000",
            "LOPSIDED_CONNECTIONS_EACH": "1000",
        }  # all from one address
        with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, env=many) as server:  # noqa: S603 - fixed words
            assert server.stdout is not None
            base = next(m[0] for line in server.stdout if (m := re.search(r"http://[\d.]+:\d+", line)))
            try:
                seen, over_time = asyncio.run(load(base, server.pid, asked))
            finally:
                server.terminate()
    report(seen, over_time, asked.minutes)


if __name__ == "__main__":
    main()
