"""What is done by saying: telling another, demanding of another, praising or blaming another in so many words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.subjects import is_passive, subject_of
from lopsided.reading.plover.choice import INSISTING, judgement, obliges
from lopsided.reading.plover.lexicon import lexicon, saying_lemmas
from lopsided.reading.plover.modality import is_negated
from lopsided.reading.plover.operators import Reading
from lopsided.reading.plover.slots import fillers
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.events.scene import Party, Scene

TELLING = frozenset({"tell", "inform", "assure", "notify"})
SUBJECTS = ("nsubj", "nsubjpass")
OFFICIAL = ("official", "spokesperson", "organisation")


def spoken(scene: Scene, verb: Token) -> Iterator[tuple[Reading, tuple[Party, ...], tuple[Party, ...]]]:
    """Yield what a verb of saying does, with who says it and of whom.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    verb : spacy.tokens.Token
        A verb.
    """
    if verb.lemma_ not in saying_lemmas() and verb.lemma_ not in INSISTING:
        return
    subject = subject_of(verb)
    sources = scene.agents(subject) if subject is not None else ()
    if not sources or _is_observer(scene, verb):
        return
    own = {party.actor for party in sources}
    if verb.lemma_ in TELLING and not any(c.dep_ == "xcomp" for c in children(verb)):
        for child in children(verb):
            if child.dep_ in ("dobj", "dative"):
                told = tuple(p for p in scene.agents(child) if p.actor not in own)
                if told:
                    yield Reading(lexicon().acts["talk"], (), verb.i, (f"{verb.lemma_}: talk",)), sources, told
    for content in fillers(verb, "that"):
        meant = next((c for c in children(content) if c.dep_ in SUBJECTS), None)
        others = scene.inside(meant) if meant is not None else ()
        if others and own.isdisjoint(p.actor for p in others) and (reading := _of_another(verb, content)):
            yield reading, sources, others


def _of_another(verb: Token, content: Token) -> Reading | None:
    """Read what is said of someone else: a demand, praise or blame."""
    if obliges(content) or (verb.lemma_ in INSISTING and content.tag_ in ("VB", "VBP")):
        why = f"{verb.lemma_} + {content.lemma_}: demand"
        return Reading(lexicon().acts["demand"], (), verb.i, (why,), (verb.i, content.i))
    return _wrong(verb, content) or judgement(content)


def _wrong(verb: Token, content: Token) -> Reading | None:
    """Read telling of another's wrongdoing as blame ("says that X is arming rebels")."""
    known = lexicon()
    if "wrongs" not in known.kinds.get(content.lemma_.lower(), ()) or is_negated(content) or is_passive(content):
        return None
    return Reading(
        known.acts["accuse"], (), verb.i, (f"{verb.lemma_} + {content.lemma_}: accuse",), (verb.i, content.i)
    )


def _is_observer(scene: Scene, verb: Token) -> bool:
    start, end = scene.paragraph.sentence_of(verb)
    return any(s.span[0] < end and start < s.span[1] and s.speaker_kind not in OFFICIAL for s in scene.statements)
