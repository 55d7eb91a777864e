"""Commitments by their wording: talks on a project, money put up, who is bound by "agreed to buy from ..."."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lopsided.reading.plover.lexicon import lexicon, spellings
from lopsided.reading.plover.modality import modality
from lopsided.reading.plover.operators import Reading
from lopsided.reading.plover.tree import children, key_of, names_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events.scene import Party, Scene

TALKS = "in talks on it"
_ABOUT = frozenset(("on", "over", "about", "for", "to", "regarding", "concerning"))
_WITH = frozenset(("with", "to", "from"))
_FIRMS = frozenset(
    ("company", "firm", "conglomerate", "maker", "carmaker", "bank", "group", "giant", "miner", "utility")
)
_PLACING = frozenset(("invest", "build", "spend", "open", "put", "place"))
_STATES = frozenset(("state", "bloc"))
_BEFORE_NOUNS = ("compound", "nmod", "amod", "poss")


@cache
def words(name: str) -> frozenset[str]:
    """Return the lemmas of one list of ``data/commitments.toml``."""
    table = tomllib.loads((files("lopsided.reading") / "data" / "commitments.toml").read_text(encoding="utf-8"))
    return frozenset(s for word in table[name].split() for s in spellings(word))


def in_talks(verb: Token) -> Reading | None:
    """Read talks on something that would bind those who hold them ("are in talks on a railway")."""
    if verb.lemma_.lower() not in words("talking") or any(c.dep_ == "neg" for c in children(verb)):
        return None
    things = [c for c in children(verb) if c.dep_ == "dobj"]
    things += [g for c in children(verb) if c.lower_ == "in" for g in children(c) if g.dep_ == "pobj"]
    talks = [t for t in things if t.lemma_.lower() in words("talks")]
    topics = [g for t in talks for c in children(t) if c.lower_ in _ABOUT for g in children(c)]
    named = {name for topic in topics for name in (*names_of(topic), topic.lemma_.lower())}
    if not named & (words("pacts") | words("works")):
        return None
    return Reading(lexicon().acts["agree"], (), verb.i, (TALKS,))


def is_money(token: Token) -> bool:
    """Whether a word is of a sum of money, known to the parser as one or by the name of its currency."""
    if token.ent_type_ == "MONEY":
        return True
    marked = token.text[-1:] in "$\u20ac\u00a3\u00a5" or "$" in token.text
    return (
        marked
        or (token.ent_type_ in ("CARDINAL", "QUANTITY") and token.lemma_.lower() in words("currencies"))
        or (token.lemma_.lower() in words("currencies") and any(c.dep_ == "nummod" for c in children(token)))
    )


def put_up(verb: Token) -> Reading | None:
    """Read money that somebody will put up ("would deposit 2 billion dollars in the central bank")."""
    announced = verb.dep_ == "xcomp" and verb.head.lemma_ == "announce"
    announced = announced or (verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in children(verb)))
    if key_of(verb) not in words("giving") or not (announced or "intend" in dict(modality(verb))):
        return None
    money = any(c.dep_ == "dobj" and any(is_money(t) for t in c.subtree) for c in children(verb))
    return Reading(lexicon().acts["aid"], ("intend",), verb.i, (f"will {verb.lemma_} money",)) if money else None


def is_bound(verb: Token) -> bool:
    """Tell whether somebody is said to be bound or ready ("remains committed to help")."""
    if verb.lemma_.lower() not in ("be", "remain", "stand", "stay"):
        return False
    return any(c.dep_ == "acomp" and c.lower_ in words("bound") for c in children(verb))


def with_counterpart(scene: Scene, verb: Token, reading: Reading, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Add with whom something was agreed or signed, where the clause names them by "with", "to" or "from"."""
    agreed = verb.lemma_.lower() == "agree" and reading.operators[:1] == ("agree",)
    signed = reading.act.name == "sign"
    if not parties or not (agreed or signed or (verb.lemma_ == "agree" and reading.act.name == "agree")):
        return parties
    known = {p.actor for p in parties}
    first = next((g for p in parties[1:] if (g := _linked(scene, verb, p.token)) is not None), None)
    found = list(parties)
    for place in range(verb.i + 1, verb.right_edge.i + 1):
        named = [p for p in scene.at(verb.doc[place]) if p.actor not in known] if place in scene.mentions else []
        link = _linked(scene, verb, place) if named else None
        if link is None or not (len(parties) == 1 if first is None else _goes_on(first, link)):
            continue
        first = first or link
        known |= {p.actor for p in named}
        found += named
    return tuple(found)


