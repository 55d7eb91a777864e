"""Further objects of one verb, each an act of its own ("voiced support for Chad and concern over Libya's raids")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.scene import Roles
from lopsided.reading.events.sources import verb_sources
from lopsided.reading.events.subjects import is_passive
from lopsided.reading.events.words import words
from lopsided.reading.plover.reading import read_with
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.events.scene import Party, Scene
    from lopsided.reading.plover.operators import Reading

PHRASES = frozenset({"dobj", "pobj", "prep", "conj"})
BESIDE = 2
DEEPEST = 5


def further_objects(scene: Scene, verb: Token, first: Reading) -> Iterator[tuple[Reading, Roles]]:
    """Yield what a verb says with each further noun that is joined to its object.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    verb : spacy.tokens.Token
        A predicate.
    first : Reading
        What it says with its first object.
    """
    if verb.pos_ != "VERB" or len(first.path) < BESIDE or is_passive(verb):
        return
    for noun in verb.doc[first.path[1] : verb.right_edge.i + 1]:
        if noun.dep_ != "conj" or noun.pos_ != "NOUN" or not _is_below(noun, verb):
            continue
        reading = read_with(verb, noun)
        targets = _toward(scene, noun) if reading is not None else ()
        sources = verb_sources(scene, verb, reading) if reading is not None and targets else ()
        own = {party.actor for party in sources}
        if reading is not None and sources and (others := tuple(p for p in targets if p.actor not in own)):
            yield reading, Roles(sources, others)


def _is_below(noun: Token, verb: Token) -> bool:
    """Tell whether a joined noun belongs to a verb's object, no clause of its own between."""
    for _ in range(DEEPEST):
        if noun == verb:
            return True
        if noun.dep_ not in PHRASES or noun.lower_ in words("occasions"):
            return False  # "closed it amid a crisis and a dispute": no object of the closing
        noun = noun.head
    return False


def _toward(scene: Scene, noun: Token) -> tuple[Party, ...]:
    """Whom a noun is directed at, by the preposition after it, wherever the parser hung that."""
    for place in range(noun.i + 1, min(noun.i + 1 + BESIDE, noun.sent.end)):
        word = noun.doc[place]
        if word.dep_ == "prep" and word.lower_ in words("toward") | words("about") | words("within"):
            return next((found for c in children(word) if c.dep_ == "pobj" and (found := scene.inside(c))), ())
    return ()
