"""Halves and quarters, fiscal years, feasts, and days of a month that is not named."""

from __future__ import annotations

from lopsided.reading.dates.anchors import (
    Anchors,
    UnresolvedError,
    count_of,
    day_in,
    month_iso,
    months_later,
    named_year,
    nearest_year,
    published_day,
)
from lopsided.reading.dates.find import ORDINALS

_FIXED = {
    "new year": (12, 31),
    "new years day": (1, 1),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "may day": (5, 1),
    "valentines day": (2, 14),
}


def _written_year(parts: dict[str, str]) -> int | None:
    """Return a year written beside a half or a quarter, with two figures or four."""
    written = next((parts[key] for key in ("y", "y2", "yy") if key in parts), None)
    if written is None:
        return None
    return int(written) if len(written) > 2 else 2000 + int(written)


def _part(parts: dict[str, str]) -> int:
    written = parts.get("h") or parts.get("h2")
    return int(written) if written else {**ORDINALS, "last": 4}[parts["o"]]


def first_months(parts: dict[str, str], anchors: Anchors) -> str:
    """Return the months of "the first nine months of 2022"."""
    year, count = named_year(parts, anchors), count_of(parts["k"])
    if year is None or not 1 <= count <= 12:
        reason = "the year of these months is not named"
        raise UnresolvedError(reason)
    first = 1 if parts["side"] in ("first", "opening") else 13 - count
    return f"{month_iso(year, first)}/{month_iso(year, first + count - 1)}"


def half(parts: dict[str, str], anchors: Anchors) -> str:
    """Return the six months of "H1 2023", "the second half of last year"."""
    which = _part(parts)
    year = _written_year(parts) or named_year(parts, anchors) or nearest_year(6 * which, None, anchors)
    return f"{month_iso(year, 6 * which - 5)}/{month_iso(year, 6 * which)}"


def quarter(parts: dict[str, str], anchors: Anchors) -> str:
    """Return the three months of "Q3", "3Q22", "the last quarter of 2022"."""
    which = _part(parts)
    year = _written_year(parts) or named_year(parts, anchors) or nearest_year(3 * which - 2, None, anchors)
    return f"{month_iso(year, 3 * which - 2)}/{month_iso(year, 3 * which)}"


def fiscal(parts: dict[str, str], anchors: Anchors) -> str:
    """Return the year or the two years that "FY23" and "FY22-23" name."""
    del anchors
    first = 2000 + int(parts["yy"])
    if "b" not in parts:
        return f"{first}"
    if int(parts["b"]) != (first + 1) % 100:
        reason = "the second year is not the one after the first"
        raise UnresolvedError(reason)
    return f"{first}/{first + 1}"


def feast(parts: dict[str, str], anchors: Anchors) -> str:
    """Return the day of a feast that has the same each year.

    Raises
    ------
    UnresolvedError
        For one that moves, or that each country has on a day of its own.
    """
    words = parts["f"].replace("'", "").replace("\u2019", "").split()
    name = " ".join(words[:2]) if words[-1] == "day" and words[0] == "christmas" else " ".join(words)
    fixed = _FIXED.get({"new years eve": "new year", "christmas day": "christmas"}.get(name, name))
    if fixed is None:
        reason = "the words do not say on which day that is"
        raise UnresolvedError(reason)
    year = named_year(parts, anchors) or nearest_year(*fixed, anchors)
    return day_in(year, *fixed).isoformat()


def bare_day(parts: dict[str, str], anchors: Anchors) -> str:
    """Return the day of "on the 14th": of the month told of, else the nearest such day to publication."""
    number = int("".join(c for c in parts["d"] if c.isdigit()))
    base = anchors.local or published_day(anchors)
    step = 0
    if anchors.local or anchors.tense == "future":
        step = 1 if number < base.day else 0
    elif number > base.day:
        step = -1
    there = months_later(base.replace(day=1), step)
    return day_in(there.year, there.month, number).isoformat()
