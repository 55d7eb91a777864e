"""Who gives to whom in a figure: "Turkey's gas imports from Russia" go from RUS to TUR."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.figures.beside import bracketed
from lopsided.reading.figures.clause import clause_flow
from lopsided.reading.figures.dealt import dealt
from lopsided.reading.figures.debts import TO_OTHERS
from lopsided.reading.figures.duty import duty_flow, duty_of
from lopsided.reading.figures.flow_word import flow_word, share_of_a_flow
from lopsided.reading.figures.flows import OF_THE_WORLD, TOWARD, Flow, first_of, of_another, with_several
from lopsided.reading.figures.harmed import harmed
from lopsided.reading.figures.paid import claimed, handed, paid, thanked
from lopsided.reading.figures.partner import gapped, goods_of, victims
from lopsided.reading.figures.people import travellers
from lopsided.reading.figures.quantifiers import most_of_all
from lopsided.reading.figures.remittances import remitted
from lopsided.reading.figures.roles import READERS
from lopsided.reading.figures.totals import is_of_all
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.sentence import Place, Sentence

_BESIDE = 4
_JOINT = frozenset(("bilateral", "joint", "mutual"))
_TRADED = ("share", "money", "volume", "growth", "count")
_AT = frozenset(("at", "against", "on", "for", "over", "with"))


def flow_of(sentence: Sentence, candidate: Candidate) -> Flow:
    """Return who gives to whom in a figure.

    Parameters
    ----------
    sentence : Sentence
        The sentence it stands in.
    candidate : Candidate
        The figure.
    """
    if not sentence.places:
        return _nameless(sentence, candidate)
    if (duty := duty_of(sentence, candidate)) is not None:
        return duty_flow(sentence, duty)
    if (first := most_of_all(sentence, candidate)) is not None:
        return first
    told = (
        bracketed(sentence, candidate)
        or clause_flow(sentence, candidate)
        or harmed(sentence, candidate)
        or victims(sentence, candidate)
        or travellers(sentence, candidate)
    )
    return told or _by_its_word(sentence, candidate)


def _by_its_word(sentence: Sentence, candidate: Candidate) -> Flow:
    """Return who gives to whom by the word that says what flows; by who does it where there is none."""
    if (told := claimed(sentence, candidate)) is not None:
        return told
    if (told := handed(sentence, candidate)) is not None:
        return gapped(sentence, candidate, _filled(sentence, candidate, told))
    word = flow_word(sentence, candidate) or share_of_a_flow(sentence, candidate)
    if word is None or (not word[1].startswith("verb") and is_a_rate(sentence.doc, candidate)):
        act = thanked(sentence, candidate) or paid(sentence, candidate) or _act(sentence, candidate)
        traded = candidate.quantity in ("volume", "money", "share")
        return goods_of(sentence, candidate, _arriving(sentence, candidate, _from_to(sentence, act))) if traded else act
    if _is_wide(sentence, candidate, word):
        return _to_all(sentence, candidate, word)
    sent_home = remitted(sentence, word[0]) if candidate.quantity != "count" else None
    return thanked(sentence, candidate) or sent_home or _by_role(sentence, candidate, word)


def _by_role(sentence: Sentence, candidate: Candidate, word: tuple[int, str]) -> Flow:
    """Return who gives to whom by the part that a word plays."""
    noun, role = word
    if role == "out" and sentence.doc[noun].dep_ == "dobj" and sentence.doc[noun].head.lemma_ in words("verb-in"):
        role = "in"  # "took delivery of ten tanks"
    flow = dealt(sentence, candidate, replace(READERS[role](sentence, noun, candidate), noun=noun, role=role))
    if role == "verb-in" and flow.exporter is None:
        flow = goods_of(sentence, candidate, flow, taken=True)
    return gapped(sentence, candidate, _filled(sentence, candidate, flow))


def _nameless(sentence: Sentence, candidate: Candidate) -> Flow:
    """Return what flows where a sentence names nobody: the figure before may tell between whom."""
    if candidate.quantity not in _TRADED:
        return Flow()
    if (people := travellers(sentence, candidate)) is not None:
        return people
    word = flow_word(sentence, candidate)
    if word is None or (is_a_rate(sentence.doc, candidate) and not word[1].startswith("verb")):
        return Flow()
    return remitted(sentence, word[0]) or Flow(noun=word[0], role=word[1])


def _is_wide(sentence: Sentence, candidate: Candidate, word: tuple[int, str]) -> bool:
    """Whether a figure is a part of, or a place in, the trade of all the world."""
    doc, (noun, role) = sentence.doc, word
    low, high = min(candidate.start, noun), max(candidate.end, candidate.head, noun)
    told = {t.lower_ for t in doc[max(sentence.start, low - 4) : min(sentence.end, high + 4)]}
    if candidate.quantity == "share":
        part = doc[candidate.end : min(sentence.end, high + 5)]
        if any(p.is_owner for p in sentence.owner_of(noun) if p.start >= candidate.end):
            return False  # "5 percent of Chad's global exports" are Chad's
        return any(t.lower_ in words("world") for t in part) and (
            role in ("out", "in", "trade", "use", "buyer") or role[:5] == "verb-"
        )
    if candidate.quantity != "rank" or role not in ("supplier", "buyer") or sentence.after(noun, TOWARD):
        return False
    owners = [p for p in sentence.owner_of(noun) if p.is_owner or p.is_adjective]
    below = [p for p in sentence.after(noun, frozenset(("of", "for"))) if p.start - noun < _BESIDE + 2]
    if owners or below:
        return False
    return bool(told & words("world")) or any(t.lower_ in words("world") for t in doc[sentence.start : sentence.end])


def _to_all(sentence: Sentence, candidate: Candidate, word: tuple[int, str]) -> Flow:
    """Return the one end of a part of, or a place in, the trade of all the world."""
    noun, role = word
    doer = first_of(sentence.owner_of(noun)[:1] if candidate.quantity == "share" else []) or _told_of(
        sentence, candidate
    )
    of_a_market = candidate.quantity == "share" and role == "buyer"  # "a third of the global market"
    gives = of_a_market or role in ("out", "supplier", "verb-out", "verb-go", "trade")
    doer = doer or first_of(sentence.after(candidate.head, frozenset(("from",)) if gives else TOWARD))
    return Flow(doer if gives else None, None if gives else doer, noun=noun, role=role, owner=None, why=OF_THE_WORLD)


def _told_of(sentence: Sentence, candidate: Candidate) -> str | None:
    """Return who a figure is told of: what it stands in apposition to, else the subject of its clause."""
    head = sentence.doc[candidate.head]
    if head.dep_ == "appos":
        beside = [p for p in sentence.places if p.start <= head.head.i < p.end or p.end == candidate.start - 1]
        if beside:
            return beside[0].actor
    lead = [p for p in sentence.places if p.end <= candidate.start and "," in {sentence.doc[p.end].text}]
    lead = [p for p in lead if candidate.start - p.end <= _BESIDE and candidate.quantity == "rank"]
    return first_of(list(reversed(lead)) or sentence.subject(head))


def is_a_rate(doc: Doc, candidate: Candidate) -> bool:
    """Whether a percentage is a duty, a rate, a discount: a part of no flow."""
    if candidate.quantity != "share":
        return False
    return any(t.lemma_.lower() in words("rate") for t in doc[max(0, candidate.start - 3) : candidate.end + 4])


def _filled(sentence: Sentence, candidate: Candidate, flow: Flow) -> Flow:
    """Give an open slot to whom "from" or "to" names, to the subject, else to the only other actor of the sentence."""
    subject = [p.actor for p in sentence.subject(sentence.doc[candidate.head])]
    if flow.exporter is None and flow.importer is None and flow.role in ("supplier", "giver", "buyer") and subject:
        return replace(flow, importer=subject[0]) if flow.role == "buyer" else replace(flow, exporter=subject[0])
    if flow.why == TO_OTHERS:
        return flow
    flow = _from_to(sentence, flow)
    if flow.role == "in" and flow.importer is None and subject and _spends(sentence, candidate):
        flow = replace(flow, importer=subject[0], owner=subject[0])
    if with_several(sentence, flow) or is_of_all(sentence, candidate, flow):
        return flow
    for slot in ("importer", "exporter") if flow.role == "in" else ("exporter", "importer"):
        if getattr(flow, slot) is None and (spare := _spare(sentence, candidate, flow, subject)):
            flow = replace(flow, exporter=spare) if slot == "exporter" else replace(flow, importer=spare)
    return flow


def _spare(sentence: Sentence, candidate: Candidate, flow: Flow, subject: list[str]) -> str | None:
    """Return the actor left over for an open slot: the subject, or the only other one told of, in the clause first."""
    used = {flow.exporter, flow.importer}
    low, high = sentence.clause_of(candidate.head)
    sentence = sentence.without(_parallel(sentence, flow) | of_another(sentence, flow))
    # Whom "to" names is no giver, whom "from" names no taker.
    wrong = TOWARD if flow.exporter is None else frozenset(("from",))
    told_of = sentence.without({p.start for p in sentence.places if p.before in wrong and not p.is_owner})
    near = told_of.without({p.start for p in sentence.places if not low <= p.start < high})
    left = near.others(used)
    if doer := next((a for a in subject if a in left), None):
        return doer
    there = [p for p in told_of.places if not (p.start < high or p.is_adjective or p.is_owner)]
    far = told_of.without({p.start for p in there})
    left = left or far.others(used)
    told = near.told_of(used) or far.told_of(used)
    if not told and flow.role in ("in", "out"):
        told = left  # "imports from Laos rose, Vietnam said": they are its own
    one_is_known = flow.exporter is not None or flow.importer is not None
    return told[0] if len(told) == 1 and one_is_known and candidate.quantity != "count" else None


def _spends(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether money is paid for what comes in ("spends 2 billion dollars on imports")."""
    verb = next((t for t in sentence.doc[candidate.head].ancestors if t.pos_ == "VERB"), None)
    return candidate.quantity == "money" and verb is not None and verb.lemma_.lower() in ("spend", "pay", "need")


