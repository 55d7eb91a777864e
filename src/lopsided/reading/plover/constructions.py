"""Constructions whose meaning hangs on more than one complement: firing at, staying in, ordering to leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.plover.lexicon import Act, lexicon
from lopsided.reading.plover.modality import is_negated
from lopsided.reading.plover.operators import Reading
from lopsided.reading.plover.slots import fillers, objects_of
from lopsided.reading.plover.tree import children, joined, key_of, names_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.records.kinds import PloverType

Construction = Callable[["Token", "Token | None", str], "Reading | None"]

_TRAVELLERS = frozenset({"envoys", "office_holders", "authorities"})
_WARES = frozenset({"goods", "troops", "weapons_fire", "property"})
_CALLED = frozenset({"counterpart", "colleague", "king", "queen", "emir", "sultan", "pope"})
_GOING = frozenset({"leave", "depart", "go", "quit"})
_ARMS = frozenset(
    {"tank", "jet", "fighter_jet", "drone", "missile", "helicopter", "frigate", "submarine", "radar", "launcher"}
    | {"warship", "howitzer", "missile_system", "defence_system", "defense_system", "vehicle", "weapon", "shell"}
)
_VESSELS = frozenset({"ship", "vessel", "tanker", "freighter", "plane", "convoy", "truck", "train", "lorry"})
_CARRYING = frozenset({"carry", "bring", "load", "lade", "bear", "transport", "haul", "ferry"})
_ARRIVING = frozenset({"number", "time", "force", "hour", "style"})
_SPANS = frozenset({"hour", "day", "week", "month", "time"})


def of_type(kind: PloverType) -> Act:
    """Return an act that is known by its type alone."""
    return Act(kind.lower(), kind, kind)


def _read_travel(word: Token, place: Token | None, what: str) -> Reading | None:
    """Read going somewhere as a visit, unless something else is moved or it is soldiers that go."""
    if any(True for _ in objects_of(word)) or (place is not None and key_of(place) in _ARRIVING):
        return None
    goers = (t for subject in fillers(word, "subj") for t in (subject, *fillers(subject, "of")))
    armed = any("troops" in lexicon().kinds.get(name, ()) for t in goers for name in names_of(t))
    act = lexicon().acts["visit"]  # the type's manual hears soldiers' journeys as such, the trade a deployment
    return Reading(replace(act, event="MOBILIZE") if armed else act, (), word.i, (what,))


def _read_phoned(word: Token, called: Token | None, _: str) -> Reading | None:
    """Read calling somebody as a telephone call, calling a thing something as no act."""
    if called is None:
        return None
    person = (
        called.pos_ in ("PROPN", "PRON")
        or key_of(called) in _CALLED
        or any(lexicon().kinds.get(name, frozenset()) & _TRAVELLERS for name in names_of(called))
    )
    return Reading(of_type("CONSULT"), (), word.i, (f"call + {called.text}: CONSULT",)) if person else None


def _read_going(word: Token, place: Token | None, what: str) -> Reading | None:
    """Read going to a named country as a visit, unless it is goods or money that go there."""
    if place is None or place.pos_ != "PROPN" or place.ent_type_ not in ("GPE", "LOC", "NORP", "ORG"):
        return None
    subject = next(fillers(word, "subj"), None)
    known = lexicon().kinds
    goer = subject is None or subject.pos_ in ("PROPN", "PRON")
    if not goer and subject is not None:
        goer = any(known.get(name, frozenset()) & _TRAVELLERS for name in names_of(subject))
    return _read_travel(word, place, what) if goer else None


def _read_bought(word: Token, _: Token | None, what: str) -> Reading | None:
    """Read ordering or acquiring things from someone as trade."""
    things = [name for thing in objects_of(word) for name in names_of(thing)]
    things += [name for thing in objects_of(word) for of in fillers(thing, "of") for name in names_of(of)]
    wares = any(lexicon().kinds.get(name, frozenset()) & _WARES for name in things)
    return Reading(lexicon().acts["trade"], (), word.i, (what,)) if wares else None


def _read_protested(word: Token, _: Token | None, what: str) -> Reading:
    """Tell the protest of a state or an official, which is words, from that of a crowd."""
    known = lexicon().kinds
    official = any(
        subject.pos_ == "PROPN" or any("authorities" in known.get(n, ()) for n in names_of(subject))
        for subject in fillers(_led_by(word), "subj")
    )
    return Reading(lexicon().acts["criticize" if official else "protest"], (), word.i, (what,))


def _led_by(word: Token) -> Token:
    """Return the verb whose subject a participle goes on with ("lodged a claim, protesting at the works")."""
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in children(word))
    return word.head if word.dep_ == "advcl" and word.tag_ == "VBG" and not own else word


def _read_returned(word: Token, _: Token | None, what: str) -> Reading | None:
    """Read giving something back, not going back."""
    given = next(objects_of(word), None) is not None or any(
        c.dep_ in ("npadvmod", "dep") and c.tag_ == "NNS" and not c.ent_type_ for c in children(word)
    )
    return Reading(lexicon().acts["return"], (), word.i, (what,)) if given else None


def _read_break(word: Token, side: Token | None, what: str) -> Reading | None:
    """Read breaking with someone, not with a habit."""
    return (
        Reading(lexicon().acts["cut-ties"], (), word.i, (what,)) if side is not None and side.pos_ == "PROPN" else None
    )


def _read_warned(word: Token, deed: Token | None, what: str) -> Reading:
    """Tell warning someone off from urging him on."""
    off = deed is not None and is_negated(deed)
    return Reading(lexicon().acts["warn" if off else "ask"], (), word.i, (what,), (word.i,))


def _read_stay(word: Token, _: Token | None, what: str) -> Reading | None:
    """Read being in a country for a purpose as a visit ("was in Chad to negotiate")."""
    abroad = any(c.dep_ == "prep" and c.lower_ == "in" for c in children(word))
    return Reading(lexicon().acts["visit"], (), word.i, (what,)) if abroad else None


def _read_leave(word: Token, _: Token | None, what: str) -> Reading | None:
    """Read telling envoys to leave as cutting ties; others are asked or threatened."""
    told = [names_of(thing) for c in children(word) if c.dep_ in ("dobj", "dative") for thing in (c, *joined(c))]
    if not any("envoys" in lexicon().kinds.get(name, ()) for names in told for name in names):
        return None
    return Reading(lexicon().acts["cut-ties"], (), word.i, (what,), (word.i,))


def _read_left(word: Token, place: Token | None, what: str) -> Reading | None:
    """Read leaving a country as the end of a visit, leaving someone alone as nothing."""
    abroad = place is not None and place.ent_type_ in ("GPE", "LOC")
    return Reading(lexicon().acts["visit"], (), word.i, (what,)) if abroad else None


def _read_deadline(word: Token, deed: Token | None, what: str) -> Reading | None:
    """Read giving someone so much time to do something as a threat, an envoy so much time to leave as expelling him."""
    spans = [c for c in children(word) if c.dep_ in ("dobj", "npadvmod", "dative")]
    if any(c.pos_ == "PROPN" for c in spans):
        spans += (t for c in fillers(word, "until") for t in c.subtree)  # "gave Chad until Friday"
    if not any(c.ent_type_ in ("DATE", "TIME") or c.lemma_ in _SPANS for c in spans):
        return None
    act = lexicon().acts["warn"]
    if deed is not None and deed.lemma_ in _GOING and _read_leave(word, deed, what) is not None:
        act = replace(act, event="SANCTION")  # the type's manual hears the ultimatum, the trade the expulsion
    return Reading(act, (), word.i, (what,), (word.i,))


def _read_team(word: Token, _: Token | None, what: str) -> Reading:
    """Tell a team that helps from one that talks."""
    helps = any("helping" in lexicon().kinds.get(key_of(t), ()) for t in word.subtree)
    return Reading(lexicon().acts["aid" if helps else "visit"], (), word.i, (what,))


def _read_measures(word: Token, _: Token | None, what: str) -> Reading | None:
    """Read steps taken against somebody as a sanction, meant or done."""
    if not any(True for _ in fillers(word, "against")):
        return None
    operators = () if word.lemma_ in ("take", "adopt", "impose", "introduce") else ("intend",)
    return Reading(lexicon().acts["sanction"], operators, word.i, (what,), (word.i,))


def _read_ordered(word: Token, thing: Token | None, what: str) -> Reading | None:
    """Read ordering foreign goods or arms as trade; people and forces are told what to do."""
    if thing is None or any(c.dep_ in ("xcomp", "ccomp") for c in children(word)):
        return None
    ware = any(name in _ARMS or "goods" in lexicon().kinds.get(name, ()) for name in names_of(thing))
    foreign = any(c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ in ("NORP", "GPE") for c in children(thing))
    return Reading(lexicon().acts["trade"], (), word.i, (what,), (word.i, thing.i)) if ware and foreign else None


def _read_pledged(word: Token, thing: Token | None, what: str) -> Reading | None:
    """Read promising arms as help that is meant."""
    if thing is None or not any(name in _ARMS for name in names_of(thing)):
        return None
    return Reading(lexicon().acts["aid"], ("intend",), word.i, (what,), (word.i, thing.i))


def _read_abroad(word: Token, _: Token | None, what: str) -> Reading | None:
    """Read building something in a named country as working with it."""
    places = (place for place in fillers(word, "in") if place.ent_type_ == "GPE")
    return Reading(lexicon().acts["cooperate"], (), word.i, (what,)) if next(places, None) is not None else None


def _read_carried(word: Token, vessel: Token | None, what: str) -> Reading | None:
    """Read the arrival of a ship or a plane by what it carries: help, or goods."""
    clauses = (c for c in children(vessel) if c.lemma_ in _CARRYING) if vessel is not None else ()
    for thing in (thing for clause in clauses for thing in (*objects_of(clause), *fillers(clause, "with"))):
        names = {name for t in (thing, *fillers(thing, "of")) for name in names_of(t)}
        kinds = {kind for name in names for kind in lexicon().kinds.get(name, ())}
        if any(n in lexicon().nouns and lexicon().nouns[n].name == "aid" for n in names) or "rescuers" in kinds:
            return Reading(lexicon().acts["aid"], (), word.i, (what,))
        if kinds & _WARES:
            return Reading(lexicon().acts["trade"], (), word.i, (what,))
    return None


def _read_contracted(word: Token, paper: Token | None, what: str) -> Reading | None:
    """Read winning an order from somebody, or a contract abroad, as signing one."""
    if paper is None or not any(True for slot in ("from", "with", "in") for _ in fillers(word, slot)):
        return None
    return Reading(lexicon().acts["sign"], (), word.i, (what,), (word.i, paper.i))


def _read_orders(word: Token, told: Token | None, what: str) -> Reading | None:
    """Read giving orders as force, unless it is one's own ministers or men who are told what to do."""
    if told is None:
        return None
    kinds = {kind for name in names_of(told) for kind in lexicon().kinds.get(name, ())}
    named = told.pos_ in ("PROPN", "PRON") or any(c.pos_ == "PROPN" or c.ent_type_ == "NORP" for c in children(told))
    if not named and kinds & {"authorities", "office_holders", "troops"}:
        return None
    return Reading(of_type("COERCE"), (), word.i, (what,), (word.i, told.i))


