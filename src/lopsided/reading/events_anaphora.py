"""Whom an act is directed at when its object only points back ("rejected the accusation", "welcomed the deal")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.events_scene import Party
from lopsided.reading.plover_lexicon import lexicon
from lopsided.reading.plover_tree import children

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from lopsided.reading.events_roles import Roles
    from lopsided.reading.plover_reading import Reading
    from lopsided.records.kinds import Event

POINTING = frozenset({"the", "this", "that", "these", "those", "such", "its", "their", "his", "her"})
BACKWARD = frozenset({"SUPPORT", "ACCUSE", "REJECT", "CONSULT", "CONCEDE"})
SURE = 0.5
ROOT = 5


def back_to(trigger: Token, reading: Reading, roles: Roles, before: Sequence[Event]) -> Roles:
    """Fill in missing targets from the event told just before.

    Parameters
    ----------
    trigger : spacy.tokens.Token
        The predicate.
    reading : Reading
        What it says was done.
    roles : Roles
        With sources but no targets.
    before : sequence of Event
        The events read so far, the last one last.

    Returns
    -------
    Roles
        Unchanged if the object does not point back to an act.
    """
    noun = _pointing_noun(trigger) if roles.sources and reading.type in BACKWARD else None
    if noun is not None and any(c.dep_ == "poss" for c in children(noun)):
        before = [e for e in before if e.source in {party.actor for party in roles.sources}]
    meant = _meant(noun, before) if noun is not None else None
    if meant is None:
        return roles
    own = {party.actor for party in roles.sources}
    sides = (meant.source, meant.target) if meant.symmetric or meant.source in own else (meant.source,)
    targets = tuple(Party(actor, trigger.i, None, SURE) for actor in sides if actor not in own)
    return replace(roles, targets=targets)


def _meant(noun: Token, before: Sequence[Event]) -> Event | None:
    """Return the event a noun points back to: the last one told by the same word, else the last of its type."""
    known = lexicon()
    lemma = noun.lemma_.lower()
    verb = known.nominalisations.get(lemma, lemma)
    act = known.nouns.get(lemma)
    earlier = [e for e in reversed(before) if e.source != e.target]
    by_word = (e for e in earlier if e.trigger.lower().startswith(verb[:ROOT]))
    by_type = (e for e in earlier if act is not None and e.type in (act.type, act.event))
    return next(by_word, None) or next(by_type, None) or (earlier[0] if earlier else None)


def _pointing_noun(trigger: Token) -> Token | None:
    """Return the object or subject that only points back to an act."""
    known = lexicon()
    for child in children(trigger):
        if child.dep_ in ("dobj", "nsubjpass", "nsubj") and child.pos_ == "NOUN":
            lemma = child.lemma_.lower()
            pointing = any(c.dep_ in ("det", "poss") and c.lower_ in POINTING for c in children(child))
            if pointing and (lemma in known.nouns or lemma in known.nominalisations):
                return child
    return None
