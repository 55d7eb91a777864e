"""What auxiliaries and negation lay over a predicate: it will, must or may be, is not, is no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.plover.slots import objects_of
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

WILL = frozenset({"will", "would", "shall", "'ll", "\u2019ll", "wo", "ll"})
MUST = frozenset({"must", "should", "ought", "need"})
MAY = frozenset({"may", "might", "could", "can", "ca"})
NEAR = 4
NOBODY = frozenset({"none", "nobody", "nothing", "neither"})
NEVER = frozenset({"not", "n't", "n\u2019t", "never", "neither", "nor", "no"})


def modality(word: Token) -> Iterator[tuple[str, str]]:
    """Yield what a predicate's own auxiliaries and negation lay over it, innermost first.

    Parameters
    ----------
    word : spacy.tokens.Token
        A verb, noun or adjective.

    Yields
    ------
    tuple of str
        An operator ("intend", "must", "may", "not", "end") and the word it was read from.
    """
    for child in children(word):
        low = child.lower_
        if child.dep_ == "aux" and low in WILL:
            yield "intend", low
        elif child.dep_ == "aux" and low in MUST:
            yield "must", low
        elif child.dep_ == "aux" and low in MAY:
            yield "may", low
    near = (c for c in children(word) if abs(c.i - word.i) <= NEAR)
    if any(c.lower_ == "longer" and any(d.lower_ == "no" for d in children(c)) for c in near):
        yield "end", "no longer"
    elif is_negated(word):
        yield "not", "negated"


def is_negated(word: Token) -> bool:
    """Tell whether a predicate is negated ("did not", "never", "no talks", "neither ... nor")."""
    if word.dep_ == "pcomp" and word.head.lower_ == "of" and word.head.head.lower_ == "short":
        return True  # "stopped short of accusing"
    for child in children(word):
        if child.dep_ == "neg" or (child.dep_ in ("preconj", "det", "advmod", "cc") and child.lower_ in NEVER):
            return True
    if word.pos_ in ("VERB", "AUX"):
        for thing in objects_of(word):
            if thing.lower_ in NOBODY or any(c.dep_ == "det" and c.lower_ == "no" for c in children(thing)):
                return True
        if word.dep_ == "conj" and any(c.dep_ == "cc" and c.lower_ == "nor" for c in children(word.head)):
            return True
    return False
