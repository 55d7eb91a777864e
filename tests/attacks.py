"""Texts that are hard on a pattern, grown from the pattern itself: each part it repeats, said over and over."""

from __future__ import annotations

from importlib import import_module
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_parser: Any = import_module("re._parser")  # what the library itself parses patterns with
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_LONG = 4  # a part that may come so often is worth saying often
_MOST_PARTS = 10
_CLASSES = {"CATEGORY_DIGIT": "17", "CATEGORY_SPACE": " \n\t", "CATEGORY_WORD": "aZ1"}
_CLASSES |= {
    f"CATEGORY_NOT_{name[9:]}": chars for name, chars in zip(tuple(_CLASSES), ("a .", "a.1", " .-"), strict=True)
}
_ANY = "a \n.1A\"'"
_FREQUENT = (
    " ",
    "\n",
    "a",
    "A",
    "1",
    ".",
    "-",
    "a ",
    "Ab ",
    "1 ",
    "1,",
    "1.1 ",
    ". ",
    " - ",
    "a\n",
    "\t ",
    '"',
    "' ",
    "in ",
)


def attacks(pattern: str, flags: int, length: int) -> Iterator[str]:
    """Yield texts of some length that a pattern may choke on.

    Parameters
    ----------
    pattern : str
    flags : int
        With which it is compiled.
    length : int
        Characters of each, or a few more.
    """
    tree = _parser.parse(pattern, flags)
    random = Random(repr(pattern))  # noqa: S311 - the same texts at each run
    seen: set[str] = set()
    for before, part in islice(_parts(tree, "", random), _MOST_PARTS):
        for piece in (part, part + " ", part + "a"):
            for text in (
                before + piece * (length // max(1, len(piece)) + 1),
                piece * (length // max(1, len(piece)) + 1),
            ):
                if piece and text not in seen:
                    seen.add(text)
                    yield f"{text}\x00"
    whole = [_sample(tree, random) for _ in range(3)]
    for piece in (*whole, *(w[: len(w) // 2] for w in whole), *_FREQUENT):
        if piece:
            yield f"{piece * (length // len(piece) + 1)}\x00"


def _parts(tree: Sequence[Any], before: str, random: Random) -> Iterator[tuple[str, str]]:
    """Yield each part of a pattern that may come many times, with what stands before it, and two neighbours as one."""
    last = ""
    for node in tree:
        operator, argument = node
        sample = _sample([node], random)
        if str(operator) in _REPEATS and argument[1] >= _LONG:
            for _ in range(2):
                yield before, _sample(argument[2], random)
            if last:
                yield before, last + _sample(argument[2], random)
        for inner in _within(operator, argument):
            yield from _parts(inner, before, random)
        before, last = before + sample, sample


def _within(operator: Any, argument: Any) -> list[Any]:  # noqa: ANN401  (the library's parser is untyped)
    name = str(operator)
    if name in _REPEATS:
        return [argument[2]]
    if name == "BRANCH":
        return list(argument[1])
    if name == "SUBPATTERN":
        return [argument[3]]
    if name == "ATOMIC_GROUP":
        return [argument]
    return [argument[1]] if name in ("ASSERT", "ASSERT_NOT") else []


def _sample(tree: Sequence[Any], random: Random) -> str:
    """Return a text that a pattern may match, what stands beside it left out of account."""
    return "".join(_one(str(operator), argument, random) for operator, argument in tree)


def _one(name: str, argument: Any, random: Random) -> str:  # noqa: ANN401
    sets = {"LITERAL": [("LITERAL", argument)], "NOT_LITERAL": [("NEGATE", None), ("LITERAL", argument)]}
    sets |= {"ANY": [("NEGATE", None)], "IN": argument}
    if name in sets:
        return _of_set(sets[name], random)
    if name in _REPEATS:
        low, high, body = argument
        return "".join(_sample(body, random) for _ in range(random.randint(low, max(low, min(high, low + 2)))))
    if name == "BRANCH":
        return _sample(random.choice(argument[1]), random)
    inner = _within(name, argument)
    return _sample(inner[0], random) if inner and not name.startswith("ASSERT") else ""


def _of_set(items: Sequence[Any], random: Random) -> str:
    """Return a character of a set; of one told by what is not in it, one that is not."""
    given = [(str(operator), argument) for operator, argument in items]
    if given[0][0] == "NEGATE":
        return random.choice([c for c in _ANY if not any(_holds(o, a, c) for o, a in given[1:])] or ["\u00e9"])
    operator, argument = random.choice(given)
    if operator == "LITERAL":
        return chr(argument)
    return chr(random.choice(argument)) if operator == "RANGE" else random.choice(_CLASSES[str(argument)])


def _holds(operator: str, argument: Any, char: str) -> bool:  # noqa: ANN401
    if operator == "LITERAL":
        return bool(ord(char) == argument)
    if operator == "RANGE":
        return bool(argument[0] <= ord(char) <= argument[1])
    return char in _CLASSES[str(argument)]
