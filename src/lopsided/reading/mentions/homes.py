"""Whose officials they are where a text does not say: "the energy minister" of a report from Oslo is Norway's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.scene import pair_of
from lopsided.reading.mentions.roles import organ_words, portfolios
from lopsided.reading.mentions.scan import scan
from lopsided.terms.actors import actors
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from collections import Counter

    from lopsided.reading.mentions.cast_people import People, Person
    from lopsided.reading.mentions.people import Spotted
    from lopsided.reading.parsed import Mention, Paragraph, ParsedDocument
    from lopsided.records.kinds import Document

_SERVING = frozenset(("head", "official", "spokesperson"))
_PLACES = frozenset(("name", "capital", "city of"))
_STATES = frozenset(("state", "territory"))
_AT_WHOM = frozenset(
    ("accuse", "warn", "urge", "thank", "blame", "condemn", "criticize", "criticise", "praise", "visit", "meet",
     "slam", "denounce", "invite", "ask", "call", "tell", "threaten", "leave", "host", "receive",
     "assure", "applaud", "hail", "press")
)  # fmt: skip
_SENTENCES = 4
_DATELINES = 3
_LEAST = 2


def dateline_state(document: Document) -> str | None:
    """Return the state a text was sent from, by its dateline; None if it has none or names two.

    Parameters
    ----------
    document : Document
        With its noise found.
    """
    found: list[str] = []
    for noise in [n for n in document.noise if n.kind in ("byline", "date-line")][:_DATELINES]:
        line = document.text[noise.span[0] : noise.span[1]]
        if line.lower().startswith(("by ", "written", "source")) or "\n" in document.text[noise.span[1] :][:1]:
            continue
        for hit in scan(line.partition("(")[0].title() if line.isupper() else line.partition("(")[0])[0]:
            found += [s.actor for s in hit.entry.senses[:1] if s.kind in _PLACES and actors()[s.actor].kind in _STATES]
    states = dict.fromkeys(found)
    return next(iter(states)) if len(states) == 1 else None


def home_of(document: Document, states: Counter[str]) -> str | None:
    """Return the state whose bodies a text need not name: where it was sent from, else the only one it names.

    Parameters
    ----------
    document : Document
        With its noise found.
    states : Counter of str
        How often the text names each actor.
    """
    named = [a for a, n in states.most_common() if a in actors() and actors()[a].kind in _STATES]
    sent = dateline_state(document)
    if sent and (sent in named[:3] or (sent not in named and len(named) <= 1)):
        return sent
    return named[0] if len(named) == 1 and states[named[0]] >= _LEAST else None


def settle(spotted: list[Spotted], people: People, home: str | None) -> None:
    """Give officials without a state the one they must be of, from what the text says of whom they act on.

    Whom somebody accuses, visits or has a counterpart in is not the own state; of the two states a text is about the
    other one is. The state a text was sent from goes first.
    """
    open_ = [p for p in people.everyone if _serves_unsaid(p)]
    if not open_:
        return
    pair = [a for a, _ in people.states.most_common() if a in actors() and actors()[a].kind in _STATES][:2]
    for person in open_:
        barred = {state for one in spotted if one.person is person for state in _others(one)}
        if home and home not in barred:
            person.actor = home
        elif len(left := [a for a in pair if a not in barred]) == 1 and (len(pair) == 1 or barred & set(pair)):
            person.actor = left[0] if people.states[left[0]] >= _LEAST else None
        if person.actor:
            person.institution = None


def _serves_unsaid(person: Person) -> bool:
    """Whether someone holds an office of some state the text does not name."""
    if person.actor is not None or person.role_class not in (*_SERVING, "post", "analyst"):
        return False
    if person.institution is None:
        return person.role_class in _SERVING and not person.country
    words = fold(person.institution).split()
    organ = any(organ_words().get(w) == "organ" for w in (*words, " ".join(words[-2:])))
    return organ and all(organ_words().get(w) == "organ" or w in portfolios() or len(w) < _SHORT for w in words)


_SHORT = 4


def _others(one: Spotted) -> set[str]:
    """States the sentence around a name shows to be another's: those acted on, and those of a counterpart."""
    doc, around = one.around.scene.doc, one.around
    head = doc[one.start : one.end].root
    found = set()
    verb = head.head
    while verb.dep_ in ("conj", "appos", "compound") and verb.head.i != verb.i:
        verb = verb.head
    verbs = (verb, *verb.conjuncts) if head.dep_ in ("nsubj", "conj", "appos") else ()
    for verb in verbs:
        if verb.lemma_ in _AT_WHOM:
            found |= _objects(one, verb.i)
    found |= _beside(one)
    for i in range(max(0, one.start - _NEAR), min(len(doc), one.end + _NEAR)):
        if doc[i].lemma_.lower() == "counterpart" and i - 1 in around.named_at:
            theirs = around.named_at[i - 1].sense.actor
            mine = one.start > i and not any(j in around.persons for j in range(i, one.start))
            found |= {"="} if mine else {theirs}
    return found


