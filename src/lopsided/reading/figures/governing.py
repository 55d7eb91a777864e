"""The noun an amount belongs to: "a credit facility of 3 million dollars", "a $3 million line of credit"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.words import role_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.sentence import Sentence

_BEFORE_A_NOUN = ("compound", "nmod", "amod", "nummod", "quantmod", "poss")
_CLIMB = 4


def governs(sentence: Sentence, candidate: Candidate) -> tuple[int, str] | None:
    """Return the noun for something given that an amount is the size of, and its role; None for other amounts.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    candidate : Candidate
        A sum.
    """
    if candidate.quantity != "money":
        return None
    token = sentence.doc[candidate.head]
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        token = token.head.head
        role = _given(token)
        return (token.i, role) if role is not None else None
    for _ in range(_CLIMB):
        if token.dep_ not in _BEFORE_A_NOUN:
            return None
        token = token.head
        if (role := _given(token)) is not None and token.i > candidate.start:
            return token.i, role
    return None


def _given(noun: Token) -> str | None:
    """Return the role of a word for a gift or a loan; a line of credit is one."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    if noun.lemma_.lower() == "line" and noun.doc[noun.i + 1 : noun.i + 3].text.lower() == "of credit":
        return "gift"
    below = [noun, *(c for c in noun.children if c.dep_ == "compound")]
    return "gift" if any(role_of(t.lemma_.lower()) == "gift" for t in below) else None