def _read_views(word: Token, talked: Token | None, what: str) -> Reading | None:
    """Read an exchange of views, or on a subject, as talks."""
    if talked is None or not any(True for slot in ("on", "about", "over") for _ in fillers(talked, slot)):
        return None
    return Reading(lexicon().acts["talk"], (), word.i, (what,), (word.i, talked.i))


def _read_home(word: Token, home: Token | None, what: str) -> Reading | None:
    """Read sending people home as putting them out, envoys as cutting ties."""
    sent = [t for t in children(home) if t.dep_ == "compound"] if home is not None else []
    sent += [t for c in sent for t in children(c)]
    kinds = {k for t in sent for k in lexicon().kinds.get(key_of(t), ())}
    if "envoys" in kinds:
        return Reading(lexicon().acts["cut-ties"], (), word.i, (what,))
    return Reading(lexicon().acts["deport"], (), word.i, (what,)) if "refugees" in kinds else None


def _read_gift(word: Token, whom: Token | None, what: str) -> Reading | None:
    """Read building something for a country as help."""
    if whom is None or whom.pos_ != "PROPN" or any(c.dep_ == "compound" for c in children(whom)):
        return None
    return Reading(lexicon().acts["aid"], (), word.i, (what,))


def _read_paid(word: Token, thing: Token | None, what: str) -> Reading | None:
    """Read paying for what is another country's as help."""
    owned = any(c.dep_ == "poss" and c.pos_ == "PROPN" for c in children(thing)) if thing is not None else False
    return Reading(lexicon().acts["aid"], (), word.i, (what,)) if owned else None


