"""Who calls an envoy in or tells him to go, where only the ministry or the country says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.words import words
from lopsided.reading.plover.lexicon import lexicon
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events.scene import Party, Scene

GOING = ("leave", "quit", "exit", "depart")


def called_in(scene: Scene, verb: Token, subject: Token) -> tuple[Party, ...]:
    """Return who summons an envoy or wants him gone, in a passive without agent.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    verb : spacy.tokens.Token
        The predicate.
    subject : spacy.tokens.Token
        Its subject.
    """
    envoy = any("envoys" in lexicon().kinds.get(name, ()) for name in _titles(subject))
    called = _called_to(scene, verb) if envoy else ()
    return called or (_told_to_leave(scene, verb) if envoy or told_off(verb, subject) else ())


def told_off(verb: Token, subject: Token | None) -> bool:
    """Tell whether people of another country are told something by nobody who is named: they do not tell themselves.

    Parameters
    ----------
    verb : spacy.tokens.Token
        A predicate in the passive.
    subject : spacy.tokens.Token or None
        Its subject.
    """
    if subject is None or verb.lemma_ not in words("telling_off"):
        return False
    abroad = subject.pos_ == "NUM" or subject.lemma_.lower() in words("gone_abroad")
    return abroad or any("envoys" in lexicon().kinds.get(name, ()) for name in _titles(subject))


def _titles(subject: Token) -> set[str]:
    """Words for who somebody is: "the envoy", "Ambassador Ana Ruiz", "Ana Ruiz, the envoy"."""
    beside = (c for c in children(subject) if c.dep_ in ("compound", "appos", "nmod"))
    return {subject.lemma_.lower(), *(w.lemma_.lower() for c in beside for w in (c, *children(c)))}


def _called_to(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Whose ministry an envoy is called to ("was summoned to the Chadian foreign ministry")."""
    if verb.lemma_ not in words("calling_in"):
        return ()
    phrases = (c for c in children(verb) if c.dep_ == "prep" and c.lower_ in ("to", "at", "by"))
    return next((found for p in phrases for c in children(p) if c.dep_ == "pobj" and (found := scene.agents(c))), ())


def _told_to_leave(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Whose country an envoy is told to leave ("was asked to leave Chad", "was given a day to leave Chad")."""
    if verb.lemma_ not in words("telling_off"):
        return ()
    below = [c for c in (verb, *children(verb)) if c == verb or c.dep_ in ("dobj", "dative")]
    going = (c for word in below for c in children(word) if c.lemma_ in ("leave", "quit", "exit", "depart"))
    places = (t for g in going for t in (*children(g), *(t for p in children(g) for t in children(p))))
    return next((found for t in places if t.dep_ in ("dobj", "pobj") and (found := scene.at(t))), ())
