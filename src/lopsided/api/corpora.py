"""Articles read one after the other, here or by many workers, however many there are."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal, Protocol

from lopsided.errors import InputError, LopsidedError, UsageError
from lopsided.workers.choice import Workers, mapper_for
from lopsided.workers.mapper import Lost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from lopsided.reading.corpus import Article
    from lopsided.reading.documents.documents import Sources
    from lopsided.reading.formats.formats import Given, SetAside
    from lopsided.reading.reader import Reader
    from lopsided.records.kinds import AnyRecord, Document

    Paths = str | Path | Sequence[str | Path]
    Read = tuple[Document, tuple[AnyRecord, ...]]


#: The first weekly paper is of 1605; issues are dated ahead, and a clock may be slow.
_FIRST_NEWSPAPER, _AHEAD = date(1605, 1, 1), timedelta(days=366)
_FIRST_WORDS = "Kenya's trade minister said on Monday that exports of tea to Ghana had risen by 5 percent."


@dataclass(frozen=True, slots=True)
class Step:
    """One article dealt with.

    Attributes
    ----------
    name : str
    outcome : {"read", "known", "aside"}
        Read now, here already, or set aside with a reason.
    share : float
        Of all the bytes there are to read, those that have been taken in, 0 to 1.
    """

    name: str
    outcome: Literal["read", "known", "aside"]
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How to read many articles.

    Attributes
    ----------
    workers : Workers
        Where: in this process by default.
    retry_failed : bool
        Whether articles that a dossier has set aside are tried again.
    watch : callable, optional
        Told of each article dealt with.
    gathering : callable, optional
        Told how much of what was read is checked, 0 to 1, while stories and checks are made of it all.
    """

    workers: Workers = field(default_factory=Workers)
    retry_failed: bool = False
    watch: Callable[[Step], None] | None = None
    gathering: Callable[[float], None] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a worker does with an article; the parser is loaded by the worker, once, not by whoever hands out work."""

    reader: str
    published: str | None

    def warm_up(self) -> None:
        """Load the reader, and the parser with all that reading loads once: no article's time."""
        from lopsided.reading.pipeline import read_text
        from lopsided.reading.reader import RuleReader

        if isinstance(_reader(self.reader), RuleReader):
            read_text(_FIRST_WORDS, name="first words")

    def __call__(self, given: Given | SetAside) -> Article | SetAside:
        """Read one article; a failure is its reason to be set aside, unless it is the only one asked for."""
        from lopsided.reading.corpus import read_article
        from lopsided.reading.documents.encoding import reason_in
        from lopsided.reading.formats.formats import SetAside

        if isinstance(given, SetAside):
            return given
        try:
            return read_article(given, published=self.published, reader=_reader(self.reader))
        except Exception as error:
            if isinstance(error, LopsidedError) and (given.alone or not isinstance(error, InputError)):
                raise
            failed = f"the reader failed: {type(error).__name__} {error}"
            said = reason_in(error, given.name) if isinstance(error, InputError) else failed
            if given.alone:
                raise InputError(said, subject=given.name, remedy="mend that reader, or use --reader rules") from error
            return SetAside(given.name, said, given.digest)


class Knows(Protocol):
    """Knows which articles need not be read."""

    def __call__(self, given: Given | SetAside) -> bool:
        """Whether this one, met now, need not be."""
        ...

    def ended(self, sources: Sources) -> None:
        """Take note that all were met."""
        ...


@cache
def _reader(name: str) -> Reader:
    from lopsided.reading.reader import reader_named

    return reader_named(name)


def articles_in(
    paths: Paths,
    reading: Reading,
    *,
    how: How,
    known: Knows | None = None,
) -> Iterator[Article | SetAside]:
    """Read articles one by one, in the order of the paths whoever reads them.

    Parameters
    ----------
    paths : path or sequence of paths
        Files, folders or patterns.
    reading : Reading
        With which reader.
    how : How
    known : Knows, optional
        Which articles need not be read; all are without it.

    Raises
    ------
    InputError
        For a path that does not exist, an empty folder, or a file that is the only one asked for and cannot be read;
        and when nothing could be read.
    """
    from lopsided.reading.documents.documents import Sources
    from lopsided.reading.formats.formats import SetAside

    given_paths = [paths] if not isinstance(paths, list | tuple) else list(paths)
    sources = Sources(given_paths)  # type: ignore[arg-type]
    under_way: deque[Given | SetAside] = deque()
    passed_over = 0

    def wanted() -> Iterator[Given | SetAside]:
        nonlocal passed_over
        for given in sources:
            if known is not None and known(given):
                passed_over += 1
                _tell(how, given.name, "known", _share(sources))
            else:
                under_way.append(given)
                yield given
        if known is not None:
            known.ended(sources)

    reasons: list[str] = []
    read_any = False
    with mapper_for(how.workers) as mapper:
        for found in mapper.map(reading, wanted()):
            given = under_way.popleft()
            made = SetAside(given.name, found.reason, given.digest) if isinstance(found, Lost) else found
            item = replace(made, place=given.place)
            if isinstance(item, SetAside):
                reasons = [*reasons, f"{item.name}: {item.reason}"][:3]
            read_any = read_any or not isinstance(item, SetAside)
            yield item
            _tell(how, given.name, "aside" if isinstance(item, SetAside) else "read", _share(sources))
    if not read_any and not passed_over:
        problem = "no article could be read"
        raise InputError(problem, subject=", ".join(map(str, given_paths)), remedy="; ".join(reasons) or "name a file")


def documents_in(
    paths: Paths, *, published: str | None = None, reader: str = "rules", how: How | None = None
) -> Iterator[Read | SetAside]:
    """Read articles one by one: each a document with its records, or set aside with a reason.

    Raises
    ------
    InputError
        As for `articles_in`.
    """
    from lopsided.reading.documents.duplicates import Duplicates
    from lopsided.reading.formats.formats import SetAside

    duplicates = Duplicates()
    for item in articles_in(paths, Reading(reader, day(published)), how=how or How()):
        if isinstance(item, SetAside):
            yield item
        else:
            group = duplicates.group_of(item.document.document, item.signature)
            yield replace(item.document, group=group), item.records


def day(published: str | None) -> str | None:
    """Take a date of publication as an ISO day.

    Raises
    ------
    UsageError
        If it is none, or none that an article can have been published on.
    """
    if published is None:
        return None
    try:
        found = date.fromisoformat(published)
    except ValueError as error:
        problem = f"{published!r} is not a date"
        raise UsageError(problem, subject=published, remedy="write it as 2023-03-22") from error
    if not _FIRST_NEWSPAPER <= found <= datetime.now(UTC).date() + _AHEAD:
        problem = f"no article can have been published on {found}"
        raise UsageError(problem, subject=published, remedy="give the day on which it was")
    return found.isoformat()


def _share(sources: Sources) -> float:
    return sources.done / max(1, sources.total)


def _tell(how: How, name: str, outcome: Literal["read", "known", "aside"], share: float) -> None:
    if how.watch is not None:
        how.watch(Step(name, outcome, share))
