"""Mentions without a name, read in the order of the text: pronouns here, roles and pairs in the files beside."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.coreference.discourse import (
    Discourse,
    Remembered,
    latest,
    made_like,
    of_people,
    remember_coordination,
    score,
)
from lopsided.reading.coreference.pairs import pair, the_leaders
from lopsided.reading.coreference.roles import body, role
from lopsided.reading.coreference.states import state
from lopsided.reading.parsed import Mention
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.mentions.cast_people import People, Person
    from lopsided.reading.mentions.descriptions import Surroundings
    from lopsided.reading.mentions.scan import Signal

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_SEX = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f"}
_THEY = frozenset(("they", "them", "their"))
_EXPLETIVE = frozenset(("be", "seem", "appear", "take", "make", "come", "remain", "rain", "happen", "turn", "mean"))
# What is done to a state rather than to a thing: only with these can an object "it" mean one.
_ADDRESSED = frozenset(
    ("threaten", "give", "sell", "supply", "provide", "send", "lend", "owe", "offer", "promise", "accuse", "ask",
     "urge", "warn", "invade", "blame", "thank", "arm", "grant", "help", "press", "isolate", "punish")
)  # fmt: skip
_FAR = 4


def resolve(everywhere: list[Surroundings], found: list[Mention], people: People) -> list[Mention]:
    """Return mentions without a name, read in the order of the text."""
    talk = Discourse(people, by_name={p.name: p for p in people.everyone})
    talk.weight.update(a for m in found for a in m.actors if m.kind != "organisation")
    rows: dict[int, list[Mention]] = {}
    for mention in found:
        rows.setdefault(mention.paragraph, []).append(mention)
    new: list[Mention] = []
    base = 0
    for around in everywhere:
        index = around.scene.paragraph.index
        starts = [start for start, _ in around.scene.paragraph.sentences]
        new += _paragraph(around, rows.get(index, []), talk, (starts, base))
        base += len(starts)
    return new


def _paragraph(
    around: Surroundings, named: list[Mention], talk: Discourse, place: tuple[list[int], int]
) -> list[Mention]:
    scene = around.scene
    taken = {m.head for m in named if m.kind in {"organisation", "group"} and m.form != "name"}
    queue: list[tuple[int, Mention | Signal]] = [(m.start, m) for m in named]
    queue += [(scene.tokens(s.start, s.end)[0], s) for s in scene.signals]
    queue.sort(key=lambda q: (q[0], isinstance(q[1], Mention)))
    new: list[Mention] = []
    covered = {
        i for m in named if m.form in {"group", "role"} or m.kind == "organisation" for i in range(m.start, m.end)
    }
    for start, item in queue:
        talk.sentence = place[1] + bisect_right(place[0], start) - 1
        if isinstance(item, Mention):
            talk.remember(item, around)
            remember_coordination(item, around, talk)
            continue
        if start in covered or start in taken or start in around.persons:
            continue
        mention = _resolve(around, item, start, talk)
        if mention is not None:
            new.append(mention)
            talk.remember(mention, around)
    return new


def _resolve(around: Surroundings, signal: Signal, start: int, talk: Discourse) -> Mention | None:
    end = around.scene.tokens(signal.start, signal.end)[1]
    if signal.kind == "pronoun":
        return _pronoun(around, signal.word, start, talk)
    if signal.kind == "pair":
        return _by("two", pair(around, start, talk))
    if signal.kind == "state":
        return _by("described", state(around, signal.word, (start, end), talk))
    if signal.kind == "role":
        return role(around, signal.word, (start, end), talk)
    if signal.kind == "group":
        return _by("two", the_leaders(around, signal.word, (start, end), talk))
    return _by("body", body(around, signal.word, (start, end), talk))


def _by(basis: str, mention: Mention | None) -> Mention | None:
    """Say by what a mention was taken for who it is."""
    return None if mention is None else replace(mention, basis=basis)


def _pronoun(around: Surroundings, word: str, start: int, talk: Discourse) -> Mention | None:
    token = around.scene.doc[start]
    if word in _SEX:
        person = _person_for(around, token, _SEX[word], talk) or _person_ahead(around, start, _SEX[word], talk)
        if person is None:
            return None
        person.sex = person.sex or _SEX[word]
        made = of_people(around, (start, start + 1), [person], f"pronoun for {person.name}", 0.7)
        return replace(made, form="pronoun", basis="pronoun")
    if word in _THEY:
        held = latest(talk.plural, talk.sentence, 1)
    elif word == "it" and token.dep_ not in _SUBJECTS and _verb_above(token).lemma_ in _ADDRESSED:
        held = _other_thing(token, talk)
    elif word == "it" and (token.dep_ not in _SUBJECTS or token.head.lemma_ in _EXPLETIVE):
        return None
    else:
        held = _thing_for(token, talk)
    if held is None:
        return None
    whom = " and ".join(held.mention.names) or held.mention.text
    return replace(
        made_like(around, (start, start + 1), held.mention, f"pronoun for {whom}", 0.6), form="pronoun", basis="pronoun"
    )


def _person_for(around: Surroundings, token: Token, sex: str, talk: Discourse) -> Person | None:
    """Return the likeliest person; an object never stands for the subject of its own verb ("Xi invited him")."""
    barred = _subject_of(token) if token.dep_ in {"dobj", "dative", "iobj", "pobj"} else -1
    near = [h for h in talk.persons[-12:] if talk.sentence - h.sentence <= _FAR and h.person is not None]
    relative = _relative_head(token)
    if relative >= 0:
        here = [h.person for h in near if h.sentence == talk.sentence and h.mention.head == relative]
        if here and here[0] is not None and here[0].sex in {sex, ""}:
            return here[0]
    if _in_quotation(around, token.i):
        near = [h for h in near if not h.says] or near
    own = {id(h.person) for h in near if h.sentence == talk.sentence and h.mention.head == barred}
    fits = [h for h in near if h.person is not None and h.person.sex in {sex, ""} and id(h.person) not in own]
    known = [h for h in fits if h.person is not None and h.person.sex == sex]
    pool = known if sex == "f" and known and not _is_over(around, fits, known, talk) else fits
    best = max(enumerate(pool), key=lambda p: (score(p[1], talk), p[0]), default=None)
    return best[1].person if best else None


def _is_over(around: Surroundings, fits: list[Remembered], known: list[Remembered], talk: Discourse) -> bool:
    """Whether a text has gone on from women known to a name that tells no sex, some sentences or a paragraph later."""
    late = max(h.sentence for h in fits) - max(h.sentence for h in known) > 1
    here = around.scene.paragraph.index
    begun = any(h.subject and h.mention.paragraph == here and talk.sentence - h.sentence <= 1 for h in fits)
    return late or (begun and all(h.mention.paragraph != here for h in known))


def _verb_above(token: Token) -> Token:
    while token.dep_ in {"prep", "agent", "pobj", "dative", "dobj", "iobj"} and token.head.i != token.i:
        token = token.head
    return token


def _other_thing(token: Token, talk: Discourse) -> Remembered | None:
    """Return the likeliest state for an object "it": not the subject of its own verb, nor whom that one acts for."""
    subject = _subject_of(token)
    barred = {
        actor
        for h in (*talk.others, *talk.persons)
        if h.sentence == talk.sentence and h.mention.head == subject
        for actor in h.mention.actors
    }
    near = [h for h in talk.others[-8:] if talk.sentence - h.sentence <= 1 and not h.weak and h.mention.actors]
    fits = [h for h in near if h.mention.kind == "state" and not barred & set(h.mention.actors)]
    # An object takes up an object sooner than a subject: "Norway gave Chad tents, and Italy gave it water".
    best = max(enumerate(fits), key=lambda p: (p[1].sentence, not p[1].subject, p[0]), default=None)
    return best[1] if best else None


def _subject_of(token: Token) -> int:
    """Token of the subject of the verb a token depends on; -1 if there is none."""
    verb = token.head
    while verb.dep_ in {"prep", "agent", "pobj"} and verb.head.i != verb.i:
        verb = verb.head
    while verb.dep_ == "conj" and not any(child.dep_ in _SUBJECTS for child in verb.children):
        verb = verb.head
    return next((int(child.i) for child in verb.children if child.dep_ in _SUBJECTS), -1)


def _relative_head(token: Token) -> int:
    """Token a relative clause around a pronoun is about ("Beijing, which sees the island as its own"); else -1."""
    verb = token.head
    for _ in range(6):
        if verb.pos_ in {"VERB", "AUX"} and any(c.dep_ in _SUBJECTS for c in verb.children):
            break
        verb = verb.head
    if verb.dep_ != "relcl":
        return -1
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    return int(verb.head.i) if subject is not None and subject.tag_ in {"WDT", "WP"} else -1


def _in_quotation(around: Surroundings, i: int) -> bool:
    before = around.scene.full[: around.scene.starts[i]]
    return before.count('"') % 2 == 1 or before.count("\u201c") > before.count("\u201d")


def _person_ahead(around: Surroundings, start: int, sex: str, talk: Discourse) -> Person | None:
    """Person the sentence goes on to name: "In his speech, Modi said"."""
    token = around.scene.doc[start]
    ahead = [i for i in sorted(around.persons) if start < i < token.sent.end]
    for i in ahead:
        text = fold(around.scene.texts[i])
        person = next((p for p in talk.people.everyone if text in p.shorts or text in p.words), None)
        if person is not None and person.sex in {sex, ""}:
            return person
    return None


def _thing_for(token: Token, talk: Discourse) -> Remembered | None:
    relative = _relative_head(token)
    here = [h for h in talk.others[-8:] if h.sentence == talk.sentence and h.mention.head == relative]
    if here:
        return here[0]
    near = [h for h in talk.others[-8:] if talk.sentence - h.sentence <= 1 and not h.weak and h.mention.actors]
    beside = [h for h in near if h.sentence == talk.sentence]
    if relative >= 0 and beside:
        # "accused Chad of giving Niger arms that feed its war": within what the clause is about, the last named.
        return beside[-1]
    best = max(enumerate(near), key=lambda p: (score(p[1], talk), p[0]), default=None)
    return best[1] if best else None
