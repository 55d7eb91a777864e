"""Mentions of two at once: "the two leaders", "both sides", "the pair"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.coreference.discourse import latest, of_people
from lopsided.reading.mentions.roles import group_words, pair_nouns, role_words
from lopsided.reading.parsed import Mention
from lopsided.terms.actors import name_of
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lopsided.reading.coreference.discourse import Discourse
    from lopsided.reading.mentions.cast_people import Person
    from lopsided.reading.mentions.descriptions import Surroundings

_LATELY = 3
_STEPS = 5
_HELPING = frozenset(
    {"mediation", "mediate", "broker", "brokering", "facilitate", "facilitation", "auspex", "auspices"}
)
_OUTWEIGHED = 3
_OFFICES = frozenset({"minister", "president", "premier", "secretary", "ambassador", "chancellor", "king"})
_LEADERS = frozenset({"leaders", "presidents", "heads", "rulers"})
_DEFINITE = frozenset(("the", "this", "that", "his", "her", "its", "their", "our", "these", "those"))


def pair(around: Surroundings, start: int, talk: Discourse) -> Mention | None:
    """Read "the two leaders", "both sides", "the pair", "the two"."""
    texts, doc = around.scene.texts, around.scene.doc
    word = fold(texts[start])
    before = fold(texts[start - 1]) if start else ""
    if word != "both" and before not in _DEFINITE:
        return None
    noun = next((i for i in range(start + 1, min(len(texts), start + 4)) if doc[i].pos_ in {"NOUN", "PROPN"}), None)
    between = range(start + 1, noun or start)
    if (
        noun is not None
        and all(doc[i].pos_ in {"ADJ", "DET", "NUM", "ADV"} for i in between)
        and word not in {"pair", "duo"}
    ):
        plain = fold(texts[noun])
        kind = pair_nouns().get(plain, "")
        if word == "three":
            return _three(around, (start, noun + 1), talk) if kind == "persons" else None
        return _two(around, (start, noun + 1), kind, talk) if kind else None
    if word in {"three", "trio"} or (word == "both" and not _stands_alone(doc, start, before)):
        return None
    held = latest(talk.plural, talk.sentence, 3)
    of_states = held.mention.kind in {"state", "bloc"} if held is not None else not _tells_of_people(talk)
    return _two(around, (start, start + 1), "states" if of_states else "persons", talk)


def _tells_of_people(talk: Discourse) -> bool:
    """Whether people of two states were named in the sentences before."""
    return len({h.mention.actors for h in talk.persons[-6:] if talk.sentence - h.sentence <= _LATELY}) > 1


def two_states_at(around: Surroundings, span: tuple[int, int], talk: Discourse) -> Mention | None:
    """Read "the neighbours": the two states spoken of."""
    return _two(around, span, "states", talk)


def _stands_alone(doc: Doc, at: int, before: str) -> bool:
    """Whether "both" means two by itself: "both agreed", "commanders of both", "urged both to wait"."""
    if at + 1 >= len(doc) or doc[at + 1].pos_ in {"VERB", "AUX"}:
        return True
    if doc[at].dep_ in {"dobj", "dative"} and doc[at + 1].lower_ == "of" and doc[at + 2 : at + 3].text.endswith("ing"):
        return True  # "accused both of shelling villages"
    if before in {"of", "between", "with"} and (doc[at + 1].is_punct or doc[at + 1].pos_ == "CCONJ"):
        return True
    return doc[at].dep_ in {"dobj", "pobj", "dative"} and doc[at + 1].pos_ in {"PUNCT", "PART", "ADV", "SCONJ"}


def _two(around: Surroundings, span: tuple[int, int], kind: str, talk: Discourse) -> Mention | None:
    if kind == "persons":
        persons = _two_persons(talk, span, around)
        if len(persons) == 2:
            return of_people(around, span, persons, f"{persons[0].name} and {persons[1].name}, named before", 0.75)
    barred = _acting(talk, span, around) | _mediating(talk, around)
    # officers nobody named are those of the two a text is about
    officers = kind == "persons" and _office(around, span) and _is_about_two(talk)
    states = (_main(talk, barred) if officers else ()) or _two_states(talk, barred)
    if len(states) < 2:
        return None
    if kind == "persons" and _lead(around, span):
        heads = [
            next((p for p in talk.people.everyone if p.actor == s and p.role_class == "head"), None) for s in states
        ]
        persons = [p for p in heads if p is not None]
        if len(persons) == 2:
            return of_people(around, span, persons, f"leaders of {' and '.join(map(name_of, states))}", 0.7)
    names = tuple(name_of(s) for s in states)
    scene = around.scene
    return Mention(
        span=scene.span(*span), paragraph=scene.paragraph.index, start=span[0], end=span[1],
        head=int(scene.doc[span[0] : span[1]].root.i), text=scene.text(*span),
        kind="person" if kind == "persons" else "state", actors=states, names=() if kind == "persons" else names,
        why=f"{names[0]} and {names[1]}, the two named last or most", confidence=0.7, form="role",
    )  # fmt: skip


def _three(around: Surroundings, span: tuple[int, int], talk: Discourse) -> Mention | None:
    """Read "the three leaders": three of different states, all named in the sentences just before."""
    near = [h.person for h in talk.persons if h.person is not None and talk.sentence - h.sentence <= _LATELY]
    by_state = {p.actor: p for p in near if p.actor}
    if len(by_state) != 3:
        return None
    persons = list(by_state.values())
    return of_people(around, span, persons, f"{', '.join(p.name for p in persons)}, named before", 0.7)


def _lead(around: Surroundings, span: tuple[int, int]) -> bool:
    """Whether two are called by what only those who lead a state are called."""
    return around.scene.texts[span[1] - 1].casefold() in _LEADERS


def _two_persons(talk: Discourse, span: tuple[int, int], around: Surroundings) -> list[Person]:
    """Last two people of different actors; people who lead before others."""
    plural = _lead(around, span)
    barred, office = _host(talk, span, around), _office(around, span)
    found: list[Person] = []
    for held in reversed(talk.persons[-30:]):
        person = held.person
        if person is None or person in found or not person.actor or person is barred:
            continue
        if (plural and person.role_class not in {"head", "counterpart", None}) or not _holds(person, office):
            continue
        if found and found[0].actor == person.actor:
            continue
        found.append(person)
        if len(found) == 2:
            break
    return found[::-1]


def _office(around: Surroundings, span: tuple[int, int]) -> tuple[str, ...]:
    """Return the words of the office two are called by ("the two foreign ministers"); none for "the two leaders"."""
    texts = [fold(t) for t in around.scene.texts[span[0] + 1 : span[1]]]
    singular = group_words().get(texts[-1], "") if texts else ""
    return (*texts[:-1], singular) if singular in _OFFICES and (len(texts) > 1 or singular != "minister") else ()


def _holds(person: Person, office: tuple[str, ...]) -> bool:
    """Whether somebody is known by an office; who is known by none may hold it."""
    known = fold(person.known_as or "").split()
    return not known or all(word in known for word in office)


def _acting(talk: Discourse, span: tuple[int, int], around: Surroundings) -> frozenset[str]:
    """Return the state that does something to the two, and so is not one of them: "Chad called on both to wait"."""
    token = around.scene.doc[span[0] : span[1]].root
    verb = token.head
    while verb.dep_ in {"prep", "agent", "pobj"} and verb.head.i != verb.i:
        verb = verb.head
    if token.dep_ == "nsubj" and any(child.tag_ == "TO" for child in verb.children):
        verb = verb.head  # "urged both to wait": the two are subject of the waiting
    subjects = {c.i for c in verb.children if c.dep_ == "nsubj" and c.i < span[0]} - {token.i}
    here = (h for h in talk.others if h.sentence == talk.sentence and h.mention.head in subjects)
    main = {a for a, _ in talk.weight.most_common(2)}  # "Chad wants the two to work together": it may be one of them
    return frozenset(a for h in here if h.mention.kind == "state" for a in h.mention.actors) - main


def _mediating(talk: Discourse, around: Surroundings) -> frozenset[str]:
    """Return the states that only helped the two in this sentence: "after mediation by Qatar", "brokered by Oslo"."""
    doc = around.scene.doc
    found: set[str] = set()
    for held in (*talk.others, *talk.plural):
        if held.sentence != talk.sentence or held.mention.paragraph != around.scene.paragraph.index:
            continue
        above = [doc[held.mention.head], *doc[held.mention.head].ancestors][:_STEPS]
        if any(t.dep_ in {"agent", "prep"} for t in above) and any(t.lemma_.lower() in _HELPING for t in above):
            found.update(held.mention.actors)
    return frozenset(found)


def _host(talk: Discourse, span: tuple[int, int], around: Surroundings) -> Person | None:
    """Whoever does something to the two is not one of them: "X hosted the pair", "X urged the two to stop"."""
    token = around.scene.doc[span[0] : span[1]].root
    verb = token.head
    while verb.dep_ in {"prep", "agent", "pobj"} and verb.head.i != verb.i:
        verb = verb.head
    if token.dep_ == "nsubj":
        if not any(child.tag_ == "TO" for child in verb.children):
            return None
        verb = verb.head
    subject = next((int(c.i) for c in verb.children if c.dep_ == "nsubj" and c.i < span[0]), -1)
    here = (h for h in talk.persons if h.sentence == talk.sentence and h.mention.head == subject)
    return next((h.person for h in here), None)


def _two_states(talk: Discourse, barred: frozenset[str]) -> tuple[str, ...]:
    """Return the two states named last, together if so; of several the two the document names most."""
    two = [h for h in talk.plural if h.mention.kind == "state" and len(set(h.mention.actors)) == 2]
    two = [h for h in two if barred.isdisjoint(h.mention.actors)]
    joined = latest(two, talk.sentence, 1)
    if joined is not None:
        return joined.mention.actors
    near: dict[str, None] = {}
    for held in sorted(talk.others + talk.persons + talk.plural, key=lambda h: -h.sentence):
        if talk.sentence - held.sentence > 2 and len(near) >= 2:
            break
        for actor in held.mention.actors:
            if held.mention.kind in {"state", "person"} and _is_state(actor) and actor not in barred:
                near[actor] = None
    if len(near) < 2:
        near |= dict.fromkeys(a for a, _ in talk.weight.most_common(5) if _is_state(a) and a not in barred)
    best = sorted(near, key=lambda a: -talk.weight[a])[:2]
    main = _main(talk, barred)
    if main and talk.weight[main[1]] >= _OUTWEIGHED * min(talk.weight[a] for a in best):
        best = list(main)  # a third named in passing is none of the two a text is about
    return tuple(a for a in talk.weight if a in best)


def _is_about_two(talk: Discourse) -> bool:
    """Whether a text names two states far more often than any third."""
    often = [n for a, n in talk.weight.most_common() if _is_state(a)]
    return len(often) > 1 and (len(often) == 2 or often[1] >= 2 * often[2])


def _main(talk: Discourse, barred: frozenset[str]) -> tuple[str, ...]:
    """Return the two states a text names most; nothing if one of them is none of the two."""
    main = [a for a, _ in talk.weight.most_common(2) if _is_state(a) and a not in barred]
    return tuple(main) if len(main) == len(("one", "other")) else ()


def _is_state(actor: str) -> bool:
    return len(actor) == 3 and actor.isupper()


def the_leaders(around: Surroundings, word: str, span: tuple[int, int], talk: Discourse) -> Mention | None:
    """Read "the leaders", "the presidents": the two last named."""
    before = fold(around.scene.texts[span[0] - 1]) if span[0] else ""
    singular = role_words().get(group_words().get(word, ""))
    if before not in {"the", "both", "these"} or singular != "head":
        return None
    return _two(around, span, "persons", talk)
