"""The command as it answers within this process: what it prints, and what it exits with."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from lopsided.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run the command in the test's folder, within this process: a new one for each would take seconds to load."""
    monkeypatch.chdir(tmp_path)

    def ran(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["lopsided", *arguments])
        with pytest.raises(SystemExit) as ended:
            main.run()
        return Done(int(ended.value.code or 0), *capfd.readouterr())

    return ran