def _parallel(sentence: Sentence, flow: Flow) -> set[int]:
    """Return where the subjects of other verbs that trade stand: "when Chad exported 3, Mali exported 2"."""
    found: set[int] = set()
    for place in sentence.places:
        head = sentence.doc[place.head]
        other = (
            head.head.i != flow.noun
            and head.dep_ == "nsubj"
            and head.head.lemma_.lower() in words("verb-out") | words("sell")
        )
        if other and flow.role == "verb-out":
            found.add(place.start)
    return found


def _from_to(sentence: Sentence, flow: Flow) -> Flow:
    """Give an open slot to whom "from" and "to" name anywhere in the sentence."""
    low, high = sentence.clause_of(flow.noun) if flow.noun is not None else (sentence.start, sentence.end)
    here = sentence.without(
        {p.start for p in sentence.places if not low <= p.start < high} | of_another(sentence, flow)
    )
    origin = first_of(here.after(sentence.start - 1, frozenset(("from",))))
    goal = first_of(here.after(sentence.start - 1, TOWARD)) or _reached(here)
    if flow.exporter is None and origin != flow.importer:
        flow = replace(flow, exporter=origin)
    if flow.importer is None and goal != flow.exporter:
        flow = replace(flow, importer=goal)
    return flow


def _reached(sentence: Sentence) -> str | None:
    """Return Greece in "gas reaches Greece"."""
    before = [(p, sentence.doc[p.start - 1]) for p in sentence.places if p.start > sentence.start]
    return next((p.actor for p, t in before if t.lemma_ in words("arrive") and t.pos_ == "VERB"), None)


