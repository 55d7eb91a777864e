"""Every visible string of the pages: one file a page in ``strings/``, in English, looked up by ``page.name``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import Any


@cache
def words() -> SimpleNamespace:
    """Read all strings: ``words().home.title``; templates know them as ``t``."""
    folder = files("lopsided.web").joinpath("strings")
    found = {
        path.name.removesuffix(".toml"): tomllib.loads(path.read_text(encoding="utf-8"))
        for path in folder.iterdir()
        if path.name.endswith(".toml")
    }
    return _names(found)


def say(key: str, **values: object) -> str:
    """Look up one string, ``"home.title"``, and fill in what stands in braces."""
    found: Any = words()
    for part in key.split("."):
        found = getattr(found, part)
    return str(found).format(**values) if values else str(found)


def _names(found: dict[str, Any]) -> SimpleNamespace:
    return SimpleNamespace(**{key: _names(v) if isinstance(v, dict) else v for key, v in found.items()})
