"""Where in a clause whoever speaks stands: subject, agent, possessor, or after "according to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.statements.speakers import speaker_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_GIVING = frozenset(
    ("give", "make", "issue", "offer", "raise", "repeat", "send", "deliver", "release", "sound", "reach", "publish",
     "hold", "be", "share", "renew", "add", "advance", "post", "air", "come", "float")
)  # fmt: skip
_ISSUING = frozenset(
    ("issue", "release", "publish", "circulate", "send", "sign", "post", "make", "put", "adopt", "read")
)


def subject_of(token: Token) -> Token | None:
    """Return the word that stands for who does what a verb says, through conjunctions, participles and relatives."""
    for _ in range(6):
        own = [c for c in token.children if c.dep_ in _SUBJECTS]
        if own:
            found = min(own, key=lambda c: abs(c.i - token.i))
            return _antecedent(token) if found.lower_ in ("who", "which", "that") else found
        if token.dep_ in ("acl", "relcl") and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return _issuer(token) or token.head
        if token.dep_ not in ("conj", "advcl", "xcomp", "ccomp", "pcomp", "dep", "aux") or token.head == token:
            return None
        token = token.head if token.dep_ != "pcomp" else token.head.head
    return None


def _issuer(token: Token) -> Token | None:
    """Return who gave out the text that a participle goes on from: "Kenya issued a statement condemning ..."."""
    given = token.head
    if token.tag_ != "VBG" or given.dep_ != "dobj" or given.head.lemma_ not in _ISSUING or not is_text(given):
        return None
    return subject_of(given.head)


def _antecedent(verb: Token) -> Token | None:
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


def agent_of(token: Token) -> Token | None:
    """Return who did it in a passive: "was accused by Ankara"."""
    for child in token.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((g for g in child.children if g.dep_ == "pobj"), None)
    return None


def is_text(token: Token) -> bool:
    """Return whether a word names something that is read rather than someone who speaks: a report, figures."""
    words = speaker_words()
    two = f"{token.nbor(-1).lower_} {token.lemma_.lower()}" if token.i else ""  # "fact sheet", no balance sheet
    return bool({words.get(token.lower_), words.get(token.lemma_.lower()), words.get(two)} & {"text", "data"})


def source_of(token: Token) -> Token | None:
    """Return whom something is told after: "according to X", "per X", "in X's view", "in the words of X"."""
    if token.lower_ == "according":
        told = next((g for c in token.children if c.lower_ == "to" for g in c.children if g.dep_ == "pobj"), None)
        return told or _first_nominal(token, 2)
    if token.lower_ == "per":
        return next((c for c in token.children if c.dep_ == "pobj"), None)
    return _owner(token, ("of",))


def voice_of(token: Token) -> Token | None:
    """Return who gave a warning or made a claim: its possessor, "by X", or the subject of "give" and "make"."""
    owner = _owner(token, ("by", "from", "of"))
    if owner is not None or token.dep_ not in ("dobj", "attr", "pobj"):
        return owner
    verb = token.head.head if token.dep_ == "pobj" else token.head
    return subject_of(verb) if verb.lemma_ in _GIVING else None


def _owner(token: Token, links: tuple[str, ...]) -> Token | None:
    for child in token.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in links:
            return next((g for g in child.children if g.dep_ == "pobj"), None)
    return None


def _first_nominal(token: Token, skip: int) -> Token | None:
    after = token.doc[token.i + skip : token.i + skip + 12]
    return next((t for t in after if t.pos_ in ("PROPN", "NOUN") and t.dep_ not in ("compound", "amod", "poss")), None)


def subject_of_a_plural(verb: Token) -> Token | None:
    """Return the subject of "Lima disputes that and says ...", where the first verb was taken for a plural noun."""
    noun = verb.head
    if verb.dep_ != "conj" or noun.dep_ != "ROOT" or noun.tag_ != "NNS" or verb.tag_ != "VBZ":
        return None
    before = [c for c in noun.children if c.i < noun.i]
    return before[0] if len(before) == 1 and before[0].dep_ == "compound" else None
