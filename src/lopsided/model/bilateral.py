"""A table of exports completed with domestic sales, and what in it makes results an artefact."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


#: Places of a treatment that are named before the rest is counted.
MOST_NAMED = 5


class Treatment(NamedTuple):
    """Something done to the data before it could be used, said aloud.

    Attributes
    ----------
    what : str
        The treatment in words.
    where : tuple of str
        Countries or ``"country sector"`` markets it touched.
    amount : float
        Sum of what was moved, in the economy's unit.
    """

    what: str
    where: tuple[str, ...]
    amount: float

    @property
    def text(self) -> str:
        """In a sentence: what, and where, the first few by name."""
        more = f" and {len(self.where) - MOST_NAMED} more" if len(self.where) > MOST_NAMED else ""
        at = f" ({', '.join(self.where[:MOST_NAMED])}{more})" if self.where else ""
        return f"{self.what[:1].upper()}{self.what[1:]}{at}."


class Completed(NamedTuple):
    """Trade with domestic sales on the diagonal, shape (N, N), and what was done to get there."""

    trade: NDArray[np.float64]
    treatments: tuple[Treatment, ...]
    flags: dict[str, tuple[str, ...]]


def complete(
    trade: NDArray[np.float64],
    gdp: NDArray[np.float64],
    countries: Sequence[str],
    domestic: NDArray[np.float64] | None = None,
) -> Completed:
    """Put domestic sales on the diagonal of a table of exports: as given, or GDP less exports and never below zero.

    A country whose exports or imports exceed its GDP is flagged: what a break-up does to it says more about the table
    (re-exports, goods counted gross against value added) than about the country.
    """
    table = np.array(trade, dtype=np.float64)
    np.fill_diagonal(table, 0.0)
    sold, bought = table.sum(axis=1), table.sum(axis=0)
    np.fill_diagonal(table, np.maximum(gdp - sold, 0.0) if domestic is None else domestic)
    treatments: tuple[Treatment, ...] = ()
    if domestic is None and (over := sold > gdp).any():
        where = tuple(c for c, is_over in zip(countries, over, strict=True) if is_over)
        treatments = (
            Treatment("exports exceed GDP: domestic sales set to zero", where, float((sold - gdp)[over].sum())),
        )
    flags: dict[str, tuple[str, ...]] = {}
    for what, amounts in (("exports", sold), ("imports", bought)):
        for country, amount, product in zip(countries, amounts, gdp, strict=True):
            if amount > product:
                times = f"{amount / product:.2f} times" if product > 0 else "more than"
                reason = f"{what} are {times} GDP, so its simulated losses are an artefact of the table"
                flags[country] = (*flags.get(country, ()), reason)
    return Completed(table, treatments, flags)
