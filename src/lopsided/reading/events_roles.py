"""Who did it and to whom: source and target of a predicate from the same clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.reading.events_subjects import by_phrase, is_passive, object_of, participle_noun, subject_of
from lopsided.reading.events_words import ranked, words
from lopsided.reading.plover_lexicon import FORCEFUL
from lopsided.reading.plover_tree import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.events_scene import Party, Scene
    from lopsided.reading.plover_reading import Reading

TALKING = frozenset({"meet", "talk", "phone", "host", "mediate", "sign"})
TRAVELLING = frozenset({"visit"})
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
SHARED = MUTUAL | {"SUPPORT"}
OWNERS = ("poss", "amod", "compound", "nmod")
OCCASIONS = frozenset({"in", "during", "after", "at", "before", "following", "amid", "on"})
STAGED = frozenset({"MOBILIZE", "PROTEST"})
MEANT = FORCEFUL | {"THREATEN"}
FACING = frozenset({"face", "suffer", "endure", "survive", "repel", "resist", "withstand", "evade", "dodge"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
NOUNS = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class Roles:
    """Sources and targets of an act.

    ``joint`` if the sources act with one another, ``guessed`` if the target stands elsewhere in the sentence.
    """

    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    joint: bool = False
    guessed: bool = False


def roles_of(scene: Scene, trigger: Token, reading: Reading) -> Roles:
    """Find who acts and on whom.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    trigger : spacy.tokens.Token
        The predicate the reading starts from.
    reading : Reading
        What it says was done.
    """
    kind = reading.act.event
    sources = noun_sources(scene, trigger, kind) if trigger.pos_ in NOUNS else _verb_sources(scene, trigger)
    if not sources and kind == "AGREE":
        said = scene.statement_at(trigger)
        sources = scene.speakers(said, trigger) if said else ()
    if not sources:
        return Roles((), ())
    both = len(sources) > 1 and kind in SHARED
    own = {party.actor for party in sources}
    for strength, parties in _targets(scene, trigger, reading):
        if both and strength > (0 if kind in MUTUAL else 1):
            break
        if fresh := tuple(p for p in parties if p.actor not in own):
            if reading.operators[:1] == ("invite",):
                return Roles(fresh, sources)
            return Roles(sources, fresh)
    if both:
        return Roles(sources[:1], sources[1:2], joint=True)
    if {kind, reading.type} & MEANT and not (trigger.pos_ in NOUNS and kind == "MOBILIZE"):
        return Roles(sources, _elsewhere(scene, trigger, own), guessed=True)
    return Roles(sources, ())


def _verb_sources(scene: Scene, verb: Token) -> tuple[Party, ...]:
    if is_passive(verb):
        agent = by_phrase(verb)
        return scene.agents(agent) if agent is not None else ()
    subject = subject_of(verb)
    return scene.agents(subject) if subject is not None else ()


def noun_sources(scene: Scene, noun: Token, kind: str) -> tuple[Party, ...]:
    """Who acts in a nominal act: whose, by whom, between whom; for talks, whoever goes into them."""
    for dep in OWNERS:
        for child in children(noun):
            if child.dep_ == dep and child.i < noun.i and (found := _owners(scene, child)):
                return found
    for child in children(noun):
        agent = by_phrase(child) if child.dep_ == "acl" and child.tag_ == "VBN" else None
        if agent is None and child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "between", "among"):
            agent = next((thing for thing in children(child) if thing.dep_ == "pobj"), None)
        if agent is not None and (found := scene.agents(agent)):
            return found
    if kind != "CONSULT" or noun.dep_ != "pobj" or noun.head.lower_ not in OCCASIONS:
        return ()
    governor = noun.head.head
    subject = subject_of(governor) if governor.pos_ in ("VERB", "AUX") else None
    return scene.agents(subject) if subject is not None else ()


def _owners(scene: Scene, modifier: Token) -> tuple[Party, ...]:
    """Whose an act is; of two joined by a hyphen ("the Chad-Libya war"), the first."""
    named = tuple(p for word in modifier.subtree for p in scene.at(word)) if modifier.dep_ != "poss" else ()
    if len(named) > 1 and named[0].actor != named[1].actor:
        return named[:1]
    return scene.agents(modifier)


def _targets(scene: Scene, trigger: Token, reading: Reading) -> Iterator[tuple[int, tuple[Party, ...]]]:
    """Yield candidate targets, the best first, each with how near it is to the act (0 an argument, 3 only nearby)."""
    chain = [trigger, *(trigger.doc[i] for i in dict.fromkeys((*reading.path, reading.token)) if i != trigger.i)]
    arguments = _noun_arguments(scene, trigger) if trigger.pos_ in NOUNS else _arguments(scene, trigger, chain)
    yield from ((0, parties) for parties in arguments)
    for place, table in enumerate(_tables(reading)):
        for word in chain:
            yield from ((place, parties) for parties in _prepositional(scene, word, table))
    if reading.act.name not in TRAVELLING | TALKING:
        yield from ((2, parties) for parties in _mentioned(scene, chain))
        yield from ((3, parties) for parties in _joined(scene, chain))


def _mentioned(scene: Scene, chain: list[Token]) -> Iterator[tuple[Party, ...]]:
    """Whoever the object names, at any depth."""
    for word in chain:
        yield from (scene.inside(c) for c in children(word) if c.dep_ in ("dobj", "attr", "ccomp"))
        if word.pos_ in NOUNS and word != chain[0]:
            yield scene.inside(word)


def _joined(scene: Scene, chain: list[Token]) -> Iterator[tuple[Party, ...]]:
    for word in chain:
        for other in (*children(word), word.head):
            if other.dep_ == "conj" or word.dep_ == "conj":
                yield from _shared(scene, word, other)


def _tables(reading: Reading) -> tuple[str, ...]:
    """Which prepositions lead to the target of an act: one meets in a place, but sanctions for a reason."""
    if reading.act.name in TALKING:
        return ("company", "dealing")
    if reading.act.event not in FORCEFUL:
        return ("company", "toward", "within", "about")
    return ("company", "toward", "within", "place") if reading.act.event in STAGED else ("company", "toward", "within")


def _arguments(scene: Scene, verb: Token, chain: list[Token]) -> Iterator[tuple[Party, ...]]:
    if is_passive(verb):
        subject = next((c for c in children(verb) if c.dep_ == "nsubjpass"), None) or participle_noun(verb)
        if subject is not None:
            yield scene.inside(subject)
    for word in chain:
        if word.pos_ == "VERB" and word.lemma_ not in words("on_a_topic"):
            yield from (scene.agents(c) for c in children(word) if c.dep_ in ("dobj", "dative", "oprd"))
    for word in chain:
        for clause in children(word):
            if word.pos_ == "VERB" and clause.dep_ in ("ccomp", "xcomp"):
                yield from (scene.agents(c) for c in children(clause) if c.dep_ in SUBJECTS)
    top = verb.head if verb.dep_ == "xcomp" else verb
    if top.dep_ == "relcl" and object_of(verb) is None:
        yield scene.inside(top.head)


def _shared(scene: Scene, word: Token, other: Token) -> Iterator[tuple[Party, ...]]:
    """Whom a joined verb of the same subject is directed at ("condemn or punish Lima")."""
    if (
        word.pos_ != "VERB"
        or other.pos_ != "VERB"
        or any(c.dep_ in SUBJECTS for c in children(other) if other.i > word.i)
    ):
        return
    for child in children(other):
        if child.dep_ in ("dobj", "dative"):
            yield scene.inside(child)
    yield from _prepositional(scene, other, "toward")


def _prepositional(scene: Scene, word: Token, table: str) -> Iterator[tuple[Party, ...]]:
    places = [word, *(c for c in children(word) if c.dep_ in ("dobj", "attr", "acomp", "prt"))]
    found = [
        (ranked(table)[c.lower_], c)
        for place in places
        for c in children(place)
        if c.dep_ in ("prep", "dative", "prt", "advmod") and c.lower_ in ranked(table)
    ]
    for _, preposition in sorted(found, key=lambda pair: (pair[0], pair[1].i)):
        for thing in children(preposition):
            if thing.dep_ == "pobj" and thing.ent_type_ not in ("DATE", "TIME"):
                yield scene.inside(thing)
            elif thing.dep_ == "prep":
                yield from (scene.inside(inner) for inner in children(thing) if inner.dep_ == "pobj")


def _noun_arguments(scene: Scene, noun: Token) -> Iterator[tuple[Party, ...]]:
    """Whom a nominal act is done to, other than by its prepositions ("the Chad-Libya war", "faces sanctions")."""
    for child in children(noun):
        if child.dep_ in ("compound", "amod", "nmod", "poss") and child.i < noun.i:
            yield tuple(p for word in child.subtree for p in scene.at(word))
    head = noun.head
    if noun.dep_ == "dobj" and head.lemma_ in FACING and (subject := subject_of(head)) is not None:
        yield scene.agents(subject)
    for clause in children(noun):
        if clause.dep_ in ("acl", "relcl"):
            yield from _prepositional(scene, clause, "toward")
            if clause.dep_ == "relcl" and any(c.dep_ == "attr" for c in children(clause)):
                subject = subject_of(clause)
                if subject is not None:
                    yield scene.agents(subject)


def _elsewhere(scene: Scene, trigger: Token, own: set[str]) -> tuple[Party, ...]:
    """Whoever else the sentence names: the subject, else the nearest. An attack or a sanction is meant for someone."""
    sentence = trigger.sent
    clause = trigger.head if trigger.pos_ in NOUNS else trigger
    while clause.pos_ != "VERB" and clause.head != clause:
        clause = clause.head
    subject = subject_of(clause) if clause != trigger else None
    if subject is not None and (found := [p for p in scene.agents(subject) if p.actor not in own]):
        return tuple(found[:1])
    others = [p for word in sentence for p in scene.at(word) if p.actor not in own]
    return tuple(sorted(others, key=lambda p: abs(p.token - trigger.i))[:1])
