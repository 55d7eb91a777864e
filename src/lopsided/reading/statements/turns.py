"""Turns of an interview or a transcript: a paragraph's words are those of whom its label names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.mentions.roles import ranks, role_words
from lopsided.reading.parsing.turns import ANSWERS, Turn
from lopsided.reading.statements.attribution import speaker_of_mention
from lopsided.reading.statements.scene import Said, Scene
from lopsided.reading.statements.speakers import Speaker, kind_of
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from lopsided.reading.parsed import Mention, ParsedDocument

_INITIALS = 3


def turn_in(scene: Scene) -> Said | None:
    """Return a paragraph as its speaker's own words, if a label says whose they are and nobody asks there."""
    parsed, index = scene.parsed, scene.paragraph.index
    turn = parsed.turns[index] if parsed.turns else Turn()
    if not turn.label or turn.asks:
        return None
    speaker = _interviewee(parsed) if fold(turn.label) in ANSWERS else _named(parsed, turn.label)
    if speaker is None:
        return None
    end = len(scene.paragraph.text.rstrip())
    why = f"a turn of an interview or a transcript, labelled {turn.label!r}"
    return Said(0, end, "direct", speaker, "turn", None, (0, end), (why,))


def _people(parsed: ParsedDocument) -> list[Mention]:
    return [m for m in parsed.cast.mentions if m.kind == "person" and m.form == "name" and m.names]


def _interviewee(parsed: ParsedDocument) -> Speaker | None:
    """Return who answers: the one person introduced above the first label, before others one whose office is told."""
    first = next(i for i, turn in enumerate(parsed.turns) if turn.label)
    told = [m for m in _people(parsed) if m.paragraph < first]
    held = [m for m in told if m.affiliation or m.actors] or told
    if len({m.names for m in held}) != 1:
        return None
    return _of(parsed, held[0])


def _named(parsed: ParsedDocument, label: str) -> Speaker:
    """Return whom a label names: somebody of the text by the same surname, else as the label says."""
    words = [word for word in label.split() if fold(word) not in ranks() and fold(word) not in role_words()]
    last = fold(words[-1]) if words else ""
    same = [m for m in _people(parsed) if last and fold(m.names[0]).split()[-1] == last]
    if not same and label.isupper() and len(label) <= _INITIALS:
        same = [m for m in _people(parsed) if "".join(w[0] for w in fold(m.names[0]).split()) == fold(label)]
    if same:
        return _of(parsed, max(same, key=lambda m: (bool(m.affiliation), m.confidence, -m.paragraph)))
    name = " ".join(words) or label
    role = " ".join(w for w in label.split() if w not in words) or None
    kind = kind_of(label, "person")
    return Speaker((name,), role=role, kind=kind, person=bool(words), reasons=("named by the label",))


def _of(parsed: ParsedDocument, mention: Mention) -> Speaker:
    token = parsed.paragraphs[mention.paragraph].doc[mention.head]
    return replace(speaker_of_mention(mention, token), token=-1)
