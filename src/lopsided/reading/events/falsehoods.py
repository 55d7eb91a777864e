"""Acts that are told only to be called untrue ("reports that ... are false"), or left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.words import words
from lopsided.reading.plover.modality import is_negated
from lopsided.reading.plover.tree import children, joined

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = ("acl", "relcl", "ccomp", "appos")
_JUDGED = ("acomp", "attr", "oprd")


def called_false(trigger: Token) -> Token | None:
    """Return the word by which an act is called untrue.

    Parameters
    ----------
    trigger : spacy.tokens.Token
        The verb or noun of the act.

    Returns
    -------
    spacy.tokens.Token or None
        The verb: "are" of "reports that ... are false", "refuted" of "refuted reports that ...".
    """
    word = trigger
    while word.dep_ == "conj":
        word = word.head
    if word.dep_ in ("ccomp", "csubj", "advcl") and word.head.lemma_ == "be" and _says_false(word.head):
        return word.head  # "it is not true that ..."
    told = _report_of(word)
    if told is None:
        return None
    if told.dep_ in ("nsubj", "nsubjpass"):
        return told.head if _says_false(told.head) else None
    if told.dep_ == "dobj" and told.head.lemma_ in words("refuting") and not is_negated(told.head):
        return told.head
    return None


def refutes_a_report(verb: Token) -> bool:
    """Tell whether what is rejected is a report of nobody's ("refuted reports that ..."): no act on another.

    Parameters
    ----------
    verb : spacy.tokens.Token
        The verb of an act.
    """
    if verb.lemma_ not in words("refuting"):
        return False
    told = next((c for c in children(verb) if c.dep_ == "dobj" and c.lemma_.lower() in words("tellings")), None)
    if told is None or not any(c.dep_ in ("acl", "relcl") and c.pos_ in ("VERB", "AUX") for c in children(told)):
        return False
    return not any(c.dep_ in ("poss", "prep") or c.ent_type_ for c in children(told))


def is_left_open(trigger: Token) -> bool:
    """Tell whether an act is neither confirmed nor denied.

    Parameters
    ----------
    trigger : spacy.tokens.Token
        The verb of the act.
    """
    verb = trigger.head
    if trigger.dep_ not in ("ccomp", "dobj") or verb.lemma_ not in ("deny", "confirm"):
        return False
    return {"deny", "confirm"} <= {w.lemma_ for w in (verb, verb.head, *joined(verb))}


def _report_of(word: Token) -> Token | None:
    """Return the noun for what is told ("reports that he left", "reports of a raid")."""
    above = word.head
    if word.dep_ == "pobj" and above.lower_ == "of":
        above = above.head
    elif word.dep_ not in _CLAUSES:
        return None
    return above if above.pos_ == "NOUN" and above.lemma_.lower() in words("tellings") else None


def _says_false(verb: Token) -> bool:
    """Tell whether a predicate calls its subject untrue."""
    if verb.lemma_ in words("inventing") and any(c.dep_ == "auxpass" for c in children(verb)):
        return not is_negated(verb)
    for child in children(verb):
        if child.dep_ in _JUDGED and child.lower_ in words("false"):
            return not is_negated(verb)
        if child.dep_ in _JUDGED and child.lower_ in ("true", "correct", "accurate"):
            return is_negated(verb)
    return False
