"""States, blocs and organisations named in a document, each form read in its context."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from lopsided.reading.mentions.roles import group_words, organ_words, ranks, role_words
from lopsided.reading.parsed import Mention, MentionForm, MentionKind
from lopsided.terms.actors import Actor, actors, name_of, why
from lopsided.terms.tables import listed, table
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from lopsided.reading.mentions.scan import Hit
    from lopsided.reading.mentions.scene import Scene
    from lopsided.terms.surfaces import Sense

_KINDS: dict[str, MentionKind] = {"state": "state", "territory": "state", "bloc": "bloc"}
_POSSESSIVE = frozenset(("'s", "\u2019s"))
_OWN_NAME = frozenset(("seat of government", "arm of the state"))
_RIVALS = 0.6
_SURELY = 2
_ACROSS = ("inter-", "pan-", "trans-")
_SHORT_ADJECTIVES = frozenset(("EU", "US", "U.S.", "UN", "UK", "NATO"))


@dataclass(frozen=True, slots=True)
class Named:
    """A hit read as one actor, at a token range of a paragraph."""

    start: int
    end: int
    sense: Sense
    confidence: float


def named_actors(scenes: list[Scene]) -> list[list[Named]]:
    """Read every hit of a document, paragraph by paragraph; hits that are something else are left out."""
    admitted = [
        [(hit, _admitted(scene, hit.start, hit.end, hit.entry.senses)) for hit in scene.hits] for scene in scenes
    ]
    clear = Counter(
        s[0].actor for row in admitted for _, s in row if len({x.actor for x in s}) == 1 and s[0].kind != "city of"
    )
    words = _Words(scenes, _surely_named(scenes, admitted))
    found = []
    for scene, row in zip(scenes, admitted, strict=True):
        named = []
        for hit, senses in row:
            if not senses or not words.allow(scene, hit.start, hit.end, senses[0].actor):
                continue
            sense, confidence = _chosen(senses, clear)
            named.append(Named(*scene.tokens(hit.start, hit.end), sense, confidence))
        found.append([_reassigned(scene, one, named) for one in named])
    return found


def _surely_named(scenes: list[Scene], admitted: list[list[tuple[Hit, tuple[Sense, ...]]]]) -> Counter[str]:
    """Count how often a document names an actor by forms that are nothing else ("Ankara", "Turkish")."""
    return Counter(
        senses[0].actor
        for scene, row in zip(scenes, admitted, strict=True)
        for hit, senses in row
        if len({s.actor for s in senses}) == 1
        and senses[0].kind != "city of"
        and fold(scene.full[hit.start : hit.end]) not in _contexts()
    )


def _reassigned(scene: Scene, one: Named, row: list[Named]) -> Named:
    """Give an organ to the state named before it ("Ukraine's National Security Council"), or in whose capital it is."""
    if one.sense.kind == "seat of government" and scene.texts[one.end : one.end + 1] == ["in"]:
        there = next((o for o in row if o.start == one.end + 1 and o.sense.kind == "capital"), None)
        return replace(one, sense=replace(one.sense, actor=there.sense.actor)) if there is not None else one
    if one.sense.kind not in _OWN_NAME:
        return one
    for owner in row:
        gap = scene.texts[owner.end : one.start]
        adjoins = owner.end <= one.start and (not gap or (len(gap) == 1 and gap[0] in _POSSESSIVE))
        if adjoins and owner.sense.kind in {"name", "adjective", "abbreviation", "capital"}:
            return replace(one, sense=replace(one.sense, actor=owner.sense.actor))
    return one


def _chosen(senses: tuple[Sense, ...], clear: Counter[str]) -> tuple[Sense, float]:
    """Of several actors one form can mean, the one the document names clearly most often; else the usual one."""
    if len({s.actor for s in senses}) == 1:
        return senses[0], senses[0].confidence
    best = max(senses, key=lambda s: (clear[s.actor], s.confidence))
    rivals = sum(clear[s.actor] > 0 for s in senses)
    return best, best.confidence if rivals == 1 else _RIVALS


def _admitted(scene: Scene, start: int, end: int, senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """Keep the readings the spelling and the neighbouring words allow."""
    written = scene.full[start:end]
    kept = tuple(s for s in senses if s.admits(written))
    if not kept and _lost_capitals(scene, written, end):
        kept = senses
    if not kept:
        return ()
    if kept[0].case == "prefix":
        return kept if scene.full[end : end + 1] in {"-", "\u2011", "\u2010"} else ()
    first, last = scene.tokens(start, end)
    if kept[0].kind == "adjective" and scene.full[:start].lower().endswith(_ACROSS):
        return ()  # "the Inter-American Development Bank" is not of America
    if kept[0].kind == "adjective" and (scene.doc[first].tag_ in {"VB", "VBP", "VBZ"} or not written.isascii()):
        return ()  # "Germán" is a name, "German" may be one
    if _of_money(scene, first, last):
        return ()
    return () if _in_other_name(scene, first, last, kept[0]) else kept


def _of_money(scene: Scene, first: int, last: int) -> bool:
    """Whether a form only says whose money an amount is in: "2 billion US dollars", "paid in Swiss francs"."""
    if last >= len(scene.texts):
        return False
    money = scene.texts[last].casefold()
    counted = bool(first) and scene.doc[first - 1].tag_ == "CD"
    return (money.endswith("s") and money[:-1] in _currencies()) or (counted and money in _currencies())


@cache
def _currencies() -> frozenset[str]:
    """Last words of the names of currencies, as they follow an amount."""
    told = (r["words"] for r in table("units") if r["kind"] == "money" and r["place"] == "after")
    names = {fold(word).split()[-1] for words in told for word in words.split("|")}
    return frozenset(n for n in names if len(n) > len("USD") and not n.endswith("s"))


def _lost_capitals(scene: Scene, written: str, end: int) -> bool:
    """Whether a form may have lost its capitals with the whole paragraph: "us officials" in a text without any."""
    if not written.islower() or not scene.lower:
        return False
    if len(written) > 3:
        return True
    after = scene.full[end : end + 40].split()
    return bool(after) and after[0].strip(",.'") in _not_names()


def _in_other_name(scene: Scene, first: int, last: int, sense: Sense) -> bool:
    """Whether a form is part of a person's name: "Michael Jordan", "Paris Hilton"."""
    if last - first > 1 or sense.kind in {"adjective", "demonym", "abbreviation"}:
        return False
    token = scene.doc[first]
    strict = sense.case == "context"
    if token.ent_type_ != "PERSON" and not strict:
        return False
    after = scene.texts[last] if last < len(scene.texts) else ""
    before = scene.texts[first - 1] if first else ""
    if before == "of" and after and scene.doc[last].ent_type_ == "PERSON" and scene.doc[last].ent_iob_ == "B":
        return False  # "the ambassador of Kenya Joseph Mwangi"
    if _goes_on(after) and (token.ent_type_ == "PERSON" or scene.doc[last].pos_ == "PROPN"):
        return not strict or scene.doc[last].ent_type_ not in {"ORG", "NORP"}
    return _goes_on(before) and strict and scene.doc[first - 1].pos_ == "PROPN" and token.ent_type_ != "GPE"


