"""Verbs that would bind somebody but for what stands with them: courtesies, attempts, talk of an older pact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.commitments.more import words
from lopsided.reading.plover.tree import children, key_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.plover.operators import Reading

_TAKEN = ("dobj", "nsubjpass", "xcomp", "ccomp", "prep")
_THINGS = ("dobj", "nsubjpass")
_ABOUT = frozenset(
    ("on", "to", "over", "about", "for", "with", "in", "between", "against", "regarding", "towards", "from")
)
_TOWARDS = frozenset(("on", "of", "for", "to", "about", "towards"))
_GREETING = frozenset(("extend", "offer", "convey", "send", "give", "express"))


def binds_nobody(verb: Token, reading: Reading) -> bool:
    """Tell whether a verb that could bind somebody binds nobody here.

    Parameters
    ----------
    verb : spacy.tokens.Token
        The verb.
    reading : Reading
        What it was read as.
    """
    kind = key_of(verb)
    if kind in words("attempting") or (reading.act.name == "sign" and kind in words("mentioning")):
        return True
    if kind == "require" or _is_printed(verb) or _is_aim(verb) or _is_carried_out(verb):
        return True  # to ask something of others is not to be bound
    if kind in _GREETING and any(c.dep_ in _THINGS and c.lemma_.lower() in words("courtesies") for c in children(verb)):
        return True
    if kind == "ratify" and any(c.dep_ == "ccomp" for c in children(verb)):
        return True  # "ratified that ...": confirmed, as translations have it
    if _is_of_others(verb, kind):
        return True
    return _is_opinion(verb) or _is_a_price(verb) or _assures_nobody(verb) or _accepts_nothing(verb)


def _is_of_others(verb: Token, kind: str) -> bool:
    """Whether a verb of oneself binds nobody ("will defend itself"), or one of being bound is of others."""
    reflexive = any(c.dep_ in ("dobj", "nsubj") and is_reflexive(c) for c in children(verb))
    if kind in words("binding_oneself"):
        return not reflexive  # "obliged its neighbour to"
    return reflexive and kind not in words("pledging")


def _is_carried_out(verb: Token) -> bool:
    """Whether to undertake is only to do ("firms undertake works"), and a participle only tells of a thing agreed."""
    if verb.dep_ == "amod":
        return verb.tag_ == "VBN" or any(c.dep_ == "advmod" for c in children(verb))
    below = children(verb)
    meant = any(c.dep_ in ("xcomp", "ccomp") or (c.dep_ == "aux" and c.tag_ == "MD") for c in below)
    return key_of(verb) == "undertake" and not meant and any(c.dep_ in _THINGS for c in below)


def _is_aim(verb: Token) -> bool:
    """Whether a signing is only what is decided, hoped or set ("a decision on signing", "the signing will be held")."""
    if any(c.dep_ == "nsubjpass" and c.lemma_.lower() == "signing" for c in children(verb)):
        return True
    aimed = verb.dep_ == "pcomp" and verb.tag_ == "VBG" and verb.head.lower_ in _TOWARDS
    return aimed and key_of(verb) in words("signing")


def _is_printed(verb: Token) -> bool:
    """Whether a verb puts a text before the public, which binds by its words only; who releases captives is bound."""
    kind = key_of(verb)
    if kind not in words("printing"):
        return verb.dep_ == "acl" and kind == "issue"  # "in a communique issued after the talks"
    things = [c for c in children(verb) if c.dep_ in _THINGS]
    return kind != "release" or not things or any(t.lemma_.lower() in words("papers") for t in things)


def is_thing(part: Token) -> bool:
    """Tell whether a complement can be what is committed to: no relative, no reflexive, no mere time or place.

    Parameters
    ----------
    part : spacy.tokens.Token
        The word below the verb.
    """
    if part.tag_ in ("WDT", "WP") or part.lower_.endswith(("self", "selves")):
        return False
    if part.dep_ == "advcl":
        return any(c.dep_ == "aux" and c.lower_ == "to" for c in children(part))
    if part.dep_ == "prep":
        return part.lower_ in _ABOUT and not any(c.ent_type_ in ("DATE", "TIME") for c in children(part))
    return True


def is_reflexive(word: Token) -> bool:
    """Whether a word is "itself", "themselves" and the like."""
    return bool(word.lower_.endswith(("self", "selves")))


def _is_opinion(verb: Token) -> bool:
    """Whether two only think alike: what they agree "that" is told as it is or was ("agreed that talks are useful")."""
    if verb.lemma_ != "agree":
        return False
    for clause in (c for c in children(verb) if c.dep_ == "ccomp" and any(g.lower_ == "that" for g in children(c))):
        helped = [g for g in children(clause) if g.dep_ in ("aux", "auxpass")]
        finite = clause.tag_ in ("VBZ", "VBP", "VBD") or any(g.tag_ in ("VBZ", "VBP", "VBD") for g in helped)
        if finite and not any(g.tag_ == "MD" for g in helped):
            return True
    return False


def _is_a_price(verb: Token) -> bool:
    """Whether somebody only pays for what is bought ("will pay 10 percent more for gas")."""
    if verb.lemma_ != "pay":
        return False
    below = children(verb)
    sums = any(
        t.ent_type_ == "MONEY" and c.lower_ not in ("cent", "percent")
        for c in below
        if c.dep_ == "dobj"
        for t in c.subtree
    )
    return not sums and any(c.lower_ in ("for", "more", "less") for c in verb.subtree)


def _accepts_nothing(verb: Token) -> bool:
    """Tell whether somebody only grants a point, or nobody knows what he took on ("the mistake, he accepted, ...")."""
    return verb.lemma_ == "accept" and verb.dep_ != "relcl" and not any(c.dep_ in _TAKEN for c in children(verb))


def _assures_nobody(verb: Token) -> bool:
    """Tell whether a verb of assuring names nobody who is assured: it then only insists ("assured that ...")."""
    return verb.lemma_ in words("assuring") and not any(c.dep_ in ("dobj", "dative") for c in children(verb))


def is_asked_for(noun: Token) -> bool:
    """Tell whether somebody is only asked to keep a promise ("urged Chad to keep its promise").

    Parameters
    ----------
    noun : spacy.tokens.Token
        The promise.
    """
    kept = noun.head
    return kept.dep_ in ("xcomp", "ccomp", "advcl") and key_of(kept.head) in words("asking")
