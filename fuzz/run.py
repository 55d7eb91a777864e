"""Start one target under atheris, with the committed inputs to begin with."""

from __future__ import annotations

import sys
import time
from importlib import import_module
from pathlib import Path

import atheris  # type: ignore[import-untyped]

_LONGEST = 60.0  # seconds of the processor that a case may take: a busy machine is no finding
CORPUS = Path(__file__).parent / "corpus"
WATCHED = {
    "reading": "lopsided.reading.reader",
    "figures": "lopsided.terms.quantities",
    "scenarios": "lopsided.model.scenario_file",
    "imports": "lopsided.records.exchange",
    "parquet": "lopsided.records.exchange",
}
"""Where new paths are looked for, with what it stands on. Atheris watches whole packages only, whatever module it is
told: so this is brought in first, and the rest of the package, which takes it long, once nothing is watched."""


def run(name: str) -> None:
    """Fuzz a target until libFuzzer's options end it, or an input breaks it; that input is then kept in a file."""
    with atheris.instrument_imports(include=["lopsided"]):
        import_module(WATCHED[name])
    from fuzz.targets import TARGETS  # noqa: PLC0415 - after what is watched

    target = TARGETS[name]
    slowest = 0.0

    def timed(data: bytes) -> None:
        nonlocal slowest
        began = time.process_time()
        target(data)
        took = time.process_time() - began
        if took > slowest:
            slowest = took
            sys.stderr.write(f"slowest case so far: {took:.2f} s of the processor, {len(data)} bytes\n")
        if took > _LONGEST:
            problem = f"a case took {took:.0f} s of the processor"
            raise AssertionError(problem)

    sys.stderr.write(f"{name} begins after {time.process_time():.1f} s of the processor\n")
    atheris.Setup([sys.argv[0], *sys.argv[1:], str(CORPUS / name)], timed)
    atheris.Fuzz()
