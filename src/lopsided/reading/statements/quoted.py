"""Verbatim quotations: which are whole sentences, and who said them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.statements.attribution import is_speaker, speaker_at, speaker_of
from lopsided.reading.statements.clause_speakers import agent_of, subject_of
from lopsided.reading.statements.cues import Cue, Verb, has_content, quoting
from lopsided.reading.statements.scene import Said, Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.parsed import Paragraph
    from lopsided.reading.statements.quotes import Quote
    from lopsided.reading.statements.speakers import Speaker

ZONE = 45
"""How far from a quotation (tokens) its attribution may stand."""
_STOPS = ".!?;"
_PAUSES = '",:-\u2013\u2014'


def is_sentence(paragraph: Paragraph, quote: Quote) -> bool:
    """Return whether a quotation is a clause or sentence given word for word, not some words within another's."""
    doc, text = paragraph.doc, paragraph.text
    inside = doc[quote.first : quote.last]
    if not len(inside):
        return False
    before = text[: quote.start].rstrip()
    after = text[quote.end :].lstrip(" ,")
    clause = _has_clause(inside)
    if not before or before[-1] in '.?!:")\u2022-\u2013\u2014':
        closed = inside[-1].text[-1] in ".,!?" or not after or text[quote.end : quote.end + 1] in ",."
        if quote.shape == "closed" or (before.endswith(":") and (clause or len(inside) > 4)):
            return True
        return (clause and (closed or _cue_follows(paragraph, quote))) or (closed and _cue_follows(paragraph, quote))
    return _is_led(paragraph, quote, clause=clause)


def _has_clause(inside: object) -> bool:
    tokens = list(inside)  # type: ignore[call-overload]
    first, last = tokens[0].i, tokens[-1].i
    return any(
        t.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")
        and first <= t.head.i <= last
        and t.head.pos_ in ("VERB", "AUX")
        for t in tokens
    )


def _cue_follows(paragraph: Paragraph, quote: Quote) -> bool:
    for token in _zone_after(paragraph, quote):
        if token.lemma_.lower() in quoting() or token.lower_ == "according":
            return True
    return False


def _is_led(paragraph: Paragraph, quote: Quote, *, clause: bool) -> bool:
    """Return whether a cue leads into the quotation: 'told them that "we ..."', 'said on Monday, "we ..."'."""
    zone = _zone_before(paragraph, quote)
    if not zone:
        return False
    start = zone[0].i
    inside = paragraph.doc[quote.first : quote.last]
    opening = ("nsubj", "expl", "det", "poss", "compound", "amod")
    starts = inside[0].dep_ in opening or inside[0].pos_ in ("PROPN", "PRON")
    cued = any(t.lemma_.lower() in quoting() and t.pos_ in ("VERB", "AUX") for t in zone)
    near = zone[-1]
    if near.text == "," and cued and start and paragraph.doc[start - 1].text == '"' and len(zone) < 14:
        return True  # '"...," Ruiz said, "..."'
    if near.lower_ == "that" or (near.text in ",:" and cued):
        return clause and cued and (starts or near.text == ":" or inside[0].text[:1].isupper())
    return clause and near.lemma_.lower() in quoting() and near.pos_ == "VERB" and starts


def _zone_after(paragraph: Paragraph, quote: Quote) -> list[Token]:
    """Return the tokens after a quotation that may say whose it is: to the end of their sentence or the next mark."""
    zone: list[Token] = []
    for token in paragraph.doc[quote.last : quote.last + ZONE]:
        if token.idx < quote.end:
            continue
        if token.text == '"' or (token.text in _STOPS and (zone or token.i > quote.last + 1)):
            break
        zone.append(token)
    return zone


def _zone_before(paragraph: Paragraph, quote: Quote) -> list[Token]:
    """Return the tokens between the last full stop or mark and a quotation."""
    zone: list[Token] = []
    for i in range(quote.first - 1, max(-1, quote.first - 1 - ZONE), -1):
        token = paragraph.doc[i]
        if token.idx >= quote.start:
            continue
        if token.text == '"' or token.text in _STOPS:
            break
        zone.insert(0, token)
    return zone


def attribute(scene: Scene) -> list[Said]:
    """Return the verbatim quotations of a paragraph, each with its speaker."""
    found: list[Said] = []
    for quote in scene.verbatim:
        cue = _cue_for(scene, quote, found)
        named = speaker_by(scene, cue) if cue else None
        if cue and named:
            scene.used.add(cue.token.i)
            scene.used.update(chained(scene, cue))
            speaker, rule = named, "quotation-with-cue"
            reasons: tuple[str, ...] = (f"in quotation marks, attributed by {cue.words!r}",)
        else:
            guess = _without_cue(scene, quote, found)
            if guess is None:
                continue
            speaker, rule, why = guess
            reasons = (f"in quotation marks, {why}",)
        content = (scene.paragraph.doc[quote.first].idx, _end(scene.paragraph.doc[quote.last - 1]))
        words, at = (cue.words, cue.token.i) if cue and named else (None, -1)
        found.append(Said(quote.start, quote.end, "direct", speaker, rule, words, content, reasons, at))
        scene.last, scene.last_was_direct = speaker, True
    return found


