"""What an address asks is taken whole or not at all: no name that the page does not know, none given twice."""

from __future__ import annotations

import functools
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar, get_origin

from fastapi import Request

from lopsided.errors import UnknownNameError, UsageError, in_field
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from fastapi.dependencies.models import Dependant

Asked = TypeVar("Asked")


def at_once(asked: Callable[..., Asked]) -> Callable[..., Coroutine[Any, Any, Asked]]:
    """Have an address read where it arrives: a thread for it costs more, and waits its turn behind pages being made."""

    @functools.wraps(asked)
    async def read(*parts: Any, **named: Any) -> Asked:  # noqa: ANN401 - the parameters of any page
        return asked(*parts, **named)

    return read


async def only_known(request: Request) -> None:
    """Refuse an address that asks what its page does not take.

    Raises
    ------
    UnknownNameError
        For a name that none of the page's parameters has; names the nearest.
    UsageError
        For a parameter given twice that holds one value.
    """
    known = _parameters(request.scope["route"].dependant)
    for name, times in Counter(name for name, _ in request.query_params.multi_items()).items():
        with in_field(name[:80]):
            if name not in known:
                kind = "parameter"
                raise UnknownNameError(kind, name[:80], known, remedy=_remedy(known))
            if times > 1 and not known[name]:
                problem = say("failures.twice")
                raise UsageError(problem, subject=name, remedy=say("failures.twice_remedy"))


def _remedy(known: dict[str, bool]) -> str:
    if not known:
        return say("failures.takes_none")
    last = {name.rstrip("0123456789"): name for name in known if name[-1].isdigit()}
    names = [f"{name} (and {name}2 to {last[name]})" if name in last else name for name in known]
    return say("failures.takes", names=", ".join(name for name in names if not name[-1].isdigit()))


def _parameters(dependant: Dependant) -> dict[str, bool]:
    """Name every parameter that an address may have after its "?", and whether it may have it several times."""
    found = {p.alias: get_origin(p.field_info.annotation) is list for p in dependant.query_params}
    for inner in dependant.dependencies:
        found |= _parameters(inner)
    return found
