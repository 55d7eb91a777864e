"""Query the embedded Parquet files with DuckDB; polars at the edge."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from lopsided.errors import MissingDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl


REINSTALL = "reinstall the package, or run python -m tools.build_data in a checkout"


def folder() -> Path:
    """Locate the embedded data."""
    return Path(str(resources.files("lopsided.datasets") / "data"))


def path(name: str) -> Path:
    """Locate one embedded Parquet file, by its name without suffix.

    Raises
    ------
    MissingDataError
        When the file is not there, as in a checkout whose data have not been built.
    """
    found = folder() / f"{name}.parquet"
    if not found.is_file():
        problem = f"the embedded table {name} is not installed"
        raise MissingDataError(problem, subject=str(found), remedy=REINSTALL)
    return found


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def query(sql: str, names: Sequence[str], parameters: Sequence[object] = ()) -> pl.DataFrame:
    """Run a query over embedded tables.

    Parameters
    ----------
    sql : str
        A query in which ``{name}`` stands for the embedded table of that name.
    names : sequence of str
        The embedded tables it uses.
    parameters : sequence
        Values for its ``?`` marks.

    Returns
    -------
    polars.DataFrame
        The rows, in the query's order.
    """
    sources = {name: "read_parquet('" + str(path(name)).replace("'", "''") + "')" for name in names}
    # a cursor of its own lets threads query at the same time
    with _connection().cursor() as cursor:
        frame: pl.DataFrame = cursor.sql(sql.format(**sources), params=list(parameters)).pl()
        return frame
