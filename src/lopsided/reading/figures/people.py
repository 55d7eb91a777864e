"""People of one country in another: tourists, migrants, students, and who was harmed by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.elliptic import LEFT_OUT
from lopsided.reading.figures.flows import Flow, first_of
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.sentence import Place, Sentence

_THERE = frozenset(("in", "to", "into"))
_CLIMB = 5
_LEAVING = frozenset(("flee", "leave", "escape", "quit"))


def travellers(sentence: Sentence, candidate: Candidate) -> Flow | None:
    """Return where people come from and where they are, where a figure counts people abroad.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    candidate : Candidate
        A count, a share or a growth.

    Returns
    -------
    Flow or None
        With role "people": from whose they are to where they are; None where no people abroad are counted.
    """
    if candidate.quantity not in ("count", "share", "growth"):
        return None
    if (listed := _listed(sentence, candidate)) is not None:
        ends = (None, listed) if _are_received(sentence, candidate) else (listed, None)
        return Flow(
            ends[0], ends[1], noun=candidate.head, role="people", why="people of who stands before the brackets"
        )
    if LEFT_OUT in candidate.reasons:
        return _unnamed(sentence, candidate)
    noun = _people(sentence, candidate)
    if noun is None:
        return None
    home = _home(sentence, noun)
    place = _in_a_list(sentence, candidate, home) or _goal(sentence, noun, home)
    known = home is not None or (place is not None and noun.lemma_.lower() in words("traveller"))
    came = candidate.quantity == "count" and noun.dep_ == "nsubj" and noun.head.lemma_ in ("visit", "holiday")
    if not known or (place is None and not (came or _abroad(noun)) and noun.head.lemma_.lower() not in _LEAVING):
        return None
    return Flow(home, place, noun=noun.i, role="people", owner=place, why="people of one country in another")


def _listed(sentence: Sentence, candidate: Candidate) -> str | None:
    """Return Chad in "visitors came from Mali (30,000), Chad (26,300) and Togo"."""
    at = candidate.start - 1
    if candidate.quantity != "count" or candidate.unit not in words("traveller") or sentence.doc[at].text != "(":
        return None
    return next((p.actor for p in sentence.places if p.end == at), None)


def _are_received(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a list is of those who receive: "Chad, hosting 2 million refugees, Mali (30,000)", not "from Mali"."""
    lead = [t for t in sentence.doc[sentence.start : candidate.start] if t.lower_ == "from" or t.pos_ == "VERB"]
    ways = [t for t in lead if t.lower_ == "from" or t.lemma_.lower() in words("shelter")]
    return bool(ways) and ways[-1].lower_ != "from"


def _unnamed(sentence: Sentence, candidate: Candidate) -> Flow:
    """Return where people are whose noun is left out: who stands right before, else who has or receives them."""
    doc, at = sentence.doc, candidate.start - 1
    while at > sentence.start and doc[at].lower_ in words("still") | {"with"}:
        at -= 1
    beside = _beside(sentence, at)
    named = [p for p in sentence.after(sentence.start - 1, frozenset(("from",))) if not p.is_owner]
    goal = first_of(beside or sentence.doer(doc[candidate.head]))
    home = first_of([p for p in named if p.actor != goal])
    return Flow(home, goal, noun=candidate.head, role="people", owner=goal, why=LEFT_OUT)


def _beside(sentence: Sentence, at: int) -> list[Place]:
    """Return the country a token belongs to, unless it only owns something."""
    return [p for p in sentence.places if p.start <= at < p.end and not p.is_owner]


def _in_a_list(sentence: Sentence, candidate: Candidate, home: str | None) -> str | None:
    """Return Mali in "Chad hosts 20,000 and Mali about 30,000 refugees"."""
    at = candidate.start
    named = [p for p in _beside(sentence, at - 1) if not p.is_adjective and p.actor != home]
    if candidate.quantity != "count" or not named or named[0].start == sentence.start:
        return None
    return named[0].actor if sentence.doc[named[0].start - 1].lower_ in (",", "and") else None


