"""Who did it and to whom: source and target of a predicate from the same clause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.events.mutual import is_mutual
from lopsided.reading.events.own_words import speaker_of
from lopsided.reading.events.owned import answerer, credited, is_owned_word
from lopsided.reading.events.partner import both_sides, from_partner
from lopsided.reading.events.replies import after_talks, answered, provoker
from lopsided.reading.events.scene import FIRST_PERSON, Party, Roles
from lopsided.reading.events.sources import noun_sources, verb_sources
from lopsided.reading.events.subjects import by_phrase, is_passive, object_of, subject_of
from lopsided.reading.events.targets import FARTHEST, near_targets
from lopsided.reading.events.words import words
from lopsided.reading.plover.lexicon import FORCEFUL, VERBAL
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events.scene import Scene
    from lopsided.reading.plover.operators import Reading


MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
INTERSTATE = MUTUAL | {"AID", "COERCE", "CONCEDE", "SANCTION", "RETREAT", "PROTEST"}
TOGETHER = frozenset({"CONCEDE", "RETREAT"})
DECIDED = frozenset({"SANCTION", "CONCEDE"})
OWN = frozenset({"their", "each"})
SIDES = ("one", "other")
UNNAMED = 0.5
STEPS = 4
THREE = 3
MEANT = FORCEFUL | {"THREATEN"}
NOUNS = ("NOUN", "PROPN")


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
    return _denied(scene, trigger, reading) or _received(scene, trigger, reading) or _acted(scene, trigger, reading)


def _denied(scene: Scene, verb: Token, reading: Reading) -> Roles | None:
    """Take the doer from the clause that is denied if it names another ("Chad denied that Libyan troops had fired")."""
    if reading.operators[:1] != ("deny",) or len(reading.path) < len(SIDES):
        return None
    deed, teller = verb.doc[reading.path[1]], subject_of(verb)
    doer = next((c for c in children(deed) if c.dep_ == "nsubj"), None)
    if deed.dep_ != "ccomp" or deed.head != verb or doer is None or teller is None:
        return None
    deniers = scene.agents(teller)
    if not (doers := scene.agents(doer)) or {p.actor for p in doers} & {p.actor for p in deniers}:
        return None
    found = roles_of(scene, deed, replace(reading, operators=reading.operators[1:], path=reading.path[1:]))
    targets = tuple(p for p in found.targets if p.actor not in {d.actor for d in doers})
    return Roles(doers, targets or deniers, guessed=not targets)


def _acted(scene: Scene, trigger: Token, reading: Reading) -> Roles:
    kind = reading.act.event
    named = trigger.doc[reading.token]
    if trigger.pos_ == "VERB" and named.head == trigger and named.pos_ in NOUNS and _acts_itself(named):
        trigger = named  # "the talks began": who talks is said by the noun
    sources = noun_sources(scene, trigger, kind) if trigger.pos_ in NOUNS else verb_sources(scene, trigger, reading)
    sources = sources or _unnamed_sources(scene, trigger, reading, kind)
    if not sources:
        return Roles((), ())
    own = {party.actor for party in sources}
    if swapped := _not_named_within(scene, trigger, reading, sources):
        return swapped
    farthest = _reach(scene, trigger, reading, sources)
    targets = near_targets(scene, trigger, reading, own, farthest)
    if targets:
        return Roles(targets, sources) if reading.operators[:1] == ("invite",) else Roles(sources, targets)
    if swapped := _not_itself(scene, trigger, reading, own):
        return swapped
    if farthest < FARTHEST or (len(sources) == len(SIDES) and kind in TOGETHER):
        return _with_one_another(trigger, kind, sources)
    return _beyond_clause(scene, trigger, reading, sources)


def _with_one_another(trigger: Token, kind: str, sources: tuple[Party, ...]) -> Roles:
    """Let two act on one another, and each of three with each other; two who buy need not buy from one another."""
    if trigger.lemma_ in words("trading") and not any(t.lower_ == "other" for t in trigger.subtree):
        return Roles(sources, ())
    if len(sources) == THREE and kind in MUTUAL:
        return Roles(sources[:2], sources[1:], joint=True)
    return Roles(sources[:1], sources[1:2], joint=True)


def _received(scene: Scene, verb: Token, reading: Reading) -> Roles | None:
    """Turn round what somebody gets from another ("received a loan from Chad", "came under fire from Chad")."""
    blamed = reading.act.event in ("ACCUSE", "SUPPORT") and verb.lemma_ in words("drawing")
    helped = reading.act.event in ("AID", "ASSAULT") and verb.lemma_ in words("receiving")
    if not (blamed or helped) or verb.pos_ != "VERB":
        return None
    subject = subject_of(verb)
    given = (c for t in verb.subtree if t.lower_ == "from" and t.dep_ == "prep" for c in children(t))
    givers = next((found for c in given if c.dep_ == "pobj" and (found := scene.agents(c) or scene.owner(c))), ())
    if blamed and not givers:
        givers = tuple(p for i in reading.path[1:] for p in scene.owner(verb.doc[i]))
    getters = scene.agents(subject) if subject is not None else ()
    own = {p.actor for p in getters}
    return Roles(tuple(p for p in givers if p.actor not in own), getters) if givers else None


def _acts_itself(noun: Token) -> bool:
    """Tell whether a noun that is subject says who acts ("the talks began", "a visit by the king is planned")."""
    return noun.dep_ == "nsubj" or (noun.dep_ == "nsubjpass" and by_phrase(noun) is not None)


def _beyond_clause(scene: Scene, trigger: Token, reading: Reading, sources: tuple[Party, ...]) -> Roles:
    """Find whom an act was done to in the clauses round it: who thanks or blames for it, who answers it."""
    kind, own = reading.act.event, {party.actor for party in sources}
    if (credit := credited(trigger)) is not None and credit.speaker is not None:
        return Roles(sources, tuple(p for p in scene.agents(credit.speaker) if p.actor not in own))
    if trigger.pos_ in NOUNS and is_owned_word(trigger):
        answer = answerer(scene, trigger, own) if trigger.lemma_ not in words("tries") else ()
        return Roles(sources, answer)
    if reading.act.name == "visit" and trigger.dep_ == "advcl" and (host := _visited(scene, trigger, own)):
        return Roles(sources, host)
    guess = answered(scene, trigger, kind, own) or after_talks(scene, trigger, kind, own)
    if not guess and _is_meant(trigger, reading, kind):
        guess = _elsewhere(scene, trigger, own)
    return Roles(sources, guess, guessed=bool(guess))


def _visited(scene: Scene, verb: Token, own: set[str]) -> tuple[Party, ...]:
    """Whose guest somebody was by who acts in the clause around ("Chad signed a pact when the king visited")."""
    host = subject_of(verb.head) if any(c.lower_ in ("when", "while", "as", "after") for c in children(verb)) else None
    return tuple(p for p in scene.agents(host) if p.actor not in own) if host is not None else ()


def _reach(scene: Scene, trigger: Token, reading: Reading, sources: tuple[Party, ...]) -> int:
    """How far from the act a target may stand; several who may as well act on one another only reach what is near."""
    kind = reading.act.event
    mutual = (kind in MUTUAL and reading.act.name != "host") or is_mutual(trigger, reading)
    joint = (
        mutual
        or (
            kind == "SUPPORT"
            and len(sources) == len(SIDES)
            and by_phrase(trigger) is None
            and not _is_for_another(scene, trigger, sources)
        )
        or _is_one_group(kind, sources)
    )
    told_between = trigger.pos_ in NOUNS and any(c.lower_ == "between" for c in children(trigger))
    if len(sources) > 1 and (
        told_between or (is_passive(trigger) and all(_is_between(trigger.doc[p.token]) for p in sources))
    ):
        return -1  # "the summit between Chad and Mali was cancelled"
    if len(sources) == 1 or reading.act.name == "mediate" or not joint:
        return FARTHEST
    if reading.act.name == "agree" and len(sources) > len(SIDES):
        return FARTHEST - 1  # "the three neighbours undertook to pay for Chad's roads"
    return 0 if mutual else 1


def _is_for_another(scene: Scene, verb: Token, sources: tuple[Party, ...]) -> bool:
    """Tell whether two support something that is not theirs ("support it", but not "praised their friendship")."""
    if by_phrase(verb) is not None:
        return True
    thing = object_of(verb) if verb.pos_ == "VERB" else None
    if thing is None or any(t.lower_ in OWN for t in thing.subtree):
        return False
    return {p.actor for p in sources}.isdisjoint(p.actor for t in thing.subtree for p in scene.at(t))


def _is_between(word: Token) -> bool:
    """Tell whether something is between a party and another."""
    for _ in range(STEPS):
        if word.dep_ == "pobj":
            return bool(word.head.lower_ == "between")
        word = word.head
    return False


def _not_itself(scene: Scene, trigger: Token, reading: Reading, own: set[str]) -> Roles | None:
    """Give an act by "it" or "he" on the country the pronoun was taken for to the other of the two."""
    subject = subject_of(trigger)
    if subject is None or subject.pos_ != "PRON" or len(own) != 1 or not own < set(scene.pair):
        return None
    if provoked := provoker(scene, trigger, own):
        return Roles(provoked, tuple(Party(actor, trigger.i, None, provoked[0].sure) for actor in own))
    objects = [c for c in children(trigger) if c.dep_ in ("dobj", "dative")]
    objects = [c for c in objects if c.lower_ in FIRST_PERSON or (c.i in scene.mentions and _is_name(scene, c))]
    named = tuple(p for thing in objects for p in scene.at(thing))
    if {p.actor for p in named} != own or reading.act.event == "AGREE":
        return None
    return Roles(from_partner(scene, trigger, named), named)


def _is_name(scene: Scene, word: Token) -> bool:
    return scene.mentions[word.i].form == "name"


def _not_named_within(scene: Scene, trigger: Token, reading: Reading, sources: tuple[Party, ...]) -> Roles | None:
    """Give an act by "it" to the other of two if the one it was taken for is named in the pronoun's own clause.

    A pronoun stands for no name that its own predicate governs: whoever "recalled its envoy from Chad" is not Chad.
    """
    subject = subject_of(trigger)
    own = {party.actor for party in sources}
    if subject is None or subject.pos_ != "PRON" or trigger.pos_ in NOUNS or len(own) != 1:
        return None
    speakers = speaker_of(scene, trigger, subject)
    if own == {p.actor for p in speakers} or not (speakers or own < set(scene.pair)):
        return None  # "Chad's ministry said it had called in the Libyan envoy in Ndjamena"
    below = [c for c in children(trigger) if c.dep_ in ("dobj", "prep", "dative") and c.i > trigger.i]
    phrases = [*below, *(thing for c in below for thing in children(c)), *(trigger.doc[i] for i in reading.path)]
    named = [p for word in phrases for p in _names_below(scene, word) if p.actor in own]
    if not named:
        return None
    return Roles(speakers or from_partner(scene, trigger, tuple(named[:1])), tuple(named[:1]))


def _names_below(scene: Scene, word: Token) -> tuple[Party, ...]:
    """Actors named by name at a word or at the object of a preposition."""
    words_here = [word, *(c for c in children(word) if c.dep_ == "pobj")] if word.dep_ in ("prep", "dative") else [word]
    named = [
        w for w in words_here if w.i in scene.mentions and scene.mentions[w.i].form == "name" and w.pos_ == "PROPN"
    ]
    return tuple(p for w in named for p in scene.at(w))


def _is_meant(trigger: Token, reading: Reading, kind: str) -> bool:
    """Tell whether an act is as a rule done to someone, who may stand elsewhere in the sentence."""
    if trigger.pos_ in NOUNS and kind == "MOBILIZE":
        return False
    if kind == "CONCEDE" and trigger.pos_ == "VERB":
        return any(c.dep_ == "dobj" and c.lemma_.lower() in words("hindrances") for c in children(trigger))
    return bool({kind, reading.type} & MEANT)


def _unnamed_sources(scene: Scene, trigger: Token, reading: Reading, kind: str) -> tuple[Party, ...]:
    """Who acts when the clause names nobody: whoever says so, or a side of the two the text is about."""
    passive = is_passive(trigger)
    decided = passive and kind in DECIDED and (reading.operators == ("intend",) or _is_lifted(trigger, reading))
    asked = kind == "REQUEST" and passive and trigger.dep_ not in ("acl", "relcl")
    spoken = decided or kind == "AGREE" or (kind in MUTUAL and trigger.pos_ in NOUNS) or asked
    said = scene.statement_at(trigger) if spoken else None
    if said is not None and (found := scene.speakers(said, trigger)):
        return found
    if len(scene.pair) < len(SIDES) or trigger.pos_ in NOUNS:
        return ()
    if passive:
        return _both_settled(scene, trigger, kind)
    if (kind in MUTUAL or is_mutual(trigger, reading)) and (both := both_sides(scene, trigger)):
        return both
    by_name = trigger.pos_ == "VERB" and (who := subject_of(trigger)) is not None and who.pos_ != "PRON"
    if kind in INTERSTATE or (kind in VERBAL and by_name):
        targets = near_targets(scene, trigger, reading, set(), FARTHEST - 1)
        return from_partner(scene, trigger, targets)
    return ()


def _is_lifted(verb: Token, reading: Reading) -> bool:
    """Tell whether a hindrance is said to be gone: by whoever put it there, if he says so himself."""
    subject = subject_of(verb)
    lifted = reading.act.event == "CONCEDE" and not reading.operators and subject is not None
    return lifted and subject is not None and subject.lemma_.lower() in words("hindrances")


def _owner_of_object(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Who acts in a clause whose subject is nobody known, by whose its object is ("the latter cut its imports")."""
    things = [c for c in children(verb) if c.dep_ == "dobj"]
    return tuple(p for t in things for c in children(t) if c.dep_ == "poss" and c.tag_ == "PRP$" for p in scene.at(c))


