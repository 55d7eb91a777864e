"""Ends of a flow its clause leaves open: the partner told of just before, the goods' own country, who was struck."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.events.continued import is_at_home
from lopsided.reading.figures.flows import Flow, first_of
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.sentence import Sentence
    from lopsided.reading.parsed import Paragraph, ParsedDocument

_TRADED = ("share", "money", "volume", "growth")
_ROLES = frozenset(("out", "in", "verb-out", "verb-in", "trade", "gift", "harm", "people"))
_DONE = ("money", "volume", "growth", "count")
_PEOPLE = frozenset(("supplier", "buyer", "giver", "partner"))
_ITS = frozenset(("its", "their", "the", "our"))
_NEAR = 5
OTHER_SIDE = "the text's other side"


def with_partner(
    parsed: ParsedDocument,
    paragraph: Paragraph,
    sentence: Sentence,
    candidate: Candidate,
    flow: Flow,
) -> Flow:
    """Fill the open end of a trade flow with the partner the sentence before speaks of.

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    paragraph : Paragraph
        Where the figure stands.
    sentence : Sentence
        The figure's sentence.
    candidate : Candidate
        The figure.
    flow : Flow
        As the sentence alone gives it.

    Returns
    -------
    Flow
        Unchanged unless exactly one end is known, the flow is trade, the sentence names nobody else and does not
        speak of the world.
    """
    known = flow.exporter or flow.importer
    if known is None or (flow.exporter and flow.importer) or _is_done_at_home(sentence, candidate):
        return flow
    if flow.role is None or flow.role in _PEOPLE:
        return _of_the_pair(sentence, candidate, flow, known)
    role = flow.role or ""
    kinds = ("count",) if role in ("harm", "people") else (*_TRADED, "count") if role[:5] == "verb-" else _TRADED
    if role not in _ROLES or candidate.quantity not in kinds or sentence.others({known}) or _is_worldwide(sentence):
        return flow
    if _of_a_firm(sentence, candidate) or _in_transit(sentence, candidate) or _are_all(sentence, flow):
        return flow
    partner, where = _told_before(parsed, paragraph, sentence, known), "told of just before"
    if partner is None:
        other = next((a for a in sentence.pair if a != known), None)
        partner, where = other if known in sentence.pair else None, OTHER_SIDE
    if partner is None:
        return flow
    why = f"{flow.why}; with {partner}, {where}"
    return replace(flow, exporter=flow.exporter or partner, importer=flow.importer or partner, why=why)


def _are_all(sentence: Sentence, flow: Flow) -> bool:
    """Whether people are called after being abroad and nothing says whose: "3 million tourists will visit Chad"."""
    noun = sentence.doc[flow.noun] if flow.noun is not None else None
    people = flow.role == "people" and flow.exporter is None
    return people and noun is not None and noun.lemma_.lower() in words("abroad")


def _is_done_at_home(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a sum goes to, or comes from, people and firms no country is named of: "paid its farmers 3 million"."""
    verb = next((t for t in sentence.doc[candidate.head].ancestors if t.pos_ == "VERB"), None)
    return candidate.quantity in _DONE and verb is not None and is_at_home(verb)


