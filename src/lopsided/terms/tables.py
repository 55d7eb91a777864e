"""The CSV tables of this folder, each read once."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of ``data/<name>.csv``, in file order, every value a string.

    Parameters
    ----------
    name : str
        File name without ending.
    """
    text = (files("lopsided.terms") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))


def listed(value: str) -> tuple[str, ...]:
    """Split a cell that holds several values, separated by semicolons."""
    return tuple(part.strip() for part in value.split(";") if part.strip())
