"""Whose officials they are where a text does not say: "the energy minister" of a report from Oslo is Norway's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.scene import pair_of
from lopsided.reading.mentions.scan import scan
from lopsided.terms.actors import actors

if TYPE_CHECKING:
    from collections import Counter

    from lopsided.reading.parsed import Mention, Paragraph, ParsedDocument
    from lopsided.records.kinds import Document

_PLACES = frozenset(("name", "capital", "city of"))
_STATES = frozenset(("state", "territory"))
_SENTENCES = 4
_DATELINES = 3
_LEAST = 2


def dateline_state(document: Document) -> str | None:
    """Return the state a text was sent from, by its dateline; None if it has none or names two.

    Parameters
    ----------
    document : Document
        With its noise found.
    """
    found: list[str] = []
    for noise in [n for n in document.noise if n.kind in ("byline", "date-line")][:_DATELINES]:
        line = document.text[noise.span[0] : noise.span[1]]
        if line.lower().startswith(("by ", "written", "source")) or "\n" in document.text[noise.span[1] :][:1]:
            continue
        for hit in scan(line.partition("(")[0].title() if line.isupper() else line.partition("(")[0])[0]:
            found += [s.actor for s in hit.entry.senses[:1] if s.kind in _PLACES and actors()[s.actor].kind in _STATES]
    states = dict.fromkeys(found)
    return next(iter(states)) if len(states) == 1 else None


def home_of(document: Document, states: Counter[str]) -> str | None:
    """Return the state whose bodies a text need not name: where it was sent from, else the only one it names.

    Parameters
    ----------
    document : Document
        With its noise found.
    states : Counter of str
        How often the text names each actor.
    """
    named = [a for a, n in states.most_common() if a in actors() and actors()[a].kind in _STATES]
    sent = dateline_state(document)
    if sent and (sent in named[:3] or (sent not in named and len(named) <= 1)):
        return sent
    return named[0] if len(named) == 1 and states[named[0]] >= _LEAST else None


def told_of(parsed: ParsedDocument, paragraph: Paragraph, token: int) -> str | None:
    """Return the state a text told of right before an official or a ministry of no named state.

    The last sentence that names states counts: the only one it names, else the one that acts in it. After "Hanoi will
    sell rice to Manila" the agriculture minister is Vietnam's.

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    paragraph : Paragraph
        Where the official is named.
    token : int
        The token of the official.
    """
    left = _SENTENCES
    for other in reversed(parsed.paragraphs[max(0, paragraph.index - _SENTENCES) : paragraph.index + 1]):
        row = [m for m in parsed.cast.row(other.index) if _is_of_a_state(m)]
        for first, end in reversed(other.sentences):
            if other is paragraph and end > token:
                continue
            here = [m for m in row if first <= m.start < end]
            if here:
                state, pair = _acting(other, here), pair_of(parsed)
                return state if state in pair or not pair else None
            left -= 1
            if not left:
                return None
    return None


def _is_of_a_state(mention: Mention) -> bool:
    state = mention.kind in ("state", "person", "organisation") and len(set(mention.actors)) == 1
    return state and mention.actors[0] in actors() and actors()[mention.actors[0]].kind in _STATES


def _acting(paragraph: Paragraph, told: list[Mention]) -> str | None:
    """Return the only state told of, else the only one that is a subject or owns one."""
    states = {m.actors[0] for m in told}
    if len(states) > 1:
        doc = paragraph.doc
        heads = [(m, doc[m.head]) for m in told]
        acting = [(m, t) for m, t in heads if t.dep_ in _SUBJECTS or (t.head.dep_ in _SUBJECTS and t.i < t.head.i)]
        main = [(m, t) for m, t in acting if (t if t.dep_ in _SUBJECTS else t.head).head.dep_ == "ROOT"]
        acting = main or acting  # "When Chad closed its border, Mali's answer was swift": Mali
        joined = {c.i for _, t in acting for c in t.conjuncts}  # "Lao and Thai officials"
        states = {m.actors[0] for m, _ in acting} | {m.actors[0] for m, t in heads if t.i in joined}
    return next(iter(states)) if len(states) == 1 else None


_SUBJECTS = ("nsubj", "nsubjpass")
