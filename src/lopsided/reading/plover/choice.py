"""Which predicate of a sentence links a source to a target, and what it says when the source is the speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.plover.lexicon import COOPERATIVE, lexicon, saying_lemmas
from lopsided.reading.plover.operators import Reading
from lopsided.reading.plover.reading import read
from lopsided.reading.plover.slots import fillers, particle_keys
from lopsided.reading.plover.tree import children, key_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc, Token

    from lopsided.reading.plover.marks import Range

SELF = frozenset({"it", "they", "he", "she", "we", "i", "its", "their", "his", "her", "our", "who"})
INSISTING = frozenset({"insist", "demand", "urge"})
STEPS = 8


def choose(doc: Doc, sources: Sequence[Range], targets: Sequence[Range]) -> tuple[Reading, float] | None:
    """Choose the reading that links source and target.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        The parsed sentence.
    sources, targets : sequence of (int, int)
        Character ranges of the marks.

    Returns
    -------
    (Reading, float) or None
        The reading and how sure the link is.
    """
    source, target = _heads(doc, sources), _heads(doc, targets)
    for confidence, candidates in (
        (0.9, (p for s in source for p in predicates(s, target))),
        (0.7, (p for t in target for p in predicates(t, source))),
        (0.5, (c for s in source for p in predicates(s, target) for c in below(p))),
    ):
        for predicate in candidates:
            if found := _as_said(predicate, source, target):
                return found, confidence
    near = source or target
    words = sorted(doc, key=lambda t: (min((abs(t.i - n.i) for n in near), default=t.i), t.i))
    for word in words:
        if word.pos_ in ("VERB", "NOUN", "ADJ") and (found := read(word)):
            return found, 0.3
    return None


def _heads(doc: Doc, ranges: Sequence[Range]) -> list[Token]:
    """Syntactic heads of the marked words."""
    heads = []
    for start, end in ranges:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and len(span):
            heads.append(span.root)
    return heads


def predicates(head: Token, others: Sequence[Token]) -> Iterator[Token]:
    """Climb from a mention to the predicates it takes part in, nearest first."""
    word = head
    for _ in range(STEPS):
        if word.head == word:
            break
        came, word = word, word.head
        if word.pos_ in ("VERB", "AUX"):
            yield from _nearer_to(word, others)
            yield word
            if came.dep_ in ("nsubj", "nsubjpass", "agent", "csubj"):
                break
        elif came.pos_ != "VERB" and _names_act(word):
            if word.dep_ == "nsubj" and _breaks_down(word.head):
                yield word.head
            elif _holds(word, others) or (came.dep_ == "prep" and came.lower_ in ("from", "by")):
                yield word
    while word.dep_ in ("ccomp", "xcomp", "advcl", "conj", "relcl", "acl") and word.head != word:
        word = word.head
        if word.pos_ in ("VERB", "AUX"):
            yield word


def _nearer_to(verb: Token, others: Sequence[Token]) -> Iterator[Token]:
    """Find a verb joined to this one that has the other mention ("dismissed the plan and urged X to ...")."""
    for other in others:
        word = other
        for _ in range(STEPS):
            if word in (verb, word.head):
                break
            word = word.head
            if word.pos_ == "VERB" and word.dep_ == "conj" and word.head == verb:
                if not any(c.dep_ in ("nsubj", "nsubjpass") for c in children(word)):
                    yield word
                break


def below(verb: Token) -> Iterator[Token]:
    """Predicates that depend on a verb, nearest first."""
    layer: list[Token] = [verb]
    for _ in range(3):
        layer = [c for w in layer for c in children(w) if c.pos_ in ("VERB", "NOUN", "AUX", "ADP", "PROPN")]
        yield from (w for w in layer if w.pos_ in ("VERB", "NOUN", "AUX"))


def _breaks_down(verb: Token) -> bool:
    found = read(verb)
    if found is not None and found.type == "REJECT":
        return True
    return any("breakdowns" in lexicon().kinds.get(key, ()) for key in particle_keys(verb))


def _names_act(noun: Token) -> bool:
    words = lexicon()
    return any(name in words.nouns or name in words.nominalisations for name in names_of(noun))


def _holds(word: Token, others: Iterable[Token]) -> bool:
    return any(other == word or word.is_ancestor(other) for other in others)


def _as_said(predicate: Token, source: Sequence[Token], target: Sequence[Token]) -> Reading | None:
    """Read a predicate; when it is "say", read what is said of the target."""
    if predicate.pos_ in ("VERB", "AUX") and not saying_lemmas().isdisjoint(particle_keys(predicate)):
        for content in fillers(predicate, "that"):
            if found := said(content, source, target, insisting=predicate.lemma_ in INSISTING):
                return found
    return read(predicate)


def said(
    content: Token, source: Sequence[Token], target: Sequence[Token], *, insisting: bool = False
) -> Reading | None:
    """Read the content of a saying: one's own act, a demand on another, or a judgement of another.

    Parameters
    ----------
    content : spacy.tokens.Token
        The verb of what was said.
    source, target : sequence of spacy.tokens.Token
        The speaker and whom it concerns.
    insisting : bool
        True if the verb of saying asks for what is said when that is not yet so ("insist").
    """
    subject = next((c for c in children(content) if c.dep_ in ("nsubj", "nsubjpass")), None)
    found = read(content)
    about_target = subject is not None and _holds(subject, target)
    own = subject is None or subject.lower_ in SELF or _holds(subject, source) or (
        any(c.lower_ in SELF for c in children(subject)) and not about_target
    )  # fmt: skip
    if not own or about_target:
        if obliges(content) or (insisting and about_target and content.tag_ in ("VB", "VBP")):
            return (found or judgement(content) or _judged(content, "REQUEST")).under("ask", f"must {content.lemma_}")
        judged = judgement(content)
        if judged:
            return judged
        if about_target:
            return _judged(content, "ACCUSE") if found is None or found.type not in COOPERATIVE else found
    return found


def obliges(content: Token) -> bool:
    """Tell whether a clause says what has to be done."""
    if content.lemma_ in ("have", "need") and any(c.dep_ == "xcomp" for c in children(content)):
        return not any(c.dep_ == "aux" and c.lower_ in ("would", "could", "might", "may") for c in children(content))
    return any(c.dep_ == "aux" and c.lower_ in ("must", "should", "ought", "shall") for c in children(content))


def judgement(content: Token) -> Reading | None:
    """Good or bad words about the subject of a clause."""
    kinds = lexicon().kinds
    for word in content.subtree:
        of = kinds.get(key_of(word), frozenset())
        if "bad" in of:
            return _judged(word, "ACCUSE")
        if "good" in of and content.lemma_ == "be":
            return _judged(word, "SUPPORT")
    return None


def _judged(word: Token, kind: str) -> Reading:
    act = lexicon().acts["criticize" if kind == "ACCUSE" else "praise" if kind == "SUPPORT" else "demand"]
    return Reading(act, (), word.i, (f"said: {word.text}",))
