"""Whether what a visitor hands in can hold an article at all: told at once, before it waits to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.errors import InputError, in_field
from lopsided.reading.documents.documents import ARCHIVE_ENDINGS, TEXT_ENDINGS
from lopsided.reading.documents.encoding import decode, unfit
from lopsided.web.reading.names import file_name
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence


def demand_text(files: Sequence[tuple[str, bytes]], field: str) -> None:
    """Refuse to take in what holds no text, where there is nothing beside it that does.

    Parameters
    ----------
    files : sequence of (str, bytes)
        Names as given, and contents.
    field : str
        Field of the form they come from.

    Raises
    ------
    InputError
        Of the first file: what is wrong with it, and what to do.
    """
    wrong: list[InputError] = []
    for given, data in files:
        try:
            _look(file_name(given, ()), data)
        except InputError as error:
            wrong.append(error)
    if wrong and len(wrong) == len(files):
        with in_field(field):
            raise wrong[0]


def _look(name: str, data: bytes) -> None:
    lower = name.lower()
    if lower.endswith(ARCHIVE_ENDINGS):
        return  # what is packed is looked into where it is read, in a process of its own
    if "." in lower and not lower.endswith(TEXT_ENDINGS):
        taken = ", ".join((*TEXT_ENDINGS, *ARCHIVE_ENDINGS))
        raise unfit(name, say("reading.no_kind"), say("reading.no_kind_remedy", endings=taken))
    decode(data, name)
