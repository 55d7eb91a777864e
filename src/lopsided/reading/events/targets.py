"""Whom an act is directed at: arguments, prepositions and names in its clause, the nearest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.owned import of_phrase
from lopsided.reading.events.subjects import RELATIVE, is_passive, object_of, participle_noun, subject_of
from lopsided.reading.events.words import ranked, words
from lopsided.reading.plover.lexicon import FORCEFUL
from lopsided.reading.plover.reading import read
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.events.scene import Party, Scene
    from lopsided.reading.plover.operators import Reading


TALKING = frozenset({"meet", "talk", "phone", "host", "mediate", "sign"})
TRAVELLING = frozenset({"visit"})
WILLED = frozenset({"reject", "ask", "demand"})
VAGUE = frozenset({"agree", "sign"})
HANDED = frozenset({"AID", "CONCEDE", "COOPERATE"})
HELPING = frozenset({"AID", "SUPPORT"})
STAGED = frozenset({"MOBILIZE", "PROTEST"})
FACING = frozenset({"face", "suffer", "endure", "survive", "repel", "resist", "withstand", "evade", "dodge"})
ASKING = frozenset({"REQUEST", "THREATEN"})
HIM = frozenset({"him", "her", "them"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
NOUNS = ("NOUN", "PROPN")
FARTHEST = 3
COMPLAINING = frozenset({"complain", "protest", "grumble", "object"})
GIVEN_UP = frozenset({"REJECT", "SANCTION"})
PURPOSES = ("xcomp", "advcl", "acl", "relcl")
BESIDE = frozenset({"alongside", "with", "including", "in", "of", "for"})
PLACES = ("dobj", "attr", "acomp", "prt", "advmod")


def near_targets(scene: Scene, trigger: Token, reading: Reading, own: set[str], farthest: int) -> tuple[Party, ...]:
    """Return the nearest others an act is directed at.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    trigger : spacy.tokens.Token
        The predicate.
    reading : Reading
        What it says was done.
    own : set of str
        Who acts.
    farthest : int
        How far they may stand: 0 an argument, 1 and 2 by a preposition or named in the object, 3 only nearby.
    """
    for strength, parties in _targets(scene, trigger, reading):
        if strength > farthest:
            break
        if fresh := tuple(p for p in parties if p.actor not in own):
            return fresh
    return ()


def _targets(scene: Scene, trigger: Token, reading: Reading) -> Iterator[tuple[int, tuple[Party, ...]]]:
    """Yield candidate targets, the best first, each with how near it is to the act (0 an argument, 3 only nearby)."""
    chain = [trigger, *(trigger.doc[i] for i in dict.fromkeys((*reading.path, reading.token)) if i != trigger.i)]
    if reading.act.name in WILLED and reading.token == trigger.i:
        chain += [c for c in children(trigger) if c.dep_ == "xcomp"]  # "refused to clear goods from Chad"
    if reading.act.event in FORCEFUL or reading.act.name == "sue":
        yield from ((0, parties) for parties in _opposed(scene, chain))
    if reading.act.event in HANDED and trigger.pos_ == "VERB" and not is_passive(trigger):
        yield from ((0, scene.agents(thing)) for word in chain for thing in _recipients(word))
    arguments = _noun_arguments(scene, trigger) if trigger.pos_ in NOUNS else _arguments(scene, trigger, chain)
    yield from ((0, parties) for parties in arguments)
    for place, table in enumerate(_tables(trigger, reading)):
        for word in chain:
            yield from ((place, parties) for parties in _prepositional(scene, word, table))
    if trigger.dep_ == "dobj" and reading.act.name in TRAVELLING:  # "closing a visit by the king to Chad"
        yield from ((1, parties) for parties in _prepositional(scene, trigger.head, "toward"))
    if _is_on_the_way(trigger, reading):
        yield from ((1, parties) for parties in _prepositional(scene, trigger.head.head, "stay"))
    yield from _further(scene, trigger, reading, chain)
    if reading.act.name not in TRAVELLING | TALKING:
        yield from ((2, parties) for parties in _mentioned(scene, chain, reading))
        yield from ((3, parties) for parties in _joined(scene, chain))


def _recipients(verb: Token) -> Iterator[Token]:
    """Who is given something, by "to" ("handed maps of mines in Chad to Libya"), and not what it is of."""
    if verb.lemma_ in words("handing_over"):
        phrases = (c for c in children(verb) if c.dep_ in ("prep", "dative") and c.lower_ == "to")
        yield from (thing for phrase in phrases for thing in children(phrase) if thing.dep_ == "pobj")


def _is_on_the_way(noun: Token, reading: Reading) -> bool:
    """Tell whether a visit or talks are what somebody goes to a country for ("is in Chad for talks")."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("for", "on"):
        return False
    going = noun.head.head.lemma_ in words("moving") | {"be"}
    return reading.act.name in TRAVELLING or (reading.act.name in TALKING and going)