def _is_its_own(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a figure is of what somebody has himself: "doubled its quota to 3 tonnes"."""
    head = sentence.doc[candidate.head]
    verb = next((t for t in (head, *head.ancestors) if t.pos_ == "VERB"), None)
    below = [c for c in verb.children if c.i > verb.i] if verb is not None else []
    things = [t for c in below for t in (c, *c.children) if t.dep_ in ("dobj", "pobj")]
    return any(c.tag_ == "PRP$" and c.dep_ == "poss" for thing in things for c in thing.children)


def _of_the_pair(sentence: Sentence, candidate: Candidate, flow: Flow, known: str) -> Flow:
    """Read "Chad is its third-largest market" in a text about Chad and Mali as Mali's market."""
    done = flow.role is None and candidate.quantity in _DONE and not _is_its_own(sentence, candidate)
    if not done and (flow.role is None or candidate.quantity != "share"):
        return flow
    other = next((a for a in sentence.pair if a != known), None) if known in sentence.pair else None
    here = {t.lower_ for t in sentence.doc[sentence.start : sentence.end]}
    wide = here & (words("worldwide") | words("world"))
    if other is None or sentence.others({known}) or wide or not (done or here & _ITS):
        return flow
    why = f"{flow.why}; with {other}, {OTHER_SIDE}"
    return replace(flow, exporter=flow.exporter or other, importer=flow.importer or other, why=why)


def _of_a_firm(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a firm, which is no partner country, makes up a share: "Acme accounts for 14% of Togo's exports"."""
    verb = next((t for t in sentence.doc[candidate.head].ancestors if t.pos_ == "VERB"), None)
    if candidate.quantity != "share" or verb is None or verb.lemma_.lower() not in words("verb-make"):
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return subject is not None and subject.ent_type_ == "ORG" and not sentence.doer(verb)


def _in_transit(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether what a figure is a part of only passes somewhere: "a third of its exports go through Lagos"."""
    verb = next((t for t in sentence.doc[candidate.head].ancestors if t.pos_ == "VERB"), None)
    return verb is not None and any(c.dep_ == "prep" and c.lower_ in ("through", "via") for c in verb.children)


def _end_of_place(phrase: Token) -> int:
    """Return where a phrase ends, with the "in" that may follow ("through Arica in Chile")."""
    doc, end = phrase.doc, phrase.right_edge.i + 1
    return int(doc[end].right_edge.i + 1) if end < len(doc) and doc[end].lower_ == "in" else end


def without_way(sentence: Sentence, candidate: Candidate, flow: Flow) -> Flow:
    """Take out of a flow a firm's country and a country that goods only pass: neither is a partner.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    candidate : Candidate
        The figure.
    flow : Flow
        As the sentence alone gives it.
    """
    if candidate.quantity != "share" or not (flow.exporter and flow.importer):
        return flow
    verb = next((t for t in sentence.doc[candidate.head].ancestors if t.pos_ == "VERB"), None)
    if verb is None:
        return flow
    ways = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("through", "via")]
    firm = [c for c in verb.children if c.dep_ == "nsubj"] if _of_a_firm(sentence, candidate) else []
    inside = {i for c in (*ways, *firm) for i in range(c.left_edge.i, _end_of_place(c))}
    aside = {p.actor for p in sentence.places if p.start in inside}
    aside -= {p.actor for p in sentence.places if p.start not in inside}
    if flow.importer in aside:
        return replace(flow, importer=None)
    return replace(flow, exporter=None) if flow.exporter in aside else flow


def _is_worldwide(sentence: Sentence) -> bool:
    """Whether a sentence speaks of all trade or of whole markets, not of a partner's."""
    told = {t.lower_ for t in sentence.doc[sentence.start : sentence.end]}
    return bool(told & words("worldwide"))


def _told_before(parsed: ParsedDocument, paragraph: Paragraph, sentence: Sentence, known: str) -> str | None:
    """Return the one other state named in the sentence before, or earlier in this one's paragraph."""
    row = [
        m for m in parsed.cast.row(paragraph.index) if m.kind in ("state", "person", "bloc") and m.end <= sentence.start
    ]
    if sentence.start == 0 or not row:
        return None
    start = sentence.doc[sentence.start - 1].sent.start
    near = [a for m in row if m.start >= start for a in m.actors]
    told = dict.fromkeys(a for a in near if a != known)
    if not near:
        told = dict.fromkeys(a for m in row for a in m.actors if a != known)
    pair = sentence.pair
    return next((a for a in told if not pair or a in pair), None) if len(told) == 1 else None


def goods_of(sentence: Sentence, candidate: Candidate, flow: Flow, *, taken: bool = False) -> Flow:
    """Take "Algerian gas" that goes to another country for Algeria's.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    candidate : Candidate
        A volume, sum or share.
    flow : Flow
        With whom it reaches, but not where it comes from.
    taken : bool
        Whether a verb says that somebody takes it, who may be told of before.
    """
    if flow.exporter is not None or (flow.importer is None and not taken):
        return flow
    head = candidate.head
    made = [p for p in sentence.places if 0 < p.start - head < _NEAR and p.is_adjective and p.before == "of"]
    origin = first_of([p for p in made if p.actor != flow.importer])
    return replace(flow, exporter=origin, why="goods of the country they are named after") if origin else flow


def victims(sentence: Sentence, candidate: Candidate) -> Flow | None:
    """Return who did it and to whom where people are counted to whom something was done, or who are abroad.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    candidate : Candidate
        A count.

    Returns
    -------
    Flow or None
        With role "harm" and without an exporter if nobody is named who did it; None for other counts.
    """
    if candidate.quantity != "count":
        return None
    head = sentence.doc[candidate.head]
    verb = head.head
    whose = _whose(sentence, head)
    if verb.pos_ != "VERB" or head.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return None
    if whose and head.dep_ == "nsubj" and verb.lemma_.lower() in words("dwell"):
        place = [p for p in sentence.after(verb.i, frozenset(("in",))) if p.actor != whose]
        there = first_of(place)
        people = Flow(whose, there, noun=head.i, role="people", owner=there, why="people of one country in another")
        return people if there else None
    if head.dep_ == "dobj" and verb.lemma_ in words("lose") and head.lemma_.lower() in words("people"):
        whose = whose or first_of(sentence.subject(head))
    elif not _is_harmed(head, verb):
        return None
    if whose is None:
        return None
    others = sentence.told_of({whose})
    doer = _agent(sentence, verb, whose) or (others[0] if len(others) == 1 else None)
    return Flow(doer, whose, role="harm", why="done by one to the people of another")


def _is_harmed(head: Token, verb: Token) -> bool:
    """Whether something was done to those counted ("were killed", "died", "left 20 soldiers wounded")."""
    lemma = verb.lemma_.lower()
    if head.dep_ == "nsubjpass":
        return lemma in words("harm")
    if head.dep_ == "nsubj" and lemma in words("die"):
        return True
    ahead = head.doc[head.i + 1 : head.i + 2]
    return verb.lemma_ == "leave" and bool(ahead) and ahead[0].lower_ in words("casualty")


def _whose(sentence: Sentence, head: Token) -> str | None:
    """Return the country of people counted: "Thai soldiers", "ten Thais", "30 of its soldiers"."""
    before = [p for p in sentence.owner_of(head.i) if p.is_adjective or p.is_owner]
    itself = [p for p in sentence.places if p.start <= head.i < p.end]
    below = [p for p in sentence.places if head.i < p.start <= head.right_edge.i and p.before == "of"]
    return first_of(before or itself or [p for p in below if p.is_owner or p.is_adjective or p.is_pronoun])


def _agent(sentence: Sentence, verb: Token, victim: str) -> str | None:
    """Who does what a passive tells: whom "by" names, or whose what it names is ("by rockets from Lebanon")."""
    for child in verb.children:
        if child.lower_ == "by":
            inside = range(child.i, child.right_edge.i + 1)
            return next((p.actor for p in sentence.places if p.start in inside and p.actor != victim), None)
    return None


def gapped(sentence: Sentence, candidate: Candidate, flow: Flow) -> Flow:
    """Give a share whose verb is left out to whom it is said of ("A takes a third of its exports, B a tenth").

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    candidate : Candidate
        A share.
    flow : Flow
        As read from the verb that is there.
    """
    if candidate.quantity != "share" or not (flow.exporter and flow.importer):
        return flow
    doc, at = sentence.doc, candidate.start - 1
    while at > sentence.start and (doc[at].lower_ in words("still") or doc[at].lower_ == "for"):
        at -= 1
    place = next((p for p in sentence.places if p.start <= at < p.end), None)
    ahead = place is not None and doc[max(0, place.start - 2) : place.start].text.lower() == "ahead of"
    if (
        place is None
        or place.is_adjective
        or place.is_owner
        or (place.before and not ahead)
        or not (ahead or doc[place.start - 1].lower_ in (",", "and", ";"))
    ):
        return flow
    subject = first_of(sentence.subject(doc[candidate.head]))
    first = next(
        (p.actor for p in sentence.places if p.start < place.start and p.actor in (flow.exporter, flow.importer)), None
    )
    old = subject if subject in (flow.exporter, flow.importer) else first
    if old is None or place.actor in (flow.exporter, flow.importer):
        return flow
    why = f"{flow.why}; of {place.actor}, the verb being left out"
    if old == flow.exporter:
        return replace(flow, exporter=place.actor, why=why)
    return replace(flow, importer=place.actor, why=why)
