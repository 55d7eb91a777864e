"""What the README shows is what the commands print, and every command and document it names is there."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
#: Blocks that show a command and, under it, what it prints.
SESSIONS = [
    (lines[0].removeprefix("$ "), "\n".join(lines[1:]))
    for block in re.findall(r"```\n(.*?)```", README, flags=re.DOTALL)
    if (lines := block.strip().splitlines())[0].startswith("$ ") and len(lines) > 1 and not lines[1].startswith("$ ")
]


def plain(text: str) -> str:
    """Compare words, not the spaces and rules a terminal pads with, nor the last digits of a residual."""
    text = re.sub(r"[━╇┃]+", " ", re.sub(r"[\d.]+e-\d+", "(tiny)", text))
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[c for c, _ in SESSIONS])
def test_readme_shows_real_output(command: str, shown: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == "lopsided"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", "from lopsided.cli.main import run; run()", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"COLUMNS": "100", "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert plain(done.stdout) == plain(shown)


def test_readme_is_short_and_its_links_lead_somewhere() -> None:
    assert len(SESSIONS) >= 3
    assert len(README.splitlines()) <= 120
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_every_dependency_has_a_line_that_says_why() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project.split("dependencies = [", 1)[1].split("]", 1)[0]
    names = re.findall(r'"([A-Za-z0-9-]+)[><=]', block)
    table = contributing.split("## Dependencies", 1)[1]
    assert len(names) > 10
    assert [name for name in names if name not in table] == []
