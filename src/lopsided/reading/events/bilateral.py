"""What a text about two leaves unsaid: who talked or fought with whom, who did what one of them had done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.scene import Party, Roles
from lopsided.reading.events.subjects import by_phrase, is_passive, subject_of
from lopsided.reading.events.words import words
from lopsided.reading.plover.lexicon import lexicon
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events.scene import Scene
    from lopsided.reading.parsed import Mention
    from lopsided.reading.plover.operators import Reading

SURE = 0.5
PLACING = frozenset({"in", "at", "near"})
NAMED = ("state", "bloc", "person")
BETWEEN = ("talk", "meet")
AIMED = ("at", "on", "into", "against", "toward", "towards")
TAKING = ("SANCTION", "COERCE", "CONCEDE")
PARTNERS = frozenset({"with", "between", "among", "of", "by", "in", "inside", "within"})
WITHIN = frozenset({"internal", "domestic", "civil", "intercommunal", "ethnic", "party", "own", "street"})


def names_a_third(scene: Scene, word: Token) -> bool:
    """Tell whether a sentence names anyone but the two its text is about.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    word : spacy.tokens.Token
        Any word of the sentence.
    """
    doc, (start, end) = word.doc, _stretch(word)
    here = (m for i, m in scene.mentions.items() if start <= i < end and m.kind in NAMED)
    return any(not set(m.actors) <= set(scene.pair) and not _is_venue(m, doc[m.head]) for m in here)


def _stretch(word: Token) -> tuple[int, int]:
    """Where the part of a sentence begins and ends that a word stands in, between semicolons and colons."""
    breaks = [t.i for t in word.sent if t.text in (";", ":")]
    start = max([word.sent.start, *(i for i in breaks if i < word.i)])
    return start, min([word.sent.end, *(i for i in breaks if i > word.i)])


def _is_venue(mention: Mention, head: Token) -> bool:
    """Tell whether a capital is only where something took place ("talks in Geneva", "a court in Paris")."""
    return mention.why.startswith("capital") and head.dep_ == "pobj" and head.head.lower_ in PLACING


def between_the_two(scene: Scene, noun: Token, reading: Reading, roles: Roles) -> Roles:
    """Fill in both sides, or the other one, of talks or a clash that a noun names without saying whose.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    noun : spacy.tokens.Token
        What names the act.
    reading : Reading
        What it says was done.
    roles : Roles
        Without targets.

    Returns
    -------
    Roles
        Unchanged unless the text is about two and the sentence names nobody else.
    """
    own = {party.actor for party in roles.sources}
    if not scene.pair or noun.pos_ not in ("NOUN", "PROPN") or not own <= set(scene.pair) or len(own) > 1:
        return roles
    named = noun.doc[reading.token]
    clash = reading.act.event == "ASSAULT" and named.lemma_.lower() in words("fighting") and named.tag_ == "NNS"
    told = named.dep_ in ("nsubj", "nsubjpass") or (named.dep_ == "pobj" and named.head.head.dep_ == "pobj")
    if not told or not (clash or reading.act.name in BETWEEN):
        return roles  # told of, not named in passing: "clashes broke out", "after a series of clashes"
    if _is_with_others(named) or names_a_third(scene, noun):
        return roles
    sides = [Party(actor, noun.i, None, SURE) for actor in scene.pair]
    first = roles.sources or tuple(sides[:1])
    return Roles(first, tuple(p for p in sides if p.actor not in {f.actor for f in first}), joint=True)


def _is_with_others(noun: Token) -> bool:
    """Tell whether a noun says with whom or where the talks or clashes were, in words that name neither of the two."""
    return any(
        (c.dep_ == "prep" and c.lower_ in PARTNERS)
        or c.dep_ == "poss"
        or (c.dep_ in ("amod", "compound") and c.lemma_.lower() in WITHIN)
        for c in children(noun)
    )


def done_by_the_other(scene: Scene, verb: Token, reading: Reading) -> tuple[Party, ...]:
    """Return the other of two as who did something by nobody who is named ("Chadian lorries were turned back").

    Parameters
    ----------
    scene : Scene
        The paragraph.
    verb : spacy.tokens.Token
        A predicate in the passive.
    reading : Reading
        What it says was done.
    """
    subject = subject_of(verb)
    if not scene.pair or subject is None or not is_passive(verb) or by_phrase(verb) is not None:
        return ()
    if reading.act.event == "REJECT":
        return _refused_by_the_other(scene, verb, subject)
    if reading.act.event == "ASSAULT":
        return _fired_by_the_other(scene, verb, subject)
    called = reading.act.event == "ACCUSE" and verb.lemma_ in words("calling_in")
    if (reading.act.event not in TAKING and not called) or subject.lemma_.lower() not in words("gone_abroad") | {"it"}:
        return ()
    suffering = {p.actor for p in scene.agents(subject)}
    if len(suffering) != 1 or not suffering < set(scene.pair) or names_a_third(scene, verb):
        return ()
    return tuple(Party(actor, verb.i, None, SURE) for actor in scene.pair if actor not in suffering)


def _refused_by_the_other(scene: Scene, verb: Token, subject: Token) -> tuple[Party, ...]:
    """Return the other of two as who said no to what one of them asked or offered ("Chad's offer was turned down")."""
    if subject.lemma_.lower() not in words("coming") | {"bid", "claim"} or names_a_third(scene, verb):
        return ()
    owners = {p.actor for c in children(subject) if c.dep_ in ("poss", "amod") for p in scene.agents(c)}
    if len(owners) != 1 or not owners < set(scene.pair):
        return ()
    return tuple(Party(actor, verb.i, None, SURE) for actor in scene.pair if actor not in owners)


def _fired_by_the_other(scene: Scene, verb: Token, subject: Token) -> tuple[Party, ...]:
    """Return the other of two as who fired what was fired at one of them ("shells were fired at a Chadian post")."""
    if "weapons_fire" not in lexicon().kinds.get(subject.lemma_.lower(), ()) or names_a_third(scene, verb):
        return ()
    aims = (c for c in children(verb) if c.dep_ == "prep" and c.lower_ in AIMED)
    hit = {p.actor for aim in aims for thing in children(aim) if thing.dep_ == "pobj" for p in scene.inside(thing)}
    if len(hit) != 1 or not hit < set(scene.pair):
        return ()
    return tuple(Party(actor, verb.i, None, SURE) for actor in scene.pair if actor not in hit)


def reached_between(scene: Scene, verb: Token, subject: Token | None) -> tuple[Party, ...]:
    """Return who reached something that was reached between them.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    verb : spacy.tokens.Token
        A predicate.
    subject : spacy.tokens.Token or None
        Its subject.
    """
    for word in (verb, subject):
        for child in children(word) if word is not None else ():
            if child.dep_ == "prep" and child.lower_ in ("between", "among"):
                agents = [p for thing in children(child) if thing.dep_ == "pobj" for p in scene.agents(thing)]
                if len(agents) > 1:
                    return tuple(agents)
    return _pact_of(scene, verb.head) if verb.dep_ == "acl" else ()


def _pact_of(scene: Scene, noun: Token) -> tuple[Party, ...]:
    """Who made what a participle says was made ("Chad's pact with Libya, signed in May")."""
    whose = [p for c in children(noun) if c.dep_ in ("poss", "amod", "compound") and c.i < noun.i for p in scene.at(c)]
    phrases = (c for c in children(noun) if c.dep_ == "prep" and c.lower_ == "with")
    other = [p for phrase in phrases for c in children(phrase) if c.dep_ == "pobj" for p in scene.agents(c)]
    return (*whose, *other) if whose and other else ()
