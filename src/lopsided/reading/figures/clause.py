"""Parts of what a clause tells of: "40 percent of the crude that Russia sells", "a third of what Chad burns"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.flows import TOWARD, Flow, first_of
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.sentence import Place, Sentence

_REACH = 14
_TO_THE_VERB = 4
_BREAKS = frozenset((",", ";", ":", "."))
_KINDS = ("sell", "make", "verb-in", "use-up", "verb-owe")


def clause_flow(sentence: Sentence, candidate: Candidate) -> Flow | None:
    """Return who gives to whom where a share is a share of what somebody sells, makes, buys or uses; else None."""
    if candidate.quantity not in ("share", "volume", "money"):
        return None
    if candidate.quantity == "share" and _is_of_a_land(sentence, candidate):
        return Flow(why="a part of a country itself")
    found = _doer(sentence, candidate)
    if found is None or (candidate.quantity != "share" and not _is_what_it_trades(sentence, candidate, found)):
        return None
    place, verb, kind = found
    if (turned := _of_the_partner(sentence, candidate, found)) is not None:
        return turned
    other = _other(sentence, candidate, place, kind)
    why = f"a part of what {place.actor} {'sells or makes' if kind in ('sell', 'make') else 'buys or uses'}"
    if kind in ("sell", "make"):
        role = "verb-out" if kind == "sell" else None
        return Flow(place.actor, other, noun=verb.i if role else None, role=role, owner=place.actor, why=why)
    if kind == "verb-owe":
        why = f"a part of what {place.actor} owes"
    role = kind if kind in ("verb-in", "verb-owe") else "use"
    return Flow(other, place.actor, noun=verb.i, role=role, owner=place.actor, why=why)


def _is_of_a_land(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a part is of a country itself, of no trade: "makes up two thirds of Guyana"."""
    of = candidate.end if sentence.doc[candidate.end : candidate.end + 1].text == "of" else candidate.end - 1
    place = next((p for p in sentence.places if p.start - of in (1, 2) and p.before == "of"), None)
    alone = place is not None and not (place.is_owner or place.is_adjective or place.is_pronoun)
    return alone and sentence.doc[of].lower_ == "of"


def _of_the_partner(sentence: Sentence, candidate: Candidate, found: tuple[Place, Token, str]) -> Flow | None:
    """Read "Chad takes a tenth of what it sells" as a part of what its partner sells: nobody buys from itself."""
    place, _, kind = found
    main = next((t for t in sentence.doc[candidate.head].ancestors if t.pos_ == "VERB"), None)
    doer = first_of(sentence.doer(sentence.doc[candidate.head]))
    if main is None or not place.is_pronoun or doer != place.actor or main.i > candidate.start:
        return None
    lemma = main.lemma_.lower()
    takes = lemma in words("verb-in") and kind in ("sell", "make")
    gives = lemma in words("verb-out") and kind in ("verb-in", "use-up")
    if not (takes or gives):
        return None
    named = sentence.others({doer})
    other = named[0] if len(named) == 1 else next((a for a in sentence.pair if a != doer), None)
    role = "verb-in" if takes else "verb-out"
    giver, taker = (other, doer) if takes else (doer, other)
    return Flow(giver, taker, noun=main.i, role=role, owner=other, why="a part of what the other side sells or buys")


def _is_what_it_trades(sentence: Sentence, candidate: Candidate, found: tuple[Place, Token, str]) -> bool:
    """Whether an amount is what a relative clause says is sold or bought ("the oil that Iraq ships to ...")."""
    place, verb, kind = found
    head = sentence.doc[candidate.head]
    between = {t.lower_ for t in sentence.doc[candidate.end : place.start]}
    traded = kind in ("sell", "verb-in", "verb-owe") and not between & {"what", "than", "as", "twice"}
    return traded and verb.dep_ == "relcl" and (verb.head == head or head in list(verb.head.ancestors)[:2])


def _doer(sentence: Sentence, candidate: Candidate) -> tuple[Place, Token, str] | None:
    """Return the subject of the clause after a share, its verb, and what kind of verb it is."""
    last = min(sentence.end, candidate.end + _REACH)
    for token in sentence.doc[candidate.end : last]:
        if token.text in _BREAKS:
            return None
        for place in sentence.places:
            if place.start != token.i or place.is_adjective or place.is_owner or place.before not in ("", "of"):
                continue
            verb = _verb_after(sentence, place)
            kind = next((k for k in _KINDS if verb is not None and verb.lemma_.lower() in words(k)), None)
            if verb is not None and kind is not None:
                return place, verb, kind
    return None


def _verb_after(sentence: Sentence, place: Place) -> Token | None:
    """Return the verb that follows a subject; a noun there is a verb the parser took for one ("Algeria exports")."""
    for token in sentence.doc[place.end : min(sentence.end, place.end + _TO_THE_VERB)]:
        if token.pos_ == "VERB" or (token.pos_ == "NOUN" and token.i == place.end):
            return token
        if token.pos_ not in ("AUX", "ADV", "PART"):
            return None
    return None


def _other(sentence: Sentence, candidate: Candidate, place: Place, kind: str) -> str | None:
    """Return the other end: whom the clause names by "to" or "from", else the subject, else the only other actor."""
    named = sentence.after(candidate.end, frozenset(("from",)) if kind in ("verb-in", "use-up") else TOWARD)
    others = [p.actor for p in named if p.actor != place.actor]
    subject = [p for p in sentence.subject(sentence.doc[candidate.head]) if p.actor != place.actor]
    if kind == "verb-owe" and candidate.quantity == "share" and subject:
        return subject[0].actor  # a lender holds a part of all that is owed, whoever else it is owed to
    if others or subject:
        return others[0] if others else first_of(subject)
    left = sentence.told_of({place.actor})
    return left[0] if len(left) == 1 else None
