"""Rate and time left are said once they are known, and never wrongly."""

from __future__ import annotations

from itertools import count, cycle

from lopsided.api.corpora import Step
from lopsided.cli.pace import Pace, PassedOver


def test_rate_and_time_left() -> None:
    clock = count(0.0, 0.5)
    pace = Pace(lambda: next(clock))
    for n in range(40):
        pace.take(Step(f"old{n}.txt", "known", 0.2 * (n + 1) / 40))
    for n in range(10):
        pace.take(Step(f"{n}.txt", "read" if n != 5 else "aside", 0.2 + 0.04 * n))
    assert pace.said() == "9 read, 40 known already, 1 set aside, 18.0 a second, 1 s left"
    assert pace.done == 50


def test_a_clock_that_goes_backwards_gives_no_rate() -> None:
    clock = cycle([100.0, 40.0])
    pace = Pace(lambda: next(clock))
    pace.take(Step("a.txt", "read", 0.1))
    pace.take(Step("b.txt", "read", 0.2))
    assert pace.said() == "2 read"


def test_long_times_are_said_in_minutes_and_hours() -> None:
    for seconds, share, said in ((1.0, 0.5, "1 s"), (60.0, 0.1, "9 min"), (800.0, 0.1, "2.0 h")):
        clock = cycle([0.0, seconds])
        pace = Pace(lambda clock=clock: next(clock))  # type: ignore[misc]
        pace.take(Step("a.txt", "read", 0.0))
        pace.take(Step("b.txt", "read", share))
        assert pace.said().endswith(f"{said} left")


def test_what_is_passed_over_is_told_by_name() -> None:
    seen: list[Step] = []
    watch = PassedOver(seen.append)
    assert watch.said() is None
    watch(Step("a.txt", "known", 0.1))
    watch(Step("b.txt", "read", 0.2))
    assert watch.said() == "passed over: a.txt, its text is in the dossier or was tried already"
    for name in "cdef":
        watch(Step(f"{name}.txt", "known", 0.5))
    assert watch.said() == (
        "passed over: a.txt, c.txt, d.txt and 2 more, their texts are in the dossier or were tried already"
    )
    assert len(seen) == 6
