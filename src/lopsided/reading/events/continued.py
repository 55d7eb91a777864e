"""Acts that go on with what was told just before: fire returned, men freed, a protest against what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.scene import FIRST_PERSON, Party, Roles
from lopsided.reading.events.subjects import by_phrase, is_passive, object_of, subject_of
from lopsided.reading.events.words import words
from lopsided.reading.plover.lexicon import lexicon
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from lopsided.reading.events.scene import Scene
    from lopsided.records.kinds import Event, PloverType

CLOSE = 250
NEAR = 500  # characters: some three sentences
SURE = 0.5
OTHERS = frozenset({"their", "his", "her"})
TAKING = ("COERCE", "SANCTION")
UNFRIENDLY = ("ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN", "REJECT", "PROTEST", "REQUEST")
TELLING = ("ROOT", "ccomp", "conj", "advcl")
DEALINGS = ("AID", "CONCEDE", "REJECT", "SANCTION", "REQUEST", "THREATEN", "AGREE", "ACCUSE", "RETREAT")
APART = ("conj", "advcl", "relcl", "ccomp", "parataxis", "acl")
LINKS = frozenset({"by", "from", "to", "against"})
TITLES = ("compound", "appos", "nmod")
COMPLAINTS = ("PROTEST", "REQUEST", "ACCUSE")


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
        Unchanged unless an act of two was just told that this one answers, undoes or goes on with.
    """
    if verb.pos_ != "VERB":
        return roles
    own = {party.actor for party in roles.sources}
    lately = _lately(scene, verb, own, before)
    two = frozenset((lately[0].source, lately[0].target)) if lately else frozenset(scene.pair)
    if len(two) != len(("one", "other")) or len(own) > 1 or not own <= two:
        return roles
    if _names_another(scene, range(verb.sent.start, verb.sent.end), two):
        return _with_last(scene, verb, kind, roles, lately)
    if not own:
        return _ours(scene, verb, two) or _undone(verb, kind, lately) or _suffered(scene, verb, kind, lately) or roles
    (actor,) = own
    on = (
        _goes_on(scene, verb, kind, actor, lately)
        or _answers(scene, verb, kind, actor, lately)
        or _theirs(verb, kind, scene)
    )
    if not on:
        return _with_last(scene, verb, kind, roles, lately)
    return Roles(roles.sources, (Party(next(iter(two - own)), verb.i, None, SURE),))


def _with_last(scene: Scene, verb: Token, kind: PloverType, roles: Roles, lately: Sequence[Event]) -> Roles:
    """Fill in as target whoever the actor just had to do with, if it goes on giving, yielding or refusing."""
    if not roles.sources or not lately or not _deals_on(verb, kind):
        return roles
    two = frozenset((lately[0].source, lately[0].target))
    own = roles.sources[0].actor
    near = scene.paragraph.span_of(verb)[0] - lately[0].span[1] <= CLOSE
    known = two == set(scene.pair) or own not in scene.pair
    if not (near and known) or _names_another(scene, clause_of(verb), two):
        return roles
    return Roles(roles.sources, (Party(next(iter(two - {own})), verb.i, None, SURE),))


def _lately(scene: Scene, verb: Token, own: set[str], before: Sequence[Event]) -> list[Event]:
    """Return what whoever acts and one other did to each other in the sentences just before, the last first."""
    place = scene.paragraph.span_of(verb)[0]
    near = [e for e in reversed(before) if 0 <= place - e.span[0] <= NEAR and e.mode != "planned"]
    last = next((e for e in near if own <= {e.source, e.target}), None)
    return [e for e in near if {e.source, e.target} == {last.source, last.target}] if last is not None else []


def _names_another(scene: Scene, places: Iterable[int], two: frozenset[str]) -> bool:
    """Tell whether anyone but the two is named at some places."""
    here = (scene.mentions[i] for i in places if i in scene.mentions)
    return any(m.kind in ("state", "bloc", "person") and not set(m.actors) <= two for m in here)


def clause_of(verb: Token) -> set[int]:
    """Return the places of a clause's words, those of the clauses joined to it or told beside it left out.

    Parameters
    ----------
    verb : spacy.tokens.Token
        Its predicate.
    """
    found, waiting = {verb.i}, [verb]
    while waiting:
        word = waiting.pop()
        below = [c for c in children(word) if not (c.dep_ in APART and c.pos_ in ("VERB", "AUX") and c.i != verb.i)]
        found |= {c.i for c in below}
        waiting += below
    return found


def _ours(scene: Scene, verb: Token, two: frozenset[str]) -> Roles | None:
    """Whoever speaks of "our forces" that did something to one of two is the other."""
    agent, subject = by_phrase(verb), subject_of(verb)
    if agent is None or subject is None or not any(c.lower_ in FIRST_PERSON for c in children(agent)):
        return None
    met = scene.inside(subject)
    if len(met) != 1 or met[0].actor not in two:
        return None
    return Roles((Party(next(iter(two - {met[0].actor})), verb.i, None, SURE),), met)