def _read_own_envoy(word: Token, envoy: Token | None, what: str) -> Reading | None:
    """Read calling one's own envoy home or for a report as a step back from the other country."""
    own = any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in children(envoy)) if envoy is not None else False
    return Reading(lexicon().acts["cut-ties"], (), word.i, (what,), (word.i, envoy.i)) if own and envoy else None


def _read_bridges(word: Token, _: Token | None, what: str) -> Reading | None:
    """Read building bridges with somebody as seeking his friendship, counted ones as works."""
    to = any(True for slot in ("with", "between", "to") for _ in fillers(word, slot))
    return Reading(of_type("SUPPORT"), (), word.i, (what,)) if to else None


def _read_brought(word: Token, _: Token | None, what: str) -> Reading | None:
    """Read ships that bring goods as trade."""
    subject = next(fillers(word, "subj"), None)
    vessel = subject is not None and any(name in _VESSELS for name in names_of(subject))
    return Reading(lexicon().acts["trade"], (), word.i, (what,)) if vessel else None


def _read_sent_back(word: Token, sent: Token | None, what: str) -> Reading | None:
    """Read taking foreigners back over the border as putting them out."""
    if word.lemma_ in ("fly", "ship", "bus", "truck", "put") and not any(
        c.lower_ in ("back", "on", "home") for c in children(word)
    ):
        return None
    people = [sent, *objects_of(word)] if sent is not None else []
    foreign = any(
        (t.pos_ == "PROPN" and t.ent_type_ == "NORP") or "refugees" in lexicon().kinds.get(key_of(t), ())
        for t in people
    )
    return Reading(lexicon().acts["deport"], (), word.i, (what,)) if foreign else None


