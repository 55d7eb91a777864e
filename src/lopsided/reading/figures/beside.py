"""Partners named right beside an amount in a list: "2 billion with Kenya and 1 billion with Chad", "Japan ($3bn)"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.figures.flows import Flow, first_of
from lopsided.reading.figures.words import noun_role, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.sentence import Place, Sentence

_ENDS = frozenset(("with", "from", "to", "into"))
_OPENS = frozenset(
    (
        *("with", "at", "(", "for", "by", ":", "\u2013", "\u2014", "-", "of", "totalling", "worth", "accounting"),
        *("second", "third", "distant", "weak", "close"),
    )
)
_AFTER = frozenset(
    (",", ";", "and", "by", ":", "(", "or", "than", "behind", "like", "while", "against", "as", "\u2013")
)
_DASHES = frozenset(("-", "\u2013", "\u2014", ":"))
_LEADS = frozenset(("by", "with", *_DASHES))
_LISTED = ("share", "money", "volume", "count")
_RESTATED = frozenset(("worth", "valued", "or", "at", "(", "for", "equal", "that"))
_ABOUT_PEOPLE = ("supplier", "buyer", "giver", "partner")


def zoned(sentence: Sentence, candidate: Candidate, others: Sequence[Candidate]) -> Sentence:
    """Return a sentence without the partners that stand beside its other amounts.

    Parameters
    ----------
    sentence : Sentence
        As a whole.
    candidate : Candidate
        The figure asked about.
    others : sequence of Candidate
        All figures of the paragraph, in order.
    """
    amounts = [c for c in others if sentence.start <= c.start < sentence.end and c.quantity in (*_LISTED, "growth")]
    if len(amounts) < 2 or candidate not in amounts:
        return sentence
    if (row := _respective(sentence, candidate, amounts)) is not None:
        return row
    zones = _zones(sentence, amounts)
    own = {p.before for p in zones[amounts.index(candidate)]} & _ENDS
    partners = [{p.before for p in z} & _ENDS for z in zones]
    spread = {e for e in _ENDS if sum(e in ends for ends in partners) > 1}  # each but this one has its own
    own = own or spread
    led = _just_before(sentence, candidate) is not None
    gone: set[int] = set()
    for other, places in zip(amounts, zones, strict=True):
        if other == candidate:
            continue
        part = other.start > candidate.start and _is_part_of(sentence, candidate, other)
        gone |= {p.start for p in places if p.before in (_ENDS if part else own)}
        gone |= {p.start for p in sentence.places if _begins_a_gap(sentence, candidate, p, other.start)}
        if led and (named := _just_before(sentence, other)) is not None and named.is_owner:
            gone.add(named.start)
    return sentence.without(gone) if gone else sentence


def _begins_a_gap(sentence: Sentence, candidate: Candidate, place: Place, amount: int) -> bool:
    """Whether a name takes an amount of its own, the verb being left out: "Mali shipped 2 tonnes and Chad 1"."""
    owns = place.is_owner and place.end == amount - 1 and sentence.doc[place.end].tag_ == "POS"
    plain = place.end == amount and not (place.is_owner or place.is_adjective or place.before)
    return (
        (plain or owns) and place.start > candidate.start and sentence.doc[place.start - 1].lower_ in (",", "and", ";")
    )


def _respective(sentence: Sentence, candidate: Candidate, amounts: Sequence[Candidate]) -> Sentence | None:
    """Return the sentence with its own place alone in "from Chad and Mali fell by 3 and 5 percent respectively"."""
    doc = sentence.doc
    mark = next((t.i for t in doc[candidate.end : sentence.end] if t.lower_ == "respectively"), None)
    if mark is None:
        return None
    group = [c for c in amounts if c.end <= mark]
    before = [p for p in sentence.places if p.end <= group[0].start and not p.is_owner and not p.is_adjective]
    runs = [before[i : i + len(group)] for i in range(len(before) - len(group) + 1)]
    listed = next((r for r in reversed(runs) if len({p.before for p in r} - {""}) <= 1), None)
    if listed is None or candidate not in group:
        return None
    own = listed[group.index(candidate)]
    row = sentence.without({p.start for p in listed})
    row.places = sorted((*row.places, replace(own, before=own.before or listed[0].before)), key=lambda p: p.start)
    return row


def _zones(sentence: Sentence, amounts: Sequence[Candidate]) -> list[list[Place]]:
    """Return the places named between each amount and the next."""
    stops = [*(c.start for c in amounts[1:]), sentence.end]
    return [
        [p for p in sentence.places if c.end <= p.start < stop and _is_near(sentence, c, p)]
        for c, stop in zip(amounts, stops, strict=True)
    ]


def _is_near(sentence: Sentence, candidate: Candidate, place: Place) -> bool:
    """Whether no comma, and no clause with a subject, stands between an amount and a place."""
    between = sentence.doc[max(candidate.end, candidate.head + 1) : place.start]
    return not any(t.text in (",", ";") or t.dep_ in ("nsubj", "mark") for t in between)


def _is_part_of(sentence: Sentence, candidate: Candidate, other: Candidate) -> bool:
    """Whether a later share is told as a part of an amount ("exported 5 tonnes, with half going to Chad")."""
    if other.quantity != "share" or candidate.quantity == "share":
        return False
    between = sentence.doc[candidate.end : other.start]
    comma = next((t.i for t in between if t.text in (",", ";")), None)
    return comma is not None and sentence.doc[comma + 1].lower_ not in _RESTATED


def bracketed(sentence: Sentence, candidate: Candidate) -> Flow | None:
    """Return the ends of an amount in brackets after a name in a list: "its suppliers are Chad (30 %), Mali (20 %)".

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    candidate : Candidate
        A share, a sum or a volume.
    """
    doc = sentence.doc
    back = range(candidate.start - 1, max(sentence.start, candidate.start - _BRACKET) - 1, -1)
    opened = next((i for i in back if doc[i].text in "()"), None)
    if opened is None and candidate.start > sentence.start and doc[candidate.start - 1].text in _DASHES:
        opened = candidate.start - 1
    if opened is None or doc[opened].text == ")" or candidate.quantity not in (*_LISTED, "growth"):
        return None
    named = next((p for p in sentence.places if p.end == opened), None)
    if named is None:
        return None
    listed = {p.start for p in sentence.places if p.end < len(doc) and doc[p.end].text in ("(", doc[opened].text)}
    others = sentence.without(listed)
    depth, whole = 0, ""
    for token in reversed(doc[sentence.start : named.start]):
        depth += (token.text == ")") - (token.text == "(")
        role = _kind(token) if depth <= 0 else None
        if role is not None:
            whose = [p for p in others.owner_of(token.i) if p.actor != named.actor]
            whose = whose or [
                p for p in others.after(token.i, _BELOW) if p.actor != named.actor and p.start < named.start
            ]
            owner = first_of(whose)
            if owner is None and role in ("out", "in"):
                whole = role  # "the main partners of Chad in exports were Mali (30 %)"
                continue
            role = _OF_WHOLE.get(whole, role) if role == "partner" else role
            giver, taker = (named.actor, owner) if role in _GIVING else (owner, named.actor)
            why = "an amount in brackets is of who stands before them"
            return Flow(giver, taker, noun=token.i, role=role, owner=owner, why=why)
    return None


def _kind(token: Token) -> str | None:
    """Return which part a word plays in a list of partners; none where it does not tell."""
    if token.pos_ == "VERB" and token.lemma_ == "come":
        return "verb-come"
    role = noun_role(token) if token.pos_ == "NOUN" else None
    return role if role in ("supplier", "buyer", "giver", "partner", "out", "in") else None


_BRACKET = 10
_OF_WHOLE = {"out": "buyer", "in": "supplier"}
_BELOW = frozenset(("to", "of", "for", "into"))
_GIVING = ("supplier", "giver", "in", "verb-come", "partner")


def beside(sentence: Sentence, candidate: Candidate, flow: Flow) -> Flow:
    """Give an amount the partner that stands right after it, or the one it is told of right after.

    Parameters
    ----------
    sentence : Sentence
        Without the partners of other amounts.
    candidate : Candidate
        The figure.
    flow : Flow
        As the words around it give it.
    """
    if flow.role is None or candidate.quantity not in (*_LISTED, "growth"):
        return flow
    flow = _led_by_another(sentence, candidate, _with_own(sentence, candidate, flow))
    flow = _set_against(sentence, candidate, flow)
    if candidate.quantity == "growth":
        return flow
    named = _just_before(sentence, candidate)
    if named is None or named.actor in (flow.exporter, flow.importer):
        return flow
    return _instead(sentence, candidate, flow, named)


def _set_against(sentence: Sentence, candidate: Candidate, flow: Flow) -> Flow:
    """Read "bought 3 tonnes from Mali, while Chad reached 2" as what it bought from Chad."""
    ends = (flow.exporter, flow.importer)
    low, high = sentence.clause_of(candidate.head)
    if None in ends or flow.owner not in ends or flow.noun is None or low <= flow.noun < high:
        return flow
    verb = next((t for t in sentence.doc[candidate.head].ancestors if t.pos_ == "VERB"), None)
    doer = sentence.doer(sentence.doc[candidate.head])
    if verb is None or verb.lemma_.lower() not in words("reach-verb") or not doer or not low <= doer[0].start < high:
        return flow
    if doer[0].actor in ends:
        return flow
    why = f"{flow.why}; of {doer[0].actor}, set against the other"
    if flow.owner == flow.importer:
        return replace(flow, exporter=doer[0].actor, why=why)
    return replace(flow, importer=doer[0].actor, why=why)


def _led_by_another(sentence: Sentence, candidate: Candidate, flow: Flow) -> Flow:
    """Read "exports to Chad fell by 3 percent and to Mali by 5": whom "to" or "from" names right before an amount."""
    doc, at = sentence.doc, candidate.start - 1
    while at > sentence.start and (doc[at].lower_ in words("still") or doc[at].lower_ in _LEADS):
        at -= 1
    place = next((p for p in sentence.places if p.start <= at < p.end), None)
    if place is None or place.before not in ("to", "from") or place.is_owner or flow.noun is None:
        return flow
    before = [p for p in sentence.places if flow.noun < p.start < place.start and p.before == place.before]
    lead = next((t for t in reversed(doc[sentence.start : place.start]) if t.lower_ == place.before), None)
    listed = lead is not None and lead.i > sentence.start and doc[lead.i - 1].lower_ in ("and", ",", "but")
    if not before or not listed or place.actor in (flow.exporter, flow.importer):
        return flow
    why = f"{flow.why}; {place.before} {place.actor}, named right before it"
    if place.before == "to" and flow.role in ("out", "verb-out"):
        return replace(flow, importer=place.actor, why=why)
    return replace(flow, exporter=place.actor, why=why) if flow.role in ("in", "verb-in") else flow


def _with_own(sentence: Sentence, candidate: Candidate, flow: Flow) -> Flow:
    """Read "a deficit of 3 billion with Kenya": the owner's trade with Kenya, whoever else is named."""
    if flow.role != "trade":
        return flow
    start = max(candidate.end, candidate.head + 1)
    own = [p for p in sentence.places if start <= p.start and p.before == "with" and _is_near(sentence, candidate, p)]
    noun = flow.noun if flow.noun is not None else start
    own = own or [p for p in sentence.places if p.start > noun and p.before == "with"]
    if not own:
        return flow
    other = own[0].actor
    owners = [p for p in sentence.owner_of(noun) if p.actor != other]
    doer = owners or [p for p in sentence.subject(sentence.doc[candidate.head]) if p.actor != other]
    first = first_of(doer) or next((a for a in (flow.exporter, flow.importer) if a and a != other), None)
    if doer or len(own) == 1:
        return replace(flow, exporter=first, importer=other, owner=first, why=f"{flow.why}; with whom stands beside it")
    return flow


