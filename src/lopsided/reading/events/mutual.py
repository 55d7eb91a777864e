"""Acts two sides do to one another: clashes, exchanged fire, blame laid on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.words import words
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.plover.operators import Reading

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
    if any(c.dep_ == "nsubj" and any(d.lower_ == "each" for d in children(c)) for c in children(word)):
        return any(c.dep_ == "dobj" and c.lower_ == "other" for c in children(word))
    return any(
        PAIRED.get(t.lower_) == t.nbor(-1).lower_
        for c in children(word)
        if c.dep_ in ("dobj", "prep", "dative", "poss", "ccomp") and c.i > word.i
        for t in c.subtree
        if t.i > 0
    )
