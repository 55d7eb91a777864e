"""Who fired what a sentence only counts: "54 of 69 missiles were shot down" after "the Russian missile attack"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.figures.elliptic import HARMED
from lopsided.reading.figures.words import words

if TYPE_CHECKING:
    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.flows import Flow
    from lopsided.reading.figures.sentence import Sentence
    from lopsided.reading.parsed import Paragraph, ParsedDocument

_BEFORE_THE_NOUN = 4
_PARAGRAPHS = 7


def with_attacker(
    parsed: ParsedDocument, paragraph: Paragraph, sentence: Sentence, candidate: Candidate, flow: Flow
) -> Flow:
    """Fill in who fired counted weapons from the nearest attack the document names by its author.

    The only other actor of the sentence, if there is one, is who was fired at.
    """
    lemma = paragraph.doc[candidate.head].lemma_.lower()
    if candidate.quantity != "count" or lemma not in words("weapon") or (flow.exporter and flow.importer):
        return flow
    attacker = _nearest_attacker(parsed, paragraph, candidate.head)
    struck = sentence.others({attacker})
    if attacker is None or len(struck) != 1 or flow.exporter not in (None, struck[0]):
        return flow
    why = f"{attacker} is who attacks in the nearest attack the document names"
    return replace(flow, exporter=attacker, importer=struck[0], why=why)


def with_killer(
    parsed: ParsedDocument, paragraph: Paragraph, sentence: Sentence, candidate: Candidate, flow: Flow
) -> Flow:
    """Fill in who killed whom from the sentence before: "The killing of Thais by Laos came up. 16 were shot dead"."""
    if HARMED not in candidate.reasons or flow.exporter or flow.importer or sentence.start == 0:
        return flow
    doc = paragraph.doc
    last = doc[sentence.start - 1].sent
    told = [m for m in parsed.cast.within(paragraph.index, last.start, last.end) if len(m.actors) == 1]
    doer = next((m.actors[0] for m in told if "by" in {t.lower_ for t in doc[max(0, m.start - 2) : m.start]}), None)
    others = {m.actors[0] for m in told} - {doer}
    harm = words("harm") | words("die") | words("killing")
    third = {p.actor for p in sentence.places} - others - {doer}
    if doer is None or len(others) != 1 or third or not any(t.lemma_.lower() in harm for t in last):
        return flow
    return replace(flow, exporter=doer, importer=others.pop(), role="harm", why="who did it to whom was told of before")


def _nearest_attacker(parsed: ParsedDocument, paragraph: Paragraph, token: int) -> str | None:
    """Return whose attack is named nearest to a token, in its paragraph or else in one not far."""
    around = parsed.paragraphs[max(0, paragraph.index - _PARAGRAPHS) : paragraph.index + _PARAGRAPHS]
    near = sorted(around, key=lambda p: abs(p.index - paragraph.index))[:_PARAGRAPHS]
    for other in near:
        named = [
            (abs(mention.start - token), mention.actors[0])
            for mention in parsed.cast.row(other.index)
            if len(mention.actors) == 1 and mention.form != "pronoun" and _attacks(other, mention.end)
        ]
        if named:
            return min(named)[1]
    return None


def _attacks(paragraph: Paragraph, end: int) -> bool:
    """Whether a noun for an attack follows: "the massive Russian missile attack"."""
    for token in paragraph.doc[end : end + _BEFORE_THE_NOUN]:
        if token.pos_ == "NOUN" and token.lemma_.lower() in words("attack"):
            return True
        if token.pos_ in ("VERB", "ADP", "AUX") or token.is_punct:
            return False
    return False
