"""No pattern has a bad case: texts grown from the pattern itself cost it at most the square of their length.

Parts are repeated as `attacks` says, and the time is that of the processor. A pattern that tries all ways to divide a
text among three or more of its parts takes over a second for what here is given less than half of one; those in use
take a tenth of it at most.
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
    from collections.abc import Iterator

_LENGTH = 1_000  # characters: of a long sentence
_OF_A_LINE = 500  # what only single lines are held against; see LONGEST_LINE in reading/noise.py
_LINES = ("noise.py", "noise_credits.py", "noise_structure.py", "published.py")
_SECONDS = 0.4

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


def _choke(pattern: str, flags: int, length: int, *, anywhere: bool) -> str | None:
    """Return the text a pattern takes too long for, if there is one."""
    compiled = re.compile(pattern, flags)
    for text in attacks(pattern, flags, length):
        for search in (compiled.search, compiled.fullmatch) if anywhere else (compiled.fullmatch,):
            try:
                with _at_most(_SECONDS):
                    search(text)
            except _TooLongError:
                return f"{search.__name__} {text[:80]!r} and so on"
    return None


needs_timers = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers of processor time on this system")


@needs_timers
def test_no_pattern_has_a_bad_case() -> None:
    made = _made()
    placed = placed_only()
    assert len(made) > 200
    assert {"noise.py", "published.py", "quantities.py", "dates_find.py"} <= {
        p.rpartition("/")[2] for *_, w in made for p, _ in w
    }
    bad = {}
    for pattern, flags, places in made:
        length = _OF_A_LINE if places[0][0].endswith(_LINES) else _LENGTH
        choke = _choke(pattern, flags, length, anywhere=not all(place in placed for place in places))
        if choke is not None:
            bad[f"{places[0][0]}:{places[0][1]}"] = choke
    assert bad == {}


@needs_timers
@pytest.mark.parametrize(
    "pattern", [r"(?:[\w-]+ ?){1,4}x", r"(?:a+)+$", r"\s*\d?\s*\w?\s*,?\s*$", r"(?:\w|ab)*!", r"(.*)(.*)(.*)z"]
)
def test_bad_cases_are_found(pattern: str) -> None:
    begin = time.process_time()
    assert _choke(pattern, 0, _LENGTH, anywhere=True)
    assert time.process_time() - begin < 30 * _SECONDS
