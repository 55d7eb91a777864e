"""Many articles, one at a time: taken out of their files, told from copies, and handed to a reader."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from lopsided.errors import InputError
from lopsided.reading.documents.documents import Sources
from lopsided.reading.documents.duplicates import Duplicates, signature_of
from lopsided.reading.documents.encoding import reason_in
from lopsided.reading.documents.language import UNTOLD, language_of
from lopsided.reading.documents.layout import paragraphs_of
from lopsided.reading.formats.formats import Given, SetAside
from lopsided.reading.formats.page import text_of
from lopsided.reading.parsing.bounds import MOST_PARAGRAPHS
from lopsided.reading.pipeline import prepare
from lopsided.reading.reader import RuleReader, held_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lopsided.reading.reader import Reader
    from lopsided.records.kinds import AnyRecord, Document


LONGEST_TEXT = 1_000_000
"""Characters of the longest text that is read: a report of three hundred pages; an article has some ten thousand."""


@dataclass(frozen=True, slots=True)
class Article:
    """What was read from one article.

    Attributes
    ----------
    document : Document
    records : tuple of record
    signature : bytes
        By which near-duplicates are found; see `signature_of`.
    place : str
        Where its text lay; see `Given`.
    """

    document: Document
    records: tuple[AnyRecord, ...]
    signature: bytes
    place: str = ""


def gather(paths: Iterable[str | Path]) -> Iterator[Given | SetAside]:
    """Yield the texts of files, directories and patterns.

    Raises
    ------
    InputError
        As for `Sources`, and for a file that is the only one asked for and holds no text.
    """
    for given in Sources(paths):
        yield given if isinstance(given, SetAside) else english_of(given)


def english_of(given: Given) -> Given | SetAside:
    """Return an article as a text, or set aside if it holds none, is too large, or in another language than English.

    Raises
    ------
    InputError
        If it holds no text and is the only one asked for.
    """
    try:
        text = text_of(given)
    except InputError as error:
        if given.alone:
            raise
        return SetAside(given.name, reason_in(error, given.name), given.digest)
    if len(text.text) > LONGEST_TEXT:
        return SetAside(given.name, f"has more than {LONGEST_TEXT:,} characters, split it into articles", given.digest)
    if sum(1 for _ in islice(paragraphs_of(text.text), MOST_PARAGRAPHS + 1)) > MOST_PARAGRAPHS:
        reason = f"has more than {MOST_PARAGRAPHS:,} paragraphs, split it into articles"
        return SetAside(given.name, reason, given.digest)
    language = language_of(text.text)
    if language == UNTOLD:
        reason = "is not in English: its letters are of another alphabet, in an old encoding that cannot be told"
        return SetAside(given.name, reason, given.digest)
    if language != "en":
        return SetAside(given.name, f"is not in English (looks like {language!r})", given.digest)
    return text


def read_article(given: Given, *, published: str | None, reader: Reader) -> Article | SetAside:
    """Read one article.

    Parameters
    ----------
    given : Given
        As found in its file.
    published : str or None
        ISO date, when the caller knows it.
    reader : Reader

    Raises
    ------
    InputError
        If it is the only one asked for and holds no text, or the reader's records do not fit it.
    """
    text = english_of(given)
    if isinstance(text, SetAside):
        return text
    document = prepare(text, published=published)
    return Article(document, held_to(document, reader), signature_of(document.text))


def read_paths(
    paths: Iterable[str | Path], *, published: str | None = None, reader: Reader | None = None
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

    Yields
    ------
    tuple of Document and records, or SetAside
        In the order of the paths; a file that cannot be read, and a text that is not in English, is set aside with its
        reason and the rest goes on.

    Raises
    ------
    InputError
        As for `Sources` and `read_article`.
    """
    chosen = reader or RuleReader()
    duplicates = Duplicates()
    for given in Sources(paths):
        found = given if isinstance(given, SetAside) else read_article(given, published=published, reader=chosen)
        if isinstance(found, SetAside):
            yield found
        else:
            name = found.document.document
            yield replace(found.document, group=duplicates.group_of(name, found.signature)), found.records
