"""Whether the installation, the data and a dossier are in order, and what to do where they are not."""

from __future__ import annotations

import hashlib
import platform
import sys
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lopsided.datasets.catalog import catalog, damaged
from lopsided.datasets.packs.manifest import MANIFEST, load
from lopsided.datasets.packs.place import packs_folder
from lopsided.errors import InputError, LopsidedError
from lopsided.records.doctor import ailments
from lopsided.records.store import Dossier

if TYPE_CHECKING:
    from collections.abc import Iterator

State = Literal["well", "mind", "ill"]
_OLDEST = (3, 11)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Attributes
    ----------
    what : str
        What was looked at.
    state : {"well", "mind", "ill"}
        In order, worth knowing, or to be mended.
    said : str
        What was found, and what to do about it.
    """

    what: str
    state: State
    said: str


def examine(dossier: str | Path | None = None) -> tuple[Finding, ...]:
    """Look at the installation, the data that ship, the data packs and, if one is named, a dossier."""
    found = [*_installation(), *_shipped(), *_packs()]
    if dossier is not None:
        found += _dossier(Path(dossier))
    return tuple(found)


def _installation() -> Iterator[Finding]:
    python = platform.python_version()
    state: State = "well" if sys.version_info >= _OLDEST else "ill"
    yield Finding("python", state, python if state == "well" else f"{python} is too old: install 3.11 or newer")
    yield Finding("lopsided", "well", version("lopsided"))
    yield _parser()
    if find_spec("distributed") is None:
        yield Finding("cluster", "mind", "Dask is not installed: pip install 'lopsided[cluster]' to use --scheduler")
    else:
        yield Finding("cluster", "well", f"distributed {version('distributed')}")


def _parser() -> Finding:
    from lopsided.reading.pipeline import parser

    try:
        pipeline = parser()
    except LopsidedError as error:
        return Finding("parser", "ill", str(error))
    return Finding("parser", "well", f"{pipeline.meta['lang']}_{pipeline.meta['name']} {pipeline.meta['version']}")


def _shipped() -> Iterator[Finding]:
    for key, dataset in catalog().items():
        wrong = damaged(dataset)
        if wrong:
            yield Finding(f"dataset {key}", "ill", f"{'; '.join(wrong)}: reinstall the package")
        else:
            yield Finding(f"dataset {key}", "well", f"{len(dataset.files)} files as published")


def _packs() -> Iterator[Finding]:
    folder = packs_folder()
    for manifest in sorted(folder.glob(f"*/{MANIFEST}")) if folder.is_dir() else ():
        name = f"data pack {manifest.parent.name}"
        remedy = f"run 'lopsided data remove {manifest.parent.name}', then add or fetch it again"
        try:
            pack = load(manifest)
            wrong = [f.name for f in pack.files if _digest(manifest.parent / f.name) != f.sha256]
        except (InputError, OSError) as error:
            yield Finding(name, "ill", f"{error}: {remedy}")
            continue
        if wrong:
            yield Finding(name, "ill", f"{', '.join(wrong[:3])} missing or changed since it was added: {remedy}")
        else:
            yield Finding(name, "well", f"{len(pack.files)} files as added on {pack.added}")


def _digest(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _dossier(path: Path) -> Iterator[Finding]:
    name = f"dossier {path.name}"
    try:
        with Dossier.open(path, read_only=True) as dossier:
            sizes = dossier.sizes()
            wrong = ailments(dossier)
    except LopsidedError as error:
        yield Finding(name, "ill", str(error))
        return
    held = ", ".join(f"{n:,} {what.replace('_', ' ')}" for what, n in sizes.items() if n)
    yield Finding(name, "well", f"opens, and all of it can be read: {held or 'empty'}")
    for said in wrong:
        state: State = "mind" if "set aside" in said or "to its end" in said else "ill"
        yield Finding(name, state, said)
    for left in sorted(path.parent.glob(f".{path.name}.????????")):
        yield Finding(name, "mind", f"{left.name} was left by a run that was ended while it made a dossier: delete it")
