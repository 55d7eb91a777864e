"""What was not done though it is told: called off, only imagined, or told in a story ("Had Chad expelled him, ...")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.words import words
from lopsided.reading.plover.modality import is_negated
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY = frozenset(("nobody", "none", "noone"))
_SUBJECTS = ("nsubj", "nsubjpass")
_STEPS = 4


def is_imagined(trigger: Token) -> bool:
    """Tell whether an act is only a condition that was not met, or of a story told: no act.

    Parameters
    ----------
    trigger : spacy.tokens.Token
        The verb or noun of the act.
    """
    below = children(trigger)
    had = next((c for c in below if c.dep_ == "aux" and c.lower_ == "had"), None)
    subject = next((c for c in below if c.dep_ in _SUBJECTS), None)
    if had is not None and subject is not None and had.i < subject.i and trigger.tag_ in ("VBN", "VBD"):
        return True  # "Had Chad expelled the envoy, ..."
    if trigger.tag_ == "VBG" and trigger.dep_ == "advcl" and trigger.head.dep_ == "parataxis":
        return trigger.head.lemma_ == "say"  # "..., the navy said, killing one": not the navy did
    word = trigger
    for _ in range(_STEPS):
        if word.dep_ == "relcl" and word.head.lemma_.lower() in words("stories"):
            return any(c.lower_ == "in" for c in children(word))  # "a novel in which Chad invades Mali"
        if word.head == word:
            return False
        word = word.head
    return False


def undone(trigger: Token) -> Token | None:
    """Return the word by which an act is said not to have been done: "was cancelled", "never came", "nobody".

    Parameters
    ----------
    trigger : spacy.tokens.Token
        The verb or noun of the act.
    """
    if trigger.pos_ not in ("NOUN", "PROPN"):
        return next((c for c in children(trigger) if c.dep_ in _SUBJECTS and c.lower_ in _NOBODY), None)
    if trigger.dep_ not in (*_SUBJECTS, "dobj"):
        return None
    verb = trigger.head
    called_off = verb.lemma_ in words("calling_off") or (
        verb.lemma_ == "call" and any(c.dep_ == "prt" and c.lower_ == "off" for c in children(verb))
    )
    if called_off and not is_negated(verb):
        return verb
    never = verb.lemma_ in words("coming_about") and trigger.dep_ in _SUBJECTS and is_negated(verb)
    return verb if never else None