def _arriving(sentence: Sentence, candidate: Candidate, flow: Flow) -> Flow:
    """Take what enters a country, from nobody knows where, for what it gets: "3 million tonnes entered Chad"."""
    head = sentence.doc[candidate.head]
    verb = next((t for t in head.ancestors if t.pos_ == "VERB"), None)
    entered = verb is not None and verb.lemma_ in words("arrive") and candidate.quantity == "volume"
    alone = flow.exporter is None and flow.importer is not None and flow.role is None
    return replace(flow, noun=verb.i, role="verb-in", owner=flow.importer) if verb and entered and alone else flow


def _act(sentence: Sentence, candidate: Candidate) -> Flow:
    """Read a figure that is no trade: who does it, and to or with whom."""
    head = sentence.doc[candidate.head]
    why = "who does it, and to whom"
    subject = sentence.subject(head)
    before = sentence.owner_of(head.i)
    makers = sentence.after(head.i, frozenset(("by",))) or [p for p in before if p.is_adjective]
    if head.dep_ == "dobj" and subject and makers and makers[0].actor != subject[0].actor:
        by_them = makers[0].before == "by" or head.head.lemma_ in words("defend")
        ends = (makers[0].actor, subject[0].actor)
        return Flow(*(ends if by_them else ends[::-1]), why=why)
    doers = _doers(sentence, candidate, subject, before)
    doer = first_of(doers)
    if (both := _together(sentence, candidate, doer)) is not None:
        return Flow(*both, why="both do it together")
    rest = sentence.others({doer}) if doers and doers[0].before == "with" else []
    if len(rest) == 1:
        return Flow(rest[0], doer, why=why)
    actors = list(dict.fromkeys(p.actor for p in doers))
    if len(actors) > 1:
        return Flow(actors[0], actors[1], why="both do it together")
    if candidate.quantity == "rank" and head.lemma_.lower() not in words("step"):
        return Flow(doer, why="whose rank it is")
    return Flow(doer, _reached_by(sentence, candidate, doer, named=bool(before)), why=why)


