"""The other side of a text about two: whom an act is meant for when its sentence names only who acts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.events.bilateral import names_a_third
from lopsided.reading.events.continued import is_at_home
from lopsided.reading.events.outsiders import from_outside, speaks_for_state
from lopsided.reading.events.scene import FIRST_PERSON, Party
from lopsided.reading.events.subjects import is_passive, subject_of
from lopsided.reading.events.words import words
from lopsided.reading.plover.lexicon import lexicon
from lopsided.reading.plover.reading import read
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events.scene import Roles, Scene
    from lopsided.reading.plover.operators import Reading

SURE = 0.5
OURSELVES = frozenset({"it", "they", "we", "he", "she"})
HIT = frozenset(
    {
        "fisherman",
        "fisher",
        "sailor",
        "crew",
        "crewman",
        "trawler",
        "boat",
        "vessel",
        "ship",
        "tanker",
        "freighter",
        "truck",
    }
    | {
        "lorry",
        "convoy",
        "bus",
        "village",
        "villager",
        "post",
        "position",
        "outpost",
        "guard",
        "patrol",
        "soldier",
        "trooper",
    }
)
DIRECTED = frozenset({"AID", "CONCEDE", "CONSULT", "COERCE", "REJECT", "RETREAT", "SANCTION", "THREATEN"})
"""Types of acts that are hardly ever done to nobody: in a text about two, to the other."""
WORDS = ("SUPPORT", "ACCUSE", "AGREE")
OBJECTS = ("dobj", "dative", "pobj", "nsubjpass")
GUESTS = frozenset(
    {
        "visiting",
        "neighbouring",
        "neighboring",
        "opposite",
        "rival",
        "opposing",
        "northern",
        "southern",
        "eastern",
        "western",
    }
)
POINTING = frozenset({"it", "them", "him", "her"})
DEMANDING = ("PROTEST", "REQUEST", "ACCUSE")
NAMING = ("call", "describe", "term", "label", "deem", "see")
PERSONS = frozenset({"he", "she", "they", "it"})
TITLES = ("compound", "appos", "nmod")
OUTSIDERS = ("analyst", "anonymous", "media", "other")


def toward_partner(scene: Scene, trigger: Token, reading: Reading, roles: Roles) -> Roles:
    """Fill in the other side of the pair as target.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    trigger : spacy.tokens.Token
        The predicate.
    reading : Reading
        What it says was done.
    roles : Roles
        With sources but no targets.

    Returns
    -------
    Roles
        Unchanged unless the act is of a kind that is done to another country and nobody else is named.
    """
    own = {party.actor for party in roles.sources}
    if trigger.pos_ not in ("VERB", "AUX") or _speaks_of_unknown(scene, trigger):
        return roles
    if scene.pair and own.isdisjoint(scene.pair):
        return from_outside(scene, trigger, reading, roles)
    if len(own) != 1 or not own < set(scene.pair):
        return roles
    if not (
        _is_foreign(trigger, reading)
        or _points_away(trigger, pronouns=reading.type not in WORDS)
        or _is_asked_or_denied(trigger, reading)
        or _is_promised(trigger, reading)
        or _is_answer(scene, trigger, reading)
        or _is_complaint(scene, trigger, reading)
        or _is_armed(scene, trigger, reading)
        or _strikes_back(trigger, reading)
        or _is_directed(trigger, reading)
    ):
        return roles
    if names_a_third(scene, trigger):
        return roles
    (other,) = set(scene.pair) - own
    return replace(roles, targets=(Party(other, trigger.i, None, SURE),))


def _speaks_of_unknown(scene: Scene, trigger: Token) -> bool:
    """Tell whether somebody whose state nobody tells speaks of "us": the other side is theirs, whoever they are."""
    said = scene.statement_at(trigger)
    return said is not None and not said.affiliations and any(t.lower_ in FIRST_PERSON for t in trigger.subtree)


def _is_answer(scene: Scene, verb: Token, reading: Reading) -> bool:
    """Tell whether one of two hails or deplores news nobody is named in ("Chad welcomed the step", "Mali grumbled")."""
    lemma = verb.lemma_.lower()
    if (
        reading.operators
        or verb.dep_ not in ("ROOT", "conj", "ccomp")
        or lemma not in words("cheering") | words("jeering")
    ):
        return False
    if not speaks_for_state(scene, verb) or any(c.dep_ in ("ccomp", "xcomp") and c.i > verb.i for c in children(verb)):
        return False
    things = [c for c in children(verb) if c.dep_ in ("dobj", "prep", "nsubjpass")]
    if not things:
        return True
    return all(
        c.lower_ in ("it", "this", "that")
        or (
            c.lemma_.lower() in words("steps") | words("tidings")
            and any(d.lower_ in ("the", "this", "that", "these") for d in children(c))
            and not any(d.dep_ in ("prep", "acl", "relcl", "poss") for d in children(c))
        )
        for c in things
    )


def _is_directed(verb: Token, reading: Reading) -> bool:
    """Tell whether an act is of a kind that is hardly ever done to nobody, and not done at home."""
    if reading.type not in DIRECTED or is_at_home(verb) or is_passive(verb):
        return False
    if reading.type == "CONCEDE":
        return verb.lemma_ in words("undoing")
    return reading.type != "THREATEN" or not _tells_of_others(verb)


def _tells_of_others(verb: Token) -> bool:
    """Tell whether what is warned of is not the speaker's own doing ("warned that floods would come")."""
    said = [c for c in children(verb) if c.dep_ == "ccomp" and c.i > verb.i and c.left_edge.lower_ != "should"]
    return bool(said) and not any(d.lower_ in OURSELVES for c in said for d in children(c))


