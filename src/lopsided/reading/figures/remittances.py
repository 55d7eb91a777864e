"""Money that workers abroad send home: from where they are to whose people they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.flows import TOWARD, Flow, first_of
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from lopsided.reading.figures.sentence import Place, Sentence

_REACH = 12
_HOME = 7


def remitted(sentence: Sentence, noun: int) -> Flow | None:
    """Return where remittances come from and go to; None where the word for the flow is another.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    noun : int
        The word that names the flow.
    """
    if sentence.doc[noun].lemma_.lower() != "remittance" and not _is_sent_home(sentence, noun):
        return None
    people = [p for p in sentence.places if _are_workers(sentence, p) and abs(p.start - noun) < _REACH]
    home = first_of(people)
    goal = [p for p in sentence.after(noun, TOWARD) if p not in people and p.start - noun < _REACH]
    taker = home or first_of(goal)
    named = [p for p in sentence.after(noun, frozenset(("from", "in"))) if p.actor != taker and p not in people]
    there = [p for p in sentence.places if people and people[0].start < p.start < noun and p.before == "in"]
    named = named or [p for p in there if p.actor != taker]  # "Malians in Spain remitted 3 million"
    owners = sentence.owner_of(noun)
    if taker is None and owners:
        taker, owners = owners[0].actor, []
    giver = first_of(named) or first_of([p for p in owners if p.actor != taker])
    left = [a for a in sentence.told_of({taker}) if giver is None and taker is not None]
    giver = left[0] if len(left) == 1 else giver
    return Flow(giver, taker, noun=noun, role="gift", owner=giver, why="sent home by workers abroad")


def _is_sent_home(sentence: Sentence, verb: int) -> bool:
    """Whether a verb tells of money that people abroad send home: "sent home 3 million dollars"."""
    token = sentence.doc[verb]
    after = {t.lower_ for t in sentence.doc[verb + 1 : verb + _HOME]}
    return token.lemma_.lower() == "remit" or (token.lemma_.lower() in ("send", "transfer", "wire") and "home" in after)


def _are_workers(sentence: Sentence, place: Place) -> bool:
    """Whether a country is named as that of people abroad: "Filipino workers", "overseas Nepalis"."""
    doc = sentence.doc
    if place.is_adjective and doc[place.head].tag_ not in ("NNPS", "NNS"):
        return any(t.lemma_.lower() in words("traveller") for t in doc[place.end : place.end + 2])
    head = doc[place.head]
    return head.text.endswith("s") and head.tag_ in ("NNPS", "NNS") and head.ent_type_ != "GPE"
