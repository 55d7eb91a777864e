"""What has been worked out already, up to a weight."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable


class Memory:
    """The newest things worked out, up to a weight: the one used longest ago goes first.

    Parameters
    ----------
    most : int
        Weight of all that is kept.
    weigh : callable, optional
        Weight of one thing; each weighs 1 when left out.
    """

    def __init__(self, most: int, weigh: Callable[[Any], int] = lambda _: 1) -> None:
        self._most = most
        self._weigh = weigh
        self._weight = 0
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Any:  # noqa: ANN401 - holds anything
        """Return what is kept, or None."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        return None

    def put(self, key: Hashable, made: object) -> None:
        """Keep something, unless it alone weighs too much."""
        if key in self._kept:
            self._weight -= self._weigh(self._kept.pop(key))
        self._kept[key] = made
        self._weight += self._weigh(made)
        while self._weight > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._weight -= self._weigh(oldest)
