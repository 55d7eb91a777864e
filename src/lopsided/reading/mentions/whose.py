"""Whom somebody acts for by a named actor in a title: a state, a bloc, a body, the owner of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.mentions.institutions import of_a_force
from lopsided.terms.actors import actors
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from lopsided.reading.mentions.actors import Named
    from lopsided.reading.mentions.descriptions import Description, Surroundings

POSTED = frozenset(
    ("diplomat", "ambassador", "envoy", "special envoy", "consul", "negotiator", "high commissioner", "consul general")
)
"""Officials who sit in a country that is not theirs."""
_ACTING_FOR = frozenset(("state", "territory", "bloc", "organisation", "state-like"))
_ARMS = frozenset(("mission", "delegation", "office", "team", "secretariat", "programme", "program", "department"))
_SERVING = frozenset(("head", "official", "spokesperson"))
_LEANING = frozenset(("pro", "anti"))
_MADE_OF = frozenset(("led", "run", "controlled", "owned", "held"))
_ENDS = (",", ".", ")")
_STOPS = frozenset((",", ".", ";", ":", "!", "?", '"', "\u201c", "\u201d", "(", ")"))
_LEFT = 8


def links_of(role_class: str, word: str) -> frozenset[str]:
    """Return the words after which a title names whom somebody acts for; an envoy in a country is not its own."""
    if word in POSTED:
        return frozenset(("of", "from"))
    return frozenset(
        ("of", "for", "with", "at") if role_class in ("spokesperson", "post") else ("of", "at", "in", "from")
    )


def sits_in(around: Surroundings, one: Named) -> bool:
    """Whether a name says where an office is, and so of which state; an envoy sits in another's."""
    before = [fold(t) for t in around.scene.texts[max(0, one.start - 2) : one.start]]
    return before[-1:] == ["in"] and before[0] not in POSTED


def set_off(around: Surroundings, stop: int, found: Description) -> str | None:
    """State set off after an office: "Ana Ruiz, Deputy Minister for Trade, Peru, said"."""
    texts = around.scene.texts
    one = around.named_at.get(stop + 1) if texts[stop : stop + 1] == [","] else None
    alone = one is not None and one.sense.kind == "name" and texts[one.end : one.end + 1] in ([","], ["."], [")"])
    if one is None or not alone or found.institution or found.role_class not in _SERVING:
        return None
    return serves(one) if actors()[one.sense.actor].kind == "state" else None


def head_of(around: Surroundings, end: int, found: Description) -> str | None:
    """State named right after a head or an official with a title: "President Ana Ruiz of Peru"."""
    titled = found.role_class in _SERVING and found.titled and text_at(around, end) == "of"
    one = around.named_at.get(end + 1) if titled else None
    return serves(one) if one is not None and one.sense.kind == "name" and is_complement(around, one) else None


def text_at(around: Surroundings, i: int) -> str:
    """Return a token's text; nothing beyond the end."""
    return around.scene.texts[i] if i < len(around.scene.texts) else ""


def owner_serves(around: Surroundings, last: int) -> str | None:
    """State named in the title of the person whose aide is told of: "German Chancellor Olaf Scholz's spokesman"."""
    i = last
    while i >= 0 and i > last - _LEFT and around.scene.texts[i] not in _STOPS:
        if i not in around.persons and i in around.named_at:
            return serves(around.named_at[i])
        i -= 1
    return None


def is_body(around: Surroundings, phrase: tuple[int, int, int, int], name: str) -> str | None:
    """Bloc or organisation that an institution is known as ("the European Commission's spokesman": the Union's)."""
    for i in range(phrase[0], phrase[3]):
        one = around.named_at.get(i)
        if one is not None and around.scene.text(one.start, one.end) == name:
            return serves(one) if actors()[one.sense.actor].kind in {"bloc", "organisation"} else None
    return None


def is_complement(around: Surroundings, one: Named) -> bool:
    """Whether a named actor is itself what a preposition governs, not a modifier ("the China program")."""
    doc = around.scene.doc
    if one.sense.kind == "adjective":
        return of_a_force(around, one.end)
    if actors()[one.sense.actor].kind in {"organisation", "bloc"} and text_at(around, one.end) in _ARMS:
        return True  # "the head of the UN mission"
    return (
        doc[one.end - 1].dep_ not in {"compound", "amod", "nmod"} or one.end >= len(doc) or doc[one.end].pos_ != "NOUN"
    )


def serves(one: Named) -> str | None:
    """Return whom somebody of a named actor acts for: the state of a state's body, a bloc, an organisation."""
    actor = actors()[one.sense.actor]
    return (actor.state or actor.id) if actor.kind in _ACTING_FOR else None


def based(around: Surroundings, one: Named) -> bool:
    """Whether a name only says where someone sits or whom he likes: "Lima-based", "Chad-friendly", "pro-Chad"."""
    texts = around.scene.texts
    if one.start > 1 and texts[one.start - 1] == "-" and fold(texts[one.start - 2]) in _LEANING:
        return True
    mark, word = (*texts[one.end : one.end + 2], "", "")[:2]
    return mark == "-" and word.islower() and fold(word) not in _MADE_OF


def nationality(around: Surroundings, start: int, first: int) -> str | None:
    """State of an adjective before a private role: "the Peruvian trader"; only adjectives stand between."""
    one = next((around.named_at[i] for i in range(start, first) if i in around.named_at), None)
    if one is None or one.sense.kind not in {"adjective", "demonym"}:
        return None
    plain = all(around.scene.doc[i].pos_ == "ADJ" for i in range(one.end, first))
    return one.sense.actor if plain and actors()[one.sense.actor].kind == "state" else None


def closed(around: Surroundings, end: int) -> bool:
    """Whether a name after a comma is an apposition: closed by a comma, or by the end of the sentence."""
    texts = around.scene.texts
    return end >= len(texts) or texts[end] in {",", ".", ")", ";", "who"}