def _opposed(scene: Scene, chain: list[Token]) -> Iterator[tuple[Party, ...]]:
    """Whom an act or its object is against ("adopted the bloc's package of sanctions against ...")."""
    for word in chain:
        things = [c for c in children(word) if c.dep_ in ("dobj", "nsubjpass")]
        for place in (
            word,
            *things,
            *(p for t in things for c in children(t) for p in children(c) if p.dep_ == "pobj"),
        ):
            for child in children(place):
                if child.dep_ == "prep" and child.lower_ == "against":
                    yield from (scene.inside(thing) for thing in children(child) if thing.dep_ == "pobj")


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


def _further(
    scene: Scene, trigger: Token, reading: Reading, chain: list[Token]
) -> Iterator[tuple[int, tuple[Party, ...]]]:
    """Yield targets that stand by the purpose, the place or the promise of an act."""
    if reading.act.event in ASKING and trigger.dep_ in ("advcl", "xcomp") and trigger.head.lemma_ in words("moving"):
        yield from ((1, parties) for parties in _prepositional(scene, trigger.head, "stay"))  # "flew to Chad to ask"
    if reading.act.event in ASKING and trigger.dep_ == "conj" and (met := _spoken_to(scene, trigger)):
        yield 1, met
    if reading.act.name in TALKING and (host := _host(scene, chain)):
        yield 1, host
    if reading.act.event in HELPING:
        yield from ((2, parties) for parties in _beside(scene, chain))
        yield from ((2, parties) for parties in _helped(scene, chain))
        yield from ((2, parties) for parties in _helped_before(scene, trigger))
    if reading.act.event in GIVEN_UP and trigger.pos_ == "VERB":
        yield from ((2, parties) for parties in _given_up(scene, chain))
    if (
        (reading.act.name in VAGUE or _is_bound(reading))
        and (reading.operators or reading.act.name == "sign")
        and trigger.pos_ == "VERB"
    ):
        yield from ((2, parties) for parties in _promised(scene, trigger))


def _given_up(scene: Scene, chain: list[Token]) -> Iterator[tuple[Party, ...]]:
    """With whom it was that a deal or a plan is given up for ("pulled out of a deal to buy gas from Chad")."""
    for word in chain:
        if word.lemma_.lower() in words("projects") | {"deal", "plan", "agreement", "contract", "accord", "pact"}:
            clauses = [*children(word), *(children(chain[0]) if chain[0].pos_ == "VERB" else ())]
            for clause in clauses:
                if clause.dep_ in ("acl", "advcl") and clause.tag_ == "VB" and clause.i > word.i:
                    yield from (scene.at(t) for t in clause.subtree if t.i in scene.mentions)


def _host(scene: Scene, chain: list[Token]) -> tuple[Party, ...]:
    """Whose officer of no named country somebody met, by where ("met Minister Ana Ruiz in Managua")."""
    met = [c for word in chain for c in children(word) if c.dep_ == "dobj" or (c.dep_ == "prep" and c.lower_ == "with")]
    people = [
        thing for c in met for thing in (children(c) if c.dep_ == "prep" else (c,)) if thing.dep_ in ("dobj", "pobj")
    ]
    if not any(_is_officer(thing) for thing in people):
        return ()
    for word in (*chain, *people):
        for place in (thing for c in children(word) if c.dep_ == "prep" and c.lower_ == "in" for thing in children(c)):
            mention = scene.mentions.get(place.i)
            if place.dep_ == "pobj" and mention is not None and mention.kind == "state" and mention.form == "name":
                return scene.at(place)
    return ()


def _says_where(word: Token) -> bool:
    """Tell whether a name only says where something is to be done ("agreed to meet in Vienna")."""
    people = word.ent_type_ == "NORP"  # "to write in the Danes"
    below = word.dep_ == "pobj" and word.head.lower_ in ("in", "at", "near") and word.head.head.pos_ == "VERB"
    return bool(below and not people)


def _is_officer(word: Token) -> bool:
    """Tell whether a word is an office or stands beside one ("the trade minister, Ana Ruiz", "President Ruiz")."""
    near = (word, *(c for c in children(word) if c.dep_ in ("compound", "appos")))
    return any(w.lemma_.lower() in words("offices") | {"counterpart"} for w in near)


