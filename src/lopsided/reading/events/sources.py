"""Who acts: the subject of a predicate, the agent of a passive, the owner of a noun, a crowd's country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.bilateral import done_by_the_other, reached_between
from lopsided.reading.events.envoys import called_in, told_off
from lopsided.reading.events.joined_above import told_above, told_before
from lopsided.reading.events.only_named import is_opposed
from lopsided.reading.events.own_words import is_fronted, speaker_of
from lopsided.reading.events.owned import credited, is_owned_word, of_phrase
from lopsided.reading.events.scene import Party
from lopsided.reading.events.subjects import by_phrase, is_passive, object_of, subject_of
from lopsided.reading.events.words import noun_triggers, words
from lopsided.reading.plover.lexicon import lexicon
from lopsided.reading.plover.modality import WILL
from lopsided.reading.plover.tree import children, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.events.scene import Scene
    from lopsided.reading.plover.operators import Reading


UNDONE = frozenset({"CONCEDE", "SANCTION", "COERCE"})
ANSWERING = frozenset({"REJECT", "ACCUSE", "SUPPORT"})
UNNAMED = 0.5
FREEING = frozenset({"release", "free", "liberate"})
JAILS = frozenset({"detention", "prison", "jail", "custody", "captivity", "arrest"})
OWNERS = ("poss", "amod", "compound", "nmod")
PARTS = frozenset({"end", "close", "conclusion", "start", "beginning", "course"})
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
    moved = any(c.dep_ == "prt" for c in children(verb))  # "drove off a ship" did it itself
    if verb.lemma_ in words("causing") and not moved and (led := object_of(verb)) is not None:
        return scene.agents(led)
    if reading.act.event == "SANCTION" and verb.lemma_ == "impose" and (others := _of_others(scene, verb)):
        return others
    if subject is None:
        return ()
    if subject.pos_ == "PRON" and is_fronted(verb):
        return speaker_of(scene, verb, subject)
    return (
        scene.agents(subject)
        or speaker_of(scene, verb, subject)
        or _fired_from(scene, subject, reading)
        or _behind(scene, verb, reading, subject)
        or _several_within(scene, subject, reading)
        or _firm(scene, subject, reading)
        or told_above(scene, verb)
        or told_before(scene, subject)
    )


def _firm(scene: Scene, subject: Token, reading: Reading) -> tuple[Party, ...]:
    """Whose firm trades, builds or signs ("three Chadian suppliers won contracts")."""
    lemma = subject.lemma_.lower()
    if reading.act.event in ("COOPERATE", "AGREE", "AID") and lemma in words("firms"):
        return scene.owner(subject)
    if reading.act.event == "COOPERATE" and "goods" in lexicon().kinds.get(lemma, ()):
        return scene.owner(subject)  # "Chadian gas reached ..."
    return scene.owner(subject) if reading.act.event == "AID" and lemma in words("gifts") else ()


def _fired_from(scene: Scene, subject: Token, reading: Reading) -> tuple[Party, ...]:
    """From whose land shells or raiders came ("rockets fired from Chad landed", "gunmen who crossed from Chad")."""
    kinds = lexicon().kinds.get(subject.lemma_.lower(), frozenset())
    if reading.act.event != "ASSAULT" or not kinds & {"weapons_fire", "fighters"}:
        return ()
    by = (by_phrase(c) for c in children(subject) if c.dep_ == "acl" and c.tag_ == "VBN")
    if thrown := tuple(p for agent in by if agent is not None for p in scene.agents(agent)):
        return thrown
    phrases = (p for c in (subject, *children(subject)) for p in children(c) if p.lower_ == "from")
    return tuple(p for phrase in phrases for thing in children(phrase) if thing.dep_ == "pobj" for p in scene.at(thing))


def _several_within(scene: Scene, subject: Token, reading: Reading) -> tuple[Party, ...]:
    """Who meets or agrees when only the depth of the subject says so ("heads of the unions of Chad and Mali")."""
    if reading.act.event not in ("CONSULT", "AGREE", "COOPERATE") or subject.lemma_.lower() in noun_triggers():
        return ()
    return next((found for found in scene.levels(subject) if len(found) > 1), ())


def _passive_sources(scene: Scene, verb: Token, reading: Reading, subject: Token | None) -> tuple[Party, ...]:
    agent = by_phrase(verb) or _shared_agent(verb)
    if agent is None and (credit := credited(verb)) is not None:
        agent = credit.doer
    if agent is not None:
        if subject is not None and agent.lemma_.lower() in words("crowds") and not scene.agents(agent):
            return _where_stands(scene, subject)
        office = agent.lemma_.lower() in words("offices")
        held = _where_held(scene, verb, reading, subject) if office else ()
        return scene.agents(agent) or held or _firm(scene, agent, reading)
    # "is set to buy", "fighters were scrambled": nobody else acts
    meant = reading.operators[:1] == ("intend",) and not any(
        c.dep_ == "aux" and c.lower_ in WILL for c in children(verb)
    )
    called = called_in(scene, verb, subject) if subject is not None else ()
    going = reading.act.type in ("MOBILIZE", "RETREAT") and not told_off(verb, subject)
    if called or meant or going:
        return called or (scene.agents(subject) if subject is not None else ())
    if (
        found := reached_between(scene, verb, subject)
        or _whose(scene, subject, reading)
        or _whose_act(scene, verb, subject)
    ):
        return found
    if reading.act.event == "ASSAULT" and (found := _in_attack(scene, verb)):
        return found
    return (
        _by_below(scene, verb)
        or _on_behalf(scene, verb)
        or _where_held(scene, verb, reading, subject)
        or done_by_the_other(scene, verb, reading)
    )


def _shared_agent(verb: Token) -> Token | None:
    """Return who did what is joined to it, in the passive too ("were stopped by Chad's police and were searched")."""
    beside = [verb.head] if verb.dep_ == "conj" and not any(c.dep_ == "nsubjpass" for c in children(verb)) else []
    beside += [c for c in joined(verb) if not any(s.dep_ in ("nsubj", "nsubjpass") for s in children(c))]
    return next((found for other in beside if is_passive(other) and (found := by_phrase(other)) is not None), None)


def _on_behalf(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Who acts through another ("an apology was made on behalf of Chad")."""
    phrases = (c for c in children(verb) if c.dep_ == "prep" and c.lower_ == "on")
    for thing in (c for phrase in phrases for c in children(phrase) if c.lower_ in ("behalf", "part")):
        of = of_phrase(thing)
        return scene.agents(of) if of is not None else scene.owner(thing)
    return ()


