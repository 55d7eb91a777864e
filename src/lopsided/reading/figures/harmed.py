"""Whose dead and wounded a figure counts: "58 Chadian troops killed", "admitted nine dead", "put its losses at 23"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.flows import Flow, first_of
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.sentence import Place, Sentence


def harmed(sentence: Sentence, candidate: Candidate) -> Flow | None:
    """Return to whom it was done, where those counted are dead or wounded and the words tell whose they are.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    candidate : Candidate
        A figure.

    Returns
    -------
    Flow or None
        With role "harm", and who did it where "by" tells; None for other figures.
    """
    if candidate.quantity != "count":
        return None
    head = sentence.doc[candidate.head]
    hurt = next((c for c in head.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in words("harm")), None)
    if hurt is not None:
        own = [p for p in sentence.owner_of(head.i) if p.is_adjective or p.is_owner]
        by = [p for p in sentence.after(hurt.i, frozenset(("by",))) if p.start <= hurt.right_edge.i]
        whose, doer = first_of(own), first_of(by)
    else:
        whose, doer = first_of(_admits(sentence, candidate, head)) or _loses(sentence, head), None
    return Flow(doer, whose, role="harm", why="whose dead or wounded they are") if whose is not None else None


def _admits(sentence: Sentence, candidate: Candidate, head: Token) -> list[Place]:
    """Return who owns up to the dead: "Chad, which admitted nine dead"."""
    told = {t.lower_ for t in sentence.doc[candidate.start : candidate.end + 1]}
    verb = next((t for t in head.ancestors if t.pos_ == "VERB"), None)
    if verb is None or verb.i > head.i or verb.lemma_ not in words("suffer") or not told & words("casualty"):
        return []
    return sentence.subject(verb)


def _loses(sentence: Sentence, head: Token) -> str | None:
    """Return whose losses are put at a number: "put its losses at 23 soldiers", "Mali's losses of 20 men"."""
    if head.dep_ != "pobj" or head.head.lower_ not in ("at", "of"):
        return None
    above = [head.head.head, *(c for c in head.head.head.children if c.dep_ == "dobj")]
    lost = next((t for t in above if t.lemma_.lower() in words("losses")), None)
    return first_of(sentence.owner_of(lost.i)) if lost is not None else None
