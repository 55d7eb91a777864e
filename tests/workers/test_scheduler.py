"""A Dask scheduler and its workers, started as an administrator does, give the same bits as one process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.model.examples import industrial_world
from typer.testing import CliRunner

import lopsided
from lopsided.api.corpora import How
from lopsided.cli.main import app
from lopsided.model import sweep
from lopsided.model.storage import save_economy
from lopsided.model.sweep import rank
from lopsided.records.exchange import json_lines
from lopsided.workers.choice import Workers, mapper_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

distributed: Any = pytest.importorskip("distributed", reason="the optional extra 'cluster' is not installed")
pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="sees processes' children under /proc only"
)

TEXT = "May 5, 2024\n\n{a} agreed to sell {n} million tonnes of wheat to {b}, officials said on Friday.\n"
PAIRS = (("Brazil", "Egypt"), ("Canada", "Kenya"), ("Kenya", "Brazil"), ("Egypt", "Canada"))


@contextmanager
def _within(seconds: int, what: str) -> Iterator[None]:
    """Fail with what was waited for, where it does not end: a machine may be slow, but not for ever."""

    def late(*_: object) -> None:
        pytest.fail(f"{what} did not end within {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _await(condition: Callable[[], object]) -> None:
    while not condition():
        time.sleep(0.02)


@contextmanager
def _started(log: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:], "--host", "127.0.0.1"]
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 - this Python, Dask's own command
            [*command, "--no-dashboard"], env={**os.environ, "OMP_NUM_THREADS": "1"}, stdout=said, stderr=said
        )
        with process:
            try:
                yield process
            finally:
                process.kill()


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Address of a scheduler with two workers, and the workers' processes."""
    about = tmp_path / "scheduler.json"
    with ExitStack() as stack:
        where = ("--port", "0", "--scheduler-file", str(about))
        stack.enter_context(_started(tmp_path / "scheduler.log", "dask_scheduler", *where))
        with _within(300, "the start of a scheduler"):
            _await(lambda: about.exists() and about.read_text(encoding="utf-8").rstrip().endswith("}"))
        place: dict[str, Any] = json.loads(about.read_text(encoding="utf-8"))
        workers = [stack.enter_context(_worker(tmp_path / f"{n}.log", place["address"])) for n in range(2)]
        with _within(300, "the start of two workers"), distributed.Client(place["address"], timeout="300s") as client:
            client.wait_for_workers(2)
        yield place["address"], workers


@contextmanager
def _worker(log: Path, address: str) -> Iterator[subprocess.Popen[bytes]]:
    options = (address, "--nthreads", "1", "--no-nanny", "--name", log.stem, "--local-directory", str(log.parent))
    with _started(log, "dask_worker", *options) as process:
        yield process