def _by_below(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Who acts when the parser hung "by" on what stands between ("was given 30 lorries by Chad")."""
    words_after = (t for t in verb.subtree if t.i > verb.i and t.lower_ == "by" and t.dep_ in ("prep", "agent"))
    for word in words_after:
        governor = word.head
        while governor.pos_ not in ("VERB", "AUX") and governor.head != governor:
            governor = governor.head
        if governor == verb:
            return tuple(p for thing in children(word) if thing.dep_ == "pobj" for p in scene.agents(thing))
    return ()


def _where_held(scene: Scene, verb: Token, reading: Reading, subject: Token | None) -> tuple[Party, ...]:
    """Who acts in a passive that names only where ("a Kenyan was arrested in Chad"), or where an envoy is posted."""
    if subject is None:
        return ()
    if reading.act.event == "SANCTION" and verb.lemma_ in words("calling_back"):
        return scene.owner(subject)
    posts: list[Token] = []
    first = verb.sent[0]
    if reading.act.event in ANSWERING and first.lower_ == "in" and first.head == verb:
        return tuple(p for c in children(first) if c.dep_ == "pobj" and _is_capital(scene, c) for p in scene.at(c))
    if verb.lemma_ in words("sent_over"):
        out = [c for c in children(verb) if c.lower_ == "out"]
        posts = [
            c for place in (verb, *out) for c in children(place) if c.dep_ == "prep" and c.lower_ in ("from", "of")
        ]
    elif verb.lemma_ in words("held"):
        posts = [c for c in children(verb) if c.dep_ == "prep" and c.lower_ == "in"]
        jails = [j for c in children(verb) if c.lower_ == "from" for j in children(c) if j.lemma_ in JAILS]
        if verb.lemma_ in FREEING:  # "released from detention in Chad", but "from hospital"
            posts = [*posts, *(c for j in jails for c in children(j) if c.lower_ == "in")] if jails else []
    elif "envoys" in lexicon().kinds.get(subject.lemma_.lower(), ()):
        posts = [c for c in children(subject) if c.dep_ == "prep" and c.lower_ in ("to", "in")]
    return tuple(p for c in posts for thing in children(c) if thing.dep_ == "pobj" for p in scene.at(thing))


def _is_capital(scene: Scene, place: Token) -> bool:
    """Tell whether a place stands for the state it is the capital of ("In Oslo the charge was denied")."""
    mention = scene.mentions.get(place.i)
    return mention is not None and mention.why.startswith("capital")


def _behind(scene: Scene, verb: Token, reading: Reading, subject: Token) -> tuple[Party, ...]:
    """Who acts when the subject is no actor: a crowd, the talks of two, somebody whose measure is lifted."""
    lemma = subject.lemma_.lower()
    if lemma in words("crowds") or (reading.act.event == "PROTEST" and subject.tag_ == "NNS"):
        return _of_place(scene, verb)
    act = lexicon().nouns.get(lemma)
    if act is not None and act.type == "CONSULT":
        return noun_sources(scene, subject, "CONSULT")  # "the talks produced a deal"
    if reading.act.event == "COOPERATE" and reading.path and subject.i in reading.path:
        owners = (c for c in children(subject) if c.dep_ in OWNERS and c.i < subject.i)
        return next((found for c in owners if (found := scene.agents(c))), ())
    return _whose(scene, object_of(verb), reading)


def _of_others(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Whose sanctions are imposed, if an adjective says so: nobody imposes another's ("imposing Western sanctions")."""
    thing = object_of(verb)
    if thing is None or thing.lemma_.lower() != "sanction":
        return ()
    return tuple(p for c in children(thing) if c.dep_ == "amod" for p in scene.at(c))


def _whose(scene: Scene, thing: Token | None, reading: Reading) -> tuple[Party, ...]:
    """Whose a measure is that is eased or tightened, by nobody who is named ("Chad's duties on cars were raised")."""
    if thing is None or not (UNDONE & {reading.type, reading.act.event}):
        return ()
    if thing.lemma_.lower() not in words("hindrances"):
        return ()
    owners = (c for c in children(thing) if c.dep_ in ("poss", "compound", "amod") and c.i < thing.i)
    return next((found for c in owners if (found := scene.agents(c))), ())


def _whose_act(scene: Scene, verb: Token, subject: Token | None) -> tuple[Party, ...]:
    """Whose an act is that was done by nobody who is named ("Chad's protest was lodged with Libya's envoy")."""
    if subject is None or verb.lemma_ not in words("doing"):
        return ()
    return next((found for c in children(subject) if c.dep_ == "poss" and (found := scene.agents(c))), ())


def _in_attack(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Who killed somebody that was killed in a raid ("was wounded in a Kenyan raid", "killed in Kenyan shelling")."""
    others = (c for other in joined(verb) for c in (other, *children(other)) if c == other or c.dep_ == "acl")
    for phrase in (c for word in (verb, *others) for c in children(word)):
        if phrase.dep_ == "prep" and phrase.lower_ in ("in", "during") and phrase.i > verb.i:
            for thing in children(phrase):
                if thing.dep_ == "pobj" and thing.tag_ == "JJ" and (named := scene.at(thing)):
                    return named
                act = lexicon().nouns.get(thing.lemma_.lower())
                if act is not None and act.event == "ASSAULT" and (found := noun_sources(scene, thing, "ASSAULT")):
                    return found
                if thing.lemma_.lower() in words("fighting") and (met := _met_in(scene, thing)):
                    return met
                if thing.lemma_.lower() in words("fighting") and (foe := _foe(scene, verb)):
                    return foe
    return ()


def _met_in(scene: Scene, clash: Token) -> tuple[Party, ...]:
    """With whom a clash was in which somebody was killed."""
    phrases = (c for c in children(clash) if c.dep_ == "prep" and c.lower_ in ("with", "against"))
    return tuple(p for phrase in phrases for thing in children(phrase) for p in scene.agents(thing))


def _foe(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Return the other of the two a text is about, when a man of the one died in a clash with nobody named."""
    subject = subject_of(verb)
    own = {p.actor for p in scene.agents(subject)} if subject is not None else set()
    if len(own) != 1 or not own < set(scene.pair):
        return ()
    return tuple(Party(actor, verb.i, None, UNNAMED) for actor in scene.pair if actor not in own)


def _of_place(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Where a crowd is that nobody leads ("protesters stormed the embassy in Baghdad")."""
    inner = [t for c in children(verb) if c.dep_ == "prep" for t in children(c) if t.dep_ == "pobj"]
    for place in (verb, *(c for c in children(verb) if c.dep_ in ("dobj", "prep")), *inner):
        for child in (place, *children(place)):
            if child.dep_ == "prep" and child.lower_ in ("in", "outside", "near", "across"):
                for thing in children(child):
                    if thing.dep_ == "pobj" and not _is_mission(thing) and (found := scene.inside(thing)):
                        return found
    return ()


def _is_mission(thing: Token) -> bool:
    """Tell whether a place is a foreign mission: the crowd before it is of where it stands."""
    return thing.lemma_.lower() in ("embassy", "consulate", "mission")


def _where_stands(scene: Scene, thing: Token) -> tuple[Party, ...]:
    """Where something is that a crowd nobody leads attacks ("its embassy in Baghdad was stormed by protesters")."""
    phrases = (c for c in children(thing) if c.dep_ == "prep" and c.lower_ in ("in", "near"))
    return next((found for p in phrases for c in children(p) if c.dep_ == "pobj" and (found := scene.inside(c))), ())


def noun_sources(scene: Scene, noun: Token, kind: str) -> tuple[Party, ...]:
    """Who acts in a nominal act: whose, by whom, between whom; for talks, whoever goes into them."""
    return next((found for found in _noun_candidates(scene, noun, kind) if found), ())


def _noun_candidates(scene: Scene, noun: Token, kind: str) -> Iterator[tuple[Party, ...]]:
    """Yield who may act in a nominal act, the best first."""
    for dep in OWNERS:
        yield from (_owners(scene, c) for c in children(noun) if c.dep_ == dep and c.i < noun.i and not is_opposed(c))
    of = of_phrase(noun)
    if of is not None:
        yield _of_owner(scene, noun, of, kind)
    if noun.dep_ == "nsubj" and noun.head.pos_ in ("VERB", "AUX"):
        yield reached_between(scene, noun.head, None)  # "talks will resume between Chad and Mali"
    for child in (*children(noun), *(children(of) if of is not None else ())):
        agent = by_phrase(child) if child.dep_ == "acl" and child.tag_ == "VBN" else None
        if agent is None and child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "between", "among"):
            agent = next((thing for thing in children(child) if thing.dep_ == "pobj"), None)
        if agent is not None:
            yield scene.agents(agent)
    found = scene.agents(of) if of is not None else ()
    if len(found) > 1 if kind == "CONSULT" else is_owned_word(noun):
        yield found  # "a meeting of the two leaders", "at the request of Chad"
    yield _two_of_them(scene, noun)
    if (credit := credited(noun)) is not None and credit.doer is not None:
        yield scene.agents(credit.doer)
    yield _occasioned(scene, noun, kind)
    if kind in ("RETREAT", "ASSAULT") and noun.lemma_.lower() in words("truces") | words("fighting"):
        yield _along_border(scene, noun)


def _two_of_them(scene: Scene, noun: Token) -> tuple[Party, ...]:
    """Who talks when it is "the two ministers" of the two states the sentence names."""
    phrases = (c for c in children(noun) if c.dep_ == "prep" and c.lower_ in ("between", "of"))
    for thing in (c for phrase in phrases for c in children(phrase) if c.dep_ == "pobj"):
        several = thing.tag_ == "NNS" and any(c.lower_ in ("two", "both") for c in children(thing))
        if several and thing.lemma_.lower() in words("offices") | words("delegates"):
            named = {p.actor: p for word in noun.sent if word.i in scene.mentions for p in scene.at(word)}
            return tuple(named.values()) if len(named) == 2 else ()
    return ()


def _along_border(scene: Scene, noun: Token) -> tuple[Party, ...]:
    """Who clashes or rests from it along the border of two ("a truce began along the Chad-Libya border")."""
    places = (noun, noun.head) if noun.dep_ in ("nsubj", "dobj", "nsubjpass") else (noun,)
    phrases = (
        c
        for place in places
        for c in children(place)
        if c.dep_ == "prep" and c.lower_ in ("along", "on", "at", "across")
    )
    for line in (c for phrase in phrases for c in children(phrase) if c.dep_ == "pobj"):
        if line.lemma_.lower() in ("border", "frontier", "line", "boundary"):
            found = {p.actor: p for word in line.subtree for p in scene.at(word)}
            if len(found) == 2:
                return tuple(found.values())
    return ()


def _occasioned(scene: Scene, noun: Token, kind: str) -> tuple[Party, ...]:
    """Who goes into talks or a clash that only say on what occasion something was done."""
    clash = kind == "ASSAULT" and noun.lemma_ in words("fighting") and noun.head.lower_ == "in"
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in PARTS:
        noun = noun.head.head  # "returned at the end of a visit to Chad"
    if not (kind == "CONSULT" or clash) or noun.dep_ != "pobj" or noun.head.lower_ not in OCCASIONS:
        return ()
    governor = noun.head.head
    if governor.pos_ in ("NOUN", "PROPN") and noun.head.lower_ == "on":
        return scene.agents(governor)  # "the king, on a visit to Chad, ..."
    subject = subject_of(governor) if governor.pos_ in ("VERB", "AUX") else None
    return scene.agents(subject) if subject is not None else ()


def _of_owner(scene: Scene, noun: Token, of: Token, kind: str) -> tuple[Party, ...]:
    """Who goes away or travels ("the withdrawal of Chad's troops"), or whose the thing is ("closure of its border")."""
    below = (*children(noun), *children(of))
    travels = kind == "CONSULT" and any(c.dep_ == "prep" and c.lower_ == "to" for c in below)
    if kind == "RETREAT" or travels:
        return scene.agents(of)
    if kind not in UNDONE or not is_owned_word(noun):
        return ()
    return next((found for c in children(of) if c.dep_ == "poss" and (found := scene.agents(c))), ())


def _owners(scene: Scene, modifier: Token) -> tuple[Party, ...]:
    """Whose an act is; of two joined by a hyphen ("the Chad-Libya war"), the first."""
    if modifier.tag_ == "VBN" and modifier.lower_ != "led":
        return ()  # "a UN-backed offensive"
    named = tuple(p for word in modifier.subtree for p in scene.at(word)) if modifier.dep_ != "poss" else ()
    if len(named) > 1 and named[0].actor != named[1].actor:
        return named[:1]
    return scene.agents(modifier)
