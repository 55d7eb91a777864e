"""Build an economy from a bilateral trade table and GDP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import InputError
from lopsided.model.arrays import floats
from lopsided.model.bilateral import complete
from lopsided.model.economy import Economy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from lopsided.model.economy import Floats
    from lopsided.terms.provenance import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an economy is called and where its data come from.

    Attributes
    ----------
    name : str
        As shown to a reader.
    year : int
        Of the data.
    unit : str
        Of every amount.
    sources : tuple of Source
        Datasets behind the numbers.
    """

    name: str
    year: int
    unit: str = "USD million"
    sources: tuple[Source, ...] = ()


def from_bilateral(
    trade: ArrayLike,
    gdp: ArrayLike,
    countries: Sequence[str],
    about: About,
    domestic: ArrayLike | None = None,
) -> Economy:
    """One-sector economy of a table of exports and GDP.

    Domestic sales are GDP less exports, or zero where exports exceed GDP, unless they are given; output, spending and
    deficits are then those of the completed table.

    Parameters
    ----------
    trade : ndarray, shape (N, N)
        Exports of the row country to the column country, in the unit of ``about``; the diagonal is ignored.
    gdp : ndarray, shape (N,)
        In the same unit.
    countries : sequence of str
        ISO3 codes in the order of rows and columns.
    about : About
        Name, year, unit and sources.
    domestic : ndarray, shape (N,), optional
        What each country sells to itself, where that is known better than GDP less exports.

    Raises
    ------
    InputError
        If shapes disagree, a number is negative or missing, or a country neither sells nor buys.
    """
    exports, product = floats(trade, "trade", about.name), floats(gdp, "gdp", about.name)
    n = len(countries)
    if exports.shape != (n, n) or product.shape != (n,):
        problem = f"trade is {exports.shape} and gdp {product.shape} where {n} countries are named"
        raise InputError(problem, subject=about.name, remedy="give trade as an N x N table and gdp as N numbers")
    at_home = None if domestic is None else floats(domestic, "domestic", about.name)
    if at_home is not None and at_home.shape != (n,):
        problem = f"domestic sales have shape {at_home.shape} where {n} countries are named"
        raise InputError(problem, subject=about.name, remedy="give one number a country")
    np.fill_diagonal(exports, 0.0)
    for key, amounts in (("trade", exports), ("gdp", product), ("domestic", at_home)):
        _demand_amounts(amounts, key, countries, about.name)
    table = complete(exports, product, countries, at_home)
    return Economy(
        name=about.name,
        year=about.year,
        unit=about.unit,
        countries=tuple(str(c) for c in countries),
        sectors=("all",),
        flows=table.trade[None],
        tariffs=np.zeros((1, n, n)),
        inputs=np.zeros((1, 1, n)),
        imputed=np.eye(n)[None] if domestic is None else np.zeros((1, n, n)),
        flags=table.flags,
        treatments=table.treatments,
        sources=about.sources,
    )


def _demand_amounts(amounts: Floats | None, key: str, countries: Sequence[str], name: str) -> None:
    if amounts is None:
        return
    wrong = ~(np.isfinite(amounts) & (amounts >= 0))
    if wrong.any():
        where = " to ".join(str(countries[place]) for place in np.argwhere(wrong)[0])
        problem = f"{key} is negative or missing for {where}"
        raise InputError(problem, subject=name, remedy="mend it, zero for what is not traded, or leave the country out")
