"""Which format a table has, told by its columns; what each format's publisher and terms are."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, cast

from lopsided.datasets.packs.areas import table
from lopsided.errors import InputError, UnknownNameError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lopsided.datasets.packs.inputs import Part
    from lopsided.datasets.packs.manifest import PackKind

_CELL = re.compile(r"[A-Za-z0-9]{3}_[A-Za-z0-9_]+")
_SQUARE_FROM = 100  # columns; an inter-country table has thousands


@dataclass(frozen=True, slots=True)
class Form:
    """One format: its key, what kind of pack it makes, the columns that tell it, and its publisher's particulars."""

    key: str
    kind: PackKind
    has: tuple[str, ...]
    title: str
    publisher: str
    url: str
    licence: str
    citation: str
    caveats: tuple[str, ...]


@cache
def forms() -> Mapping[str, Form]:
    """Load every format by key, in the order in which they are tried."""
    text = (resources.files("lopsided.datasets.packs") / "data" / "formats.toml").read_text(encoding="utf-8")
    return {
        key: Form(
            key, cast("PackKind", e["kind"]), tuple(e.get("has", ())), e["title"], e["publisher"], e["url"],
            e["licence"], e["citation"], tuple(e["caveats"]),
        )
        for key, e in tomllib.loads(text).items()
    }  # fmt: skip


def form(key: str) -> Form:
    """Look up a format by the key a user gave.

    Raises
    ------
    UnknownNameError
        For a format nobody here knows.
    """
    if key not in forms():
        kind = "format"
        raise UnknownNameError(kind, key, forms(), remedy=f"one of {', '.join(forms())}")
    return forms()[key]


def companion(part: Part) -> str:
    """Tell a table that only says what another's codes mean: ``"countries"``, ``"products"``, ``"calls"``."""
    names = set(part.lower)
    if {"country_code", "country_iso3"} <= names or {"country_code", "iso_3digit_alpha"} <= names:
        return "countries"
    if "code" in names and "description" in names and len(names) <= 3:
        return "products"
    if {"rcid", "session"} <= names and "vote" not in names:
        return "calls"
    return ""


def recognise(part: Part, columns: Mapping[str, str]) -> str | None:
    """Tell a table's format by its columns.

    Parameters
    ----------
    part : Part
        The table.
    columns : mapping of str to str
        Roles to column names a user gave; with any, the table is tidy.

    Returns
    -------
    str or None
        Key of the format; None if no format fits.
    """
    names = set(part.lower)
    if not columns:
        cells = [name for name in part.columns if _CELL.fullmatch(name)]
        if len(cells) > _SQUARE_FROM:
            return "wiod" if any(re.search(r"_[Ff]\d$", name) for name in cells) else "icio"
        for known in forms().values():
            if known.has and all(_there(name, names) for name in known.has):
                return known.key
    given = roles(part, columns)
    return "tidy" if {"exporter", "importer", "year", "value"} <= given.keys() else None


def _there(name: str, names: set[str]) -> bool:
    """Whether a column is there, under that name or, for a long one, with a unit behind it."""
    return name in names or (len(name) > 3 and any(other.startswith(f"{name}_") for other in names))


def roles(part: Part, columns: Mapping[str, str]) -> dict[str, str]:
    """Match columns to roles: those a user gave, then those whose names say so.

    Raises
    ------
    UsageError
        For a role or a column that does not exist.
    """
    known = {row["role"]: row["names"].split() for row in table("tidy_columns")}
    by_name = dict(zip(part.lower, part.columns, strict=True))
    found: dict[str, str] = {}
    for role, column in columns.items():
        if role not in known:
            problem = f"no table has a column for {role!r}"
            raise UsageError(problem, subject=role, remedy=f"one of {', '.join(known)}")
        if column.lower() not in by_name:
            problem = f"the table has no column {column!r}"
            raise UsageError(problem, subject=part.name, remedy=f"it has {', '.join(part.columns[:12])}")
        found[role] = by_name[column.lower()]
    for role, names in known.items():
        match = next((by_name[name] for name in names if name in by_name), None)
        if match is not None and role not in found and match not in found.values():
            found[role] = match
    return found


def revision(text: str) -> str:
    """Find the HS edition a name speaks of: ``"BACI_HS17_Y2022"`` and ``"H5"`` both give ``"HS17"``; else empty."""
    words = set(re.split(r"[^a-z0-9/]+", text.lower()))
    return next((row["revision"] for row in table("hs_revisions") if words & set(row["names"].split())), "")


def not_recognised(part: Part) -> InputError:
    """Say that a table's columns fit no format, and how to say which is which."""
    problem = f"the columns fit no format: {', '.join(part.columns[:8])}{'...' if len(part.columns) > 8 else ''}"
    remedy = "say which is which: --column exporter=NAME --column importer=NAME --column year=NAME --column value=NAME"
    return InputError(problem, subject=part.name, remedy=remedy)
