"""Whom somebody works for who is told of as "its director": the body that the sentence before tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.mentions.roles import institution_nouns, organ_words
from lopsided.terms.actors import actors
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.mentions.descriptions import Surroundings
    from lopsided.reading.mentions.people import Spotted

_ITS = frozenset(("its", "their"))
_STATES = frozenset(("state", "territory"))
_GROUP = frozenset(("NOUN", "ADJ", "PROPN"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_PRIVATE = frozenset(("analyst", "media", "business", "other"))
_REACH, _AHEAD = 6, 5


def place_staff(spotted: list[Spotted]) -> None:
    """Give those told of as "its director" or "who heads the agency's office" the body told of right before.

    Parameters
    ----------
    spotted : list of Spotted
        Every place of every name; persons of no state and no body are changed.
    """
    for one in spotted:
        person = one.person
        if person is None or person.affiliation is not None:
            continue
        if _is_its(one):
            body = _acting_before(one.around, one.start)
        else:
            body = _named_before(one.around, one.start) if _heads_the_body(one) else None
        if body is None:
            continue
        actor, name = body
        if actor is not None and actors()[actor].kind in _STATES:
            person.country = actor if person.role_class in _PRIVATE else None  # a state's own are settled elsewhere
            continue
        person.actor, person.institution = actor, None if actor else name
        person.role_class = person.role_class or "analyst"


def _is_its(one: Spotted) -> bool:
    """Whether "its" opens the title: "its chief executive, Ana Ruiz"."""
    doc, around = one.around.scene.doc, one.around
    i = one.start - 1
    while i > max(0, one.start - _REACH) and (doc[i].text == "," or doc[i].pos_ in _GROUP or doc[i].text == "-"):
        i -= 1
    return 0 <= i < one.start - 1 and doc[i].lower_ in _ITS and any(j in around.roles for j in range(i, one.start))


def _heads_the_body(one: Spotted) -> bool:
    """Whether a name is of somebody at a body known: "Ana Ruiz, who heads the agency's office", "of the agency"."""
    doc = one.around.scene.doc
    after = doc[one.end : one.end + 1 + _AHEAD]
    if [t.lower_ for t in after[:2]] != [",", "who"]:
        return False
    known = [t for t in after[2:] if organ_words().get(t.lower_) == "institution" or t.lower_ in institution_nouns()]
    return bool(known) and doc[known[0].i - 1].lower_ == "the"


def _acting_before(around: Surroundings, start: int) -> tuple[str | None, str] | None:
    """Return the body that is the subject of the sentence before, or of this one before a name; no state's."""
    doc = around.scene.doc
    here = next((s for s in around.scene.paragraph.sentences if s[0] <= start < s[1]), None)
    last = next((s for s in around.scene.paragraph.sentences if here and s[1] == here[0]), None)
    for first, end in (s for s in (here, last) if s is not None):
        subjects = [t for t in doc[first : min(end, start)] if t.dep_ in _SUBJECTS and t.pos_ in {"PROPN", "NOUN"}]
        for token in subjects:
            found = _body_of(around, token)
            if found is not None:
                return found
    return None


def _body_of(around: Surroundings, token: Token) -> tuple[str | None, str] | None:
    """Return the actor or the name of the body a subject names: "the rights group Blue Lantern"."""
    group = [t for t in token.subtree if t.i >= token.left_edge.i and abs(t.i - token.i) <= _REACH]
    named = [around.named_at[t.i] for t in group if t.i in around.named_at]
    if any(t.i in around.persons for t in group):
        return None
    if named and (named[0].sense.kind != "adjective" or not _capitals(token)):
        return named[0].sense.actor, actors()[named[0].sense.actor].name
    name = _capitals(token) or next((n for t in group if t.dep_ == "appos" and (n := _capitals(t))), "")
    return (None, name) if name else None


def _capitals(token: Token) -> str:
    """Return the capitalised words that end at a token: "Blue Lantern"."""
    doc, start = token.doc, token.i + 1
    while start > token.sent.start and doc[start - 1].text[:1].isupper() and doc[start - 1].pos_ in {"PROPN", "ADJ"}:
        start -= 1
    return str(doc[start : token.i + 1].text) if start <= token.i else ""


def _named_before(around: Surroundings, start: int) -> tuple[str | None, str] | None:
    """Return the organisation named last before a token."""
    before = [one for one in around.named if one.start < start]
    kinds = {"organisation", "bloc", "institute", "company"}
    one = next((o for o in reversed(before) if actors()[o.sense.actor].kind in kinds), None)
    if one is not None:
        return one.sense.actor, actors()[one.sense.actor].name
    ent = next((e for e in reversed(around.scene.doc.ents) if e.label_ == "ORG" and e.end <= start), None)
    name = fold(ent.text).removeprefix("the ") if ent is not None else ""
    return (None, ent.text[-len(name) :]) if ent is not None and name else None
