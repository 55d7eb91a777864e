"""The other side of a text about two: whom an act is meant for when its sentence names only who acts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.events_scene import Party
from lopsided.reading.events_subjects import subject_of
from lopsided.reading.events_words import words
from lopsided.reading.plover_tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events_roles import Roles
    from lopsided.reading.events_scene import Scene
    from lopsided.reading.plover_reading import Reading

SURE = 0.5
OBJECTS = ("dobj", "dative", "pobj")
POINTING = frozenset({"it", "them", "him", "her"})
PERSONS = frozenset({"he", "she", "they"})
OUTSIDERS = ("analyst", "anonymous", "media", "other")


def toward_partner(scene: Scene, trigger: Token, reading: Reading, roles: Roles) -> Roles:
    """Fill in the other side of the pair as target.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    trigger : spacy.tokens.Token
        The predicate.
    reading : Reading
        What it says was done.
    roles : Roles
        With sources but no targets.

    Returns
    -------
    Roles
        Unchanged unless the act is of a kind that is done to another country and nobody else is named.
    """
    own = {party.actor for party in roles.sources}
    if len(own) != 1 or not own < set(scene.pair) or trigger.pos_ not in ("VERB", "AUX"):
        return roles
    if reading.act.name not in words("foreign_acts") and not _points_away(trigger):
        return roles
    named = {a for i, m in scene.mentions.items() if trigger.sent.start <= i < trigger.sent.end for a in m.actors}
    if named - own:
        return roles
    (other,) = set(scene.pair) - own
    return replace(roles, targets=(Party(other, trigger.i, None, SURE),))


def _points_away(verb: Token) -> bool:
    """Tell whether an object says that it is someone else ("threatened it", "his counterpart", "froze ties")."""
    for child in children(verb):
        things = [child] if child.dep_ in OBJECTS else children(child) if child.dep_ == "prep" else ()
        for thing in things:
            if thing.dep_ in OBJECTS and (thing.lower_ in POINTING or thing.lemma_.lower() in words("counterparts")):
                return True
            if thing.dep_ == "dobj" and thing.lemma_.lower() in words("between_two"):
                return True
    return False


def from_partner(scene: Scene, trigger: Token, targets: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return the other side of the pair as source of an act whose subject names nobody.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    trigger : spacy.tokens.Token
        The predicate.
    targets : tuple of Party
        Whom the act is directed at.

    Returns
    -------
    tuple of Party
        Empty unless one of the pair is the target and the subject is a bare pronoun or office ("he", "the government").
    """
    aimed = {party.actor for party in targets}
    subject = subject_of(trigger)
    if subject is None or len(aimed) != 1 or not aimed < set(scene.pair):
        return ()
    said = scene.told_by(trigger)
    if said is not None and said.speaker_kind in OUTSIDERS:
        return ()
    if subject.lower_ not in PERSONS and subject.lemma_.lower() not in words("offices"):
        return ()
    (other,) = set(scene.pair) - aimed
    return (Party(other, trigger.i, None, SURE),)


def both_sides(scene: Scene, trigger: Token) -> tuple[Party, ...]:
    """Return both of the pair when the subject is several officials of no named country ("commanders met").

    Parameters
    ----------
    scene : Scene
        The paragraph.
    trigger : spacy.tokens.Token
        The predicate.
    """
    subject = subject_of(trigger)
    if subject is None or subject.tag_ != "NNS" or subject.lemma_.lower() not in words("delegates"):
        return ()
    return tuple(Party(actor, trigger.i, None, SURE) for actor in scene.pair)
