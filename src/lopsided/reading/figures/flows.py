"""Who gives to whom in a figure, and a few questions about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.reading.figures.words import role_of, words

if TYPE_CHECKING:
    from lopsided.reading.figures.sentence import Place, Sentence

OF_THE_WORLD = "a part of, or a place in, the trade of all the world"
_PARTNERS = frozenset(("from", "to", "into"))
_NEAR = 5
TOWARD = frozenset(("to", "into", "towards", "toward", "onto"))


@dataclass(frozen=True, slots=True)
class Flow:
    """Direction of a figure.

    Attributes
    ----------
    exporter, importer : str or None
        Who gives and who gets.
    noun : int or None
        Token of the word that names the flow ("exports", "supplier", "buys").
    role : str or None
        The part that word plays, as in ``figures_words.role_of``, or ``"verb-out"`` and so on.
    owner : str or None
        Whose exports, whose supplier.
    why : str
        How it was read.
    """

    exporter: str | None = None
    importer: str | None = None
    noun: int | None = None
    role: str | None = None
    owner: str | None = None
    why: str = ""


def with_several(sentence: Sentence, flow: Flow) -> bool:
    """Whether a flow goes to, or comes from, more than can be named: "imports from neighbouring countries"."""
    if flow.noun is None or flow.role not in ("out", "in", "trade"):
        return False
    for child in sentence.doc[flow.noun].children:
        if child.dep_ == "prep" and child.lower_ in ("from", "to", "with"):
            for thing in (c for c in child.children if c.dep_ == "pobj"):
                named = any(p.start <= thing.i < p.end for p in sentence.places)
                several = thing.tag_ == "NNS" and thing.lemma_.lower() in words("several")
                if not named and (several or thing.ent_type_ == "LOC"):
                    return True
    return False


def of_another(sentence: Sentence, flow: Flow) -> set[int]:
    """Return where partners of another flow stand: Mali in "exports to Chad rose, and imports from Mali fell"."""
    if flow.noun is None or flow.role not in ("out", "in"):
        return set()
    doc, found = sentence.doc, set()
    for place in sentence.places:
        if place.before not in _PARTNERS:
            continue
        lead = doc[sentence.start : place.start]
        near = next(
            (t for t in reversed(lead) if t.pos_ == "NOUN" and role_of(t.lemma_.lower()) in ("out", "in")), None
        )
        if near is not None and near.i != flow.noun and place.start - near.i <= _NEAR:
            found.add(place.start)
    return found


def first_of(places: list[Place]) -> str | None:
    """Return the actor of the first place, if there is one."""
    return places[0].actor if places else None
