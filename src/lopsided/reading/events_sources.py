"""Who acts: the subject of a predicate, the agent of a passive, the owner of a noun, a crowd's country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events_owned import credited, is_owned_word, of_phrase
from lopsided.reading.events_subjects import by_phrase, is_passive, object_of, subject_of
from lopsided.reading.events_words import words
from lopsided.reading.plover_lexicon import lexicon
from lopsided.reading.plover_tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events_scene import Party, Scene
    from lopsided.reading.plover_reading import Reading


UNDONE = frozenset({"CONCEDE", "SANCTION", "COERCE"})
OWNERS = ("poss", "amod", "compound", "nmod")
OCCASIONS = frozenset({"in", "during", "after", "at", "before", "following", "amid", "on", "for"})


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
        return _passive_sources(scene, verb, reading, subject)
    if verb.lemma_ in words("causing") and (led := object_of(verb)) is not None:
        return scene.agents(led)
    if reading.act.event == "SANCTION" and verb.lemma_ == "impose" and (others := _of_others(scene, verb)):
        return others
    if subject is None:
        return ()
    return scene.agents(subject) or _behind(scene, verb, reading, subject)


def _passive_sources(scene: Scene, verb: Token, reading: Reading, subject: Token | None) -> tuple[Party, ...]:
    agent = by_phrase(verb)
    if agent is None and (credit := credited(verb)) is not None:
        agent = credit.doer
    if agent is not None:
        return scene.agents(agent)
    # "is set to buy", "fighters were scrambled": nobody else acts
    if reading.operators[:1] == ("intend",) or reading.act.type in ("MOBILIZE", "RETREAT"):
        return scene.agents(subject) if subject is not None else ()
    return _between(scene, verb, subject) or _whose(scene, subject, reading)


def _behind(scene: Scene, verb: Token, reading: Reading, subject: Token) -> tuple[Party, ...]:
    """Who acts when the subject is no actor: a crowd, the talks of two, somebody whose measure is lifted."""
    lemma = subject.lemma_.lower()
    if lemma in words("crowds"):
        return _of_place(scene, verb)
    act = lexicon().nouns.get(lemma)
    if act is not None and act.type == "CONSULT":
        return noun_sources(scene, subject, "CONSULT")  # "the talks produced a deal"
    return _whose(scene, object_of(verb), reading)


def _of_others(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Whose sanctions are imposed, if an adjective says so: nobody imposes another's ("imposing Western sanctions")."""
    thing = object_of(verb)
    if thing is None or thing.lemma_.lower() != "sanction":
        return ()
    return tuple(p for c in children(thing) if c.dep_ == "amod" for p in scene.at(c))


def _between(scene: Scene, verb: Token, subject: Token | None) -> tuple[Party, ...]:
    """Who reached something that was reached between them."""
    for word in (verb, subject):
        for child in children(word) if word is not None else ():
            if child.dep_ == "prep" and child.lower_ in ("between", "among"):
                agents = [p for thing in children(child) if thing.dep_ == "pobj" for p in scene.agents(thing)]
                if len(agents) > 1:
                    return tuple(agents)
    return ()


def _whose(scene: Scene, thing: Token | None, reading: Reading) -> tuple[Party, ...]:
    """Whose a measure is that is eased or tightened, by nobody who is named ("Chad's duties on cars were raised")."""
    if thing is None or not (UNDONE & {reading.type, reading.act.event}):
        return ()
    if thing.lemma_.lower() not in words("hindrances"):
        return ()
    owners = (c for c in children(thing) if c.dep_ in ("poss", "compound", "amod") and c.i < thing.i)
    return next((found for c in owners if (found := scene.agents(c))), ())


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
    of = of_phrase(noun)
    for child in (*children(noun), *(children(of) if of is not None else ())):
        agent = by_phrase(child) if child.dep_ == "acl" and child.tag_ == "VBN" else None
        if agent is None and child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "between", "among"):
            agent = next((thing for thing in children(child) if thing.dep_ == "pobj"), None)
        if agent is not None and (found := scene.agents(agent)):
            return found
    if (
        of is not None
        and (found := scene.agents(of))
        and (len(found) > 1 if kind == "CONSULT" else is_owned_word(noun))
    ):
        return found  # "a meeting of the two leaders", "at the request of Chad"
    if (credit := credited(noun)) is not None and credit.doer is not None:
        return scene.agents(credit.doer)
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
