"""Officials whose state no title names, as acting for the one that the text speaks of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.terms.actors import actors

if TYPE_CHECKING:
    from lopsided.reading.parsed import Mention

_SURE = 0.5
_STATES = ("state", "territory")


def is_guessed(mention: Mention) -> bool:
    """Tell whether a person is given a state that nothing ties him to for sure.

    Parameters
    ----------
    mention : Mention
        Of anybody.
    """
    known = actors().get(mention.affiliation or "")
    return mention.kind == "person" and not mention.actors and known is not None and known.kind in _STATES


def acting_for(mention: Mention) -> Mention:
    """Return a mention as of the state a person is likely of, with the doubt in its confidence; others unchanged.

    Parameters
    ----------
    mention : Mention
        Of anybody.
    """
    if mention.affiliation is None or not is_guessed(mention):
        return mention
    why = f"{mention.why}; taken to act for {actors()[mention.affiliation].name}, of which the text speaks there"
    return replace(mention, actors=(mention.affiliation,), confidence=min(mention.confidence, _SURE), why=why)
