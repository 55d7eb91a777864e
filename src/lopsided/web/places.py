"""Where things lie on the server is nobody's business: errors name a dossier or an upload, never a folder."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from lopsided.errors import LopsidedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def hide(error: LopsidedError, places: Mapping[Path, str]) -> LopsidedError:
    """Take folders out of an error's words.

    Parameters
    ----------
    error : LopsidedError
        Is changed.
    places : mapping of Path to str
        Folder to what is said in its place where it stands alone; before a file's name it is left out.

    Returns
    -------
    LopsidedError
        The same.
    """
    spelt = {str(form): told for place, told in places.items() for form in (place, place.absolute(), place.resolve())}
    for path in sorted(spelt, key=len, reverse=True):
        for part in ("problem", "subject", "remedy"):
            text = getattr(error, part).replace(f"{path}/", "").replace(f"{path}\\", "")
            setattr(error, part, text.replace(path, spelt[path]).removesuffix(".duckdb"))
    error.args = (str(error),)
    return error


@contextmanager
def hidden(places: Mapping[Path, str]) -> Iterator[None]:
    """Take folders out of every error raised within."""
    try:
        yield
    except LopsidedError as error:
        hide(error, places)
        raise
