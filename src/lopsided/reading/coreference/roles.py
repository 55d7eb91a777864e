"""Mentions by function: "the Chinese leader", "the prime minister", "the institute", "the bloc"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.coreference.discourse import made_like, of_people
from lopsided.reading.mentions.bodies import modifier
from lopsided.reading.mentions.roles import organ_words, portfolios, ranks, role_words
from lopsided.reading.parsed import Mention
from lopsided.terms.actors import actors, name_of
from lopsided.terms.officials import officials
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from lopsided.reading.coreference.discourse import Discourse
    from lopsided.reading.mentions.cast_people import Person
    from lopsided.reading.mentions.descriptions import Surroundings

_DEFINITE = frozenset(("the", "this", "that", "his", "her", "its", "their", "these", "those"))
_ANY_HEAD = frozenset(("leader", "head of state", "ruler", "strongman", "dictator", "autocrat", "paramount leader"))
_SERVED: dict[str, tuple[str, ...]] = {"spokesperson": ("for", "of", "at"), "official": ("of", "at", "from")}
_STATES = frozenset(("state", "territory", "bloc", "state-like"))
_ELSEWHERE = frozenset(("in", "to", "on", "and", "near"))
_TAKEN_UP: dict[str, tuple[str, ...]] = {
    "official": ("official",), "analyst": ("analyst",), "expert": ("analyst",), "academic": ("analyst",),
    "spokesperson": ("spokesperson",),
}  # fmt: skip
_TAKEN_UP_OF_STATE: dict[str, tuple[str, ...]] = {
    "official": ("official", "head", "spokesperson"), "diplomat": ("official",), "leader": ("head",),
    "politician": ("official", "head"), "minister": ("official",), "envoy": ("official",),
}  # fmt: skip
_INDEFINITE = frozenset(("a", "an", "another", "one"))
_RANKED = frozenset(("first", "second", "third", "deputy", "vice", "former", "acting", "senior", "top", "chief"))
_REACH = 4
_NEAR = 6
_LEADING = frozenset(("president", "prime minister", "supreme leader"))


def role(around: Surroundings, word: str, span: tuple[int, int], talk: Discourse) -> Mention | None:
    """Read "the Chinese leader", "the prime minister", "his counterpart"."""
    if _is_title(around, span):
        return None
    one = modifier(around, span[0])
    state = one.sense.actor if one else None
    charge = _charge(around, span[0])
    start = one.start if one else span[0] - len(charge)
    before = fold(around.scene.texts[start - 1]) if start else ""
    served = _spoken_for(around, word, span[1]) if state is None else None
    possessed = one is not None and around.scene.texts[one.end : one.end + 1] in (["'s"], ["\u2019s"])
    if state is None and served is None and before not in _DEFINITE:
        return None
    if served is not None or before in _INDEFINITE or _is_one_of_many(around, start):
        return _some(around, (start, span[1]), word, served or state)
    person = _counterpart(state, talk) if word == "counterpart" else _holder(word, state, talk)
    if person is not None and charge and not _in_charge(person, charge):
        named = (h.person for h in reversed(talk.persons) if h.person is not None and _has(h.person, word))
        person = next((p for p in named if state in (None, p.actor) and _in_charge(p, charge)), None)
    if person is not None:
        why = f"{word} of {name_of(state)}" if state else f"the {word} last named"
        made = of_people(around, (start, span[1]), [person], f"{why}, {person.name}", 0.85 if state else 0.7)
        return replace(made, basis="holder" if state else "role")
    if state is None or not (before in _DEFINITE or possessed or role_words()[word] != "anonymous"):
        return None
    return _some(around, (start, span[1]), word, state)


def _charge(around: Surroundings, first: int) -> tuple[str, ...]:
    """Words for what an office is in charge of, right before it: "the [agriculture] minister"."""
    texts = around.scene.texts
    i = first
    while i and fold(texts[i - 1]) in portfolios() and fold(texts[i - 1]) not in _RANKED:
        i -= 1
    return tuple(fold(t) for t in texts[i:first])


def _in_charge(person: Person, charge: tuple[str, ...]) -> bool:
    """Whether somebody's office is over what is named: words may be cut short ("trade" of "trade and industry")."""
    office = fold(person.role or "") + " " + (person.term.office if person.term else "")
    return any(word in office for word in charge)


def _is_one_of_many(around: Surroundings, start: int) -> bool:
    """Whether adjectives stand between "a" and a role: "a top American official"."""
    doc = around.scene.doc
    i = start - 1
    while i > max(0, start - _REACH) and doc[i].pos_ in {"ADJ", "ADV"}:
        i -= 1
    return i >= 0 and i < start - 1 and fold(around.scene.texts[i]) in _INDEFINITE


def _spoken_for(around: Surroundings, word: str, end: int) -> str | None:
    """State whose body a spokesman or an official is of: "spokesman for the Indian army", "envoy of Peru"."""
    links = _SERVED.get(role_words()[word], ())
    texts = around.scene.texts
    if end >= len(texts) or fold(texts[end]) not in links:
        return None
    for i in range(end + 1, min(len(texts), end + 5)):
        one = around.named_at.get(i)
        if one is not None:
            governs = actors()[one.sense.actor].kind in _STATES and one.sense.kind != "city of"
            return one.sense.actor if governs else None
        if i in around.persons or fold(texts[i]) in _ELSEWHERE or not texts[i].isalpha():
            return None
    return None


