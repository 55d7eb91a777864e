"""What was read, put into a dossier; and what is made of it all once everything is in."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING

from lopsided.api.imputed import imputed_shares
from lopsided.api.losses import simulated_loss
from lopsided.checks.check import check_object
from lopsided.checks.verdict import check_all
from lopsided.datasets.packs.manifest import stamp
from lopsided.records.stories import stories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lopsided.reading.corpus import Article
    from lopsided.reading.duplicates import Duplicates
    from lopsided.reading.formats import SetAside
    from lopsided.records.store import Dossier

    Told = Callable[[str], None]


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
        aside = frozenset(dossier.aside_digests().values()) if dossier and not retry_failed else frozenset()
        self._digests = set(here | aside)

    def __call__(self, digest: str) -> bool:
        """Whether these bytes were seen before; they are seen from now on."""
        seen = digest in self._digests
        self._digests.add(digest)
        return seen


def fill(dossier: Dossier, found: Iterable[Article | SetAside], told: Told | None) -> None:
    """Put articles into a dossier as they come, each in one transaction, copies with the name of their original."""
    from lopsided.reading.formats import SetAside

    duplicates: Duplicates | None = None
    for item in found:
        if isinstance(item, SetAside):
            dossier.set_aside(item.name, item.reason, item.digest)
            name: str | None = item.name
        else:
            duplicates = duplicates or _duplicates_of(dossier)
            group = duplicates.first_like(item.signature)
            document = replace(item.document, group=group)
            name = dossier.add(document, item.records, b"" if group else item.signature)
            if name is not None and group is None:
                duplicates.keep(name, item.signature)
        if told is not None and name is not None:
            told(name)


def _duplicates_of(dossier: Dossier) -> Duplicates:
    """Return what finds copies of the documents that are in already."""
    from lopsided.reading.duplicates import Duplicates, signature_of

    known = Duplicates()
    unsigned = any(signature is None for _, signature in dossier.signatures())
    if unsigned:  # they come from an older dossier or an export
        for document in dossier.documents():
            dossier.sign(document.document, b"" if document.group else signature_of(document.text))
    for name, signature in dossier.signatures():
        known.keep(name, signature or b"")
    return known


def gather(dossier: Dossier) -> None:
    """Make stories and checks of all that is in, unless they are made already."""
    maker = _maker()
    if dossier.gatherer == maker:
        return
    documents, kept = dossier.documents(), dossier.records()
    dossier.replace_stories(stories(documents, kept))
    checks = check_all(kept, documents, further=imputed_shares, model=simulated_loss)
    dossier.put_checks(check_object(c) for c in checks)
    dossier.note_gathered(maker)


def _maker() -> str:
    """Name what stories and checks depend on beside the documents: this version, and the user's data packs."""
    return f"lopsided {version('lopsided')} {sha256(repr(stamp()).encode()).hexdigest()[:8]}"
