"""The dossier: one DuckDB file with documents, records, stories and checks.

Each document is added in one transaction together with its records, so a process that dies loses at most the document
in hand. One process may have the file open for writing, which locks it; who reads meanwhile reads a copy (`snapshot`).
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, get_args
from uuid import uuid4

import duckdb

from lopsided.errors import DossierError, UnknownNameError
from lopsided.records.access import insert_records, no_write, plain, stray_log
from lopsided.records.aside import Aside, clear, put, reasons
from lopsided.records.connecting import connected, cursor_of, opened
from lopsided.records.jsonl import KINDS, dump_line, from_line, parse_line, to_line
from lopsided.records.kinds import Document
from lopsided.records.rulings import Ruling, Verdict
from lopsided.records.schema import take_as_json
from lopsided.records.story import Story, story_from, story_object
from lopsided.records.walking import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from tempfile import TemporaryDirectory
    from types import TracebackType

    from duckdb import DuckDBPyConnection

    from lopsided.records.kinds import AnyRecord

__all__ = ["Dossier", "Ruling", "Verdict"]
_BATCH = 1000
_STATE = """SELECT
    (SELECT count(*) FROM documents WHERE digest = ?),
    (SELECT count(*) FROM documents WHERE document = ?),
    (SELECT coalesce(max(position) + 1, 0) FROM documents),
    (SELECT coalesce(max(position) + 1, 0) FROM records)"""


class Dossier:
    """A dossier that is open; made by `create`, `open` or `in_memory`, closed by `close` or ``with``."""

    def __init__(self, connection: DuckDBPyConnection, name: str, copy: TemporaryDirectory[str] | None = None) -> None:
        self._connection = connection
        self.name = name
        self._copy = copy

    @classmethod
    def create(cls, path: str | Path) -> Dossier:
        """Make an empty dossier at ``path``, which must not exist yet, and open it for writing.

        The file appears only when it is complete.

        Raises
        ------
        DossierError
            If the file exists, its folder does not, or may not be written.
        """
        target = Path(path)
        if target.exists():
            problem = "there is a file of this name already"
            raise DossierError(problem, subject=str(path), remedy="choose another name, or open it")
        if not target.parent.is_dir():
            problem = "the folder for the dossier does not exist"
            raise DossierError(problem, subject=str(target.parent), remedy="make the folder first")
        if target.with_name(f"{target.name}.wal").exists():
            raise stray_log(str(target))
        draft = target.with_name(f".{target.name}.{uuid4().hex[:8]}")
        try:
            connected(draft, read_only=False, name=str(target)).close()
            draft.rename(target)
        except OSError as error:
            raise no_write(str(target), error) from error
        finally:
            for leftover in (draft, draft.with_name(draft.name + ".wal")):
                leftover.unlink(missing_ok=True)
        return cls.open(target)

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = False) -> Dossier:
        """Open a dossier; an older layout is brought up to date when opened for writing.

        Raises
        ------
        DossierError
            If there is no such file, it is not a dossier, it is newer than this lopsided, it may not be read (or
            written), or it is to be written and another process has it open.
        """
        source = Path(path)
        if not source.is_file():
            problem = "this is a folder, not a dossier" if source.is_dir() else "there is no such dossier"
            raise DossierError(problem, subject=str(path), remedy="make one with 'lopsided read DOCS -o FILE'")
        connection, copy = opened(source, read_only=read_only)
        return cls(connection, str(source), copy)

    @classmethod
    def in_memory(cls) -> Dossier:
        """Return an empty dossier that lives as long as the process."""
        return cls(connected(None, read_only=False), "in memory")

    def close(self) -> None:
        """Write out what is pending and give the file back."""
        self._connection.close()
        if self._copy is not None:
            self._copy.cleanup()

    @property
    def being_written(self) -> bool:
        """Whether this is a copy, for another process was writing the dossier when it was opened for reading."""
        return self._copy is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---------------------------------------------------------------- documents and records
    def add(
        self, document: Document, records: Sequence[AnyRecord], signature: bytes | None = None, *, place: str = ""
    ) -> str | None:
        """Add a document and all its records, or nothing.

        A document whose bytes are here already is passed over. One whose name is taken by other bytes gets the start
        of its digest added to its name, and its records with it.

        Parameters
        ----------
        document : Document
            What was read.
        records : sequence of record
            Everything read from it; each must name it.
        signature : bytes, optional
            By which its near-duplicates are found.
        place : str
            Where it lies, if known; what was set aside there is forgotten, as what has the same bytes.

        Returns
        -------
        str or None
            The name it has here; None if the same bytes were here already.
        """
        stray = next((r for r in records if r.document != document.document), None)
        if stray is not None:
            problem = f"a record of {stray.document!r} was handed in with {document.document!r}"
            raise DossierError(problem, remedy="add each document with its own records")
        with self._transaction() as run:
            state = run.execute(_STATE, [document.digest, plain(document.document)]).fetchone() or (0, 0, 0, 0)
            is_here, is_taken, position, first = state
            aside = Aside(document.document, "", document.digest, place)
            if is_here:
                clear(run, aside)
                return None
            if is_taken:
                name = f"{document.document}~{document.digest[:8]}"
                document = replace(document, document=name)
                records = [replace(r, document=name) for r in records]
            run.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
                [position, plain(document.document), document.digest, document.published, to_line(document), signature],
            )
            clear(run, replace(aside, name=document.document))
            insert_records(run, document.document, records, first)
        return document.document

    def documents(self) -> tuple[Document, ...]:
        """Every document, in the order they were added."""
        return tuple(self.iter_documents())

    def iter_documents(self) -> Iterator[Document]:
        """Yield documents one by one, for dossiers too large for memory."""
        for _, line in self._in_order("documents", "true", []):
            document = from_line(line)
            if isinstance(document, Document):
                yield document

    def iter_read(self, names: Sequence[str] | None = None) -> Iterator[tuple[Document, tuple[AnyRecord, ...]]]:
        """Yield each document, or those named, with its records, in the order added, holding one at a time."""
        for _, body, bodies in self.iter_bodies(names):
            document = from_line(body)
            if isinstance(document, Document):
                yield document, tuple(r for b in bodies if not isinstance(r := from_line(b), Document))

    def iter_bodies(self, names: Sequence[str] | None = None) -> Iterator[tuple[str, str, list[str]]]:
        """Yield each document's name and line with the lines of its records, as they are kept, else as `iter_read`."""
        chosen = "SELECT document FROM documents" if names is None else "SELECT unnest(?)"
        values = [] if names is None else [[plain(name) for name in names]]
        where = f"document IN ({chosen})"
        groups = groupby(self._in_order("records", where, values), key=itemgetter(0))
        ahead = next(groups, None)
        for name, body in self._in_order("documents", where, values):
            bodies: list[str] = []
            if ahead is not None and ahead[0] == name:
                bodies = [line for _, line in ahead[1]]
                ahead = next(groups, None)
            yield name, body, bodies

    def has(self, digest: str) -> bool:
        """Whether a document with these bytes (SHA-256) is here already."""
        return self._execute("SELECT 1 FROM documents WHERE digest = ?", [digest]).fetchone() is not None

    def digests(self) -> frozenset[str]:
        """Return the digest of every document here."""
        return frozenset(self._lines("SELECT digest FROM documents", []))

    def signatures(self) -> Iterator[tuple[str, bytes | None]]:
        """Yield each document's name and signature, None where it has not been worked out, in the order added."""
        return self._rows("SELECT document, signature FROM documents ORDER BY position")

    def sign(self, document: str, signature: bytes) -> None:
        """Keep the signature of a document that has none."""
        self._execute("UPDATE documents SET signature = ? WHERE document = ?", [signature, plain(document)])

    def records(
        self, *, kind: str | None = None, document: str | None = None, actor: str | None = None
    ) -> tuple[AnyRecord, ...]:
        """Return the records that fit all the given conditions, in the order of their documents.

        Parameters
        ----------
        kind : str, optional
            statement, event, figure or commitment.
        document : str, optional
            Name of a document.
        actor : str, optional
            An actor that takes part: speaker's affiliation, source, target, exporter, importer or party.
        """
        return tuple(self.iter_records(kind=kind, document=document, actor=actor))

    def iter_records(
        self, *, kind: str | None = None, document: str | None = None, actor: str | None = None
    ) -> Iterator[AnyRecord]:
        """Yield records one by one; conditions as for `records`."""
        if kind is not None and kind not in KINDS:
            what = "kind of record"
            raise UnknownNameError(what, kind, KINDS)
        conditions = {"kind = ?": kind, "document = ?": document, "list_contains(actors, ?)": actor}
        chosen = {sql: plain(value) for sql, value in conditions.items() if value is not None}
        for _, line in self._in_order("records", " AND ".join(chosen) or "true", list(chosen.values())):
            record = from_line(line)
            if not isinstance(record, Document):
                yield record

    def kinds(self) -> dict[str, int]:
        """Return how many records of each kind there are."""
        return dict(self._execute("SELECT kind, count(*) FROM records GROUP BY kind ORDER BY kind", []).fetchall())

    def sizes(self) -> dict[str, int]:
        """Return how many documents, records, stories and checks there are, and how many documents are set aside."""
        names = ("documents", "records", "stories", "checks", "set_aside")
        counts = self.sql(f"SELECT {', '.join(f'(SELECT count(*) FROM {name})' for name in names)}")  # noqa: S608
        return dict(zip(names, counts[0], strict=True))

    # ---------------------------------------------------------------- what is made from them
    def replace_stories(self, stories: Iterable[Story]) -> None:
        """Put these stories in place of all those here."""
        self._replace("stories", ((s.id, dump_line(story_object(s))) for s in stories))

    def stories(self) -> tuple[Story, ...]:
        """Every story, in the order they were put."""
        return tuple(story_from(parse_line(x)) for x in self._lines("SELECT body FROM stories ORDER BY position", []))

    def put_checks(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Put these checks, as JSON-ready mappings with a key ``figure``, in place of all those here."""
        self._replace("checks", ((str(row["figure"]), dump_line(row)) for row in rows))

    def checks(self) -> tuple[dict[str, Any], ...]:
        """Every check as a mapping, in the order they were put."""
        return tuple(parse_line(x) for x in self._lines("SELECT body FROM checks ORDER BY position", []))

    @property
    def gatherer(self) -> str | None:
        """Who made stories and checks of all that is here now; None if they are of less than that."""
        row = self._execute(
            "SELECT maker FROM gathered WHERE documents = (SELECT count(*) FROM documents)"
            " AND records = (SELECT count(*) FROM records)",
            [],
        ).fetchone()
        return None if row is None else str(row[0])

    def note_gathered(self, maker: str, of: tuple[int, int] | None = None) -> None:
        """Note that stories and checks are what this maker makes of so many documents and records, or of all here."""
        with self._transaction() as run:
            run.execute("DELETE FROM gathered")
            run.execute(
                "INSERT INTO gathered SELECT coalesce(?, (SELECT count(*) FROM documents)),"
                " coalesce(?, (SELECT count(*) FROM records)), ?",
                [*(of or (None, None)), maker],
            )

    # ---------------------------------------------------------------- what people say
    def rule(self, figure: str, ruling: Verdict, note: str = "") -> None:
        """Keep a person's ruling on the check of a figure (or take it back and give another)."""
        if ruling not in get_args(Verdict):
            what = "ruling"
            raise UnknownNameError(what, ruling, get_args(Verdict), remedy="agree, disagree or unsure")
        self._execute("INSERT OR REPLACE INTO rulings VALUES (?, ?, ?)", [figure, ruling, plain(note)])

    @property
    def rulings(self) -> dict[str, Ruling]:
        """Figure id to ruling, for every check a person has ruled on."""
        rows = self._execute("SELECT figure, ruling, note FROM rulings ORDER BY figure", []).fetchall()
        return {row[0]: Ruling(*row) for row in rows}

    # ---------------------------------------------------------------- what could not be read
    def set_aside(self, name: str, reason: str, digest: str = "", place: str = "") -> None:
        """Note a document that could not be read, why, its bytes and place if known; forgotten when it is added."""
        with self._transaction() as run:
            put(run, Aside(name, reason, digest, place))

    def forget_aside(self, place: str) -> None:
        """Forget what was set aside at a place: what lies there now is here."""
        with self._transaction() as run:
            clear(run, Aside("", "", place=place))

    def asides(self) -> tuple[Aside, ...]:
        """Every document set aside, in order of name and place."""
        rows = self._rows("SELECT name, reason, digest, place FROM set_aside ORDER BY name, place")
        return tuple(Aside(*row) for row in rows)

    @property
    def aside(self) -> dict[str, str]:
        """Name to reason, for every document set aside; the place for a name where several have the same."""
        return reasons(self.asides())

    # ---------------------------------------------------------------- the file
    def sql(self, question: str) -> list[tuple[Any, ...]]:
        """Ask the dossier in SQL; its tables and views are in ``data/schema_1.sql``.

        Raises
        ------
        DossierError
            If the database refuses.
        """
        return self._execute(question, []).fetchall()

    def take_in(self, loads: Sequence[str]) -> None:
        """Do what loads an export, and write its lines as DuckDB takes them too: all of it or nothing."""
        with self._transaction() as run:
            run.execute("; ".join(loads))
            take_as_json(run)

    def _execute(self, sql: str, values: list[Any]) -> DuckDBPyConnection:
        try:
            return cursor_of(self._connection).execute(sql, values)
        except duckdb.Error as error:
            raise no_write(self.name, error) from error

    def _rows(self, sql: str, values: list[Any] | None = None) -> Iterator[Any]:
        cursor = self._execute(sql, values or [])
        try:
            while rows := cursor.fetchmany(_BATCH):
                yield from rows
        except duckdb.Error as error:
            raise no_write(self.name, error) from error

    def _in_order(self, table: str, where: str, values: list[Any]) -> Iterator[tuple[str, str]]:
        return in_order(self._rows, table, where, values)

    def _lines(self, sql: str, values: list[Any]) -> Iterator[str]:
        return (row[0] for row in self._rows(sql, values))

    def _replace(self, table: str, rows: Iterable[tuple[str, str]]) -> None:
        coming, position = iter(rows), 0
        with self._transaction() as run:
            run.execute(f"DELETE FROM {table}")  # noqa: S608 - a table's name from this file
            while batch := list(islice(coming, _BATCH)):
                run.execute(
                    f"INSERT INTO {table} SELECT unnest(?::BIGINT[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
                    [
                        list(range(position, position + len(batch))),
                        [row[0] for row in batch],
                        [row[1] for row in batch],
                    ],
                )
                position += len(batch)

    @contextmanager
    def _transaction(self) -> Iterator[DuckDBPyConnection]:
        run = self._connection
        try:
            run.execute("BEGIN")
            try:
                yield run
            except BaseException:
                run.execute("ROLLBACK")
                raise
            run.execute("COMMIT")
        except duckdb.Error as error:
            raise no_write(self.name, error) from error
