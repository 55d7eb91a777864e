"""Ends that the figure before tells: "Exports to Chad rose. Shipments of maize alone doubled"; "while imports fell"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lopsided.reading.figures.elliptic import LEFT_OUT
from lopsided.reading.figures.flows import OF_THE_WORLD, of_another, with_several
from lopsided.reading.figures.remittances import SENT_HOME, sent_back
from lopsided.reading.figures.turns import of_the_list
from lopsided.reading.figures.words import role_of, words

if TYPE_CHECKING:
    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.flows import Flow
    from lopsided.reading.figures.sentence import Sentence

_FAMILIES = (
    frozenset(("out", "verb-out", "verb-go", "buyer")),
    frozenset(("in", "verb-in", "verb-come", "verb-rely", "use", "supplier")),
    frozenset(("gift", "giver", "verb-out")),
    frozenset(("trade", "partner")),
    frozenset(("people",)),
    frozenset(("debt", "verb-owe")),
)
_OPEN = frozenset(
    ("out", "in", "trade", "gift", "people", "use", "verb-out", "verb-in", "verb-go", "verb-come", "debt")
)
_GIVES = frozenset(("out", "verb-out", "verb-go", "gift"))
_TAKES = frozenset(("in", "verb-in", "supplier"))
_FAR = 1
_AHEAD = 6
_LEAD = 3


@dataclass(frozen=True, slots=True)
class Before:
    """The figure before another.

    Attributes
    ----------
    paragraph, sentence : int
        Where it stands: its paragraph, and the token its sentence begins with.
    flow : Flow
        Who gives to whom in it.
    exporter, importer : str or None
        As the figure has them in the end.
    often : frozenset of str
        Actors that the document names more than once.
    end : int
        The token its words end before.
    doer : str or None
        The subject of its clause, if it is one of the two.
    product : str or None
        What it is of.
    quantity : str
        What kind of figure it is.
    """

    paragraph: int
    sentence: int
    flow: Flow
    exporter: str | None
    importer: str | None
    often: frozenset[str] = frozenset()
    end: int = 0
    doer: str | None = None
    product: str | None = None
    quantity: str = ""


def follow(last: Before | None, new: Before) -> Before | None:
    """Return the figure that the next one may go on from: the older one where the newer tells only one of its ends."""
    ends = {new.exporter, new.importer} - {None}
    if not ends:
        return last
    if last is not None and len(ends) == 1 and (new.quantity == "rank" or ends < {last.exporter, last.importer}):
        return replace(last, paragraph=new.paragraph)
    return new


def again(
    sentence: Sentence, paragraph: int, candidate: Candidate, flow: Flow, last: Before | None, product: str | None
) -> Flow:
    """Fill the open ends of a flow from the figure before, where the sentence goes on about the same flow.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    paragraph : int
        Its paragraph.
    candidate : Candidate
        The figure.
    flow : Flow
        As its sentence alone gives it.
    last : Before or None
        The figure before it in the document.
    product : str or None
        What it is of, where the figure before is of the same paragraph.

    Returns
    -------
    Flow
        Unchanged where nothing is open, the sentence speaks of all the world, names somebody else, or names the giver
        anew without a taker, which is then all it gives.
    """
    if last is None or flow.why == OF_THE_WORLD:
        return flow
    if flow.why in (LEFT_OUT, SENT_HOME):
        return _as_the_people(sentence, flow, last) if flow.why == LEFT_OUT else sent_back(flow, last)
    pair = {last.exporter, last.importer}
    if _turned_round(sentence, paragraph, candidate, last) and last.exporter and last.importer:
        return replace(flow, exporter=last.importer, importer=last.exporter, why="the other way than the figure before")
    if flow.exporter and flow.importer and not ({flow.exporter, flow.importer} == pair and flow.role == "gift"):
        return flow
    bare = not (flow.exporter or flow.importer) and points_to_before(sentence)
    if flow.role is None or bare or restates(sentence, paragraph, candidate, last):
        same = _a_part(sentence, paragraph, candidate, flow, last) or _of_the_same_end(sentence, candidate, flow, last)
        return same or _restated(sentence, paragraph, candidate, flow, last)
    if 0 <= paragraph - last.paragraph <= _FAR and not (candidate.quantity == "rank" and last.product):
        flow = of_the_list(sentence, flow, last, alike=_alike(flow, last))
    return _gone_on(sentence, (paragraph, candidate), flow, last, product)


def _as_the_people(sentence: Sentence, flow: Flow, last: Before) -> Flow:
    """Give people whose noun is left out the home of those before; where they are too, where nobody is named."""
    if last.flow.role != "people":
        return flow
    there = flow.importer or (None if sentence.places else last.importer)
    return replace(flow, exporter=flow.exporter or last.exporter, importer=there)


def _a_part(sentence: Sentence, paragraph: int, candidate: Candidate, flow: Flow, last: Before) -> Flow | None:
    """Return the flow of a count that is told as part of the one before: "30 Poles, including 12 children"."""
    here = (last.paragraph, last.sentence) == (paragraph, sentence.start)
    lead = sentence.doc[max(last.end, candidate.start - _LEAD) : candidate.start] if here else ()
    if candidate.quantity != "count" or flow.role is not None or not any(t.lemma_ == "include" for t in lead):
        return None
    why = "a part of the figure before"
    return replace(flow, exporter=last.exporter, importer=last.importer, role=last.flow.role, why=why)


def _gone_on(sentence: Sentence, place: tuple[int, Candidate], flow: Flow, last: Before, product: str | None) -> Flow:
    """Return a flow of a clause that goes on about the figure before, else the flow as it is."""
    paragraph, candidate = place
    known = flow.role in _OPEN and not (candidate.quantity == "rank" and flow.role not in ("out", "in"))
    if not known or with_several(sentence, flow) or not _goes_on(sentence, (paragraph, candidate.head), flow, last):
        return flow
    return _continued(sentence, (paragraph, candidate), flow, last, product)


def _of_the_same_end(sentence: Sentence, candidate: Candidate, flow: Flow, last: Before) -> Flow | None:
    """Read "In May it was 40 percent from Chad" after a part that came from Chad as a part of the same."""
    known = (flow.exporter, flow.importer)
    if (
        candidate.quantity != "share"
        or None not in known
        or known == (None, None)
        or None in (last.exporter, last.importer)
    ):
        return None
    if (flow.exporter != last.exporter and flow.importer != last.importer) or len(
        {p.actor for p in sentence.places}
    ) != 1:
        return None
    return replace(last.flow, exporter=last.exporter, importer=last.importer, why="of what the figure before is")


def _turned_round(sentence: Sentence, paragraph: int, candidate: Candidate, last: Before) -> bool:
    """Whether the clause says that something goes the other way: "purchases the other way came to 3 million"."""
    low, high = sentence.clause_of(candidate.head)
    if (
        (last.paragraph, last.sentence) == (paragraph, sentence.start)
        and low < last.end
        and candidate.quantity == "growth"
    ):
        low = last.end  # "sold 3 tonnes the other way, up by 5 percent": the amount has been turned
        low = (
            candidate.start
            if any(w in sentence.doc[low : candidate.start].text.lower() for w in words("turned-round"))
            else low
        )
    told = sentence.doc[low:high].text.lower()
    return any(words_ in told for words_ in words("turned-round"))


def _continued(sentence: Sentence, place: tuple[int, Candidate], flow: Flow, last: Before, product: str | None) -> Flow:
    """Fill the ends of a flow that goes on from the figure before."""
    paragraph, candidate = place
    here = last.paragraph == paragraph and last.sentence == sentence.start
    wide = candidate.quantity != "share" and _is_wide(sentence)
    if not flow.exporter and not flow.importer and not _alike(flow, last):
        return _of_its_owner(flow, last, wide=wide)
    if not flow.exporter and not flow.importer:
        return _as_before(flow, last, wide=wide) if _alike(flow, last) else flow
    if (not here and is_total(sentence, flow, last, product)) or _is_of_a_product(sentence, candidate, flow):
        return flow
    return _of_another(sentence, flow, last) or _completed(sentence, flow, last, wide=wide, here=here)


def _is_of_a_product(sentence: Sentence, candidate: Candidate, flow: Flow) -> bool:
    """Whether a share is what a product is of all one sells: "copper makes up 70 percent of its exports"."""
    verb = next((t for t in sentence.doc[candidate.head].ancestors if t.pos_ == "VERB"), None)
    if candidate.quantity != "share" or flow.exporter is None or verb is None or flow.role != "out":
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or verb.lemma_.lower() not in words("verb-make") or subject.pos_ not in ("NOUN", "PROPN"):
        return False
    named = any(p.start <= subject.i < p.end for p in sentence.places)
    return not named and role_of(subject.lemma_.lower()) is None


def _of_another(sentence: Sentence, flow: Flow, last: Before) -> Flow | None:
    """Read "Chinese imports fell" after a figure of another's imports as what that other imports from China."""
    owners = sentence.owner_of(flow.noun) if flow.role == "in" and flow.noun is not None else []
    if flow.exporter is not None or not owners or not owners[0].is_adjective or last.flow.role not in _TAKES:
        return None
    if last.importer in (None, flow.importer) or any(p.before == "from" for p in sentence.places):
        return None
    why = "goods named after their country, imported by who imports in the figure before"
    return replace(flow, exporter=flow.importer, importer=last.importer, owner=last.importer, why=why)


