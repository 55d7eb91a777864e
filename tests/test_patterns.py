"""No pattern has a bad case: texts grown from the pattern itself cost it at most the square of their length.

Parts are repeated as `attacks` says, to one length and to four times that; what counts are the steps of the search, the
same on every machine. What tries all ways to divide a text between two of its parts takes 16 times as many for the
longer, between three 64 times.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from tests.attacks import attacks
from tests.patterns_used import SOURCE, placed_only
from tests.steps import Steps, TooManyStepsError

_SHORT, _LONG = 40, 160  # characters
_GROWTH = 30.0  # between 16 and 64
_FEW = 10_000  # steps within which a long text is done with whatever its growth
_MOST = 5_000_000  # steps after which a search is ended

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


def _taken(pattern: Steps, text: str, *, anywhere: bool) -> float:
    """Return the steps a search takes; infinity where it takes too many."""
    try:
        pattern.search(text, _MOST, anywhere=anywhere)
    except TooManyStepsError:
        return float("inf")
    return pattern.taken


def _choke(pattern: str, flags: int, *, anywhere: bool) -> str | None:
    """Return the text a pattern takes too many steps for, if there is one."""
    counted = Steps(pattern, flags)
    for short, long in zip(attacks(pattern, flags, _SHORT), attacks(pattern, flags, _LONG), strict=True):
        steps = _taken(counted, long, anywhere=anywhere)
        if steps > _MOST or (steps > _FEW and steps > _GROWTH * _taken(counted, short, anywhere=anywhere)):
            return f"{long[:80]!r} and so on"
    return None


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


@pytest.mark.parametrize("pattern", [r"(?:[\w-]+ ?){1,4}x", r"(?:a+)+$", r"\s*\d?\s*\w?\s*,?\s*$", r"(?:\w|ab)*!"])
def test_bad_cases_are_found(pattern: str) -> None:
    assert _choke(pattern, 0, anywhere=True)


def test_what_is_counted_is_what_the_library_finds() -> None:
    for pattern, flags, _ in _made():
        counted, compiled = Steps(pattern, flags), re.compile(pattern, flags)
        for text in attacks(pattern, flags, 24):
            found = compiled.search(text)
            assert counted.search(text, _MOST) == (found and found.span()), (pattern, text)
