"""Writes docs/command-line.md from the commands' own help.

Run it after a change of a command; with --check it writes nothing and exits 1 if the page would differ.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

# The width and plainness of the help are fixed before rich looks at the terminal.
os.environ.update(COLUMNS="100", TERM="dumb", NO_COLOR="1")

import typer.main
from typer.testing import CliRunner

from lopsided.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).resolve().parents[1] / "docs" / "command-line.md"
HEAD = """<!-- written by tools/write_docs.py: change the code, then run make docs -->

# Command line

Results are tables on a terminal; `--format json|jsonl|csv|parquet` writes them for machines.
Progress goes to the standard error stream. Exit codes: 0 done, 1 a named failure (one sentence:
what, where, what to do), 2 wrong usage, 130 interrupted.
"""


def paths(
    command: Any,  # noqa: ANN401 - typer keeps its types private
    path: tuple[str, ...] = (),
) -> Iterator[tuple[str, ...]]:
    """Walk a command and its subcommands."""
    yield path
    for name, inner in getattr(command, "commands", {}).items():
        yield from paths(inner, (*path, name))


def command_line() -> str:
    """Write the reference of every command."""
    parts = [HEAD]
    for path in paths(typer.main.get_command(app)):
        told = CliRunner().invoke(app, [*path, "--help"], prog_name="lopsided")
        text = "\n".join(line.rstrip() for line in told.output.strip().splitlines())
        parts.append(f"\n## `{' '.join(('lopsided', *path))}`\n\n```\n{text}\n```\n")
    return "".join(parts)


def main() -> int:
    """Write the page, or say that it would differ."""
    text = command_line()
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    if "--check" in sys.argv[1:]:
        print(f"{PAGE.name} is not what the commands say: run make docs")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"wrote {PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
