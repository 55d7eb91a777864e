"""Clauses joined by "and" that the parser hung in the wrong place, hung where they belong before anything reads them.

"Oman warned Iraq and Chad closed its border": without a comma the parser takes Chad for another object of the warning,
and the closing for a second act of Oman's. "The minister said that Iraq was late and blamed Chad": it takes the blame
for a part of what was said. Roles, statements and promises are all read off the tree, so the tree is mended once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_BESIDE = frozenset({"aux", "auxpass", "neg", "advmod"})
_WITHIN = frozenset({"pobj", "prep", "compound", "appos", "nummod", "npadvmod", "det", "amod", "nmod", "poss", "punct"})
_OBJECTS = frozenset({"dobj", "pobj", "attr", "dative", "nsubj", "nsubjpass", "conj"})
_OPENING = frozenset({"mark", "punct", "cc", "preconj"})
_LOST = frozenset({"conj", "ccomp", "advcl", "dep", "parataxis"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_AWAY = frozenset({"back", "home", "out", "away"})
_DOERS = frozenset({"GPE", "NORP", "ORG"})
_SINGULAR = frozenset({"NN", "NNP"})
_STEPS = 6


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """Lemmas the mending of clauses asks for.

    Attributes
    ----------
    clausal : frozenset of str
        Verbs a bare clause may follow ("said Iraq and Chad closed ...").
    speech : frozenset of str
        Verbs of speech and of judgement.
    states : frozenset of str
        Verbs of being and having, with which an act of speech is seldom joined.
    """

    clausal: frozenset[str]
    speech: frozenset[str]
    states: frozenset[str]


def mend_clauses(doc: Doc, words: ClauseWords) -> Doc:
    """Hang clauses joined by "and" where they belong.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        Parsed; changed in place.
    words : ClauseWords
        Verbs that take a clause, verbs of speech, and states of affairs.

    Returns
    -------
    spacy.tokens.Doc
        The same.
    """
    for joint in doc:
        if joint.dep_ == "cc" and joint.lower_ == "and":
            _part(joint, words)
    for verb in doc:
        if verb.dep_ == "conj" and verb.tag_ == "VBD":
            _lift(verb, words)
        elif verb.dep_ == "conj" and verb.tag_ in ("VB", "VBP"):
            _join_infinitive(verb)
        elif verb.dep_ == "ROOT" and verb.tag_ in ("VBD", "VBN"):
            _turn(verb)
    return doc


def _turn(verb: Token) -> None:
    """Make what was done to out of a subject, where a label leaves out "were" ("Danes sent back by Norway: 300")."""
    below = list(verb.children)
    away = any(c.lower_ in _AWAY and c.i > verb.i for c in below)
    by = next((c for c in below if c.lower_ == "by" and c.i > verb.i and any(_can_do(g) for g in c.children)), None)
    if by is None or not away or any(c.dep_ in ("aux", "auxpass", "dobj") for c in below):
        return
    for child in below:
        if child.dep_ == "nsubj":
            child.dep_ = "nsubjpass"
    by.dep_ = "agent"


def _can_do(word: Token) -> bool:
    return bool(word.dep_ == "pobj" and word.ent_type_ in _DOERS)


def _part(joint: Token, words: ClauseWords) -> None:
    """Make what stands between "and" and a finite verb that verb's subject, if the parser took it for an object."""
    first = joint.head
    subject = next((c for c in first.children if c.dep_ == "conj" and c.i > joint.i), None)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN") or first.dep_ not in _OBJECTS:
        return
    verb = _verb_after(subject)
    if verb is None or not _agree(subject, verb):
        return
    main = _clause_before(first, verb)
    if main is None or not _is_lost(verb, main, first, words):
        return
    for child in list(verb.children):
        if child.dep_ in _SUBJECTS and child.i < joint.i:
            child.head, child.dep_ = main, "dobj"  # "thanked Iraq and ...": its own object again
    verb.head, verb.dep_ = main, "conj"
    subject.head, subject.dep_ = verb, _subject_of_kind(verb)
    joint.head = main


def _verb_after(subject: Token) -> Token | None:
    """Return the finite verb that follows a noun and its own phrases at once."""
    place, end = subject.i + 1, subject.sent.end
    while place < end and subject.doc[place].dep_ in _WITHIN and subject in subject.doc[place].ancestors:
        if subject.doc[place].text == ",":
            return None
        place += 1
    start = place
    while place < end and subject.doc[place].dep_ in _BESIDE and subject.doc[place].head.i > place:
        place += 1
    verb = subject.doc[place] if place < end else None
    if (
        verb is None
        or verb.pos_ not in ("VERB", "AUX")
        or any(subject.doc[i].head != verb for i in range(start, place))
    ):
        return None
    return verb if _is_finite(verb) else None


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.dep_ == "aux" and c.i < verb.i and c.lower_ != "to" for c in verb.children)


