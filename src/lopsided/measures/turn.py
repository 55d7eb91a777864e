"""The turn of trade: where what an exporter no longer sells one partner went instead, by product or all goods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import polars as pl

from lopsided.datasets.flows import covered_years, raw_material_flows
from lopsided.datasets.flows import sources as sources_of
from lopsided.datasets.goods import country_trade, good, is_raw_material
from lopsided.datasets.packs.totals import goods_trade
from lopsided.errors import MissingDataError, UsageError
from lopsided.measures.definitions import definition
from lopsided.measures.pair import pair
from lopsided.measures.result import Measure
from lopsided.measures.trends import Reorientation, reorientation
from lopsided.terms.actors import name_of
from lopsided.terms.products import Product

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

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The part of the loss made up in all, and by each partner that took some, the largest part first."""
        known = definition("reorientation")
        unit = "t" if self.by == "tonnes" else "USD"
        parts = {"": self.account.made_up, **self.account.to}
        return tuple(
            Measure(
                definition=known.key, of=self.exporter, on=on, value=part if self.account.lost > 0 else None,
                unit=known.unit, period=f"{self.years[0]}/{self.years[1]}", formula=known.formula,
                inputs={"lost with": self.partner, f"lost, {unit}": self.account.lost}, product=self.product.key,
                sources=self.sources, caveats=self.caveats,
            )
            for on, part in parts.items()
        )  # fmt: skip


def turn_of_trade(exporter: str, partner: str, what: str, years: tuple[int, int], *, by: By = "tonnes") -> Turn:
    """Account for what an exporter lost with one partner between two years.

    Parameters
    ----------
    exporter, partner : str
        Countries by code or name.
    what : str
        Product by key, HS code or word; empty for all goods, which needs a pack that has both years.
    years : tuple of int
        The earlier and the later year.
    by : {"tonnes", "value"}
        Tonnes are not moved by prices, but some are unknown; value is complete, at each year's prices. All goods are
        compared by value.

    Returns
    -------
    Turn
        An account and not a cause.

    Raises
    ------
    UnknownNameError, UsageError
        For unknown names, a country with itself, or years that are not covered or not in order.
    MissingDataError
        For all goods, when no pack has both years of the exporter's trade.
    """
    seller, lost = pair(exporter, partner)
    if not what:
        return _of_all_goods(seller, lost, years)
    wanted = good(what)
    before, after = years
    rows, have, sources, notes = _rows(wanted, seller)
    if not (before < after and {before, after} <= set(have)):
        problem = "the two years must be covered and in order"
        remedy = f"ask for two years from {have[0]} to {have[-1]}" if have else "add a pack with the exporter's trade"
        raise UsageError(problem, subject=str(years), remedy=remedy)
    column = "tonnes" if by == "tonnes" else "value_kusd"
    rows = rows.filter(pl.col("year").is_in(years))
    unknown = tuple(sorted(set(rows.filter(pl.col(column).is_null())["importer"].to_list())))
    sums = rows.filter(~pl.col("importer").is_in(unknown)).group_by("year", "importer").agg(pl.col(column).sum())
    unit = 1.0 if by == "tonnes" else 1000.0
    sold: dict[int, dict[str, float]] = {before: {}, after: {}}
    for year, importer, amount in sums.iter_rows():
        sold[year][importer] = amount * unit
    caveats = list(notes)
    if lost in unknown:
        caveats.append("the partner's mass cannot be trusted in one of the years, so its loss is unknown: ask by value")
    return _turn(_Asked(wanted, seller, lost, years, by), sold, sources, caveats, unknown)


def _rows(what: Product, seller: str) -> tuple[pl.DataFrame, tuple[int, ...], tuple[Source, ...], tuple[str, ...]]:
    if not is_raw_material(what):
        trade = country_trade(what, seller, "exports")
        return trade.rows, trade.years, trade.sources, trade.notes
    rows = raw_material_flows(exporters=[seller], codes=what.hs6)
    return rows, covered_years(), sources_of("exporter, importer, HS6, year", rows["year"].unique().to_list()), ()


def _of_all_goods(seller: str, lost: str, years: tuple[int, int]) -> Turn:
    """Compare two years of one pack's totals: the first in the order of sources that has both."""
    before, after = years
    found = {
        (trade.year, trade.pack.key, trade.label, trade.reported_by): trade
        for trade in goods_trade(seller, "exports")
        if trade.complete
    }
    for trade in sorted(found.values(), key=lambda t: t.place):
        earlier = found.get((before, trade.pack.key, trade.label, trade.reported_by))
        if trade.year == after and earlier is not None and before < after:
            sold = {before: dict(earlier.amounts), after: dict(trade.amounts)}
            goods = Product(key="", name="all goods", hs6=(), words=(), broader=(), unit="t")
            answered = f"answered by {trade.place.source} ({trade.place.why})"
            notes = [answered, "by value: prices moved as well as amounts"]
            return _turn(_Asked(goods, seller, lost, years, "value"), sold, (trade.source,), notes)
    problem = f"no pack has all goods sold by {name_of(seller)} in both {before} and {after}"
    remedy = "add BACI, Comtrade or DOTS with lopsided data add, or ask for a product"
    raise MissingDataError(problem, subject=seller, remedy=remedy)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which turn is asked for."""

    product: Product
    seller: str
    lost: str
    years: tuple[int, int]
    by: By


def _turn(
    asked: _Asked, sold: dict[int, dict[str, float]], sources: tuple[Source, ...], caveats: list[str],
    left_out: tuple[str, ...] = (),
) -> Turn:  # fmt: skip
    lost, (before, after) = asked.lost, asked.years
    said = ["an account, not a cause: all rises are set against all losses in proportion to their size", *caveats]
    if (lost in sold[before]) and (lost not in sold[after]):
        said.append(f"no row with the partner in {after}: unreported, so the loss is an upper bound")
    return Turn(
        product=asked.product,
        exporter=asked.seller,
        partner=lost,
        years=asked.years,
        by=asked.by,
        account=reorientation(sold[before], sold[after], lost),
        unreported=tuple(sorted(sold[before].keys() ^ sold[after].keys())),
        left_out=left_out,
        sources=sources,
        caveats=tuple(said),
    )