def _theirs(verb: Token, kind: PloverType, scene: Scene) -> bool:
    """Tell whether one of two attacks what is somebody's who was told of before: "the navy fired at their boat"."""
    if kind != "ASSAULT" or is_passive(verb):
        return False
    below = [c for c in children(verb) if c.dep_ in ("dobj", "prep")]
    things = (thing for c in below for thing in (c, *children(c)) if thing.dep_ in ("dobj", "pobj"))
    owners = (c for thing in things for c in children(thing) if c.dep_ == "poss" and c.lower_ in OTHERS)
    return any(c.i not in scene.mentions for c in owners)


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
    if kind != "ASSAULT" or not is_passive(verb) or subject is None or not lately or lately[0].type != "ASSAULT":
        return None
    hurt, sides = scene.agents(subject), {lately[0].source, lately[0].target}
    if len(hurt) != 1 or hurt[0].actor not in sides:
        return None
    (other,) = sides - {hurt[0].actor}
    return Roles((Party(other, verb.i, None, SURE),), hurt)


def _goes_on(scene: Scene, verb: Token, kind: PloverType, actor: str, lately: Sequence[Event]) -> bool:
    """Tell whether one side does more of what was just told: shots after shots, a second step in one breath."""
    if not lately:
        return False
    if kind == "ASSAULT":
        return (
            any(e.type == "ASSAULT" for e in lately)
            and verb.dep_ in TELLING
            and not _is_told_with(verb, lately[0], scene)
        )
    if kind == "CONCEDE":
        return any(e.type in TAKING and e.source == actor for e in lately)
    thing = object_of(verb)
    envoy = thing is not None and "envoys" in lexicon().kinds.get(thing.lemma_.lower(), ())
    return envoy and lately[0].source == actor and lately[0].type in UNFRIENDLY  # "protested and called in the envoy"


def _deals_on(verb: Token, kind: PloverType) -> bool:
    """Tell whether a state gives, yields, refuses, promises or complains, in words that do not say to whom."""
    if kind not in DEALINGS or verb.lemma_ in words("attitudes") | words("expecting"):
        return False
    if (
        verb.dep_ not in TELLING
        or is_passive(verb)
        or is_at_home(verb)
        or any(c.dep_ == "ccomp" and c.i > verb.i for c in children(verb))
    ):
        return False
    if kind == "AGREE":
        return verb.lemma_ in words("binding")
    return kind != "ACCUSE" or verb.lemma_ in words("complaining")


def is_at_home(verb: Token) -> bool:
    """Tell whether an act is done to people, laws or offices at home, by its object.

    Parameters
    ----------
    verb : spacy.tokens.Token
        The predicate.
    """
    for thing in children(verb):
        if thing.dep_ in ("dobj", "nsubjpass", "dative"):
            lemmas = {thing.lemma_.lower(), *(c.lemma_.lower() for c in children(thing) if c.dep_ in TITLES)}
            if lemmas & words("domestic"):
                return True
    return _is_with_private(verb)


def _is_with_private(verb: Token) -> bool:
    """Tell whether common nouns say who did it or got it ("borrowed from banks", "rejected a plan by farmers")."""
    things = [c for c in children(verb) if c.dep_ == "dobj"]
    phrases = [c for word in (verb, *things) for c in children(word) if c.dep_ in ("prep", "agent", "dative")]
    phrases += [c for thing in things for c in thing.subtree if c.lower_ == "by"]  # "a ban on exports by small firms"
    told = [t for c in phrases if c.lower_ in LINKS for t in children(c) if t.dep_ == "pobj"]
    told += [c for c in phrases if c.dep_ == "dative" and c.pos_ == "NOUN"]
    return any(t.lemma_.lower() in words("domestic") | words("crowds") | words("private") for t in told)


def _answers(scene: Scene, verb: Token, kind: PloverType, actor: str, lately: Sequence[Event]) -> bool:
    """Tell whether a state complains of what was just done to it, or asks for it to be undone."""
    if kind not in COMPLAINTS or not any(e.type in UNFRIENDLY and e.target == actor for e in lately):
        return False
    subject = subject_of(verb)
    mention = scene.mentions.get(subject.i) if subject is not None else None
    if subject is None or ((mention is None or mention.kind != "state") and not _is_office(subject)):
        return False
    asked = object_of(verb)
    if asked is None:
        return kind != "REQUEST" and not any(c.dep_ in ("ccomp", "xcomp") for c in children(verb))
    return any(c.dep_ == "poss" and c.lower_ in OTHERS | {"its"} for c in children(asked))


def _is_office(subject: Token) -> bool:
    return subject.lemma_.lower() in words("offices")


def _is_told_with(verb: Token, event: Event, scene: Scene) -> bool:
    """Tell whether an act is told in the sentence of another."""
    return scene.paragraph.sentence_of(verb)[0] <= event.span[0]
