"""The two countries of a question, checked once at the door."""

from __future__ import annotations

from lopsided.errors import UsageError
from lopsided.terms.actors import actor


def country(name: str) -> str:
    """ISO3 code of a state or territory given by code, name or short name.

    Raises
    ------
    UnknownNameError
        If nobody here knows the name.
    UsageError
        If it is a bloc or an organisation, which has no trade of its own in the data.
    """
    known = actor(name)
    if known.kind not in {"state", "territory"}:
        problem = f"{known.name} is not a country"
        raise UsageError(problem, subject=name, remedy="ask for one of its members")
    return known.id


def pair(a: str, b: str) -> tuple[str, str]:
    """Look up two different countries by code or name, in the order given.

    Raises
    ------
    UnknownNameError, UsageError
        As for ``country``; also when both are the same.
    """
    first, second = country(a), country(b)
    if first == second:
        problem = "a country has no tie with itself"
        raise UsageError(problem, subject=f"{a}, {b}", remedy="give two different countries")
    return first, second
