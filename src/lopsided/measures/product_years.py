"""One product between two countries through the years, from the flows of its buyer and of its seller."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from lopsided.datasets.country_flows import CountryFlows
    from lopsided.measures.trends import Break
    from lopsided.terms.products import Product
    from lopsided.terms.provenance import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMaterialYear:
    """What one country sold another of one product in one year.

    Attributes
    ----------
    value : float
        USD, at the prices of the year.
    tonnes : float or None
        None when any part of the flow has no mass that can be trusted.
    tonnes_published : float or None
        The mass as published, trusted or not.
    suspect, imputed : bool
        Some mass gives a price far from the market's, or looks worked out from the value rather than weighed.
    share_of_imports, share_of_exports : float
        Part of the importer's imports, and of the exporter's exports, of the product by value.
    supplier_rank, customer_rank : int
        Place of the exporter among the importer's suppliers, and of the importer among the exporter's customers.
    suppliers, customers : int
        How many of each there were.

    What rests on the one side is None where only the other side's report is here (a pack of one country's trade).
    """

    year: int
    value: float
    tonnes: float | None
    tonnes_published: float | None
    suspect: bool
    imputed: bool
    share_of_imports: float | None
    share_of_exports: float | None
    supplier_rank: int | None
    customer_rank: int | None
    suppliers: int | None
    customers: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMaterial:
    """One product in one direction through the years: a raw material, or any product of a pack.

    Attributes
    ----------
    product : Product
        What is traded.
    exporter, importer : str
        ISO3.
    years : tuple of RawMaterialYear
        Years with a row, oldest first.
    unreported : tuple of int
        Years of the data set without a row: not zero, unknown.
    growth : float or None
        Yearly growth of value over the last five years, as a fraction.
    share_break : Break or None
        Lasting change in the share of the importer's imports, if there is one.
    """

    product: Product
    exporter: str
    importer: str
    years: tuple[RawMaterialYear, ...]
    unreported: tuple[int, ...]
    growth: float | None
    share_break: Break | None
    sources: tuple[Source, ...]
    caveats: tuple[str, ...]

    @property
    def latest(self) -> RawMaterialYear | None:
        """The newest year with a row."""
        return self.years[-1] if self.years else None

    @property
    def frame(self) -> pl.DataFrame:
        """The years as a table, one row a year, columns named as in ``RawMaterialYear``."""
        names = RawMaterialYear.__slots__
        return pl.DataFrame([{name: getattr(row, name) for name in names} for row in self.years])


class _Part(NamedTuple):
    """What one side's rows say of one product in one year: the partner's trade, and its place among all partners."""

    value: float
    tonnes: float | None
    tonnes_published: float | None
    suspect: bool
    imputed: bool
    share: float
    rank: int
    partners: int


def by_year(
    imports: CountryFlows, exports: CountryFlows, keys: Mapping[str, str], pair: tuple[str, str]
) -> dict[str, tuple[RawMaterialYear, ...]]:
    """Put together the years with a row, by product key, oldest first.

    Parameters
    ----------
    imports, exports : CountryFlows
        All the buyer's imports, and all the seller's exports, of the codes.
    keys : mapping of str to str
        HS code to the product it is summed into.
    pair : tuple of str
        Seller and buyer, ISO3.

    Returns
    -------
    dict
        A year that only one of the two has rows for lacks what rests on the other.
    """
    seller, buyer = pair
    bought, sold = _parts(imports, keys, seller), _parts(exports, keys, buyer)
    found: dict[str, list[RawMaterialYear]] = {}
    for product, year in sorted(bought.keys() | sold.keys()):
        supplied, delivered = bought.get((product, year)), sold.get((product, year))
        known = supplied or sold[product, year]
        found.setdefault(product, []).append(
            RawMaterialYear(
                year=year,
                value=known.value,
                tonnes=known.tonnes,
                tonnes_published=known.tonnes_published,
                suspect=known.suspect,
                imputed=known.imputed,
                share_of_imports=supplied.share if supplied else None,
                share_of_exports=delivered.share if delivered else None,
                supplier_rank=supplied.rank if supplied else None,
                customer_rank=delivered.rank if delivered else None,
                suppliers=supplied.partners if supplied else None,
                customers=delivered.partners if delivered else None,
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}


def _parts(rows: CountryFlows, keys: Mapping[str, str], partner: str) -> dict[tuple[str, int], _Part]:
    """Sum codes to products, then the partner's share and rank within each product and year it has a row in."""
    products = sorted(set(keys.values()))
    number = {key: at for at, key in enumerate(products)}
    product = np.array([number[keys[code]] if code in keys else -1 for code in rows.codes] or [-1])[rows.code]
    own = rows.with_(partner) & (product >= 0)
    if not own.any():
        return {}
    first = int(rows.year.min())
    span = int(rows.year.max()) - first + 1
    # one place for each product and year in which the partner has a row; rows of others are of no interest
    cell = np.where(product >= 0, product * span + (rows.year - first), len(products) * span)
    cells = np.unique(cell[own])
    place = np.full(len(products) * span + 1, -1)
    place[cells] = np.arange(cells.size)
    at, within = place[cell], place[cell] >= 0
    shape = (cells.size, len(rows.partners))
    traded = at[within] * shape[1] + rows.partner[within]
    values = np.bincount(traded, rows.value_kusd[within] * 1000.0, minlength=cells.size * shape[1]).reshape(shape)
    there = np.bincount(traded, minlength=cells.size * shape[1]).reshape(shape) > 0
    theirs = values[:, rows.partners[partner]]
    mine = at[own]
    tonnes, published = (_masses(mass[own], mine) for mass in (rows.tonnes, rows.tonnes_published))
    suspect, imputed = (np.bincount(mine, marked[own]) > 0 for marked in (rows.suspect, rows.imputed))
    share = theirs / values.sum(axis=1)
    rank = 1 + (values > theirs[:, None]).sum(axis=1)
    told = (theirs, suspect, imputed, share, rank, there.sum(axis=1))
    named = [(products[one // span], first + one % span) for one in cells.tolist()]
    return {
        at: _Part(value, mass, weighed, doubted, made_up, part, place, partners)
        for at, mass, weighed, value, doubted, made_up, part, place, partners in zip(
            named, tonnes, published, *(column.tolist() for column in told), strict=True
        )
    }


def _masses(masses: NDArray[np.float64], cell: NDArray[np.int64]) -> list[float | None]:
    """Sum by cell; None where any part is unknown."""
    return [None if math.isnan(mass) else mass for mass in np.bincount(cell, masses).tolist()]
