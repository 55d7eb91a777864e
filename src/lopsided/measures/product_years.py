"""One product between two countries through the years, from the flows of its buyer and of its seller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def by_year(
    imports: pl.DataFrame, exports: pl.DataFrame, keys: Mapping[str, str], pair: tuple[str, str]
) -> dict[str, tuple[RawMaterialYear, ...]]:
    """Put together the years with a row, by product key, oldest first.

    Parameters
    ----------
    imports, exports : polars.DataFrame
        All the buyer's imports, and all the seller's exports, of the codes: as `flows.raw_material_flows` gives them,
        with ``value`` in USD.
    keys : mapping of str to str
        HS code to the product it is summed into.
    pair : tuple of str
        Seller and buyer, ISO3.

    Returns
    -------
    dict
        A year that only one of the two frames has lacks what rests on the other.
    """
    seller, buyer = pair
    key = ["product", "year"]
    bought = _ranked(imports, keys, "exporter").filter(exporter=seller).drop("exporter")
    sold = _ranked(exports, keys, "importer").filter(importer=buyer).drop("importer")
    reported = bought.join(sold, on=key, how="full", coalesce=True, suffix="_sold").sort(key)
    found: dict[str, list[RawMaterialYear]] = {}
    for row in reported.iter_rows(named=True):
        side = "" if row["value"] is not None else "_sold"
        found.setdefault(row["product"], []).append(
            RawMaterialYear(
                year=row["year"],
                value=row[f"value{side}"],
                tonnes=row[f"tonnes{side}"],
                tonnes_published=row[f"tonnes_published{side}"],
                suspect=row[f"suspect{side}"],
                imputed=row[f"imputed{side}"],
                share_of_imports=row["share"],
                share_of_exports=row["share_sold"],
                supplier_rank=row["rank"],
                customer_rank=row["rank_sold"],
                suppliers=row["partners"],
                customers=row["partners_sold"],
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}


def _ranked(rows: pl.DataFrame, keys: Mapping[str, str], partner: str) -> pl.DataFrame:
    """Sum codes to products, then each partner's share and rank within product and year."""
    within = ["product", "year"]
    masses = [
        pl.when(pl.col(mass).is_null().any()).then(None).otherwise(pl.col(mass).sum()).alias(mass)
        for mass in ("tonnes", "tonnes_published")
    ]
    notes = [(pl.col("tonnes_note") == note).any().alias(note) for note in ("suspect", "imputed")]
    return (
        rows.filter(pl.col("hs6").is_in(list(keys)))
        .with_columns(product=pl.col("hs6").replace_strict(keys, return_dtype=pl.String))
        .group_by("product", "year", partner)
        .agg(pl.col("value").sum(), *masses, *notes)
        .with_columns(
            share=pl.col("value") / pl.col("value").sum().over(within),
            rank=pl.col("value").rank("min", descending=True).over(within).cast(pl.Int64),
            partners=pl.len().over(within).cast(pl.Int64),
        )
    )