def _linked(scene: Scene, verb: Token, place: int) -> Token | None:
    """Return the "with", "to" or "from" by which a state, its body or its firm is named, None if by no such word."""
    mention = scene.mentions.get(place)
    token = verb.doc[place]
    if mention is None or token.i <= verb.i or in_a_clause(token, verb):
        return None
    body = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in words("bodies")
    head = token.head.head if body else _firm_of(token)
    if mention.form == "adjective" and head == token:
        return None
    kinds = (*_STATES, "organisation") if head.head.lower_ == "with" else _STATES
    return head.head if mention.kind in kinds and head.dep_ == "pobj" and head.head.lower_ in _WITH else None


def _firm_of(name: Token) -> Token:
    """Return the noun of a firm that a country's name stands before: "Malian steelmaker Tako", else the name."""
    head = name
    while head.dep_ in _BEFORE_NOUNS and head.head.i > head.i:
        head = head.head
    of_firm = head.ent_type_ == "ORG" or any(t.lemma_.lower() in words("firms") for t in head.subtree)
    return head if of_firm else name


def _goes_on(first: Token, link: Token) -> bool:
    """Whether a second link stands beside the first: "20 jets from Mali and four from Chad"."""
    joined = link.head.dep_ == "conj" and link.head.pos_ in ("NOUN", "PROPN")
    return first.lower_ == link.lower_ and (joined or link.head == first.head)


def in_a_clause(token: Token, verb: Token) -> bool:
    """Whether a word belongs to a clause about something else ("a loan for roads connecting Chad to Mali")."""
    while token.i not in (verb.i, token.head.i):
        if token.dep_ in ("relcl", "acl") and token.tag_ in ("VBG", "VBD", "VBZ", "VBP"):
            return True
        if token.dep_ in ("ccomp", "relcl") and any(c.dep_ == "nsubj" for c in children(token)):
            return True  # "agreed to let Chad sell power to Mali": Mali agreed to nothing
        token = token.head
    return False


def with_host(scene: Scene, verb: Token, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Add the state a firm will invest in where that state makes it known ("in Togo, Togo's cabinet said")."""
    said = scene.told_by(verb)
    subject = next((c for c in children(verb) if c.dep_ == "nsubj"), None)
    firm = subject is not None and (subject.ent_type_ == "ORG" or subject.lemma_.lower() in _FIRMS)
    if said is None or len(parties) != 1 or not firm or verb.lemma_.lower() not in _PLACING:
        return parties
    for token in verb.doc[verb.i + 1 : verb.right_edge.i + 1]:
        if token.dep_ == "pobj" and token.head.lower_ == "in":
            named = [p for p in scene.at(token) if p.actor in said.affiliations and p.actor != parties[0].actor]
            if named:
                return (*parties, *named)
    return parties


def listed(scene: Scene, verb: Token, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Complete a list of states that act together ("A, B, C and D undertook to ...")."""
    subject = next((c for c in children(verb) if c.dep_ in ("nsubj", "nsubjpass")), None)
    group = (
        [t for t in subject.subtree if t.dep_ in ("conj", "appos") or t.i == subject.i] if subject is not None else []
    )
    if len(parties) == 1 or not {p.token for p in parties} & {t.i for t in group}:
        return parties
    named = [
        p
        for token in group
        if (m := scene.mentions.get(token.i)) and m.kind in _STATES and m.form == "name"
        for p in scene.at(token)
    ]
    known = {p.actor for p in parties}
    return (*parties, *(p for p in dict.fromkeys(named) if p.actor not in known))
