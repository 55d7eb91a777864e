"""Where things lie on the server is nobody's business: errors name a dossier or an upload, never a folder."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lopsided.errors import LopsidedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


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
            # A folder given as "dossiers" is a word like another: it is taken for the folder only by itself.
            alone = text.replace(path, spelt[path]) if Path(path).is_absolute() else spelt.get(text, text)
            setattr(error, part, alone.removesuffix(".duckdb"))
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
