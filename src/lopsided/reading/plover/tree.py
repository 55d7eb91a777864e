"""The parse as the rules walk it, each step computed once for a paragraph.

Asking spaCy for the children of a word scans its neighbours anew each time; rules ask for the same few words often.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.symbols import HEAD, POS

from lopsided.reading.plover.lexicon import knows_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

_CHILDREN = "lopsided_children"
_KINDS = "lopsided_kinds"
_NAMES = "lopsided_names"
_MEASURES = frozenset(
    {"tonne", "ton", "barrel", "metre", "meter", "foot", "litre", "liter", "gallon", "kilogram", "bushel", "ounce"}
    | {"volume", "amount", "quantity", "molecule", "megawatt", "hour", "cargo", "shipment", "load", "worth", "sack"}
)


def children(word: Token) -> tuple[Token, ...]:
    """Return what depends on a word directly, in order."""
    doc: Doc = word.doc
    known: list[tuple[Token, ...]] | None = doc.user_data.get(_CHILDREN)
    if known is None:
        known = doc.user_data[_CHILDREN] = _below(doc)
    return known[word.i]


def _below(doc: Doc) -> list[tuple[Token, ...]]:
    """Words that depend on each word."""
    below: list[tuple[Token, ...]] = [()] * len(doc)
    for word, offset in zip(doc, doc.to_array(HEAD).astype("int64").tolist(), strict=True):
        if offset:
            below[word.i + offset] += (word,)
    return below


def of_kind(doc: Doc, *kinds: int) -> Iterator[Token]:
    """Yield the words of some parts of speech, in order.

    Parameters
    ----------
    doc : spacy.tokens.Doc
    *kinds : int
        As in ``spacy.symbols``.
    """
    known: list[int] | None = doc.user_data.get(_KINDS)
    if known is None:
        known = doc.user_data[_KINDS] = doc.to_array(POS).tolist()
    return (doc[i] for i, kind in enumerate(known) if kind in kinds)


def joined(word: Token) -> list[Token]:
    """Return the words joined to one by "and" or "or", in order."""
    found: list[Token] = []
    waiting = [word]
    while waiting:
        new = [c for c in children(waiting.pop()) if c.dep_ == "conj"]
        found += new
        waiting += new
    return sorted(found, key=lambda t: t.i) if len(found) > 1 else found


def key_of(word: Token) -> str:
    """Lemma in lower case; of a past form the parser cut too short ("staged": "stag"), the verb that is known."""
    lemma: str = word.lemma_.lower()
    if (
        word.tag_ in ("VBD", "VBN")
        and word.lower_ == f"{lemma}ed"
        and not knows_verb(lemma)
        and knows_verb(f"{lemma}e")
    ):
        return f"{lemma}e"
    return lemma


def names_of(word: Token) -> tuple[str, ...]:
    """Names a noun can be looked up by, the most specific first: "arrest_warrant", then "warrant"."""
    known: dict[int, tuple[str, ...]] = word.doc.user_data.setdefault(_NAMES, {})
    if word.i not in known:
        known[word.i] = tuple(_names(word))
    return known[word.i]


def _names(word: Token) -> list[str]:
    key = key_of(word)
    below = children(word)
    before = [key_of(c) for c in below if c.dep_ in ("compound", "amod", "nmod") and c.i < word.i]
    names = [f"{modifier}_{key}" for modifier in before]
    if len(before) > 1:
        names.insert(0, "_".join([*before, key]))
    of = next((c for c in below if c.dep_ == "prep" and c.lower_ == "of"), None)
    if of is not None:
        things = [c for c in children(of) if c.dep_ == "pobj"]
        names[:0] = [f"{key}_of_{key_of(c)}" for c in things]
        if key in _MEASURES:
            names += [key_of(c) for c in things]  # "300 tonnes of maize" are maize
    if word.lower_ != key:
        names.append(word.lower_)
    return [*names, key]


def forget(doc: Doc) -> None:
    """Let go of the words kept for a parse: they hold the parse, and it them."""
    doc.user_data.pop(_CHILDREN, None)
