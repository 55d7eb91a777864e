"""What is no event: attitudes, trends nobody intends, habits, purposes, predictions, nouns that name a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.modes import awaited_clause, is_reputed
from lopsided.reading.events.owned import has_doer_and_victim, has_owner_and_goal, is_owned_word
from lopsided.reading.events.subjects import subject_of
from lopsided.reading.events.sums import is_sum
from lopsided.reading.events.words import words
from lopsided.reading.plover.lexicon import COOPERATIVE, lexicon
from lopsided.reading.plover.modality import modality
from lopsided.reading.plover.operators import Reading
from lopsided.reading.plover.reading import read
from lopsided.reading.plover.tree import children, names_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events.scene import Scene

BE = frozenset({"been", "is", "are", "was", "were", "am", "'s", "'re"})
MEANS = frozenset({"by", "through", "to", "against", "from", "without"})
DONE = frozenset({"after", "on", "upon", "following"})
DECLINING = frozenset({"decline", "refuse"})
BESIDE = frozenset({"aux", "auxpass", "nsubj", "nsubjpass", "mark"})
AGES = frozenset({"centuries", "generations", "decades"})
STEPS = 4
WORKS = frozenset({"build", "develop", "expand"})
BY_DEED = frozenset({"AGREE", "ASSAULT", "SANCTION"})
ASKED = frozenset({"whether", "if", "why", "how", "what", "who", "where"})


def is_act(scene: Scene, trigger: Token, reading: Reading) -> bool:
    """Tell whether a reading reports an act.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    trigger : spacy.tokens.Token
        The predicate.
    reading : Reading
        What it says was done.
    """
    if trigger.pos_ in ("NOUN", "PROPN"):
        owned = is_owned_word(trigger) and not _is_trend(trigger, reading) and not _is_awaited(trigger)
        return (owned or _is_nominal_act(trigger, reading)) and not _says_nothing(trigger)
    if _says_nothing(trigger) or _is_attitude(trigger, reading) or _is_gerund_of(trigger):
        return False
    if _is_means_or_purpose(trigger) and not (_is_done_by(trigger, reading) or _is_errand(trigger, reading)):
        return False
    if _is_wished(trigger) or _is_question(trigger) or not _is_deed(trigger, reading):
        return False
    if _is_for_rebels(scene, trigger, reading):
        return False
    return not any(c.lower_ == "what" for c in children(trigger)) and not _is_predicted(scene, trigger, reading)


def _says_nothing(word: Token) -> bool:
    """Tell whether a thing is only said to be what it is ("a deal is a deal")."""
    noun = word.nbor(-1) if word.lemma_ == "be" and word.i else word
    above = noun.head
    return above.lemma_ == "be" and any(
        c.dep_ == "attr" and c.lemma_.lower() == noun.lemma_.lower() and c.i > noun.i for c in children(above)
    )


def _is_for_rebels(scene: Scene, verb: Token, reading: Reading) -> bool:
    """Tell whether help goes to armed bands nobody names: none to the country they are in."""
    if reading.act.event not in ("SUPPORT", "AID"):
        return False
    things = [c for c in children(verb) if c.dep_ == "dobj"]
    named = {t.i for thing in things for t in (thing, *children(thing))} & scene.mentions.keys()
    return not named and any(thing.lemma_.lower() in words("irregulars") for thing in things)


def _is_gerund_of(verb: Token) -> bool:
    """Tell whether a verb is a noun with its adjective before it, parsed apart ("killed in Kenyan firing")."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or not verb.i:
        return False
    before = verb.nbor(-1)
    return bool(before.dep_ == "pobj" and before.tag_ == "JJ" and before.head.lower_ in ("in", "by", "during", "after"))


def _is_attitude(verb: Token, reading: Reading) -> bool:
    """Tell whether a verb only says what somebody feels or thinks; "is considering" a step is a plan of it."""
    if verb.lemma_.lower() not in words("attitudes") or reading.operators[:1] == ("ask",):
        return False
    return not (verb.tag_ == "VBG" and verb.lemma_ == "consider" and reading.operators[:1] == ("intend",))


