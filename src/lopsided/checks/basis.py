"""Whether a growth is told of a weight or volume, or of a sum: "107 million tonnes, an increase of 24 percent"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from lopsided.checks.clause import clause
from lopsided.terms.quantities import amounts

if TYPE_CHECKING:
    from lopsided.records.kinds import Document, Figure

_MASS = re.compile(r"\b(?:tonnage|tonnes|tons|barrels|cubic met(?:re|er)s|by (?:weight|volume)|in volume)\b", re.I)
_MONEY = re.compile(r"\b(?:value|worth|dollars|euros|yuan|revenues?|earnings|bill)\b|[$\u20ac\u00a3\u00a5]", re.I)
_BY = re.compile(
    r"\b(?:by|in|in terms of) (?P<basis>value|revenue|volume|weight|tonnage|tonnes)\b(?: terms)?", re.IGNORECASE
)
# a clause without a subject of its own speaks of the amount before it
_APPOSED = re.compile(
    r"(?:(?:which is|or|that is|i\.e\.) )?(?:an? (?:\w+ )?(?:increase|rise|jump|gain|growth|surge|fall|drop|decline|"
    r"decrease|cut)|(?:up|down|more|less|higher|lower)\b|(?:\w+ )?(?:rising|growing|falling|dropping)\b|"
    r"(?:about |around |almost |nearly )?\d)",
    re.IGNORECASE,
)


def told_of(figure: Figure, document: Document | None) -> Literal["value", "tonnes"] | None:
    """Return what a growth is told of; None where its words name neither.

    Parameters
    ----------
    figure : Figure
        A growth.
    document : Document, optional
        Gives the clause it stands in and, where that clause has no subject of its own, the one before.
    """
    around = clause(figure, document)
    found = _names(f"{figure.subject} {figure.text} {around}")
    if found or document is None or not document.text or not _APPOSED.match(around):
        return found
    start = document.text.rfind(around, figure.sentence[0], figure.span[1] + len(around))
    before = document.text[figure.sentence[0] : max(start, figure.sentence[0])].rstrip(" ,\u2014-(")
    return _names(re.split(r"[;:\u2014]|,\s", before)[-1])


def _names(words: str) -> Literal["value", "tonnes"] | None:
    kinds = {found.kind for found in amounts(words)}
    mass = bool(_MASS.search(words)) or "volume" in kinds
    money = bool(_MONEY.search(words)) or "money" in kinds
    if mass == money:
        return None
    return "tonnes" if mass else "value"


def stated(figure: Figure, document: Document | None) -> Literal["value", "tonnes"] | None:
    """Return whether a share or place is said to be by value or by weight; None where nothing is said."""
    if figure.quantity not in ("share", "rank"):
        return None
    found = {m["basis"].lower() for m in _BY.finditer(clause(figure, document))}
    if len(found) != 1:
        return None
    return "value" if found & {"value", "revenue"} else "tonnes"
