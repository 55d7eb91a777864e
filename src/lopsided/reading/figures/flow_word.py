"""The word that says what flows in a figure: exports, a supplier, to buy, the part of a gift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.flows import TOWARD
from lopsided.reading.figures.governing import governs
from lopsided.reading.figures.words import noun_role, role_of, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.sentence import Sentence


_OFTEN = ("time", "times")
_WHO = ("supplier", "buyer", "partner", "giver")  # of "its largest investment partner"


def part_of(doc: Doc, candidate: Candidate) -> Token | None:
    """Return the noun after "of" that a share is a share of."""
    for token in doc[candidate.end : candidate.end + 2]:
        if token.lower_ == "of":
            return next((c for c in token.children if c.dep_ == "pobj"), None)
    return None


def is_of_world_output(doc: Doc, candidate: Candidate) -> bool:
    """Whether a share is of all that the world makes of something, which goes to nobody."""
    part = part_of(doc, candidate) if candidate.quantity == "share" else None
    made = part is not None and part.lemma_.lower() in words("output")
    return made and part is not None and any(t.lower_ in words("world") for t in doc[candidate.end : part.i])


def flow_word(sentence: Sentence, candidate: Candidate) -> tuple[int, str] | None:
    """Return the word that says what flows: the noun ranked, else the flow word nearest to the number."""
    doc = sentence.doc
    head = doc[candidate.head]
    if candidate.quantity == "rank":
        role = noun_role(head)
        return (head.i, role) if role else _to_do(head)
    if is_of_world_output(doc, candidate) or (candidate.quantity == "count" and candidate.unit in _OFTEN):
        return None
    if candidate.quantity == "share" and (part := part_of(doc, candidate)) is not None:
        role = role_of(part.lemma_.lower())
        if role:
            return part.i, role
    if (told := governs(sentence, candidate) or _what_reached(sentence, candidate)) is not None:
        return told
    found = [
        (distance, token.i, role)
        for token in _where_named(sentence, candidate)
        if (role := _role(token)) and (distance := _distance(candidate, head, token, role)) is not None
    ]
    return min(found)[1:] if found else None


def _where_named(sentence: Sentence, candidate: Candidate) -> Iterable[Token]:
    """Return the words that may name a flow: of what something costs, those of its own clause."""
    head = sentence.doc[candidate.head]
    costs = head.head if head.head.lemma_ == "cost" and head.dep_ == "dobj" else None
    here: Iterable[Token] = costs.subtree if costs is not None else sentence.doc[sentence.start : sentence.end]
    return here


def _what_reached(sentence: Sentence, candidate: Candidate) -> tuple[int, str] | None:
    """Return the imports of "imports from Chad reached 3 billion, leaving a trade surplus": the subject goes first."""
    head = sentence.doc[candidate.head]
    verb = next((t for t in (head, *head.ancestors) if t.pos_ in ("VERB", "AUX")), None)
    if candidate.quantity not in ("money", "volume", "growth") or verb is None:
        return None
    moves = words("up") | words("down") if candidate.quantity == "growth" else words("reach-verb")
    if verb.lemma_.lower() not in moves:
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    role = _role(subject) if subject is not None and subject.pos_ == "NOUN" else None
    return (subject.i, role) if subject is not None and role in ("out", "in") else None


def _to_do(head: Token) -> tuple[int, str] | None:
    """Return the verb of "the third biggest country to supply coal"."""
    verbs = [c for c in head.children if c.dep_ in ("relcl", "acl") and c.pos_ == "VERB"]
    return next(((v.i, r) for v in verbs if (r := _role(v)) in ("verb-out", "verb-in")), None)


def _distance(candidate: Candidate, head: Token, token: Token, role: str) -> int | None:
    """Return how many words a flow word is from a figure, more where they hardly belong together; None if never."""
    people = role in ("supplier", "buyer", "partner", "giver")
    if people and (token.dep_ in ("nsubj", "nsubjpass") or token.head.lower_ in ("among", "amongst")):
        return None
    distance = abs(token.i - head.i) + (0 if token.i > head.i or candidate.quantity == "growth" else 1)
    distance += role.startswith("verb") + 5 * people
    between = {t.lower_ for t in head.doc[head.i : token.i]}
    if "what" in between and candidate.quantity in ("volume", "money", "count"):
        return None  # "70 billion cubic metres, twice what Chad uses"
    compared = "than" in between
    if not (compared or _in_other_clause(token, head)):
        return distance
    # Cubic metres are no part of the trade a clause before tells of.
    return None if role == "trade" and candidate.quantity == "volume" else distance + 12


def share_of_a_flow(sentence: Sentence, candidate: Candidate) -> tuple[int, str] | None:
    """Read "90 % of its oil to China" as exports, "40 % of its gas from Norway" as imports."""
    if candidate.quantity != "share" or is_of_world_output(sentence.doc, candidate):
        return None
    for token in sentence.doc[candidate.end : candidate.end + 5]:
        placed = any(p.start <= token.i < p.end for p in sentence.places)
        if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and not placed):
            if sentence.after(token.i, TOWARD):
                return token.i, "out"
            return (token.i, "in") if sentence.after(token.i, frozenset(("from",))) else None
    return None


def _role(token: Token) -> str | None:
    lemma = token.lemma_.lower()
    if _is_in_a_name(token) or _means_another_thing(token, lemma):
        return None
    if token.pos_ in ("NOUN", "PROPN"):
        return noun_role(token) or ("verb-rely" if lemma in words("verb-rely") else None)
    if token.pos_ not in ("VERB", "ADJ"):
        return None
    kinds = ("verb-out", "verb-in", "verb-rely", "verb-owe", "verb-come", "verb-go")
    return next((kind for kind in kinds if _verb_fits(token, lemma, kind)), None)


def _means_another_thing(token: Token, lemma: str) -> bool:
    """Whether a word for a flow tells of none here.

    "its market share", "imported gas", "statistics provided to the ministry", "other sources", "the aid bill", "debt
    repayments", "the need for visas".
    """
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    told = token.tag_ == "VBN" and token.dep_ == "acl" and token.head.lemma_.lower() in words("told")
    return (
        (lemma == "market" and (token.dep_ == "compound" or (before in words("world") and token.dep_ == "pobj")))
        or (token.dep_ == "compound" and token.pos_ == "NOUN" and role_of(token.head.lemma_.lower()) in _WHO)
        or (token.dep_ == "amod" and token.tag_ == "VBN")
        or (role_of(lemma) in ("debt", "gift") and token.dep_ == "compound" and role_of(token.head.lemma_) == "out")
        or told
        or (lemma == "source" and before in ("other", "alternative", "new", "government"))
        or (lemma == "bill" and before in words("law"))
        or (lemma == "need" and after in ("to", "for", "that"))
    )


def _is_in_a_name(token: Token) -> bool:
    """Whether a capitalised word is part of the name of a body."""
    if not token.text[:1].isupper() or token.is_sent_start:
        return False
    beside = [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
    named = token.ent_type_ == "ORG" or any(
        t.text[:1].isupper() and t.pos_ == "PROPN" and t.ent_type_ != "GPE" for t in beside
    )
    of = token.i > 1 and beside[0].lower_ == "of" and token.doc[token.i - 2].text[:1].isupper()
    return named or of


def _verb_fits(token: Token, lemma: str, role: str) -> bool:
    if lemma not in words(role):
        return False
    if role in ("verb-come", "verb-go"):
        wanted = ("from", "in") if role == "verb-come" else ("to", "up") if lemma == "end" else ("to",)
        return any(t.lower_ in wanted for t in token.doc[token.i + 1 : token.i + 4])
    return True


def _in_other_clause(token: Token, head: Token) -> bool:
    """Whether a clause mark stands between two tokens."""
    low, high = sorted((token.i, head.i))
    return any(
        t.dep_ in ("mark", "cc") and t.head.pos_ in ("VERB", "AUX") and t.i > low for t in head.doc[low:high]
    ) or any(
        t.text in (";", ",") and head.doc[t.i + 1].lower_ in ("and", "but", "while", "whereas", "which", "who")
        for t in head.doc[low:high]
    )
