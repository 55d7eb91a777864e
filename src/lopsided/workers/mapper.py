"""What a mapper is, and the plainest one: everything in this process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Lost:
    """Stands for the result of an item whose worker died of it more than once, or took too long.

    Attributes
    ----------
    reason : str
        Why there is no result, in words.
    """

    reason: str


class Mapper(Protocol):
    """Applies a function to items, somewhere, and hands the results back in the order of the items."""

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost]:
        """Yield ``work(item)`` for each item, in order.

        Items are taken only as they are needed, and few results wait at a time: memory does not grow with their
        number. ``work`` is sent to each worker once, so what all items share belongs in it; both must be picklable.

        Parameters
        ----------
        work : callable
            Of one item; an error it raises is raised here, at the item's turn.
        items : iterable

        Yields
        ------
        result or Lost
            `Lost` where the item itself cost its workers their lives.
        """
        ...


class InProcess:
    """Does the work here, one item after the other."""

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost]:
        """Yield ``work(item)`` for each item; see `Mapper.map`."""
        yield from map(work, items)
