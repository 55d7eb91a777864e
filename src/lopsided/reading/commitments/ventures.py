"""What firms of one country bind themselves to in another: "the Chadian carmaker will build a plant in Mali"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.symbols import PROPN, VERB

from lopsided.reading.commitments.more import words
from lopsided.reading.commitments.pacts import Bond
from lopsided.reading.events.scene import Party
from lopsided.reading.plover.tree import children, key_of, names_of, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from lopsided.reading.events.scene import Scene
    from lopsided.reading.parsed import Mention, ParsedDocument

_STATES = frozenset(("state", "bloc"))
_NAMING = ("compound", "amod", "nmod", "poss")
_OPEN = frozenset(("could", "might", "may", "should", "would"))
_THERE = frozenset(("in", "to", "into", "from", "with", "across"))
_MADE = ("xcomp", "ccomp")
_TELLING = frozenset(("say", "announce", "tell", "confirm", "declare"))
_OWN = frozenset(("country", "government", "firm", "company"))
_TRUST = 0.8

Homes = dict[str, str]


def homes_of(parsed: ParsedDocument) -> Homes:
    """Return the country of each firm that a document names with it ("Chadian carmaker Tako", "Tako, a firm of Chad").

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    """
    found: Homes = {}
    for paragraph in parsed.paragraphs:
        heads = {m.head: m for m in parsed.cast.row(paragraph.index) if m.kind in _STATES and len(m.actors) == 1}
        if not heads:
            continue
        for token in of_kind(paragraph.doc, PROPN):
            if token.i not in heads and (actor := _named_home(token, heads)) is not None:
                found.setdefault(token.text, actor)
    return found


def _named_home(name: Token, heads: Mapping[int, Mention]) -> str | None:
    """Return the country a firm's name stands with: before it, in apposition, or as its owner."""
    below = [c for child in children(name) for c in (child, *_before_it(child))]
    firm = any(c.lemma_.lower() in words("firms") for c in below if c.dep_ in _NAMING)
    owned = name.ent_type_ == "ORG"
    for child in below:
        if child.i in heads and child.dep_ in _NAMING and (firm or (owned and child.dep_ == "poss")):
            return heads[child.i].actors[0]
        if child.dep_ == "appos" and {child.lemma_.lower(), *names_of(child)} & words("firms"):
            told = [heads[t.i].actors[0] for t in child.subtree if t.i in heads and t.dep_ in (*_NAMING, "pobj")]
            if told:
                return told[0]
    return None


def _before_it(word: Token) -> tuple[Token, ...]:
    """Return what stands before a noun that belongs to the next: "Chadian" in "Chadian carmaker Tako"."""
    return children(word) if word.dep_ in ("compound", "nmod") else ()


def ventures(scene: Scene, homes: Homes) -> Iterator[Bond]:
    """Yield what firms, and states that buy, will do in or with another country.

    Parameters
    ----------
    scene : Scene
        The paragraph with its mentions.
    homes : dict
        The country of each firm; see `homes_of`.
    """
    for verb in of_kind(scene.paragraph.doc, VERB):
        if any(c.dep_ == "neg" or c.lower_ in _OPEN for c in children(verb)) and not _is_announced(verb):
            continue
        found = _placed(scene, verb, homes) or _won(scene, verb, homes) or _ordered(scene, verb, homes)
        if found is not None:
            yield found


def _placed(scene: Scene, verb: Token, homes: Homes) -> Bond | None:
    """Read "will invest 3 million in Mali", "plans to open a plant in Mali", "is going to buy 20 jets from Mali"."""
    above = _will(verb)
    subject = _subject(above) if above is not None else None
    if subject is None or key_of(verb) not in words("placing") | words("easing"):
        return None
    doers = _doers(scene, subject, homes)
    hosts = [p for p in _named_after(scene, verb) if p.actor not in {d.actor for d in doers}]
    talks = any(c.dep_ == "dobj" and c.lemma_.lower() in words("talks") for c in children(verb))
    if not doers or not hosts or talks:
        return None
    said = scene.told_by(verb)
    joined = said is not None and key_of(verb) not in words("easing")
    telling = [p for p in hosts if joined and said is not None and p.actor in said.affiliations]
    return Bond(verb, (*doers, *telling[:1]), "announced", f"will {verb.lemma_} there")


def _is_announced(verb: Token) -> bool:
    """Whether "would" is what somebody said he will do: "said it would open a mine in Mali"."""
    if verb.dep_ != "ccomp" or verb.head.tag_ != "VBD" or key_of(verb.head) not in _TELLING:
        return False
    below = children(verb)
    would = any(c.lower_ == "would" for c in below) and not any(c.dep_ == "neg" or c.lower_ == "if" for c in below)
    return would and any(c.dep_ == "nsubj" and (c.lower_ == "it" or c.lemma_ in _OWN) for c in below)