_NEAR = 12


def _beside(one: Spotted) -> set[str]:
    """States of whoever is joined to a name by "and": "the trade minister, Ana Ruiz, and Peruvian minister Luz Rey"."""
    doc, around = one.around.scene.doc, one.around
    i = one.end + (one.end < len(doc) and doc[one.end].text == ",")
    if i >= len(doc) or doc[i].lower_ not in ("and", "&"):
        return set()
    for k in range(i + 1, min(len(doc), i + _NEAR)):
        if k in around.named_at:
            return {around.named_at[k].sense.actor}
        if doc[k].pos_ not in ("ADJ", "NOUN", "PROPN", "DET") and doc[k].lower_ not in ("of", "'s"):
            break
    return set()


def _objects(one: Spotted, verb: int) -> set[str]:
    """States named between a verb and the end of its first object."""
    around, doc = one.around, one.around.scene.doc
    found: set[str] = set()
    for child in doc[verb].children:
        if child.i <= verb or child.dep_ not in ("dobj", "prep", "dative"):
            continue
        for i in range(child.left_edge.i, min(child.right_edge.i, child.i + _NEAR) + 1):
            if i in around.named_at:
                found.add(around.named_at[i].sense.actor)
                break
        if found:
            break
    return found


def told_of(parsed: ParsedDocument, paragraph: Paragraph, token: int) -> str | None:
    """Return the state a text told of right before an official or a ministry of no named state.

    The last sentence that names states counts: the only one it names, else the one that acts in it. After "Hanoi will
    sell rice to Manila" the agriculture minister is Vietnam's.

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    paragraph : Paragraph
        Where the official is named.
    token : int
        The token of the official.
    """
    left = _SENTENCES
    for other in reversed(parsed.paragraphs[max(0, paragraph.index - _SENTENCES) : paragraph.index + 1]):
        row = [m for m in parsed.cast.row(other.index) if _is_of_a_state(m)]
        for first, end in reversed(other.sentences):
            if other is paragraph and end > token:
                continue
            here = [m for m in row if first <= m.start < end]
            if here:
                state, pair = _acting(other, here), pair_of(parsed)
                return state if state in pair or not pair else None
            left -= 1
            if not left:
                return None
    return None


def _is_of_a_state(mention: Mention) -> bool:
    state = mention.kind in ("state", "person", "organisation") and len(set(mention.actors)) == 1
    return state and mention.actors[0] in actors() and actors()[mention.actors[0]].kind in _STATES


def _acting(paragraph: Paragraph, told: list[Mention]) -> str | None:
    """Return the only state told of, else the only one that is a subject or owns one."""
    states = {m.actors[0] for m in told}
    if len(states) > 1:
        doc = paragraph.doc
        heads = [(m, doc[m.head]) for m in told]
        acting = [(m, t) for m, t in heads if t.dep_ in _SUBJECTS or (t.head.dep_ in _SUBJECTS and t.i < t.head.i)]
        joined = {c.i for _, t in acting for c in t.conjuncts}  # "Lao and Thai officials"
        states = {m.actors[0] for m, _ in acting} | {m.actors[0] for m, t in heads if t.i in joined}
    return next(iter(states)) if len(states) == 1 else None


_SUBJECTS = ("nsubj", "nsubjpass")
