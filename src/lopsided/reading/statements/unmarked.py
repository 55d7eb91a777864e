"""Verbatim speech in a text that has lost its quotation marks.

What remains of a quotation is its place: a clause closed by ", Ruiz said", in the first person or followed by more
sentences in the same voice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.statements.cues import closes_sentence
from lopsided.reading.statements.quoted import chained, speaker_by
from lopsided.reading.statements.scene import Said, Scene

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

    from lopsided.reading.statements.cues import Cue
    from lopsided.reading.statements.speakers import Speaker

_PEOPLE = ("official", "spokesperson", "analyst", "other")
_FIRST_PERSON = frozenset({"i", "we", "our", "us", "my", "me", "ours", "mine"})


def unmarked(scene: Scene) -> list[Said]:
    """Return the verbatim stretches of a paragraph whose quotation marks are gone, each with its speaker."""
    sents = [scene.paragraph.doc[a:b] for a, b in scene.paragraph.sentences]
    closed = {i: found for i, sent in enumerate(sents) if (found := _closed_by_cue(scene, sent))}
    said: list[Said] = []
    done = 0
    for i, (cue, start, end) in closed.items():
        first = _first_sentence(scene, sents, done, i)
        following = [s for s in sents[i + 1 : _next_cued(scene, sents, i)] if len(s) > 2]
        voice = any(_is_first_person(s) for s in sents[first:i]) or _is_first_person(scene.paragraph.doc[start:end])
        speaker = speaker_by(scene, cue)
        if speaker is None:
            continue
        if not (voice or _is_verbatim(cue, speaker, following)):
            if any(map(_is_first_person, following)):
                said.append(_continued(following, speaker))
                done = i + 1 + len(following)
            continue
        scene.used.update({cue.token.i, *chained(scene, cue)})
        begin = sents[first].start_char if first < i else scene.paragraph.doc[start].idx
        said.append(_said(scene, begin, scene.paragraph.doc[end - 1], speaker, cue))
        if following:
            said.append(_continued(following, speaker))
        done = i + 1 + len(following)
    return said or _whole(scene, sents)


def _is_verbatim(cue: Cue, speaker: Speaker, following: list[Tokens]) -> bool:
    """Return whether words before ", X said" are X's own: relayed as such, verb first, or X goes on after it."""
    if cue.verb.frame == "relay":
        return True
    if cue.verb.kind not in ("say", "write") or cue.token.lemma_ == "add" or not _is_one_person(speaker):
        return False
    if any(c.dep_ == "nsubj" and c.i > cue.token.i for c in cue.token.children):
        return True  # "..., says Ruiz": English puts the verb first only after a quotation
    return bool(following) and cue.token.lower_ == "said"


def _is_one_person(speaker: Speaker) -> bool:
    return speaker.kind in _PEOPLE and len(speaker.names) == 1 and speaker.names[0][:1].isupper()


def _said(scene: Scene, begin: int, last: object, speaker: Speaker, cue: Cue) -> Said:
    end = last.idx + len(last.text)  # type: ignore[attr-defined]
    why = f"no marks are left, but the words are in the speaker's voice before {cue.words!r}"
    return Said(begin, end, "direct", speaker, "unmarked-quotation", cue.words, (begin, end), (why,), cue.token.i)


def _continued(following: list[Tokens], speaker: Speaker) -> Said:
    start, end = following[0].start_char, following[-1].end_char
    why = "no marks are left; going on in the same paragraph after an attribution"
    return Said(start, end, "direct", speaker, "unmarked-continuation", None, (start, end), (why,))


def _closed_by_cue(scene: Scene, sent: Tokens) -> tuple[Cue, int, int] | None:
    """Return the cue that closes a sentence after a comma, and the tokens of what stands before the comma."""
    for cue in reversed(scene.cues):
        if sent.start <= cue.token.i < sent.end and (comma := closes_sentence(cue)) is not None:
            return cue, sent.start, comma
    return None


def _first_sentence(scene: Scene, sents: list[Tokens], done: int, i: int) -> int:
    """Return the sentence at which the speech begins: back over sentences without a cue, from a first person on."""
    first = i
    for k in range(i - 1, done - 1, -1):
        if any(sents[k].start <= c.token.i < sents[k].end for c in scene.cues):
            break
        if any(_is_first_person(s) for s in sents[done : k + 1]):
            first = k
    return first


def _next_cued(scene: Scene, sents: list[Tokens], i: int) -> int:
    """Return the next sentence that has a cue of its own, at which a continuation must end."""
    for k in range(i + 1, len(sents)):
        if any(sents[k].start <= c.token.i < sents[k].end for c in scene.cues):
            return k
    return len(sents)


def _whole(scene: Scene, sents: list[Tokens]) -> list[Said]:
    """Take a paragraph in the first person and without any cue for the speech of whoever spoke last."""
    if scene.cues or not scene.last or not scene.last_was_direct or not any(map(_is_first_person, sents)):
        return []
    return [_continued(sents, scene.last)]


def _is_first_person(tokens: Tokens) -> bool:
    return any(t.lower_ in _FIRST_PERSON and t.text != "US" for t in tokens)
