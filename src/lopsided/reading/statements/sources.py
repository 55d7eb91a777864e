"""Words besides "according to" after which a source is told: "per the ministry", "in Ruiz's view", "by the data of"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_SOURCES = frozenset({"per", "words", "view", "opinion", "reckoning", "telling", "assessment", "judgment", "judgement"})
"""Besides "according to": "per the ministry", "in the minister's words", "in the view of analysts"."""
_VIA = frozenset({"in", "by", "to"})
_COUNTS = frozenset({"data", "figures", "estimate", "estimates", "account", "calculation", "calculations"})
"""What only "by" makes a source of: "by the ministry's own figures", not "in the accounts of the ministry"."""
SOURCE_WORDS = _SOURCES | _COUNTS
"""All words that may bring a source."""


def introduces_source(token: Token) -> bool:
    """Return whether a word brings the source of what its clause tells."""
    if token.lower_ == "per":
        return token.dep_ == "prep" and any(c.dep_ == "pobj" and c.pos_ == "PROPN" for c in token.children)
    if token.lower_ in _SOURCES:
        return token.dep_ == "pobj" and token.head.lower_ in _VIA and _is_owned(token)
    return token.lower_ in _COUNTS and _opens_with_by(token)


def _opens_with_by(token: Token) -> bool:
    """Return whether a sentence begins "By the data of the customs service, ..."."""
    by = token.head
    opens = token.dep_ == "pobj" and by.lower_ == "by" and by.dep_ == "prep" and by.i == token.sent.start
    return opens and _is_owned(token)


def _is_owned(token: Token) -> bool:
    return any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ == "of") for c in token.children)
