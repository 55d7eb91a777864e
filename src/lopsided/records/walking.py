"""All rows of a table in order, a stretch at a time: to sort them all at once would take all memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Ask = Callable[[str, list[Any]], Iterator[Any]]

_STRETCH = 10_000
_BEFORE_ALL = -(2**63)


def in_order(ask: Ask, table: str, where: str, values: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield names and bodies of the rows that fit, in the order of their positions, whatever numbers those are.

    Parameters
    ----------
    ask : callable
        Yields the rows of a question with these values.
    table : str
        documents or records.
    where : str
        Condition in SQL.
    values : list
        For the condition.
    """
    ends = (
        f"SELECT max(position) FROM (SELECT position FROM {table} WHERE position > ?"  # noqa: S608 - one of our names
        f" ORDER BY position LIMIT {_STRETCH})"
    )
    rows = (
        f"SELECT document, body FROM {table} WHERE position > ? AND position <= ? AND {where}"  # noqa: S608 - likewise
        " ORDER BY position"
    )
    last = _BEFORE_ALL
    while (end := next(ask(ends, [last]))[0]) is not None:
        yield from ask(rows, [last, end, *values])
        last = end
