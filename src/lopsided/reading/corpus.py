"""Many documents, one at a time: gathered, prepared, told from copies, and handed to a reader."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.documents import gather
from lopsided.reading.duplicates import Duplicates
from lopsided.reading.formats import SetAside
from lopsided.reading.pipeline import prepare
from lopsided.reading.reader import RuleReader, held_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from lopsided.reading.reader import Reader
    from lopsided.records.kinds import AnyRecord, Document


def read_paths(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    reader: Reader | None = None,
    known: Callable[[str], bool] = lambda _digest: False,
) -> Iterator[tuple[Document, tuple[AnyRecord, ...]] | SetAside]:
    """Read files, directories and patterns, one document at a time.

    Parameters
    ----------
    paths : iterable of str or Path
        Plain text, HTML, JSON lines, RSS, Atom, WARC, or directories of them.
    published : str, optional
        ISO date of all of them, when the caller knows it.
    reader : Reader, optional
        What reads records from each document; the rules of this folder by default.
    known : callable, optional
        Whether a document with this digest has been read before: it is then passed over without a parse.

    Yields
    ------
    tuple of Document and records, or SetAside
        In the order of the paths; a file of a directory that cannot be read, and a text that is not in English, is
        set aside with its reason and the rest goes on.

    Raises
    ------
    InputError
        For a path that does not exist, an empty directory, a file named on its own that cannot be read, or a reader
        whose records do not fit the text.
    """
    chosen = reader or RuleReader()
    duplicates = Duplicates()
    for given in gather(paths):
        if isinstance(given, SetAside):
            yield given
        elif not known(given.digest):
            document = prepare(given, published=published)
            document = replace(document, group=duplicates.group_of(document.document, document.text))
            yield document, held_to(document, chosen)
