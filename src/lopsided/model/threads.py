"""One thread for small linear algebra.

A product of a few hundred by a few hundred is done before a second thread has woken up; on a busy machine waiting for
it makes a solve ten times slower. Work on many scenarios at once is spread over threads of our own instead.
"""

from __future__ import annotations

from functools import cache, wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


@cache
def _controller() -> ThreadpoolController:
    """Find the linear algebra libraries in use: once, as looking takes longer than a solve."""
    return ThreadpoolController()


def on_one_thread(work: Callable[P, R]) -> Callable[P, R]:
    """Run a function while the linear algebra libraries use one thread, whatever they use elsewhere."""

    @wraps(work)
    def alone(*args: P.args, **kwargs: P.kwargs) -> R:
        with _controller().limit(limits=1, user_api="blas"):
            return work(*args, **kwargs)

    return alone
