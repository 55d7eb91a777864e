"""What was read, put into a dossier; and what is made of it all once everything is in."""

from __future__ import annotations

from dataclasses import fields, replace
from hashlib import sha256
from importlib.metadata import version
from sys import intern
from typing import TYPE_CHECKING, Any

from lopsided.api.imputed import imputed_shares
from lopsided.api.losses import simulated_loss
from lopsided.checks.check import check_object
from lopsided.checks.verdict import check_all
from lopsided.datasets.packs.manifest import stamp
from lopsided.records.aside import file_of
from lopsided.records.kinds import Figure, Statement
from lopsided.records.stories import stories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lopsided.reading.corpus import Article
    from lopsided.reading.documents.documents import Sources
    from lopsided.reading.documents.duplicates import Duplicates
    from lopsided.reading.formats.formats import Given, SetAside
    from lopsided.records.kinds import AnyRecord
    from lopsided.records.store import Dossier

    Told = Callable[[str], None]

_AT_ONCE = 500  # documents whose figures are checked together
_SHARED = 40  # characters of what many records may share: a country, a unit, a document's name


class Known:
    """Tells what need not be read: what a dossier has, what it has set aside, and what comes twice.

    Parameters
    ----------
    dossier : Dossier, optional
    retry_failed : bool
        Whether what was set aside is to be tried again.
    """

    def __init__(self, dossier: Dossier | None, *, retry_failed: bool = False) -> None:
        here = dossier.digests() if dossier else frozenset()
        aside = dossier.asides() if dossier else ()
        tried = frozenset(a.digest for a in aside if a.digest and not retry_failed)
        self._digests = set(here | tried)
        self._retry = retry_failed
        self._places = {a.place: a.digest for a in aside if a.place}
        self._files = {file_of(place) for place in self._places}
        self._met: set[str] = set()
        self._shut: set[str] = set()
        self._gone: set[str] = set()

    def __call__(self, given: Given | SetAside) -> bool:
        """Whether these bytes were seen before; they are seen from now on."""
        from lopsided.reading.formats.formats import SetAside

        if given.place in self._places:
            self._met.add(given.place)
        if isinstance(given, SetAside) and given.place in self._files:
            self._shut.add(given.place)
        if not given.digest:
            return False
        seen = given.digest in self._digests
        self._digests.add(given.digest)
        if seen and self._places.get(given.place, given.digest) != given.digest:
            self._gone.add(given.place)  # other bytes lie there now, and what became of those is told elsewhere
        return seen

    def ended(self, sources: Sources) -> None:
        """Take note that all has been met: what was set aside and was not met is no longer there.

        An entry is gone when its file was read to the end; a file only when it is tried again, and its folder was
        looked through.
        """
        for place in self._places.keys() - self._met:
            file = file_of(place)
            entry_gone = sources.holds(file) and file not in self._shut
            if entry_gone or (self._retry and sources.lacks(file)):
                self._gone.add(place)

    def forget_gone(self, dossier: Dossier) -> None:
        """Forget why something was set aside that no longer is where it was."""
        for place in sorted(self._gone):
            dossier.forget_aside(place)


def fill(dossier: Dossier, found: Iterable[Article | SetAside], told: Told | None) -> None:
    """Put articles into a dossier as they come, each in one transaction, copies with the name of their original."""
    from lopsided.reading.formats.formats import SetAside

    duplicates: Duplicates | None = None
    for item in found:
        if isinstance(item, SetAside):
            dossier.set_aside(item.name, item.reason, item.digest, item.place)
            name: str | None = item.name
        else:
            duplicates = duplicates or _duplicates_of(dossier)
            group = duplicates.first_like(item.signature)
            document = replace(item.document, group=group)
            name = dossier.add(document, item.records, b"" if group else item.signature, place=item.place)
            if name is not None and group is None:
                duplicates.keep(name, item.signature)
        if told is not None and name is not None:
            told(name)


def _duplicates_of(dossier: Dossier) -> Duplicates:
    """Return what finds copies of the documents that are in already."""
    from lopsided.reading.documents.duplicates import SIGNED, Duplicates, signature_of

    known = Duplicates()
    unsigned = any(signature is None or len(signature) not in (0, SIGNED) for _, signature in dossier.signatures())
    if unsigned:  # they come from an older dossier or an export, or were damaged in one
        made = [(d.document, b"" if d.group else signature_of(d.text)) for d in dossier.iter_documents()]
        for name, signature in made:
            dossier.sign(name, signature)
    for name, kept in dossier.signatures():
        known.keep(name, kept or b"")
    return known


def gather(dossier: Dossier, told: Callable[[float], None] | None = None) -> None:
    """Make stories and checks of all that is in, unless they are made already.

    Parameters
    ----------
    dossier : Dossier
    told : callable, optional
        Called with the share of the documents whose figures are checked: 0 before the stories are made.
    """
    maker = _maker()
    if dossier.gatherer == maker:
        return
    told = told or _unheard
    told(0.0)
    documents = (replace(d, noise=()) for d in dossier.iter_documents())
    dossier.replace_stories(stories(documents, _looked_at(dossier.iter_records())))
    dossier.put_checks(_checks(dossier, told))
    dossier.note_gathered(maker)


def _looked_at(records: Iterable[AnyRecord]) -> Iterator[AnyRecord]:
    """Give what stories look at, and no more of it: there may be a million records at once.

    Of statements stories ask only whose they are and where.
    """
    for record in records:
        if isinstance(record, Statement):
            if record.affiliations:
                yield _lean(replace(record, text="", speakers=(), role=None, cue=None, via=None, content=None))
        elif not isinstance(record, Figure) or record.quantity != "date-span":
            yield _lean(record)


def _lean(record: AnyRecord) -> AnyRecord:
    """Leave out why it was read so, and keep each word that many records share once."""
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    shared = {name: intern(v) for name, v in values.items() if isinstance(v, str) and len(v) <= _SHARED}
    return replace(record, **shared | {"rule": ""}, reasons=())  # type: ignore[arg-type] # fields by name


def _unheard(_share: float) -> None:
    pass


def _checks(dossier: Dossier, told: Callable[[float], None]) -> Iterator[dict[str, Any]]:
    """Check every figure, some documents at a time, in the order of their names."""
    dated = [replace(d, text="", noise=()) for d in dossier.iter_documents()]  # figures are held to the dates of all
    names = sorted(d.document for d in dated)
    for start in range(0, len(names), _AT_ONCE):
        held = list(dossier.iter_read(names[start : start + _AT_ONCE]))
        figures = [r for _, records in held for r in records if isinstance(r, Figure)]
        documents = [*dated, *(document for document, _ in held)]
        for one in check_all(figures, documents, further=imputed_shares, model=simulated_loss):
            yield check_object(one)
        told(min(1.0, (start + _AT_ONCE) / len(names)))


def _maker() -> str:
    """Name what stories and checks depend on beside the documents: this version, and the user's data packs."""
    return f"lopsided {version('lopsided')} {sha256(repr(stamp()).encode()).hexdigest()[:8]}"
