"""Where packs lie, and how a new one appears there whole or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from lopsided.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "LOPSIDED_DATA_DIR"
_DRAFT = ".adding-"


def data_folder() -> Path:
    """Locate the user's data: ``LOPSIDED_DATA_DIR`` if set, else where the system keeps such things."""
    chosen = os.environ.get(VARIABLE)
    return Path(chosen).expanduser() if chosen else _usual(os.environ.get("HOME"), os.environ.get("XDG_DATA_HOME"))


@cache
def _usual(*_where: str | None) -> Path:
    """Ask the system once for each home: a page asks hundreds of times."""
    return Path(platformdirs.user_data_dir("lopsided", appauthor=False))


def packs_folder() -> Path:
    """Locate the packs; the folder need not exist."""
    return data_folder() / "packs"


def downloads_folder() -> Path:
    """Locate downloads that are not imported yet; the folder need not exist."""
    return data_folder() / "downloads"


@contextmanager
def draft(key: str) -> Iterator[Path]:
    """Give an empty folder to build a pack in; whatever is left in it afterwards is removed.

    Raises
    ------
    OutputError
        When the data folder cannot be written.
    """
    place = packs_folder() / f"{_DRAFT}{os.getpid()}-{key}"
    try:
        place.mkdir(parents=True)
    except OSError as error:
        problem = f"the data folder cannot be written: {error.strerror or error}"
        raise OutputError(problem, subject=str(packs_folder()), remedy=f"set {VARIABLE} to one that can") from error
    _sweep()
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def publish(built: Path, key: str) -> None:
    """Put a finished folder in its place; an older one of that name is exchanged for it, never mixed with it."""
    target = packs_folder() / key
    old = built.with_name(f"{built.name}-old")
    try:
        if target.exists():
            target.rename(old)
        built.rename(target)
    except OSError as error:
        if old.exists() and not target.exists():
            old.rename(target)
        problem = f"the pack cannot be put in its place: {error.strerror or error}"
        raise OutputError(problem, subject=str(target), remedy="close what uses it and try again") from error
    shutil.rmtree(old, ignore_errors=True)


def _sweep() -> None:
    """Remove what imports that were killed left behind; one that is still running keeps its folder."""
    for left in packs_folder().glob(f"{_DRAFT}*"):
        owner = left.name.removeprefix(_DRAFT).partition("-")[0]
        if owner.isdecimal() and not _running(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
