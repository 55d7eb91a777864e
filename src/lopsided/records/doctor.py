"""Whether a dossier holds together, and what to do where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.records.kinds import Figure

if TYPE_CHECKING:
    from lopsided.records.store import Dossier

_SHOWN = 3


def ailments(dossier: Dossier) -> tuple[str, ...]:
    """Return what is wrong with a dossier, one sentence each with a remedy; empty if all is well.

    Looked at: that every record's text is the slice of its document that its span says, that its document is there,
    that stories name records and checks name figures that are there.
    """
    found: list[str] = []
    known: set[str] = set()
    figures: set[str] = set()
    documents: set[str] = set()
    for document in dossier.iter_documents():
        documents.add(document.document)
        wrong = 0
        for record in dossier.iter_records(document=document.document):
            known.add(record.id)
            figures.update((record.id,) if isinstance(record, Figure) else ())
            wrong += document.text[record.span[0] : record.span[1]] != record.text
        if wrong:
            found.append(f"{document.document}: {wrong} records do not match its text: read it again")
    strays = {r.document for r in dossier.iter_records()} - documents
    if strays:
        found.append(f"there are records of {_some(strays)}, which is not here: read it again")
    lost = {m for s in dossier.stories() for m in s.members} - known
    if lost:
        found.append(f"stories name {len(lost)} records that are not here: gather the stories again")
    unchecked = {str(row["figure"]) for row in dossier.checks()} - figures
    if unchecked:
        found.append(f"{len(unchecked)} checks are of figures that are not here: check the dossier again")
    if dossier.aside:
        found.append(
            f"{_some(set(dossier.aside))} could not be read and is set aside: see the reasons, then read again"
        )
    return tuple(found)


def _some(names: set[str]) -> str:
    ordered = sorted(names)
    more = f" and {len(ordered) - _SHOWN} more" if len(ordered) > _SHOWN else ""
    return ", ".join(ordered[:_SHOWN]) + more
