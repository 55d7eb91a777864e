"""Which words can stand in a personal name, and how far a name goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.mentions.roles import group_words, ranks, role_words
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.mentions.descriptions import Surroundings

_NOT_PEOPLE = frozenset(("mr", "mrs", "ms", "covid", "god", "video", "photo", "image", "file", "read", "twitter"))
_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"))
_JOINED = frozenset(("led", "based", "backed", "era", "born", "style", "appointed", "brokered", "aligned", "linked"))


def extended(around: Surroundings, stop: int) -> int:
    """Return where a hyphened name ends that the parser cut."""
    texts = around.scene.texts
    while (
        stop + 1 < len(texts) and texts[stop] == "-" and texts[stop + 1].isalpha() and stop + 1 not in around.named_at
    ):
        touching = around.scene.starts[stop + 1] == around.scene.starts[stop] + 1
        if not touching or texts[stop + 1] in _JOINED:
            break
        stop += 2
    return stop


def title_at(around: Surroundings, i: int) -> bool:
    """Whether a word is or belongs to a title: "Minister", "Dr", "former"."""
    plain = fold(around.scene.texts[i])
    known = plain in ranks() or plain in role_words() or plain in group_words()
    return i in around.roles or known or plain in {"foreign", "former", "ex"}


def may_be_titled(token: Token) -> bool:
    """Whether a word can stand in a title; what a preposition governs cannot ("on Monday Prime Minister Ruiz")."""
    return token.pos_ in {"ADJ", "NOUN", "PROPN"} and token.dep_ != "pobj"


def is_name_word(around: Surroundings, i: int) -> bool:
    """Whether a word can be part of a personal name by its spelling and what else it is."""
    word = around.scene.texts[i]
    if i in around.named_at or not word[:1].isupper() or word.casefold().rstrip(".") in _NOT_PEOPLE | _DAYS:
        return False
    token = around.scene.doc[i]
    if word.isupper() and len(word) > 1 and (token.is_stop or token.pos_ != "PROPN"):
        return False
    return word.replace("-", "").replace("'", "").replace("\u2019", "").replace(".", "").isalpha()