def _read_word(word: Token, given: Token | None, what: str) -> Reading | None:
    """Read giving one's word as agreeing."""
    own = given is not None and any(c.dep_ == "poss" for c in children(given))
    own = own and any(c.dep_ == "dative" for c in children(word))
    return Reading(lexicon().acts["agree"], (), word.i, (what,)) if own else None


def _read_raised(word: Token, whom: Token | None, what: str) -> Reading | None:
    """Read raising a matter with somebody as talks."""
    person = whom is not None and (
        whom.pos_ == "PROPN"
        or any(lexicon().kinds.get(n, frozenset()) & (_TRAVELLERS | {"authorities"}) for n in names_of(whom))
    )
    return Reading(lexicon().acts["talk"], (), word.i, (what,)) if person else None


def _is_someone(word: Token) -> bool:
    """Tell whether a word names a person or who holds an office."""
    of_office = {key_of(c) for c in children(word) if c.dep_ in ("compound", "nmod", "amod")}
    kinds = {kind for name in (*names_of(word), *of_office) for kind in lexicon().kinds.get(name, ())}
    return word.ent_type_ == "PERSON" or bool(kinds & _TRAVELLERS - {"authorities"})


def _read_spoke(word: Token, whom: Token | None, what: str) -> Reading | None:
    """Read speaking to an official as talks, to reporters as nothing."""
    return Reading(lexicon().acts["talk"], (), word.i, (what,)) if whom is not None and _is_someone(whom) else None