def restates(sentence: Sentence, paragraph: int, candidate: Candidate, last: Before) -> bool:
    """Whether a figure follows in a clause without a subject: "..., holding 3 billion", "..., marking a 5 % rise"."""
    if last.paragraph != paragraph or last.sentence != sentence.start or candidate.quantity == "rank":
        return False
    named = [p for p in sentence.places if last.end <= p.start < sentence.clause_of(candidate.head)[1]]
    if any(not p.is_pronoun and p.actor not in (last.exporter, last.importer) for p in named):
        return False
    head = sentence.doc[candidate.head]
    verb = next((t for t in head.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb.tag_ != "VBG" or verb.i < last.end or verb.dep_ not in ("advcl", "acl", "conj"):
        return False
    return not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _restated(sentence: Sentence, paragraph: int, candidate: Candidate, flow: Flow, last: Before) -> Flow:
    """Take over the ends of the figure before where a figure only says how it changed, or what it is of another."""
    if paragraph - last.paragraph > _FAR:
        return flow
    here = last.sentence == sentence.start
    pair = {last.exporter, last.importer}
    why = "of what the figure before is"
    told = {p.actor for p in sentence.places if not here or p.start >= last.end}
    points_back = points_to_before(sentence)
    changed = candidate.quantity == "growth" and here
    if not (last.exporter and last.importer) and not changed and not points_back:
        return flow
    if restates(sentence, paragraph, candidate, last) or ((changed or points_back) and not told - pair):
        return replace(flow, exporter=last.exporter, importer=last.importer, role=flow.role or last.flow.role, why=why)
    doer = next((p.actor for p in sentence.doer(sentence.doc[candidate.head])), None)
    rival = doer is not None and last.doer in pair and doer != last.doer and candidate.quantity in _AMOUNTS
    low, high = sentence.clause_of(candidate.head)
    near = {p.actor for p in sentence.places if low <= p.start < high}
    if not rival or last.paragraph != paragraph or not _ranked_beside(sentence, candidate) or near & pair:
        return flow
    ends = (doer, last.importer) if last.doer == last.exporter else (last.exporter, doer)
    return replace(flow, exporter=ends[0], importer=ends[1], role=last.flow.role, why=f"{why}, of {doer}")


def _ranked_beside(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a clause sets its subject beside the one before: "India followed with 9 percent"."""
    verb = next((t for t in sentence.doc[candidate.head].ancestors if t.pos_ == "VERB"), None)
    while verb is not None and verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl") and verb.head.pos_ == "VERB":
        verb = verb.head
    return verb is not None and verb.lemma_.lower() in words("verb-make") | words("follow")


_AMOUNTS = ("share", "money", "volume", "count")
_POINTING = frozenset(("these", "those", "such"))
_BACK = frozenset(("this", "that", "it", "these", "those"))
_THE_SAME = frozenset(
    ("figure", "amount", "number", "volume", "sum", "total", "value", "rise", "increase", "drop", "fall", "decline")
)


def points_to_before(sentence: Sentence) -> bool:
    """Whether a sentence begins by the figure before: "This ...", "Of these deposits ...", "The figure ..."."""
    first, second = (
        (t.lower_ for t in sentence.doc[sentence.start : sentence.start + 2]) if _is_long(sentence) else ("", "")
    )
    if not sentence.places:
        told = sentence.doc[sentence.start : sentence.end]
        subject = next((t for t in told if t.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and subject.lemma_.lower() in words("index"):
            return True
    return first in _BACK or (first == "of" and second in _BACK) or (first == "the" and second in _THE_SAME)


def _is_long(sentence: Sentence) -> bool:
    return sentence.end - sentence.start > 1


def _completed(sentence: Sentence, flow: Flow, last: Before, *, wide: bool, here: bool) -> Flow:
    """Fill the one open end: the partner not where a sentence speaks of all trade."""
    if wide and (flow.importer is None) == (flow.role in _GIVES):
        return flow
    known = flow.exporter or flow.importer
    like = last.importer if flow.exporter else last.exporter
    other = like if _alike(flow, last) else _mirrored(last, known)
    if other is None or other == known:
        return flow
    rival = known not in (last.exporter, last.importer) and not _names_no_doer(sentence, flow)
    rival = rival and not (other == last.flow.owner and flow.owner is None)
    rival = rival and not (here and flow.role == last.flow.role and flow.role in ("verb-in", "verb-out"))
    if flow.role == "debt" and flow.owner is not None:
        return flow  # who lent is told, or many did
    if rival and flow.role not in ("people", "debt") and other not in last.often:
        return flow  # another's trade, and not with one the text speaks of again and again
    why = f"{flow.why}; with {other}, as in the figure before"
    return replace(flow, exporter=flow.exporter or other, importer=flow.importer or other, why=why)


def _names_no_doer(sentence: Sentence, flow: Flow) -> bool:
    """Whether a passive tells one end alone: "2 million tonnes were sold to Chad", "a tonne was bought from Mali"."""
    open_end = flow.exporter if flow.role == "verb-out" else flow.importer
    if flow.role not in ("verb-out", "verb-in") or flow.noun is None or open_end is not None:
        return False
    below = list(sentence.doc[flow.noun].children)
    return any(c.dep_ in ("nsubjpass", "auxpass") for c in below) and not any(c.dep_ == "agent" for c in below)


def _goes_on(sentence: Sentence, place: tuple[int, int], flow: Flow, last: Before) -> bool:
    """Whether a clause follows the figure before and names nobody else."""
    if not 0 <= place[0] - last.paragraph <= _FAR:
        return False
    here = last.paragraph == place[0] and last.sentence == sentence.start
    low, high = sentence.clause_of(place[1])
    high = min(high, place[1] + _AHEAD)
    doc = sentence.doc
    bracketed = {p.start for p in sentence.places if p.end < sentence.end and doc[p.end].text == "("}
    aside = bracketed | of_another(sentence, flow)
    near = sentence.without({p.start for p in sentence.places if not low <= p.start < high} | aside)
    known = {flow.exporter, flow.importer} - {None}
    return here or not set(near.told_of(known)) - {last.exporter, last.importer}


def _alike(flow: Flow, last: Before) -> bool:
    return any(flow.role in family and last.flow.role in family for family in _FAMILIES)


def _mirrored(last: Before, known: str | None) -> str | None:
    """Return the partner of the same pair where the flow is another one: exports after imports, either after trade."""
    pair = (last.exporter, last.importer)
    if known not in pair and last.flow.owner in last.often:
        return last.flow.owner
    if known not in pair or None in pair:
        return None
    return pair[1] if pair[0] == known else pair[0]


def _of_its_owner(flow: Flow, last: Before, *, wide: bool) -> Flow:
    """Read "exports came to 3 billion" after the trade, or the imports, of one country as that country's exports."""
    owner = last.flow.owner or last.exporter
    pair = (last.exporter, last.importer)
    if flow.role not in ("out", "in") or last.flow.role not in ("out", "in", "trade") or owner not in pair:
        return flow
    other = None if wide else next((a for a in pair if a != owner), None)
    ends = (owner, other) if flow.role == "out" else (other, owner)
    return replace(flow, exporter=ends[0], importer=ends[1], owner=owner, why=f"{flow.why}; of {owner}, told of before")


def _as_before(flow: Flow, last: Before, *, wide: bool) -> Flow:
    """Take over both ends, of all trade only the one whose it is."""
    ends = (last.exporter, last.importer)
    if wide and flow.role != "trade":
        ends = (last.exporter, None) if flow.role in _GIVES else (None, last.importer)
    why = f"{flow.why}; of whom the figure before is"
    return replace(flow, exporter=ends[0], importer=ends[1], owner=flow.owner or last.flow.owner, why=why)


def is_total(sentence: Sentence, flow: Flow, last: Before | None, product: str | None) -> bool:
    """Whether a giver or taker named before is named anew without the other: it then is all it sells or buys.

    Not so where the same paragraph goes on about the same product.
    """
    if last is not None and ((product is not None and product == last.product) or last.quantity == "rank"):
        return False
    owner = flow.exporter or flow.importer
    if last is None or owner not in (last.exporter, last.importer) or last.flow.role in ("trade", "partner"):
        return False
    if flow.role in ("people", "gift", "giver") or not (last.exporter and last.importer) or not _alike(flow, last):
        return False
    if flow.noun is not None and sentence.doc[flow.noun].lemma_.lower() in words("bestow"):
        return False  # who lends or gives has said to whom before
    if (flow.exporter is None) != (last.exporter != owner):
        return False
    return any(p.actor == owner and not p.is_pronoun and not p.is_speaker and not p.before for p in sentence.places)


def _is_wide(sentence: Sentence) -> bool:
    if any(t.lower_ in _POINTING and t.dep_ == "det" for t in sentence.doc[sentence.start : sentence.end]):
        return False  # "the total value of these imports"
    told = {t.lower_ for t in sentence.doc[sentence.start : sentence.end] if t.dep_ != "nsubj"}
    return bool(told & words("worldwide"))
