"""What results rest on besides what is asked: two processes that differ in it may give two answers."""

from __future__ import annotations

import platform
import re
from functools import cache
from hashlib import sha256
from importlib import metadata
from importlib.resources import files
from typing import TYPE_CHECKING

from lopsided.errors import LopsidedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable

Likeness = tuple[tuple[str, str], ...]
"""Names and versions or digests, in order."""

_PACKAGE = "lopsided"
_MODELS = "core-web"  # in the names of distributions that hold a trained model: their data is what they are
_COMPILED = ("__pycache__", ".pyc")


@cache
def likeness() -> Likeness:
    """Return what results rest on in this process: worked out once.

    Returns
    -------
    tuple of (str, str)
        The version of Python, of this package and of all it needs; digests of the package's files, data included, and
        of the files of the parser's model.
    """
    needed = [re.split(r"[^\w.-]", line)[0] for line in metadata.requires(_PACKAGE) or () if "extra ==" not in line]
    found = {"python": platform.python_version(), _PACKAGE: metadata.version(_PACKAGE), "files of lopsided": _files()}
    for name in sorted(needed):
        held = _distribution(name)
        if held is None:
            continue
        found[name] = held.version
        if _MODELS in name:
            found[f"files of {name}"] = _recorded(held)
    return tuple(found.items())


def hold_alike(there: Likeness, here: Likeness, worker: str) -> None:
    """Refuse a worker that differs in anything from the program that gives it work.

    Parameters
    ----------
    there, here : tuple of (str, str)
        Of the worker and of the program; see `likeness`.
    worker : str
        Its address.

    Raises
    ------
    LopsidedError
        If they differ, with all that differs.
    """
    if there == here:
        return
    theirs, ours = dict(there), dict(here)
    differing = [
        f"{name} {theirs.get(name, 'missing')} instead of {ours.get(name, 'none')}"
        for name in {**ours, **theirs}
        if theirs.get(name) != ours.get(name)
    ]
    problem = f"a worker would give other results: it has {', '.join(differing)}"
    raise LopsidedError(problem, subject=worker, remedy="install the same lopsided with the same lock file there")


def _distribution(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None  # one for another system


def _files() -> str:
    digest = sha256()
    _add(digest.update, files(_PACKAGE), "")
    return digest.hexdigest()[:12]


def _add(update: Callable[[bytes], None], folder: Traversable, place: str) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(_COMPILED):
            continue
        if entry.is_dir():
            _add(update, entry, f"{place}{entry.name}/")
        else:
            content = entry.read_bytes()
            update(f"{place}{entry.name}\0{len(content)}\0".encode())
            update(content)


def _recorded(held: metadata.Distribution) -> str:
    """Return a digest of the digests under which a distribution's files were installed."""
    lines = sorted(
        f"{path} {path.hash.value}"
        for path in held.files or ()
        if path.hash and ".dist-info/" not in str(path) and not str(path).endswith(_COMPILED)
    )
    return sha256("\n".join(lines).encode()).hexdigest()[:12]
