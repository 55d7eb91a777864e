"""Whether a dossier holds together, and what to do where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.records.kinds import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lopsided.records.store import Dossier

_SHOWN = 3


def ailments(dossier: Dossier) -> tuple[str, ...]:
    """Return what is wrong with a dossier, one sentence each with a remedy; empty if all is well.

    Looked at: that every record's text is the slice of its document that its span says, that its document is there,
    that stories name records and checks name figures that are there, that both were made of all that is there, and
    what was set aside. Everything is read once, so damage to the file shows as well.

    Raises
    ------
    DossierError
        If the file is damaged.
    """
    found: list[str] = []
    known: set[str] = set()
    figures: set[str] = set()
    for document, records in dossier.iter_read():
        known.update(r.id for r in records)
        figures.update(r.id for r in records if isinstance(r, Figure))
        wrong = sum(document.text[r.span[0] : r.span[1]] != r.text for r in records)
        if wrong:
            found.append(f"{document.document}: {wrong} records do not match its text: read it into a new dossier")
    strays = dossier.sql("SELECT DISTINCT document FROM records WHERE document NOT IN (SELECT document FROM documents)")
    if strays:
        found.append(f"there are records of {_some(r[0] for r in strays)}, which is not here: read it again")
    lost = {m for s in dossier.stories() for m in s.members} - known
    if lost:
        found.append(f"stories name {len(lost)} records that are not here: gather the stories again")
    unchecked = {str(row["figure"]) for row in dossier.checks()} - figures
    if unchecked:
        found.append(f"{len(unchecked)} checks are of figures that are not here: check the dossier again")
    if known and dossier.gatherer is None and dossier.being_written:
        found.append("another process is adding to it, and makes stories and checks of all when it comes to its end")
    elif known and dossier.gatherer is None:
        found.append("stories and checks are not of all that was read: run the same 'lopsided read' again to its end")
    if aside := dossier.aside:
        found.append(
            f"{_some(aside)} could not be read and is set aside (for one, {next(iter(aside.values()))}): "
            "mend what can be mended, then read again with --retry-failed"
        )
    return tuple(found)


def _some(names: Iterable[str]) -> str:
    ordered = sorted(names)
    more = f" and {len(ordered) - _SHOWN} more" if len(ordered) > _SHOWN else ""
    return ", ".join(ordered[:_SHOWN]) + more
