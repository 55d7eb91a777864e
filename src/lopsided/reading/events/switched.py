"""Turning from one country to another: recognition switched from the one is taken from it and given to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.subjects import subject_of
from lopsided.reading.plover.lexicon import lexicon
from lopsided.reading.plover.modality import modality
from lopsided.reading.plover.operators import Reading
from lopsided.reading.plover.slots import fillers
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.events.scene import Party, Scene

SWITCHING = frozenset({"switch", "transfer", "shift"})
GIVEN = frozenset({"recognition", "allegiance"})
WAYS = (("from", "cut-ties"), ("p:to", "recognize"))


def switched(scene: Scene, verb: Token) -> Iterator[tuple[Reading, tuple[Party, ...], tuple[Party, ...]]]:
    """Yield what a switch of recognition does, with who switched and from or to whom ("from Chad to Mali").

    Parameters
    ----------
    scene : Scene
        The paragraph.
    verb : spacy.tokens.Token
        A verb.
    """
    if verb.lemma_ not in SWITCHING or not any(thing.lemma_ in GIVEN for thing in fillers(verb, "obj")):
        return
    subject = subject_of(verb)
    sources = scene.agents(subject) if subject is not None else ()
    things = (verb, *(c for c in children(verb) if c.dep_ == "dobj"))
    for way, act in WAYS:
        sides = {p.actor: p for thing in things for word in fillers(thing, way) for p in scene.agents(word)}
        if sources and sides:
            reading = Reading(lexicon().acts[act], (), verb.i, (f"{verb.lemma_}: {act}",), (verb.i,))
            for operator, reason in modality(verb):
                reading = reading.under(operator, reason)
            yield reading, sources, tuple(sides.values())
