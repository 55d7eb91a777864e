"""A third who deals with the two a text is about: who mediates, calls for peace, offers a place to talk or help."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.events.bilateral import NAMED
from lopsided.reading.events.scene import Party
from lopsided.reading.events.subjects import is_passive, subject_of
from lopsided.reading.events.words import words
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events.scene import Roles, Scene
    from lopsided.reading.plover.operators import Reading

SURE = 0.5
FORUMS = ("state", "bloc", "organisation", "person")
GRANTED = ("AID", "REJECT", "SANCTION", "SUPPORT")
LATELY = 2


def from_outside(scene: Scene, verb: Token, reading: Reading, roles: Roles) -> Roles:
    """Let a third who mediates, calls for peace or offers good offices deal with both of the two a text is about."""
    both = replace(roles, targets=tuple(Party(actor, verb.i, None, SURE) for actor in scene.pair))
    if reading.act.name == "mediate":
        return both
    complains = reading.type == "ACCUSE" and verb.lemma_ in words("complaining")
    if (reading.type in GRANTED or complains or reading.act.name == "visit") and (
        state := _told_of_before(scene, verb, roles)
    ) is not None:
        return replace(roles, targets=(Party(state, verb.i, None, SURE),))
    if not speaks_for_state(scene, verb) or _names_fourth(scene, verb, roles):
        return roles
    if reading.operators:
        return both if _is_host(verb) else roles
    things = {c.lemma_.lower() for c in children(verb) if c.dep_ == "dobj"}
    things |= {t.lemma_.lower() for c in children(verb) if c.lower_ in ("for", "to") for t in children(c)}
    asked = reading.act.event == "REQUEST" and things & words("calming")
    offered = verb.lemma_ in ("offer", "propose") and things & words("good_offices")
    return both if asked or offered or _is_on_both(verb) else roles


def _told_of_before(scene: Scene, verb: Token, roles: Roles) -> str | None:
    """Return the one state told of before in the paragraph, where a sentence names nobody but who acts."""
    subject = subject_of(verb)
    actor = scene.mentions.get(subject.i) if subject is not None else None
    if actor is None or actor.kind not in FORUMS or is_passive(verb) or _names_fourth(scene, verb, roles):
        return None
    own = {party.actor for party in roles.sources}
    for sent in reversed([s for s in scene.paragraph.doc.sents if s.start < verb.sent.start][-LATELY:]):
        here = [scene.mentions[i] for i in range(sent.start, sent.end) if i in scene.mentions]
        states = {a for m in here if m.kind in ("state", "person") for a in m.actors if a not in own}
        if states:
            return next(iter(states)) if len(states) == 1 else None
    return None


def _is_on_both(verb: Token) -> bool:
    """Tell whether an object is "the two leaders" or "both sides", of no named countries."""
    below = [c for c in children(verb) if c.dep_ in ("dobj", "dative", "prep")]
    things = (t for c in below for t in ((c,) if c.dep_ != "prep" else children(c)))
    return any(
        t.tag_ == "NNS"
        and t.lemma_.lower() in words("delegates") | words("counterparts")
        and any(c.lower_ in ("two", "both") for c in children(t))
        for t in things
    )


def _is_host(verb: Token) -> bool:
    """Tell whether somebody outside offers to bring two at odds together ("offered to host talks")."""
    hosting = (c for c in children(verb) if c.dep_ == "xcomp" and c.lemma_ in words("hosting"))
    held = {c.lemma_.lower() for h in hosting for c in children(h) if c.dep_ == "dobj"}
    return verb.lemma_ in ("offer", "propose") and bool(held & (words("calming") | {"meeting", "summit", "conference"}))


def _names_fourth(scene: Scene, verb: Token, roles: Roles) -> bool:
    """Tell whether a sentence names anyone beside the two a text is about and whoever acts.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    verb : spacy.tokens.Token
        The predicate.
    roles : Roles
        With sources.
    """
    known = {*scene.pair, *(party.actor for party in roles.sources)}
    here = (scene.mentions[i] for i in range(verb.sent.start, verb.sent.end) if i in scene.mentions)
    return any(m.kind in NAMED and not set(m.actors) <= known for m in here)


def speaks_for_state(scene: Scene, verb: Token) -> bool:
    """Tell whether a verb's subject is a state, a bloc or an organisation, or somebody who speaks for one."""
    subject = subject_of(verb)
    if subject is None or subject.pos_ == "PRON" or subject.lemma_.lower() in words("no_actors") | words("crowds"):
        return False
    mention = scene.mentions.get(subject.i)
    return (mention is not None and mention.kind in FORUMS) or subject.lemma_.lower() in words("offices")
