"""Who communicated what: quotations with their speakers first, then what cues report in other words."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from lopsided.reading.dates.dates import time_of
from lopsided.reading.mentions.personal_names import sex_of
from lopsided.reading.statements.acronyms import spelled_out
from lopsided.reading.statements.cues import closes_sentence, cues_of
from lopsided.reading.statements.indirect import reported
from lopsided.reading.statements.quoted import attribute, is_sentence
from lopsided.reading.statements.quotes import quotes_of
from lopsided.reading.statements.scene import Said, Scene
from lopsided.reading.statements.turns import turn_in
from lopsided.reading.statements.unmarked import unmarked
from lopsided.records.kinds import Statement
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from lopsided.reading.parsed import Paragraph, ParsedDocument
    from lopsided.reading.statements.quotes import Quote
    from lopsided.reading.statements.speakers import Speaker
    from lopsided.records.kinds import Span

_GOES_ON = {"he": "m", "she": "f"}


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
    going: Speaker | None = None
    for paragraph in parsed.paragraphs:
        scene = _scene(parsed, paragraph, last, direct=direct)
        scene.earlier, scene.before = earlier, going
        said = _in_paragraph(scene)
        sents = _characters(paragraph) if said else []
        found.extend(_record(parsed, paragraph, s, sents) for s in said)
        direct = bool(said) and said[-1].form == "direct"
        last = replace(said[-1].speaker, token=-1) if said else None
        going = last if said and said[-1].end > paragraph.doc[paragraph.sentences[-1][0]].idx else None
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
    if (turn := turn_in(scene)) is not None:
        return [turn]
    direct = attribute(scene)
    if not scene.quotes and "lost-quotation-marks" in scene.parsed.document.damage:
        direct += unmarked(scene)
    said = sorted([*direct, *reported(scene, direct)], key=lambda s: s.start)
    resolved: list[Said] = []
    for one in said:
        speaker = _taken_up(scene, one, resolved)
        if speaker is not None:
            resolved.append(replace(one, speaker=spelled_out(scene.parsed, scene.known(speaker))))
            scene.earlier.append(resolved[-1].speaker)
    return resolved


def _taken_up(scene: Scene, said: Said, before: list[Said]) -> Speaker | None:
    """Return who is meant where a pronoun goes on with whoever spoke before, here or as the paragraph before ended.

    "It added" takes up a body or a text, never a person. "He added" takes up whoever spoke in the sentence before,
    with or without a name, rather than someone that speaker only mentioned.
    """
    speaker = said.speaker
    previous = before[-1].speaker if before else scene.before
    word = scene.paragraph.doc[speaker.token].lower_ if speaker.token >= 0 else ""
    if speaker.names == ("it",) or (word == "it" and previous and previous.names != speaker.names):
        if previous is None or previous.person or previous.is_one:
            return None if speaker.names == ("it",) else speaker
        return replace(previous, role=None, token=speaker.token)
    if speaker.names[0] in _GOES_ON and (previous is None or not previous.is_one):
        return None
    if word not in _GOES_ON or previous is None or previous.names == speaker.names or not previous.is_one:
        return speaker
    sex = sex_of(fold(previous.names[0].split()[0])) if previous.person else ""
    if (sex and sex != _GOES_ON[word]) or not _follows(scene, speaker.token, before):
        return None if speaker.names[0] in _GOES_ON else speaker
    why = "going on from the sentence before"
    return replace(previous, reasons=(why,), token=speaker.token)


def _follows(scene: Scene, at: int, before: list[Said]) -> bool:
    """Return whether the sentence before a pronoun's is still of whoever spoke last, and nobody acts in between."""
    doc = scene.paragraph.doc
    bounds = scene.paragraph.sentences
    here = next(k for k, (first, end) in enumerate(bounds) if first <= at < end)
    named = scene.parsed.cast.within(scene.paragraph.index, bounds[here][0], at)
    if any(m.kind == "person" and m.form == "name" and doc[m.head].dep_ == "nsubj" for m in named):
        return False
    if not before or here == 0:
        return here == 0 and not before
    return before[-1].end > doc[bounds[here - 1][0]].idx


def _record(parsed: ParsedDocument, paragraph: Paragraph, said: Said, sents: list[Span]) -> Statement:
    span = paragraph.span(said.start, said.end)
    speaker = said.speaker
    return Statement(
        document=parsed.document.document,
        span=span,
        text=parsed.text(span),
        sentence=_sentence(paragraph, said, sents),
        reasons=(*said.reasons, *speaker.reasons),
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
