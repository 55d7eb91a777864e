"""Names that visitors give, made into names of files: nothing in them is ever a path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lopsided.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection

_LONGEST = 80
_NOT_KEPT = re.compile(r"[^\w.\- ]+")
#: A name that means the same on every system.
_DOSSIER = re.compile(r"\w[\w\- ]{0,59}")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def file_name(given: str, taken: Collection[str]) -> str:
    """Make a file's name of what a visitor's browser says it was called.

    Parameters
    ----------
    given : str
        Anything.
    taken : collection of str
        Names in use; the new one is none of them.
    """
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    kept = _NOT_KEPT.sub("_", last).strip(" .") or "article.txt"
    stem, dot, ending = kept.rpartition(".") if "." in kept else (kept, "", "")
    stem = stem[:_LONGEST].strip(" .")
    name = f"{stem or 'article'}{dot}{ending[:10]}"
    number = 1
    while name in taken:
        number += 1
        name = f"{stem or 'article'}-{number}{dot}{ending[:10]}"
    return name


def dossier_name(given: str) -> str:
    """Take the name for a new dossier.

    Raises
    ------
    InputError
        If it could not be a file's name everywhere.
    """
    name = " ".join(given.split())
    if not _DOSSIER.fullmatch(name) or name.lower() in _DEVICES:
        problem = "a dossier's name has letters, digits, spaces, '-' and '_', at most sixty, and begins with a letter"
        raise InputError(problem, subject=given[:_LONGEST], remedy="choose another, such as rus-chn-2023")
    return name
