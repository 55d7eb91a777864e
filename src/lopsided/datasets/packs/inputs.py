"""The files a user brings: found in folders and zips, known by their columns, opened one at a time."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import shutil
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from lopsided.datasets.packs.manifest import PackFile
from lopsided.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

READABLE = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz", ".parquet")
_HEAD = 1 << 20
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One table among the files, not yet read.

    Attributes
    ----------
    path : Path
        The file, or the zip it is in.
    member : str
        Name inside the zip; empty otherwise.
    columns : tuple of str
        As in its first line; one name is added for each field the lines have more than the first.
    delimiter, encoding : str
        Of text; empty for Parquet.
    """

    path: Path
    member: str
    columns: tuple[str, ...]
    delimiter: str = ""
    encoding: str = ""

    @property
    def name(self) -> str:
        """Name for messages."""
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    @property
    def lower(self) -> tuple[str, ...]:
        """Columns in lower case."""
        return tuple(name.strip().lower() for name in self.columns)


def parts(paths: Iterable[Path]) -> list[Part]:
    """Find the tables in files, folders and zips, in order of name.

    Raises
    ------
    InputError
        For a path that is not there, a damaged file, or when there is no table at all.
    """
    listed = list(paths)
    found: list[Part] = []
    for path in listed:
        if not path.exists():
            problem = "there is no such file"
            raise InputError(problem, subject=str(path), remedy="name a file, a zip or a folder that is there")
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            found += _parts_of(file, named=not path.is_dir())
    if not found:
        problem = "there is no table here"
        remedy = f"bring one of {', '.join(READABLE)} or a zip of them; save spreadsheets as CSV first"
        raise InputError(problem, subject=", ".join(map(str, listed)), remedy=remedy)
    return found


def _parts_of(file: Path, *, named: bool) -> list[Part]:
    if file.suffix.lower() == ".zip":
        return _members(file)
    if not file.name.lower().endswith(READABLE):
        if named:
            problem = "this kind of file is not read"
            remedy = f"bring one of {', '.join(READABLE)} or a zip of them; save spreadsheets as CSV first"
            raise InputError(problem, subject=str(file), remedy=remedy)
        return []
    if file.suffix.lower() == ".parquet":
        try:
            return [Part(path=file, member="", columns=tuple(pq.read_schema(file).names))]
        except (OSError, ValueError) as error:
            problem = "this is not a Parquet file"
            raise InputError(problem, subject=str(file), remedy="get it again: it may be cut off") from error
    try:
        with file.open("rb") as raw:
            stream = gzip.GzipFile(fileobj=raw) if file.suffix.lower() == ".gz" else raw
            head = stream.read(_HEAD)
    except (OSError, EOFError) as error:
        problem = "the file cannot be read"
        raise InputError(problem, subject=str(file), remedy="get it again: it may be cut off") from error
    return [_headed(file, "", head)]


def _members(file: Path) -> list[Part]:
    try:
        with zipfile.ZipFile(file) as archive:
            names = sorted(n for n in archive.namelist() if n.lower().endswith((".csv", ".tsv")))
            found = []
            for name in names:
                with archive.open(name) as member:
                    found.append(_headed(file, name, member.read(_HEAD)))
            return found
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        problem = "this zip is damaged"
        raise InputError(problem, subject=str(file), remedy="get it again: it may be cut off") from error


def _headed(file: Path, member: str, head: bytes) -> Part:
    encoding = "utf-8"
    try:
        text = head[: head.rfind(b"\n") + 1].decode("utf-8-sig") if b"\n" in head else head.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding, text = "latin-1", head.decode("latin-1")
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    header = [name.strip() for name in next(rows, [])]
    # Comtrade's web export ends each line, but not its first, with a comma: a field without a name
    longer = max(0, len(next(rows, [])) - len(header))
    columns = (*(name or f"column_{n}" for n, name in enumerate(header)), *(f"extra_{n}" for n in range(longer)))
    return Part(path=file, member=member, columns=columns, delimiter=delimiter, encoding=encoding)


@contextmanager
def opened(part: Part, work: Path) -> Iterator[Path]:
    """Give a path DuckDB can read: the file itself, or the zip's member unpacked for as long as it is needed."""
    if not part.member:
        yield part.path
        return
    unpacked = work / f"unpacked{'.tsv' if part.member.lower().endswith('.tsv') else '.csv'}"
    try:
        with zipfile.ZipFile(part.path) as archive, archive.open(part.member) as member, unpacked.open("wb") as out:
            shutil.copyfileobj(member, out, 1 << 20)
        yield unpacked
    except (zipfile.BadZipFile, EOFError) as error:
        problem = "this zip is damaged"
        raise InputError(problem, subject=part.name, remedy="get it again: it may be cut off") from error
    finally:
        unpacked.unlink(missing_ok=True)


def glance(path: Path) -> tuple[int, int]:
    """Count the lines of a text file below the first, a hundred times faster than a parser would; and its first number.

    Returns
    -------
    tuple of int
        Lines, and the first field of the first of them, 0 if that is no number.
    """
    with path.open("rb") as content:
        content.readline()
        start = content.readline()
        found, last = start.count(b"\n"), start[-1:] or b"\n"
        while chunk := content.read(1 << 22):
            found, last = found + chunk.count(b"\n"), chunk[-1:]
    first = start.partition(b",")[0].strip(b' "').decode("ascii", "replace")
    return found + (last != b"\n"), int(first) if first.isdecimal() else 0


def small_table(part: Part) -> list[dict[str, str]]:
    """Read a whole small table of text, such as one of country codes, by column in lower case."""
    if part.member:
        with zipfile.ZipFile(part.path) as archive:
            content = archive.read(part.member)
    else:
        content = part.path.read_bytes()
    encoding = "utf-8-sig" if part.encoding == "utf-8" else part.encoding
    rows = csv.reader(io.StringIO(content.decode(encoding)), delimiter=part.delimiter)
    next(rows, None)
    return [dict(zip(part.lower, row, strict=False)) for row in rows]


def fingerprint(path: Path) -> PackFile:
    """Name, checksum and size of a file."""
    with path.open("rb") as content:
        return PackFile(path.name, hashlib.file_digest(content, "sha256").hexdigest(), path.stat().st_size)
