"""How lopsided is the tie between two countries: as reported, as measured, as simulated, and checked.

Examples
--------
>>> import lopsided as lp
>>> dyad = lp.dyad("RUS", "CHN")
>>> dyad.dependence(measures=["import_share"])[0].text
'8.8 to 1'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lopsided.api.briefs import brief
    from lopsided.api.dossiers import check, check_text, open_dossier, read
    from lopsided.api.dyads import Dyad, dyad
    from lopsided.errors import LopsidedError
    from lopsided.measures.result import Lopsidedness, Measure
    from lopsided.model.economy import Economy
    from lopsided.model.outcome import Outcome
    from lopsided.reading.plover.plover import classify_event
    from lopsided.records.store import Dossier
    from lopsided.terms.actors import actor

__all__ = [
    "Dossier",
    "Dyad",
    "Economy",
    "LopsidedError",
    "Lopsidedness",
    "Measure",
    "Outcome",
    "actor",
    "brief",
    "check",
    "check_text",
    "classify_event",
    "dyad",
    "open_dossier",
    "read",
]

#: Where each name lives. They are fetched when first asked for, so that `import lopsided` is quick and a user of the
#: measures never loads the parser.
_HOMES = {
    "Dossier": "lopsided.records.store",
    "Dyad": "lopsided.api.dyads",
    "Economy": "lopsided.model.economy",
    "LopsidedError": "lopsided.errors",
    "Lopsidedness": "lopsided.measures.result",
    "Measure": "lopsided.measures.result",
    "Outcome": "lopsided.model.outcome",
    "actor": "lopsided.terms.actors",
    "brief": "lopsided.api.briefs",
    "check": "lopsided.api.dossiers",
    "check_text": "lopsided.api.dossiers",
    "classify_event": "lopsided.reading.plover.plover",
    "dyad": "lopsided.api.dyads",
    "open_dossier": "lopsided.api.dossiers",
    "read": "lopsided.api.dossiers",
}


def __getattr__(name: str) -> object:
    if name == "model":  # lp.model.from_table(...) without another import
        return import_module("lopsided.model")
    if name not in _HOMES:
        message = f"module 'lopsided' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
