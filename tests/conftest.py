"""What all tests share: the same examples on every run where a machine decides, and a machine that may be slow."""

from __future__ import annotations

import os
import signal

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

# A shell that starts a run in the background has it ignore Ctrl-C, and what tests start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def starved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let work wait for the processor as long as it must: only what it takes of that counts."""
    monkeypatch.setattr(mapper, "WAITING", 100_000.0)


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> float:
    """Give so few seconds of the processor that 60 times as long, by the clock, is soon over, and yet enough for it."""
    monkeypatch.setattr(mapper, "WAITING", 60.0)
    return 0.05
