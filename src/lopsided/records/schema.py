"""The layout of a dossier file, its version, and how an older file is brought up to date."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import duckdb

from lopsided.errors import DossierError, InputError
from lopsided.records.jsonl import dump_line, parse_line

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MARK = "lopsided dossier"


_JSON_HELD = 3  # the layout since which every line is JSON to DuckDB as well
_LINES = ("documents", "records", "stories", "checks")


def take_as_json(connection: DuckDBPyConnection) -> None:
    """Write the lines that are JSON to Python alone (half surrogates) as all take them; leave what is damaged."""
    for table in _LINES:
        odd = connection.execute(f"SELECT rowid, body FROM {table} WHERE NOT json_valid(body)").fetchall()  # noqa: S608
        for row, body in odd:
            with suppress(InputError):
                sql = f"UPDATE {table} SET body = ? WHERE rowid = ?"  # noqa: S608 - one of the names above
                connection.execute(sql, [dump_line(parse_line(body)), row])


@cache
def layouts() -> tuple[str, ...]:
    """Return the SQL that makes each layout from the one before; the version is the count."""
    folder = files("lopsided.records") / "data"
    found = {int(f.name[7:-4]): f.read_text("utf-8") for f in folder.iterdir() if f.name.startswith("schema_")}
    return tuple(found[version] for version in sorted(found))


def version_of(connection: DuckDBPyConnection, name: str) -> int:
    """Return the layout version a file was written with, 0 for an empty database.

    Raises
    ------
    DossierError
        If the database was not made by lopsided.
    """
    row = None
    try:  # first, for a list of the tables takes DuckDB ten times as long
        row = connection.execute("SELECT mark, version FROM dossier").fetchone()
    except duckdb.CatalogException:
        if not connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            return 0
    except duckdb.BinderException:
        row = None  # a table of that name with other columns: someone else's
    if row is None or row[0] != MARK:
        problem = "this DuckDB file is not a dossier"
        raise DossierError(problem, subject=name, remedy="name another file, or make a dossier with 'lopsided read'")
    return int(row[1])


def bring_up_to_date(connection: DuckDBPyConnection, name: str, *, read_only: bool) -> None:
    """Apply the layouts a file lacks, all or none.

    Raises
    ------
    DossierError
        If the file is newer than this version of lopsided, not a dossier, or older and opened for reading only.
    """
    version, latest = version_of(connection, name), len(layouts())
    if version > latest:
        problem = f"this dossier has layout {version}, this lopsided knows layouts up to {latest}"
        raise DossierError(problem, subject=name, remedy="open it with a newer lopsided")
    if version == latest:
        return
    if read_only:
        problem = f"this dossier has layout {version} and must be brought to layout {latest} before it is read"
        raise DossierError(problem, subject=name, remedy="run 'lopsided dossier upgrade' on it once")
    connection.execute("BEGIN")
    try:
        for sql in layouts()[version:]:
            connection.execute(sql)
        if 0 < version < _JSON_HELD:
            take_as_json(connection)
        connection.execute("CREATE OR REPLACE TABLE dossier (mark VARCHAR, version INTEGER)")
        connection.execute("INSERT INTO dossier VALUES (?, ?)", [MARK, latest])
        connection.execute("COMMIT")
    except duckdb.Error:
        connection.execute("ROLLBACK")
        raise