def _is_complaint(scene: Scene, verb: Token, reading: Reading) -> bool:
    """Tell whether a state asks nobody who is named ("demanded a halt"), or complains, but not of what is merely so."""
    if verb.dep_ not in ("ROOT", "conj", "ccomp") or reading.operators or is_passive(verb) or is_at_home(verb):
        return False
    subject = subject_of(verb)
    mention = scene.mentions.get(subject.i) if subject is not None else None
    if not speaks_for_state(scene, verb) or (mention is not None and mention.form == "group"):
        return False  # "the Chadians blame the river for their floods"
    # "demanded a halt", "condemned what it called a theft"
    told = any(c.dep_ == "ccomp" and c.lemma_ in NAMING and c.left_edge.lower_ == "what" for c in children(verb))
    if reading.act.event == "REQUEST" or (reading.act.event == "ACCUSE" and told):
        return True
    if reading.act.event != "ACCUSE" or verb.lemma_ not in words("complaining"):
        return False
    said = [c for c in children(verb) if c.dep_ == "ccomp" and c.i > verb.i]
    return all(d.lemma_ in words("steps") for c in said for d in children(c) if d.dep_ in ("nsubj", "nsubjpass"))


def _is_armed(scene: Scene, verb: Token, reading: Reading) -> bool:
    """Tell whether a country's armed men, called by its name, lay hands on what is met with abroad."""
    subject = subject_of(verb)
    if subject is None or reading.act.event not in ("ASSAULT", "COERCE") or reading.operators:
        return False
    lemma = subject.lemma_.lower()
    kinds = lexicon().kinds.get(lemma, frozenset())
    if not (kinds & {"troops", "fighters"} or lemma in ("police", "policeman")) or not scene.owner(subject):
        return False
    below = [c for c in children(verb) if c.dep_ in ("dobj", "prep")]
    things = (t for c in below for t in ((c,) if c.dep_ == "dobj" else children(c)))
    return any(t.lemma_.lower() in HIT for t in things)


def _strikes_back(verb: Token, reading: Reading) -> bool:
    """Tell whether force answers force ("hit back with artillery"): whom it meets began."""
    fired = verb.lemma_ == "return" and any(c.dep_ == "dobj" and c.lower_ == "fire" for c in children(verb))
    answers = (
        fired or verb.lemma_ in ("retaliate", "respond", "reply") or any(c.lower_ == "back" for c in children(verb))
    )
    return answers and reading.act.event == "ASSAULT" and not reading.operators


def _is_foreign(trigger: Token, reading: Reading) -> bool:
    """Tell whether an act is done to another country; money and goods may as well stay at home, rescuers go out."""
    if reading.act.name == "aid":
        things = {trigger.doc[i].lemma_.lower() for i in (reading.token, *reading.path)}
        sent = any({"rescuers", "peacekeepers"} & lexicon().kinds.get(thing, frozenset()) for thing in things)
        return sent or bool(things & words("sent_abroad"))
    if reading.act.name in words("foreign_acts"):
        return True
    said = [trigger.doc[i] for i in reading.path]
    said += (c for i in reading.path for p in children(trigger.doc[i]) if p.lower_ == "for" for c in children(p))
    return reading.act.event == "AGREE" and any(_is_between_states(c) for c in said)


def _is_promised(verb: Token, reading: Reading) -> bool:
    """Tell whether a state promises something, or will give or sell it; in a text about two it is to the other."""
    if is_at_home(verb) or verb.lemma_ in words("attitudes") | words("expecting"):
        return False
    if reading.operators[:1] in (("intend",), ("agree",)):
        return verb.lemma_ in words("binding") or reading.act.event in ("AID", "COOPERATE", "SANCTION")
    return not reading.operators and reading.act.event == "AGREE" and verb.lemma_ in words("binding")