def _goes_on(neighbour: str) -> bool:
    """Whether a neighbouring word can be the rest of a person's name."""
    if not neighbour[:1].isupper() or not neighbour[1:2].isalpha() or neighbour.isupper():
        return False
    plain = neighbour.casefold()
    return plain not in _not_names() and not neighbour.endswith(".")


@cache
def _not_names() -> frozenset[str]:
    functions = {w for phrase in (*role_words(), *group_words(), *organ_words(), *ranks()) for w in phrase.split()}
    return frozenset(
        functions | {"the", "and", "but", "in", "on", "as", "for", "foreign", "defence", "defense", "police"}
    )


class _Words:
    """Whether a document's other words allow a form that is also another place, person or thing."""

    def __init__(self, scenes: list[Scene], sure: Counter[str]) -> None:
        self._scenes = scenes
        self._sure = sure
        self._text: str | None = None
        self._known: dict[str, bool] = {}

    def allow(self, scene: Scene, start: int, end: int, actor: str) -> bool:
        form = fold(scene.full[start:end])
        if form not in self._known:
            self._known[form] = self._allows(form, actor)
        return self._known[form]

    def _allows(self, form: str, actor: str) -> bool:
        rule = _contexts().get(form)
        if rule is None:
            return True
        needs, rules_out = rule
        if self._text is None:
            self._text = " ".join(s.full for s in self._scenes)
        if needs and not any(word in self._text for word in needs):
            return False
        # a text about Turkey's exports of poultry names Ankara and the Turks as well
        return self._sure[actor] >= _SURELY or not any(word in self._text for word in rules_out)


@cache
def _contexts() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {
        fold(r["surface"]): (listed(r["needs"]), listed(r["rules_out"]))
        for r in table("contexts")
        if r["needs"] or r["rules_out"]
    }


def is_actor(named: Named) -> bool:
    """Whether a named place stands for an actor; cities other than capitals only say where something is."""
    return named.sense.kind != "city of"


def mention_of(scene: Scene, named: Named) -> Mention:
    """Return the mention of a named actor."""
    actor = actors()[named.sense.actor]
    kind, names = _kind_and_names(actor, named.sense)
    head = int(scene.doc[named.start : named.end].root.i)
    media = actor.kind in {"media", "institute"}
    return Mention(
        span=scene.span(named.start, named.end),
        paragraph=scene.paragraph.index, start=named.start, end=named.end, head=head,
        text=scene.text(named.start, named.end), kind=kind, actors=() if media else (actor.id,), names=names,
        why=why(named.sense), confidence=named.confidence, form=_form(scene, named),
        basis="" if named.confidence > _RIVALS else "ambiguous",
        affiliation=actor.state or None if media else actor.state or actor.id,
    )  # fmt: skip


def _kind_and_names(actor: Actor, sense: Sense) -> tuple[MentionKind, tuple[str, ...]]:
    if sense.kind in _OWN_NAME:
        return "organisation", (sense.surface,)
    return _KINDS.get(actor.kind, "organisation"), (name_of(actor.id),)


def _form(scene: Scene, named: Named) -> MentionForm:
    if named.sense.kind == "demonym" and scene.doc[named.end - 1].pos_ != "ADJ":
        return "group"
    last = scene.doc[named.end - 1]
    if named.sense.kind == "adjective" and last.dep_ not in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "ROOT"}:
        return "adjective"
    if scene.texts[named.end : named.end + 1] in (["-"], ["\u2011"]) and named.end + 1 < len(scene.texts):
        return "adjective"
    modifies = last.dep_ in {"compound", "amod", "nmod"} and last.head.i >= named.end
    return "adjective" if modifies and scene.texts[named.start] in _SHORT_ADJECTIVES else "name"