def _both_settled(scene: Scene, trigger: Token, kind: str) -> tuple[Party, ...]:
    """Return both sides of a text about two when its sentence names no other who may have settled what was settled."""
    phrase = trigger.head if trigger.dep_ in ("acl", "relcl") else trigger
    start, end = phrase.left_edge.i, phrase.right_edge.i
    here = (m for i, m in scene.mentions.items() if start <= i <= end)
    if kind != "AGREE" or {a for m in here for a in m.actors} - set(scene.pair):
        return ()
    return tuple(Party(actor, trigger.i, None, UNNAMED) for actor in scene.pair)


def _is_one_group(kind: str, sources: tuple[Party, ...]) -> bool:
    """Tell whether the sources were named in one breath ("the two neighbours"): they act on one another."""
    return kind not in VERBAL and len({party.token for party in sources}) == 1


def _hits_unknown(scene: Scene, verb: Token) -> bool:
    """Tell whether an object is somebody or somewhere of a name nobody knows: none other is meant."""
    things = [c for c in children(verb) if c.dep_ == "dobj"]
    return any(t.pos_ == "PROPN" and t.ent_type_ and not scene.inside(t) for t in things)


def _elsewhere(scene: Scene, trigger: Token, own: set[str]) -> tuple[Party, ...]:
    """Whoever else the sentence names: the subject, else the nearest. An attack or a sanction is meant for someone."""
    if _hits_unknown(scene, trigger):
        return ()
    sentence = trigger.sent
    clause = trigger.head if trigger.pos_ in NOUNS else trigger
    while clause.pos_ != "VERB" and clause.head != clause:
        clause = clause.head
    subject = subject_of(clause) if clause != trigger else None
    told = subject is not None and scene.is_forum(subject) and trigger.dep_ == "dobj"
    judge = told and clause.lemma_ in words("jeering")  # "the union condemned the raid by Chad"
    if subject is not None and not judge and (found := [p for p in scene.agents(subject) if p.actor not in own]):
        return tuple(found[:1])
    if found := [p for p in _owner_of_object(scene, clause) if p.actor not in own]:
        return tuple(found[:1])
    acting = subject_of(trigger) if trigger.pos_ == "VERB" else None
    if acting is not None and (found := [p for p in scene.agents(acting) if p.actor not in own]):
        return tuple(found[:1])
    told_of = range(acting.left_edge.i, acting.right_edge.i + 1) if acting is not None else ()
    others = [p for word in sentence if word.i not in told_of for p in scene.at(word) if p.actor not in own]
    if judge and subject is not None:
        others = [p for p in others if p.actor not in {j.actor for j in scene.agents(subject)}]
    breaks = [word.i for word in sentence if word.text == ";"]

    def far(party: Party) -> tuple[bool, int]:
        low, high = sorted((party.token, trigger.i))
        return any(low < i < high for i in breaks), high - low

    if own < set(scene.pair):  # of two the text is about, the other; a third only if his clause tells of him
        others = [p for p in others if p.actor in scene.pair] or [p for p in others if not far(p)[0]]
    return tuple(sorted(others, key=far)[:1])
