"""Who speaks of himself by a pronoun, or of his body by a common noun, in what he says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.subjects import subject_of
from lopsided.reading.events.words import words
from lopsided.reading.plover.lexicon import saying_lemmas
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events.scene import Party, Scene

OWN_WORDS = frozenset({"it", "they", "he", "she"})
CLAUSES = 3


def speaker_of(scene: Scene, verb: Token, subject: Token) -> tuple[Party, ...]:
    """Return who speaks of himself by a pronoun in what he says ("Chad said it was recalling its envoy").

    Parameters
    ----------
    scene : Scene
        The paragraph.
    verb : spacy.tokens.Token
        The verb of what is said.
    subject : spacy.tokens.Token
        Its subject.
    """
    if subject.lower_ not in OWN_WORDS and not (subject.lower_ in words("own_bodies") and _is_bare(subject)):
        return ()
    for _ in range(CLAUSES):
        if verb.dep_ != "ccomp" or verb.head.lemma_ not in saying_lemmas():
            return ()
        verb = verb.head
        teller = subject_of(verb)
        if teller is not None and (found := scene.agents(teller)):
            return found
    return ()


def is_fronted(verb: Token) -> bool:
    """Tell whether a clause hangs on a participle before its subject ("Saying it was leaving, Chad recalled ...").

    Parameters
    ----------
    verb : spacy.tokens.Token
        The verb of the clause.
    """
    above = verb.head
    return verb.dep_ == "ccomp" and above.tag_ == "VBG" and above.dep_ == "advcl" and above.i < above.head.i


def _is_bare(noun: Token) -> bool:
    """Tell whether a noun is only "the group", of which somebody speaks for it."""
    return [c.lower_ for c in children(noun)] == ["the"]
