"""How concentrated a country's partners or suppliers are: shares, Herfindahl-Hirschman index, bounds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

K = TypeVar("K")

ROUNDING = 0.005
"""The Factbook rounds partner shares to whole percent, so each is known to half a percentage point."""


def shares(amounts: Mapping[K, float]) -> dict[K, float]:
    """Each partner's part of the total.

    Parameters
    ----------
    amounts : mapping
        Partner to amount, all in one unit, none negative.

    Returns
    -------
    dict
        Partner to fraction, summing to one; empty when the total is zero.

    Raises
    ------
    ValueError
        If an amount is negative.
    """
    if any(amount < 0 for amount in amounts.values()):
        msg = "amounts must not be negative"
        raise ValueError(msg)
    total = math.fsum(amounts.values())
    return {partner: amount / total for partner, amount in amounts.items()} if total > 0 else {}


def hhi(fractions: Iterable[float]) -> float:
    """Herfindahl-Hirschman index: the sum of squared shares, from 1/n (n equal partners) to 1 (one partner).

    Parameters
    ----------
    fractions : iterable of float
        Shares that sum to one.

    Returns
    -------
    float
        Index between 0 and 1 (antitrust practice writes 10,000 times this number). Hirschman (1964).
    """
    return math.fsum(fraction * fraction for fraction in fractions)


def effective_number(index: float) -> float:
    """Count the equal partners that would give this HHI: its inverse (Adelman 1969)."""
    return 1 / index


def hhi_bounds(top: Sequence[float], *, rounding: float = ROUNDING) -> tuple[float, float]:
    """Lowest and highest HHI that fit the largest shares when the other partners are not known.

    Parameters
    ----------
    top : sequence of float
        The largest partners' shares, as published.
    rounding : float
        Half the last published digit: each share may be this much larger or smaller.

    Returns
    -------
    tuple of float
        Lower bound: top shares rounded down, the rest spread over countless partners. Upper bound: top shares
        rounded up as far as they fit in one, the rest in partners as large as the smallest listed one.
    """
    lowest = math.fsum(max(share - rounding, 0.0) ** 2 for share in top)
    left = 1.0
    highest = 0.0
    smallest = 1.0
    for share in sorted(top, reverse=True):
        smallest = min(share + rounding, left)
        highest += smallest**2
        left -= smallest
    if smallest > 0:
        whole = math.floor(left / smallest)
        highest += whole * smallest**2 + (left - whole * smallest) ** 2
    return lowest, min(highest, 1.0)
