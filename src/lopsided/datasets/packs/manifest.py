"""What is known of a pack: whose data, on which terms, what was read, dropped and marked; its ``pack.json``."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from lopsided.datasets.packs.place import packs_folder
from lopsided.errors import InputError, UnknownNameError
from lopsided.terms.provenance import Source

if TYPE_CHECKING:
    from pathlib import Path

PackKind = Literal["flows", "totals", "table", "votes"]
MANIFEST = "pack.json"


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file, the user's or ours: name, checksum, bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One pack and everything a reader needs to judge and cite it.

    Attributes
    ----------
    key : str
        Name here, and of its folder.
    kind : {"flows", "totals", "table", "votes"}
        Trade by product, trade of all goods, an inter-country input-output table, or roll calls.
    form : str
        Format it was read as, a key of ``data/formats.toml``.
    title, publisher, version, url, licence, citation : str
        As the publisher names them, or as the user gave them.
    added : str
        ISO date on which it was imported.
    nomenclature : str
        For trade by product: ``"HS92"``, ``"HS17"``; empty otherwise.
    years : tuple of int
        Years there are rows of, oldest first.
    read, kept : int
        Rows (cells, votes) of the files, and of the pack.
    dropped, read_as, marked : mapping of str to int
        Rows left out by reason; rows whose country code is an old or special one; rows with a mark.
    caveats : tuple of str
        What a user must know before relying on a number.
    origins, files : tuple of PackFile
        What it was made from, and what it is made of.
    """

    key: str
    kind: PackKind
    form: str
    title: str
    publisher: str
    version: str
    url: str
    licence: str
    citation: str
    added: str
    nomenclature: str = ""
    years: tuple[int, ...] = ()
    read: int = 0
    kept: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    read_as: dict[str, int] = field(default_factory=dict)
    marked: dict[str, int] = field(default_factory=dict)
    caveats: tuple[str, ...] = ()
    origins: tuple[PackFile, ...] = ()
    files: tuple[PackFile, ...] = ()

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return packs_folder() / self.key

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)

    def source(self, detail: str = "", *, imputed: bool = False) -> Source:
        """Give the provenance of one number: ``detail`` names the table or the source within it."""
        return Source(
            dataset=self.key, publisher=self.publisher, title=self.title, version=self.version, licence=self.licence,
            citation=self.citation, url=self.url, retrieved=self.added, detail=detail, imputed=imputed,
        )  # fmt: skip


def packs() -> dict[str, Pack]:
    """List the packs that are here, by key, in alphabetical order; read anew at each call, so never out of date."""
    if not packs_folder().is_dir():
        return {}
    found = sorted(path for path in packs_folder().glob(f"*/{MANIFEST}") if not path.parent.name.startswith("."))
    return {path.parent.name: load(path) for path in found}


def pack(key: str) -> Pack:
    """Look up one pack.

    Raises
    ------
    UnknownNameError
        If there is none of that name.
    """
    found = packs().get(key)
    if found is None:
        kind = "pack"
        raise UnknownNameError(kind, key, packs(), remedy="see lopsided data list")
    return found


def stamp() -> tuple[tuple[str, int], ...]:
    """Tell one state of the packs from another: for caches of what was computed from them."""
    if not packs_folder().is_dir():
        return ()
    found = sorted(packs_folder().glob(f"*/{MANIFEST}"))
    return tuple((str(path), path.stat().st_mtime_ns) for path in found if not path.parent.name.startswith("."))


def remove(key: str) -> Pack:
    """Delete a pack.

    Raises
    ------
    UnknownNameError
        If there is none of that name.
    """
    found = pack(key)
    gone = found.folder.with_name(f".removed-{key}")
    found.folder.rename(gone)  # so that no one meets half a pack
    shutil.rmtree(gone)
    return found


def save(folder: Path, about: Pack) -> None:
    """Write ``pack.json``."""
    text = json.dumps(asdict(about), ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def load(path: Path) -> Pack:
    """Read a ``pack.json``.

    Raises
    ------
    InputError
        When it is damaged.
    """
    try:
        entry: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for name in ("origins", "files"):
            entry[name] = tuple(PackFile(**file) for file in entry[name])
        for name in ("years", "caveats"):
            entry[name] = tuple(entry[name])
        return Pack(**entry)
    except (ValueError, TypeError, KeyError) as error:
        problem = "a pack's description is damaged"
        raise InputError(problem, subject=str(path), remedy="remove that folder and add the data again") from error
