"""Build an economy from a bilateral trade table and GDP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import InputError
from lopsided.model.economy import Economy, Treatment

if TYPE_CHECKING:
    from collections.abc import Sequence

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


#: Exports or imports above this multiple of GDP make a country's simulated loss an artefact of the table.
ARTEFACT = 1.0


def from_bilateral(
    trade: Floats,
    gdp: Floats,
    countries: Sequence[str],
    *,
    about: About,
) -> Economy:
    """One-sector economy of a table of exports and GDP.

    Domestic sales are GDP less exports, or zero where exports exceed GDP; output, spending and deficits are then
    those of the completed table.

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

    Raises
    ------
    InputError
        If shapes disagree, a number is negative or missing, or a country neither sells nor buys.
    """
    exports = np.array(trade, dtype=np.float64)
    product = np.asarray(gdp, dtype=np.float64)
    n = len(countries)
    if exports.shape != (n, n) or product.shape != (n,):
        problem = f"trade is {exports.shape} and gdp {product.shape} where {n} countries are named"
        raise InputError(problem, subject=about.name, remedy="give trade as an N x N table and gdp as N numbers")
    np.fill_diagonal(exports, 0.0)
    sold, bought = exports.sum(axis=1), exports.sum(axis=0)
    domestic = np.maximum(product - sold, 0.0)
    np.fill_diagonal(exports, domestic)
    over = [c for c, s, g in zip(countries, sold, product, strict=True) if s > g]
    excess = float(np.maximum(sold - product, 0.0).sum())
    treatments = (Treatment("exports exceed GDP: domestic sales set to zero", tuple(over), excess),) if over else ()
    flags = {}
    for c, s, b, g in zip(countries, sold, bought, product, strict=True):
        reasons = [
            f"{what} are {amount / g:.2f} times GDP, so its simulated losses are an artefact of the table"
            for what, amount in (("exports", s), ("imports", b))
            if amount > ARTEFACT * g
        ]
        if reasons:
            flags[c] = tuple(reasons)
    return Economy(
        name=about.name,
        year=about.year,
        unit=about.unit,
        countries=tuple(countries),
        sectors=("all",),
        flows=exports[None],
        tariffs=np.zeros((1, n, n)),
        inputs=np.zeros((1, 1, n)),
        imputed=np.eye(n)[None],
        flags=flags,
        treatments=treatments,
        sources=about.sources,
    )
