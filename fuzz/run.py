"""Start one target under atheris, with the committed inputs to begin with."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import atheris  # type: ignore[import-untyped]

_LONGEST = 60.0  # seconds of the processor that a case may take: a busy machine is no finding
CORPUS = Path(__file__).parent / "corpus"
WATCHED = {
    "reading": "lopsided.reading",
    "figures": "lopsided.terms.quantities",
    "scenarios": "lopsided.model.scenario_file",
    "imports": "lopsided.records",
    "parquet": "lopsided.records",
}
"""Where new paths are looked for: to watch all takes a minute before the first case."""


def run(name: str) -> None:
    """Fuzz a target until libFuzzer's options end it, or an input breaks it; that input is then kept in a file."""
    with atheris.instrument_imports(include=[WATCHED[name]]):
        from fuzz.targets import TARGETS  # noqa: PLC0415 - what is imported here is watched

    def timed(data: bytes) -> None:
        began = time.process_time()
        TARGETS[name](data)
        took = time.process_time() - began
        if took > _LONGEST:
            problem = f"a case took {took:.0f} s of the processor"
            raise AssertionError(problem)

    atheris.Setup([sys.argv[0], *sys.argv[1:], str(CORPUS / name)], timed)
    atheris.Fuzz()
