"""What cues report in words other than the speaker's, perhaps with some of the speaker's words quoted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.statements.attribution import could_speak, is_speaker, speaker_at, speaker_of
from lopsided.reading.statements.clause_speakers import agent_of, is_text, subject_of
from lopsided.reading.statements.cues import closes_sentence, has_content
from lopsided.reading.statements.quoted import inverted, relay_before, relayed_speaker
from lopsided.reading.statements.scene import Said, Scene
from lopsided.reading.statements.speakers import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.statements.cues import Cue

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
    if cue.verb.kind in ("deny", "accuse") and token.dep_ == "relcl" and any(c.tag_ == "WDT" for c in token.children):
        return True  # "..., which Lima denies"
    if any(t.dep_ in ("ccomp", "relcl") and not _is_severed(t, above) for t in path):
        return False
    own = [c for t in path if t != above for c in t.children if c.dep_ in ("nsubj", "nsubjpass")][:1]
    pronoun = bool(own) and own[0].lower_ in ("he", "she", "they", "it", "who", "which")
    return bool(own) and (not pronoun or any(t.dep_ == "conj" for t in path))


def _is_severed(clause: Token, above: Token) -> bool:
    """Return whether a semicolon stands between a clause and the later verb the parser tied it to."""
    return clause.i < above.i and any(t.text == ";" for t in clause.doc[clause.i : above.i])


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
    return cue.verb.frame in ("fragment", "clause", "object", "naming", "thing") or cue.verb.kind == "agree"


def _speaker(scene: Scene, cue: Cue) -> Speaker | None:
    by_agent = cue.passive and cue.verb.frame != "relay" and agent_of(cue.token) is not None
    if by_agent or cue.verb.frame in ("source", "noun"):
        return speaker_of(scene.parsed, scene.paragraph, cue)
    relay = cue if cue.verb.frame == "relay" else relay_before(scene, cue)
    if relay is not None:
        themselves = relay is cue and has_content(cue)  # "the bank cited drought as a reason"
        return relayed_speaker(scene, relay) or (speaker_of(scene.parsed, scene.paragraph, cue) if themselves else None)
    subject = subject_of(cue.token)
    if subject is not None and subject.lower_ == "it":
        return _it(scene, cue, subject)
    if not cue.passive and not _fits(scene, cue, subject):
        return None
    named = speaker_of(scene.parsed, scene.paragraph, cue)
    if named is None and subject is not None and subject.lower_ in ("he", "she"):
        return Speaker((subject.lower_,), token=subject.i)
    return named or (inverted(scene, cue) if closes_sentence(cue) is not None else None)


def _fits(scene: Scene, cue: Cue, subject: Token | None) -> bool:
    """Return whether a subject can do what the verb says: data may show, only people and their bodies deny."""
    if subject is None:
        return cue.verb.frame != "data"
    if cue.verb.frame == "data":
        return is_text(subject)
    if is_speaker(scene.parsed, scene.paragraph, subject):
        return True
    return cue.verb.animate and could_speak(scene.parsed, scene.paragraph, subject)


def _it(scene: Scene, cue: Cue, subject: Token) -> Speaker | None:
    """Return whom "it" stands for: the text "it was noted" goes back to, or whoever spoke before ("it added")."""
    if cue.passive:
        return _issuer_before(scene, cue)
    named = speaker_at(scene.parsed, scene.paragraph, subject)
    return named or (Speaker(("it",), token=subject.i) if cue.verb.animate else None)


def _issuer_before(scene: Scene, cue: Cue) -> Speaker | None:
    """Return who issued the text that "it was noted that" goes back to: a subject earlier in the sentence."""
    for token in reversed(list(scene.paragraph.doc[cue.first : cue.token.i])):
        if token.pos_ in ("NOUN", "PROPN") and is_speaker(scene.parsed, scene.paragraph, token):
            speaker = speaker_at(scene.parsed, scene.paragraph, token)
            if speaker:
                return speaker
    return None


def _extent(scene: Scene, cue: Cue) -> tuple[int, int, bool]:
    """Return the characters of the clause with its cue, and whether what was said stands before the cue."""
    token = cue.token
    sent = token.doc[cue.first : cue.last]
    if cue.verb.frame == "source":
        return (*_clause(_verb_above(token, sent.root)), True)
    if cue.verb.frame == "noun":
        given = token.dep_ in ("dobj", "attr") and subject_of(token.head) is not None
        held = token.dep_ == "nsubj" and token.head.lemma_ == "be"  # "Quito's position is that ..."
        return (*_clause(token.head if given or held else token), False)
    if _is_postposed(cue) or closes_sentence(cue) is not None:
        return sent.start_char, sent.end_char, True
    relay = relay_before(scene, cue)
    top = relay.token if relay is not None and relay.token in token.ancestors else token
    while top.dep_ in _CARRIERS and top.head != top:
        top = top.head
    return (*_clause(top), False)


def _verb_above(token: Token, root: Token) -> Token:
    """Return the verb of the clause a source is told of: "In Ruiz's view, the quotas are too small"."""
    above = token.head
    while above.pos_ not in ("VERB", "AUX") and above.head != above:
        above = above.head
    doc, first = token.doc, token.i
    if any(t.text == ";" for t in doc[token.i : above.i]):  # what is told of stands before the semicolon
        while first > token.sent.start and doc[first - 1].text != ";":
            first -= 1
        verbs = [t for t in doc[first : token.i] if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")]
        above = min(verbs, key=_depth, default=above)
    return above if above.pos_ in ("VERB", "AUX") else root


def _is_postposed(cue: Cue) -> bool:
    """Return whether the sentence says first what was said and then who said it: "..., officials said"."""
    token = cue.token
    if token.dep_ == "parataxis" or any(
        c.dep_ in ("ccomp", "parataxis") and c.i < token.i and not _is_severed(c, token) for c in token.children
    ):
        return token.i - cue.first > 1
    return any(c.dep_ == "mark" and c.lower_ == "as" for c in token.children) and not any(
        c.dep_ == "ccomp" for c in token.children
    )


def _clause(head: Token) -> tuple[int, int]:
    """Return the characters of a clause without the clauses joined to it that have a subject of their own."""
    joined = [c for c in head.children if c.dep_ in ("conj", "parataxis") and c.i > head.i]
    apart = [c for c in joined if any(g.dep_ in ("nsubj", "nsubjpass") for g in c.children)]
    doc, first, last = head.doc, head.left_edge, head.right_edge
    severed = [c for c in head.children if c.i < head.i and _is_severed(c, head)]
    if severed:
        first = doc[min(head.i, max(c.right_edge.i for c in severed) + 1)]
    cut = min((c.left_edge.i for c in apart), default=last.i + 1)
    last = doc[max(head.i, cut - 1)]
    while first.i < head.i and (first.is_punct or first.dep_ in ("cc", "mark")) and first.text != '"':
        first = doc[first.i + 1]
    while last.i > head.i and (last.dep_ == "cc" or last.text in (",", ";", "-")):
        last = doc[last.i - 1]
    while last.i + 1 < len(doc) and last.nbor(1).text in "\"'" and not last.whitespace_:
        last = last.nbor(1)
    return first.idx, last.idx + len(last.text)


def _is_told_of(part: Token) -> bool:
    """Whether a part says what an object is called: "called it unfair", "described it as theft"."""
    return part.dep_ in ("oprd", "attr", "acomp") or (part.dep_ == "prep" and part.lower_ == "as")


def _content(cue: Cue, start: int, end: int) -> tuple[int, int] | None:
    """Return the characters of what was communicated, without cue and speaker."""
    clauses = [c for c in cue.token.children if c.dep_ in (*_NESTING, "dobj", "parataxis")]
    if cue.verb.frame == "naming":
        clauses += [c for c in cue.token.children if c.i > cue.token.i and _is_told_of(c)]
    if not clauses:
        return None
    first = min((c.left_edge for c in clauses), key=lambda t: t.i)
    last = max((c.right_edge for c in clauses), key=lambda t: t.i)
    doc, marks = last.doc, sum(t.text == '"' for t in last.doc[first.i : last.i + 1])
    if marks % 2 and last.i + 1 < len(doc) and doc[last.i + 1].text == '"':
        last = doc[last.i + 1]  # the mark that closes the words quoted
    return max(start, first.idx), min(end, last.idx + len(last.text))
