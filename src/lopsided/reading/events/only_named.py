"""Names that stand in a phrase without taking part: whose money it is, who brokered it, against whom it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

BELONGING = frozenset({"base", "lead", "own", "register", "flag", "run", "control"})


def is_of_money(word: Token) -> bool:
    """Tell whether a name only says whose money it is ("US$130", "US $5 million")."""
    return word.text.endswith("$") or bool(word.i + 1 < len(word.doc) and word.nbor(1).is_currency)


def is_ruled_out(word: Token) -> bool:
    """Tell whether a name is only set against another ("flew to Chad, not Mali")."""
    return bool(word.i > 1 and word.nbor(-1).lower_ == "not" and word.nbor(-2).lower_ in (",", "and"))


def is_near_border(word: Token) -> bool:
    """Tell whether a border only says where something is ("villages along the border with Chad")."""
    return bool(word.dep_ == "pobj" and word.lemma_ in ("border", "frontier") and word.head.lower_ in ("along", "near"))


def is_alleged(clause: Token) -> bool:
    """Tell whether a clause is what an allegation says: its victim is not whom the allegation is made against."""
    return bool(clause.dep_ == "acl" and clause.head.lemma_ in words("claims"))


def is_maker(word: Token) -> bool:
    """Tell whether a name only says who made or is liked by something ("a Chad-brokered truce", "Chad-friendly")."""
    hyphened = word.i + 1 < len(word.doc) and word.nbor(1).text == "-"
    made = (word.head.tag_ == "VBN" or hyphened) and word.head.dep_ == "amod"
    made = made and word.i < word.head.i and word.dep_ != "amod"
    return bool(made and word.head.lemma_ not in BELONGING)


def is_opposed(word: Token) -> bool:
    """Tell whether a name says whom something is against ("anti-Chadian protests")."""
    before = [word.nbor(-n).lower_ for n in (1, 2) if word.i >= n]
    return before[:1] == ["anti"] or before == ["-", "anti"]


def is_public(head: Token) -> bool:
    """Tell whether a bank or a company is the state's ("the central bank", "the state oil firm")."""
    return any(c.lower_ in words("public") for c in head.lefts)


def is_seat(head: Token, place: Token) -> bool:
    """Tell whether a place is only where a court of many states sits ("the court in The Hague")."""
    return head.lemma_.lower() in words("courts") and place.lower_ in words("seats_of_courts")
