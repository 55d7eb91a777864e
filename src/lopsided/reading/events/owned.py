"""Acts of speech and policy that a noun names together with its owner ("Peru's request for aid", "at Peru's request").

What somebody asked, offered or refused has been asked, offered or refused, whatever the sentence says of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.reading.events.subjects import by_phrase, object_of, subject_of
from lopsided.reading.events.words import words
from lopsided.reading.plover.tree import children, joined

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events.scene import Party, Scene

COMPLEMENTS = ("acl", "relcl", "ccomp", "xcomp")
WHAT = frozenset({"for", "to", "against", "on", "about", "over", "of", "that"})
STEPS = 4


@dataclass(frozen=True, slots=True)
class Credit:
    """Who did what he is thanked or blamed for, and who thanks or blames him."""

    doer: Token | None
    speaker: Token | None


def is_owned_word(noun: Token) -> bool:
    """Tell whether a noun names what its owner said or decided, and says what that was.

    Parameters
    ----------
    noun : spacy.tokens.Token
        Any noun.
    """
    if noun.lemma_.lower() not in words("owned") or noun.dep_ == "compound":
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ in ("at", "on", "upon") and of_phrase(noun) is not None:
        return True
    of = of_phrase(noun)
    things = (noun, of, *joined(of)) if of is not None else (noun,)
    by = next((found for thing in things if (found := by_phrase(thing)) is not None), None)
    if by is None and not any(_is_owner(c) for thing in things for c in children(thing)):
        sent = noun.lemma_.lower() in words("coming")
        return sent and any(c.dep_ == "prep" and c.lower_ == "from" for c in children(noun))
    if noun.dep_ == "pobj" and noun.head.lower_ == "at":
        return True
    if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in words("answers") | words("granting"):
        return True
    return any(c.i > noun.i and (c.dep_ in COMPLEMENTS or c.lower_ in WHAT) for c in children(noun))


def _is_owner(word: Token) -> bool:
    """Tell whether a word says whose something is ("Chad's demand", "a Chadian demand")."""
    return word.dep_ == "poss" or (word.dep_ in ("amod", "compound") and word.ent_type_ in ("NORP", "GPE"))


def has_doer_and_victim(noun: Token) -> bool:
    """Tell whether a noun says both who did it and to whom ("the killing of sailors by Chad's guards").

    Parameters
    ----------
    noun : spacy.tokens.Token
        Any noun.
    """
    of = of_phrase(noun)
    by = by_phrase(noun) or (by_phrase(of) if of is not None else None)
    return of is not None and (by is not None or any(c.dep_ == "poss" for c in children(noun)))


def has_owner_and_goal(noun: Token) -> bool:
    """Tell whether a noun says who went where ("the king's trip to Chad").

    Parameters
    ----------
    noun : spacy.tokens.Token
        Any noun.
    """
    below = children(noun)
    owned = by_phrase(noun) is not None or any(c.dep_ == "poss" for c in below)
    return owned and any(c.dep_ == "prep" and c.lower_ == "to" for c in below)


def of_phrase(noun: Token) -> Token | None:
    """Return what hangs on a noun by "of"."""
    for child in children(noun):
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((thing for thing in children(child) if thing.dep_ == "pobj"), None)
    return None


def governor_of(noun: Token) -> Token | None:
    """Return the verb a noun takes part in."""
    word = noun
    for _ in range(STEPS):
        if word.head == word or word.dep_ in ("relcl", "acl", "advcl"):
            return None
        word = word.head
        if word.pos_ in ("VERB", "AUX"):
            return word
    return None


def answerer(scene: Scene, noun: Token, own: set[str]) -> tuple[Party, ...]:
    """Return who deals with what another asked, offered or refused ("Chad's request was turned down by Mali").

    Parameters
    ----------
    scene : Scene
        The paragraph.
    noun : spacy.tokens.Token
        What names the act.
    own : set of str
        Whose it is.
    """
    verb = governor_of(noun)
    if verb is None:
        return ()
    sides = [by_phrase(verb), subject_of(verb), *(c for c in children(verb) if c.dep_ in ("dobj", "dative"))]
    for side in sides:
        if side is not None and side != noun:
            found = tuple(p for p in scene.agents(side) if p.actor not in own)
            if found:
                return found
    return ()


def credited(word: Token) -> Credit | None:
    """Return who is thanked or blamed for an act, and by whom ("thanked Chad for its donation of fuel").

    Parameters
    ----------
    word : spacy.tokens.Token
        What names the act: the object of "for", or a participle that hangs on it.
    """
    if word.dep_ == "acl" and word.tag_ == "VBN":
        word = word.head
    while word.dep_ == "pobj" and word.head.lower_ == "of":
        word = word.head.head  # "three million doses of vaccine"
    if word.dep_ != "pobj" or word.head.lower_ != "for":
        return None
    verb = word.head.head
    verb = verb.head if verb.pos_ in ("NOUN", "PROPN") and verb.dep_ == "dobj" else verb
    if verb.lemma_ not in words("crediting"):
        return None
    return Credit(object_of(verb), subject_of(verb))
