"""A dossier out to JSON lines or Parquet, and back again unchanged."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from lopsided.errors import DossierError, InputError, OutputError
from lopsided.records.contents import MISFITS, faults, fits, whole
from lopsided.records.jsonl import dump_line, from_object, parse_line, to_line, to_object
from lopsided.records.kinds import Document
from lopsided.records.rulings import Ruling
from lopsided.records.schema import layouts
from lopsided.records.store import Dossier
from lopsided.records.story import story_from, story_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lopsided.records.kinds import AnyRecord

_TABLES = ("documents", "records", "stories", "checks", "rulings", "set_aside", "gathered")
_LAYOUT = "dossier"  # the table that says which layout was exported
_SINCE = {"gathered": 2}  # the layout a table came with; an export of an older one has none
_SIGNATURE = "signature"
_UNCHANGED = "give lines that lopsided wrote, unchanged"
_VIEWS = ("statements", "events", "figures", "commitments")


def json_lines(dossier: Dossier) -> Iterator[str]:
    """Yield a dossier line by line: each document with its records, then stories, checks, rulings, what was set aside.

    The lines of documents and records are those of ``records/jsonl.py``; a document's has its signature as well, and a
    last one says what stories and checks were made of.
    """
    for (document, records), (_, signature) in zip(dossier.iter_read(), dossier.signatures(), strict=True):
        signed = {} if signature is None else {_SIGNATURE: signature.hex()}
        yield dump_line(to_object(document) | signed)
        yield from map(to_line, records)
    yield from (dump_line(story_object(s)) for s in dossier.stories())
    yield from (dump_line({"kind": "check"} | row) for row in dossier.checks())
    for ruling in dossier.rulings.values():
        yield dump_line({"kind": "ruling", "figure": ruling.figure, "ruling": ruling.ruling, "note": ruling.note})
    yield from (dump_line({"kind": "set-aside"} | asdict(aside)) for aside in dossier.asides())
    for documents, records, maker in dossier.sql("SELECT documents, records, maker FROM gathered"):
        yield dump_line({"kind": "gathered", "documents": documents, "records": records, "maker": maker})


def from_json_lines(lines: Iterable[str], dossier: Dossier) -> int:
    """Add what `json_lines` wrote to a dossier; documents that are there already are passed over.

    Returns
    -------
    int
        Documents added.

    Raises
    ------
    InputError
        At the first line that cannot be taken, with its number; documents before it have been added.
    """
    added, pending = 0, _Pending()
    rest: dict[str, list[dict[str, Any]]] = {"story": [], "check": [], "ruling": [], "set-aside": [], "gathered": []}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = parse_line(line)
            if value.get("kind") in tuple(rest):
                rest[value["kind"]].append(value)
            else:
                added += pending.take(from_object(value), value.get(_SIGNATURE), dossier)
        except InputError as error:
            raise InputError(error.problem, subject=f"line {number}", remedy=error.remedy) from error
        except MISFITS as error:
            where = f"line {number}"
            raise _unfit(where) from error
    try:
        added += pending.flush(dossier)
        _put_rest(rest, dossier)
    except MISFITS as error:
        where = "the last record, a story, check, ruling or name set aside"
        raise _unfit(where) from error
    return added


def _unfit(where: str) -> InputError:
    problem = "a line does not hold what one of its kind holds"
    return InputError(problem, subject=where, remedy=_UNCHANGED)


class _Pending:
    """A document and the records that follow it, until the next document."""

    def __init__(self) -> None:
        self._document: Document | None = None
        self._records: list[AnyRecord] = []
        self._signature: bytes | None = None

    def take(self, item: Document | AnyRecord, signature: str | None, dossier: Dossier) -> int:
        if isinstance(item, Document):
            added = self.flush(dossier)
            if not whole(item):
                problem = "a document's name, text, digest or noise are not what they should be"
                raise InputError(problem, remedy=_UNCHANGED)
            self._document, self._signature = item, None if signature is None else bytes.fromhex(signature)
            return added
        if self._document is None or item.document != self._document.document:
            problem = f"a record of {item.document!r} does not follow its document"
            raise InputError(problem, remedy="put each document's line before those of its records")
        if not fits(item, self._document):
            problem = f"a record of {item.document!r} does not match its text"
            raise InputError(problem, remedy=_UNCHANGED)
        self._records.append(item)
        return 0

    def flush(self, dossier: Dossier) -> int:
        added = 0
        if self._document is not None:
            added = int(dossier.add(self._document, self._records, self._signature) is not None)
        self._document, self._records = None, []
        return added


def _put_rest(rest: dict[str, list[dict[str, Any]]], dossier: Dossier) -> None:
    if rest["story"]:
        dossier.replace_stories([story_from(value) for value in rest["story"]])
    if rest["check"]:
        dossier.put_checks([{k: v for k, v in value.items() if k != "kind"} for value in rest["check"]])
    for value in rest["ruling"]:
        ruling = Ruling(value["figure"], value["ruling"], value["note"])
        dossier.rule(ruling.figure, ruling.ruling, ruling.note)
    for value in rest["set-aside"]:
        dossier.set_aside(value["name"], value["reason"], value.get("digest", ""), value.get("place", ""))
    for value in rest["gathered"]:
        dossier.note_gathered(str(value["maker"]), (int(value["documents"]), int(value["records"])))


def to_parquet(dossier: Dossier, folder: Path) -> tuple[Path, ...]:
    """Write a dossier as Parquet files into a new folder, which appears only when complete.

    One file a table, from which `from_parquet` makes the same dossier, and one for each kind of record with plain
    columns, for use elsewhere.

    Raises
    ------
    OutputError
        If the folder exists or cannot be written.
    DossierError
        If the dossier is damaged.
    """
    if folder.exists():
        problem = "there is something of this name already"
        raise OutputError(problem, subject=str(folder), remedy="name a folder that does not exist yet")
    draft = folder.with_name(f".{folder.name}.{uuid4().hex[:8]}")
    try:
        draft.mkdir()
        for name in (_LAYOUT, *_TABLES, *_VIEWS):
            dossier.sql(f"COPY (SELECT * FROM {name}) TO '{_quoted(draft / name)}.parquet' (FORMAT parquet)")  # noqa: S608
        draft.rename(folder)
    except (OSError, DossierError) as error:
        shutil.rmtree(draft, ignore_errors=True)
        if isinstance(error, DossierError) and "damaged" in error.problem:
            raise
        problem = "the folder cannot be written"
        raise OutputError(problem, subject=str(folder), remedy=f"check space and permissions ({error})") from error
    return tuple(sorted(folder.iterdir()))


def from_parquet(folder: Path, dossier: Dossier) -> None:
    """Fill an empty dossier from what `to_parquet` wrote.

    Raises
    ------
    InputError
        If a file is missing or is not what was written.
    DossierError
        If the dossier is not empty.
    """
    if next(iter(dossier.iter_documents()), None) is not None:
        problem = "the dossier has documents already"
        raise DossierError(problem, subject=dossier.name, remedy="fill a new one")
    layout = _layout_of(folder, dossier)
    tables = [name for name in _TABLES if _SINCE.get(name, 1) <= layout]
    missing = [name for name in tables if not (folder / f"{name}.parquet").is_file()]
    if missing:
        problem = f"there is no {missing[0]}.parquet here"
        raise InputError(problem, subject=str(folder), remedy="name a folder written by an export to Parquet")
    loads = [
        f"INSERT INTO {name} BY NAME SELECT * FROM read_parquet('{_quoted(folder / name)}.parquet')"  # noqa: S608
        for name in tables
    ]
    # looked at elsewhere first: what goes into the dossier itself is committed at once, or not at all
    with TemporaryDirectory(prefix="lopsided-", ignore_cleanup_errors=True) as place, _trial(place) as trial:
        _load(loads, trial, folder)
        for fault in faults(trial):
            raise InputError(fault, subject=str(folder), remedy="export again")
    _load(loads, dossier, folder)


def _trial(place: str) -> Dossier:
    return Dossier.create(Path(place) / "export.duckdb")


def _load(loads: Sequence[str], dossier: Dossier, folder: Path) -> None:
    try:
        dossier.take_in(loads)
    except (DossierError, UnicodeDecodeError) as error:  # DuckDB may quote bytes that are no text
        if isinstance(error, DossierError) and "no room" in error.problem:
            raise
        raise _not_exported(folder) from error


def _layout_of(folder: Path, dossier: Dossier) -> int:
    """Return the layout an export was made from; those before the second did not say.

    Raises
    ------
    InputError
        If it is newer than this lopsided, or what says so is damaged.
    """
    if not (folder / f"{_LAYOUT}.parquet").is_file():
        return 1
    try:
        ((layout,),) = dossier.sql(f"SELECT version FROM read_parquet('{_quoted(folder / _LAYOUT)}.parquet')")  # noqa: S608
    except (DossierError, ValueError) as error:
        raise _not_exported(folder) from error
    if layout > len(layouts()):
        problem = f"this export has layout {layout}, this lopsided knows layouts up to {len(layouts())}"
        raise InputError(problem, subject=str(folder), remedy="import it with a newer lopsided")
    return int(layout)


def _not_exported(folder: Path) -> InputError:
    problem = "a Parquet file here is not what an export wrote"
    return InputError(problem, subject=str(folder), remedy="export again")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
