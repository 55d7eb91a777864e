"""Who communicated what: quotations with their speakers first, then what cues report in other words."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from lopsided.reading.dates import time_of
from lopsided.reading.quotes import quotes_of
from lopsided.reading.statements_cues import closes_sentence, cues_of
from lopsided.reading.statements_indirect import reported
from lopsided.reading.statements_quoted import attribute, is_sentence
from lopsided.reading.statements_scene import Said, Scene
from lopsided.reading.statements_unmarked import unmarked
from lopsided.records.kinds import Statement

if TYPE_CHECKING:
    from lopsided.reading.attribution import Speaker
    from lopsided.reading.parsed import Paragraph, ParsedDocument
    from lopsided.reading.quotes import Quote
    from lopsided.records.kinds import DamageKind, Span

_DAMAGE_COST: dict[DamageKind, float] = {
    "lost-quotation-marks": 0.85,
    "machine-translation": 0.9,
    "glued-words": 0.95,
    "repaired-encoding": 0.98,
}


def statements(parsed: ParsedDocument) -> list[Statement]:
    """Return all statements of a document, in order of place.

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    """
    found: list[Statement] = []
    last: Speaker | None = None
    direct = False
    earlier: list[Speaker] = []
    for paragraph in parsed.paragraphs:
        scene = _scene(parsed, paragraph, last, direct=direct)
        scene.earlier = earlier
        said = _in_paragraph(scene)
        sents = _characters(paragraph) if said else []
        found.extend(_record(parsed, paragraph, s, sents) for s in said)
        direct = bool(said) and said[-1].form == "direct"
        last = replace(said[-1].speaker, token=-1) if said else None
    return found


def _scene(parsed: ParsedDocument, paragraph: Paragraph, last: Speaker | None, *, direct: bool) -> Scene:
    quotes = [_closed(paragraph, q) if q.shape == "open" else q for q in quotes_of(paragraph, parsed.document.text)]
    verbatim = [q for q in quotes if is_sentence(paragraph, q)]
    cues = cues_of(paragraph, [(q.first, q.last) for q in verbatim])
    return Scene(parsed, paragraph, quotes, verbatim, cues, last, direct)


def _closed(paragraph: Paragraph, quote: Quote) -> Quote:
    """End a quotation whose closing mark is lost where its sentence is attributed: '"We are ready, said Ana Ruiz'."""
    for cue in cues_of(paragraph, []):
        if (
            quote.first < cue.token.i < quote.last
            and (comma := closes_sentence(cue)) is not None
            and comma > quote.first
        ):
            end = paragraph.doc[comma].idx + 1
            return replace(quote, end=end, last=comma + 1)
    return quote


def _in_paragraph(scene: Scene) -> list[Said]:
    direct = attribute(scene)
    if not scene.quotes and "lost-quotation-marks" in scene.parsed.document.damage:
        direct += unmarked(scene)
    said = sorted([*direct, *reported(scene, direct)], key=lambda s: s.start)
    resolved: list[Said] = []
    for one in said:
        speaker = _taken_up(scene, one.speaker, resolved)
        if speaker is not None:
            resolved.append(replace(one, speaker=scene.known(speaker)))
            scene.earlier.append(resolved[-1].speaker)
    return resolved


def _taken_up(scene: Scene, speaker: Speaker, before: list[Said]) -> Speaker | None:
    """Return who is meant where a pronoun goes on with whoever spoke before in the same paragraph.

    "It added" takes up a body or a text, never a person. "He added" takes up a spokesman without a name who spoke in
    this paragraph rather than someone named only in another.
    """
    previous = before[-1].speaker if before else None
    if speaker.names == ("it",):
        if previous is None or previous.person:
            return None
        return replace(previous, role=None, confidence=0.7 * previous.confidence)
    pronoun = speaker.token >= 0 and scene.paragraph.doc[speaker.token].lower_ in ("he", "she")
    if pronoun and previous and not previous.person and len(previous.names) == 1 and previous.names[0][:1].islower():
        named = {n for m in scene.parsed.cast.within(scene.paragraph.index, 0, speaker.token) for n in m.names}
        if not named & set(speaker.names):
            return replace(previous, confidence=0.7 * previous.confidence)
    return speaker


def _record(parsed: ParsedDocument, paragraph: Paragraph, said: Said, sents: list[Span]) -> Statement:
    span = paragraph.span(said.start, said.end)
    speaker = said.speaker
    confidence = speaker.confidence
    for kind in parsed.document.damage:
        confidence *= _DAMAGE_COST[kind]
    damage = (f"the text shows {kind.replace('-', ' ')}" for kind in parsed.document.damage)
    return Statement(
        document=parsed.document.document,
        span=span,
        text=parsed.text(span),
        sentence=_sentence(paragraph, said, sents),
        confidence=round(confidence, 3),
        reasons=(*said.reasons, *speaker.reasons, *damage),
        rule=said.rule,
        speakers=speaker.names,
        form=said.form,
        role=speaker.role,
        affiliations=speaker.affiliations,
        speaker_kind="anonymous" if _is_unnamed(paragraph, speaker) else speaker.kind,
        cue=said.cue,
        via=speaker.via,
        content=paragraph.span(*said.content) if said.content else None,
        date=_date(parsed, paragraph, said),
    )


def _is_unnamed(paragraph: Paragraph, speaker: Speaker) -> bool:
    """Return whether officials speak without a name or a country, or ask not to be named."""
    if speaker.kind not in ("official", "other") or speaker.token < 0 or speaker.person or len(speaker.names) != 1:
        return False
    token = paragraph.doc[speaker.token]
    if token.tag_ not in ("NN", "NNS"):
        return False
    hides = _hiding().search(paragraph.text[token.idx : token.idx + 160])
    return hides is not None or (token.tag_ == "NNS" and not speaker.affiliations)


@cache
def _hiding() -> re.Pattern[str]:
    """Pattern of what is said of those who will not be named."""
    named = r"be (?:named|identified)"
    return re.compile(
        r"^\w+,? (?:familiar with|close to|briefed on|with knowledge of)\b"
        rf"|^[^.]*\b(?:condition of anonymity|not (?:to )?{named}|(?:declined|refused) to {named})"
    )


def _date(parsed: ParsedDocument, paragraph: Paragraph, said: Said) -> str | None:
    """Return when it was said, if the clause of the cue tells: "said on Friday"."""
    if said.cue_token < 0:
        return None
    time = time_of(parsed, paragraph, said.cue_token)
    return time.date if time.attachment in ("own", "clause") else None


def _characters(paragraph: Paragraph) -> list[Span]:
    """Characters at which each sentence begins and ends."""
    doc = paragraph.doc
    return [(doc[first].idx, doc[last - 1].idx + len(doc[last - 1])) for first, last in paragraph.sentences]


def _sentence(paragraph: Paragraph, said: Said, sents: list[Span]) -> Span:
    around = [(a, b) for a, b in sents if a < said.end and b > said.start]
    return paragraph.span(around[0][0], around[-1][1])
