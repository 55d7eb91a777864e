"""States mentioned by what they are: "the kingdom", "its stricken neighbour", "the neighbours"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from lopsided.reading.coreference.discourse import made_like
from lopsided.reading.coreference.pairs import two_states_at
from lopsided.reading.mentions.roles import regions, state_nouns
from lopsided.terms.borders import neighbours
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from lopsided.reading.coreference.discourse import Discourse, Remembered
    from lopsided.reading.mentions.descriptions import Surroundings
    from lopsided.reading.parsed import Mention

_ARTICLES = frozenset(("the", "this", "that"))
_THESE = frozenset(("these", "those"))
_OWNERS = frozenset(("its", "their", "his", "her", "our", "my"))
_POSSESSIVE = frozenset(("'s", "\u2019s", "'", "\u2019"))
_COUNTED = frozenset(("two", "both", "three", "four", "all", "many", "several", "other"))
_PLURAL = frozenset(("neighbours", "neighbors", "rivals", "foes", "sides"))
_OF_TWO = ("former", "latter")
_ALONE = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss", "agent"))
_ACTING = frozenset(("nsubj", "nsubjpass"))
_LEAD = 5
_REMEMBERED, _REACH = 12, 4
_OFTEN = 3  # times a text names a state that it may take up from afar
_STATES = frozenset(("state", "bloc"))


def state(around: Surroundings, word: str, span: tuple[int, int], talk: Discourse) -> Mention | None:
    """Read "the kingdom", "the giant neighbour", "the neighbours" as the states a text speaks of."""
    if word in _OF_TWO:
        return _one_of_two(around, word, span, talk)
    start = _lead(around, span[0])
    if start is None or (word not in _PLURAL and fold(around.scene.texts[start]) in _THESE):
        return None
    if word in _PLURAL:
        leads = fold(around.scene.texts[start])
        return two_states_at(around, span, talk) if leads in _ARTICLES or leads in _THESE else None
    called = state_nouns()[word]
    barred = _subjects(around, span[0], talk)
    own = _teller(around, span[0], talk) & called
    held = _last_called(own or called - barred, talk) if called else _neighbour(around, (start, span[1]), talk)
    if held is None:
        return None
    owned = fold(around.scene.texts[start]) in _OWNERS
    first = start if owned else start + 1
    end = _end(around, span[1])
    why = f"the {word} last named, {' and '.join(held.mention.names)}"
    return replace(made_like(around, (first, end), held.mention, why, 0.7), head=span[1] - 1)


def _one_of_two(around: Surroundings, word: str, span: tuple[int, int], talk: Discourse) -> Mention | None:
    """Read "the former" and "the latter": the first and the second of two named in the sentence, or the one before."""
    scene = around.scene
    if span[0] == 0 or fold(scene.texts[span[0] - 1]) != "the" or scene.doc[span[0]].dep_ not in _ALONE:
        return None
    for reach in (0, 1, 2):
        near = (h for h in (*talk.others, *talk.persons) if talk.sentence - h.sentence <= reach)
        ordered = sorted((h for h in near if fold(h.mention.text) not in _OF_TWO), key=lambda h: h.mention.span)
        named = {h.mention.names[:1] or h.mention.actors: h for h in reversed(ordered)}
        if len(named) == len(_OF_TWO):
            meant = sorted(named.values(), key=lambda h: h.mention.span)[_OF_TWO.index(word)]
            return made_like(
                around, span, meant.mention, f"the {word} of two, {' and '.join(meant.mention.names)}", 0.7
            )
        if len(named) > len(_OF_TWO):
            return None
    return None


def _lead(around: Surroundings, first: int) -> int | None:
    """Token of "the" or "its" before a noun and its adjectives; for "Kenya's" the mark; None where another word is."""
    texts, doc = around.scene.texts, around.scene.doc
    for i in range(first - 1, max(-1, first - 1 - _LEAD), -1):
        word = fold(texts[i])
        if word in _ARTICLES or word in _OWNERS or word in _THESE or texts[i] in _POSSESSIVE:
            return i
        if word in _COUNTED or i in around.persons:
            return None
        if doc[i].pos_ not in {"ADJ", "NOUN", "VERB"} and texts[i] != "-" and word not in _regional():
            return None
    return None


@cache
def _regional() -> frozenset[str]:
    """Words for regions, by which a state may be told: "the Pacific island nation"."""
    return frozenset(word for region in regions() for word in region.split())


def _end(around: Surroundings, end: int) -> int:
    """Take in "of the north" and "to the south", which only say where a neighbour lies."""
    texts = [fold(t) for t in around.scene.texts[end : end + 3]]
    if len(texts) == 3 and texts[0] in {"of", "to"} and texts[1] == "the" and texts[2] in _POINTS:
        return end + 3
    return end


_POINTS = frozenset(("north", "south", "east", "west"))


def _last_called(called: frozenset[str], talk: Discourse) -> Remembered | None:
    """Return the state named before that is called so; of several the one the text speaks of most, if there is one."""
    fits = [h for h in talk.others if len(h.mention.actors) == 1 and h.mention.actors[0] in called]
    fits = [h for h in fits if h.mention.kind == "state"]
    often = sorted({h.mention.actors[0] for h in fits}, key=lambda a: -talk.weight[a])
    if not fits or (len(often) > 1 and talk.weight[often[0]] == talk.weight[often[1]]):
        return None
    return next(h for h in reversed(fits) if h.mention.actors[0] == often[0])


def _neighbour(around: Surroundings, span: tuple[int, int], talk: Discourse) -> Remembered | None:
    """Return whom "its neighbour" means: who stands beside it, else the state last spoken of that is not its owner."""
    doc = around.scene.doc
    token = doc[span[1] - 1]
    ahead = around.named_at.get(span[1] + 1) if around.scene.texts[span[1] : span[1] + 1] == [","] else None
    if ahead is not None or span[1] in around.named_at or token.dep_ == "attr":
        return None  # "its neighbour, Chad": named right there
    if token.dep_ == "appos":
        beside = [h for h in talk.others if h.sentence == talk.sentence and h.mention.head == token.head.i]
        return beside[-1] if beside else None
    barred = _owner(around, span[0], talk) | _subjects(around, span[0], talk)
    if not barred:
        barred = {around.named_at[i].sense.actor for i in range(span[1], token.sent.end) if i in around.named_at}
    told = [h for h in talk.others if h.mention.kind == "state" and len(h.mention.actors) == 1]
    told = [h for h in told if h.mention.actors[0] not in barred]
    near = [h for h in told[-_REMEMBERED:] if talk.sentence - h.sentence <= _REACH]
    bordering = {a for owner in barred for a in neighbours(owner)}
    beside = [h for h in near if h.mention.actors[0] in bordering] or [
        h for h in told if h.mention.actors[0] in bordering and talk.weight[h.mention.actors[0]] >= _OFTEN
    ]
    best = max(enumerate(beside or near), key=lambda p: (_rating(p[1], talk), p[0]), default=None)
    return best[1] if best else None


def _teller(around: Surroundings, before: int, talk: Discourse) -> frozenset[str]:
    """Actors of whoever tells what a country does: "the king of Chad said the kingdom would wait" means his own."""
    verb = around.scene.doc[before].head
    if around.scene.doc[before].dep_ not in _ACTING or verb.dep_ != "ccomp":
        return frozenset()
    tellers = {c.i for c in verb.head.children if c.dep_ == "nsubj" and c.i < before}
    beside = [c for i in tellers for c in around.scene.doc[i].children if c.i in around.named_at]
    if beside:
        return frozenset(around.named_at[c.i].sense.actor for c in beside)
    here = (h for h in (*talk.others, *talk.persons) if h.sentence == talk.sentence and h.mention.head in tellers)
    return frozenset(a for h in here for a in h.mention.actors)


def _rating(held: Remembered, talk: Discourse) -> float:
    """Rate a state by how lately and how often a text speaks of it."""
    return -1.5 * (talk.sentence - held.sentence) + 0.5 * min(talk.weight[held.mention.actors[0]], 6)


def _owner(around: Surroundings, at: int, talk: Discourse) -> set[str]:
    """Return whose neighbour it is: "Kenya's", or whom "its" stands for."""
    texts = around.scene.texts
    if texts[at] in _POSSESSIVE and at and at - 1 in around.named_at:
        return {around.named_at[at - 1].sense.actor}
    if fold(texts[at]) not in _OWNERS:
        return set()
    here = [h for h in talk.others if h.sentence == talk.sentence and h.mention.start == at]
    return {a for h in here for a in h.mention.actors}


def _subjects(around: Surroundings, before: int, talk: Discourse) -> set[str]:
    """Actors that are subject of the clause a neighbour is told of in: nobody sends help to itself."""
    token = around.scene.doc[before]
    verb = token
    for _ in range(_REMEMBERED):
        if verb.pos_ in {"VERB", "AUX"} or verb.head.i == verb.i:
            break
        verb = verb.head
    subjects = {c.i for c in verb.children if c.dep_ == "nsubj" and c.i < before}
    return {
        a
        for h in (*talk.others, *talk.persons)
        if h.sentence == talk.sentence and h.mention.head in subjects
        for a in h.mention.actors
    }
