"""What a country bought or sold in all: a figure about its trade, no act toward anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.words import words
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.plover.operators import Reading

PAYING = frozenset({"for", "on", "worth", "at", "to"})


def is_sum(verb: Token, reading: Reading) -> bool:
    """Tell whether a verb says for how much goods changed hands over a time ("bought goods worth 4bn euros in 2023").

    Parameters
    ----------
    verb : spacy.tokens.Token
        The predicate.
    reading : Reading
        What it says was done.
    """
    if reading.act.event not in ("COOPERATE", "AID") or reading.operators or verb.lemma_ not in words("trading"):
        return False
    if verb.lemma_ == "spend" and any(t.dep_ == "pcomp" for c in children(verb) for t in children(c)):
        return True  # "has spent 2bn euros on mending its line"
    if verb.lemma_ != "spend" and not any(t.lemma_.lower() in words("wares") for t in _things(verb)):
        return False
    over = any(t.ent_type_ == "DATE" for t in verb.subtree)  # "in 2025", "last year"
    return over and any(_is_amount(t) for t in verb.subtree if t.i > verb.i)


def _things(verb: Token) -> Iterator[Token]:
    """Yield what a verb of trade is about: its object, and what it goes to or costs."""
    for child in children(verb):
        if child.dep_ == "dobj":
            yield child
        elif child.dep_ in ("prep", "dative") and child.lower_ in PAYING:
            yield from children(child)


def _is_amount(word: Token) -> bool:
    return word.ent_type_ == "MONEY" or word.lower_ in ("million", "billion", "trillion", "m", "bn")
