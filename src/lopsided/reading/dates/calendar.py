"""From a time expression and the day it counts from to a day, month, year or interval."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from lopsided.reading.dates.anchors import (
    Anchors,
    UnresolvedError,
    count_of,
    day_in,
    month_iso,
    month_number,
    months_later,
    named_year,
    nearest_year,
    published_day,
    telling_day,
)
from lopsided.reading.dates.find import SEASONS, WEEKDAYS
from lopsided.reading.dates.parts_of_years import bare_day, feast, first_months, fiscal, half, quarter

if TYPE_CHECKING:
    from collections.abc import Callable

    from lopsided.reading.dates.find import TimeExpression


def settle(expression: TimeExpression, anchors: Anchors) -> str:
    """Return the ISO day, month, year or interval an expression means.

    Raises
    ------
    UnresolvedError
        With the reason, in words.
    """
    return _RULES[expression.rule](expression.parts, anchors)


def _iso_date(parts: dict[str, str], anchors: Anchors) -> str:
    del anchors
    return day_in(int(parts["y"]), int(parts["m"]), int(parts["d"])).isoformat()


def _slashes(parts: dict[str, str], anchors: Anchors) -> str:
    del anchors
    a, b = int(parts["a"]), int(parts["b"])
    if a <= 12 and b <= 12 and a != b:
        reason = "day and month cannot be told apart"
        raise UnresolvedError(reason)
    month, day = (a, b) if b > 12 else (b, a)
    return day_in(int(parts["y"]), month, day).isoformat()


def _digits(text: str) -> int:
    return int("".join(c for c in text if c.isdigit()))


def _month_day(parts: dict[str, str], anchors: Anchors) -> str:
    month, day = month_number(parts["m"]), _digits(parts["d"])
    year = named_year(parts, anchors) or nearest_year(month, day, anchors)
    return day_in(year, month, day).isoformat()


def _days(parts: dict[str, str], anchors: Anchors) -> str:
    first_month = month_number(parts.get("m", parts.get("n", "")))
    last_month = month_number(parts.get("n", parts.get("m", "")))
    first_day, last_day = _digits(parts["d"]), _digits(parts["e"])
    year = named_year(parts, anchors) or nearest_year(last_month, last_day, anchors)
    start = day_in(year - (first_month > last_month), first_month, first_day)
    return f"{start.isoformat()}/{day_in(year, last_month, last_day).isoformat()}"


def _months(parts: dict[str, str], anchors: Anchors) -> str:
    first, last = month_number(parts["m"]), month_number(parts["n"])
    if "and" in parts and "between" not in parts and (last - first) % 12 != 1:
        reason = "these are two months with others between"
        raise UnresolvedError(reason)
    year = named_year(parts, anchors)
    if year is None and "z" in parts:
        year = int(parts["z"]) + (first > last)
    if year is None:
        year = nearest_year(last, None, anchors)
    begin = int(parts["z"]) if "z" in parts else year - (first > last)
    return f"{month_iso(begin, first)}/{month_iso(year, last)}"


def _month_year(parts: dict[str, str], anchors: Anchors) -> str:
    return month_iso(named_year(parts, anchors) or 0, month_number(parts["m"]))


def _season(parts: dict[str, str], anchors: Anchors) -> str:
    first = SEASONS[parts["s"]]
    step = {"last": "past", "this past": "past", "next": "future", "this coming": "future"}.get(parts.get("r", ""))
    if "y" in parts:
        year = int(parts["y"])
    elif step:
        year = nearest_year(first, None, Anchors(published_day(anchors), None, "past" if step == "past" else "future"))
    else:
        year = nearest_year(first, None, anchors)
    start = date(year, first, 1)
    return f"{start.isoformat()}/{(months_later(start, 3) - timedelta(days=1)).isoformat()}"


def _years(parts: dict[str, str], anchors: Anchors) -> str:
    del anchors
    first = parts["a"]
    last = parts["b"] if len(parts["b"]) == 4 else first[:2] + parts["b"]
    if int(last) <= int(first):
        reason = "the second year is not after the first"
        raise UnresolvedError(reason)
    return f"{first}/{last}"


def _year_edge(parts: dict[str, str], anchors: Anchors) -> str:
    return f"{named_year(parts, anchors) or 0:04d}"


def _year_to(parts: dict[str, str], anchors: Anchors) -> str:
    month = month_number(parts["m"])
    year = named_year(parts, anchors) or nearest_year(month, None, anchors)
    start = months_later(date(year, month, 1), 1 - (count_of(parts["k"]) if "k" in parts else 12))
    return f"{month_iso(start.year, start.month)}/{month_iso(year, month)}"


def _decade(parts: dict[str, str], anchors: Anchors) -> str:
    del anchors
    return f"{parts['y']}/{int(parts['y']) + 9}"


def _day_word(parts: dict[str, str], anchors: Anchors) -> str:
    step = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1}
    return (published_day(anchors) + timedelta(days=step.get(" ".join(parts["w"].split()), 0))).isoformat()


def _around(day: date, unit: str, steps: int) -> str:
    """Return the week, month, quarter, year or decade so many steps from the one a day lies in."""
    if unit == "day":
        return (day + timedelta(days=steps)).isoformat()
    if unit in ("week", "weekend", "fortnight"):
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=2 * steps if unit == "fortnight" else steps)
        first = monday + timedelta(days=5 if unit == "weekend" else 0)
        return f"{first.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if unit == "month":
        return months_later(day, steps).isoformat()[:7]
    if unit == "quarter":
        moved = months_later(day, 3 * steps)
        opening = 3 * ((moved.month - 1) // 3) + 1
        return f"{month_iso(moved.year, opening)}/{month_iso(moved.year, opening + 2)}"
    if unit == "decade":
        first_year = day.year - day.year % 10 + 10 * steps
        return f"{first_year}/{first_year + 9}"
    return f"{day.year + steps:04d}"


def _relative(parts: dict[str, str], anchors: Anchors) -> str:
    unit, word = parts["u"], parts["w"]
    base = published_day(anchors) if word == "this" and unit in ("week", "weekend") else telling_day(anchors)
    steps = {"last": -1, "this": 0}.get(word, 1)
    if unit == "weekend" and word == "last":
        steps = -1
    if unit == "weekend" and word == "this" and anchors.tense == "past" and base.weekday() < 5:
        steps = -1
    return _around(base, unit, steps)


def _same_day(parts: dict[str, str], anchors: Anchors) -> str:
    if anchors.local is None:
        reason = "the words count from a day named before, and none is near"
        raise UnresolvedError(reason)
    last = parts["w"].split()[-1]
    return _around(anchors.local, parts["u"], {"next": 1, "following": 1, "previous": -1}.get(last, 0))


def _ago(parts: dict[str, str], anchors: Anchors) -> str:
    if "vague" in parts:
        reason = "the words do not say how many"
        raise UnresolvedError(reason)
    ahead = parts["w"] in ("later", "afterwards", "after", "from now")
    from_story = parts["w"] not in ("ago", "from now")
    base = anchors.local if from_story and anchors.local else published_day(anchors)
    steps = count_of(parts["k"]) * (1 if ahead else -1)
    unit = parts["u"]
    if unit == "decade":
        return f"{base.year + 10 * steps:04d}"
    return _around(base, unit, steps)


def _span_back(parts: dict[str, str], anchors: Anchors) -> str:
    base, count, unit = telling_day(anchors), count_of(parts.get("k", "one")), parts["u"]
    if unit in ("day", "week"):
        return f"{(base - timedelta(days=count * (7 if unit == 'week' else 1))).isoformat()}/{base.isoformat()}"
    if unit in ("month", "quarter"):
        start = months_later(base, -count * (3 if unit == "quarter" else 1))
        return f"{start.isoformat()[:7]}/{base.isoformat()[:7]}"
    return f"{base.year - count * (10 if unit == 'decade' else 1):04d}/{base.year:04d}"


def _decade_ahead(parts: dict[str, str], anchors: Anchors) -> str:
    del parts
    year = telling_day(anchors).year
    return f"{year:04d}/{year + 10:04d}"


def _relative_month(parts: dict[str, str], anchors: Anchors) -> str:
    month, base = month_number(parts["m"]), published_day(anchors)
    year = base.year
    if parts["w"] == "last":
        year -= month >= base.month
    elif parts["w"] == "next":
        year += month <= base.month
    elif anchors.tense != "future":
        year -= month > base.month
    return month_iso(year, month)


def _weekday(parts: dict[str, str], anchors: Anchors) -> str:
    base = published_day(anchors)
    wanted = WEEKDAYS.index(parts["d"])
    word = parts.get("w", "")
    if word == "next" or (word != "last" and anchors.tense == "future"):
        ahead = (wanted - base.weekday()) % 7
        return (base + timedelta(days=ahead or (7 if word == "next" else 0))).isoformat()
    back = (base.weekday() - wanted) % 7
    return (base - timedelta(days=back or (7 if word == "last" else 0))).isoformat()


def _weekday_ago(parts: dict[str, str], anchors: Anchors) -> str:
    base = published_day(anchors)
    back = (base.weekday() - WEEKDAYS.index(parts["d"])) % 7 or 7
    return (base - timedelta(days=back + 7 * (count_of(parts["k"]) - 1))).isoformat()


def _weekday_of_week(parts: dict[str, str], anchors: Anchors) -> str:
    base = published_day(anchors)
    monday = base - timedelta(days=base.weekday()) + timedelta(weeks={"last": -1, "next": 1}.get(parts["w"], 0))
    return (monday + timedelta(days=WEEKDAYS.index(parts["d"]))).isoformat()


def _weekdays(parts: dict[str, str], anchors: Anchors) -> str:
    first = date.fromisoformat(_weekday({"d": parts["d"]}, anchors))
    last = date.fromisoformat(_weekday({"d": parts["e"]}, anchors))
    length = timedelta(days=(WEEKDAYS.index(parts["e"]) - WEEKDAYS.index(parts["d"])) % 7)
    start = first if anchors.tense == "future" else last - length
    return f"{start.isoformat()}/{(start + length).isoformat()}"


def _weekend(parts: dict[str, str], anchors: Anchors) -> str:
    del parts
    return _relative({"w": "this", "u": "weekend"}, anchors)


def _day_of_month(parts: dict[str, str], anchors: Anchors) -> str:
    there = months_later(published_day(anchors).replace(day=1), {"last": -1, "next": 1}.get(parts["w"], 0))
    return day_in(there.year, there.month, _digits(parts["d"])).isoformat()


def _month(parts: dict[str, str], anchors: Anchors) -> str:
    month = month_number(parts["m"])
    return month_iso(nearest_year(month, None, anchors), month)


def _year(parts: dict[str, str], anchors: Anchors) -> str:
    del anchors
    return parts["y"]


_RULES: dict[str, Callable[[dict[str, str], Anchors], str]] = {
    "iso": _iso_date,
    "slashes": _slashes,
    "days": _days,
    "month-day": _month_day,
    "day-month": _month_day,
    "months": _months,
    "month-year": _month_year,
    "first-months": first_months,
    "half": half,
    "quarter": quarter,
    "season": _season,
    "years": _years,
    "fiscal": fiscal,
    "feast": feast,
    "bare-day": bare_day,
    "year-edge": _year_edge,
    "year-to": _year_to,
    "decade": _decade,
    "day-word": _day_word,
    "same-day": _same_day,
    "ago": _ago,
    "span-back": _span_back,
    "decade-ahead": _decade_ahead,
    "relative": _relative,
    "relative-month": _relative_month,
    "weekday": _weekday,
    "weekday-ago": _weekday_ago,
    "weekday-of-week": _weekday_of_week,
    "weekdays": _weekdays,
    "weekend": _weekend,
    "day-of-month": _day_of_month,
    "month": _month,
    "year": _year,
}
