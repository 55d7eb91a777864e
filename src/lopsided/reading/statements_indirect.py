"""What cues report in words other than the speaker's, perhaps with some of the speaker's words quoted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.attribution import could_speak, is_speaker, speaker_at, speaker_of, subject_of
from lopsided.reading.statements_cues import closes_sentence, has_content
from lopsided.reading.statements_quoted import relay_before, relayed_speaker
from lopsided.reading.statements_scene import Said, Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.attribution import Speaker
    from lopsided.reading.statements_cues import Cue

_NESTING = ("ccomp", "xcomp", "pcomp", "acl")
_CARRIERS = ("xcomp", "aux", "auxpass")


def reported(scene: Scene, direct: list[Said]) -> list[Said]:
    """Return the indirect and mixed statements of a paragraph.

    A cue within what another cue reports belongs to it, unless the outer speaker is a medium that only passes it on.
    """
    found: dict[int, Said] = {}
    by_token = {c.token.i: c for c in scene.cues}
    for cue in sorted(scene.cues, key=lambda c: (_depth(c.token), c.token.i)):
        if cue.token.i in scene.used or _is_within(cue.token, direct):
            continue
        outer = _outer(cue, by_token, found)
        if outer is not None and not _own_voice(scene, cue, outer):
            if found[outer].speaker.kind != "media":
                continue
            said = _relayed(scene, cue, found[outer], direct)
            if said:
                found[cue.token.i] = said
                del found[outer]
            continue
        said = _one(scene, cue, direct)
        if said:
            found[cue.token.i] = said
    return list(found.values())


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _is_within(token: Token, direct: list[Said]) -> bool:
    return any(s.start <= token.idx < s.end for s in direct)


def _outer(cue: Cue, by_token: dict[int, Cue], found: dict[int, Said]) -> int | None:
    """Return the nearest cue above this one that already made a statement around it."""
    for above in cue.token.ancestors:
        if above.i in by_token and above.i in found:
            said = found[above.i]
            if said.start <= cue.token.idx < said.end:
                return int(above.i)
    return None


def _own_voice(scene: Scene, cue: Cue, outer: int) -> bool:
    """Return whether a cue below another speaks for someone else and not within what the other reports."""
    token = cue.token
    above = scene.paragraph.doc[outer]
    path = [token]
    while path[-1].head != path[-1] and path[-1].head.i != above.i:
        path.append(path[-1].head)
    if any(t.dep_ in ("ccomp", "relcl") for t in path):
        return False
    own = [c for t in path if t != above for c in t.children if c.dep_ in ("nsubj", "nsubjpass")][:1]
    pronoun = bool(own) and own[0].lower_ in ("he", "she", "they", "it", "who", "which")
    return bool(own) and (not pronoun or any(t.dep_ == "conj" for t in path))


def _relayed(scene: Scene, cue: Cue, outer: Said, direct: list[Said]) -> Said | None:
    said = _one(scene, cue, direct)
    if said is None:
        return None
    return replace(said, speaker=replace(said.speaker, via=outer.speaker.names[0]), rule="relayed-" + said.rule)


def _one(scene: Scene, cue: Cue, direct: list[Said]) -> Said | None:
    """Return the statement a single cue makes, if it has both a speaker and something said."""
    start, end, postposed = _extent(scene, cue)
    if postposed and any(start <= s.start and s.end <= end for s in direct):
        return None  # what stands before the cue is a quotation that has its own record
    fragments = [q for q in scene.fragments if q.start < end and q.end > start]
    if not (has_content(cue) or postposed or (fragments and _takes_fragments(cue))):
        return None
    speaker = _speaker(scene, cue)
    if speaker is None:
        return None
    form, rule = ("mixed", "cue-with-quoted-words") if fragments else ("indirect", f"cue-{cue.verb.frame}")
    reasons = (f"{cue.words!r} shows that it was communicated",)
    content = _content(cue, start, end)
    return Said(start, end, form, speaker, rule, cue.words, content, reasons, cue.token.i)  # type: ignore[arg-type]


def _takes_fragments(cue: Cue) -> bool:
    return cue.verb.frame in ("fragment", "clause", "object", "naming", "thing")


def _speaker(scene: Scene, cue: Cue) -> Speaker | None:
    if cue.verb.frame == "relay":
        return relayed_speaker(scene, cue)
    if cue.verb.frame == "source":
        return speaker_of(scene.parsed, scene.paragraph, cue)
    relay = relay_before(scene, cue)
    if relay is not None:
        return relayed_speaker(scene, relay)
    if cue.passive and subject_of(cue.token) is not None and subject_of(cue.token).lower_ == "it":  # type: ignore[union-attr]
        return _issuer_before(scene, cue)
    subject = subject_of(cue.token)
    if subject is not None and not cue.passive:
        fits = is_speaker(scene.parsed, scene.paragraph, subject)
        if not fits and not (cue.verb.animate and could_speak(scene.parsed, scene.paragraph, subject)):
            return None
    return speaker_of(scene.parsed, scene.paragraph, cue)


def _issuer_before(scene: Scene, cue: Cue) -> Speaker | None:
    """Return who issued the text that "it was noted that" goes back to: a subject earlier in the sentence."""
    sent = cue.token.sent
    for token in reversed(list(scene.paragraph.doc[sent.start : cue.token.i])):
        if token.pos_ in ("NOUN", "PROPN") and is_speaker(scene.parsed, scene.paragraph, token):
            speaker = speaker_at(scene.parsed, scene.paragraph, token)
            if speaker:
                return replace(speaker, confidence=0.7 * speaker.confidence)
    return None


def _extent(scene: Scene, cue: Cue) -> tuple[int, int, bool]:
    """Return the characters of the clause with its cue, and whether what was said stands before the cue."""
    token = cue.token
    sent = token.sent
    if cue.verb.frame == "source":
        head = token.head if token.head.pos_ in ("VERB", "AUX") else sent.root
        return (*_clause(head), True)
    if _is_postposed(token) or closes_sentence(cue) is not None:
        return sent.start_char, sent.end_char, True
    relay = relay_before(scene, cue)
    top = relay.token if relay is not None and relay.token in token.ancestors else token
    while top.dep_ in _CARRIERS and top.head != top:
        top = top.head
    return (*_clause(top), False)


def _is_postposed(token: Token) -> bool:
    """Return whether the sentence says first what was said and then who said it: "..., officials said"."""
    sent = token.sent
    if token.dep_ == "parataxis" or any(c.dep_ in ("ccomp", "parataxis") and c.i < token.i for c in token.children):
        return bool(token.i - sent.start > 3)
    return any(c.dep_ == "mark" and c.lower_ == "as" for c in token.children) and not any(
        c.dep_ == "ccomp" for c in token.children
    )


def _clause(head: Token) -> tuple[int, int]:
    """Return the characters of a clause without the clauses joined to it that have a subject of their own."""
    joined = [c for c in head.children if c.dep_ in ("conj", "parataxis") and c.i > head.i]
    apart = [c for c in joined if any(g.dep_ in ("nsubj", "nsubjpass") for g in c.children)]
    cut = min((min(t.i for t in c.subtree) for c in apart), default=head.doc[-1].i + 1)
    tokens = [t for t in head.subtree if t.i < cut]
    while tokens and (tokens[0].is_punct or tokens[0].dep_ in ("cc", "mark")) and tokens[0].text != '"':
        tokens = tokens[1:]
    while tokens and (tokens[-1].dep_ == "cc" or tokens[-1].text in (",", ";", "-")):
        tokens = tokens[:-1]
    tokens = tokens or [head]
    last = tokens[-1]
    while last.i + 1 < len(last.doc) and last.nbor(1).text in "\"'" and not last.whitespace_:
        last = last.nbor(1)
    return tokens[0].idx, last.idx + len(last.text)


def _content(cue: Cue, start: int, end: int) -> tuple[int, int] | None:
    """Return the characters of what was communicated, without cue and speaker."""
    clauses = [c for c in cue.token.children if c.dep_ in (*_NESTING, "dobj", "parataxis")]
    if not clauses:
        return None
    tokens = [t for c in clauses for t in c.subtree]
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return max(start, first.idx), min(end, last.idx + len(last.text))