def _will(verb: Token) -> Token | None:
    """Return the verb whose subject will do something: itself with "will", or "plans", "agreed", "is going" above."""
    below = children(verb)
    if any(c.dep_ == "aux" and c.lower_ in ("will", "'ll", "\u2019ll", "shall") for c in below) or _is_announced(verb):
        return verb
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and any(c.lower_ == "to" for c in below):
        return None if any(c.dep_ == "neg" for c in children(verb.head)) else verb.head  # "is to get 9 jets from"
    if verb.tag_ != "VB" or verb.dep_ not in (*_MADE, "acl"):
        return None
    above = verb.head
    if above.pos_ == "NOUN":  # "announced plans to build"
        told = (
            above.head if above.dep_ == "dobj" and above.lemma_.lower() in ("plan", "decision", "intention") else None
        )
        return told if told is not None and key_of(told) in words("unveiling") else None
    helped = {c.lower_ for c in children(above) if c.dep_ in ("aux", "neg")}
    if helped & _OPEN or any(c.dep_ == "neg" for c in children(above)):
        return None
    going = above.lower_ == "going" and bool(helped)
    return above if going or key_of(above) in words("intending") | words("pledging") | words("deciding") else None


def _won(scene: Scene, verb: Token, homes: Homes) -> Bond | None:
    """Read "won a contract to build a dam in Mali", "has agreed a 3 million dollar deal with Mali"."""
    if key_of(verb) not in words("winning") or verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP"):
        return None
    things = [c for c in children(verb) if c.dep_ in ("dobj", "nsubjpass")]
    pact = next((t for t in things if {t.lemma_.lower(), *names_of(t)} & words("contracts")), None)
    subject = _subject(verb) or next((c for c in children(verb) if c.dep_ == "nsubjpass"), None)
    if pact is None or subject is None or subject == pact:
        return None
    doers = _doers(scene, subject, homes)
    others = [p for p in _named_after(scene, verb, held=True) if p.actor not in {d.actor for d in doers}]
    if not doers or not others:
        return None
    signed = key_of(verb) in words("signing")
    return Bond(verb, (*doers, others[0]), "signed" if signed else "announced", f"{verb.lemma_} + {pact.lemma_}")


def _ordered(scene: Scene, verb: Token, homes: Homes) -> Bond | None:
    """Read "ordered 40 buses from Mali", "took a 30 percent stake in a Malian mine"."""
    kind = key_of(verb)
    if verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP") or (kind != "order" and kind not in words("buying_in")):
        return None
    things = [c for c in children(verb) if c.dep_ == "dobj"]
    subject = _subject(verb)
    if subject is None or not things:
        return None
    if kind != "order" and things[0].lemma_.lower() not in words("shares"):
        return None
    sold = kind != "order" or any(c.lower_ == "from" for t in (verb, *things) for c in children(t))
    doers = _doers(scene, subject, homes) if sold else ()
    others = [p for p in _named_after(scene, verb) if p.actor not in {d.actor for d in doers}]
    if not doers or not others:
        return None
    return Bond(verb, (*doers, others[0]), "announced", f"{kind} + {things[0].lemma_}")


def _subject(verb: Token) -> Token | None:
    own = next((c for c in children(verb) if c.dep_ == "nsubj"), None)
    if own is None and verb.dep_ == "conj":
        return next((c for c in children(verb.head) if c.dep_ == "nsubj"), None)
    return own


def _doers(scene: Scene, subject: Token, homes: Homes) -> tuple[Party, ...]:
    """Return the state that acts, or whose firm does."""
    if subject.lower_ == "it" and subject.head.dep_ == "ccomp":  # "Tako of Chad said it would build ..."
        subject = _subject(subject.head.head) or subject
    if (home := homes.get(subject.text)) is not None:
        return (Party(home, subject.i, None, _TRUST),)
    found = scene.agents(subject)
    if found:
        return found
    below = [c for child in children(subject) for c in (child, *_before_it(child)) if c.dep_ in _NAMING]
    below += [g for c in children(subject) if c.dep_ == "appos" for g in (c, *children(c))]
    below += [g for c in children(subject) if c.lower_ == "of" for g in children(c)]
    led = [
        g for c in children(subject) if c.dep_ == "acl" and c.lemma_ == "lead" for a in children(c) for g in children(a)
    ]
    below += [t for g in led for t in (g, *children(g))]  # "a consortium led by Chad's Tako"
    named = [p for c in below if (m := scene.mentions.get(c.i)) and m.kind in _STATES for p in scene.at(c)]
    firm = subject.lemma_.lower() in words("firms") or subject.ent_type_ == "ORG"
    return tuple(named[:1]) if firm else ()


def _named_after(scene: Scene, verb: Token, *, held: bool = False) -> list[Party]:
    """Return the states a clause names by "in", "to", "from" or "with", within what they name, or as who is given.

    With ``held`` also those whose things an object names: "a contract to supply Mali's railways".
    """
    found: list[Party] = []
    for token in verb.doc[verb.i + 1 : verb.right_edge.i + 1]:
        mention = scene.mentions.get(token.i)
        if mention is None or mention.kind not in _STATES or mention.form == "pronoun":
            continue
        head = token.head if mention.form == "adjective" or token.dep_ in _NAMING else token
        there = head.dep_ == "pobj" and head.head.lower_ in _THERE
        given = head.dep_ == "dative" and head.head == verb
        if there or given or (held and head.dep_ in ("dobj", "dative")):
            found += scene.at(token)
    return found
