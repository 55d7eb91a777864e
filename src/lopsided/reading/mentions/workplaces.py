"""Where somebody works: the institution that a title, an apposition or "who heads the ..." names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.mentions.institutions import own_body, run_end
from lopsided.reading.mentions.roles import organ_words
from lopsided.reading.mentions.whose import based, sits_in
from lopsided.terms.actors import actors
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from lopsided.reading.mentions.actors import Named
    from lopsided.reading.mentions.descriptions import Description, Surroundings

_LEADS = frozenset(
    ("head", "run", "lead", "direct", "chair", "work", "teach", "manage", "found", "lecture", "study", "research",
     "advise")
)  # fmt: skip
_NAMED, _FEW = 8, 6


def employer(around: Surroundings, start: int, found: Description) -> None:
    """Read an institution right after a name: "X of the Lowy Institute said"."""
    first = start + (fold(around.scene.texts[start]) == "the")
    seat = [fold(t) for t in around.scene.texts[first : first + _FEW]]
    first += seat.index("based") + 1 if "based" in seat else 0  # "of the Quito-based Forum for Trade"
    one = around.named_at.get(first)
    kind = actors()[one.sense.actor].kind if one is not None else ""
    if one is not None and kind in {"institute", "media"}:
        found.institution = around.scene.text(one.start, one.end)
        found.country = actors()[one.sense.actor].state or None
        found.role_class = "analyst" if kind == "institute" else "media"
        return
    if _fold_at(around, first) == "party":
        name = capitalised_run(around, first + 1, min(len(around.scene.texts), first + 1 + _FEW))
        plain = _fold_at(around, first + 1) != "of" and name is not None
        found.institution, found.role_class = (name, "other") if plain else (None, None)
        return
    stop = run_end(around, first, min(len(around.scene.texts), first + _NAMED))
    words = {organ_words().get(fold(t)) for t in around.scene.texts[first:stop]}
    if stop - first > 1 and around.scene.texts[first][:1].isupper() and "institution" in words:
        found.institution = around.scene.text(first, stop)
        found.country = _country(around, found.institution, first, stop)
        found.role_class = "analyst"


def led(around: Surroundings, verb: int, found: Description) -> None:
    """Read whom somebody heads or works for: "X, who heads the Quito Institute"."""
    texts = around.scene.texts
    if verb >= len(texts) or around.scene.doc[verb].lemma_ not in _LEADS:
        return
    at = verb + 1
    place = next((i for i in range(at, min(len(texts), at + _FEW)) if texts[i] == "at" or not texts[i].islower()), at)
    at = place if texts[place : place + 1] == ["at"] else at  # "who teaches trade law at"
    while at < len(texts) and fold(texts[at]) in {"the", "at", "for", "with", "an", "a"}:
        at += 1
    if at < len(texts):
        employer(around, at, found)


def apposed(around: Surroundings, end: int, found: Description) -> None:
    """Read where somebody works whose post is no known word: "Ana Ruiz, a partner at the consultancy Nile Metrics,"."""
    texts, doc = around.scene.texts, around.scene.doc
    if texts[end] != "," or _fold_at(around, end + 1) not in {"a", "an", "the"}:
        return
    one = around.named_at.get(end + 2)
    if one is not None and one.sense.kind in {"adjective", "demonym"} and texts[one.end : one.end + 1] == [","]:
        found.country = actors()[one.sense.actor].state or one.sense.actor  # "Ana Ruiz, the Peruvian, came"
        return
    for i in range(end + 2, min(len(texts), end + 2 + _NAMED)):
        if not texts[i].isalpha() or doc[i].pos_ in {"VERB", "AUX"} or i in around.persons:
            return
        if texts[i] in {"at", "with"} and doc[i - 1].pos_ == "NOUN":
            stop = next((j for j in range(i, len(texts)) if texts[j] in {",", ".", ";", ")"}), len(texts))
            found.institution = capitalised_run(around, i + 1, min(stop, i + 1 + _NAMED))
            found.role_class = "analyst" if found.institution else None
            return


def _fold_at(around: Surroundings, i: int) -> str:
    return fold(around.scene.texts[i]) if i < len(around.scene.texts) else ""


def institution(around: Surroundings, phrase: tuple[int, int, int, int]) -> tuple[str | None, str | None]:
    """Institution a phrase names, and its country: after "at", "with", "from" or "of", or before the role word."""
    start, first, last, end = phrase
    texts = around.scene.texts
    country = _place(around, start, end)
    for span in ((start, first), (last, end)):
        for i in range(*span):
            one = around.named_at.get(i)
            body = own_body(around, i, span[1]) if one is not None and one.start == i else None
            if body:
                return body, _country(around, body, i, span[1]) or country
    for link in ("at", "with", "from", "of", "for", "in"):
        for i in range(last, end):
            if fold(texts[i]) == link:
                name = capitalised_run(around, i + 1, end)
                if name:
                    return name, _country(around, name, i + 1, end) or country
    run = capitalised_run(around, start, first, skip_states=True)
    return run, (_country(around, run, start, first) or country if run else country)


def _place(around: Surroundings, start: int, end: int) -> str | None:
    for one in around.named:
        if start <= one.start < end and (based(around, one) or sits_in(around, one)):
            return one.sense.actor if actors()[one.sense.actor].kind == "state" else None
    return None


def _country(around: Surroundings, name: str, start: int, end: int) -> str | None:
    for one in around.named:
        if start <= one.start < end and around.scene.text(one.start, one.end) in name:
            actor = actors()[one.sense.actor]
            return actor.state or (actor.id if actor.kind == "state" else None)
    return None


def capitalised_run(around: Surroundings, start: int, end: int, *, skip_states: bool = False) -> str | None:
    """First name of an institution in a token range, without article; None if there is only a state, or nothing."""
    scene = around.scene
    i = start
    while i < end:
        one = around.named_at.get(i)
        lone = one is not None and (skip_states or not _named_further(around, one, end))
        if (one is not None and actors()[one.sense.actor].kind == "state" and (lone or based(around, one))) or not (
            scene.texts[i][:1].isupper()
        ):
            i = one.end if one is not None else i + 1
            continue
        stop = run_end(around, i, end)
        return scene.text(i, stop)
    return None


def _named_further(around: Surroundings, one: Named, end: int) -> bool:
    return one.end < end and around.scene.texts[one.end][:1].isupper() and one.end not in around.persons
