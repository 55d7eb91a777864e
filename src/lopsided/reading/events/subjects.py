"""The subject of a predicate, its own or the one it shares with the clause around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.events.words import words
from lopsided.reading.plover.lexicon import lexicon
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
DEEPEST = 6
NEAR = 4
DESPITE = frozenset({"despite", "following", "after", "amid", "with", "without", "since", "before"})
LEAST_CAPITALS = 2
BESIDE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
HUNG_ON = frozenset({"conj", "appos", "npadvmod", "dep", "nmod"})
BEFORE_NAME = frozenset({"compound", "amod", "det", "nummod", "nmod", "poss", "case"})
CLAUSE_WORDS = frozenset({"after", "before", "since", "until", "as", "once", "when", "while"})


def is_passive(verb: Token) -> bool:
    """Tell whether a verb's subject is what it is done to."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in children(verb)):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ == "aux" or (c.dep_ == "nsubj" and c.i < verb.i) for c in children(verb)):
        return False  # "the duties that Chad imposed" is active, whatever the tag
    if verb.dep_ == "acl" and _has_object(verb):
        return False
    return verb.dep_ in ("acl", "relcl") or any(c.dep_ == "agent" for c in children(verb))


def _has_object(verb: Token) -> bool:
    """Tell whether what was parsed as a participle has an object: "the ministry condemned on Monday the raids"."""
    return verb.lemma_ not in words("handing") and any(c.dep_ == "dobj" and c.i > verb.i for c in children(verb))


def by_phrase(verb: Token) -> Token | None:
    """Return who a passive says acted."""
    for child in children(verb):
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            return next((thing for thing in children(child) if thing.dep_ == "pobj"), None)
    return None


def object_of(verb: Token) -> Token | None:
    """Return a verb's object."""
    return next((c for c in children(verb) if c.dep_ in ("dobj", "dative", "nsubjpass")), None)


def participle_noun(verb: Token) -> Token | None:
    """Return the noun a passive participle describes ("the minister, targeted by ...")."""
    if verb.dep_ in ("acl", "relcl"):
        return verb.head
    for step in range(1, NEAR):
        if verb.i - step < verb.sent.start:
            return None
        before = verb.nbor(-step)
        if before.pos_ in ("NOUN", "PROPN"):
            while before.dep_ in ("pobj", "prep", "compound") and before.head.i < verb.i and before.head != before:
                before = before.head
            return before
    return None


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Return the subject of a predicate.

    Parameters
    ----------
    verb : spacy.tokens.Token
        A verb; participles, infinitives and joined verbs take the subject of the clause they hang on.
    depth : int
        How many clauses were climbed already.
    """
    for child in children(verb):
        if child.dep_ in SUBJECTS:
            return verb.head if child.lower_ in RELATIVE and verb.dep_ == "relcl" else _spelled_out(child)
    if (stranded := _stranded(verb)) is not None:
        return stranded
    head = verb.head
    if depth > DEEPEST or head == verb or (verb.dep_ == "acl" and verb.tag_ == "VBN" and not _has_object(verb)):
        return None
    if verb.dep_ == "acl" or (verb.dep_ == "relcl" and any(c.tag_ == "TO" for c in children(verb))):
        return _of_noun(head, depth)
    shared = _shared_from(verb)
    if shared is not None:
        return shared
    if verb.dep_ == "pcomp":
        head = head.head.head if head.head.lower_ == "short" else head.head
    return subject_of(head, depth + 1) if head.pos_ in ("VERB", "AUX") else None


def _acts_in_clause(noun: Token) -> bool:
    """Tell whether a noun acts in what hangs on it ("despite Chad urging it to stay", "saw boats crossing")."""
    kinds = lexicon().kinds.get(noun.lemma_.lower(), frozenset())
    if noun.dep_ == "dobj" and noun.head.lemma_ in words("perceiving"):
        return bool(
            kinds & {"troops", "fighters"} or noun.lemma_.lower() in words("gone_abroad") | words("armed_craft")
        )
    if noun.dep_ not in ("pobj", "dobj") or noun.head.lower_ not in DESPITE:
        return False
    return bool(noun.pos_ == "PROPN" or kinds & {"troops", "fighters"})


def _spelled_out(subject: Token) -> Token:
    """Return the names a colon opens after a number of countries ("three nations: Chad, Mali and Niger")."""
    if subject.lower_ == "each":  # "Chad and Mali have each lent money": the parser hangs the names on "have"
        aux = [c for c in children(subject.head) if c.dep_ == "aux" and c.i < subject.i]
        return next((s for a in aux for s in children(a) if s.dep_ in SUBJECTS), subject)
    after = subject.right_edge.i + 1
    told = subject.tag_ == "NNS" and after < len(subject.doc) and subject.doc[after - 1].text == ":"
    named = next((c for c in children(subject.head) if c.i >= after and c.dep_ in SUBJECTS), None) if told else None
    return subject if named is None else named


def _stranded(verb: Token) -> Token | None:
    """Return the subject of a clause whose conjunction was parsed as a preposition ("after the king refused")."""
    if (fronted := _fronted(verb)) is not None:
        return fronted
    if verb.dep_ in ("ROOT", "ccomp") and (before := _just_before(verb)) is not None:
        return before
    if verb.dep_ != "advcl" or verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i == verb.sent.start:
        return None
    word = verb.nbor(-1)
    while word.dep_ in ("appos", "compound", "advmod", "nummod") and word.head.i < verb.i:
        word = word.head
    return word if word.dep_ == "pobj" and word.head.lower_ in CLAUSE_WORDS else None


def _fronted(verb: Token) -> Token | None:
    """Return a subject that was parsed into the phrase before it for want of a comma ("In 2018 Chad agreed ...")."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") and not any(c.dep_ == "aux" and c.lower_ != "to" for c in children(verb)):
        return None
    for child in children(verb):
        if child.dep_ in ("npadvmod", "advmod") and child.pos_ == "PROPN" and child.ent_type_ in ("GPE", "NORP", "ORG"):
            return child if child.i < verb.i else None
        if child.dep_ == "prep" and child.i == verb.sent.start and child.right_edge.i + 1 >= children(verb)[0].i:
            for thing in children(child):
                named = any(c.ent_type_ == "DATE" or c.pos_ == "NUM" for c in children(thing))
                if thing.dep_ == "pobj" and thing.pos_ == "PROPN" and named and thing.ent_type_ != "DATE":
                    return thing
    return None


