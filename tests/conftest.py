"""What all tests share: the same examples on every run where a machine decides, and a machine that may be slow."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lopsided.workers import mapper

#: How long examples take to be drawn is told by the clock, and that says what else the machine is at.
SLOW = [HealthCheck.too_slow]
#: In CI a failure must be the commit's doing, so Hypothesis draws its examples from the test itself, not from chance.
settings.register_profile(
    "ci", derandomize=True, database=None, deadline=None, print_blob=True, suppress_health_check=SLOW
)
#: At home each run looks at new examples, and remembers those that failed.
settings.register_profile("home", deadline=None, suppress_health_check=SLOW)
settings.load_profile("ci" if os.environ.get("CI") else "home")

#: What takes longest begins first, so that no process is left with it at the end; in the order of where it stands.
LONGEST = (
    "browser/", "workers/test_scheduler", "cli/", "web/", "api/", "test_patterns", "test_fuzz", "test_docs", "workers/",
    "records/", "evaluation/", "checks/", "datasets/", "model/",
)  # fmt: skip

# A shell that starts a run in the background has it ignore Ctrl-C, and what tests start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _turn(item: pytest.Item) -> int:
    place = item.path.relative_to(Path(__file__).parent).as_posix()
    return next((turn for turn, start in enumerate(LONGEST) if place.startswith(start)), len(LONGEST))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files that take long before others; within a file nothing changes."""
    items.sort(key=_turn)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: tests also wait, for pages, for servers, for what is killed to be gone."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture
def starved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let work wait for the processor as long as it must: only what it takes of that counts."""
    monkeypatch.setattr(mapper, "WAITING", 100_000.0)


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> float:
    """Give so few seconds of the processor that 60 times as long, by the clock, is soon over, and yet enough for it."""
    monkeypatch.setattr(mapper, "WAITING", 60.0)
    return 0.05