def _is_between_states(word: Token) -> bool:
    """Tell whether a noun names what two countries have or hold with one another: talks, a truce, ties."""
    lemma = word.lemma_.lower()
    return lemma in words("truces") | words("between_two") or lemma in ("meeting", "summit")


def _is_asked_or_denied(verb: Token, reading: Reading) -> bool:
    """Tell whether somebody asks for something, nobody knows whom, or denies what he is said to have done."""
    if reading.operators[:1] == ("deny",) or verb.lemma_ in words("rebutting"):
        return not is_at_home(verb)
    if reading.act.name != "ask" or reading.operators:
        return False
    return not any(c.dep_ in ("dobj", "dative", "xcomp", "ccomp") for c in children(verb))


def _points_away(verb: Token, *, pronouns: bool) -> bool:
    """Tell whether an object says that it is someone else ("threatened it", "his counterpart", "froze ties")."""
    for child in children(verb):
        things = [child] if child.dep_ in OBJECTS else children(child) if child.dep_ == "prep" else ()
        for thing in things:
            if thing.dep_ in OBJECTS and (
                (pronouns and thing.lower_ in POINTING)
                or thing.lemma_.lower() in words("counterparts")
                or _is_of_the_other(thing)
            ):
                return True
            if pronouns and thing.dep_ == "dobj" and thing.lemma_.lower() in words("between_two"):
                return True
    return False


def _is_of_the_other(thing: Token) -> bool:
    """Tell whether an office or a country is described as the other's ("the visiting minister", "the other side")."""
    return thing.lemma_.lower() in words("offices") and any(
        c.dep_ == "amod" and c.lower_ in GUESTS | {"other"} for c in children(thing)
    )


def from_partner(scene: Scene, trigger: Token, targets: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return the other side of the pair as source of an act whose subject names nobody.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    trigger : spacy.tokens.Token
        The predicate.
    targets : tuple of Party
        Whom the act is directed at.

    Returns
    -------
    tuple of Party
        Empty unless one of the pair is the target and the subject is a bare pronoun or office ("he", "the government").
    """
    aimed = {party.actor for party in targets}
    subject = subject_of(trigger)
    if subject is None or len(aimed) != 1 or not aimed < set(scene.pair):
        return ()
    if trigger.lemma_ in words("expecting"):
        return ()  # anyone may expect something
    said = scene.told_by(trigger)
    if said is not None and said.speaker_kind in OUTSIDERS:
        return ()
    if any(c.lower_ in words("of_a_part") for c in children(subject)):
        return ()  # "the regional leaders": of neither
    office = {t.lemma_.lower() for t in (subject, *children(subject)) if t == subject or t.dep_ in TITLES}
    done = read(trigger)
    people = done is not None and done.act.event in DEMANDING and subject.tag_ == "NNS"
    people = people and subject.lemma_.lower() in words("abroad_people") | words("unions")
    if (
        subject.lower_ not in PERSONS
        and not people
        and office.isdisjoint(words("offices") | words("crowds") | words("agencies"))
    ):
        return ()
    (other,) = set(scene.pair) - aimed
    return (Party(other, trigger.i, None, SURE),)


def both_sides(scene: Scene, trigger: Token) -> tuple[Party, ...]:
    """Return both of the pair when the subject is several officials of no named country ("commanders met").

    Parameters
    ----------
    scene : Scene
        The paragraph.
    trigger : spacy.tokens.Token
        The predicate.
    """
    subject = subject_of(trigger)
    if subject is None:
        return ()
    they = subject.lower_ == "they" and subject.i not in scene.mentions and not names_a_third(scene, trigger)
    if they and not _are_others(trigger):
        return tuple(Party(actor, trigger.i, None, SURE) for actor in scene.pair)
    if subject.lemma_.lower() not in words("delegates"):
        return ()
    if subject.tag_ != "NNS" and not any(c.lower_ == "each" for c in children(subject)):
        return ()
    return tuple(Party(actor, trigger.i, None, SURE) for actor in scene.pair)


def _are_others(verb: Token) -> bool:
    """Tell whether "they" may be people told of right before ("The fishermen left. They agreed to wait")."""
    if verb.lemma_ not in words("settling"):
        return True
    start = verb.sent.start
    before = subject_of(verb.doc[start - 1].sent.root) if start else None
    return before is not None and before.tag_ == "NNS" and before.lemma_.lower() not in words("delegates")