def joint_decision(scene: Scene, verb: Token) -> Reading | None:
    """Read deciding by two as agreeing, whatever they decide on."""
    if verb.lemma_ not in words("joint_decisions") or not any(c.dep_ in ("xcomp", "ccomp") for c in children(verb)):
        return None
    subject = subject_of(verb)
    if subject is None or len(scene.agents(subject)) < 2:
        return None
    return Reading(lexicon().acts["agree"], (), verb.i, (f"{verb.lemma_} jointly",))


def joint_act(scene: Scene, verb: Token) -> Reading | None:
    """Read whatever two do together as cooperating, if no word says more ("jointly laid the first stone")."""
    things = [c for c in children(verb) if c.dep_ == "dobj"]
    together = (
        any(c.dep_ == "advmod" and c.lower_ in ("jointly", "together") for c in children(verb))
        or any(c.dep_ == "amod" and c.lower_ == "joint" for thing in things for c in children(thing))
        or (verb.lemma_ in words("joint_projects") and any(t.lemma_.lower() in words("projects") for t in things))
    )
    subject = subject_of(verb) if together and things else None
    if subject is None or len(scene.agents(subject)) < 2:
        return None
    reading = Reading(lexicon().acts["cooperate"], (), verb.i, (f"{verb.lemma_} jointly",))
    for operator, reason in modality(verb):
        reading = reading.under(operator, reason)
    return reading


def is_made_pact(noun: Token) -> bool:
    """Tell whether a pact is named with both its sides, and so was made ("an 1890 treaty between Chad and Mali").

    Parameters
    ----------
    noun : spacy.tokens.Token
        Any noun.
    """
    if noun.lemma_.lower() not in words("pacts_between"):
        return False
    sides = [t for c in children(noun) if c.lower_ == "between" for t in children(c) if t.dep_ == "pobj"]
    return (
        any(c.dep_ == "conj" for t in sides for c in children(t)) and not _is_general(noun) and _is_told_as_real(noun)
    )


def _is_nominal_act(noun: Token, reading: Reading) -> bool:
    if reading.act.name == "sign" and is_made_pact(noun):
        return True
    if reading.act.name not in words("nominal_acts") or reading.operators:
        return False
    if _is_over(noun, reading) or _is_general(noun) or (_is_thing(noun) and not _is_laid_on(noun)):
        return False
    return _is_told_as_real(noun)


def _is_thing(noun: Token) -> bool:
    """Tell whether a noun names a thing or a state of affairs, by the name it was read by or a longer one."""
    names = names_of(noun)
    known = next((n for n in names if n in lexicon().nouns), "")
    return any(n in words("not_acts") and (n == known or "_" in n or "_" not in known) for n in names)


def _is_over(noun: Token, reading: Reading) -> bool:
    """Tell whether a truce is only named as what did not hold ("the ceasefire collapsed")."""
    if reading.act.name != "cease-fire":
        return False
    kept = noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_ not in words("failing")
    lost = noun.head.lemma_ in words("failing") and noun.head.pos_ in ("VERB", "NOUN")
    return not kept and (lost or (noun.dep_ == "pobj" and noun.head.head.lemma_ in words("failing")))


def _is_told_as_real(noun: Token) -> bool:
    """Tell whether what governs a nominal act lets it stand: not wished for, feared, asked or avoided."""
    word = noun
    for _ in range(STEPS):
        if word.head == word:
            break
        came, word = word, word.head
        if came.dep_ == "pobj" and _is_awaited(came):
            return False
        if came.dep_ == "prep" and came.lower_ in words("occasions") and came.head.pos_ in ("VERB", "AUX"):
            return True  # "will sign it after the talks in Chad": the talks are taken for granted
        if came.dep_ == "nsubjpass" and word.lower_ in words("awaited"):
            return True  # "talks are planned": said to be so by the mode
        if word.pos_ in ("VERB", "AUX"):
            return (
                _is_real_under(word)
                and not _is_aimed_at(word)
                and not (word.dep_ in ("xcomp", "ccomp") and _asks(word.head))
            )
        if word.lemma_.lower() in words("unreal") or word.lower_ == "pending":
            return False
    return True


