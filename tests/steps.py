"""How many steps a backtracking search takes: a count, the same on every machine, where a time is not.

The library's own parser reads the pattern. Each part becomes a function that tries a place in the text and hands on to
what comes after it, as the library's matcher does without its short cuts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_parser: Any = import_module("re._parser")
_compiler: Any = import_module("re._compiler")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_ONE = ("LITERAL", "NOT_LITERAL", "ANY", "IN")
_DEEP = 100_000  # calls within calls: some for each character of a text

_Next = Callable[[int], int | None]
_Part = Callable[[int, _Next], int | None]


class TooManyStepsError(Exception):
    """A search was ended because it took more steps than it may."""


class Steps:
    """A pattern whose searches are counted.

    Parameters
    ----------
    pattern : str
    flags : int
        With which it is compiled.
    """

    def __init__(self, pattern: str, flags: int) -> None:
        self._tree: Any = _parser.parse(pattern, flags)
        self._text, self.taken, self._most = "", 0, 0
        self._groups: dict[int, str] = {}
        self._match = self._series(self._tree, flags)

    def search(self, text: str, most: int, *, anywhere: bool = True) -> tuple[int, int] | None:
        """Return where the pattern is found first, if it is; `taken` then holds the steps.

        Parameters
        ----------
        text : str
        most : int
            Steps after which the search is given up.
        anywhere : bool
            Whether it may begin and end where it will, not only be the whole text.

        Raises
        ------
        TooManyStepsError
            If it is given up.
        """
        self._text, self.taken, self._most = text, 0, most
        with _deep():
            for begin in range(len(text) + 1 if anywhere else 1):
                self._groups = {}
                end = self._match(begin, lambda i: i if anywhere or i == len(text) else None)
                if end is not None:
                    return begin, end
        return None

    def _step(self) -> None:
        self.taken += 1
        if self.taken > self._most:
            raise TooManyStepsError

    def _series(self, tree: Sequence[Any], flags: int) -> _Part:
        parts = [self._part(node, flags) for node in tree]

        def series(i: int, after: _Next, at: int = 0) -> int | None:
            return after(i) if at == len(parts) else parts[at](i, lambda j: series(j, after, at + 1))

        return series

    def _part(self, node: Any, flags: int) -> _Part:  # noqa: ANN401  (the library's parser is untyped)
        name, argument = str(node[0]), node[1]
        if name in _ONE:
            return self._one(node, flags)
        if name in _REPEATS:
            return self._repeated(name, argument, flags)
        if name == "GROUPREF":
            return self._again(argument)
        if name in ("ASSERT", "ASSERT_NOT"):
            return self._look(node, flags)
        return self._within(name, argument, flags) or self._place(node, flags)

    def _within(self, name: str, argument: Any, flags: int) -> _Part | None:  # noqa: ANN401
        """Return a part made of others, if it is one."""
        if name == "BRANCH":
            return self._branch([self._series(way, flags) for way in argument[1]])
        if name == "SUBPATTERN":
            group, more, less, body = argument
            return self._group(group, self._series(body, (flags | more) & ~less))
        return self._whole(self._series(argument, flags)) if name == "ATOMIC_GROUP" else None

    def _repeated(self, name: str, argument: Any, flags: int) -> _Part:  # noqa: ANN401
        low, high, body = argument
        if name == "POSSESSIVE_REPEAT":
            return self._whole(self._repeated("MAX_REPEAT", argument, flags))
        if name == "MAX_REPEAT" and len(body) == 1 and str(body[0][0]) in _ONE:
            return self._run(low, high, self._is(body[0], flags))
        return self._repeat(low, high, self._series(body, flags), greedy=name == "MAX_REPEAT")

    def _is(self, node: Any, flags: int) -> Callable[[str], bool]:  # noqa: ANN401
        """Return whether a character is of a set, as the library says it."""
        match, known = self._compiled([node], flags).match, dict[str, bool]()

        def held(char: str) -> bool:
            if char not in known:
                known[char] = match(char) is not None
            return known[char]

        return held

    def _compiled(self, nodes: Sequence[Any], flags: int) -> Any:  # noqa: ANN401
        alone = _parser.SubPattern(_parser.State(), list(nodes))
        alone.state.flags = flags | self._tree.state.flags & ~_parser.SRE_FLAG_IGNORECASE
        alone.state.str = ""
        return _compiler.compile(alone, flags)

    def _one(self, node: Any, flags: int) -> _Part:  # noqa: ANN401
        held = self._is(node, flags)

        def one(i: int, after: _Next) -> int | None:
            self._step()
            return after(i + 1) if i < len(self._text) and held(self._text[i]) else None

        return one

    def _run(self, low: int, high: int, held: Callable[[str], bool]) -> _Part:
        """Return a part that takes as many single characters as it can, then one fewer, and so on."""

        def run(i: int, after: _Next) -> int | None:
            end = i
            while end - i < high and end < len(self._text) and held(self._text[end]):
                self._step()
                end += 1
            for j in range(end, i + low - 1, -1):
                self._step()
                found = after(j)
                if found is not None:
                    return found
            return None

        return run

    def _repeat(self, low: int, high: int, body: _Part, *, greedy: bool) -> _Part:
        def repeat(i: int, after: _Next, times: int = 0) -> int | None:
            self._step()

            def more() -> int | None:
                if times >= high:
                    return None
                return body(i, lambda j: repeat(j, after, times + 1) if j > i or times < low else None)

            ways = (more, partial(after, i)) if greedy else (partial(after, i), more)
            for way in ways if times >= low else (more,):
                found = way()
                if found is not None:
                    return found
            return None

        return repeat

    def _branch(self, ways: list[_Part]) -> _Part:
        def branch(i: int, after: _Next) -> int | None:
            for way in ways:
                self._step()
                found = way(i, after)
                if found is not None:
                    return found
            return None

        return branch

    def _group(self, group: int | None, body: _Part) -> _Part:
        if group is None:
            return body

        def grouped(i: int, after: _Next) -> int | None:
            def close(j: int) -> int | None:
                before = self._groups.get(group)
                self._groups[group] = self._text[i:j]
                found = after(j)
                if found is None and before is not None:
                    self._groups[group] = before
                return found

            return body(i, close)

        return grouped

    def _again(self, group: int) -> _Part:
        def again(i: int, after: _Next) -> int | None:
            self._step()
            said = self._groups.get(group)
            return after(i + len(said)) if said is not None and self._text.startswith(said, i) else None

        return again

    def _whole(self, body: _Part) -> _Part:
        """Return a part that gives nothing back once it is found."""

        def whole(i: int, after: _Next) -> int | None:
            end = body(i, lambda j: j)
            return None if end is None else after(end)

        return whole

    def _look(self, node: Any, flags: int) -> _Part:  # noqa: ANN401
        wanted, (way, body) = str(node[0]) == "ASSERT", node[1]
        back = body.getwidth()[0] if way < 0 else 0
        part = self._series(body, flags)

        def look(i: int, after: _Next) -> int | None:
            self._step()
            found = part(i - back, lambda j: j) is not None if i >= back else False
            return after(i) if found == wanted else None

        return look

    def _place(self, node: Any, flags: int) -> _Part:  # noqa: ANN401
        """Return a part without width, such as the border of a word."""
        match = self._compiled([node], flags).match

        def place(i: int, after: _Next) -> int | None:
            self._step()
            return after(i) if match(self._text, i) is not None else None

        return place


@contextmanager
def _deep() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(_DEEP)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
