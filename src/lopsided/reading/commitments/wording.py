"""The words a commitment is told in: its clause, what is committed to, and which clauses say something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.commitments.idle import is_thing
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

BEFORE = ("nsubj", "nsubjpass", "aux", "auxpass")
ASIDE = ("punct", "cc", "mark", "advcl")
COMPLEMENTS = ("xcomp", "ccomp", "dobj", "nsubjpass", "advcl", "prep")
AHEAD = ("dobj", "nsubjpass")
"""Complements that may stand before the verb; a clause there is another, joined to it by a semicolon."""
BESIDE = ("while", "whereas", "whilst")


def clause_of(verb: Token) -> Tokens:
    """Return the clause a commitment is made in: from its subject to its end, joined clauses left out."""
    inside = {verb.i}
    for child in children(verb):
        purpose = child.dep_ == "advcl" and any(c.dep_ == "aux" and c.lower_ == "to" for c in children(child))
        after = child.i > verb.i and (purpose or child.dep_ not in ASIDE) and not _is_another(child)
        if after or child.dep_ in BEFORE:
            inside.update(t.i for t in child.subtree)
    doc, sentence = verb.doc, verb.sent
    if verb.dep_ == "relcl":
        inside.update(range(verb.head.left_edge.i, verb.i))
    end = max(inside)
    while end > verb.i and doc[end].is_punct and not doc[end].is_quote:
        end -= 1
    start = max(min(inside), sentence.start)
    while start < verb.i and doc[start].is_punct and not doc[start].is_quote:
        start += 1
    return doc[start : min(end + 1, sentence.end)]


def is_beside(clause: Token) -> bool:
    """Tell whether a clause stands beside another: joined to it, or set against it ("while Chad adds 1 million")."""
    return clause.dep_ == "conj" or (clause.dep_ == "advcl" and any(c.lower_ in BESIDE for c in children(clause)))


def _is_another(clause: Token) -> bool:
    """Tell whether a joined clause says something else: it has a subject of its own or reports something."""
    if clause.dep_ != "conj":
        return False
    finite = clause.tag_ in ("VBD", "VBZ", "VBP") or (clause.tag_ == "VBN" and clause.head.tag_ == "VBN")
    own = ("nsubj", "ccomp", "xcomp", "dobj") if finite else ("nsubj", "ccomp")
    return any(c.dep_ in own for c in children(clause))


def what_of(verb: Token) -> Tokens | None:
    """Return what is committed to: the complement without who commits, else what a relative clause hangs on."""
    for word in (verb, *(c for c in children(verb) if c.dep_ == "acomp")):
        for dep in COMPLEMENTS:
            for child in children(word):
                if child.dep_ == dep and (child.i > word.i or dep in AHEAD) and is_thing(child):
                    return verb.doc[child.left_edge.i : child.right_edge.i + 1]
    if verb.dep_ in ("relcl", "acl"):
        return verb.doc[verb.head.left_edge.i : verb.i]
    return None


def is_severed(word: Token) -> bool:
    """Tell whether a semicolon stands between a word and the one the parser tied it to."""
    first, last = sorted((word.i, word.head.i))
    return any(t.text == ";" for t in word.doc[first:last])
