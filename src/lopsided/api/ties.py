"""What is said of a tie in words, by whom, with the measures that speak to it beside: rows, and no verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lopsided.briefing.checked import claims
from lopsided.briefing.compose import ratio_line
from lopsided.briefing.contents import Side
from lopsided.errors import UsageError
from lopsided.measures.pair import pair
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from lopsided.records.store import Dossier

    Row = dict[str, Any]


def tie_rows(dossier: Dossier, tie: str) -> list[Row]:
    """One row each time somebody gives the tie a name ("lopsided", "no limits"), grouped by what it amounts to.

    Parameters
    ----------
    dossier : Dossier
    tie : str
        Two countries, ``"RUS-CHN"``.

    Raises
    ------
    UsageError, UnknownNameError
        If it is not two different countries.
    """
    first, _, second = tie.partition("-")
    if not first or not second:
        problem = f"{tie!r} is not two countries"
        raise UsageError(problem, subject=tie, remedy="write RUS-CHN")
    a, b = pair(first, second)
    sides = (Side(a, name_of(a)), Side(b, name_of(b)))
    documents = {d.document: d for d in dossier.documents()}
    return [
        {
            "says": theme.says,
            "words": claim.word,
            "speaker": claim.speaker,
            "quote": claim.words,
            "document": claim.reference.document,
            "beside": list(theme.beside),
        }
        for theme in claims(sides, dossier.records(), documents, simulated=ratio_line(sides))
        for claim in theme.claims
    ]
