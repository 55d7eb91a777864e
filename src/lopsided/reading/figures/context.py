"""What the sentences before say about a figure: who is helped, between whom there is trade, where "there" is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.events.continued import is_at_home
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.flows import Flow
    from lopsided.reading.figures.sentence import Sentence
    from lopsided.reading.parsed import Paragraph, ParsedDocument

_PARAGRAPHS = 2
_BOTH_WAYS = frozenset(("bilateral", "two-way", "mutual"))


def with_context(
    parsed: ParsedDocument, paragraph: Paragraph, sentence: Sentence, candidate: Candidate, flow: Flow
) -> Flow:
    """Fill an open end of a flow from the states told of just before, where the sentence points back to them."""
    if flow.exporter and flow.importer:
        return flow
    if not sentence.places and _trades_both_ways(sentence):
        pair = _pair(parsed, paragraph, sentence)
        why = "trade of the two told of before"
        return replace(flow, exporter=pair[0], importer=pair[1], owner=pair[0], role="trade", why=why) if pair else flow
    if (both := _of_both(parsed, paragraph, sentence, candidate)) and {flow.exporter, flow.importer} <= {*both, None}:
        why = "of the two told of before"
        return replace(flow, exporter=both[0], importer=both[1], owner=flow.owner or both[0], why=why)
    if (there := _of_there(parsed, paragraph, sentence, candidate, flow)) is not None:
        return there
    if flow.exporter and candidate.quantity in ("count", "volume", "money") and _helps(sentence, candidate):
        helped = _last(parsed, paragraph, sentence, flow.exporter)
        if len({p.actor for p in sentence.places}) == 1 and helped:
            return replace(flow, importer=helped, why=f"{flow.why}; help for whom was told of before")
    return flow


def _of_there(
    parsed: ParsedDocument, paragraph: Paragraph, sentence: Sentence, candidate: Candidate, flow: Flow
) -> Flow | None:
    """Return the flow of what comes "from there" or is sold "there", which was told of before."""
    why = f'{flow.why}; "there" is where was told of before'
    if flow.exporter and flow.role in ("out", "verb-out") and _is_there(sentence, candidate):
        goal = _last(parsed, paragraph, sentence, flow.exporter)
        return replace(flow, importer=goal, why=why) if goal else None
    if flow.exporter is None and flow.importer and _from_there(sentence, candidate):
        return replace(flow, exporter=_last(parsed, paragraph, sentence, flow.importer), why=why)
    return None


def _helps(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a figure is what the verb of the sentence gives: "sent 36 rescuers"; "80 tonnes of food followed"."""
    token = sentence.doc[candidate.head]
    verbs = [t for t in token.ancestors if t.pos_ == "VERB"][:1]
    return (
        bool(verbs)
        and verbs[0].lemma_.lower() in words("help")
        and not is_at_home(verbs[0])
        and not any(
            c.dep_ == "prep"
            and c.lower_ in ("in", "to", "into")
            and any(g.ent_type_ in ("GPE", "LOC") for g in c.children)
            for c in verbs[0].children
        )
    )


def _from_there(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether the clause goes on by "from there"."""
    after = sentence.doc[candidate.end : sentence.end]
    return any(t.lower_ == "there" and sentence.doc[t.i - 1].lower_ == "from" for t in after)


def _of_both(parsed: ParsedDocument, paragraph: Paragraph, sentence: Sentence, candidate: Candidate) -> tuple[str, ...]:
    """Return the two that "the two ministers" or "both countries" belong to, where a figure is of what they share."""
    if candidate.quantity not in ("rank", "count", "volume") or {p.actor for p in sentence.places} - set(sentence.pair):
        return ()
    head = sentence.doc[candidate.head]
    if candidate.quantity == "rank" and head.lemma_ == "round":
        return sentence.pair  # "a 17th round of talks"
    if candidate.quantity != "rank" and not any(_is_the_two(t) for t in _subjects(head)):
        return ()
    if candidate.quantity == "rank" and not any(
        t.lower_ == "between" and any(_is_the_two(c) for c in t.children) for t in sentence.doc[head.i : sentence.end]
    ):
        return ()
    return sentence.pair or _pair(parsed, paragraph, sentence)


def _subjects(token: Token) -> list[Token]:
    """Return the subject of the clause a token stands in, that of the main one where a relative clause has its own."""
    for above in token.ancestors:
        found = [c for c in above.children if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")]
        if found:
            return found
    return []


def _is_the_two(token: Token) -> bool:
    """Whether a noun stands for the two of a text: "the two", "the two leaders", "both countries"."""
    two = token.lower_ in ("two", "both") or any(c.lower_ in ("two", "both") for c in token.children)
    return two and (token.lemma_.lower() in words("party") or token.lower_ in ("two", "both"))


def _is_there(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether what is sold is sold "there": "sold goods worth 3 million there"."""
    near = sentence.doc[candidate.end : min(sentence.end, candidate.end + 5)]
    return candidate.quantity in ("money", "volume") and any(
        t.lower_ == "there" and t.dep_ == "advmod" and sentence.doc[t.i - 1].lower_ != "from" for t in near
    )


def _trades_both_ways(sentence: Sentence) -> bool:
    """Whether a sentence tells of "trade" or "bilateral trade" without saying between whom."""
    told = sentence.doc[sentence.start : sentence.end]
    text = told.text.lower()
    trade = [t for t in told if t.lemma_.lower() in words("trade")]
    both = any(word in text for word in _BOTH_WAYS)
    return any(both or (t.dep_ == "nsubj" and t.left_edge.i == t.i) for t in trade)


def _before(parsed: ParsedDocument, paragraph: Paragraph, sentence: Sentence) -> list[str]:
    """Return the states told of before a sentence, in its paragraph and the two before it, the last one first."""
    found: list[str] = []
    for index in range(paragraph.index, paragraph.index - _PARAGRAPHS - 1, -1):
        row = [m for m in parsed.cast.row(index) if m.kind in ("state", "person") and len(m.actors) == 1]
        if index == paragraph.index:
            row = [m for m in row if m.end <= sentence.start]
        found += [m.actors[0] for m in reversed(row)]
    return [a for a in found if len(a) == 3 and a.isupper()]


def _last(parsed: ParsedDocument, paragraph: Paragraph, sentence: Sentence, known: str) -> str | None:
    """Return the other state told of before, if it is one the text speaks of more than in passing."""
    told = [a for a in _before(parsed, paragraph, sentence) if a != known]
    often = Counter(told)
    return next((a for a in told if often[a] == max(often.values())), None)


def _pair(parsed: ParsedDocument, paragraph: Paragraph, sentence: Sentence) -> tuple[str, ...]:
    """Return the two states told of most before; none if it is not clear which two."""
    often = Counter(_before(parsed, paragraph, sentence)).most_common(3)
    clear = len(often) == 2 or (len(often) == 3 and often[1][1] > often[2][1])
    return tuple(a for a, _ in often[:2]) if clear else sentence.pair
