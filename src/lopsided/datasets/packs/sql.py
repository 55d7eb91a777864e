"""Names and texts from outside, written so that a query takes them as such and nothing else."""

from __future__ import annotations


def quoted(name: str) -> str:
    """Write a column's name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Write a text for SQL."""
    return "'" + value.replace("'", "''") + "'"
