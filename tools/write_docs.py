"""Writes the generated pages of docs/: the command line from its own help, the measures from their definitions.

Run it after a change of either; with --check it writes nothing and exits 1 if a page would differ.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer.main

from lopsided.cli.main import app
from lopsided.measures.definitions import definitions

if TYPE_CHECKING:
    from collections.abc import Iterator


DOCS = Path(__file__).resolve().parents[1] / "docs"
NOTE = "<!-- written by tools/write_docs.py: change the code, then run make docs -->\n\n"


def commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - typer keeps its types private
    """Walk a command and its subcommands, each with its full name."""
    inner: dict[str, Any] = getattr(command, "commands", {})
    if not inner:
        yield path, command
    for name, sub in inner.items():
        yield from commands(sub, f"{path} {name}")


def command_line() -> str:
    """Write the reference of the command line."""
    parts = [NOTE, "# Command line\n"]
    for path, command in commands(typer.main.get_command(app), "lopsided"):
        parts.append(f"\n## `{path}`\n\n{(command.help or '').strip()}\n")
        rows = [
            (
                ", ".join(sorted((*p.opts, *p.secondary_opts), key=len))
                if p.param_type_name == "option"
                else p.name or "",
                p,
            )
            for p in command.params
            if p.name != "help"
        ]
        if rows:
            parts.append("\n| argument or option | what | default |\n|---|---|---|\n")
        for names, parameter in rows:
            default = parameter.default
            shown = getattr(default, "value", default)
            text = "" if shown is None or callable(shown) or parameter.required else f"`{shown}`"
            words = (getattr(parameter, "help", None) or "").replace("|", "\\|")
            choices = getattr(parameter.type, "choices", ())
            if choices:
                words += " One of " + ", ".join(f"`{getattr(c, 'value', c)}`" for c in choices) + "."
            parts.append(f"| `{names}` | {words} | {text} |\n")
    return "".join(parts)


def measures() -> str:
    """Write the reference of the measures."""
    parts = [NOTE, "# Measures\n\nThe rows of `measures/data/definitions.csv`, which the pages also show.\n"]
    for d in definitions().values():
        parts.append(
            f"\n## {d.name}\n\n`{d.key}`, {d.direction}, {d.unit}\n\n{d.definition}.\n\nFormula: {d.formula}\n"
        )
        parts.append(f"\nAfter: {d.citation}\n" if d.citation else "")
        parts.append(f"\nCaveats: {d.caveats}\n" if d.caveats else "")
    return "".join(parts)


def main() -> int:
    """Write the pages, or say which would differ."""
    pages = {DOCS / "command-line.md": command_line(), DOCS / "measures-reference.md": measures()}
    stale = [p for p, text in pages.items() if not p.is_file() or p.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        for page in stale:
            print(f"{page.name} is not what the code says: run make docs")
        return 1 if stale else 0
    for page in stale:
        page.write_text(pages[page], encoding="utf-8")
        print(f"wrote {page.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
