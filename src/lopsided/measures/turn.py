"""The turn of trade: where what an exporter no longer sells one partner went instead, by raw material."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import polars as pl

from lopsided.datasets.flows import covered_years, raw_material_flows, source
from lopsided.errors import UsageError
from lopsided.measures.pair import pair
from lopsided.measures.trends import Reorientation, reorientation
from lopsided.terms.products import Product, product

if TYPE_CHECKING:
    from lopsided.terms.provenance import Source

By = Literal["tonnes", "value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One product an exporter sold less of to one partner, and who bought more.

    Attributes
    ----------
    product : Product
        What was sold.
    exporter, partner : str
        ISO3.
    years : tuple of int
        The two years compared.
    by : {"tonnes", "value"}
        What was compared.
    account : Reorientation
        What was lost (tonnes or USD), the part made up, and by whom.
    unreported : tuple of str
        Countries with a row in one of the two years only: their change may be reporting, not trade.
    left_out : tuple of str
        Countries left out because their mass cannot be trusted in one of the two years.
    """

    product: Product
    exporter: str
    partner: str
    years: tuple[int, int]
    by: By
    account: Reorientation
    unreported: tuple[str, ...]
    left_out: tuple[str, ...]
    sources: tuple[Source, ...]
    caveats: tuple[str, ...]


def turn_of_trade(exporter: str, partner: str, what: str, years: tuple[int, int], *, by: By = "tonnes") -> Turn:
    """Account for what an exporter lost with one partner between two years.

    Parameters
    ----------
    exporter, partner : str
        Countries by code or name.
    what : str
        Product by key, HS code or word.
    years : tuple of int
        The earlier and the later year.
    by : {"tonnes", "value"}
        Tonnes are not moved by prices, but some are unknown; value is complete, at each year's prices.

    Returns
    -------
    Turn
        An account and not a cause.

    Raises
    ------
    UnknownNameError, UsageError
        For unknown names, a country with itself, or years that are not covered or not in order.
    """
    seller, lost = pair(exporter, partner)
    wanted = product(what)
    before, after = years
    have = covered_years()
    if not have[0] <= before < after <= have[-1]:
        problem = "the two years must be covered and in order"
        raise UsageError(problem, subject=str(years), remedy=f"ask for two years from {have[0]} to {have[-1]}")
    rows = raw_material_flows(exporters=[seller], codes=wanted.hs6, years=years)
    column = "tonnes" if by == "tonnes" else "value_kusd"
    unknown = tuple(sorted(set(rows.filter(pl.col(column).is_null())["importer"].to_list())))
    sums = rows.filter(~pl.col("importer").is_in(unknown)).group_by("year", "importer").agg(pl.col(column).sum())
    unit = 1.0 if by == "tonnes" else 1000.0
    sold: dict[int, dict[str, float]] = {before: {}, after: {}}
    for year, importer, amount in sums.iter_rows():
        sold[year][importer] = amount * unit
    caveats = ["an account, not a cause: all rises are set against all losses in proportion to their size"]
    if lost in unknown:
        caveats.append("the partner's mass cannot be trusted in one of the years, so its loss is unknown: ask by value")
    elif (lost in sold[before]) and (lost not in sold[after]):
        caveats.append(f"no row with the partner in {after}: unreported, so the loss is an upper bound")
    return Turn(
        product=wanted,
        exporter=seller,
        partner=lost,
        years=(before, after),
        by=by,
        account=reorientation(sold[before], sold[after], lost),
        unreported=tuple(sorted(sold[before].keys() ^ sold[after].keys())),
        left_out=unknown,
        sources=(source("exporter, importer, HS6, year"),),
        caveats=tuple(caveats),
    )