def _just_before(verb: Token) -> Token | None:
    """Return the name before a finite verb that the parser hung on what opens the sentence.

    "On a visit to Chad, President Ana Ruiz praised ...": the president is no second place she visited.
    """
    if not _is_finite(verb):
        return None
    place = verb.i - 1
    while place > verb.sent.start and verb.doc[place].head == verb and verb.doc[place].dep_ in BESIDE_VERB:
        if _is_capitals(verb.doc[place]):
            return verb.doc[place]
        place -= 1
    last = verb.doc[place]
    if last.head == verb and _is_capitals(last):
        return last
    while last.dep_ == "compound" and place < last.head.i < verb.i:
        last = last.head
    if last.pos_ != "PROPN" or last.dep_ not in HUNG_ON:
        return None
    while place > verb.sent.start and verb.doc[place - 1].dep_ in BEFORE_NAME:
        place -= 1
    opened = place > verb.sent.start and verb.doc[place - 1].text == ","
    return last if opened else None


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(c.dep_ == "aux" and c.lower_ != "to" for c in children(verb))


def _is_capitals(word: Token) -> bool:
    """Tell whether a word the parser took for an adverb is a name in capitals ("USAID announced")."""
    return bool(word.dep_ == "advmod" and word.is_upper and len(word) > LEAST_CAPITALS)


def _shared_from(verb: Token) -> Token | None:
    """Return the object or the nearer subject that acts ("urged them to leave", "accused them of lying")."""
    if verb.dep_ == "xcomp" and verb.head.lemma_ in words("object_control"):
        return object_of(verb.head)
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("of", "for", "from"):
        return _blamed(verb.head.head) or object_of(verb.head.head)
    return _clause_between(verb) if verb.dep_ == "advcl" else None


def _blamed(verb: Token) -> Token | None:
    """Return whom a protest is against ("lodged a protest against Chad for seizing boats")."""
    places = (verb, *(c for c in children(verb) if c.dep_ == "dobj"))
    phrases = (c for place in places for c in children(place) if c.dep_ == "prep" and c.lower_ == "against")
    return next((thing for phrase in phrases for thing in children(phrase) if thing.dep_ == "pobj"), None)


def _of_noun(noun: Token, depth: int) -> Token | None:
    """Who acts in a clause that hangs on a noun ("Peru's decision to ...", "issued a statement condemning ...")."""
    if _acts_in_clause(noun):
        return noun
    owner = next((child for child in children(noun) if child.dep_ == "poss"), None)
    if owner is not None:
        return owner
    if noun.dep_ in ("dobj", "attr", "pobj"):
        governor = noun.head.head if noun.dep_ == "pobj" else noun.head
        return subject_of(governor, depth + 1) if governor.pos_ in ("VERB", "AUX") else noun
    return noun


def _clause_between(verb: Token) -> Token | None:
    """Return the subject of a clause that stands between a participle and the verb the parser hung it on."""
    for clause in children(verb.head):
        if verb.head.i < clause.i < verb.i and clause.dep_ in ("advcl", "ccomp", "dep"):
            for child in children(clause):
                if child.dep_ == "nsubj" and child.lower_ not in RELATIVE:
                    return child
    return None
