"""What a text speaks of again: "the deal" binds those of whom it was told before, "the sides" are those who agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.commitments.more import words
from lopsided.reading.commitments.several import several
from lopsided.reading.events.scene import Party
from lopsided.reading.plover.lexicon import lexicon
from lopsided.reading.plover.operators import Reading
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from lopsided.reading.commitments.pacts import Bond
    from lopsided.reading.events.scene import Scene
    from lopsided.records.kinds import Commitment

TOGETHER = "decided together"
_POINTING = frozenset(("the", "this", "that"))
_OTHERS = frozenset(("previous", "earlier", "existing", "old", "similar", "current", "present", "other"))
_TWO = 2
_BACK = 4
_PEERS = frozenset(("counterparts", "leaders", "presidents", "ministers"))  # also where the parser takes one for a verb
_NOMINAL = frozenset(("PROPN", "NOUN", "ADJ", "DET", "CCONJ", "PRON", "NUM", "PUNCT", "ADP", "PART"))
_TRUST = 0.6


def of_that_pact(bond: Bond, earlier: Sequence[Commitment]) -> tuple[Party, ...]:
    """Return whom a pact binds, its parties told before if it is spoken of again ("under the deal", "this treaty").

    The last commitment of several parties is meant, if whoever the words name is one of them.

    Parameters
    ----------
    bond : Bond
        What the words tell.
    earlier : sequence of Commitment
        Told before, in order.
    """
    pact = bond.pact
    if pact is None or len(bond.parties) >= _TWO or pact.lemma_.lower() in words("schemes"):
        return bond.parties
    below = {c.lower_ for c in children(pact)}
    if not below & _POINTING or below & _OTHERS:
        return bond.parties
    named = {p.actor for p in bond.parties}
    told = next((c for c in reversed(earlier) if len(c.parties) >= _TWO), None)
    if told is None or not named <= set(told.parties):
        return bond.parties
    return (*bond.parties, *(Party(a, pact.i, None, _TRUST) for a in told.parties if a not in named))


def together(verb: Token) -> Reading | None:
    """Read "they decided to ...", "Chad and Mali will set up ...": it binds them if several are meant."""
    below = children(verb)
    subject = next((c for c in below if c.dep_ == "nsubj"), None)
    if subject is None or any(c.dep_ == "neg" for c in below):
        return None
    will = any(c.dep_ == "aux" and c.lower_ in ("will", "shall") for c in below)
    kind = "_".join((verb.lemma_, *(c.lower_ for c in below if c.dep_ == "prt")))
    side_by_side = kind in words("undertakings") and any(c.lower_ in ("jointly", "together") for c in below)
    meant = will and (side_by_side or kind in words("joint_works")) and any(c.dep_ == "dobj" for c in below)
    told = verb.lemma_ in ("agree", "decide", "resolve") and any(c.dep_ in ("xcomp", "ccomp") for c in below)
    if not meant and not (told and several(subject) is not None):
        return None
    return Reading(lexicon().acts["agree"], (), verb.i, (TOGETHER,))


def with_all(scene: Scene, verb: Token, parties: tuple[Party, ...], earlier: Sequence[Commitment]) -> tuple[Party, ...]:
    """Complete those who act together by whom the text told before or names before the verb.

    "They agreed", "the sides signed", "the three leaders vowed" are all those of the last commitment of several, where
    the words found are among them and a number said is theirs; and the parser loses long lists of persons.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    verb : spacy.tokens.Token
        The verb.
    parties : tuple of Party
        Found so far.
    earlier : sequence of Commitment
        Told before, in order.
    """
    named = {p.actor for p in parties}
    first = verb.head if verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in children(verb)) else verb
    subject = next((c for c in children(first) if c.dep_ == "nsubj"), None)
    if subject is not None and (count := several(subject)) is not None:
        groups = [c for c in earlier if len(c.parties) >= _TWO]
        # of those who act now the words may have named some only, of the last group or one before it
        told = next((c for c in reversed(groups[-_BACK:] if named else groups[-1:]) if named < set(c.parties)), None)
        if told is None or count not in (0, len(told.parties)):
            return parties
        if not named and not count and _others_named(scene, verb, told):
            return parties
        return (*parties, *(Party(a, subject.i, None, _TRUST) for a in told.parties if a not in named))
    if verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP"):
        return parties
    before = {p.actor: p for p in _named_before(scene, first)}
    return tuple(before.values()) if len(before) >= _TWO and named < before.keys() else parties


def _others_named(scene: Scene, verb: Token, told: Commitment) -> bool:
    """Whether a paragraph names a state before a verb that is no party to what was told before."""
    before = (verb.doc[i] for i in range(verb.i) if i in scene.mentions)
    return any(p.actor not in told.parties for token in before for p in scene.at(token))


def _is_of_time(word: Token) -> bool:
    """Whether a word only says when: "on Sunday"."""
    return word.ent_type_ == "DATE" or any(c.dep_ == "pobj" and c.ent_type_ == "DATE" for c in children(word))


def _named_before(scene: Scene, verb: Token) -> list[Party]:
    """Return the states named from the beginning of a sentence to a verb, if nothing but names is there."""
    stretch = [t for t in verb.doc[verb.sent.start : verb.i] if t.dep_ not in ("aux", "advmod") and not _is_of_time(t)]
    if (
        not stretch
        or stretch[0].pos_ == "ADP"
        or any(t.pos_ not in _NOMINAL and t.lower_ not in _PEERS for t in stretch)
    ):
        return []
    if not any(t.lower_ == "and" for t in stretch) or any(t.dep_ == "relcl" for t in stretch):
        return []
    prepositions = {t.lower_ for t in stretch if t.pos_ == "ADP"}
    return [p for t in stretch if t.i in scene.mentions for p in scene.at(t)] if prepositions <= {"of", "for"} else []
