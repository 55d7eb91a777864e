"""Whose officials they are where no title says so: the evidence a text gives, weighed over all places of a name.

"The agriculture minister, Ana Ruiz, told reporters in Quito that Ecuador would not wait" names no state as hers, yet
says three times whose minister she is. Each sign counts for a state or against it; the state that leads clearly wins.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from lopsided.reading.mentions.roles import group_words, organ_words, parliaments, portfolios, role_words
from lopsided.reading.mentions.titles import has_office, states_of_title
from lopsided.reading.mentions.whose import POSTED
from lopsided.terms.actors import actors
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.mentions.cast_people import People, Person
    from lopsided.reading.mentions.descriptions import Surroundings
    from lopsided.reading.mentions.people import Spotted

_SERVING = frozenset(("head", "official", "spokesperson"))
_STATES = frozenset(("state", "territory"))
_AT_WHOM = frozenset(
    ("accuse", "warn", "urge", "thank", "blame", "condemn", "criticize", "criticise", "praise", "visit", "meet",
     "slam", "denounce", "invite", "ask", "call", "tell", "threaten", "leave", "host", "receive",
     "assure", "applaud", "hail", "press")
)  # fmt: skip
_AT_HOME = frozenset(
    ("medium", "reporter", "journalist", "newspaper", "television", "tv", "radio", "parliament", "lawmaker", "senate",
     "broadcaster", "daily", "public", "press", "people", "nation", "state", "channel", "mp", "agency", "citizen")
)  # fmt: skip
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_OTHERS_SAY = frozenset(("must", "should", "ought", "has", "have", "had"))
_PROMISING = frozenset(("will", "would"))
_INTENDING = frozenset(("want", "hope", "seek", "plan", "intend", "respect", "support", "remain", "welcome", "oppose"))
_LED = frozenset(("lead", "head", "represent", "chair"))
_SENTENCES, _NEAR, _SHORT = 5, 12, 4
_OWN, _TITLE, _PROMISED, _HERE, _OTHER, _CONTENT, _ACTING, _LEAD = 10.0, 4.0, 3.0, 2.0, 2.0, 1.0, 1.0, 0.75
_BESIDE, _SPOKEN = 1.5, 5.0  # who acts in the same paragraph, and for whom a spokesman goes on
_AGAINST = -6.0
_LEAST, _SURE, _MARGIN = 1.0, 4.0, 0.5


Tally = defaultdict[str, float]


def settle(spotted: list[Spotted], everywhere: list[Surroundings], people: People, home: str | None) -> None:
    """Give officials without a state the one the text shows them to be of.

    Parameters
    ----------
    spotted : list of Spotted
        Every place of every name.
    everywhere : list of Surroundings
        The paragraphs.
    people : People
        Changed: who is of no state and yet an official gets one, if the evidence leads to one.
    home : str or None
        The state the text was sent from or is only about.
    """
    open_ = {id(p): p for p in people.everyone if _serves_unsaid(p)}
    if not open_:
        return
    places: dict[int, list[Spotted]] = {}
    for one in spotted:
        if id(one.person) in open_:
            places.setdefault(id(one.person), []).append(one)
    named = [a for a, _ in people.states.most_common() if a in actors() and actors()[a].kind in _STATES]
    text = _Text(everywhere)
    for key, person in open_.items():
        tally = _tally(person, places.get(key, []), text, named)
        if home and tally[home] > _AGAINST / 2:
            # where a text was sent from weighs less than a place and a state told of right there
            others = max((w for s, w in tally.items() if s != home), default=0.0)
            tally[home] += _TITLE if others < _PROMISED else _HERE
        state, weight = _leading(tally)
        if weight >= _SURE:
            person.actor, person.settled = state, True
        else:
            person.guess = state
        if state:
            person.institution = None


def _leading(tally: Tally) -> tuple[str | None, float]:
    """Return the state that leads clearly, and its weight."""
    ranked = sorted(tally.items(), key=lambda row: -row[1])
    if not ranked or ranked[0][1] < _LEAST:
        return None, 0.0
    clear = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _MARGIN
    return ranked[0] if clear else (None, 0.0)


def _serves_unsaid(person: Person) -> bool:
    """Whether someone holds an office of some state the text does not name."""
    if person.actor is not None or person.role_class not in (*_SERVING, "post", "analyst"):
        return False
    if person.institution is None:
        return person.role_class in _SERVING and not person.country
    raw = person.institution.replace("'s", "").replace("\u2019s", "").split()
    words = [fold(w) for w in raw]
    organ = any(organ_words().get(w) == "organ" for w in (*words, " ".join(words[-2:])))
    common = {fold(w) for w in raw if w.islower()}  # "the Agriculture Ministry's rubber department"
    return organ and all(
        organ_words().get(w) == "organ" or w in portfolios() or len(w) < _SHORT or w in common for w in words
    )


def _tally(person: Person, places: list[Spotted], text: _Text, named: list[str]) -> Tally:
    """Weigh every sign for and against each state."""
    tally: Tally = defaultdict(float)
    role = fold(person.role or "")
    barred: set[str] = set()
    acting: set[str] = set()
    for one in places:
        for state, weight in _signs(one):
            tally[state] += weight
        barred |= _others(one)
        near, beside = text.acting_before(one)
        if near and near not in acting:
            acting.add(near)
            # "Peru's ministry objected. A spokesman, Luz Rey, said": he goes on for whom the sentence before told of
            opens = one.start - _sentence(one.around, one.start)[0] <= _SHORT
            speaks_on = beside and opens and person.role_class == "spokesperson"
            tally[near] += _SPOKEN if speaks_on else (_BESIDE if beside else _ACTING) / len(acting)
    if (lead := text.lead()) is not None:
        tally[lead] += _LEAD
    for state in text.same_office(role):
        tally[state] += _TITLE
    titled = [a for a in named if a in states_of_title(role)]
    if len(titled) == 1:
        tally[titled[0]] += _TITLE
    barred |= {a for a in named[:_SENTENCES] if not has_office(a, role)}
    for state in barred & set(named):
        tally[state] += _AGAINST
    pair = named[:2]
    if barred & set(pair) and len(left := [a for a in pair if a not in barred]) == 1:
        tally[left[0]] += _OTHER
    return tally


def _signs(one: Spotted) -> Iterator[tuple[str, float]]:
    """Signs around one place of a name: whose the clause, the delegation, the listeners and the promises are."""
    around, head = one.around, one.around.scene.doc[one.start : one.end].root
    verb = _verb_of(head)
    signs = [(_possessor(one), _OWN)]
    if verb is not None and head.dep_ == "pobj":
        signs.append((_led(around, verb), _OWN))
    elif verb is not None and head.dep_ in ("nsubj", "appos", "conj"):
        signs += [(_state_at(around, token.i), weight) for token, weight in _listeners(verb)]
        signs += [(_opening_place(one, verb), _HERE), _told(around, verb)]
        told = [c.i for c in verb.children if c.dep_ in ("dobj", "dative")]
        signs += [(_medium_at(around, i), _CONTENT) for i in told] + [(_house_at(around, i), _TITLE) for i in told]
    yield from ((state, weight) for state, weight in signs if state is not None)


def _led(around: Surroundings, verb: Token) -> str | None:
    """State of what somebody leads: "the Laotian delegation, headed by Minister Ana Ruiz"."""
    if verb.lemma_ not in _LED:
        return None
    before = (_state_at(around, i) for i in range(verb.i - 1, max(-1, verb.i - _NEAR), -1))
    return next((state for state in before if state is not None), None)


def _verb_of(head: Token) -> Token | None:
    while head.dep_ in ("appos", "compound", "conj", "nmod") and head.head.i != head.i and head.head.pos_ != "VERB":
        head = head.head
    verb = head.head
    while verb.dep_ in ("prep", "agent") or verb.pos_ == "ADP":
        if verb.head.i == verb.i:
            return None
        verb = verb.head
    return verb if verb.pos_ in ("VERB", "AUX") else None


def _possessor(one: Spotted) -> str | None:
    """State that "its" means before a title, or that a clause with "with" tells of: "Chad objects, with Minister X"."""
    around, doc = one.around, one.around.scene.doc
    first, _ = _sentence(around, one.start)
    i = one.start - 1
    while i > first and (
        i + 1 in around.role_ends or doc[i].pos_ in ("NOUN", "ADJ", "PROPN") or doc[i].text in ("-", ",")
    ):
        i -= 1
    if i < first or doc[i].lower_ not in ("its", "their", "with") or i + 1 == one.start:
        return None
    if doc[i].lower_ == "with" and (one.end >= len(doc) or doc[one.end].tag_ not in ("VBG", ",")):
        return None
    subjects = [s for s, t in _subject_states(around, first, i) if t.i < i]
    return subjects[0] if subjects else None


def _listeners(verb: Token) -> Iterator[tuple[Token, float]]:
    """Words for who is told and where: "told Bolivian television", "told reporters in La Paz"."""
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ in ("dobj", "dative") and (child.lemma_.lower() in _AT_HOME or child.lower_ in _press()):
            yield from ((t, _TITLE if t.i < child.i else _HERE) for t in child.subtree if t.i != child.i)
        elif child.dep_ == "prep" and child.lower_ in ("in", "from"):
            yield from ((t, _HERE) for t in child.children if t.dep_ == "pobj")


def _opening_place(one: Spotted, verb: Token) -> str | None:
    """State of the place a sentence opens with: "In Lima, Foreign Minister Ana Ruiz said"."""
    around, doc = one.around, one.around.scene.doc
    first, _ = _sentence(around, one.start)
    for i in range(first, min(first + _SHORT, verb.i)):
        if doc[i].lower_ in ("in", "from") and (state := _state_at(around, i + 1)) is not None:
            return state
    return None


def _told(around: Surroundings, verb: Token) -> tuple[str | None, float]:
    """State said to do something, with a weight: its own say what it will do, others as often what it must."""
    clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    subject = next((c for c in clause.children if c.dep_ in _SUBJECTS), None) if clause is not None else None
    if clause is None or subject is None:
        return None, 0.0
    if subject.lower_ in ("this", "that", "it"):
        return _told(around, clause)
    with_verb = {c.lower_ for c in clause.children if c.dep_ == "aux"}
    if with_verb & _OTHERS_SAY:
        return None, 0.0
    named = [_state_at(around, t.i) for t in (subject, *subject.lefts)]
    state = next((state for state in named if state is not None), None)
    return state, _PROMISED if with_verb & _PROMISING or clause.lemma_ in _INTENDING else _CONTENT


def _sentence(around: Surroundings, i: int) -> tuple[int, int]:
    return next((s for s in around.scene.paragraph.sentences if s[0] <= i < s[1]), (0, len(around.scene.doc)))


def _state_at(around: Surroundings, i: int) -> str | None:
    one = around.named_at.get(i)
    return one.sense.actor if one is not None and actors()[one.sense.actor].kind in _STATES else None


def _medium_at(around: Surroundings, i: int) -> str | None:
    """State of a medium that is told something: its own officials speak to it first."""
    one = around.named_at.get(i)
    actor = actors()[one.sense.actor] if one is not None else None
    return actor.state or None if actor is not None and actor.kind == "media" else None


def _house_at(around: Surroundings, i: int) -> str | None:
    """State of a parliament that is told something: ministers answer to their own ("told the Knesset")."""
    one = around.named_at.get(i)
    house = one is not None and fold(around.scene.text(one.start, one.end)) in parliaments()
    return one.sense.actor if one is not None and house else None


def _subject_states(around: Surroundings, first: int, end: int) -> list[tuple[str, Token]]:
    """States of a sentence that are a subject or own one: "Peru", "Peru's navy"; those of the main verb first."""
    found: list[tuple[str, Token]] = []
    doc = around.scene.doc
    for one in around.named:
        if not first <= one.start < end or actors()[one.sense.actor].kind not in _STATES:
            continue
        token = doc[one.start : one.end].root
        subject = token if token.dep_ in _SUBJECTS else token.head
        if token.dep_ == "conj" and token.head.dep_ in _SUBJECTS:
            found.append((one.sense.actor, token.head))
        elif subject.dep_ in _SUBJECTS and (subject is token or token.i < subject.i):
            found.append((one.sense.actor, subject))
    return sorted(found, key=lambda f: f[1].head.dep_ != "ROOT")


class _Text:
    """Who acts in the sentences before a place, and in the first of all."""

    def __init__(self, everywhere: list[Surroundings]) -> None:
        self._everywhere = everywhere
        self._index = {id(around): k for k, around in enumerate(everywhere)}

    def acting_before(self, one: Spotted) -> tuple[str | None, bool]:
        """Return the state that acts in the last sentence before a name in which only one does, and if it is near."""
        left = _SENTENCES
        at = self._index[id(one.around)]
        for around in reversed(self._everywhere[max(0, at - _SENTENCES) : at + 1]):
            for first, end in reversed(around.scene.paragraph.sentences):
                if around is one.around and end > one.start:
                    continue
                acting = {s for s, t in _subject_states(around, first, end) if t.head.dep_ == "ROOT"}
                if len(acting) == 1:
                    return next(iter(acting)), around is one.around
                left -= 1
                if not left:
                    return None, False
        return None, False

    def same_office(self, role: str) -> set[str]:
        """Return the states of which a text names the same office without a name: "Fiji's trade minister said"."""
        found = set()
        for around in self._everywhere if role else ():
            for first, (end, _) in around.roles.items():
                start = next((i for i in range(first - 1, max(-1, first - _SHORT), -1) if i in around.named_at), -1)
                words = fold(around.scene.text(start + 1, end)).removeprefix("'s").strip() if start >= 0 else ""
                state = _state_at(around, start) if words == role and end not in around.persons else None
                found |= {state} if state else set()
        return found

    def lead(self) -> str | None:
        """Return the state that acts in the first sentence in which one does."""
        for around in self._everywhere[:_SENTENCES]:
            for first, end in around.scene.paragraph.sentences:
                acting = {s for s, _ in _subject_states(around, first, end)}
                if acting:
                    return next(iter(acting)) if len(acting) == 1 else None
        return None


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
            found |= _objects(one, verb)
    found |= _beside(one) | _accused_next(one)
    for i in range(max(0, one.start - _NEAR), min(len(doc), one.end + _NEAR)):
        if doc[i].lower_ in POSTED and i + 2 in around.named_at and doc[i + 1].lower_ in ("in", "to"):
            found.add(around.named_at[i + 2].sense.actor)  # "ambassador in Lima"
        if doc[i].lemma_.lower() == "counterpart" and i - 1 in around.named_at:
            mine = one.start > i and not any(j in around.persons for j in range(i, one.start))
            if not mine:
                found.add(around.named_at[i - 1].sense.actor)
    return found


def _accused_next(one: Spotted) -> set[str]:
    """States acted on in the next sentence by "she" or "he": "..., Ana Ruiz said. She accused Lima of theft"."""
    doc, around = one.around.scene.doc, one.around
    _, end = _sentence(around, one.start)
    if end >= len(doc) or doc[end].lower_ not in ("she", "he") or doc[end].dep_ != "nsubj":
        return set()
    named = any(end > i >= one.end for i in around.persons)
    return _objects(one, doc[end].head) if doc[end].head.lemma_ in _AT_WHOM and not named else set()


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


def _objects(one: Spotted, verb: Token) -> set[str]:
    """States named between a verb and the end of its first object; not those whose press or public is told."""
    around = one.around
    found: set[str] = set()
    for child in verb.children:
        if child.i <= verb.i or child.dep_ not in ("dobj", "prep", "dative"):
            continue
        if child.lemma_.lower() in _AT_HOME or child.lower_ in _press() or _house_at(around, child.i):
            break
        for i in range(child.left_edge.i, min(child.right_edge.i, child.i + _NEAR) + 1):
            if i in around.named_at:
                found.add(around.named_at[i].sense.actor)
                break
        if found:
            break
    return found


@cache
def _press() -> frozenset[str]:
    """Words for those who write and are told things."""
    classes = role_words()
    return frozenset(w for w, single in group_words().items() if classes.get(single) == "media")
