"""``lopsided serve`` prints where it listens, and refuses what it may not do."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = [sys.executable, "-c", "from lopsided.cli.main import run; run()", "serve"]


def test_port_0_prints_the_address_it_answers_at(tmp_path: Path) -> None:
    asked = [*COMMAND, "--port", "0", "--public", "https://desk.example"]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True, cwd=tmp_path) as running:  # noqa: S603
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        # It listens before it says so; the answer comes once the app is ready.
        assert httpx.get(f"{address}/health", timeout=300).json() == {"status": "ok"}
        assert "https://desk.example/data" in httpx.get(f"{address}/data", timeout=300).text
        running.terminate()
        assert running.wait(timeout=120) is not None


def test_beyond_this_machine_needs_a_token(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "LOPSIDED_TOKEN"}
    done = subprocess.run(  # noqa: S603
        [*COMMAND, "--host", "0.0.0.0", "--port", "0"],  # noqa: S104
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=environment,
    )
    assert done.returncode == 1
    assert "LOPSIDED_TOKEN" in done.stderr
    assert "Traceback" not in done.stderr
