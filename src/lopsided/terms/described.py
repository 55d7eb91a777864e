"""People named by their office alone: "the Chinese leader", "Japan's prime minister", "the president of Kenya"."""

from __future__ import annotations

from functools import cache

from lopsided.terms.officials import Official, officials
from lopsided.terms.words import fold

_ANY_HEAD = frozenset(("leader", "head of state", "head of government", "ruler"))
_HEADS = frozenset(("president", "prime minister", "premier", "chancellor", "king", "queen", "supreme leader", "emir"))
_POSSESSIVES = ("'s", "s'")


@cache
def _offices() -> frozenset[str]:
    """Every office in the table, and the words for whoever leads a state."""
    return frozenset(fold(t.office) for o in officials() for t in o.terms) | _ANY_HEAD | _HEADS


def office_and_owner(phrase: str) -> tuple[str, str] | None:
    """Cut a description into the office (folded) and the form that says whose it is.

    Returns
    -------
    tuple of str or None
        ``("leader", "Chinese")`` for "the Chinese leader"; None if the phrase ends or begins with no known office.
    """
    words = phrase.split()
    if words[:1] and words[0].casefold() == "the":
        words = words[1:]
    for cut in range(1, len(words)):
        office = fold(" ".join(words[cut:]))
        if office in _offices():
            owner = " ".join(words[:cut]).replace("\u2019", "'")
            return office, owner.removesuffix(_POSSESSIVES[0]) if not owner.endswith(_POSSESSIVES[1]) else owner[:-1]
    for cut in range(len(words) - 2, 0, -1):
        office = fold(" ".join(words[:cut]))
        if words[cut] == "of" and office in _offices():
            return office, " ".join(words[cut + 1 :])
    return None


def holder(actor: str, office: str, on: str) -> Official | None:
    """Who held an office of an actor on an ISO day; for "leader" whoever the table puts first among the heads.

    The table lists the one who governs before the other (a chancellor before a ceremonial president).
    """
    for official in officials():
        for term in official.terms:
            fits = fold(term.office) == office or (office in _ANY_HEAD and fold(term.office) in _HEADS)
            if term.actor == actor and fits and term.holds(on):
                return official
    return None
