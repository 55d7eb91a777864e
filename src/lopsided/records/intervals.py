"""ISO days, months, years and intervals as pairs of days, to be compared."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

Days = tuple[date, date]


@lru_cache(maxsize=4096)
def days(text: str | None) -> Days | None:
    """Return the first and last day of an ISO day, month, year or interval ``A/B``; None for anything else.

    Examples
    --------
    >>> days("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if not text:
        return None
    first, _, last = text.partition("/")
    start, end = _one(first), _one(last or first)
    if start is None or end is None or end[1] < start[0]:
        return None
    return start[0], end[1]


def _one(text: str) -> Days | None:
    parts = text.split("-")
    if not all(p.isascii() and p.isdigit() for p in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return None
    numbers = [int(p) for p in parts]
    try:
        year, month = numbers[0], numbers[1] if len(numbers) > 1 else None
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if len(numbers) == 3:
            return date(*numbers), date(*numbers)
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None


def overlap(a: Days, b: Days) -> bool:
    """Whether two intervals have a day in common."""
    return a[0] <= b[1] and b[0] <= a[1]


def gap(a: Days, b: Days) -> int:
    """Days between two intervals, 0 if they touch or overlap."""
    return max(0, (b[0] - a[1]).days, (a[0] - b[1]).days)


def width(a: Days) -> int:
    """Days in an interval."""
    return (a[1] - a[0]).days + 1


def written(a: Days) -> str:
    """Return an interval as the shortest ISO text that means it."""
    start, end = a
    if start == end:
        return start.isoformat()
    for text in (f"{start:%Y}", f"{start:%Y-%m}"):
        if days(text) == a:
            return text
    return f"{start.isoformat()}/{end.isoformat()}"
