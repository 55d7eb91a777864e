"""Countries, coalitions and sectors by name, in the terms of one economy."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from lopsided.errors import UnknownNameError, UsageError
from lopsided.terms.actors import actor, members, name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Every country of the economy.
EVERYONE = "everyone"


class Members(NamedTuple):
    """Places of the countries meant, and what had to be left out, in words."""

    places: tuple[int, ...]
    notes: tuple[str, ...]


def pick_countries(names: Sequence[str], countries: Sequence[str]) -> Members:
    """Find countries and coalitions in an economy.

    A coalition stands for its members; those the economy does not have on their own are left out and named.

    Raises
    ------
    UnknownNameError
        If nothing is called so.
    UsageError
        If a country, or every member of a coalition, is not in the economy.
    """
    places: list[int] = []
    notes: list[str] = []
    for name in names:
        codes = tuple(countries) if name == EVERYONE else (name,) if name in countries else _codes(name)
        here = [countries.index(c) for c in codes if c in countries]
        missing = [c for c in codes if c not in countries]
        if not here and len(codes) == 1:
            problem = f"{name_of(codes[0])} is not among the {len(countries)} economies of this table"
            raise UsageError(problem, subject=codes[0], remedy="its trade is part of the rest of the world here")
        if not here:
            problem = f"no member of {name} is in this economy on its own"
            raise UsageError(problem, subject=name, remedy="use the economy of 2022 or name countries")
        if missing:
            notes.append(f"Left out of {name}, for want of data: {', '.join(missing)}.")
        places += here
    return Members(tuple(dict.fromkeys(places)), tuple(notes))


def _codes(name: str) -> tuple[str, ...]:
    for row in _rows("coalitions.csv"):
        if name.casefold() in {row["coalition"].casefold(), *row["aliases"].split(";")}:
            return tuple(dict.fromkeys(code for part in row["members"].split(";") for code in _codes(part)))
    found = actor(name)
    return members(found.id) or (found.id,)


def code_of(name: str) -> str:
    """Return the code of what is called so anywhere in `lopsided.terms`, the name itself where nothing is."""
    try:
        return actor(name).id
    except UnknownNameError:
        return name


def coalitions() -> dict[str, str]:
    """Coalitions defined here on top of the blocs and organisations of `lopsided.terms`, and what they mean."""
    return {row["coalition"]: row["note"] for row in _rows("coalitions.csv")}


def sector_groups() -> dict[str, str]:
    """Name the groups of sectors and what they hold."""
    return {row["group"]: row["words"] for row in _rows("sector_groups.csv")}


def pick_sectors(names: Sequence[str], sectors: Sequence[str]) -> tuple[int, ...]:
    """Find sectors by code, beginning of a code, or group; all when none is named.

    Raises
    ------
    UnknownNameError
        If no sector of the economy is meant.
    """
    if not names:
        return tuple(range(len(sectors)))
    groups = {row["group"]: row["prefixes"].split(";") for row in _rows("sector_groups.csv")}
    picked: list[int] = []
    for name in names:
        exact = [j for j, sector in enumerate(sectors) if sector == name]
        starts = tuple(groups.get(name.casefold(), [name]))
        found = exact or [j for j, sector in enumerate(sectors) if sector.startswith(starts)]
        if not found:
            kind = "sector of this economy"
            here = [group for group, parts in groups.items() if any(s.startswith(tuple(parts)) for s in sectors)]
            remedy = f"this economy's sectors are too coarse to tell {name} apart" if name.casefold() in groups else ""
            remedy = "with one sector, leave sectors out" if len(sectors) == 1 else remedy
            raise UnknownNameError(kind, name, [*sectors, *here], remedy=remedy)
        picked += found
    return tuple(sorted(set(picked)))


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = resources.files("lopsided.model").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
