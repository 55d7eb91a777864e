"""What a state's own officials say that it will do: "Chad would build the road, its minister said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.symbols import VERB

from lopsided.reading.commitments.more import words
from lopsided.reading.commitments.pacts import UNFRIENDLY, Bond
from lopsided.reading.plover.lexicon import FORCEFUL
from lopsided.reading.plover.reading import read
from lopsided.reading.plover.tree import children, key_of, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.events.scene import Party, Scene

_OWN = ("official", "spokesperson")
_WILL = frozenset(("will", "would", "shall", "'ll", "\u2019ll"))
_BINDING_CUES = frozenset(("announce", "promise", "pledge", "vow", "guarantee"))
_SAYING = frozenset(("say", "tell", "add", "announce", "promise", "pledge", "vow", "state", "confirm", "stress"))
_INTO = frozenset(("in", "into", "from", "with"))
_CONDITIONS = frozenset(("if", "unless", "should", "were"))


def own_words(scene: Scene) -> Iterator[Bond]:
    """Yield what somebody who speaks for a state says it will do.

    Parameters
    ----------
    scene : Scene
        The paragraph with its mentions and statements.
    """
    if not scene.statements:
        return
    for verb in of_kind(scene.paragraph.doc, VERB):
        if verb.dep_ != "ccomp" or verb.head.lemma_ not in _SAYING or not _is_undertaken(verb):
            continue
        said = scene.told_by(verb)
        if said is None or said.speaker_kind not in _OWN or len(said.affiliations) != 1:
            continue
        party = _bound_by(scene, verb, said.affiliations[0])
        if party is not None:
            yield Bond(verb, (party,), "announced", "its own officials say that it will be done")


def _is_undertaken(verb: Token) -> bool:
    """Whether a verb is one a state binds itself by, or, denied, one it binds itself to refrain from."""
    kind = key_of(verb)
    if not any(c.dep_ == "neg" for c in children(verb)):
        return kind in words("undertakings")
    things = [c for c in children(verb) if c.dep_ == "dobj" and c.lemma_.lower() not in words("topics")]
    return kind in words("forgone") and bool(things)


def _bound_by(scene: Scene, verb: Token, actor: str) -> Party | None:
    """Return the state that binds itself by a clause; None where it foretells, threatens or makes conditions."""
    below = children(verb)
    helped = {c.lower_ for c in below if c.dep_ == "aux"}
    if not helped & _WILL or any(c.dep_ == "aux" and c.lower_ == "have" for c in below):
        return None
    if _is_conditional(verb):
        return None
    subject = next((c for c in below if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return None
    doers = scene.agents(subject)
    if [p.actor for p in doers] == [actor] and subject.dep_ == "nsubj":
        on = any(c.dep_ == "dobj" or (c.dep_ == "prep" and c.lower_ in _INTO) for c in below)
        refrains = any(c.dep_ == "neg" for c in below)
        return doers[0] if on and (refrains or not _is_unfriendly(verb)) else None
    # "announced that the culprits will be brought before a court": by whom is understood
    spoken = [c for c in children(verb.head) if c.dep_ == "nsubj"]
    understood = subject.dep_ == "nsubjpass" and not doers and verb.head.lemma_ in _BINDING_CUES
    speaker = [p for t in spoken for p in scene.agents(t) if p.actor == actor]
    others = {p.actor for t in verb.subtree if t.i in scene.mentions for p in scene.at(t)} - {actor}
    return speaker[0] if understood and speaker and not others else None


def _is_conditional(verb: Token) -> bool:
    clauses = [c for c in children(verb) if c.dep_ == "advcl"]
    return any(g.lower_ in _CONDITIONS for c in clauses for g in children(c) if g.dep_ in ("mark", "aux"))


def _is_unfriendly(verb: Token) -> bool:
    reading = read(verb)
    return reading is not None and reading.type in FORCEFUL | UNFRIENDLY