def _end(token: Token) -> int:
    return int(token.idx) + len(token.text)


def _cue_for(scene: Scene, quote: Quote, found: list[Said]) -> Cue | None:
    """Return the cue that attributes a quotation: the first after it, else the last before it."""
    after = {t.i for t in _zone_after(scene.paragraph, quote)}
    before = {t.i for t in _zone_before(scene.paragraph, quote)}
    closes = scene.paragraph.doc[quote.last - 1].text
    follows = next((c for c in scene.cues if c.token.i in after and _can_follow(c)), None) or _other_verb(scene, quote)
    precedes = next((c for c in reversed(scene.cues) if c.token.i in before and _can_lead(c)), None)
    if follows and closes in (".", "!", "?") and has_content(follows) and (precedes or found or scene.last_was_direct):
        follows = None
    led = bool(before) and scene.paragraph.doc[max(before)].text in (",", ":", "that")
    beside = follows is not None and follows.token.i - quote.last <= 4 and not has_content(follows)
    if precedes and led and not beside and not (closes == "," and follows and not has_content(follows)):
        return precedes
    return follows or precedes


def _other_verb(scene: Scene, quote: Quote) -> Cue | None:
    """Return a verb that is no cue of its own but stands where one stands: '"...", he laughs'."""
    zone = [t for t in _zone_after(scene.paragraph, quote) if t.text not in _PAUSES][:4]
    if not zone or (scene.paragraph.doc[quote.last - 1].text not in ",?!" and "," not in _next(scene, quote)):
        return None
    for n, token in enumerate(zone):
        if token.tag_ in ("VBD", "VBZ"):
            beside = zone[n - 1 : n] or zone[1:2]
            named = any(t.pos_ in ("PROPN", "PRON") for t in beside)
            return Cue(token, Verb("quoted", "say", frozenset()), first=token.i, last=token.i + 1) if named else None
    return None


def _next(scene: Scene, quote: Quote) -> str:
    return scene.paragraph.text[quote.end : quote.end + 1]


def _can_follow(cue: Cue) -> bool:
    return cue.verb.frame in ("clause", "quoted", "source", "relay", "object", "naming")


def _can_lead(cue: Cue) -> bool:
    return cue.verb.frame not in ("naming", "fragment")


def chained(scene: Scene, cue: Cue) -> set[int]:
    """Return the cues that only complete another: "was quoted by the agency as saying"."""
    if cue.verb.frame != "relay":
        return set()
    return {c.token.i for c in scene.cues if 0 < c.token.i - cue.token.i < 14 and c.token.tag_ == "VBG"}


def speaker_by(scene: Scene, cue: Cue) -> Speaker | None:
    """Return whose words a cue gives verbatim: the one quoted where a medium relays, else the one who says."""
    if cue.verb.frame == "relay" or (cue.verb.kind == "say" and cue.token.lemma_ == "report"):
        relayed = relayed_speaker(scene, cue)
        if relayed:
            return relayed
    relay = relay_before(scene, cue)
    if relay is not None:
        return relayed_speaker(scene, relay)
    return _named_first(scene, cue) or speaker_of(scene.parsed, scene.paragraph, cue) or inverted(scene, cue)


def inverted(scene: Scene, cue: Cue) -> Speaker | None:
    """Return who follows a cue where the parser took the speaker for its object: '"...," warned a diplomat'."""
    doc, i = scene.paragraph.doc, cue.token.i
    if any(c.dep_ == "nsubj" and c.i < i and c.tag_ == "PRP" for c in cue.token.children):
        return None  # "..., he told reporters": whom he told does not speak
    end = next(
        (t.i for t in doc[i + 1 : i + 16] if t.pos_ in ("VERB", "AUX") or t.text in '.;"'), min(i + 16, len(doc))
    )
    # a name in apposition goes before the noun it explains
    people = [m for m in scene.parsed.cast.within(scene.paragraph.index, i + 1, end) if m.kind == "person" and m.names]
    if people:
        return speaker_at(scene.parsed, scene.paragraph, doc[people[0].head])
    after = [c for c in cue.token.children if c.dep_ in ("dobj", "attr", "oprd") and c.i > i]
    return speaker_at(scene.parsed, scene.paragraph, after[0]) if after else None


def relayed_speaker(scene: Scene, cue: Cue) -> Speaker | None:
    """Return the one whose words a medium passes on, the medium as ``via``: "Tass quoted Ruiz as saying"."""
    token = cue.token
    if cue.passive:
        whom, medium = subject_of(token), agent_of(token)
    else:
        whom = next((c for c in token.children if c.dep_ in ("dobj", "obj", "nsubj") and c.i > token.i), None)
        whom = whom or next(
            (g for c in token.children if c.dep_ in ("ccomp", "xcomp") for g in c.children if g.dep_ == "nsubj"), None
        )
        medium = subject_of(token)
        if whom is not None and token.lemma_ == "report" and not _as_follows(whom):
            return None
    if whom is None:
        return None
    speaker = speaker_at(scene.parsed, scene.paragraph, whom)
    teller = speaker_at(scene.parsed, scene.paragraph, medium) if medium is not None else None
    via = teller.names[0] if teller else (medium.text if medium is not None else None)
    return replace(speaker, via=via) if speaker else None