def _together(sentence: Sentence, candidate: Candidate, doer: str | None) -> tuple[str, str] | None:
    """Return the two of "the first accord between Chad and Mali", of "Chad signed three joint accords with Mali"."""
    head = sentence.doc[candidate.head]
    both = list(dict.fromkeys(p.actor for p in sentence.after(head.i, frozenset(("between", "of")))))
    if candidate.quantity == "rank" and len(both) == 2 and (doer not in both or head.lemma_ == head.lower_ == "first"):
        return both[0], both[1]
    left = sentence.others({doer})
    shared = doer is not None and len(left) == 1 and any(c.lower_ in _JOINT for c in head.children)
    return (doer, left[0]) if shared and doer is not None else None


def _doers(sentence: Sentence, candidate: Candidate, subject: list[Place], before: list[Place]) -> list[Place]:
    """Return who does it: whose it is, else the subject, else whom "by" or "from" names beside it."""
    head = sentence.doc[candidate.head]
    passive = any(c.dep_ == "nsubjpass" for c in head.head.children)
    doers = sorted((p for p in before if p.is_owner or p.is_adjective), key=lambda p: p.start)
    doers = doers or ([] if passive else subject)
    near = [p for p in sentence.after(head.i, frozenset(("from",))) if p.start - head.i < _BESIDE]
    if candidate.quantity == "rank" and head.lemma_.lower() in words("step"):
        near = near or [p for p in sentence.after(head.i, frozenset(("of",))) if p.is_adjective][:1]
    return doers or (sentence.after(head.i, frozenset(("by",))) or near)[:1]


def _is_meant_for(head: Token) -> bool:
    """Whether a sum is said to be for something: "27 million dollars for roads in Fiji"."""
    return any(c.dep_ == "prep" and c.lower_ == "for" and c.i - head.i <= _BESIDE for c in head.children)


def _is_the_size_of(head: Token) -> bool:
    """Whether a sum is that of what is built, or spent on it: "will build a 3 million dollar plant in Fiji"."""
    if head.dep_ == "dobj" and head.head.lemma_.lower() in ("spend", "invest"):
        return True
    thing = head
    while thing.dep_ in ("compound", "nmod", "nummod", "amod", "quantmod") and thing.head.i != thing.i:
        thing = thing.head
    verb = next((t for t in thing.ancestors if t.pos_ == "VERB"), None)
    return thing.i > head.i and verb is not None and verb.lemma_.lower() in words("build")


def _reached_by(sentence: Sentence, candidate: Candidate, doer: str | None, *, named: bool) -> str | None:
    """Return whom it reaches: named after it by "to", "against" and the like, else the people it counts."""
    head = sentence.doc[candidate.head]
    toward = TOWARD | _AT | {"in"} if candidate.quantity == "count" and named else TOWARD | _AT
    meant = candidate.quantity == "money" and (_is_meant_for(head) or _is_the_size_of(head))
    toward = toward | {"in"} if meant else toward
    reached = [p for p in sentence.places if p.start > head.i and p.actor != doer and p.before in toward]
    itself = [p for p in sentence.places if p.start <= head.i < p.end and p.actor != doer]
    # "3 million Thais visited Laos", "Hungary paid Moscow 7 billion"
    wanted = ("dobj",) if head.dep_ == "nsubj" else ("dative", "iobj") if head.dep_ == "dobj" else ()
    told = [p for p in sentence.places if sentence.doc[p.head].dep_ in wanted and p.actor != doer]
    beside = [p for p in told if sentence.doc[p.head].head == head.head]
    return first_of(reached or beside or itself)
