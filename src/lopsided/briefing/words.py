"""Every visible string of the brief, and of the parts that pages share with it: a file a part in ``strings/``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import Any


@cache
def words() -> SimpleNamespace:
    """Read all strings: ``words().what_if.headline``."""
    return read("lopsided.briefing")


def say(key: str, **values: object) -> str:
    """Look up one string, ``"brief.title"``, and fill in what stands in braces."""
    return fill(words(), key, **values)


def counted(key: str, n: int) -> str:
    """Write how many of something: the string ``one`` or ``many`` under the key, with the number filled in."""
    return say(f"{key}.one" if n == 1 else f"{key}.many", n=n)


def read(package: str) -> SimpleNamespace:
    """Read the strings of a package: one name a file, one a key within it."""
    found = {
        path.name.removesuffix(".toml"): tomllib.loads(path.read_text(encoding="utf-8"))
        for path in files(package).joinpath("strings").iterdir()
        if path.name.endswith(".toml")
    }
    return _names(found)


def fill(strings: SimpleNamespace, key: str, **values: object) -> str:
    """Look a string up by its names with dots between, and fill in what stands in braces."""
    found: Any = strings
    for part in key.split("."):
        found = getattr(found, part)
    return str(found).format(**values) if values else str(found)


def _names(found: dict[str, Any]) -> SimpleNamespace:
    return SimpleNamespace(**{key: _names(v) if isinstance(v, dict) else v for key, v in found.items()})
