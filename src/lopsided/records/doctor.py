"""Whether a dossier holds together, and what to do where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.records.contents import faults, story_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lopsided.records.store import Dossier

_SHOWN = 3
_MOST = 20
_REMEDY = "take the dossier back from a copy or an export, or read the articles into a new one"


def ailments(dossier: Dossier) -> tuple[str, ...]:
    """Return what is wrong with a dossier, one sentence each with a remedy; empty if all is well.

    Looked at: that every row holds what lopsided writes, that every record's text is the slice of its document that its
    span says, that its document is there,
    that stories name records and checks name figures that are there, that both were made of all that is there, and
    what was set aside. Everything is read once, so damage to the file shows as well.

    Raises
    ------
    DossierError
        If the file is damaged.
    """
    wrong = [f"{fault}: {_REMEDY}" for fault in faults(dossier)]
    found = wrong[:_MOST]
    if len(wrong) > _MOST:
        found.append(f"{len(wrong) - _MOST} more entries are damaged: {_REMEDY}")
    kinds = dict(dossier.sql("SELECT id, kind FROM records"))
    known, figures = kinds.keys(), {key for key, kind in kinds.items() if kind == "figure"}
    strays = dossier.sql("SELECT DISTINCT document FROM records WHERE document NOT IN (SELECT document FROM documents)")
    if strays:
        found.append(f"there are records of {_some(r[0] for r in strays)}, which is not here: read it again")
    lost = {
        m for (body,) in dossier.sql("SELECT body FROM stories") if (s := story_in(body)) for m in s.members
    } - known
    if lost:
        found.append(f"stories name {len(lost)} records that are not here: gather the stories again")
    unchecked = {row[0] for row in dossier.sql("SELECT figure FROM checks")} - figures
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
