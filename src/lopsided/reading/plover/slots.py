"""The complements of a predicate as the parser gives them: objects, infinitives, clauses, prepositional objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.plover.tree import children, joined, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "attr"})
ANSWERING = frozenset({"deny", "reject", "dismiss", "refuse", "decline"})
PREFIXES = frozenset({"re", "co", "de", "pre", "test"})
PARTICLES = frozenset({"back", "out", "away", "off", "down", "up", "through", "home", "aside", "together"})
RESULTS = frozenset({"free"})
COMING = frozenset({"come", "comes", "came"})
FARTHEST = 8
TIMES = frozenset({"DATE", "TIME"})


def particle_keys(verb: Token) -> Iterator[str]:
    """Keys to look a verb up by, the most specific first: "carry_out", then "carry"."""
    key = key_of(verb)
    for child in children(verb):
        beside = child.dep_ in ("advmod", "prep") and child.i == verb.i + 1 and child.pos_ != "VERB"
        apart = child.dep_ == "advmod" and child.lower_ in PARTICLES and 0 < child.i - verb.i <= FARTHEST
        if (
            child.dep_ == "prt"
            or beside
            or apart
            or (child.dep_ == "prep" and not children(child) and child.i > verb.i)
        ):
            yield f"{key}_{child.lower_}"
    if any(c.dep_ == "aux" and c.lower_ in COMING for c in children(verb)):
        yield f"come_{verb.lower_}"  # "the minister came calling"
    if verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in RESULTS:
        yield f"{key}_{verb.nbor(1).lower_}"  # "set free the sailors": parsed as an adjective of theirs
    if verb.i > 1 and verb.nbor(-1).text == "-" and verb.nbor(-2).lower_ in PREFIXES:
        yield f"{verb.nbor(-2).lower_}-{key}"
    yield key


def objects_of(word: Token) -> Iterator[Token]:
    """Direct objects, passive subjects, the noun a participle hangs on; "of" complements of a nominalisation."""
    if word.pos_ in ("NOUN", "PROPN"):
        yield from _after(word, "of")
        yield from (c for c in children(word) if c.dep_ == "compound")
        return
    found = [c for c in children(word) if c.dep_ in OBJECTS and c.ent_type_ not in TIMES]
    if word.dep_ == "relcl":
        found = [word.head if c.dep_ == "dobj" and c.lower_ in ("that", "which", "whom") else c for c in found]
    if not found and word.dep_ in ("acl", "relcl") and word.tag_ == "VBN":
        found = [word.head]
    if not found and _lacks_object(word):
        found = [word.head]
    for thing in found:
        yield thing
        yield from joined(thing)


def _lacks_object(clause: Token) -> bool:
    """Tell whether a relative clause without a pronoun is about what its noun was done to ("the duties X imposed")."""
    if clause.dep_ != "relcl" or clause.head.pos_ not in ("NOUN", "PROPN"):
        return False
    subject = next((c for c in children(clause) if c.dep_ == "nsubj"), None)
    return (
        subject is not None and subject.tag_ not in ("WDT", "WP") and subject.i == clause.left_edge.i + _width(subject)
    )


def _width(subject: Token) -> int:
    return int(subject.i - subject.left_edge.i)


def fillers(word: Token, slot: str) -> Iterator[Token]:
    """Yield what fills a slot of a predicate."""
    if slot == "obj":
        yield from objects_of(word)
    elif slot == "to":
        yield from (c for c in _clauses(word) if _has_to(c))
    elif slot == "that":
        clauses = (c for c in children(word) if c.dep_ in ("ccomp", "acl", "relcl") and not _has_to(c))
        yield from (c for c in clauses if not _is_sentence_before(c, word))
    elif slot == "ing":
        yield from _gerunds(word)
    elif slot == "adv":
        yield from (c for c in _clauses(word) if c.dep_ in ("advcl", "acl", "xcomp"))
    elif slot == "subj":
        clause = word.head if word.dep_ in ("xcomp", "conj") else word
        yield from (c for c in children(clause) if c.dep_ == "nsubj")
    elif slot in ("adj", "oprd"):
        wanted = ("acomp", "oprd", "advmod") if slot == "adj" else ("oprd", "attr", "xcomp", "ccomp", "acomp")
        yield from (c for c in children(word) if c.dep_ in wanted)
    else:
        yield from _after(word, slot.removeprefix("p:"))


def _clauses(word: Token) -> Iterator[Token]:
    for child in children(word):
        if child.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl"):
            yield child
        elif child.dep_ in ("dobj", "attr", "pobj", "npadvmod"):
            yield from (c for c in children(child) if c.dep_ in ("acl", "relcl", "advcl"))
        elif child.dep_ == "prep":
            yield from (
                c for p in children(child) if p.dep_ == "pobj" for c in children(p) if c.dep_ in ("acl", "relcl")
            )


def _is_sentence_before(clause: Token, verb: Token) -> bool:
    """Tell whether a clause stands before a semicolon: the verb after it does not say it ("He fled; he denies it")."""
    return clause.i < verb.i and any(t.text == ";" for t in verb.doc[clause.i : verb.i])


def _gerunds(word: Token) -> Iterator[Token]:
    for child in children(word):
        if child.dep_ in ("xcomp", "dobj", "advcl", "ccomp") and child.tag_ == "VBG":
            if word.lemma_ not in ANSWERING or not _is_set_off(child):
                yield child
        elif child.dep_ == "prep":
            yield from (c for c in children(child) if c.dep_ == "pcomp")


def _is_set_off(clause: Token) -> bool:
    """Tell whether a participle only adds to what was said ("denied it, calling it a lie")."""
    return bool(clause.dep_ == "advcl" and clause.left_edge.i > 0 and clause.left_edge.nbor(-1).text == ",")


def _after(word: Token, preposition: str) -> Iterator[Token]:
    """Objects of a preposition that hangs on the predicate or on its object."""
    places = [word]
    if word.pos_ in ("VERB", "AUX"):
        places += [
            c
            for c in children(word)
            if c.dep_ in ("dobj", "nsubjpass", "attr", "prt", "advmod") or (c.dep_ == "prep" and c.lower_ == "out")
        ]
    for place in places:
        for child in children(place):
            if child.lower_ == preposition and child.dep_ in ("prep", "agent", "dative", "prt", "advmod"):
                yield from _objects_below(child)


def _objects_below(preposition: Token) -> Iterator[Token]:
    found = [
        c for c in children(preposition) if c.dep_ in ("pobj", "pcomp", "amod", "acomp") and c.ent_type_ not in TIMES
    ]
    for thing in found:
        yield thing
        yield from joined(thing)
    if not found and preposition.dep_ in ("prt", "advmod"):
        yield preposition


def _has_to(clause: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in children(clause))
