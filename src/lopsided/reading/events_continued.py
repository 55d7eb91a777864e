"""Acts that go on with what was told just before: fire returned, men freed, a protest against what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events_scene import Party, Roles
from lopsided.reading.events_subjects import is_passive, object_of, subject_of
from lopsided.reading.events_words import words
from lopsided.reading.plover_tree import children

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from lopsided.reading.events_scene import Scene
    from lopsided.records.kinds import Event, PloverType

NEAR = 500  # characters: some three sentences
SURE = 0.5
TAKING = ("COERCE", "SANCTION")
UNFRIENDLY = ("ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN", "REJECT", "PROTEST", "REQUEST")
COMPLAINTS = ("PROTEST", "REQUEST", "ACCUSE")
ALONGSIDE = (*COMPLAINTS, "SANCTION", "COERCE", "REJECT", "THREATEN")


def continued(scene: Scene, verb: Token, kind: PloverType, roles: Roles, before: Sequence[Event]) -> Roles:
    """Fill in who did it, or to whom, from what one of two did to the other just before.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    verb : spacy.tokens.Token
        The predicate.
    kind : str
        The type of the act.
    roles : Roles
        Without targets.
    before : sequence of Event
        The events read so far, the last one last.

    Returns
    -------
    Roles
        Unchanged unless an act of the two the text is about was just told that this one answers, undoes or goes on with.
    """
    if verb.pos_ != "VERB" or len(scene.pair) != len(("one", "other")):
        return roles
    lately = _lately(scene, verb, before)
    if not lately or _names_another(scene, verb):
        return roles
    own = {party.actor for party in roles.sources}
    if not own:
        return _undone(verb, kind, lately) or _suffered(scene, verb, kind, lately) or roles
    if len(own) > 1 or not own < set(scene.pair):
        return roles
    (actor,) = own
    other = next(a for a in scene.pair if a != actor)
    if _goes_on(verb, kind, actor, lately) or _answers(scene, verb, kind, actor, lately):
        return Roles(roles.sources, (Party(other, verb.i, None, SURE),))
    return roles


def _lately(scene: Scene, verb: Token, before: Sequence[Event]) -> list[Event]:
    """Return what the two did to one another in the sentences just before, the last first."""
    place = scene.paragraph.span_of(verb)[0]
    near = [e for e in before if 0 <= place - e.span[0] <= NEAR and {e.source, e.target} == set(scene.pair)]
    return [e for e in reversed(near) if e.mode != "planned"]


def _names_another(scene: Scene, verb: Token) -> bool:
    """Tell whether the sentence names anyone but the two."""
    here = (m for i, m in scene.mentions.items() if verb.sent.start <= i < verb.sent.end)
    return any(m.kind in ("state", "bloc", "person") and not set(m.actors) <= set(scene.pair) for m in here)


def _undone(verb: Token, kind: PloverType, lately: Sequence[Event]) -> Roles | None:
    """Whoever took or closed something gives it back: "They were released", "The crossing was reopened"."""
    subject = subject_of(verb)
    if kind != "CONCEDE" or not is_passive(verb) or subject is None:
        return None
    taken = next((e for e in lately if e.type in TAKING), None)
    if taken is None:
        return None
    return Roles((Party(taken.source, verb.i, None, SURE),), (Party(taken.target, verb.i, None, SURE),))


def _suffered(scene: Scene, verb: Token, kind: PloverType, lately: Sequence[Event]) -> Roles | None:
    """Whom the people of one side were killed by where its clash with the other was just told."""
    subject = subject_of(verb)
    if kind != "ASSAULT" or not is_passive(verb) or subject is None or lately[0].type != "ASSAULT":
        return None
    hurt = scene.agents(subject)
    if len(hurt) != 1 or hurt[0].actor not in scene.pair:
        return None
    other = next(a for a in scene.pair if a != hurt[0].actor)
    return Roles((Party(other, verb.i, None, SURE),), hurt)


def _goes_on(verb: Token, kind: PloverType, actor: str, lately: Sequence[Event]) -> bool:
    """Tell whether one side does more of what was just told: shots after shots, a second step in one breath."""
    if kind == "ASSAULT":
        return lately[0].type == "ASSAULT"
    if kind == "CONCEDE":
        return any(e.type in TAKING and e.source == actor for e in lately)
    joined = verb.dep_ == "conj" and verb.head.pos_ == "VERB"
    return joined and kind in ALONGSIDE and lately[0].source == actor and lately[0].type in ALONGSIDE


def _answers(scene: Scene, verb: Token, kind: PloverType, actor: str, lately: Sequence[Event]) -> bool:
    """Tell whether a state complains of what was just done to it, or asks for it to be undone."""
    if kind not in COMPLAINTS or not any(e.type in UNFRIENDLY and e.target == actor for e in lately):
        return False
    subject = subject_of(verb)
    mention = scene.mentions.get(subject.i) if subject is not None else None
    if subject is None or (mention is None or mention.kind != "state") and not _is_office(subject):
        return False
    asked = object_of(verb)
    return asked is None or asked.pos_ == "NOUN" and not _is_addressed(asked)


def _is_office(subject: Token) -> bool:
    return subject.lemma_.lower() in words("offices")


def _is_addressed(thing: Token) -> bool:
    """Tell whether an object is somebody to do something, not what is asked for ("asked drivers to wait")."""
    return thing.tag_ == "NNS" or any(c.dep_ in ("xcomp", "ccomp") for c in children(thing.head))
