"""Whom an act is directed at when its object only points back ("rejected the accusation", "welcomed the deal")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.events.continued import continued
from lopsided.reading.events.scene import Party
from lopsided.reading.events.subjects import subject_of
from lopsided.reading.events.words import words
from lopsided.reading.plover.lexicon import lexicon
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from lopsided.reading.events.scene import Roles, Scene
    from lopsided.records.kinds import Event, PloverType

POINTING = frozenset({"the", "this", "that", "these", "those", "such", "its", "their", "his", "her"})
PRONOUNS = frozenset({"it", "this", "that", "them", "these", "which", "so"})
OFFICIAL = ("official", "spokesperson", "organisation")
BACKWARD = frozenset({"SUPPORT", "ACCUSE", "REJECT", "CONSULT", "CONCEDE"})
JUDGING = ("ACCUSE", "SUPPORT", "REJECT", "REQUEST")
ANSWERS = ("REJECT", "ACCUSE")
RECENT = 8
GIVING = ("AID", "SUPPORT", "CONCEDE", "RETREAT", "COOPERATE")
CLOSE = 3
NEAR = 3
SURE = 0.5
ROOT = 5


def back_to(scene: Scene, trigger: Token, kind: PloverType, roles: Roles, before: Sequence[Event]) -> Roles:
    """Fill in missing targets from the event told just before, else from whoever spoke just before.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    trigger : spacy.tokens.Token
        The predicate.
    kind : str
        The type of the act.
    roles : Roles
        With sources but no targets.
    before : sequence of Event
        The events read so far, the last one last.

    Returns
    -------
    Roles
        Unchanged if the object does not point back to an act.
    """
    if kind in JUDGING and roles.sources and (owners := _owner_before(scene, trigger, roles)):
        return replace(roles, targets=owners)
    if kind == "ACCUSE" and roles.sources and (beside := _named_beside(scene, trigger, roles)):
        return replace(roles, targets=beside)
    if kind == "REJECT" and roles.sources and (offering := _offering(scene, trigger, roles)):
        return replace(roles, targets=offering)
    filled = continued(scene, trigger, kind, roles, before)
    if filled.targets or not roles.sources or kind not in BACKWARD:
        return filled
    own = {party.actor for party in roles.sources}
    noun = _pointing_noun(trigger)
    sides = _sides(scene, noun, kind, own, before) if noun is not None else ()
    if not sides and kind in ANSWERS and (noun is not None or _points(trigger)):
        sides = _challenger(own, before) or _speaker_before(scene, trigger, own)
    if not sides and noun is not None and noun.lemma_.lower() in words("steps"):
        sides = _subject_before(scene, trigger, own)
    if not sides and kind == "ACCUSE" and before and _is_told_next(scene, trigger, before[-1]):
        sides = (before[-1].source,)
    targets = tuple(Party(actor, trigger.i, None, SURE) for actor in sides if actor not in own)
    return replace(roles, targets=targets)


def _named_beside(scene: Scene, verb: Token, roles: Roles) -> tuple[Party, ...]:
    """Whom the clause it is joined to names ("its cargo goes through Chad, and it complains about the fees")."""
    if verb.dep_ != "conj" or verb.head.pos_ != "VERB":
        return ()
    own = {party.actor for party in roles.sources}
    first = [
        t
        for t in verb.head.subtree
        if t.i < verb.left_edge.i
        and t.i > max([verb.sent.start - 1, *(b.i for b in verb.sent if b.text == ";" and b.i < verb.i)])
    ]
    found = {p.actor: p for t in first for p in scene.at(t) if p.actor not in own}
    return tuple(found.values()) if len(found) == 1 else ()


def _owner_before(scene: Scene, verb: Token, roles: Roles) -> tuple[Party, ...]:
    """Whose a thing is that was told of before ("opposed the union's rules. Chad called the rules a theft")."""
    own = {party.actor for party in roles.sources}
    things = [c for c in children(verb) if c.dep_ == "dobj" and c.pos_ == "NOUN"]
    things = [c for c in things if [d.lower_ for d in children(c)] in (["the"], ["these"], ["this"], ["those"])]
    for thing in things:
        for before in reversed(verb.doc[: verb.sent.start]):
            if before.lemma_ == thing.lemma_ and before.pos_ == "NOUN" and (found := scene.owner(before)):
                return tuple(p for p in found if p.actor not in own)
    return ()


def _offering(scene: Scene, verb: Token, roles: Roles) -> tuple[Party, ...]:
    """Who did what another said no to in the same breath ("Chad offered to mediate, but Mali declined")."""
    if verb.dep_ != "conj" or any(c.dep_ in ("dobj", "ccomp", "xcomp", "prep") for c in children(verb)):
        return ()
    subject = subject_of(verb.head) if any(c.lower_ == "but" for c in children(verb.head)) else None
    own = {party.actor for party in roles.sources}
    return tuple(p for p in scene.agents(subject) if p.actor not in own) if subject is not None else ()


def _is_told_next(scene: Scene, verb: Token, event: Event) -> bool:
    """Tell whether a verb's object is something definite and an event was told in this sentence or the one before."""
    definite = any(c.dep_ == "dobj" and any(d.lower_ in POINTING for d in children(c)) for c in children(verb))
    sentence = scene.paragraph.sentence_of(verb)
    return definite and sentence[0] - NEAR <= event.sentence[1] <= sentence[1]