def _is_bound(reading: Reading) -> bool:
    """Tell whether somebody agrees to do something to another, other than to meet him somewhere."""
    return "agree" in reading.operators and reading.act.name not in TALKING | TRAVELLING


def _helped(scene: Scene, chain: list[Token]) -> Iterator[tuple[Party, ...]]:
    """Whom help is meant for ("gave 3 million dollars to help people in Chad"), by what it is given for."""
    for word in chain:
        things = [c for c in children(word) if c.dep_ == "dobj"]
        clauses = (c for place in (word, *things) for c in children(place) if c.dep_ in PURPOSES and c.i > word.i)
        for clause in clauses:
            if clause.lemma_ in words("assisting") and any(
                c.dep_ == "aux" and c.lower_ == "to" for c in children(clause)
            ):
                helped = [c for c in children(clause) if c.dep_ in ("dobj", "ccomp")]
                yield from (scene.inside(c) for c in helped)
                yield from _prepositional(scene, clause, "help")


def _helped_before(scene: Scene, verb: Token) -> Iterator[tuple[Party, ...]]:
    """Whom another helps in the same breath ("Chad pledged 5 million for Mali, and Libya has flown in tents")."""
    given = read(verb.head) if verb.dep_ == "conj" else None
    if given is not None and given.act.event in HELPING:
        yield from _prepositional(scene, verb.head, "help")


def _promised(scene: Scene, verb: Token) -> Iterator[tuple[Party, ...]]:
    """Whoever is named in what is promised, the first of them ("promised to do more for Niger's farmers")."""
    if verb.lemma_.lower() not in words("binding"):
        return
    for clause in children(verb):
        if clause.dep_ in ("xcomp", "ccomp", "advcl") and clause.i > verb.i:
            named = (word for word in clause.subtree if word.i in scene.mentions)
            yield from (scene.at(word) for word in named if not _says_where(word))


def _joined(scene: Scene, chain: list[Token]) -> Iterator[tuple[Party, ...]]:
    for word in chain:
        for other in (*children(word), word.head):
            if other.dep_ == "conj" or word.dep_ == "conj":
                yield from _shared(scene, word, other)


def _tables(trigger: Token, reading: Reading) -> tuple[str, ...]:
    """Which prepositions lead to the target of an act: one meets in a place, but sanctions for a reason."""
    if reading.act.name in TALKING:
        return ("company", "dealing")
    if reading.act.name == "sue":
        return ("opposing", "toward")  # a court sits in one country or another
    if trigger.lemma_ in COMPLAINING:
        return ("opposing", "about", "toward", "within")
    if reading.act.name in TRAVELLING and trigger.pos_ == "VERB":
        return ("stay", "company", "toward", "within", "about")
    if reading.act.event not in FORCEFUL:
        return ("company", "toward", "within", "about")
    return ("company", "toward", "within", "place") if reading.act.event in STAGED else ("company", "toward", "within")


def _arguments(scene: Scene, verb: Token, chain: list[Token]) -> Iterator[tuple[Party, ...]]:
    if is_passive(verb):
        subject = next((c for c in children(verb) if c.dep_ == "nsubjpass"), None) or participle_noun(verb)
        if subject is not None:
            within = range(verb.left_edge.i, verb.right_edge.i + 1) if subject.i < verb.left_edge.i else ()
            yield tuple(p for p in scene.inside(subject) if p.token not in within)
    for word in chain:
        if word.pos_ == "VERB" and word.lemma_ not in words("on_a_topic"):
            things = [c for c in children(word) if c.dep_ in ("dobj", "dative", "oprd") or _is_object(scene, c)]
            yield from (scene.agents(c) or scene.owner(c) or scene.within_name(c) for c in things)
            yield _met_before(scene, word)
            yield from (found for c in things if c.lemma_.lower() in words("counterparts") for found in _from(scene, c))
        for clause in children(word):
            if word.pos_ == "VERB" and clause.dep_ in ("ccomp", "xcomp") and clause.i > word.i:
                yield from (scene.agents(c) for c in children(clause) if c.dep_ in SUBJECTS)
    top = verb.head if verb.dep_ == "xcomp" else verb
    thing = object_of(verb)
    if top.dep_ == "relcl" and (thing is None or thing.lower_ in RELATIVE):
        yield scene.inside(top.head)