def _is_aimed_at(verb: Token) -> bool:
    """Tell whether what a verb governs is only aimed at ("talks to secure a truce")."""
    return verb.lemma_ in words("striving") and any(c.dep_ == "aux" and c.lower_ == "to" for c in children(verb))


def _is_awaited(noun: Token) -> bool:
    """Tell whether an act is only provided for or waited for ("a pact providing for the withdrawal of troops")."""
    return bool(noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.head.head.lemma_ in words("awaiting"))


def _is_laid_on(noun: Token) -> bool:
    """Tell whether a noun says whose hindrance it is and against whom, or between whom there is strife."""
    below = children(noun)
    if noun.lemma_.lower() == "hostility" and noun.tag_ != "NNS":
        return False
    if noun.lemma_.lower() in words("strife") or noun.lemma_.lower() == "conversation":
        return any(c.dep_ == "prep" and c.lower_ == "between" for c in below)
    if noun.lemma_.lower() not in words("hindrances"):
        return False
    return any(c.dep_ == "poss" for c in below) and any(c.dep_ == "prep" and c.lower_ == "against" for c in below)


def _is_general(noun: Token) -> bool:
    """Tell whether a noun names no single act: a possible one, any one, a killing nobody is said to have done."""
    if noun.lemma_ == "retreat" and noun.pos_ == "PROPN":
        return True  # where leaders meet
    if noun.lemma_.lower() in words("two_sided") and not has_doer_and_victim(noun):
        return True
    if noun.lemma_.lower() in words("journeys") and not has_owner_and_goal(noun):
        return True
    return any(
        (c.dep_ == "amod" and c.lemma_.lower() in words("unreal")) or (c.dep_ == "det" and c.lower_ in ("any", "every"))
        for c in children(noun)
    )


def _is_real_under(verb: Token) -> bool:
    """Tell whether what a verb governs has happened, rather than being asked for, threatened, planned or avoided."""
    if verb.lemma_.lower() in words("unreal") or _is_order(verb):
        return False
    governing = read(verb)
    return governing is None or not (_asks(verb) or governing.operators)


def _is_order(verb: Token) -> bool:
    """Tell whether a verb in somebody's words tells others what to do ("'Start the talks,' he said")."""
    if verb.tag_ != "VB" or any(c.dep_ in BESIDE for c in children(verb)):
        return False
    if verb.dep_ == "conj" and verb.head != verb:
        return _is_order(verb.head)
    return verb.dep_ in ("ROOT", "ccomp")


def _asks(verb: Token) -> bool:
    """Tell whether a verb asks for what hangs on it, or threatens it."""
    governing = read(verb)
    return governing is not None and governing.type in ("REQUEST", "THREATEN")


def _is_means_or_purpose(verb: Token) -> bool:
    """Tell whether a verb only says how or what for ("by closing the border", "to close the border")."""
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in children(verb)) and not is_reputed(verb, verb.head):
        ranked = verb.dep_ in ("acl", "relcl") and any(c.lemma_ in words("ranking") for c in children(verb.head))
        return not ranked  # "the first country to sign"
    if verb.dep_ == "xcomp" and verb.head != verb and verb.tag_ == "VBG":
        return _is_means_or_purpose(verb.head)  # "urged them to stop fighting"
    if verb.dep_ == "conj" and verb.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj") for c in children(verb)):
        return _is_means_or_purpose(verb.head)  # "threatened to close the border and stop exports"
    return verb.dep_ == "pcomp" and verb.tag_ == "VBG" and verb.head.lower_ in MEANS