def _agree(subject: Token, verb: Token) -> bool:
    """Tell whether a noun alone can be the subject: not "the army and the navy are", where both are."""
    helps = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]
    said = helps[0] if helps else verb
    plural = said.tag_ == "VBP" or said.lower_ in ("are", "were", "have", "do")
    if plural:
        return subject.tag_ not in _SINGULAR
    return not (subject.tag_ in ("NNS", "NNPS") and (said.tag_ == "VBZ" or said.lower_ in ("is", "was", "has", "does")))


def _clause_before(first: Token, verb: Token) -> Token | None:
    """Return the finite verb, with a subject, whose object or phrase the first of two joined nouns is."""
    word = first  # by way of the verb itself if the parser made both of them its subject
    for _ in range(_STEPS):
        word = word.head
        held = [c for c in word.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < word.i]
        if word == verb:
            continue
        if word.i >= first.left_edge.i or word.dep_ in ("relcl", "acl"):
            return None
        if word.pos_ in ("VERB", "AUX") and held and _is_finite(word):
            return None if held[0].lower_ in _RELATIVE else word
        if word.head == word:
            return None
    return None


def _is_lost(verb: Token, main: Token, first: Token, words: ClauseWords) -> bool:
    """Tell whether a verb stands for no clause of its own where the parser hung it."""
    if verb.dep_ not in _LOST or main not in verb.ancestors:
        return False
    own = [c for c in verb.children if c.dep_ in _SUBJECTS]
    if any(c.i > first.i or (c.i < main.i) for c in own) or any(
        c.dep_ in _OPENING and c.i < verb.i for c in verb.children
    ):
        return False
    if own and (verb.dep_ != "ccomp" or own[0].left_edge.i != main.i + 1):
        return False  # "talked, and the heads of the armies of Chad and Niger met" is whole as it is
    if own or verb.dep_ == "ccomp":  # "said Iraq and Chad closed" is what was said
        return verb.head == main and main.lemma_ not in words.clausal
    if verb.dep_ == "conj":  # "arrived, met envoys and left" has its own "and"
        return not any(c.dep_ == "cc" and c.i > first.i for c in verb.head.children)
    return True


def _subject_of_kind(verb: Token) -> str:
    return "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"


def _lift(verb: Token, words: ClauseWords) -> None:
    """Give a verb joined to what somebody said to the one who said it, where only the speech has its tense.

    "Said that Chad was sending arms and condemned ...", "would send arms and thanked ...": in the past, as "said".
    After "had lied" a past form may be a participle, so there it must be a verb of speech itself.
    """
    said, speech = verb.head, verb.head.head
    if said.dep_ != "ccomp" or speech.lemma_ not in words.speech or speech.tag_ != "VBD" or speech.i > said.i:
        return
    if any(c.dep_ in _SUBJECTS or c.dep_ in _BESIDE - {"advmod"} for c in verb.children):
        return
    joint = next((c for c in said.children if c.dep_ == "cc" and c.i < verb.i), None)
    held = any(c.dep_ in ("nsubj", "nsubjpass") and c.i < speech.i for c in speech.children)
    if joint is None or joint.lower_ not in ("and", "but") or not held or not _stands_apart(said, verb, words):
        return
    verb.head = speech
    joint.head = speech


def _join_infinitive(verb: Token) -> None:
    """Join a bare infinitive to the infinitive before it: "urged Chad to open the road, lift the ban and ..."."""
    main = verb.head
    if main.tag_ not in ("VBD", "VBZ") or any(c.dep_ in _SUBJECTS or c.dep_ == "aux" for c in verb.children):
        return
    first = next((c for c in main.children if c.dep_ in ("xcomp", "ccomp") and main.i < c.i < verb.i), None)
    if first is not None and first.tag_ == "VB" and any(c.tag_ == "TO" for c in first.children):
        verb.head, verb.tag_ = first, "VB"


def _stands_apart(said: Token, verb: Token, words: ClauseWords) -> bool:
    """Tell whether a simple past cannot well go on with what was said."""
    helps = {c.lower_ for c in said.children if c.dep_ in ("aux", "auxpass")}
    speaks = verb.lemma_ in words.speech and not any(
        c.dep_ in ("dobj", "dative") and c.pos_ == "PRON" for c in verb.children
    )
    if helps & {"had", "'d"}:
        return speaks and said.lemma_ not in words.speech
    if said.tag_ == "VBD":
        return speaks and (said.lemma_ in words.states)
    if helps & {"was", "were"} and said.tag_ != "VBG":
        return speaks  # "was closed and searched"
    return bool(helps) or said.tag_ in ("VBZ", "VBP")
