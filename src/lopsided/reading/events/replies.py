"""Acts done in answer to another: who provoked them, whom the answered act was done to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.subjects import subject_of
from lopsided.reading.events.targets import FARTHEST, near_targets
from lopsided.reading.plover.lexicon import COOPERATIVE, lexicon
from lopsided.reading.plover.reading import read
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events.scene import Party, Scene
    from lopsided.reading.plover.operators import Reading


ANSWERED = frozenset({"REJECT", "ACCUSE", "REQUEST", "SANCTION", "THREATEN", "CONCEDE", "RETREAT", "AGREE", "AID"})
SETTLED = frozenset({"AGREE", "COOPERATE", "CONCEDE", "RETREAT"})
FOLLOWING = frozenset({"after", "following", "during", "at", "in"})
REPLYING = frozenset({"after", "because", "since", "when", "as"})


def answered(scene: Scene, trigger: Token, kind: str, own: set[str]) -> tuple[Party, ...]:
    """Return whom an act was done to, from who answered it ("A imposed duties after B cancelled the order").

    Parameters
    ----------
    scene : Scene
        The paragraph.
    trigger : spacy.tokens.Token
        The predicate of the answered act.
    kind : str
        The type of the act.
    own : set of str
        Who did it.
    """
    if kind not in ANSWERED or (_reply(trigger) is None and not _is_told_of_object(trigger)):
        return ()
    main = trigger.head
    while main.pos_ not in ("VERB", "AUX") and main.head != main:
        main = main.head
    subject = subject_of(main)
    return tuple(p for p in scene.agents(subject) if p.actor not in own) if subject is not None else ()


def after_talks(scene: Scene, trigger: Token, kind: str, own: set[str]) -> tuple[Party, ...]:
    """Return with whom something was settled, from the talks it followed ("agreed to cut duties after talks with B").

    Parameters
    ----------
    scene : Scene
        The paragraph.
    trigger : spacy.tokens.Token
        The predicate.
    kind : str
        The type of the act.
    own : set of str
        Who did it.
    """
    if kind not in SETTLED or trigger.pos_ not in ("VERB", "AUX"):
        return ()
    clauses = (trigger, *(c for c in children(trigger) if c.dep_ in ("xcomp", "ccomp")))
    phrases = (c for clause in clauses for c in children(clause) if c.dep_ == "prep" and c.lower_ in FOLLOWING)
    for talks in (c for phrase in phrases for c in children(phrase) if c.dep_ == "pobj"):
        act = lexicon().nouns.get(talks.lemma_.lower())
        if act is not None and act.type == "CONSULT":
            others = {p.actor: p for level in scene.levels(talks) for p in level if p.actor not in own}
            if len(others) == 1:
                return tuple(others.values())
    return ()


def provoker(scene: Scene, trigger: Token, own: set[str]) -> tuple[Party, ...]:
    """Return whom the actor of the main clause punishes for what "it" did ("A cut aid to B after it left the talks").

    Parameters
    ----------
    scene : Scene
        The paragraph.
    trigger : spacy.tokens.Token
        The predicate of the clause whose subject is the pronoun.
    own : set of str
        Whom the pronoun was taken for.
    """
    reply = _reply(trigger)
    subject = subject_of(trigger.head) if reply is not None else None
    if reply is None or subject is None or {p.actor for p in scene.agents(subject)} != own:
        return ()
    return near_targets(scene, trigger.head, reply, own, FARTHEST)


def _is_told_of_object(clause: Token) -> bool:
    """Tell whether a clause tells what the object of the main clause did ("thanked Chad, which had sent fuel")."""
    return bool(
        clause.dep_ == "relcl"
        and clause.head.dep_ in ("dobj", "pobj")
        and any(c.dep_ == "nsubj" and _points_back(c) for c in children(clause))
    )


def _points_back(subject: Token) -> bool:
    """Tell whether a subject is the noun its clause hangs on, or one of that noun's ("whose minister denied it")."""
    return subject.tag_ in ("WDT", "WP") or any(c.tag_ == "WP$" for c in children(subject))


def _reply(trigger: Token) -> Reading | None:
    """Read the unfriendly act a clause with "after" or "because" gives the ground of."""
    if trigger.dep_ != "advcl" or not any(
        c.dep_ in ("mark", "advmod") and c.lower_ in REPLYING for c in children(trigger)
    ):
        return None
    reply = read(trigger.head)
    return reply if reply is not None and reply.type not in COOPERATIVE else None
