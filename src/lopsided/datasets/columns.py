"""Column contracts: what each table must hold, checked where anything is loaded."""

from __future__ import annotations

import csv
import warnings
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

import polars as pl

from lopsided.errors import InputError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

Mode = Literal["strict", "warn"]
_KINDS: dict[str, tuple[type[pl.DataType], ...]] = {
    "text": (pl.String,),
    "integer": (pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64),
    "number": (pl.Float32, pl.Float64),
    "flag": (pl.Boolean,),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column a table must have.

    Attributes
    ----------
    name : str
        Its name in the table.
    kind : str
        ``"text"``, ``"integer"``, ``"number"`` or ``"flag"``.
    nullable : bool
        Whether a value may be missing; missing means unknown, never zero.
    unit, description : str
        For readers.
    """

    name: str
    kind: str
    nullable: bool
    unit: str
    description: str


class ColumnsWarning(UserWarning):
    """A table that does not keep its contract, met in ``warn`` mode."""


@cache
def contracts() -> Mapping[str, tuple[Column, ...]]:
    """Load every contract by table name, from ``columns.csv``."""
    text = (resources.files("lopsided.datasets") / "columns.csv").read_text(encoding="utf-8")
    found: dict[str, list[Column]] = {}
    for row in csv.DictReader(text.splitlines()):
        column = Column(row["column"], row["kind"], row["nullable"] == "yes", row["unit"], row["description"])
        found.setdefault(row["table"], []).append(column)
    return {table: tuple(columns) for table, columns in found.items()}


def columns(table: str) -> tuple[Column, ...]:
    """Look up the contract of one table.

    Raises
    ------
    UnknownNameError
        For a table without a contract.
    """
    found = contracts().get(table)
    if found is None:
        kind = "table"
        raise UnknownNameError(kind, table, contracts())
    return found


def breaches(frame: pl.DataFrame, table: str) -> tuple[str, ...]:
    """Say what is wrong with a frame by its contract, one phrase each; other columns are allowed."""
    found: list[str] = []
    for column in columns(table):
        if column.name not in frame.columns:
            found.append(f"column {column.name} is missing")
            continue
        dtype = frame.schema[column.name]
        if not isinstance(dtype, _KINDS[column.kind]):
            found.append(f"column {column.name} holds {dtype}, not {column.kind}")
        elif not column.nullable and frame[column.name].null_count():
            found.append(f"column {column.name} has {frame[column.name].null_count()} missing values")
    return tuple(found)


def check(frame: pl.DataFrame, table: str, *, origin: str = "", mode: Mode = "strict") -> pl.DataFrame:
    """Return ``frame`` if it keeps the contract of ``table``.

    Parameters
    ----------
    frame : polars.DataFrame
        What was loaded.
    table : str
        Name of the contract.
    origin : str
        Where it was loaded from, for the message.
    mode : {"strict", "warn"}
        Raise on a breach, or warn and go on.

    Raises
    ------
    InputError
        In strict mode, on the first table that breaks its contract.
    """
    found = breaches(frame, table)
    if not found:
        return frame
    problem = f"table {table}: {'; '.join(found)}"
    if mode == "strict":
        raise InputError(problem, subject=origin, remedy=f"it must have {', '.join(c.name for c in columns(table))}")
    warnings.warn(f"{problem} ({origin})", ColumnsWarning, stacklevel=2)
    return frame