def _read_received(word: Token, guest: Token | None, what: str) -> Reading | None:
    """Read welcoming a person as receiving a visitor, a step as approval."""
    return Reading(lexicon().acts["host"], (), word.i, (what,)) if guest is not None and _is_someone(guest) else None


def _read_was_in(word: Token, place: Token | None, what: str) -> Reading | None:
    """Read being in a country on a day, or for talks, as a visit of whoever speaks for a state."""
    if place is None or place.ent_type_ != "GPE" or word.tag_ not in ("VBD", "VBN"):
        return None
    subject = next(fillers(word, "subj"), None)
    goer = word.head if subject is not None and subject.tag_ == "WP" and word.dep_ == "relcl" else subject
    if goer is None or goer.ent_type_ in ("GPE", "ORG", "NORP"):
        return None
    kinds = {kind for name in names_of(goer) for kind in lexicon().kinds.get(name, ())}
    told = any(True for slot in ("on", "for") for _ in _when_or_why(word, slot))
    return (
        Reading(lexicon().acts["visit"], (), word.i, (what,))
        if told and (goer.pos_ == "PROPN" or kinds & _TRAVELLERS)
        else None
    )


def _when_or_why(word: Token, slot: str) -> list[Token]:
    phrases = [c for place in (word, *children(word)) for c in children(place) if c.dep_ == "prep" and c.lower_ == slot]
    things = [t for phrase in phrases for t in children(phrase) if t.dep_ == "pobj"]
    return [t for t in things if t.ent_type_ == "DATE" or t.lemma_ in ("talk", "meeting", "visit", "summit", "day")]


def _read_together(word: Token, _: Token | None, what: str) -> Reading | None:
    """Read bringing two together as mediating."""
    together = any(c.lower_ == "together" for c in word.subtree)
    return Reading(lexicon().acts["mediate"], (), word.i, (what,)) if together else None


def _read_boycotted(word: Token, shunned: Token | None, what: str) -> Reading | None:
    """Read shunning a country as a sanction."""
    if shunned is None or shunned.ent_type_ not in ("GPE", "NORP"):
        return None
    return Reading(lexicon().acts["sanction"], (), word.i, (what,), (word.i, shunned.i))


def _as(name: str) -> Construction:
    return lambda word, _, what: Reading(lexicon().acts[name], (), word.i, (what,))


CONSTRUCTIONS: dict[str, Construction] = {
    "travel": _read_travel,
    "going": _read_going,
    "phoned": _read_phoned,
    "bought": _read_bought,
    "protested": _read_protested,
    "returned": _read_returned,
    "break": _read_break,
    "awaited": lambda word, _, what: Reading(lexicon().acts["visit"], ("intend",), word.i, (what,)),  # a guest
    "warned": _read_warned,
    "stay": _read_stay,
    "leave": _read_leave,
    "deadline": _read_deadline,
    "left": _read_left,
    "team": _read_team,
    "measures": _read_measures,
    "ordered": _read_ordered,
    "pledged": _read_pledged,
    "abroad": _read_abroad,
    "carried": _read_carried,
    "contracted": _read_contracted,
    "home": _read_home,
    "gift": _read_gift,
    "paid": _read_paid,
    "ownenvoy": _read_own_envoy,
    "bridges": _read_bridges,
    "orders": _read_orders,
    "brought": _read_brought,
    "together": _read_together,
    "sentback": _read_sent_back,
    "word": _read_word,
    "raised": _read_raised,
    "wasin": _read_was_in,
    "views": _read_views,
    "boycotted": _read_boycotted,
    "spoke": _read_spoke,
    "received": _read_received,
    "court": _as("sue"),
    "serve": _as("keep-peace"),
}
