"""Days of publication as machines write them: in records, feeds, the head of a page, an address."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from lopsided.reading.documents.published import day_of

_AHEAD = timedelta(days=366)
"""Days ahead of the clock that a date may be: issues are dated ahead, and a clock may be slow."""
_FIRST = date(1971, 1, 1)
"""Earlier days stand for "no date" in what computers write: their time begins with 1970."""
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?\s*")
_SECONDS = re.compile(r"\s*(\d{9,10})(?:\.\d+)?\s*|\s*(\d{12,13})\s*")
_PATH = re.compile(r"[/=]((?:19|20)\d\d)(?:([/-])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?![\d])")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def day_in_metadata(written: str | None) -> str | None:
    """Return the ISO day of a date as metadata has it: ISO 8601, RFC 822, words, digits alone, seconds since 1970.

    The day is that of the place where it was written, not of Greenwich. None for what is no day, can be read two ways,
    or cannot be the day a text was published on: one that does not exist, of a clock that was never set, or to come.
    """
    if not written:
        return None
    return possible(_compact(written) or _since_1970(written) or day_of(written) or _by_mail(written))


def day_in_address(address: str | None) -> str | None:
    """Return the ISO day in the path of a page's address ("/2021/04/17/", "/20210417-"), None if it has none."""
    found = _PATH.search(address or "")
    if not found:
        return None
    month, day = (found[3], found[4]) if found[3] else (found[5], found[6])
    return possible(_iso(int(found[1]), int(month), int(day)))


def day_in_lines(lines: list[str]) -> str | None:
    """Return the ISO day in the first line that is nothing but an address with a day in it."""
    return next((day for line in lines if _ADDRESS.fullmatch(line.strip()) and (day := day_in_address(line))), None)


def possible(day: str | None) -> str | None:
    """Return an ISO day if a text can have been published on it."""
    if day is None:
        return None
    written = date.fromisoformat(day)
    return day if _FIRST <= written <= datetime.now(UTC).date() + _AHEAD else None


def not_after(day: str | None, fetched: str | None) -> str | None:
    """Return the ISO day of a page unless it was fetched before; the same moment is the next day further east."""
    if day is None or fetched is None:
        return day
    return day if date.fromisoformat(day) <= date.fromisoformat(fetched) + timedelta(days=1) else None


def _compact(written: str) -> str | None:
    found = _COMPACT.fullmatch(written)
    return _iso(int(found[1]), int(found[2]), int(found[3])) if found else None


def _since_1970(written: str) -> str | None:
    found = _SECONDS.fullmatch(written)
    if not found:
        return None
    seconds = int(found[1]) if found[1] else int(found[2]) // 1000
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _by_mail(written: str) -> str | None:
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (TypeError, ValueError, OverflowError):
        return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
