"""What relative times count from, and the steps from there to a year, a month, a day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lopsided.reading.dates.find import MONTHS, SMALL_NUMBERS

Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True)
class Anchors:
    """What relative expressions count from.

    Attributes
    ----------
    published : datetime.date or None
        Day of publication.
    local : datetime.date or None
        A day the text has just named, from which it tells on.
    tense : str
        past, present or future: of the act the time belongs to.
    """

    published: date | None
    local: date | None
    tense: Tense

    @property
    def telling(self) -> date | None:
        """The day "last month" counts from: that of the story being told, else that of publication."""
        return self.local if self.local and self.tense == "past" else self.published


class UnresolvedError(Exception):
    """Why an expression does not settle a time; turned into ``Resolved.why`` by the caller, never seen by a user."""


def month_number(word: str) -> int:
    """Return 1 for "january" or "jan", and so on."""
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))


def month_iso(year: int, month: int) -> str:
    """Return ``YYYY-MM``."""
    return f"{year:04d}-{month:02d}"


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later (or earlier), or the month's last day if it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_in(year: int, month: int, day: int) -> date:
    """Return a day.

    Raises
    ------
    UnresolvedError
        If the month has no such day.
    """
    try:
        return date(year, month, day)
    except ValueError as error:
        reason = f"there is no day {day} in month {month} of {year}"
        raise UnresolvedError(reason) from error


def published_day(anchors: Anchors) -> date:
    """Return the day of publication.

    Raises
    ------
    UnresolvedError
        If it is not known.
    """
    if anchors.published is None:
        reason = "the words count from the day of publication, and the document does not give it"
        raise UnresolvedError(reason)
    return anchors.published


def telling_day(anchors: Anchors) -> date:
    """Return the day the story tells of, else that of publication."""
    return anchors.telling or published_day(anchors)


def count_of(word: str) -> int:
    """Return what a numeral says, in words or figures."""
    last = [w for w in word.split() if w != "of"][-1]
    return int(last) if last.isdigit() else SMALL_NUMBERS[last]


def _year_of_word(words: str, anchors: Anchors) -> int:
    year = telling_day(anchors).year
    return year + {"last": -1, "next": 1}.get(words.split(maxsplit=1)[0], 0)


def named_year(parts: dict[str, str], anchors: Anchors, key: str = "y") -> int | None:
    """Return the year that the parts of an expression name, None if none."""
    if key in parts:
        return int(parts[key])
    words = parts.get(f"{key}w") or parts.get("w")
    return _year_of_word(words, anchors) if words else None


def nearest_year(month: int, day: int | None, anchors: Anchors) -> int:
    """Year of a month or day named without one: the latest before publication, or the next if it lies ahead."""
    base = published_day(anchors)
    here = (base.month, base.day) if day else (base.month, 0)
    there = (month, day or 0)
    if anchors.tense == "future":
        return base.year + (there < here)
    return base.year - (there > here)
