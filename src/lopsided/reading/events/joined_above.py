"""Who acts where the subject of a verb cannot: in the clause above the one it was joined to, or the sentence before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.subjects import is_passive, subject_of
from lopsided.reading.events.words import words
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events.scene import Party, Scene

CLAUSES = 3
INSIDE = ("ccomp", "relcl", "acl")
OWN = ("nsubj", "nsubjpass", "aux", "expl")


def told_above(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Who acts in a verb that was parsed as joined to one of a clause inside, whose subject cannot act.

    "Chad deplored the coup that ousted him and called for calm", "said the post was theirs and accused Libya".

    Parameters
    ----------
    scene : Scene
        The paragraph.
    verb : spacy.tokens.Token
        The joined verb.
    """
    if verb.dep_ != "conj" or any(c.dep_ in OWN for c in children(verb)):
        return ()
    inner = verb.head
    while inner.dep_ == "conj":
        inner = inner.head
    if inner.dep_ not in INSIDE:
        return ()
    above = inner.head
    for _ in range(CLAUSES):
        if above.pos_ in ("VERB", "AUX"):
            break
        above = above.head
    agreeing = above.tag_ == verb.tag_ or {above.tag_, verb.tag_} == {"VBZ", "VBP"} or verb.tag_ in ("VBD", "VBN")
    subject = subject_of(above) if above.pos_ == "VERB" and agreeing and not is_passive(above) else None
    return scene.agents(subject) if subject is not None else ()


def told_before(scene: Scene, subject: Token) -> tuple[Party, ...]:
    """Return whoever "they" or "he" is: who acted in the sentence before and has no name ("Medics came. They ...").

    Parameters
    ----------
    scene : Scene
        The paragraph.
    subject : spacy.tokens.Token
        The pronoun.
    """
    start = subject.sent.start
    if subject.lower_ not in ("they", "he", "she") or subject.i in scene.mentions or start == 0:
        return ()
    acting = subject_of(subject.doc[start - 1].sent.root)
    if acting is None:
        return ()
    several = acting.tag_ in ("NNS", "NNPS") or acting.lemma_.lower() in words("several")
    named = any(m.kind == "person" and m.names for i, m in scene.mentions.items() if i < subject.i)
    one = acting.tag_ == "NN" and acting.lemma_.lower() in words("officers") and not named
    return scene.agents(acting) if (several if subject.lower_ == "they" else one) else ()