def _just_before(sentence: Sentence, candidate: Candidate) -> Place | None:
    """Return whom an amount is told of right after: "Japan's 5 billion", "followed by Chad with 3 million"."""
    doc, at = sentence.doc, candidate.start - 1
    while at > sentence.start and (
        doc[at].lower_ in words("still") or doc[at].lower_ in _OPENS or doc[at].tag_ == "POS"
    ):
        at -= 1
    place = next((p for p in reversed(sentence.places) if p.start <= at < p.end), None)
    if (
        place is None
        or place.is_adjective
        or place.is_speaker
        or place.before
        not in ("", "by", "than", "behind", "like", *(("with",) if candidate.quantity == "share" else ()))
    ):
        return None
    if place.is_owner:
        return place if doc[candidate.start - 1].tag_ == "POS" else None
    leads = place.start == sentence.start or doc[place.start - 1].lower_ in (*_AFTER, "the", place.before)
    return place if leads and doc[place.head].dep_ not in ("nsubj", "nsubjpass") else None


def _instead(sentence: Sentence, candidate: Candidate, flow: Flow, named: Place) -> Flow:
    """Put an actor in the place of the one of its kind in a flow."""
    why = f"{flow.why}; of {named.actor}, named right before it"
    if flow.role in _ABOUT_PEOPLE or (flow.role == "trade" and not named.is_owner):
        ends = {flow.exporter, flow.importer}
        whose = {
            p.actor for p in sentence.places if (p.is_owner or p.is_adjective) and p.start < candidate.start
        } & ends
        other = whose.pop() if flow.role == "trade" and len(whose) == 1 else flow.owner
        if other is None or other == named.actor:
            return flow
        if flow.role in ("buyer", "trade"):
            return replace(flow, exporter=other, importer=named.actor, why=why)
        return replace(flow, exporter=named.actor, importer=other, why=why)
    if not named.is_owner:
        return _rivalled(sentence, candidate, flow, named, why)
    if flow.role in ("out", "verb-out", "gift"):
        importer = flow.importer if flow.owner is not None and flow.importer != named.actor else None
        keeps = sentence.after(named.start, frozenset(("to", "in", "into")))
        return replace(flow, exporter=named.actor, importer=importer if keeps else None, owner=named.actor, why=why)
    return flow


def _rivalled(sentence: Sentence, candidate: Candidate, flow: Flow, named: Place, why: str) -> Flow:
    """Put who follows in the place of the one followed: "sold 3 million tonnes, followed by Chad with 2 million"."""
    doers = {p.actor for p in sentence.doer(sentence.doc[candidate.head])}
    if named.before == "by" and flow.owner is not None and flow.owner not in doers and flow.exporter and flow.importer:
        doers = {flow.exporter, flow.importer} - {flow.owner}
    listed = any(t.lemma_ == "follow" for t in sentence.doc[sentence.start : named.start])
    listed = listed or (named.before == "with" and sentence.doc[named.start - 2].text == ",")
    if listed and not doers and flow.owner is not None:
        doers = {flow.owner}  # "imports from Mali came to 5 percent, followed by Chad with 3"
    if not (named.before == "by" or listed) or not doers & {flow.exporter, flow.importer}:
        return flow
    if flow.exporter in doers:
        return replace(flow, exporter=named.actor, why=why)
    return replace(flow, importer=named.actor, why=why)