def _spoken_to(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Whom somebody met or rang up in the same breath as he asked for something ("rang Chad's king and urged calm")."""
    found, met = read(verb.head), object_of(verb.head)
    return scene.agents(met) if found is not None and found.act.name in TALKING and met is not None else ()


def _met_before(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Whom a pronoun means right after he was named ("called in Chad's envoy and gave him a note")."""
    below = [c for c in children(verb) if c.dep_ in ("dobj", "dative", "prep") and c.i > verb.i]
    words_below = [t for c in below for t in ((c,) if c.pos_ == "PRON" else children(c))]
    before = object_of(verb.head) if verb.dep_ == "conj" else None
    if before is None or not any(t.lower_ in HIM and t.i not in scene.mentions for t in words_below):
        return ()
    return scene.agents(before)


def _from(scene: Scene, counterpart: Token) -> Iterator[tuple[Party, ...]]:
    """Where somebody's counterparts are from ("phoned his counterparts from Chad and Mali")."""
    phrases = (c for c in children(counterpart) if c.dep_ == "prep" and c.lower_ in ("from", "of", "in"))
    yield from (scene.agents(thing) for phrase in phrases for thing in children(phrase) if thing.dep_ == "pobj")


def _is_object(scene: Scene, word: Token) -> bool:
    """Tell whether a name behind a particle was parsed as a measure ("sounded out Tonga")."""
    return word.dep_ == "npadvmod" and word.i in scene.mentions and word.i > word.head.i and word.nbor(-1).dep_ == "prt"


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
    things = [place for place in places if place.dep_ == "dobj" or place.pos_ in NOUNS]
    places += [of for thing in things if (of := of_phrase(thing)) is not None]
    found = [
        (ranked(table)[c.lower_], c)
        for place in places
        for c in children(place)
        if c.dep_ in ("prep", "dative", "prt", "advmod") and c.lower_ in ranked(table)
    ]
    found += [(0, inner) for place in places for inner in _beyond_worth(place) if inner.lower_ in ranked(table)]
    for _, preposition in sorted(found, key=lambda pair: (pair[0], pair[1].i)):
        for thing in children(preposition):
            if _is_means(scene, preposition, thing):
                continue
            if thing.dep_ == "pobj" and thing.ent_type_ not in ("DATE", "TIME"):
                yield scene.inside(thing)
                yield from scene.levels(thing)  # "in its row with Chad"
            elif thing.dep_ == "pobj":  # "arrived in Chad Friday", read as one name
                yield tuple(p for c in children(thing) if c.dep_ == "compound" for p in scene.at(c))
            elif thing.dep_ == "pcomp":
                yield from (scene.agents(inner) for inner in children(thing) if inner.dep_ == "dobj")
            elif thing.dep_ == "prep":
                yield from (scene.inside(inner) for inner in children(thing) if inner.dep_ == "pobj")


def _beyond_worth(place: Token) -> Iterator[Token]:
    """Prepositions the parser hung on what something is worth ("sent tents worth 3 million euros to Chad")."""
    for worth in (c for c in children(place) if c.lower_ == "worth"):
        yield from (c for part in (worth, *children(worth)) for c in children(part) if c.dep_ == "prep")


def _beside(scene: Scene, chain: list[Token]) -> Iterator[tuple[Party, ...]]:
    """Whom something is for by a noun beside the object ("sent tents alongside food to Chad")."""
    for word in chain:
        places = [word, *(c for c in children(word) if c.dep_ == "dobj")]
        phrases = [c for place in places for c in children(place) if c.dep_ == "prep" and c.lower_ in BESIDE]
        for noun in (c for phrase in phrases for c in children(phrase) if c.dep_ == "pobj" and c.pos_ == "NOUN"):
            aims = (c for c in children(noun) if c.dep_ == "prep" and c.lower_ in ("to", "against", "for"))
            yield from (scene.inside(thing) for aim in aims for thing in children(aim) if thing.dep_ == "pobj")


def _is_means(scene: Scene, preposition: Token, thing: Token) -> bool:
    """Tell whether a phrase says where or by whose help, not whom it concerns ("at the WTO", "with the help of")."""
    if thing.ent_type_ in ("MONEY", "PERCENT", "QUANTITY"):
        return True
    if preposition.lower_ == "at" or (preposition.lower_ == "to" and preposition.head.lemma_ in COMPLAINING):
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
            yield from (scene.agents(c) for c in children(clause) if c.dep_ == "nsubj" and c.lower_ not in RELATIVE)
            yield from _prepositional(scene, clause, "toward")
            if clause.dep_ == "relcl" and any(c.dep_ == "attr" for c in children(clause)):
                subject = subject_of(clause)
                if subject is not None:
                    yield scene.agents(subject)
