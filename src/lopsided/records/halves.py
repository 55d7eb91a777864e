"""Half surrogates in JSON: no reader of JSON need take them, so they are written beside the text they stand in.

A Python text may hold half of a surrogate pair, which is no character. In JSON a replacement character (U+FFFD) stands
in its place, so that all offsets hold, and the key ``halves`` says where and which: ``[path, [[offset, half], ...]]``
for each text, the path as keys and numbers from the outermost object inwards. `joined` makes of both what was given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KEY = "halves"
HALF = re.compile("[\ud800-\udfff]")
_STAND_IN = "\ufffd"


def parted(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a JSON-ready mapping without half surrogates, and what they were under ``halves``."""
    halves = [[path, [[m.start(), ord(m[0])] for m in HALF.finditer(text)]] for path, text in _texts(value, [])]
    return {**_replaced(value), KEY: [one for one in halves if one[1]]}


def joined(value: dict[str, Any]) -> dict[str, Any]:
    """Return what `parted` was given.

    Raises
    ------
    KeyError, IndexError, TypeError, ValueError
        If ``halves`` does not fit the rest.
    """
    whole = {key: part for key, part in value.items() if key != KEY}
    for path, halves in value[KEY]:
        holder: Any = whole
        for key in path[:-1]:
            holder = holder[key]
        letters = list(holder[path[-1]])
        for offset, half in halves:
            letters[offset] = chr(half)
        holder[path[-1]] = "".join(letters)
    return whole


def _texts(value: object, path: list[str | int]) -> Iterator[tuple[list[str | int], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, [*path, key])
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            yield from _texts(part, [*path, number])


def _replaced(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, str):
        return HALF.sub(_STAND_IN, value)
    if isinstance(value, dict):
        return {key: _replaced(part) for key, part in value.items()}
    return [_replaced(part) for part in value] if isinstance(value, list | tuple) else value
