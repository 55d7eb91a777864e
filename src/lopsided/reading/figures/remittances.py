"""Money that workers abroad send home: from where they are to whose people they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.figures.flows import TOWARD, Flow, first_of
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from lopsided.reading.figures.again import Before
    from lopsided.reading.figures.sentence import Place, Sentence

_REACH = 12
_HOME = 7
SENT_HOME = "sent home by workers abroad"


def remitted(sentence: Sentence, noun: int) -> Flow | None:
    """Return where remittances come from and go to; None where the word for the flow is another.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    noun : int
        The word that names the flow.
    """
    named = sentence.doc[noun].lemma_.lower() == "remittance" or sentence.doc[max(0, noun - 1)].lower_ == "money"
    if not named and not _is_sent_home(sentence, noun):
        return None
    people = [p for p in sentence.places if _are_workers(sentence, p) and abs(p.start - noun) < _REACH]
    plain = [p for p in sentence.places if p not in people]
    goal = [p for p in plain if p.start > noun and p.before in TOWARD and p.start - noun < _REACH]
    taker = first_of(people) or first_of(goal)
    origin = [p for p in plain if p.start > noun and p.before == "from" and p.actor != taker]
    inside = [p for p in plain if p.before == "in" and p.actor != taker]
    if not origin and (taker is not None or not sentence.doer(sentence.doc[noun])):
        between = people and [p for p in inside if people[0].start < p.start < noun]
        origin = [p for p in inside if p.start > noun] or between or []  # "Malians in Spain remitted 3 million"
    owners = sentence.owner_of(noun)
    if taker is None and owners:
        taker, owners = owners[0].actor, []
    giver = first_of(origin) or first_of([p for p in owners if p.actor != taker])
    if taker is None:
        taker = _received_by(sentence, noun, giver, inside)
    left = [a for a in sentence.told_of({taker}) if giver is None and taker is not None]
    giver = left[0] if len(left) == 1 else giver
    return Flow(giver, taker, noun=noun, role="gift", owner=giver, why=SENT_HOME)


def sent_back(flow: Flow, last: Before) -> Flow:
    """Read "the money they sent home" after Malians in Chad as going from Chad to Mali."""
    if flow.exporter or flow.importer or last.flow.role != "people":
        return flow
    why = f"{SENT_HOME}, of whom the figure before is"
    return replace(flow, exporter=last.importer, importer=last.exporter, owner=last.importer, why=why)


def _received_by(sentence: Sentence, noun: int, giver: str | None, inside: list[Place]) -> str | None:
    """Return who gets what nobody's people or "to" names a taker of: the subject, "in Chad", the only one left."""
    doers = [p.actor for p in sentence.doer(sentence.doc[noun]) if p.actor != giver]
    if doers or giver is None:
        return next(iter(doers), None)
    there = [p.actor for p in inside if p.actor != giver]
    left = sentence.told_of({giver})
    return there[0] if there else left[0] if len(left) == 1 else None


def _is_sent_home(sentence: Sentence, verb: int) -> bool:
    """Whether a verb tells of money that people abroad send home: "sent home 3 million dollars"."""
    token = sentence.doc[verb]
    after = {t.lower_ for t in sentence.doc[verb + 1 : verb + _HOME]}
    if token.lemma_.lower() not in ("send", "transfer", "wire", "remit"):
        return False
    return token.lemma_.lower() == "remit" or "home" in after or _is_sent_to_their_own(sentence, verb)


def _is_sent_to_their_own(sentence: Sentence, verb: int) -> bool:
    """Whether people of a country send to that country: "Thais living abroad sent 3 million to Thailand"."""
    goal = [p.actor for p in sentence.after(verb, TOWARD) if p.start - verb < _REACH][:1]
    return bool(goal) and goal[0] in {p.actor for p in sentence.subject(sentence.doc[verb])}


def _are_workers(sentence: Sentence, place: Place) -> bool:
    """Whether a country is named as that of people abroad: "Filipino workers", "overseas Nepalis"."""
    doc = sentence.doc
    if place.is_adjective and doc[place.head].tag_ not in ("NNPS", "NNS"):
        return any(t.lemma_.lower() in words("traveller") for t in doc[place.end : place.end + 2])
    head = doc[place.head]
    return head.text.endswith("s") and head.tag_ in ("NNPS", "NNS") and head.ent_type_ != "GPE"