def _people(sentence: Sentence, candidate: Candidate) -> Token | None:
    """Return the word for the people a figure is about: what it counts, is a part of, or the subject that changes."""
    doc = sentence.doc
    head = doc[candidate.head]
    if candidate.quantity == "count":
        return head if _are_people(sentence, head) or _on_the_way(sentence, head) else None
    if candidate.quantity == "share":
        part = next((t for t in doc[candidate.end : candidate.end + 7] if _are_people(sentence, t)), None)
        return part if part is not None and doc[candidate.end].lower_ in ("of", "more", "fewer") else None
    verb = next((t for t in head.ancestors if t.pos_ == "VERB"), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not None else None
    if subject is None:
        return None
    if subject.lemma_.lower() in ("number", "total", "arrival", "inflow", "flow", "influx"):
        below = (t for t in subject.subtree if t.i > subject.i and _are_people(sentence, t))
        return next(below, subject if subject.lemma_ == "arrival" else None)
    return subject if _are_people(sentence, subject) else None


def _are_people(sentence: Sentence, token: Token) -> bool:
    if token.lemma_.lower() in words("traveller"):
        return True
    demonym = any(p.start <= token.i < p.end and not p.is_adjective for p in sentence.places)
    several = token.text.endswith("s") and token.tag_ in ("NNPS", "NNS")
    return demonym and (several or token.text.endswith("ese")) and token.ent_type_ != "GPE"


def _on_the_way(sentence: Sentence, noun: Token) -> bool:
    """Whether people are told to have come from somewhere or to have gone: "300 people from Chad", "people fled"."""
    if noun.lemma_.lower() not in words("people"):
        return False
    verb = noun.head
    gone = noun.dep_ in ("nsubj", "nsubjpass") and verb.lemma_.lower() in words("on-the-way")
    sent = noun.dep_ == "nsubjpass" and verb.lemma_.lower() in ("register", "shelter", "host", "resettle", "receive")
    from_there = sentence.after(noun.i, frozenset(("from",)))
    return (gone or sent or noun.head.lower_ == "of") and bool(from_there or gone)


def _abroad(noun: Token) -> bool:
    """Whether people are called after being abroad, so that no country need be named: tourists, expatriates."""
    return noun.lemma_.lower() in words("abroad")


def _home(sentence: Sentence, noun: Token) -> str | None:
    """Return whose people they are: "Thai tourists", "ten Thais", "tourists from Thailand", "Thailand's migrants"."""
    before = [p for p in sentence.owner_of(noun.i) if p.is_adjective or p.is_owner]
    verb = noun.head
    if not before and noun.dep_ == "dobj" and verb.lemma_.lower() in ("send", "contribute", "provide"):
        before = sentence.doer(verb)
    itself = [p for p in sentence.places if p.start <= noun.i < p.end]
    after = [p for p in sentence.after(noun.i, frozenset(("from", "of"))) if p.start - noun.i < 6]
    left = [c.i for c in verb.children if c.dep_ == "dobj"] if verb.lemma_.lower() in _LEAVING else []
    itself = itself or [p for p in sentence.places if any(p.start <= i < p.end for i in left)]
    told = [p for p in reversed(sentence.places) if p.start < noun.i and p.before in ("for", "from")]
    made = next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), noun)
    if not (before or itself or after) and made.lemma_.lower() in words("verb-make") and made.i < noun.i:
        told = sentence.doer(made)  # "China accounted for 3 million tourists"
    elif not (before or itself or after or told) and _send(sentence, noun, made):
        told = sentence.subject(made)[:1]
    came = sentence.after(made.i, frozenset(("from",))) if made.lemma_ in ("come", "arrive", "be") else []
    return first_of(before or itself or after or told or [p for p in came if not p.is_owner])


def _send(sentence: Sentence, noun: Token, verb: Token) -> bool:
    """Whether the subject is whose people come: "Chad furnished 3,000 visitors", "Chad was third with 3,000"."""
    if not _abroad(noun) or verb.lemma_.lower() in words("receive-people"):
        return False
    lead = sentence.doc[verb.left_edge.i : noun.i]
    ranked = any(t.tag_ == "JJS" or t.ent_type_ == "ORDINAL" or t.lower_ == "top" for t in lead)
    return verb.lemma_.lower() in words("sends-people") or (noun.head.lower_ == "with" and ranked)


def _goal(sentence: Sentence, noun: Token, home: str | None) -> str | None:
    """Return where they are: whom they visit, who is visited by or receives them, where they live."""
    verb = noun
    for _ in range(_CLIMB):
        if verb.pos_ == "VERB" or verb.head.i == verb.i:
            break
        verb = verb.head
    subject = [
        p for p in _direct(sentence, verb) or sentence.doer(verb) or _beside(sentence, verb.i - 2) if p.actor != home
    ]
    if verb.lemma_.lower() in words("receive-people") and noun.dep_ != "nsubj" and subject:
        return first_of(subject)
    if verb.lemma_.lower() in words("call-at") and (passive := _visited(sentence, verb, noun)):
        return passive
    objects = [c.i for c in verb.children if c.dep_ == "dobj"]
    visited = [p for p in sentence.places if any(p.start <= i < p.end for i in objects) and p.actor != home]
    if visited and verb.lemma_.lower() in words("call-at") and verb.lemma_.lower() not in _LEAVING:
        return first_of(visited)
    there = _THERE | {"for"} if verb.lemma_.lower() in _LEAVING else _THERE
    near = [p for p in sentence.after(noun.i, there) if p.actor != home]
    made = [c for c in noun.children if c.dep_ in ("acl", "relcl") and c.lemma_.lower() in words("call-at")]
    inner = [p for p in sentence.places for m in made if m.i < p.start <= m.right_edge.i and p.actor != home]
    low = sentence.clause_of(noun.i)[0]
    lead = [p for p in sentence.places if low <= p.start < noun.i and p.before == "in" and p.actor != home]
    return first_of(inner or near or lead)


def _visited(sentence: Sentence, verb: Token, noun: Token) -> str | None:
    """Return who is visited "by" the people counted."""
    agent = next((c for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"), None)
    if agent is None or noun.i < agent.i:
        return None
    subjects = [c.i for c in verb.children if c.dep_ == "nsubjpass"]
    before = [p for p in sentence.places if p.start < verb.i and not p.is_adjective]
    named = [p for p in before if any(p.start <= i < p.end for i in subjects)]
    return first_of(named or list(reversed(before)))


def _direct(sentence: Sentence, verb: Token) -> list[Place]:
    heads = {c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")}
    return [p for p in sentence.places if any(p.start <= h < p.end for h in heads)]
