"""spaCy's attribute ruler, its answers remembered.

A pipeline's ruler maps tags to parts of speech and mends some lemmas by patterns of one or two tokens. spaCy runs every
pattern past every token, a seventh of the parser's time; but what a pattern says depends on a handful of a token's
attributes, so it is asked once for each combination of them. The annotations are the same; a test holds them to be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, NORM, ORTH, POS, TAG
from spacy.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token

FACTORY = "lopsided_ruler"
_ASKED = {"ORTH": ORTH, "LOWER": LOWER, "NORM": NORM, "TAG": TAG, "DEP": DEP, "IS_SPACE": IS_SPACE}
_PREDICATES = ({"IN"}, {"NOT_IN"}, {"REGEX"})
_SETTERS = {POS: "pos", TAG: "tag", LEMMA: "lemma", DEP: "dep"}
_MOST = 50_000
"""Words and combinations remembered before all are forgotten, so that memory stays bounded."""
_OTHER = -1
"""Stands for every value that no rule names."""

Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a pattern asks of one attribute of a token: that a test of its value turns out as wanted."""

    column: int
    test: Callable[[int], bool]
    wanted: bool

    def holds(self, key: Key) -> bool:
        """Return whether a token with these attributes meets it."""
        return self.test(key[self.column]) is self.wanted


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern: conditions on each of its tokens, and which of the attributes it sets on which of them."""

    number: int
    index: int
    tokens: tuple[tuple[Condition, ...], ...]


class RememberingRuler:
    """Sets what the rules of an attribute ruler say, asked once for each combination of attributes.

    Parameters
    ----------
    patterns : list of dict
        As ``AttributeRuler.patterns`` gives them; see `is_plain`.
    attrs : list of dict
        What each sets, in spaCy's ids.
    strings : spacy.strings.StringStore
    """

    def __init__(self, patterns: list[dict[str, Any]], attrs: list[dict[int, int]], strings: Any) -> None:  # noqa: ANN401
        asked = {name for rule in patterns for one in rule["patterns"] for token in one for name in token}
        columns = sorted(asked)
        self._ids = [_ASKED[name] for name in columns]
        self._attrs = attrs
        rules = [
            Rule(
                number,
                range(len(one))[rule["index"]],
                tuple(
                    tuple(Condition(columns.index(name), *_test(value, strings)) for name, value in token.items())
                    for token in one
                ),
            )
            for number, rule in enumerate(patterns)
            for one in rule["patterns"]
        ]
        self._single = [rule for rule in rules if len(rule.tokens) == 1]
        self._longer = [rule for rule in rules if len(rule.tokens) > 1]
        conditions = {c for rule in rules for token in rule.tokens for c in token}
        self._tests = [[c.test for c in conditions if c.column == i] for i in range(len(columns))]
        self._values: list[dict[int, int]] = [{} for _ in columns]
        self._known: dict[Key, tuple[list[Rule], dict[int, int], list[Rule]]] = {}
        self._morphs: dict[int, Any] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set parts of speech, morphology and lemmas in place."""
        if len(self._known) > _MOST or any(len(values) > _MOST for values in self._values):
            self._known.clear()
            self._values = [{} for _ in self._values]
        keys = self._keys(doc)
        found: list[dict[int, int]] = []
        longer: dict[int, set[int]] = {}
        for i, key in enumerate(keys):
            known = self._known.get(key)
            if known is None:
                known = self._known[key] = self._ask(key)
            found.append(known[1])
            for rule in known[2]:
                if _follows(rule, keys[i : i + len(rule.tokens)]):
                    longer.setdefault(i + rule.index, set()).add(rule.number)
        for i, numbers in longer.items():
            found[i] = self._merged({*numbers, *(rule.number for rule in self._known[keys[i]][0])})
        for token, attrs in zip(doc, found, strict=True):
            if attrs:
                self._set(token, attrs)
        return doc

    def _merged(self, numbers: set[int]) -> dict[int, int]:
        """Return what rules set together: a later one goes before an earlier."""
        merged: dict[int, int] = {}
        for number in sorted(numbers):
            merged |= self._attrs[number]
        return merged

    def _set(self, token: Token, attrs: dict[int, int]) -> None:
        for attr, value in attrs.items():
            if attr != MORPH:
                setattr(token, _SETTERS[attr], value)
            elif value in self._morphs:
                token.morph = self._morphs[value]  # spaCy reads the features anew each time
            else:
                token.set_morph(value)  # type: ignore[attr-defined]
                self._morphs[value] = token.morph

    def _keys(self, doc: Doc) -> list[Key]:
        """Attributes of each token; values that no rule names are all alike."""
        table: Any = doc.to_array(self._ids).reshape(len(doc), len(self._ids)).T.tolist()
        return list(zip(*(self._reduced(column, row) for column, row in enumerate(table)), strict=True))

    def _reduced(self, column: int, row: list[int]) -> list[int]:
        values = self._values[column]
        for value in row:
            if value not in values:
                values[value] = value if any(test(value) for test in self._tests[column]) else _OTHER
        return [values[value] for value in row]

    def _ask(self, key: Key) -> tuple[list[Rule], dict[int, int], list[Rule]]:
        """Return the rules of one token that hold, what they set, and the longer ones that may begin here."""
        single, longer = ([r for r in rules if _follows(r, [key], of=1)] for rules in (self._single, self._longer))
        return single, self._merged({rule.number for rule in single}), longer


def hasten(nlp: Any) -> None:  # noqa: ANN401
    """Put a ruler that remembers in the place of a pipeline's own, where its rules allow.

    Parameters
    ----------
    nlp : spacy.language.Language
        A loaded pipeline.
    """
    if "attribute_ruler" not in nlp.pipe_names:
        return
    ruler = nlp.get_pipe("attribute_ruler")
    if _is_plain(ruler.patterns, ruler.attrs):
        nlp.add_pipe(FACTORY, after="attribute_ruler")
        nlp.remove_pipe("attribute_ruler")


@Language.factory(FACTORY)
def _made(nlp: Any, name: str) -> RememberingRuler:  # noqa: ANN401
    ruler = nlp.get_pipe("attribute_ruler")
    return RememberingRuler(ruler.patterns, ruler.attrs, nlp.vocab.strings)


def _is_plain(patterns: list[dict[str, Any]], attrs: list[dict[int, int]]) -> bool:
    """Return whether every pattern asks for values of attributes that are known here, and sets such attributes."""
    asked = [item for rule in patterns for one in rule["patterns"] for token in one for item in token.items()]
    plain = all(n in _ASKED and (not isinstance(v, dict) or set(v) in _PREDICATES) for n, v in asked)
    return plain and all(attr in (*_SETTERS, MORPH) for one in attrs for attr in one)


def _test(value: Any, strings: Any) -> tuple[Callable[[int], bool], bool]:  # noqa: ANN401
    if isinstance(value, dict) and "REGEX" in value:
        pattern = re.compile(value["REGEX"])
        return (lambda v: v != _OTHER and bool(pattern.search(strings[v]))), True
    listed = next(iter(value.values())) if isinstance(value, dict) else [value]
    ids = frozenset(strings.add(v) if isinstance(v, str) else int(v) for v in listed)
    return ids.__contains__, not (isinstance(value, dict) and "NOT_IN" in value)


def _follows(rule: Rule, keys: list[Key], of: int | None = None) -> bool:
    """Return whether the first ``of`` tokens of a rule (all by default) are met by as many tokens."""
    tokens = rule.tokens[:of]
    return len(keys) == len(tokens) and all(
        c.holds(key) for token, key in zip(tokens, keys, strict=True) for c in token
    )
