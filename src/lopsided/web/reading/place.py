"""The folder for what visitors hand in: gone with the server, and with the next one if that was killed."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sys
import tempfile
from pathlib import Path

if sys.platform != "win32":
    import fcntl

PREFIX = "lopsided-readings-"
_NAME = re.compile(rf"{PREFIX}[0-9a-f]{{16}}")


class Place:
    """A folder that its server holds locked: a lock ends with its process, however that ends.

    Attributes
    ----------
    folder : Path
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.gettempdir()) / f"{PREFIX}{secrets.token_hex(8)}"
        # Locked before there is a folder: whoever finds the folder finds it locked.
        self._lock = os.open(_lock_of(self.folder), os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        _locked(self._lock)
        self.folder.mkdir(mode=0o700)

    def close(self) -> None:
        """Throw away all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._lock)
        _lock_of(self.folder).unlink(missing_ok=True)


def sweep() -> list[Path]:
    """Throw away the folders of servers of this user that are gone.

    Returns
    -------
    list of Path
        The folders.
    """
    found: list[Path] = []
    if sys.platform == "win32":  # no locks of this kind: what a killed server leaves is left to the system
        return found
    for lock in Path(tempfile.gettempdir()).glob(f"{PREFIX}*.lock"):
        folder = lock.with_suffix("")
        try:
            opened = os.open(lock, os.O_RDWR | os.O_NOFOLLOW)
        except OSError:  # of another user, or just gone
            continue
        try:
            ours = os.fstat(opened).st_uid == os.getuid()
            if ours and _NAME.fullmatch(folder.name) and _locked(opened):
                shutil.rmtree(folder, ignore_errors=True)
                lock.unlink(missing_ok=True)
                found.append(folder)
        finally:
            os.close(opened)
    return found


def _lock_of(folder: Path) -> Path:
    return folder.with_suffix(".lock")


def _locked(opened: int) -> bool:
    """Lock an open file, if nobody else has."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
