"""Writes docs/command-line.md from the commands' own help, and docs/columns.md from what the app says of its tables.

Run it after a change of either; with --check it writes nothing and exits 1 if a page would differ.
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
from lopsided.web.columns import columns, pages_with

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parents[1] / "docs"
COLUMNS = """<!-- written by tools/write_docs.py: change src/lopsided/web/columns.csv, then run make docs -->

# Columns of the web app's tables

The rows of every page's JSON and CSV. A view has the columns it has something for; `/openapi.json` lists them by page.
A column that a row has nothing for is empty. Numbers are as exact as they were worked out.

| column | pages | meaning |
|---|---|---|
"""
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


def columns_of_tables() -> str:
    """Write what every column of the app's tables means."""
    rows = (f"| `{name}` | {', '.join(pages_with(name))} | {means} |\n" for name, means in columns().items())
    return COLUMNS + "".join(rows)


def main() -> int:
    """Write the pages, or say that one would differ."""
    for name, text in (("command-line.md", command_line()), ("columns.md", columns_of_tables())):
        page = DOCS / name
        if page.is_file() and page.read_text(encoding="utf-8") == text:
            continue
        if "--check" in sys.argv[1:]:
            print(f"{name} is not what the code says: run make docs")
            return 1
        page.write_text(text, encoding="utf-8")
        print(f"wrote {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