def _children(pid: int) -> list[int]:
    """Processes that any thread of a process has started."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for children in lists for child in children.read_text(encoding="utf-8").split()]


def _kill_at_work(worker: subprocess.Popen[bytes], left: list[int]) -> None:
    """Kill a worker once it has a process for an article, which is then not read yet; note that process."""
    end = time.monotonic() + 300
    while not left and time.monotonic() < end:
        left += _children(worker.pid)
        time.sleep(0.02)
    worker.send_signal(signal.SIGKILL)


def test_a_real_scheduler_gives_the_same_bits_with_a_worker_killed_midway(
    scheduler: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, workers = scheduler
    economy = industrial_world(4, 2, 3)
    alone = rank(economy).real_income
    with _within(300, "ranking on two workers"), mapper_for(Workers(scheduler=address)) as mapper:
        assert np.array_equal(rank(economy, mapper=mapper).real_income, alone)

    folder = tmp_path / "articles"
    folder.mkdir()
    for n, (a, b) in enumerate(PAIRS):
        (folder / f"{n}.txt").write_text(TEXT.format(a=a, b=b, n=n + 2), encoding="utf-8")
    left: list[int] = []
    killer = Thread(target=_kill_at_work, args=(workers[0], left), daemon=True)
    killer.start()
    with _within(900, "reading with a worker killed"):
        how = How(workers=Workers(scheduler=address, seconds=300))
        with lopsided.read(folder, how=how) as spread, lopsided.read(folder) as whole:
            assert spread.aside == {}
            assert len(list(spread.documents())) == len(PAIRS)
            assert list(json_lines(spread)) == list(json_lines(whole))
    killer.join(300)
    assert left, "the worker was killed before it was at work"
    assert workers[0].wait(300) == -signal.SIGKILL
    assert workers[1].poll() is None
    with _within(300, "the end of the process a killed worker left"):
        _await(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left))

    with _within(300, "ranking on the worker that is left"), mapper_for(Workers(scheduler=address)) as mapper:
        assert np.array_equal(rank(economy, mapper=mapper).real_income, alone)


def test_a_ranking_that_was_stopped_goes_on_though_a_worker_is_killed(
    scheduler: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, workers = scheduler
    monkeypatch.setattr(sweep, "CHUNK_MANY", 2)
    economy = industrial_world(7, 2, 3)
    alone = rank(economy).real_income
    told: list[int] = []

    def stop(done: int, _of: int) -> None:
        if done >= 6:
            raise KeyboardInterrupt

    def kill(done: int, _of: int) -> None:
        told.append(done)
        if done == 8:  # the first that was not kept: others are under way
            workers[0].send_signal(signal.SIGKILL)

    with _within(600, "ranking with a worker killed"), mapper_for(Workers(scheduler=address)) as mapper:
        with pytest.raises(KeyboardInterrupt):
            rank(economy, cache=tmp_path / "kept", mapper=mapper, progress=stop)
        kept = sorted(file.stat().st_mtime_ns for file in (tmp_path / "kept").rglob("*.npy"))
        again = rank(economy, cache=tmp_path / "kept", mapper=mapper, progress=kill).real_income
    assert workers[0].wait(300) == -signal.SIGKILL
    assert np.array_equal(again, alone)
    assert told == [2 * n for n in range(1, 11)] + [21]
    after = sorted(file.stat().st_mtime_ns for file in (tmp_path / "kept").rglob("*.npy"))
    assert len(kept) == 3
    assert after[:3] == kept, "what was done is not done again"


def _lopsided(place: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start the command as a user does, with a cache of its own."""
    command = [sys.executable, "-c", "from lopsided.cli.main import run; run()", *arguments]
    where = {**os.environ, "XDG_CACHE_HOME": str(place)}
    return subprocess.Popen(command, env=where, stderr=subprocess.PIPE, text=True)  # noqa: S603


def _here(place: Path, *arguments: str) -> None:
    """Do the same in this process, with a cache of its own."""
    with pytest.MonkeyPatch.context() as its:
        its.setenv("XDG_CACHE_HOME", str(place))
        done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output


def _end(process: subprocess.Popen[str]) -> None:
    with process:
        said = process.communicate()[1]
    assert process.returncode == 0, said


def test_commands_write_the_same_bytes_though_a_worker_is_killed_at_work(
    scheduler: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, workers = scheduler
    economy = tmp_path / "world.npz"
    save_economy(industrial_world(16, 3, 3), economy)
    ranked = ("rank", "--economy", str(economy), "--format", "jsonl")
    draws = ("simulate", "break-up", "C00", "C01", "--sectors", "all", "--economy", str(economy), "--format", "jsonl")
    drawn = (*draws, "--draws", "60", "--by-sector")
    with ExitStack() as stack, _within(900, "two commands with a worker killed in each"):
        client = stack.enter_context(distributed.Client(address, timeout="300s"))
        workers.append(stack.enter_context(_worker(tmp_path / "2.log", address)))
        client.wait_for_workers(3)
        places = {str(worker["name"]): place for place, worker in client.scheduler_info()["workers"].items()}
        for number, command in enumerate((ranked, drawn)):
            here, there = tmp_path / f"here{number}.jsonl", tmp_path / f"there{number}.jsonl"
            started = _lopsided(tmp_path / "there", *command, "--scheduler", address, "-o", str(there))
            while not client.processing().get(places[str(number)]) and started.poll() is None:
                time.sleep(0.01)
            workers[number].send_signal(signal.SIGKILL)
            assert started.poll() is None, "the command ended before the worker was killed"
            _end(started)
            _here(tmp_path / "here", *command, "--jobs", "1", "-o", str(here))
            assert here.read_bytes() == there.read_bytes()
            assert here.read_bytes().count(b"\n") == (120, 16)[number]
    kept = [sorted(p.read_bytes() for p in (tmp_path / place).rglob("*.npy")) for place in ("here", "there")]
    assert len(kept[0]) == 8
    assert kept[0] == kept[1]