def relay_before(scene: Scene, cue: Cue) -> Cue | None:
    """Return the cue that hands over to this one: "the agency cited Ruiz, the envoy, calling it a mistake"."""
    subject = subject_of(cue.token)
    for relay in scene.cues:
        if relay.verb.frame != "relay" or not 0 < cue.token.i - relay.token.i < 25 or relay.first != cue.first:
            continue
        if subject is None or subject.i < relay.token.i or subject in relay.token.children:
            return relay
    return None


def _as_follows(whom: Token) -> bool:
    after = whom.doc[whom.i + 1 : whom.i + 3]
    return any(t.lower_ == "as" for t in after)


def _named_first(scene: Scene, cue: Cue) -> Speaker | None:
    """Return the name that opens the attribution when what stands by the cue only describes it.

    In '..., Ana Ruiz, a professor at a university in Lima, said' the parser may take the nearer noun for the subject.
    """
    doc, i = scene.paragraph.doc, cue.token.i
    start = i
    while start > 0 and doc[start - 1].text not in _STOPS and doc[start - 1].text not in '":' and i - start < ZONE:
        start -= 1
    zone = doc[start:i]
    while len(zone) and zone[0].text in _PAUSES:
        zone = zone[1:]
    if len(zone) < 4 or not any(t.text == "," for t in zone):
        return None
    mentions = scene.parsed.cast.within(scene.paragraph.index, zone[0].i, i)
    first = mentions[0] if mentions else None
    if first is None or first.form not in ("name", "role") or first.kind not in ("person", "organisation"):
        return None
    opening = doc[zone[0].i : first.start]
    if len(opening) > 4 or any(t.pos_ in ("VERB", "ADP", "PUNCT", "SCONJ") for t in opening):
        return None
    if (
        first.end < i
        and doc[first.end].text == ","
        and not any(t.pos_ == "VERB" and t.dep_ != "acl" for t in doc[first.end : i])
    ):
        return speaker_at(scene.parsed, scene.paragraph, doc[first.head])
    return None


def _without_cue(scene: Scene, quote: Quote, found: list[Said]) -> tuple[Speaker, str, str] | None:
    """Return the speaker of a quotation that no cue attributes, the rule, and why."""
    zone = _zone_before(scene.paragraph, quote)
    if zone and zone[-1].text == ":":
        speaker = _opening_speaker(scene, zone)
        if speaker:
            return speaker, "quotation-after-colon", "after a colon"
    between = _sentence_before(scene, quote, found)
    if between:
        return between, "speaker-in-sentence-before", "its speaker in the sentence before"
    if found:
        return found[-1].speaker, "continued-quotation", "going on from the quotation before"
    if scene.last and scene.last_was_direct and not zone:
        return scene.last, "continued-quotation", "going on from the paragraph before"
    return None if zone or found else _paragraph_before(scene, quote)


def _paragraph_before(scene: Scene, quote: Quote) -> tuple[Speaker, str, str] | None:
    """Return who the sentence before is about, where a paragraph is all quotation and the one before it has none.

    'Ana Ruiz was blunt.' and, in the next paragraph, '"We have ships."'
    """
    index = scene.paragraph.index
    if not index or quote.start or len(scene.paragraph.text) - quote.end > 1:
        return None
    before = scene.parsed.paragraphs[index - 1]
    first, last = before.sentences[-1]
    subject = subject_of(before.doc[first:last].root) if '"' not in before.text else None
    speaker = speaker_at(scene.parsed, before, subject) if subject is not None else None
    if speaker is None or not speaker.person or len(speaker.names) != 1:
        return None
    speaker = replace(speaker, token=-1)
    return speaker, "speaker-in-paragraph-before", "its speaker in the last sentence of the paragraph before"


def _opening_speaker(scene: Scene, zone: list[Token]) -> Speaker | None:
    """Return the subject of the clause before a colon, or the name that is all there is."""
    subjects = [
        t for t in zone if t.dep_ in ("nsubj", "nsubjpass", "ROOT") and is_speaker(scene.parsed, scene.paragraph, t)
    ]
    return next((s for t in subjects if (s := speaker_at(scene.parsed, scene.paragraph, t))), None)


def _sentence_before(scene: Scene, quote: Quote, found: list[Said]) -> Speaker | None:
    """Return the subject of the sentence just before a quotation, unless that sentence attributes another."""
    doc = scene.paragraph.doc
    sents = [
        s
        for a, b in scene.paragraph.sentences
        if (s := doc[a:b]).end_char <= quote.start + 1 and s.start_char < quote.start
    ]
    if not sents or (found and sents[-1].start_char < found[-1].end):
        return None
    if any(t.i in scene.used for t in sents[-1]):
        return None
    root = sents[-1].root
    subject = subject_of(root)
    if subject is None or not is_speaker(scene.parsed, scene.paragraph, subject):
        return None
    return speaker_at(scene.parsed, scene.paragraph, subject)
