"""A copy of a dossier that another process is writing, as it would be found if that process died now.

DuckDB locks the file for its writer. The file is made to survive the writer's death at any moment: what its header
names is never changed in place; a new state is written beside the old one, and the header then made to name it. So a
copy is whole if the header was the same before and after; the log of what came since, copied with it, is read up to its
last whole transaction.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

_HEADER = 3 * 4096  # bytes: what the file is, and the two states of which the newer counts
_TRIES = 40
_PAUSE = 0.1  # seconds


def snapshot(path: Path) -> tuple[TemporaryDirectory[str], Path] | None:
    """Copy a dossier that is being written.

    Parameters
    ----------
    path : Path

    Returns
    -------
    tuple of TemporaryDirectory and Path, or None
        A folder of our own, for the caller to clean up, and the copy in it; None if the file never held still.

    Raises
    ------
    OSError
        If it cannot be read, or there is no room for a copy.
    """
    folder = TemporaryDirectory(prefix="lopsided-", ignore_cleanup_errors=True)
    try:
        for _ in range(_TRIES):
            copy = _copied(path, Path(folder.name))
            if copy is not None:
                return folder, copy
            time.sleep(_PAUSE)
    except BaseException:
        folder.cleanup()
        raise
    folder.cleanup()
    return None


def _copied(path: Path, folder: Path) -> Path | None:
    """Copy the file and its log; None if the header changed meanwhile."""
    before = _header(path)
    copy = folder / path.name
    shutil.copyfile(path, copy)
    log = copy.with_name(f"{copy.name}.wal")
    log.unlink(missing_ok=True)
    try:
        shutil.copyfile(path.with_name(log.name), log)
    except FileNotFoundError:
        log.unlink(missing_ok=True)  # all is in the file
    return copy if _header(path) == before else None


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEADER)