def _is_done_by(verb: Token, reading: Reading) -> bool:
    """Tell whether a means is a deed of its own ("angered Chad by signing a pact with Libya")."""
    return (
        verb.dep_ == "pcomp"
        and verb.head.lower_ == "by"
        and reading.act.event in BY_DEED
        and not reading.operators
        and verb.head.head.tag_ in ("VBD", "VBN", "VBG")
    )


def _is_errand(verb: Token, reading: Reading) -> bool:
    """Tell whether asking for something is what somebody went abroad for ("flew to Chad to ask for more time")."""
    went = verb.head.lemma_ in words("moving") | {"visit", "rush"} and verb.head.tag_ in ("VBD", "VBN")
    return went and verb.dep_ in ("advcl", "xcomp") and reading.act.event == "REQUEST"


def _is_wished(verb: Token) -> bool:
    """Tell whether a verb is what a demand or a plan is about ("a demand that Chad hold talks")."""
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.dep_ == "dobj" and _asks(verb.head.head):
        return True  # "requested a ruling ordering Chad to stop"
    if verb.dep_ == "conj" and verb.tag_ == "VB" and not any(c.dep_ in ("nsubj", "aux") for c in children(verb)):
        return _is_wished(verb.head)
    if verb.dep_ not in ("acl", "relcl", "ccomp") or verb.head.lemma_ not in words("wishes"):
        return False
    return verb.tag_ == "VB" or any(c.dep_ == "auxpass" and c.lower_ == "be" for c in children(verb))


def _is_question(verb: Token) -> bool:
    """Tell whether a verb puts a question rather than a request ("asked whether", "when asked about")."""
    if verb.lemma_ not in ("ask", "question"):
        return False
    below = children(verb)
    unled = not any(c.dep_ in ("nsubj", "nsubjpass", "dobj") for c in below) and verb.tag_ == "VBN"
    if unled and any(c.lower_ in ("when", "if") for c in below):
        return True
    clauses = (c for c in below if c.dep_ in ("ccomp", "advcl"))
    asked = (w for c in clauses for w in children(c) if w.dep_ in ("mark", "advmod", "attr", "dobj", "nsubj", "det"))
    return any(w.lower_ in ASKED for w in asked if w.i > verb.i)


def _is_only_meant(verb: Token, reading: Reading) -> bool:
    """Leave out seeking that led nowhere, resolving on what is no act, and being free to do something."""
    lemma = verb.lemma_.lower()
    if lemma == "be":
        return any(c.dep_ == "acomp" and c.lower_ == "free" for c in children(verb))
    if lemma == "threaten" and verb.dep_ in ("ROOT", "ccomp"):  # "we do not threaten, we read"
        return not any(c.dep_ in ("dobj", "xcomp", "ccomp", "prep", "nsubjpass") for c in children(verb))
    if lemma == "seek" and verb.tag_ in ("VBD", "VBN") and reading.operators:
        return True
    unnamed = reading.operators == ("intend",) and reading.token == verb.i
    return unnamed and lemma in words("resolving") and any(c.dep_ == "xcomp" for c in children(verb))


def _is_of_old(verb: Token, reading: Reading) -> bool:
    """Tell whether two have always done something ("have shared the river for centuries")."""
    return reading.act.event == "COOPERATE" and any(t.lower_ in AGES for t in verb.subtree)


def _is_deed(verb: Token, reading: Reading) -> bool:
    """Leave out seeking that led nowhere, trends and what is done as a habit."""
    lemma = verb.lemma_.lower()
    if any(_undoes(verb, c, reading) for c in children(verb)) or _is_of_its_own(verb) or _is_order(verb):
        return False
    if (
        _is_only_meant(verb, reading)
        or is_sum(verb, reading)
        or _is_of_old(verb, reading)
        or (reading.type == "AID" and _buys(verb))
    ):
        return False
    if _is_trend(verb, reading):
        return bool(reading.operators)
    if verb.dep_ == "pcomp" and verb.head.lower_ in DONE and reading.type == "CONSULT":
        return True  # "left after meeting the Malian leader"
    if lemma in words("habits") and verb.tag_ in ("VBG", "VBP", "VBZ") and not reading.operators:
        return awaited_clause(verb) is not None or any(c.lower_ in BE for c in children(verb) if c.dep_ == "aux")
    return True


