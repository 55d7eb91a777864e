"""What people say of checks: kept in the dossier beside the machine's verdict, never in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from lopsided.checks.claimreview import claim_review
from lopsided.errors import UnknownNameError, UsageError
from lopsided.records.store import Dossier, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from lopsided.checks.check import Check
    from lopsided.records.kinds import Document
    from lopsided.records.store import Ruling

RULINGS: tuple[str, ...] = get_args(Verdict)


def rule(dossier: Dossier | str | Path, check: str, ruling: str, note: str = "") -> Ruling:
    """Keep a person's ruling on a check, in place of an earlier one.

    Parameters
    ----------
    dossier : Dossier or path
        Open for writing, if open.
    check : str
        Id of the check (its figure's), or the start of it.
    ruling : {"agree", "disagree", "unsure"}
        Whether the person agrees with the machine's verdict.
    note : str
        Why.

    Raises
    ------
    UnknownNameError
        For another ruling, or where no check has such an id.
    UsageError
        Where several checks have ids that start so.
    """
    if not isinstance(dossier, Dossier):
        with Dossier.open(dossier) as opened:
            return rule(opened, check, ruling, note)
    kept = next((r for r in get_args(Verdict) if r == ruling), None)
    if kept is None:
        what = "ruling"
        raise UnknownNameError(what, ruling, RULINGS, remedy="agree, disagree or unsure")
    figure = _one(dossier, check)
    dossier.rule(figure, kept, note)
    return dossier.rulings[figure]


def _one(dossier: Dossier, check: str) -> str:
    ids = [record.id for record in dossier.iter_records(kind="figure")]
    found = [i for i in ids if check and i.startswith(check)]
    if len(found) == 1:
        return found[0]
    if found:
        problem = f"{len(found)} checks have an id that starts with {check!r}"
        raise UsageError(problem, subject=check, remedy="give more of its letters")
    what = "check"
    raise UnknownNameError(what, check, ids, remedy="the ids stand in 'lopsided check DOSSIER --format json'")


def reviews(
    checks: Iterable[Check], documents: Iterable[Document] = (), rulings: Mapping[str, Ruling] | None = None
) -> list[dict[str, Any]]:
    """Return checks as schema.org ClaimReviews, rulings as comments on them."""
    by_name = {d.document: d for d in documents}
    said = rulings or {}
    return [claim_review(check, by_name.get(check.document), said.get(check.figure)) for check in checks]
