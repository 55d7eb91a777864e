"""A connection to a dossier's file: opened with what a dossier needs, its layout brought up to date."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import duckdb

from lopsided.errors import DossierError, DossierInUseError
from lopsided.records.access import no_open
from lopsided.records.schema import bring_up_to_date
from lopsided.records.snapshot import snapshot

if TYPE_CHECKING:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from duckdb import DuckDBPyConnection

_MEMORY = "400MB"  # what DuckDB may keep of a file, however large that is
_PATIENCE = 2.0  # seconds a writer waits for readers, who are soon done


def opened(path: Path, *, read_only: bool) -> tuple[DuckDBPyConnection, TemporaryDirectory[str] | None]:
    """Open a dossier's file; for reading, a copy of it if another process is writing it.

    Returns
    -------
    tuple of connection, and TemporaryDirectory or None
        The folder of the copy, for the caller to clean up once the connection is closed.

    Raises
    ------
    DossierError
        As for `Dossier.open`.
    """
    if not read_only:
        return _patiently(path), None
    try:
        return connected(path, read_only=True), None
    except DossierInUseError:
        try:
            made = snapshot(path)
        except OSError as error:
            raise no_open(str(path), error, read_only=True) from error
        if made is None:
            raise
    folder, copy = made
    try:
        return connected(copy, read_only=True, name=str(path)), folder
    except BaseException:
        folder.cleanup()
        raise


def _patiently(path: Path) -> DuckDBPyConnection:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return connected(path, read_only=False)
        except DossierInUseError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def connected(path: Path | None, *, read_only: bool, name: str = "") -> DuckDBPyConnection:
    """Open a dossier's file, or an empty dossier in memory.

    Parameters
    ----------
    path : Path or None
        None for one in memory.
    read_only : bool
    name : str
        What to call it in errors; the path if left out.

    Raises
    ------
    DossierError
        As for `Dossier.open`.
    """
    name = name or (str(path) if path else "in memory")
    # one thread is enough for a document at a time, and leaves the others to reading
    config: dict[str, str | bool | int | float | list[str]] = (
        {"threads": 1} if path is None else {"threads": 1, "memory_limit": _MEMORY}
    )
    try:
        connection = duckdb.connect(str(path) if path else ":memory:", read_only=read_only, config=config)
    except (duckdb.Error, OSError) as error:
        raise no_open(name, error, read_only=read_only) from error
    try:
        connection.execute(_QUIET)
        bring_up_to_date(connection, name, read_only=read_only)
    except duckdb.Error as error:
        connection.close()
        raise no_open(name, error, read_only=read_only) from error
    except DossierError:
        connection.close()
        raise
    return connection


def cursor_of(connection: DuckDBPyConnection) -> DuckDBPyConnection:
    """Return a cursor of its own for one question, so that another can be asked before all its rows are fetched."""
    return connection.cursor().execute(_QUIET)


_QUIET = "SET enable_progress_bar = false"  # it would draw over our own