def _buys(verb: Token) -> bool:
    """Tell whether somebody pays for what he gets, which helps nobody: "paid 3 million for gas"."""
    led = (t for t in verb.subtree if t.lower_ == "for" and t.i > verb.i) if verb.lemma_ == "pay" else ()
    return any(c.lemma_.lower() in words("bought") for t in led for c in children(t))


def _is_trend(word: Token, reading: Reading) -> bool:
    """Tell whether a reading goes by a word for what grows or wanes by itself ("strengthens its ties")."""
    if reading.act.event not in COOPERATIVE and reading.type not in COOPERATIVE:
        return False
    if any(c.dep_ == "advmod" and c.lower_ == "jointly" for c in children(word)):
        return False
    if word.lemma_ in WORKS and any(c.dep_ == "dobj" and _is_works(c) for c in children(word)):
        return False
    return any(word.doc[i].lemma_ in words("trends") for i in (word.i, *reading.path))


def _is_works(thing: Token) -> bool:
    """Tell whether what is built stands somewhere: a dam, not a friendship."""
    return thing.lemma_.lower() in words("projects") and any(
        c.lower_ in ("a", "an", "the") or c.dep_ == "nummod" for c in children(thing)
    )


def _are_observers(speakers: tuple[str, ...]) -> bool:
    """Tell whether unnamed speakers look on from outside ("analysts"), unlike "officials" or "people close to it"."""
    words_of = {word.lower().removesuffix("s") for speaker in speakers for word in speaker.split()}
    return bool(words_of & words("no_actors") - {"people"})


def _undoes(verb: Token, complement: Token, reading: Reading) -> bool:
    """Tell whether a complement leaves no deed: "met 40 times", "bought most of its oil", "declined to comment"."""
    lemma = verb.lemma_.lower()
    if complement.dep_ == "npadvmod":
        counted = any(c.dep_ == "nummod" for c in children(complement))
        return bool(complement.lower_ == "times" and counted and reading.type in COOPERATIVE)
    if complement.dep_ == "dobj" and lemma == "join":
        return bool(complement.ent_type_ == "GPE")  # "joining Chad, which had denied it before"
    if complement.dep_ == "dobj" and lemma in words("habits"):
        return complement.ent_type_ == "PERCENT" or complement.lemma_.lower() in words("shares")
    if complement.dep_ == "xcomp" and complement.lemma_ == "take":
        return any(c.dep_ == "dobj" and c.lower_ == "place" for c in children(complement))  # "was due to take place"
    return complement.dep_ == "xcomp" and lemma in DECLINING and complement.lemma_ in words("no_comment")


def _is_of_its_own(verb: Token) -> bool:
    """Tell whether a country fetches only its own people home ("evacuated its citizens")."""
    if verb.lemma_ not in ("evacuate", "rescue", "repatriate", "airlift"):
        return False
    things = [c for c in children(verb) if c.dep_ == "dobj"]
    return any(c.dep_ == "poss" and c.tag_ == "PRP$" for thing in things for c in children(thing))


def _is_predicted(scene: Scene, trigger: Token, reading: Reading) -> bool:
    """Tell whether an outside observer only expects or characterises the act."""
    said = scene.told_by(trigger)
    if said is None or said.speaker_kind not in ("analyst", "anonymous", "media"):
        return False
    if said.speaker_kind == "media":
        return bool(reading.operators)  # what a newspaper reports as done is told as any other
    if said.speaker_kind == "anonymous" and not _are_observers(said.speakers):
        return False
    return bool(reading.operators) or trigger.tag_ in ("VBZ", "VBP", "VB", "VBG")
