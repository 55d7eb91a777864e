"""Where there is no chromium the tests of pages are left out, and whoever runs them is told so and why."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKE = shutil.which("make")


def test_the_run_names_what_is_left_out_and_how_to_bring_it(tmp_path: Path) -> None:
    one = "tests/browser/test_checks_page.py"
    run = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", one],
        cwd=ROOT,
        env={**os.environ, "PATH": str(tmp_path), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "SKIPPED [2]" in run.stdout
    assert "no chromium on this machine (on Debian: apt-get install chromium)" in run.stdout


@pytest.mark.skipif(MAKE is None, reason="no make on this machine")
def test_make_says_so_beforehand(tmp_path: Path) -> None:
    told = subprocess.run(  # noqa: S603 - found above
        [str(MAKE), "browser-tools"], cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    assert "browser tests left out: no chromium on this machine" in told.stdout
