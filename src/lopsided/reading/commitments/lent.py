"""Loans, credits and grants that are given by being made known, and who signs what with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.commitments.more import is_money, words
from lopsided.reading.plover.lexicon import lexicon
from lopsided.reading.plover.operators import Reading
from lopsided.reading.plover.tree import children, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.events.scene import Party, Scene

AGREED = "agree + "
HANDED = "given by doing so"
_GIVEN = ("dobj", "nsubjpass")
_DONE = ("VBD", "VBN")
_SETTING_ASIDE = ("earmark", "allocate", "donate", "commit", "deposit")
_TERMS = ("term", "maturity", "duration", "repayment", "deadline")
_CLAUSES = ("relcl", "acl", "advcl", "ccomp")
_OF = ("of", "between")


def extended(verb: Token) -> Reading | None:
    """Read a loan, a credit line or a grant that is extended or announced ("a credit line was extended to Mali")."""
    kind = key_of(verb)
    if kind not in words("extending") or any(c.dep_ == "neg" for c in children(verb)):
        return None
    # "may extend", "could announce"
    if any(c.dep_ == "aux" and c.lower_ in ("may", "might", "could", "should", "would") for c in children(verb)):
        return None
    why = (HANDED,) if kind in words("handing") else ()
    if why and verb.tag_ not in _DONE:
        return None
    things = [c for c in children(verb) if c.dep_ in _GIVEN]
    if any(t.lemma_ in _TERMS for t in things):  # "extended the term for a deposit"
        things += [g for c in children(verb) if c.lower_ in ("for", "of") for g in children(c) if g.dep_ == "pobj"]
    for thing in things:
        what = _given(verb, thing, kind)
        if what is not None:
            return Reading(lexicon().acts["aid"], (), verb.i, (f"{kind} + {what}", *why))
    return None


def _given(verb: Token, thing: Token, kind: str) -> str | None:
    """Return what a sum is given as: a loan, a sale let go ahead, or just money."""
    inside = list(_phrase(thing))
    if not any(t.like_num or is_money(t) for t in inside):
        return None
    given = kind in ("grant", "donate") and verb.nbor().pos_ == "PROPN"  # "granted Kenya 3 million dollars"
    if (given and thing.dep_ == "dobj") or (is_money(thing) and kind in _SETTING_ASIDE):
        return "money"
    named = words("funds") | words("sales") if kind in words("letting") else words("funds")
    return next((t.lemma_.lower() for t in inside if t.lemma_.lower() in named and t.pos_ in ("NOUN", "PROPN")), None)


def agreed(verb: Token) -> Reading | None:
    """Read "agreed a 3 billion dollar deal with Kenya"."""
    if verb.lemma_.lower() != "agree" or verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP"):
        return None
    pacts = [c for c in children(verb) if c.dep_ == "dobj" and c.lemma_.lower() in words("pacts")]
    return Reading(lexicon().acts["agree"], (), verb.i, (f"{AGREED}{pacts[0].lemma_}",)) if pacts else None


def _phrase(head: Token) -> Iterator[Token]:
    """Yield a noun phrase without the clauses in it."""
    yield head
    for child in children(head):
        if child.dep_ not in _CLAUSES:
            yield from _phrase(child)


def with_signers(scene: Scene, verb: Token, reading: Reading, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Add those who sign beside the first: "the Exim Bank of Chad and the government of Mali", "by Chad and Mali"."""
    if not parties and reading.act.type == "AID":  # "the Exim Bank of Chad will lend Mali 3 million dollars"
        heads = [c for c in children(verb) if c.dep_ == "nsubj"]
        return tuple(p for head in heads for p in _named_in(scene, head))
    settled = reading.reasons[:1] and reading.reasons[0].startswith(AGREED) and reading.act.name == "agree"
    signed = reading.act.name == "sign" and verb.lemma_.lower() in words("signing")
    if not (settled or signed) or "intend" in reading.operators:
        return parties
    passive = any(c.dep_ == "nsubjpass" for c in children(verb))
    heads = [c for c in children(verb) if c.dep_ == "nsubj" and not passive]
    heads += [g for c in children(verb) if c.dep_ == "agent" for g in children(c) if g.dep_ == "pobj"]
    found = {p.actor: p for p in parties}
    for head in heads:
        for signer in (head, *head.conjuncts):
            if signer.i < verb.i or head.dep_ == "pobj":
                for party in _named_in(scene, signer):
                    found.setdefault(party.actor, party)
    return tuple(found.values())


def _named_in(scene: Scene, signer: Token) -> tuple[Party, ...]:
    """Return whom a signer is, or whose body it is: "the Government of Rwanda", "India's Exim Bank"."""
    if (own := scene.at(signer)) and len(own) == 1:
        return own
    if signer.pos_ != "PROPN" and signer.lemma_.lower() not in words("signers"):
        return ()
    below = [c for c in children(signer) if c.dep_ in ("compound", "poss", "amod")]
    below += [g for c in children(signer) if c.lower_ in _OF for g in children(c) if g.dep_ == "pobj"]
    named = [p for token in below for p in scene.at(token)]
    return tuple(named[:1])
