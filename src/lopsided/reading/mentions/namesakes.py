"""Places that are someone or something else in a document: Chad Brown, later "Chad"; Georgia beside Alabama."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lopsided.reading.mentions.personal_names import sex_of
from lopsided.reading.mentions.roles import organ_words, role_words
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from lopsided.reading.mentions.actors import Named
    from lopsided.reading.mentions.scene import Scene

_PLACE = frozenset(("name", "capital", "city of"))
_SAYING = frozenset(
    ("say", "tell", "add", "write", "note", "argue", "explain", "claim", "warn", "suggest", "insist", "accuse", "joke")
)
_WITHIN = frozenset(("in", "into", "across", "inside", "throughout"))
_REALM = frozenset(("kingdom", "republic", "state", "government", "people", "nation", "country"))
_POSSESSIVE = frozenset(("'s", "\u2019s", "'", "\u2019"))
_AMERICAN = frozenset(("us", "u.s.", "u.s", "american", "battleground", "swing", "southern", "peach"))
_FEDERATED = frozenset(("state", "battleground"))
_REACH = 7


@dataclass(slots=True)
class Namesakes:
    """Who and what shares a place's name in one document.

    Attributes
    ----------
    spans : list of list of (int, int)
        Token ranges of persons' names that hold a place's name, paragraph by paragraph.
    persons : dict
        Paragraph and token of the first such name, by the place's form (folded).
    elsewhere : dict
        The same for a form that is a place within another state.
    """

    spans: list[list[tuple[int, int]]]
    persons: dict[str, tuple[int, int]] = field(default_factory=dict)
    elsewhere: dict[str, tuple[int, int]] = field(default_factory=dict)


def namesakes(scenes: list[Scene]) -> Namesakes:
    """Find persons' full names that begin or end with a place's name, and places of that name in other states."""
    found = Namesakes([[] for _ in scenes])
    for p, scene in enumerate(scenes):
        for hit in scene.hits:
            first, end = scene.tokens(hit.start, hit.end)
            if hit.entry.officials and _another(scene, first, end):
                found.spans[p].append((first, end))
                found.persons.setdefault(fold(scene.texts[first]), (p, first))
                continue
            form = fold(scene.texts[first])
            adjective = form in _words("given") and _titled(scene, first)
            kinds = {s.kind for s in hit.entry.senses[:1]}
            if end - first > 1 or not kinds or not (kinds <= _PLACE or (adjective and kinds <= {"adjective"})):
                continue
            span = _full_name(scene, first) or _apposed(scene, first)
            if span is not None:
                found.spans[p].append(span)
                found.persons.setdefault(form, (p, first))
            elif form in _words("both") and _american(scene, first):
                found.elsewhere.setdefault(form, (p, first))
    return found


def without_namesakes(scenes: list[Scene], rows: list[list[Named]], found: Namesakes) -> list[list[Named]]:
    """Leave out the named places that mean a namesake."""
    if not found.persons and not found.elsewhere:
        return rows
    sure = _unmistakable(scenes, rows, found)
    kept = []
    for p, (scene, row) in enumerate(zip(scenes, rows, strict=True)):
        inside = {i for start, end in found.spans[p] for i in range(start, end)}
        kept.append([one for one in row if one.start not in inside and not _other(scene, p, one, found, sure)])
    return kept


def private_person(scene: Scene, end: int) -> bool:
    """Whether an apposition after a name says a private person: ", a bartender,"."""
    texts = scene.texts
    if [fold(t) for t in texts[end : end + 2]] not in ([",", "a"], [",", "an"]):
        return False
    for i in range(end + 2, min(len(texts), end + _REACH)):
        if fold(texts[i]) in _words("private"):
            return texts[i + 1 : i + 2] == [] or texts[i + 1] not in _POSSESSIVE
        if scene.doc[i].pos_ not in {"ADJ", "NOUN", "PROPN", "PUNCT", "NUM"} or texts[i] == ",":
            return False
    return False


def _other(scene: Scene, p: int, one: Named, found: Namesakes, sure: set[str]) -> bool:
    """Whether a bare place name means the namesake."""
    form = fold(scene.texts[one.start])
    if one.end - one.start > 1 or one.sense.kind not in _PLACE:
        return False
    if form in found.elsewhere:
        return one.sense.actor not in sure or _american(scene, one.start)
    first = found.persons.get(form)
    if first is None or (p, one.start) < first or _state_here(scene, one):
        return False
    if one.sense.actor not in sure:
        return True
    return _says(scene, one) and _nearest(p, one, found, scene)


def _says(scene: Scene, one: Named) -> bool:
    token = scene.doc[one.start]
    return token.dep_ == "nsubj" and token.head.lemma_ in _SAYING


def _nearest(p: int, one: Named, found: Namesakes, scene: Scene) -> bool:
    """Whether the person was named just before, and not the state since."""
    before = [start for start, _ in found.spans[p] if start < one.start]
    if not before:
        return False
    since = {fold(t) for t in scene.texts[max(before) + 2 : one.start]}
    return fold(scene.texts[one.start]) not in since


def _state_here(scene: Scene, one: Named) -> bool:
    """Whether the words beside a name can only be said of a state: "in Jordan", "Jordan's king"."""
    texts = scene.texts
    before = [fold(t) for t in texts[max(0, one.start - 2) : one.start]]
    if before[-1:] and before[-1] in _WITHIN:
        return True
    if before[-1:] == ["of"] and (before[0] in _REALM or before[0] in role_words()):
        return True
    after = [fold(t) for t in texts[one.end : one.end + 3]]
    owned = after[:1] and after[0] in _POSSESSIVE
    return bool(owned) and any(w in role_words() or w in organ_words() for w in after[1:])


def _unmistakable(scenes: list[Scene], rows: list[list[Named]], found: Namesakes) -> set[str]:
    """Actors the document names by another form, before the namesake, or where only a state can be meant."""
    sure = set()
    for p, (scene, row) in enumerate(zip(scenes, rows, strict=True)):
        inside = {i for start, end in found.spans[p] for i in range(start, end)}
        for one in row:
            if one.start in inside:
                continue
            form = fold(scene.text(one.start, one.end))
            if form in found.elsewhere:
                continue
            first = found.persons.get(form)
            if first is None or (p, one.start) < first or _state_here(scene, one):
                sure.add(one.sense.actor)
    return sure


def _full_name(scene: Scene, at: int) -> tuple[int, int] | None:
    """Token range of "Chad Brown" or "Michael Jordan" around a place's name; None if it is no such name."""
    doc, texts = scene.doc, scene.texts
    if not texts[at][:1].isupper() or texts[at].isupper():
        return None
    if at and doc[at - 1].dep_ == "pobj":
        return None  # "In May Chad closed its border"
    if at and fold(texts[at - 1]) not in _words("given") and sex_of(fold(texts[at - 1])):
        ends = at + 1 == len(texts) or not (doc[at + 1].pos_ == "PROPN" and texts[at + 1][:1].isupper())
        return (at - 1, at + 1) if texts[at - 1][:1].isupper() and ends and doc[at].ent_type_ == "PERSON" else None
    if fold(texts[at]) not in _words("given") or at + 1 >= len(texts):
        return None
    rest = doc[at + 1]
    joined = rest.tag_ == "NNP" and doc[at].dep_ == "compound" and doc[at].head.i == at + 1
    if not joined or not _surname_like(texts[at + 1]) or _goes_on(scene, at + 2):
        return None
    person = doc[at].ent_type_ == rest.ent_type_ == "PERSON"
    return (at, at + 2) if person or rest.dep_ in {"nsubj", "nsubjpass"} else None


