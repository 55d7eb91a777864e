"""The catalog: every embedded dataset with its publisher, licence, citation, origin, checksums, units and caveats."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lopsided.datasets import tables
from lopsided.errors import MissingDataError, UnknownNameError
from lopsided.terms.provenance import Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataFile:
    """One Parquet file: its name, its size in bytes, its rows, and the checksum it must have."""

    name: str
    sha256: str
    size: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One dataset and everything a reader needs to judge and cite it.

    Attributes
    ----------
    key : str
        Name here, e.g. ``"factbook"``.
    title, publisher, version, url, licence, citation : str
        As the publisher names them.
    package, package_sha256, member : str
        The pinned package the data were taken from, its checksum, and the file in it.
    retrieved : str
        ISO date on which the package was retrieved.
    coverage, units : str
        In words.
    caveats : tuple of str
        What a user must know before relying on a number.
    files : tuple of DataFile
        The Parquet files that ship.
    counts : mapping
        What the build counted: rows, cells, shares left out, texts not read.
    """

    key: str
    title: str
    publisher: str
    version: str
    url: str
    licence: str
    citation: str
    package: str
    package_sha256: str
    member: str
    retrieved: str
    coverage: str
    units: str
    caveats: tuple[str, ...]
    files: tuple[DataFile, ...]
    counts: Mapping[str, Any]

    def source(self, detail: str = "", *, imputed: bool = False) -> Source:
        """Give the provenance of one number: ``detail`` names the table or field, ``imputed`` says we estimated."""
        return Source(
            dataset=self.key,
            publisher=self.publisher,
            title=self.title,
            version=self.version,
            licence=self.licence,
            citation=self.citation,
            url=self.url,
            retrieved=self.retrieved,
            detail=detail,
            imputed=imputed,
        )

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)


@cache
def catalog() -> Mapping[str, Dataset]:
    """Load every embedded dataset by key."""
    path = tables.folder() / "catalog.toml"
    if not path.is_file():
        problem = "the embedded data are not installed"
        raise MissingDataError(problem, subject=str(path), remedy=tables.REINSTALL)
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return MappingProxyType({key: _dataset(key, entry) for key, entry in entries.items()})


def _dataset(key: str, entry: dict[str, Any]) -> Dataset:
    files = tuple(DataFile(f["name"], f["sha256"], f["bytes"], f["rows"]) for f in entry.pop("files"))
    caveats = tuple(entry.pop("caveats"))
    return Dataset(key=key, files=files, caveats=caveats, counts=MappingProxyType(entry.pop("counts")), **entry)


def dataset(key: str) -> Dataset:
    """Look up one embedded dataset.

    Raises
    ------
    UnknownNameError
        For a key that is not in the catalog; names the nearest.
    """
    found = catalog().get(key)
    if found is None:
        kind = "dataset"
        raise UnknownNameError(kind, key, catalog(), remedy="see lopsided data list")
    return found


def damaged(data: Dataset, folder: Path | None = None) -> tuple[str, ...]:
    """List a dataset's files that are missing or not what the catalog says, one phrase each; empty if all is well."""
    place = folder or tables.folder()
    found: list[str] = []
    for file in data.files:
        path = place / file.name
        if not path.is_file():
            found.append(f"{file.name} is missing")
            continue
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        if digest != file.sha256:
            found.append(f"{file.name} has sha256 {digest[:12]}..., not {file.sha256[:12]}...")
    return tuple(found)
