"""Who acts: the subject of a predicate, the agent of a passive, the owner of a noun, a crowd's country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events_subjects import by_phrase, is_passive, subject_of
from lopsided.reading.events_words import words
from lopsided.reading.plover_tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events_scene import Party, Scene
    from lopsided.reading.plover_reading import Reading


OWNERS = ("poss", "amod", "compound", "nmod")
OCCASIONS = frozenset({"in", "during", "after", "at", "before", "following", "amid", "on"})


def verb_sources(scene: Scene, verb: Token, reading: Reading) -> tuple[Party, ...]:
    """Return who acts in a clause.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    verb : spacy.tokens.Token
        Its predicate.
    reading : Reading
        What it says was done.
    """
    subject = subject_of(verb)
    if is_passive(verb):
        agent = by_phrase(verb)
        if agent is not None:
            return scene.agents(agent)
        # "is set to buy", "fighters were scrambled": nobody else acts
        own = reading.operators[:1] == ("intend",) or reading.act.type in ("MOBILIZE", "RETREAT")
        return scene.agents(subject) if own and subject is not None else ()
    if subject is None:
        return ()
    if not (found := scene.agents(subject)) and subject.lemma_.lower() in words("crowds"):
        return _of_place(scene, verb)
    return found


def _of_place(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Where a crowd is that nobody leads ("protesters stormed the embassy in Baghdad")."""
    for place in (verb, *(c for c in children(verb) if c.dep_ in ("dobj", "prep"))):
        for child in (place, *children(place)):
            if child.dep_ == "prep" and child.lower_ in ("in", "outside", "near", "across"):
                for thing in children(child):
                    if thing.dep_ == "pobj" and (found := scene.inside(thing)):
                        return found
    return ()


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
