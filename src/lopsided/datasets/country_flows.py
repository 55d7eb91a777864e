"""All a country sold or bought, as plain arrays: read once, then asked many small questions of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np
import polars as pl

from lopsided.datasets import flow_table
from lopsided.datasets.flow_table import NOTES
from lopsided.datasets.flows import products, raw_material_flows
from lopsided.datasets.packs import flows as packed
from lopsided.datasets.packs.manifest import stamp

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable

    from numpy.typing import NDArray

    from lopsided.datasets.flow_table import FlowTable

    Mask = NDArray[np.bool_]

Side = Literal["exporter", "importer"]


@dataclass(frozen=True, slots=True)
class CountryFlows:
    """One country's sales, or its purchases, row by row as `flows.raw_material_flows` gives them.

    Attributes
    ----------
    codes, partners : dict
        The number of each HS code, and of each partner's ISO3, in alphabetical order.
    code, partner : array of int, shape (rows,)
        Those numbers.
    year : array of int, shape (rows,)
    value_kusd, tonnes, tonnes_published : array of float, shape (rows,)
        Thousands of USD, and tonnes; NaN where unknown.
    suspect, imputed : array of bool, shape (rows,)
        How the mass is marked.
    """

    codes: dict[str, int]
    partners: dict[str, int]
    code: NDArray[np.int32]
    partner: NDArray[np.int32]
    year: NDArray[np.int32]
    value_kusd: NDArray[np.float64]
    tonnes: NDArray[np.float64]
    tonnes_published: NDArray[np.float64]
    suspect: Mask
    imputed: Mask

    def of(self, codes: Iterable[str]) -> Mask:
        """Mark the rows of some products."""
        wanted = np.zeros(len(self.codes) + 1, dtype=bool)
        wanted[[self.codes[code] for code in codes if code in self.codes]] = True
        marked: Mask = wanted[self.code]
        return marked

    def with_(self, partner: str) -> Mask:
        """Mark the rows with one partner."""
        marked: Mask = self.partner == self.partners.get(partner, -1)
        return marked


def country_flows(
    iso3: str, side: Side, codes: Collection[str] = (), years: Collection[int] | None = None
) -> CountryFlows:
    """Give all rows in which a country sells (``exporter``) or buys (``importer``), of every raw material and year.

    Parameters
    ----------
    iso3 : str
        One that never occurs has no rows.
    side : {"exporter", "importer"}
        Which way.
    codes, years : collection
        Products and years that will be asked about. Where a product is no raw material, packs must have it in all of
        those years, and there are no other rows.

    Raises
    ------
    MissingDataError
        Where they have not.
    """
    if not set(codes) <= products().keys():
        return arrays(_rows(iso3, side, codes, years), side)
    return _country_flows(iso3, side, stamp())


# Every country both ways is some 80 MB.
@lru_cache(maxsize=512)
def _country_flows(iso3: str, side: Side, _packs: Hashable) -> CountryFlows:
    table = flow_table.held()
    if table is None or packed.answering():
        return arrays(_rows(iso3, side, None, None), side)
    return _from_table(table, iso3, side)


def _from_table(table: FlowTable, iso3: str, side: Side) -> CountryFlows:
    """Take a country's rows from the table in memory, without writing out the codes in each and reading them again."""
    rows = table.of(side, iso3)
    other = "importer" if side == "exporter" else "exporter"
    codes, code = _renumbered(table.names["hs6"], table.numbers["hs6"][rows])
    partners, partner = _renumbered(table.names[other], table.numbers[other][rows])
    note, published = table.note[rows], table.tonnes[rows]
    suspect = note == NOTES.index("suspect")
    return CountryFlows(
        codes=codes,
        partners=partners,
        code=code,
        partner=partner,
        year=table.year[rows].astype(np.int32),
        value_kusd=table.value_kusd[rows],
        tonnes=np.where(suspect, np.nan, published),
        tonnes_published=published,
        suspect=suspect,
        imputed=note == NOTES.index("imputed"),
    )


def _renumbered(names: pl.Series, numbers: NDArray[np.uint8]) -> tuple[dict[str, int], NDArray[np.int32]]:
    """Give numbers only to the names that occur."""
    occurs = np.bincount(numbers, minlength=len(names)) > 0
    known = {name: at for at, name in enumerate(names.gather(np.flatnonzero(occurs)))}
    return known, (np.cumsum(occurs, dtype=np.int32) - 1)[numbers]


def _rows(iso3: str, side: Side, codes: Collection[str] | None, years: Collection[int] | None) -> pl.DataFrame:
    if side == "exporter":
        return raw_material_flows(exporters=[iso3], codes=codes, years=years)
    return raw_material_flows(importers=[iso3], codes=codes, years=years)


def arrays(rows: pl.DataFrame, side: Side) -> CountryFlows:
    """Take a country's rows apart; `side` is the one it is on."""
    codes, code = _numbered(rows["hs6"])
    partners, partner = _numbered(rows["importer" if side == "exporter" else "exporter"])
    return CountryFlows(
        codes=codes,
        partners=partners,
        code=code,
        partner=partner,
        year=rows["year"].cast(pl.Int32).to_numpy(),
        value_kusd=rows["value_kusd"].to_numpy(),
        tonnes=rows["tonnes"].cast(pl.Float64).fill_null(float("nan")).to_numpy(),
        tonnes_published=rows["tonnes_published"].cast(pl.Float64).fill_null(float("nan")).to_numpy(),
        suspect=(rows["tonnes_note"] == "suspect").to_numpy(),
        imputed=(rows["tonnes_note"] == "imputed").to_numpy(),
    )


def _numbered(names: pl.Series) -> tuple[dict[str, int], NDArray[np.int32]]:
    """Give names numbers, in alphabetical order."""
    known = names.unique().sort()
    numbers = names.cast(pl.Enum(known)).to_physical().cast(pl.Int32).to_numpy()
    return {name: at for at, name in enumerate(known)}, numbers