def _is_pact(noun: Token) -> bool:
    act = lexicon().nouns.get(noun.lemma_.lower())
    return act is not None and act.event in ("AGREE", "RETREAT")


def _sides(scene: Scene, noun: Token, kind: PloverType, own: set[str], before: Sequence[Event]) -> tuple[str, ...]:
    """Whom the act a noun points back to was between, or who did it; of a pact nobody told of, the two of the text."""
    if any(c.dep_ == "poss" for c in children(noun)):
        before = [e for e in before if e.source in own]
    earlier = [e for e in reversed(before) if e.source != e.target and not (kind == e.type == "SUPPORT")]
    meant = _meant(noun, earlier)
    if meant is None and kind == "SUPPORT" and _is_pact(noun):
        return scene.pair
    meant = meant or next(iter(earlier[:RECENT]), None)
    if meant is None:
        return ()
    sides = (meant.source, meant.target) if meant.symmetric or meant.source in own else (meant.source,)
    return tuple(side for side in sides if side in scene.pair) or sides if own < set(scene.pair) else sides


def _challenger(own: set[str], before: Sequence[Event]) -> tuple[str, ...]:
    """Who last blamed, asked or warned whoever now answers, or harmed him."""
    against = (e for e in reversed(before[-CLOSE:]) if e.target in own and e.type not in GIVING)
    return next(((e.source,) for e in against), ())


def _speaker_before(scene: Scene, trigger: Token, own: set[str]) -> tuple[str, ...]:
    """Who speaks for a country just before in the paragraph."""
    place = scene.paragraph.span_of(trigger)[0]
    earlier = [s for s in scene.statements if s.span[0] < place and s.affiliations and own.isdisjoint(s.affiliations)]
    last = max(earlier, key=lambda s: s.span[0], default=None)
    return last.affiliations[:1] if last is not None and last.speaker_kind in OFFICIAL else ()


def _subject_before(scene: Scene, trigger: Token, own: set[str]) -> tuple[str, ...]:
    """Who did what the sentence before tells of ("Chad closed the bridge. Niger called the step a provocation")."""
    start = trigger.sent.start
    if start == 0:
        return ()
    subject = subject_of(trigger.doc[start - 1].sent.root)
    found = scene.agents(subject) if subject is not None else ()
    return tuple(p.actor for p in found if p.actor not in own) if len(found) == 1 else ()


def _points(verb: Token) -> bool:
    """Tell whether an answer has only a pronoun for what it answers ("denies it", "which X rejects")."""
    if any(c.dep_ == "dobj" and c.lower_ in PRONOUNS for c in children(verb)):
        return True
    return not any(c.dep_ in ("dobj", "nsubjpass") for c in children(verb)) and verb.lemma_ in words("answers")


def _meant(noun: Token, earlier: Sequence[Event]) -> Event | None:
    """Return the event a noun names: the last one told by the same word, else the last of its type."""
    known = lexicon()
    lemma = noun.lemma_.lower()
    verb = known.nominalisations.get(lemma, lemma)
    act = known.nouns.get(lemma)
    by_word = (e for e in earlier[:RECENT] if e.trigger.lower().startswith(verb[:ROOT]))
    by_type = (e for e in earlier if act is not None and e.type == act.event)
    return next(by_word, None) or next(by_type, None)


def _pointing_noun(trigger: Token) -> Token | None:
    """Return the object or subject that only points back to an act."""
    known = lexicon()
    if trigger.dep_ == "relcl" and (trigger.head.lemma_ in words("steps") or trigger.head.lemma_ in words("claims")):
        return trigger.head  # "a claim Kigali calls baseless"
    below = children(trigger)
    to = [thing for c in below if c.dep_ in ("dative", "prep") and c.lower_ in ("to", "of") for thing in children(c)]
    for child in (*below, *to):
        if child.dep_ in ("dobj", "nsubjpass", "nsubj", "pobj") and child.pos_ == "NOUN":
            lemma = child.lemma_.lower()
            pointing = any(c.dep_ in ("det", "poss") and c.lower_ in POINTING for c in children(child))
            if pointing and (lemma in known.nouns or lemma in known.nominalisations or lemma in words("steps")):
                return child
    return None