def _titled(scene: Scene, at: int) -> bool:
    """Whether a title stands right before: "Trade Minister German Ruiz" is no German."""
    return at > 0 and fold(scene.texts[at - 1]) in role_words() and scene.texts[at - 1][:1].isupper()


def _goes_on(scene: Scene, i: int) -> bool:
    """Whether a run of capitalised words goes on: "Israel Aerospace Industries"."""
    return i < len(scene.texts) and (scene.texts[i] in {"-", "&"} or scene.doc[i].pos_ == "PROPN")


def _another(scene: Scene, first: int, end: int) -> bool:
    """Whether an official's name with a place's name in it is a private person's: "Georgia Meloni, a singer"."""
    return fold(scene.texts[first]) in _words("given") and private_person(scene, end)


def _surname_like(word: str) -> bool:
    plain = fold(word)
    bare = word.replace("'", "").replace("\u2019", "").replace("-", "")
    spelled = bare.isalpha() and len(bare) > 2 and word[:1].isupper() and not word.isupper()
    other = plain in _words("tail") or plain in organ_words() or plain in role_words() or plain in _words("us state")
    return spelled and not other


def _apposed(scene: Scene, at: int) -> tuple[int, int] | None:
    """Range of a given name alone that an apposition says is a private person's."""
    given = fold(scene.texts[at]) in _words("given") and scene.texts[at][:1].isupper()
    return (at, at + 1) if given and private_person(scene, at + 1) else None


def _american(scene: Scene, at: int) -> bool:
    """Whether a name stands as a state of the United States: beside another, after its city, or by apposition."""
    texts = [fold(t) for t in scene.texts[max(0, at - _REACH) : at + 1 + _REACH]]
    here = min(at, _REACH)
    before, after = texts[:here], texts[here + 1 :]
    if before[-1:] == [","] and before[-2:-1] and before[-2] in _words("us city"):
        return True
    if before[-2:] == ["state", "of"] and bool(set(before) & _AMERICAN):
        return True
    if after[:1] == [","] and after[1:2] and after[1] in {"a", "an", "the"}:
        phrase = after[2 : after.index(",", 1)] if "," in after[1:] else after[2:]
        return bool(set(phrase) & _AMERICAN) and bool(set(phrase) & _FEDERATED)
    return _state_at(_past_joins(after)) or _state_at(_past_joins(before[::-1])[:2][::-1], last=True)


def _past_joins(words: list[str]) -> list[str]:
    """Words after a comma or "and"; none if neither stands there."""
    cut = 0
    while cut < len(words) and words[cut] in {",", "and", "or", "&"}:
        cut += 1
    return words[cut:] if cut else []


def _state_at(words: list[str], *, last: bool = False) -> bool:
    one = words[-1:] if last else words[:1]
    two = words[-2:] if last else words[:2]
    return bool(one) and (one[0] in _words("us state") or " ".join(two) in _words("us state"))


@cache
def _words(kind: str) -> frozenset[str]:
    text = (files("lopsided.reading") / "data" / "namesakes.csv").read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(io.StringIO(text)) if row["kind"] == kind)
