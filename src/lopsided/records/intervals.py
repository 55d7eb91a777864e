"""ISO days, months, years and intervals as pairs of days, to be compared."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

Days = tuple[date, date]

_YEAR = 365
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<{{}}>{'|'.join(_MONTHS)})[a-z]*\.?"
_ON = re.compile(
    rf"\bon (?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.format('m1')}"
    rf"|{_MONTH.format('m2')} (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)\b(?!,? \d{{4}})",
    re.IGNORECASE,
)


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


def day_named(text: str) -> tuple[int, int] | None:
    """Return the month and day of the first "on 7 June" of a text that gives no year.

    Examples
    --------
    >>> day_named("visited Quito on 7 June")
    (6, 7)
    """
    found = _ON.search(text)
    if found is None:
        return None
    month, day = found["m1"] or found["m2"], found["d1"] or found["d2"]
    return _MONTHS.index(month.lower()) + 1, int(day)


def comes_within(day: tuple[int, int], when: Days, before: int, after: int) -> bool:
    """Whether a day of the year comes in an interval or as many days before or after it."""
    first, last = when[0].toordinal() - before, when[1].toordinal() + after
    if last - first >= _YEAR:
        return True
    found = (date.min + timedelta(n - 1) for n in range(max(first, 1), min(last, date.max.toordinal()) + 1))
    return any((one.month, one.day) == day for one in found)


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
