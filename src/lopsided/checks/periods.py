"""Which years a reported figure speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from lopsided.records.intervals import Days, days, width

if TYPE_CHECKING:
    from collections.abc import Iterable

Grain = Literal["year", "finer", "recent", "unknown"]
_MOST_YEARS = 3
_MOST_SUGGESTED = 4
_FRESH = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Asked:
    """The years to look at.

    Attributes
    ----------
    years : tuple of int
        Oldest first; empty when neither the figure nor its document has a date.
    grain : str
        ``year``: the figure names whole years. ``finer``: it names months or days within them, and ``years`` are those
        around. ``recent``: it is of the time of writing, so the last full year then, and the year after. ``unknown``:
        nobody says.
    words : str
        Why these years.
    over : tuple of (int, int)
        From which year to which a growth is told, where its words say so.
    """

    years: tuple[int, ...]
    grain: Grain
    words: str
    over: tuple[tuple[int, int], ...] = ()

    def spans(self, covered: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
        """Return from which year to which a growth is meant: over a named span, else over each single year."""
        if self.over:
            return self.over
        if self.grain == "year" and len(self.years) > 1:
            return ((self.years[0], self.years[-1]),)
        return tuple((year - 1, year) for year in (self.years or covered))


def asked(period: str | None, published: str | None, suggested: tuple[int, ...] = ()) -> Asked:
    """Return the years a figure speaks of.

    Parameters
    ----------
    period : str or None
        The figure's, as in ``Figure.period``; anything that is no date ("per year") counts as none.
    published : str or None
        ISO date of its document.
    suggested : tuple of int
        Years to take when neither is known.
    """
    when, written = days(period), days(published)
    if when is not None and not _is_now(when, written):
        return _named(when)
    if written is not None:
        year = written[1].year
        return Asked(
            (year - 1, year), "recent", f"written in {year}: the last full year known then, and the year after"
        )
    words = "neither the figure nor its document has a date: the years "
    return Asked(suggested, "unknown", words + ("of the documents beside it" if suggested else "newest in the data"))


def grown(period: str | None, when: Asked) -> Asked:
    """Return the years of a growth told over a long span of whole years, its ends alone."""
    span = days(period)
    if span is None or when.grain != "finer":
        return when
    (first, last) = span
    whole = first == date(first.year, 1, 1) and last == date(last.year, 12, 31)
    if not whole or last.year - first.year < _MOST_YEARS:
        return when
    return Asked((first.year, last.year), "year", f"from {first.year} to {last.year}", ((first.year, last.year),))


def spanned(published: Iterable[str | None]) -> tuple[int, ...]:
    """Return the years documents speak of, from the last full year before the first of them; at most four."""
    years = sorted({when[1].year for p in published if (when := days(p))})
    return tuple(range(years[0] - 1, years[-1] + 1))[-_MOST_SUGGESTED:] if years else ()


def _is_now(when: Days, written: Days | None) -> bool:
    """Whether the period is only the day of writing: "China now accounts for ..."."""
    if written is None or width(when) > _FRESH.days or width(written) > 1:
        return False
    return abs(written[0] - when[1]) <= _FRESH


def _named(when: Days) -> Asked:
    start, end = when
    years = tuple(range(start.year, end.year + 1))
    whole = start == date(start.year, 1, 1) and end == date(end.year, 12, 31)
    if whole and len(years) <= _MOST_YEARS:
        return Asked(years, "year", "the year the figure names" if len(years) == 1 else "the years the figure names")
    if whole:
        return Asked(years[-2:], "finer", f"the end of {years[0]} to {years[-1]}")
    around = tuple(range(start.year - 1, end.year + 2))
    return Asked(around[-_MOST_YEARS - 1 :], "finer", "the figure is of part of a year; the years around are shown")
