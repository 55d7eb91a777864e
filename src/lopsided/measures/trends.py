"""How a tie changed: growth, a break in its level, and where lost trade went."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHORTEST_SPELL = 3
"""Years on each side of a break, so that one odd year is not called one."""

CRITICAL_F = 9.31
"""Five percent value of the largest F for one shift in mean at an unknown date, 10 % trimming (Andrews 1993)."""


def growth(values: Mapping[int, float]) -> float | None:
    """Average yearly growth between the first and the last year with a value, as a fraction.

    Parameters
    ----------
    values : mapping
        Year to amount; years without data are absent, not zero.

    Returns
    -------
    float or None
        None with fewer than two years or when an end is not positive.
    """
    years = sorted(values)
    if len(years) < 2 or values[years[0]] <= 0 or values[years[-1]] <= 0:
        return None
    return math.exp(math.log(values[years[-1]] / values[years[0]]) / (years[-1] - years[0])) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A lasting change of level in a yearly series.

    Attributes
    ----------
    year : int
        First year of the new level.
    before, after : float
        Mean on each side, in the unit of the series.
    f : float
        F statistic of the shift (no unit).
    """

    year: int
    before: float
    after: float
    f: float


def level_break(values: Mapping[int, float]) -> Break | None:
    """Find the one year that best splits the series into two levels, if the split is larger than chance.

    Largest F over all years that leave three on each side, against Andrews' critical value for a break at an
    unknown date (Andrews 1993). A steady trend also makes levels differ: read it together with ``growth``.

    Returns
    -------
    Break or None
        None when the series is too short or no split passes.
    """
    years = sorted(values)
    series = [values[year] for year in years]
    splits = [_split(series, years, at) for at in range(SHORTEST_SPELL, len(series) - SHORTEST_SPELL + 1)]
    best = max(splits, key=lambda split: split.f, default=None)
    return best if best is not None and best.f > CRITICAL_F else None


def _split(series: Sequence[float], years: Sequence[int], at: int) -> Break:
    before, after = series[:at], series[at:]
    means = math.fsum(before) / len(before), math.fsum(after) / len(after)
    whole = _scatter(series, math.fsum(series) / len(series))
    parts = _scatter(before, means[0]) + _scatter(after, means[1])
    gained = whole - parts
    noise = parts / (len(series) - 2)
    without_noise = math.inf if gained > 0 else 0.0
    f = gained / noise if noise > 0 else without_noise
    return Break(year=years[at], before=means[0], after=means[1], f=f)


def _scatter(values: Sequence[float], mean: float) -> float:
    return math.fsum((value - mean) ** 2 for value in values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorientation:
    """What became of the trade one exporter lost with one partner between two years.

    Attributes
    ----------
    lost : float
        Fall of sales to the partner; zero when they did not fall.
    made_up : float
        Part of all losses matched by rises elsewhere, 0 to 1; taken to hold for this partner too.
    to : mapping
        Other partner to the part of the loss it took: the matched part, split by each one's rise.
    """

    lost: float
    made_up: float
    to: dict[str, float]


def reorientation(before: Mapping[str, float], after: Mapping[str, float], partner: str) -> Reorientation:
    """Split the loss of trade with one partner over the partners that gained.

    Parameters
    ----------
    before, after : mapping
        Partner to amount in the earlier and the later year, one unit (tonnes where prices moved).
    partner : str
        The partner lost.

    Returns
    -------
    Reorientation
        An account, not a cause: all rises are set against all losses, and each loss is made up in the same part,
        ``min(rises / losses, 1)``, by each gaining partner in proportion to its rise.
    """
    changes = {other: after.get(other, 0.0) - before.get(other, 0.0) for other in {*before, *after}}
    lost = max(-changes.get(partner, 0.0), 0.0)
    rises = {other: change for other, change in changes.items() if change > 0}
    risen = math.fsum(rises.values())
    fallen = -math.fsum(change for change in changes.values() if change < 0)
    if lost <= 0 or risen <= 0:
        return Reorientation(lost=lost, made_up=0.0, to={})
    made_up = min(risen / fallen, 1.0)
    to = {other: made_up * rise / risen for other, rise in sorted(rises.items(), key=lambda item: -item[1])}
    return Reorientation(lost=lost, made_up=made_up, to=to)
