"""No pattern has a bad case: texts grown from the pattern itself cost it at most the square of their length.

Parts are repeated as `attacks` says, to one length and to four times that; the time is that of the processor, the
least of several tries. What tries all ways to divide a text between two of its parts takes 16 times as long for the
longer, between three 64 times.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from tests.attacks import attacks
from tests.patterns_used import SOURCE, placed_only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SHORT, _LONG = 80, 320  # characters
_GROWTH = 40.0  # between 16 and 64
_SOON = 0.015  # seconds within which a long text is done with whatever its growth: a cube takes longer
_CLOCK = 0.0005  # seconds below which a time says nothing
_NEVER = 0.6  # seconds after which a search is ended

_COLLECT = """
import importlib, json, pkgutil, sys, re._compiler as compiler
import lopsided
made, compile = {}, compiler.compile
def noted(pattern, flags=0):
    frame = sys._getframe(1)
    while frame and "/re/" in frame.f_code.co_filename.replace("\\\\", "/"):
        frame = frame.f_back
    if frame and frame.f_code.co_filename.startswith(sys.argv[1]) and isinstance(pattern, str):
        made.setdefault((pattern, int(flags)), []).append((frame.f_code.co_filename, frame.f_lineno))
    return compile(pattern, flags)
compiler.compile = noted
for module in pkgutil.walk_packages(lopsided.__path__, "lopsided."):
    if "__main__" not in module.name:
        importlib.import_module(module.name)
lopsided.check_text(sys.argv[2])
print(json.dumps([[*key, places] for key, places in made.items()]))
"""
_TEXT = (
    "May 5, 2023\\n\\nBy Ana Lopez\\n\\nPeru is Chile's second largest buyer of copper, with 33 percent of its exports "
    'in 2023, up from 20 percent before the war. "We agree", said Ana Lopez, a professor at Lima University, on '
    "Tuesday. Trade doubled to $3 billion since 2021, over the past five years; it is a third of all exports."
).replace("\\n", "\n")


def _made() -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Every pattern that is compiled while all is imported and a text is read and checked, and from where."""
    command = [sys.executable, "-c", _COLLECT, str(SOURCE), _TEXT]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own code
    return [(pattern, flags, [(f, n) for f, n in places]) for pattern, flags, places in json.loads(said)]


class _TooLongError(BaseException):
    """Ends a search that takes too long."""


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def late(*_: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _least(search: Callable[[str], object], text: str, tries: int) -> float:
    """Return the least time a search takes; infinity where it does not end."""
    least = float("inf")
    for _ in range(tries):
        begin = time.process_time()
        try:
            with _at_most(_NEVER):
                search(text)
        except _TooLongError:
            return float("inf")
        least = min(least, time.process_time() - begin)
        if least < _SOON:
            break
    return least


def _choke(pattern: str, flags: int, *, anywhere: bool) -> str | None:
    """Return the text a pattern takes too long for, if there is one."""
    compiled = re.compile(pattern, flags)
    search = compiled.search if anywhere else compiled.fullmatch
    for short, long in zip(attacks(pattern, flags, _SHORT), attacks(pattern, flags, _LONG), strict=False):
        first = _least(search, long, 1)
        if first < _SOON:
            continue
        bound = 0.0 if first > _NEVER else _GROWTH * max(_CLOCK, _least(search, short, 3))
        if first > bound and _least(search, long, 6) > bound:
            return f"{long[:80]!r} and so on"
    return None


needs_timers = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers of processor time on this system")


@needs_timers
def test_no_pattern_has_a_bad_case() -> None:
    made = _made()
    placed = placed_only()
    assert len(made) > 200
    assert {"noise.py", "published.py", "quantities.py", "find.py"} <= {
        p.rpartition("/")[2] for *_, w in made for p, _ in w
    }
    bad = {}
    for pattern, flags, places in made:
        choke = _choke(pattern, flags, anywhere=not all(place in placed for place in places))
        if choke is not None:
            bad[f"{places[0][0]}:{places[0][1]}"] = choke
    assert bad == {}


@needs_timers
@pytest.mark.parametrize("pattern", [r"(?:[\w-]+ ?){1,4}x", r"(?:a+)+$", r"\s*\d?\s*\w?\s*,?\s*$", r"(?:\w|ab)*!"])
def test_bad_cases_are_found(pattern: str) -> None:
    assert _choke(pattern, 0, anywhere=True)
