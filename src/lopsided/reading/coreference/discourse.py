"""What a text has mentioned so far: the candidates a mention without a name can stand for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lopsided.reading.parsed import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.mentions.cast_people import People, Person
    from lopsided.reading.mentions.descriptions import Surroundings

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_MOST_HELD = 1_000
"""Candidates of a kind kept at most, twice: what was named a hundred pages ago is taken up by nothing, and each mention
without a name looks through them."""
_SAYING = frozenset(("say", "tell", "add", "write", "note", "argue", "explain", "claim", "warn", "continue"))
_COMPARING = frozenset(("after", "behind", "than", "besides", "unlike", "like"))


@dataclass(slots=True)
class Remembered:
    """An earlier mention: in which sentence, how prominent.

    Attributes
    ----------
    subject, weak, owns : bool
        Whether it is a subject, a mere modifier, or the possessor of a subject ("Xi's visit").
    says : bool
        Whether it is next to a verb of saying.
    """

    mention: Mention
    sentence: int
    subject: bool
    weak: bool
    says: bool = False
    owns: bool = False
    person: Person | None = None


@dataclass(slots=True)
class Discourse:
    """What has been mentioned up to a place in a document."""

    people: People
    persons: list[Remembered] = field(default_factory=list)
    others: list[Remembered] = field(default_factory=list)
    plural: list[Remembered] = field(default_factory=list)
    sentence: int = 0
    by_name: dict[str, Person] = field(default_factory=dict)
    weight: Counter[str] = field(default_factory=Counter)

    def remember(self, mention: Mention, around: Surroundings) -> None:
        """Note a mention as a candidate for later ones."""
        head = around.scene.doc[mention.head]
        owns = head.dep_ == "poss" and head.head.dep_ in _SUBJECTS
        weak = mention.form == "adjective" or (head.dep_ in {"poss", "compound"} and not owns) or is_compared(head)
        person = self.by_name.get(mention.names[0]) if mention.kind == "person" and mention.names else None
        held = Remembered(mention, self.sentence, is_subject(head), weak, head.head.lemma_ in _SAYING, owns, person)
        if len(mention.actors) > 1 or len(mention.names) > 1 or mention.kind == "group":
            pool = self.plural
        elif person is not None:
            pool = self.persons
        elif mention.kind in {"state", "bloc", "organisation"}:
            pool = self.others
        else:
            return
        pool.append(held)
        if len(pool) > 2 * _MOST_HELD:
            del pool[:_MOST_HELD]


def is_subject(head: object) -> bool:
    """Whether a token is a subject, or joined to one by "and"."""
    dep = getattr(head, "dep_", "")
    if dep == "conj":
        return getattr(getattr(head, "head", None), "dep_", "") in _SUBJECTS
    return dep in _SUBJECTS


def is_compared(head: Token) -> bool:
    """Whether another is only set beside somebody: Mali in "the third-largest buyer after Mali"."""
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    return head.dep_ == "pobj" and head.head.lower_ in {"after", "behind", "than", "unlike", "besides"}


def made_like(around: Surroundings, span: tuple[int, int], like: Mention, why: str, confidence: float) -> Mention:
    """Return a mention at another place of what an earlier one stands for."""
    scene = around.scene
    return replace(
        like, span=scene.span(*span), paragraph=scene.paragraph.index, start=span[0], end=span[1],
        head=int(scene.doc[span[0] : span[1]].root.i), text=scene.text(*span), why=why, confidence=confidence,
        form="role",
    )  # fmt: skip


def of_people(
    around: Surroundings, span: tuple[int, int], persons: list[Person], why: str, confidence: float
) -> Mention:
    """Return a mention of persons by role or pronoun."""
    first = persons[0]
    role = (first.known_as or None) if len(persons) == 1 else None
    actors = tuple(a for p in persons for a in p.actors[:1])
    scene = around.scene
    return Mention(
        span=scene.span(*span), paragraph=scene.paragraph.index, start=span[0], end=span[1],
        head=int(scene.doc[span[0] : span[1]].root.i), text=scene.text(*span), kind="person", actors=actors,
        names=tuple(p.name for p in persons), role=role, why=why, confidence=confidence, form="role",
        affiliation=first.affiliation if len(persons) == 1 else None,
    )  # fmt: skip


def score(held: Remembered, talk: Discourse) -> float:
    """Rate a candidate: near, a subject, not a mere modifier, already taken up by a pronoun."""
    distance = talk.sentence - held.sentence
    return -2.0 * distance + 2.5 * held.subject + held.owns - 1.5 * held.weak + 0.8 * (held.mention.form == "pronoun")


def latest(held: list[Remembered], sentence: int, reach: int) -> Remembered | None:
    """Return the last candidate within some sentences, subjects before others."""
    near = [h for h in held[-6:] if sentence - h.sentence <= reach]
    return max(enumerate(near), key=lambda p: (2 * p[1].sentence + p[1].subject, p[0]), default=(0, None))[1]


def _is_compared(joined: Token) -> bool:
    """Whether two are only named for comparison: "its third-largest partner after Germany and Romania"."""
    first = joined.head
    while first.dep_ == "conj":
        first = first.head
    return first.dep_ == "pobj" and first.head.lower_ in _COMPARING


def remember_coordination(mention: Mention, around: Surroundings, talk: Discourse) -> None:
    """Note "X and Y" as one plural candidate when Y comes by."""
    head = around.scene.doc[mention.head]
    if head.dep_ != "conj" or mention.form == "adjective" or _is_compared(head):
        return
    pool = talk.persons if mention.kind == "person" else talk.others
    first = next(
        (r for r in reversed(pool[:-1]) if r.sentence == talk.sentence and r.mention.head == head.head.i), None
    )
    if first is None or first.mention.paragraph != mention.paragraph:
        return
    one = first.mention
    joined = replace(
        mention, start=one.start, head=one.head, span=(one.span[0], mention.span[1]), affiliation=None, role=None,
        actors=one.actors + mention.actors, names=one.names + mention.names,
        text=around.scene.text(one.start, mention.end),
    )  # fmt: skip
    talk.plural.append(Remembered(joined, talk.sentence, first.subject, weak=first.weak))
