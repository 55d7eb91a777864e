"""Acts two sides do to one another: clashes, exchanged fire, blame laid on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.words import words
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.plover.operators import Reading

EACH = frozenset({"each", "both"})
PAIRED = {"other": "each", "another": "one", "other's": "each", "another's": "one"}


def is_mutual(trigger: Token, reading: Reading) -> bool:
    """Tell whether what two do, each does to the other.

    Parameters
    ----------
    trigger : spacy.tokens.Token
        The predicate.
    reading : Reading
        What it says was done.
    """
    doc = trigger.doc
    read_words = {trigger.i, reading.token, *reading.path}
    lemmas = {doc[i].lemma_.lower() for i in read_words}
    if lemmas & words("exchanging") or reading.act.type == "RETREAT" or lemmas & words("mending"):
        return True
    if reading.act.type == "ASSAULT" and lemmas & (words("fighting") | words("truces")):
        return True
    return any(names_each_other(doc[i]) for i in read_words)


def names_each_other(word: Token) -> bool:
    """Tell whether a word's object, or whose that is, is "each other" or "one another"."""
    if _is_said_of_both(word) and any(t.lower_ == "other" for c in children(word) for t in _objects_at(c)):
        return True
    return any(
        PAIRED.get(t.lower_) == t.nbor(-1).lower_
        for c in children(word)
        if c.dep_ in ("dobj", "prep", "dative", "poss", "ccomp") and c.i > word.i
        for t in c.subtree
        if t.i > 0
    )


def _is_said_of_both(verb: Token) -> bool:
    """Tell whether a verb is said of two sides or of each of them ("both countries", "A and B each")."""
    below = children(verb)
    subjects = [c for c in below if c.dep_ in ("nsubj", "nsubjpass")]
    each = any(c.lower_ in EACH for c in below if c.i < verb.i)
    return each or any(
        c.tag_ in ("NNS", "NNPS", "PRP") or c.lower_ in EACH or any(d.lower_ in EACH for d in children(c))
        for c in subjects
    )


def _objects_at(child: Token) -> tuple[Token, ...]:
    """Return an object, its first word ("the other side"), or the object of a preposition ("on the other side")."""
    if child.dep_ == "dobj":
        return (child, *children(child))
    if child.dep_ != "prep":
        return ()
    things = [c for c in children(child) if c.dep_ == "pobj"]
    return (*things, *(d for thing in things for d in children(thing)))
