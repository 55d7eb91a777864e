"""Figures reported in a document: a number or a rank, of what, from whom to whom, when, how sure and said by whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lopsided.reading.events.scene import pair_of
from lopsided.reading.figures.again import Before, again, follow, is_total
from lopsided.reading.figures.apposed import apposed
from lopsided.reading.figures.attack import with_attacker, with_killer
from lopsided.reading.figures.beside import beside, zoned
from lopsided.reading.figures.context import with_context
from lopsided.reading.figures.currency import in_currency
from lopsided.reading.figures.ends import possible
from lopsided.reading.figures.extent import extent
from lopsided.reading.figures.find import numbers
from lopsided.reading.figures.flow import flow_of
from lopsided.reading.figures.flows import Flow
from lopsided.reading.figures.listed import listed
from lopsided.reading.figures.main_flow import as_between_the_two, returned
from lopsided.reading.figures.partner import with_partner, without_way
from lopsided.reading.figures.period import earlier_time, period_of, verb_of
from lopsided.reading.figures.quantifiers import is_told_of_trade, quantified
from lopsided.reading.figures.rank import ranks
from lopsided.reading.figures.reference import meant
from lopsided.reading.figures.sentence import Sentence
from lopsided.reading.figures.timed import of_the_time_before
from lopsided.reading.figures.totals import is_of_all, of_the_same, part_and_whole
from lopsided.reading.figures.turns import in_turn
from lopsided.reading.figures.whole import commodity_of, whole_of
from lopsided.reading.figures.words import words
from lopsided.reading.statements.placed import Placed
from lopsided.records.kinds import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from spacy.tokens import Doc

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.parsed import Paragraph, ParsedDocument
    from lopsided.records.kinds import Span, Statement

    Modality = Literal["reported", "planned", "forecast", "denied"]

_CLIMB = 8
_NEAR = 8


def figures(parsed: ParsedDocument, statements: list[Statement]) -> list[Figure]:
    """Return the figures of a document, in order of place.

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    statements : list of Statement
        Of the same document: whose words a figure stands in.
    """
    found: list[Figure] = []
    before: Before | None = None
    just: Before | None = None
    main: Before | None = None
    named = Counter(a for m in parsed.cast.mentions for a in m.actors)
    often = frozenset(a for a, times in named.items() if times > 1)
    placed, pair = Placed(statements), pair_of(parsed)
    for paragraph in parsed.paragraphs:
        candidates = _candidates(paragraph)
        last: tuple[Candidate, Figure] | None = None
        here = placed.within(paragraph.offsets[0], paragraph.offsets[-1])
        sentences = _Sentences(parsed, paragraph, here, pair)
        for found_there in candidates:
            sentence = sentences.of(found_there)
            candidate = in_currency(sentence, found_there, tuple(named))
            told = returned(sentence, paragraph.index, before, main)
            flow = _flow(parsed, paragraph, sentence, (candidate, candidates), (told, just))
            flow = as_between_the_two(sentence, paragraph.index, candidate, flow, main)
            if not is_told_of_trade(candidate, flow):
                continue
            goods = _goods(paragraph, candidate, flow, just if just and just.sentence == sentence.start else None)
            figure = _figure(parsed, paragraph, candidate, flow, here, goods)
            figure = of_the_time_before(paragraph, candidate, figure, found[-1] if just else None)
            last = (candidate, apposed(paragraph.doc, candidate, figure, last))
            found.append(last[1])
            ends = (last[1].exporter, last[1].importer)
            doer = next((p.actor for p in sentence.doer(paragraph.doc[candidate.head]) if p.actor in ends), None)
            just = Before(
                paragraph.index,
                sentence.start,
                flow,
                *ends,
                often,
                candidate.end,
                doer,
                last[1].commodity,
                candidate.quantity,
            )
            before = follow(before, just)
            main = just if set(ends) == set(pair) else main
    return found


def _candidates(paragraph: Paragraph) -> list[Candidate]:
    ranked = tuple(ranks(paragraph))
    # the 3 of "the No. 3 investor" counts nothing
    counted = [
        n for n in numbers(paragraph) if not any(r.start <= n.start < r.end and r.value == n.value for r in ranked)
    ]
    numbered = (*counted, *ranked)
    worded = [q for q in quantified(paragraph) if not any(n.start < q.end and q.start < n.end for n in numbered)]
    return sorted((*numbered, *worded), key=lambda c: c.start)


class _Sentences:
    """The sentences of a paragraph with who is told of in them, each made once."""

    def __init__(
        self, parsed: ParsedDocument, paragraph: Paragraph, statements: Sequence[Statement], pair: tuple[str, ...]
    ) -> None:
        self._parsed, self._paragraph, self._statements, self._pair = parsed, paragraph, statements, pair
        self._known: dict[int, Sentence] = {}

    def of(self, candidate: Candidate) -> Sentence:
        """Return the sentence a candidate stands in."""
        doc = self._paragraph.doc
        sent = doc[candidate.head].sent
        if sent.start not in self._known:
            bounds = (sent.start, sent.end)
            implied = meant(self._parsed, self._paragraph, bounds, self._statements)
            told = sorted((*self._parsed.cast.row(self._paragraph.index), *implied), key=lambda m: m.start)
            self._known[sent.start] = Sentence(doc, bounds, told, self._pair)
        return self._known[sent.start]


def _flow(
    parsed: ParsedDocument,
    paragraph: Paragraph,
    sentence: Sentence,
    among: tuple[Candidate, Sequence[Candidate]],
    told: tuple[Before | None, Before | None],
) -> Flow:
    """Return who gives to whom: from the sentence, then from the figure before, then from the text around."""
    (candidate, others), (before, just) = among, told
    if candidate.quantity == "date-span" or _is_a_stretch(candidate):
        return Flow()
    row = listed(sentence, paragraph.index, candidate, just) or _of_a_whole(sentence, candidate, others)
    if row is not None:
        return row
    own = zoned(sentence, candidate, others)
    flow = possible(sentence, beside(own, candidate, flow_of(own, candidate)))
    flow = with_attacker(parsed, paragraph, sentence, candidate, flow)
    flow = with_killer(parsed, paragraph, sentence, candidate, flow)
    if is_of_all(sentence, candidate, flow) and (flow.exporter or flow.importer):
        return flow
    place = (paragraph.index, candidate)
    if (same := of_the_same(sentence, place, flow, just)) is not None:
        return same
    near = before is not None and before.paragraph == paragraph.index
    product = commodity_of(paragraph.doc, candidate, flow) if near else None
    turned = in_turn(sentence, place, flow, before)
    flow = turned or again(sentence, paragraph.index, candidate, flow, before, product)
    if is_total(sentence, flow, before, product):
        return flow
    flow = with_context(parsed, paragraph, sentence, candidate, flow)
    return without_way(sentence, candidate, with_partner(parsed, paragraph, sentence, candidate, flow))


def _is_a_stretch(candidate: Candidate) -> bool:
    """Whether an area or a length is only described: "an area of 160,000 square kilometres", not "was given ..."."""
    return candidate.unit in ("m2", "m")


def _of_a_whole(sentence: Sentence, candidate: Candidate, others: Sequence[Candidate]) -> Flow | None:
    """Return the flow of an amount that a share is a part of; whom the share is of has no part in it."""
    whole = part_and_whole(sentence, candidate, others)
    return possible(whole, flow_of(whole, candidate)) if whole is not None and whole.places else None


def _goods(paragraph: Paragraph, candidate: Candidate, flow: Flow, just: Before | None) -> str | None:
    """Return what a figure is of; of what the one before it is, where a verb of trade goes on with another amount."""
    doc = paragraph.doc
    named = commodity_of(doc, candidate, flow)
    if named or just is None or just.paragraph != paragraph.index or candidate.quantity not in ("volume", "money"):
        return named
    goes_on = flow.role == just.flow.role and (flow.role or "")[:5] == "verb-" and candidate.start - just.end <= _NEAR
    after = doc[candidate.end : candidate.end + 1].text.lower()
    return just.product if goes_on and after not in ("of", "worth", "in") else None


def _figure(
    parsed: ParsedDocument,
    paragraph: Paragraph,
    candidate: Candidate,
    flow: Flow,
    statements: Sequence[Statement],
    commodity: str | None,
) -> Figure:
    doc = paragraph.doc
    sent = doc[candidate.head].sent
    period, why = period_of(parsed, paragraph, candidate, flow)
    first, last = extent(doc, candidate)
    span = paragraph.span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
    return Figure(
        document=parsed.document.document,
        span=span,
        text=parsed.text(span),
        sentence=paragraph.span(sent.start_char, sent.end_char),
        reasons=tuple(r for r in (*candidate.reasons, flow.why, why) if r),
        rule=f"figure-{candidate.quantity}",
        value=candidate.value,
        value_high=candidate.high,
        unit=candidate.unit,
        quantity=candidate.quantity,
        subject=_subject(doc, candidate, flow),
        exporter=flow.exporter,
        importer=flow.importer,
        whole=whole_of(doc, candidate, flow, commodity),
        commodity=commodity,
        period=period,
        period_words=earlier_time(doc, candidate, period),
        hedge=candidate.hedge,
        modality=_modality(doc, candidate),
        attributed_to=_speaker(span, statements),
    )


def _speaker(span: Span, statements: Sequence[Statement]) -> str | None:
    """Who said it: the speaker of the narrowest statement around it."""
    around = [s for s in statements if s.span[0] <= span[0] + 1 and span[1] - 1 <= s.span[1]]
    narrowest = min(around, key=lambda s: s.span[1] - s.span[0], default=None)
    return " and ".join(narrowest.speakers) if narrowest else None


def _modality(doc: Doc, candidate: Candidate) -> Modality:
    """Return whether a figure is told as fact, or planned, forecast or denied."""
    verb = verb_of(doc[candidate.head])
    for _ in range(_CLIMB):
        helpers = [verb, *(c for c in verb.children if c.dep_ in ("aux", "neg", "advmod", "acomp", "auxpass"))]
        forms = {form for t in helpers for form in (t.lower_, t.lemma_.lower())}
        if (
            any(t.dep_ == "neg" for t in helpers)
            or forms & words("denied")
            or "no longer" in doc[verb.i : verb.i + 4].text
        ):
            return "denied"
        if forms & words("forecast"):
            return "forecast"
        if (forms & words("planned")) and verb.tag_ != "VBD":
            return "planned"
        if verb.dep_ == "ccomp" and verb.head.lemma_ in words("denied"):
            return "denied"
        if verb.dep_ not in ("xcomp", "ccomp", "acl", "advcl", "relcl", "conj") or verb.head == verb:
            break
        if verb.dep_ in ("ccomp", "relcl", "advcl", "conj") and verb.tag_ not in ("VB", "VBG"):
            break
        verb = verb_of(verb.head)
        if verb.lemma_ in words("planned"):
            return "planned"
    return "reported"


def _subject(doc: Doc, candidate: Candidate, flow: Flow) -> str:
    """Return what is counted, in the document's words."""
    token = doc[flow.noun] if flow.noun is not None else doc[candidate.head]
    if candidate.quantity in ("count", "date-span", "rank"):
        token = doc[candidate.head]
        if candidate.quantity == "date-span" and token.head.pos_ == "NOUN":
            token = token.head
    group = [t for t in token.subtree if abs(t.i - token.i) <= 8]
    return " ".join("".join(t.text_with_ws for t in group).split())
