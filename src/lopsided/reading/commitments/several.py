"""Subjects that only point back to several: "they", "both sides", "the three leaders"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.commitments.more import words
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

_TWO = 2
_SAME = frozenset(("regional", "participating", "visiting", "respective"))
_DOING = frozenset(("agree", "sign", "decide", "resolve"))
_ALL = frozenset(("the", "both", "these", "all"))
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def points_back(verb: Token) -> bool:
    """Tell whether a verb's subject only points back to several.

    Parameters
    ----------
    verb : spacy.tokens.Token
        The verb.
    """
    return any(several(c) is not None for c in children(verb) if c.dep_ == "nsubj")


def several(subject: Token) -> int | None:
    """Return how many a subject says that only points back to several, 0 if it does not say; None if it does not."""
    if subject.lower_ == "they" or (subject.lower_ == "we" and subject.head.lemma_ in _DOING):
        return 0
    below = {c.lower_ for c in children(subject)}
    if subject.lower_ == "both":
        return _TWO
    if subject.lemma_.lower() not in words("groups") or subject.tag_ != "NNS" or not below & (_ALL | _NUMBERS.keys()):
        return None
    inside = ("prep", "acl", "relcl", "amod", "poss", "appos", "compound")
    if any(c.dep_ in inside and c.lower_ not in _SAME for c in children(subject)):
        return None
    return next((_NUMBERS[word] for word in below if word in _NUMBERS), 0)
