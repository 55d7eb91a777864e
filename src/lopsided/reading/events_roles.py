"""Who did it and to whom: source and target of a predicate from the same clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.reading.events_mutual import is_mutual
from lopsided.reading.events_partner import both_sides, from_partner
from lopsided.reading.events_scene import Party
from lopsided.reading.events_subjects import by_phrase, is_passive, object_of, participle_noun, subject_of
from lopsided.reading.events_words import ranked, words
from lopsided.reading.plover_lexicon import COOPERATIVE, FORCEFUL, VERBAL
from lopsided.reading.plover_reading import read
from lopsided.reading.plover_tree import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.events_scene import Scene
    from lopsided.reading.plover_reading import Reading

TALKING = frozenset({"meet", "talk", "phone", "host", "mediate", "sign"})
TRAVELLING = frozenset({"visit"})
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
ANSWERED = frozenset({"REJECT", "ACCUSE", "REQUEST", "SANCTION", "THREATEN", "CONCEDE", "RETREAT", "AGREE"})
INTERSTATE = MUTUAL | {"AID", "CONCEDE", "SANCTION", "RETREAT", "PROTEST"}
SIDES = ("one", "other")
OWNERS = ("poss", "amod", "compound", "nmod")
OCCASIONS = frozenset({"in", "during", "after", "at", "before", "following", "amid", "on"})
STAGED = frozenset({"MOBILIZE", "PROTEST"})
MEANT = FORCEFUL | {"THREATEN"}
FACING = frozenset({"face", "suffer", "endure", "survive", "repel", "resist", "withstand", "evade", "dodge"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
NOUNS = ("NOUN", "PROPN")
FARTHEST = 3
PLACES = ("dobj", "attr", "acomp", "prt", "advmod")
REPLYING = frozenset({"after", "because", "since", "when", "as"})


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
    named = trigger.doc[reading.token]
    if trigger.pos_ == "VERB" and named.head == trigger and named.dep_ == "nsubj" and named.pos_ in NOUNS:
        trigger = named  # "the talks began": who talks is said by the noun
    sources = noun_sources(scene, trigger, kind) if trigger.pos_ in NOUNS else _verb_sources(scene, trigger, reading)
    sources = sources or _unnamed_sources(scene, trigger, reading, kind)
    if not sources:
        return Roles((), ())
    own = {party.actor for party in sources}
    farthest = _reach(trigger, reading, sources)
    targets = _near_targets(scene, trigger, reading, own, farthest)
    if targets and reading.operators[:1] == ("invite",):
        return Roles(targets, sources)
    if targets:
        return Roles(sources, targets)
    if swapped := _not_itself(scene, trigger, reading, own):
        return swapped
    if farthest < FARTHEST:
        return Roles(sources[:1], sources[1:2], joint=True)
    guess = _answered(scene, trigger, kind, own)
    if not guess and _is_meant(trigger, reading, kind):
        guess = _elsewhere(scene, trigger, own)
    return Roles(sources, guess, guessed=bool(guess))


def _reach(trigger: Token, reading: Reading, sources: tuple[Party, ...]) -> int:
    """How far from the act a target may stand; several who may as well act on one another only reach what is near."""
    kind = reading.act.event
    mutual = kind in MUTUAL or is_mutual(trigger, reading)
    joint = mutual or (kind == "SUPPORT" and len(sources) == len(SIDES)) or _is_one_group(kind, sources)
    if len(sources) == 1 or reading.act.name == "mediate" or not joint:
        return FARTHEST
    if trigger.pos_ in NOUNS and any(c.lower_ == "between" for c in children(trigger)):
        return -1
    return 0 if mutual else 1


def _answered(scene: Scene, trigger: Token, kind: str, own: set[str]) -> tuple[Party, ...]:
    """Whoever did something in answer to an act ("A imposed duties after B cancelled the order": B did it to A)."""
    if kind not in ANSWERED or _reply(trigger) is None:
        return ()
    subject = subject_of(trigger.head)
    return tuple(p for p in scene.agents(subject) if p.actor not in own) if subject is not None else ()


def _not_itself(scene: Scene, trigger: Token, reading: Reading, own: set[str]) -> Roles | None:
    """Give an act by "it" or "he" on the country the pronoun was taken for to the other of the two."""
    subject = subject_of(trigger)
    if subject is None or subject.pos_ != "PRON" or len(own) != 1 or not own < set(scene.pair):
        return None
    if provoked := _provoker(scene, trigger, own):
        return Roles(provoked, tuple(Party(actor, trigger.i, None, provoked[0].sure) for actor in own))
    objects = [c for c in children(trigger) if c.dep_ in ("dobj", "dative") and c.i in scene.mentions]
    named = tuple(p for thing in objects for p in scene.at(thing) if scene.mentions[thing.i].form == "name")
    if {p.actor for p in named} != own or reading.act.event == "AGREE":
        return None
    return Roles(from_partner(scene, trigger, named), named)


def _provoker(scene: Scene, trigger: Token, own: set[str]) -> tuple[Party, ...]:
    """Whom the actor of the main clause punishes for what "it" did ("A cut aid to B after it left the talks")."""
    reply = _reply(trigger)
    subject = subject_of(trigger.head) if reply is not None else None
    if reply is None or subject is None or {p.actor for p in scene.agents(subject)} != own:
        return ()
    return _near_targets(scene, trigger.head, reply, own, FARTHEST)


def _reply(trigger: Token) -> Reading | None:
    """Read the unfriendly act a clause with "after" or "because" gives the ground of."""
    if trigger.dep_ != "advcl" or not any(
        c.dep_ in ("mark", "advmod") and c.lower_ in REPLYING for c in children(trigger)
    ):
        return None
    reply = read(trigger.head)
    return reply if reply is not None and reply.type not in COOPERATIVE else None


def _near_targets(scene: Scene, trigger: Token, reading: Reading, own: set[str], farthest: int) -> tuple[Party, ...]:
    """Return the nearest others an act is directed at, no farther away than asked."""
    for strength, parties in _targets(scene, trigger, reading):
        if strength > farthest:
            break
        if fresh := tuple(p for p in parties if p.actor not in own):
            return fresh
    return ()


def _is_meant(trigger: Token, reading: Reading, kind: str) -> bool:
    """Tell whether an act is as a rule done to someone, who may stand elsewhere in the sentence."""
    if trigger.pos_ in NOUNS and kind == "MOBILIZE":
        return False
    if kind == "CONCEDE" and trigger.pos_ == "VERB":
        return any(c.dep_ == "dobj" and c.lemma_.lower() in words("hindrances") for c in children(trigger))
    return bool({kind, reading.type} & MEANT)


def _unnamed_sources(scene: Scene, trigger: Token, reading: Reading, kind: str) -> tuple[Party, ...]:
    """Who acts when the clause names nobody: whoever says so, or a side of the two the text is about."""
    said = scene.statement_at(trigger) if kind == "AGREE" or (kind in MUTUAL and trigger.pos_ in NOUNS) else None
    if said is not None and (found := scene.speakers(said, trigger)):
        return found
    if len(scene.pair) < len(SIDES) or trigger.pos_ in NOUNS or is_passive(trigger):
        return ()
    if (kind in MUTUAL or is_mutual(trigger, reading)) and (both := both_sides(scene, trigger)):
        return both
    if kind in INTERSTATE:
        targets = next(
            (parties for strength, parties in _targets(scene, trigger, reading) if parties and strength < 3), ()
        )
        return from_partner(scene, trigger, targets)
    return ()


def _is_one_group(kind: str, sources: tuple[Party, ...]) -> bool:
    """Tell whether the sources were named in one breath ("the two neighbours"): they act on one another."""
    return kind not in VERBAL and len({party.token for party in sources}) == 1


def _verb_sources(scene: Scene, verb: Token, reading: Reading) -> tuple[Party, ...]:
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


def _targets(scene: Scene, trigger: Token, reading: Reading) -> Iterator[tuple[int, tuple[Party, ...]]]:
    """Yield candidate targets, the best first, each with how near it is to the act (0 an argument, 3 only nearby)."""
    chain = [trigger, *(trigger.doc[i] for i in dict.fromkeys((*reading.path, reading.token)) if i != trigger.i)]
    if reading.act.event in FORCEFUL:  # "adopted the bloc's sanctions against ..."
        yield from ((0, parties) for word in chain for parties in _prepositional(scene, word, "opposing"))
    arguments = _noun_arguments(scene, trigger) if trigger.pos_ in NOUNS else _arguments(scene, trigger, chain)
    yield from ((0, parties) for parties in arguments)
    for place, table in enumerate(_tables(reading)):
        for word in chain:
            yield from ((place, parties) for parties in _prepositional(scene, word, table))
    if reading.act.name not in TRAVELLING | TALKING:
        yield from ((2, parties) for parties in _mentioned(scene, chain, reading))
        yield from ((3, parties) for parties in _joined(scene, chain))


def _mentioned(scene: Scene, chain: list[Token], reading: Reading) -> Iterator[tuple[Party, ...]]:
    """Whoever the object names, at any depth."""
    for word in chain:
        things = [c for c in children(word) if c.dep_ in ("dobj", "attr", "ccomp")]
        yield from (scene.inside(c) for c in things)
        agreed = [x for x in children(word) if x.dep_ == "xcomp"] if "agree" in reading.operators else []
        things += [c for x in agreed for c in children(x) if c.dep_ == "dobj"]
        yield from (found for c in things if c.dep_ == "dobj" for found in (scene.inside(c), scene.below(c)))
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
        if child.dep_ == "dative" or (child.dep_ == "dobj" and object_of(word) is None):
            yield scene.inside(child)
    if object_of(word) is None:
        yield from _prepositional(scene, other, "toward")


def _prepositional(scene: Scene, word: Token, table: str) -> Iterator[tuple[Party, ...]]:
    places = [word, *(c for c in children(word) if c.dep_ in PLACES)]
    found = [
        (ranked(table)[c.lower_], c)
        for place in places
        for c in children(place)
        if c.dep_ in ("prep", "dative", "prt", "advmod") and c.lower_ in ranked(table)
    ]
    for _, preposition in sorted(found, key=lambda pair: (pair[0], pair[1].i)):
        for thing in children(preposition):
            if _is_means(scene, preposition, thing):
                continue
            if thing.dep_ == "pobj" and thing.ent_type_ not in ("DATE", "TIME"):
                yield scene.inside(thing)
            elif thing.dep_ == "prep":
                yield from (scene.inside(inner) for inner in children(thing) if inner.dep_ == "pobj")


def _is_means(scene: Scene, preposition: Token, thing: Token) -> bool:
    """Tell whether a phrase says where or by whose help, not whom it concerns ("at the WTO", "with the help of")."""
    if preposition.lower_ == "at":
        return scene.is_forum(thing)
    return preposition.lower_ == "with" and thing.lemma_.lower() in words("means")


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
    acting = subject_of(trigger) if trigger.pos_ == "VERB" else None
    told_of = range(acting.left_edge.i, acting.right_edge.i + 1) if acting is not None else ()
    others = [p for word in sentence if word.i not in told_of for p in scene.at(word) if p.actor not in own]
    return tuple(sorted(others, key=lambda p: abs(p.token - trigger.i))[:1])
