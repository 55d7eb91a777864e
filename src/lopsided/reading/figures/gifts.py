"""Who gives and who gets what is given or lent: "Chad's aid to Mali", "a loan from Chad", "foreign investment"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.flows import TOWARD, Flow, first_of
from lopsided.reading.figures.lenders import lent_by
from lopsided.reading.figures.words import role_of, words

if TYPE_CHECKING:
    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.sentence import Place, Sentence

_OWNED_WITHIN = 8


def gift(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    """Return who gives and who gets what a word like "aid" or "loan" names.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    noun : int
        The token of that word.
    candidate : Candidate
        The figure.
    """
    del candidate
    if (lent := lent_by(sentence, noun)) is not None:
        return lent
    given = [p for p in sentence.after(noun, frozenset(("from", "by"))) if not _in_a_clause(sentence, noun, p)]
    given = [
        p for p in given if sentence.doc[p.start - 1].lower_ != "by" or sentence.doc[p.start - 2].lemma_ != "follow"
    ]
    owners = sentence.owner_of(noun)
    if owners and not (owners[0].is_owner or owners[0].is_adjective or owners[0].is_pronoun):
        verb = next((t for t in sentence.doc[noun].ancestors if t.pos_ == "VERB"), None)
        does = sentence.subject(verb) if verb is not None and verb.lemma_.lower() in words("bestow") else []
        if other := first_of([p for p in does if p.actor != owners[0].actor]):
            return Flow(other, owners[0].actor, owner=other, why="given to whom the verb names")
    if (taker := _asker(sentence, noun)) is not None:
        others = [p for p in (*owners, *given) if p.actor != taker]
        return Flow(first_of(others), taker, owner=taker, why="lent to who gets it")
    if owners and owners[0].is_owner and _is_inward(sentence, noun, owners[0]):
        return Flow(first_of(given), owners[0].actor, owner=owners[0].actor, why="foreign money comes to whose it is")
    giver = first_of(owners) or first_of(given)
    giver = giver or first_of(_from_before(sentence, noun))
    helped = helped_in(sentence, noun)
    taker = helped or first_of([p for p in sentence.after(noun, TOWARD | {"in", "for"}) if p.actor != giver])
    doers = sentence.doer(sentence.doc[noun]) or [p for p in sentence.places if p.start < noun and helped]
    giver = giver or first_of([p for p in doers if p.actor != taker])
    if giver is None and helped:
        giver = first_of([p for p in sentence.places if p.start < noun and p.actor != helped])
    if taker is None:
        taker = first_of(
            [p for p in sentence.places if noun - 5 < p.start < noun and not p.before and p.actor != giver]
        )
    return Flow(giver, taker, owner=giver, why="given by whom it belongs to")


def _asker(sentence: Sentence, noun: int) -> str | None:
    """Return who gets what is lent or given: Chad in "Chad obtained a loan of 3 million dollars"."""
    token = sentence.doc[noun]
    verb = token.head
    if token.dep_ != "dobj" or verb.lemma_.lower() not in words("verb-in") | words("claim"):
        return None
    return first_of(sentence.doer(verb) or sentence.subject(verb))


def _is_inward(sentence: Sentence, noun: int, owner: Place) -> bool:
    """Whether investment is told of as what a country gets: "Chad's foreign direct investment", not "in Mali"."""
    named = {t.lower_ for t in sentence.doc[owner.end : noun + 1]}
    return bool(named & {"foreign", "fdi", "inward", "inbound"}) and not sentence.after(noun, TOWARD | {"in"})


def _in_a_clause(sentence: Sentence, noun: int, place: Place) -> bool:
    """Whether a clause with a subject of its own stands between: "a loan, the money it had taken from Chad"."""
    return any(t.dep_ in ("nsubj", "nsubjpass") for t in sentence.doc[noun + 1 : place.start])


def helped_in(sentence: Sentence, noun: int) -> str | None:
    """Return Fiji in "3 million dollars in aid to help Fiji rebuild"."""
    after = [p for p in sentence.places if noun < p.start <= noun + _OWNED_WITHIN and not p.is_owner]
    return first_of([p for p in after if sentence.doc[p.start - 1].lemma_ in words("helping")])


def _from_before(sentence: Sentence, noun: int) -> list[Place]:
    """Return Japan for the loans of "welcomed new aid from Japan of 120 billion yen in loans"."""
    words_for = [
        t.i for t in sentence.doc[sentence.start : noun] if t.pos_ == "NOUN" and role_of(t.lemma_.lower()) == "gift"
    ]
    return [p for p in sentence.places if words_for and words_for[0] < p.start < noun and p.before == "from"]
