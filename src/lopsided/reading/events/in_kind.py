"""An act answered by the like of it: "Chad expelled two envoys. Mali responded in kind"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.scene import Party
from lopsided.reading.events.subjects import subject_of
from lopsided.reading.plover.constructions import of_type
from lopsided.reading.plover.modality import modality
from lopsided.reading.plover.operators import Reading
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from lopsided.reading.events.scene import Scene
    from lopsided.records.kinds import Event

ANSWERING = frozenset({"respond", "reply", "answer", "retaliate", "react"})
LIKE = ANSWERING | {"do", "follow"}
UNFRIENDLY = frozenset({"ACCUSE", "ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "REJECT", "SANCTION", "THREATEN"})
CLOSE = 3
SURE = 0.6


def in_kind(
    scene: Scene, verb: Token, before: Sequence[Event]
) -> Iterator[tuple[Reading, tuple[Party, ...], tuple[Party, ...]]]:
    """Yield what somebody does who answers in kind: what was just done to him.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    verb : spacy.tokens.Token
        A verb.
    before : sequence of Event
        The events read so far, the last one last.
    """
    if not _is_in_kind(verb):
        return
    subject = subject_of(verb)
    sources = scene.agents(subject)[:1] if subject is not None else ()
    done = (e for e in reversed(before[-CLOSE:]) if e.type in UNFRIENDLY and e.mode == "happened")
    event = next((e for e in done if sources and sources[0].actor == e.target), None)
    if event is None:
        return
    why = f"{verb.text} in kind to: {event.trigger}"
    yield Reading(of_type(event.type), (), verb.i, (why,)), sources, (Party(event.source, verb.i, None, SURE),)


def _is_in_kind(verb: Token) -> bool:
    """Tell whether a verb says that somebody did the like ("responded in kind", "did the same", "followed suit")."""
    if verb.lemma_ not in LIKE:
        return False
    below = children(verb)
    if verb.tag_ not in ("VBD", "VBZ", "VBN") or any(True for _ in modality(verb)):
        return False  # "chose not to answer in kind"
    if verb.lemma_ in ANSWERING:
        return any(c.lower_ == "in" and any(t.lower_ == "kind" for t in children(c)) for c in below)
    things = {c.lower_ for c in below if c.dep_ == "dobj"}
    return (verb.lemma_ == "do" and things == {"same"}) or (verb.lemma_ == "follow" and things == {"suit"})