def _some(around: Surroundings, span: tuple[int, int], word: str, state: str | None) -> Mention | None:
    """Return someone of a state without a name."""
    if state is None:
        return None
    scene = around.scene
    return Mention(
        span=scene.span(*span), paragraph=scene.paragraph.index, start=span[0], end=span[1],
        head=int(scene.doc[span[0] : span[1]].root.i), text=scene.text(*span), kind="person", actors=(state,),
        names=(), role=word, why=f"{word} of {name_of(state)}", confidence=0.7, form="role", affiliation=state,
    )  # fmt: skip


def _is_title(around: Surroundings, span: tuple[int, int]) -> bool:
    """Whether a role word belongs to a name before or after it."""
    texts, doc = around.scene.texts, around.scene.doc
    if span[1] in around.persons:
        return True
    i = span[1]
    while i < min(len(texts), span[1] + 8) and texts[i] not in {",", ".", ";"} and doc[i].pos_ not in {"VERB", "AUX"}:
        if (
            i in around.persons
            and doc[i].dep_ in {"appos", "ROOT", "nsubj", "dobj", "pobj"}
            and doc[span[0]].dep_ != "nsubj"
        ):
            return doc[i].head.i in range(span[0], span[1]) or doc[span[1] - 1].head.i == i
        i += 1
    j = i + 1
    while j < len(texts) and fold(texts[j]) in ranks():
        j += 1
    while j + 1 in around.persons:
        j += 1
    if j < len(texts) and texts[i] == "," and j in around.persons and doc[j].dep_ not in {"nsubj", "nsubjpass"}:
        return True
    return doc[span[1] - 1].dep_ in {"appos", "attr"} and any(
        j in around.persons for j in range(max(0, span[0] - 8), span[0])
    )


def _counterpart(state: str | None, talk: Discourse) -> Person | None:
    """Person of the same rank as the one last spoken of: "his French counterpart", "her counterpart"."""
    spoken = next((h.person for h in reversed(talk.persons) if h.person is not None), None)
    if spoken is None:
        return None
    others = [h.person for h in reversed(talk.persons) if h.person is not None and h.person.actor != spoken.actor]
    fits = [p for p in others if (p.actor == state if state else p.role_class == spoken.role_class)]
    if fits:
        return fits[0]
    return _holder(spoken.term.office, state, talk) if spoken.term is not None and state else None


def _holder(word: str, state: str | None, talk: Discourse) -> Person | None:
    """Person a role stands for: the last one named who has it, else the official who had it then."""
    for held in reversed(talk.persons):
        if held.person is not None and _has(held.person, word) and (state is None or held.person.actor == state):
            return held.person
    if state is None:
        return _taken_up(word, talk)
    named = [p for p in talk.people.everyone if p.actor == state and _has(p, word)]
    if named:
        return named[0]
    return _of_that_kind(word, state, talk) or _in_office(word, state, talk)


def _of_that_kind(word: str, state: str, talk: Discourse) -> Person | None:
    """Person of a state named lately whom a wider word means: "the Peruvian official" for a deputy minister."""
    wide = _TAKEN_UP_OF_STATE.get(word, ())
    near = (h.person for h in reversed(talk.persons) if talk.sentence - h.sentence <= 2 * _NEAR)
    return next((p for p in near if p is not None and p.actor == state and p.role_class in wide), None)


def _in_office(word: str, state: str, talk: Discourse) -> Person | None:
    on = talk.people.on
    if on is None:
        return None  # nobody says when: who held the office then cannot be known
    for official in officials():
        term = official.term(on)
        fits = term.office == word or (word in _ANY_HEAD and term.office in _LEADING)
        if fits and term.actor == state and term.holds(on):
            return talk.people.of_table(official)
    return None


def _taken_up(word: str, talk: Discourse) -> Person | None:
    """Person named a few sentences before whom a wider word means: "the official" for an undersecretary."""
    classes = _TAKEN_UP.get(word, ())
    near = (h.person for h in reversed(talk.persons) if talk.sentence - h.sentence <= _NEAR)
    return next((p for p in near if p is not None and p.role_class in classes), None)


def _has(person: Person, word: str) -> bool:
    if word in _ANY_HEAD:
        return person.role_class == "head"
    if word == "counterpart":
        return False
    office = person.term.office if person.term else ""
    said = fold(person.role or "")
    return said.endswith(word) or f"{word} " in said or office.startswith(word) or office.endswith(word)


def body(around: Surroundings, word: str, span: tuple[int, int], talk: Discourse) -> Mention | None:
    """Read "the institute", "the ministry", "the bloc"."""
    before = fold(around.scene.texts[span[0] - 1]) if span[0] else ""
    if before not in {"the", "this"} or modifier(around, span[0]) is not None:
        return None
    after = around.scene.texts[span[1]] if span[1] < len(around.scene.texts) else ""
    if fold(after) in {"of", "for"} or after[:1].isupper():
        return None
    for held in reversed(talk.others):
        mention = held.mention
        told = mention.form in {"name", "role"} or mention.kind == "bloc"  # "the EU envoy ... the bloc"
        if told and _same_body(mention, word):
            return made_like(around, span, mention, f"the {word} last named, {' and '.join(mention.names)}", 0.75)
    return None


def _same_body(mention: Mention, word: str) -> bool:
    kind = organ_words()[word]
    if kind == "bloc":
        return mention.kind == "bloc" and mention.actors != ("WEST",)
    name = fold(" ".join(mention.names))
    if mention.kind != "organisation":
        return False
    if word in {"group", "movement", "militia"} and any(
        actors()[a].kind == "state-like" for a in mention.actors if a in actors()
    ):
        return True
    return word in name or (
        word in {"think tank", "think-tank", "institute", "centre", "center"} and mention.actors == ()
    )
