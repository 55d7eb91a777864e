"""Who fired what a sentence only counts: "54 of 69 missiles were shot down" after "the Russian missile attack"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.figures_words import words

if TYPE_CHECKING:
    from lopsided.reading.figures_find import Candidate
    from lopsided.reading.figures_roles import Flow
    from lopsided.reading.figures_sentence import Sentence
    from lopsided.reading.parsed import Paragraph, ParsedDocument

_BEFORE_THE_NOUN = 4


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


def _nearest_attacker(parsed: ParsedDocument, paragraph: Paragraph, token: int) -> str | None:
    """Return whose attack is named nearest to a token, in paragraphs then in words."""
    named: list[tuple[int, int, str]] = []
    for mention in parsed.cast.mentions:
        doc = parsed.paragraphs[mention.paragraph].doc
        if len(mention.actors) != 1 or doc[mention.start].pos_ == "PRON":
            continue
        for noun in doc[mention.end : mention.end + _BEFORE_THE_NOUN]:
            if noun.lemma_.lower() in words("attack") and noun.pos_ == "NOUN":
                distance = abs(mention.paragraph - paragraph.index), abs(mention.start - token)
                named.append((*distance, mention.actors[0]))
            if noun.pos_ in ("VERB", "ADP", "AUX") or noun.is_punct:
                break
    return min(named)[2] if named else None
