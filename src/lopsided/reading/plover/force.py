"""Constructions of force: firing at somebody or for a test, going over a border, sailing close to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.plover.constructions import of_type
from lopsided.reading.plover.lexicon import lexicon
from lopsided.reading.plover.operators import Reading
from lopsided.reading.plover.slots import fillers
from lopsided.reading.plover.tree import children, key_of, names_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.plover.constructions import Construction

_WATERS = frozenset({"water", "airspace", "territory", "zone", "sea"})
_UNARMED = frozenset(
    {"fisherman", "fishermen", "fisher", "trawler", "boat", "crew", "migrant", "airliner", "tourist", "trader"}
)
_CLOSE = frozenset({"near", "close", "off", "alongside"})


def _read_fire(word: Token, _: Token | None, what: str) -> Reading:
    """Tell firing at someone from a test."""
    aimed = any(True for slot in ("at", "on", "into", "toward", "towards", "against") for _ in fillers(word, slot))
    return Reading(of_type("ASSAULT" if aimed else "MOBILIZE"), (), word.i, (what,))


def _read_incursion(word: Token, place: Token | None, what: str) -> Reading | None:
    """Read going over a border as an attack when it is armed men or craft that go, or ships that enter waters."""
    known = lexicon().kinds
    kinds = {k for subject in fillers(word, "subj") for name in names_of(subject) for k in known.get(name, ())}
    if kinds & {"troops", "fighters"} or ("property" in kinds and place is not None and key_of(place) in _WATERS):
        return Reading(of_type("ASSAULT"), (), word.i, (what,))
    return None


def _read_trespass(word: Token, _: Token | None, what: str) -> Reading:
    """Tell the incursion of a state from fishermen who strayed."""
    strayed = any(name in _UNARMED for subject in fillers(word, "subj") for name in names_of(subject))
    return Reading(of_type("REJECT" if strayed else "ASSAULT"), (), word.i, (what,))


def _read_nearby(word: Token, _: Token | None, what: str) -> Reading | None:
    """Read warships and warplanes that go close to somewhere as a show of force."""
    near = any(c.lower_ in _CLOSE for c in children(word))
    return Reading(of_type("MOBILIZE"), (), word.i, (what,)) if near else None


def _read_intervened(word: Token, place: Token | None, what: str) -> Reading | None:
    """Read going into a country with force as an attack, meddling in a dispute as nothing."""
    named = place is not None and place.pos_ == "PROPN" and place.ent_type_ == "GPE"
    return Reading(of_type("ASSAULT"), (), word.i, (what,)) if named else None


FORCE: dict[str, Construction] = {
    "fire": _read_fire,
    "incursion": _read_incursion,
    "trespass": _read_trespass,
    "nearby": _read_nearby,
    "intervened": _read_intervened,
}
