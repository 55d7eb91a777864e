"""Whom an act is directed at when its object only points back ("rejected the accusation", "welcomed the deal")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.events_scene import Party
from lopsided.reading.plover_lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events_roles import Roles
    from lopsided.reading.plover_reading import Reading
    from lopsided.records.kinds import Event

POINTING = frozenset({"the", "this", "that", "these", "those", "such"})
BACKWARD = frozenset({"SUPPORT", "ACCUSE", "REJECT", "CONSULT"})
SURE = 0.5


def back_to(trigger: Token, reading: Reading, roles: Roles, before: Event | None) -> Roles:
    """Fill in missing targets from the event told just before.

    Parameters
    ----------
    trigger : spacy.tokens.Token
        The predicate.
    reading : Reading
        What it says was done.
    roles : Roles
        With sources but no targets.
    before : Event or None
        The last event read.

    Returns
    -------
    Roles
        Unchanged if the object does not point back to an act.
    """
    if before is None or not roles.sources or reading.type not in BACKWARD or not _points_back(trigger):
        return roles
    own = {party.actor for party in roles.sources}
    sides = (before.source, before.target) if before.symmetric or before.source in own else (before.source,)
    targets = tuple(Party(actor, trigger.i, None, SURE) for actor in sides if actor not in own)
    return replace(roles, targets=targets)


def _points_back(trigger: Token) -> bool:
    known = lexicon()
    for child in trigger.children:
        if child.dep_ in ("dobj", "nsubjpass", "nsubj") and child.pos_ == "NOUN" and child.i != trigger.i:
            lemma = child.lemma_.lower()
            pointing = any(c.dep_ == "det" and c.lower_ in POINTING for c in child.children)
            if pointing and (lemma in known.nouns or lemma in known.nominalisations):
                return True
    return False
