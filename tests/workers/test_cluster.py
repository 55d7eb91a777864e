"""A Dask cluster gives what one process gives, and outlives the death of a worker."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.model.examples import industrial_world
from tests.workers.test_processes import Squares, spread_work

from lopsided.errors import LopsidedError, SolveError
from lopsided.model.ranges import Spread, draw
from lopsided.model.scenario import break_up_scenario
from lopsided.model.sweep import rank
from lopsided.workers.choice import Workers, mapper_for
from lopsided.workers.cluster import Cluster
from lopsided.workers.mapper import Lost

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("distributed", reason="the optional extra 'cluster' is not installed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with mapper_for(Workers(scheduler="local:2")) as mapper:
        assert isinstance(mapper, Cluster)
        yield mapper


def _pids(cluster: Cluster) -> list[int]:
    client: Any = cluster._client
    return list(client.run(os.getpid, on_error="ignore").values())


def test_results_come_in_order_and_errors_as_they_were(cluster: Cluster) -> None:
    found = [r for r in cluster.map(Squares(), range(50)) if not isinstance(r, Lost)]
    assert found == [(n * n, "1") for n in range(50)]
    with pytest.raises(SolveError, match="no equilibrium"):
        list(cluster.map(Squares(fails=2), range(4)))


def test_an_item_that_takes_too_long_is_lost_and_its_worker_lives(cluster: Cluster) -> None:
    before = _pids(cluster)
    cluster._client.run(spread_work.wait_for_the_processor)
    within = Cluster(cluster._client, seconds=0.5)
    found = list(within.map(Squares(slow=3, deadly=5), range(8)))
    assert found[3] == Lost("took longer than 0.5 s of the processor")
    assert found[5] == Lost(f"the process at work on it died 2 times (exit code {-signal.SIGKILL})")
    rest = [n for n in range(8) if n not in (3, 5)]
    assert [found[n] for n in rest] == [(n * n, "1") for n in rest]
    assert _pids(cluster) == before
    children = [f"/proc/{pid}/task/{pid}/children" for pid in before]
    assert all(not Path(path).exists() or not Path(path).read_text(encoding="utf-8").strip() for path in children)


def _squared(address: str, many: int) -> list[object]:
    with mapper_for(Workers(scheduler=address)) as mapper:
        return list(mapper.map(Squares(), range(many)))


@pytest.mark.parametrize(
    ("place", "version", "says"),
    [
        ("likeness", "9.9", r"it has lopsided 9\.9 instead of .*tcp://.*same lock file"),
        ("likeness", None, r"cannot say which lopsided it has.*tcp://"),
        ("cluster", "9.9", r"it has lopsided 9\.9 instead of .*tcp://.*same lock file"),
    ],
)
def test_a_worker_that_would_give_other_results_is_refused(
    cluster: Cluster, place: str, version: str | None, says: str
) -> None:
    client: Any = cluster._client
    address = client.scheduler.address
    every = list(client.nthreads())
    # One that joined later is noticed by what it is given: chance gives it to this worker or that, so all seem so.
    one = every[:1] if place == "likeness" else every
    client.run(spread_work.seem, place, version, workers=one)
    try:
        with pytest.raises(LopsidedError, match=says):
            _squared(address, 50)
    finally:
        client.run(spread_work.seem, place, "", workers=one)
    assert _squared(address, 4) == [(n * n, "1") for n in range(4)]


def test_a_worker_killed_midway_costs_nothing(cluster: Cluster) -> None:
    economy = industrial_world(12, 2, 3)
    whole = rank(economy)
    pid = _pids(cluster)[0]

    def told(done: int, _of: int) -> None:
        if done == 16:
            os.kill(pid, signal.SIGKILL)

    assert np.array_equal(rank(economy, mapper=cluster, progress=told).real_income, whole.real_income)
    end = time.monotonic() + 300
    while pid in _pids(cluster) and time.monotonic() < end:
        time.sleep(0.1)
    assert pid not in _pids(cluster)


def test_draws_have_the_same_bits(cluster: Cluster) -> None:
    economy = industrial_world(5, 3, 4)
    spread = Spread(draws=12, by_sector=True)
    scenario = break_up_scenario("C00", "C01")
    assert np.array_equal(
        draw(economy, scenario, spread, mapper=cluster).real_income, draw(economy, scenario, spread).real_income
    )
