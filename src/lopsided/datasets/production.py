"""Who uses whose inputs: the inter-country table of 2019 and the production network of 2022, both from the OECD.

Arrays are cached and read-only; copy one before changing it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from lopsided.datasets import tables
from lopsided.datasets.catalog import dataset

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl
    from numpy.typing import NDArray

    from lopsided.terms.provenance import Source

TABLE_KEY = "icio_2019_g20"
NETWORK_KEY = "icio_2022_network"


@dataclass(frozen=True, slots=True, eq=False)
class InterCountryTable:
    """A complete inter-country input-output table, in millions of current USD at basic prices.

    C countries (the last is ``"ROW"``), S industries, F final uses.

    Attributes
    ----------
    year : int
        Reference year.
    countries, industries, final_uses : tuple of str
        Labels in array order: ISO3 and ROW; ISIC sections; C consumption, I investment, Cx purchases abroad.
    intermediate : ndarray, shape (C, S, C, S)
        From selling country and industry to buying country and industry.
    final : ndarray, shape (C, S, C, F)
        From selling country and industry to the country and use of final demand.
    net_taxes : ndarray, shape (C, S)
        Taxes less subsidies on products paid by industries.
    final_taxes : ndarray, shape (C, F)
        Taxes less subsidies on products paid by final uses.
    value_added : ndarray, shape (C, S)
        Value added; the source's split into labour and capital is a convention and is not kept.
    output : ndarray, shape (C, S)
        Gross output: row sums, equal to column sums.
    industry_names, final_use_names : mapping of str to str
        Code to name; apart, because both have a "C" and an "I".
    source : Source
        Where it comes from.
    """

    year: int
    countries: tuple[str, ...]
    industries: tuple[str, ...]
    final_uses: tuple[str, ...]
    intermediate: NDArray[np.float64]
    final: NDArray[np.float64]
    net_taxes: NDArray[np.float64]
    final_taxes: NDArray[np.float64]
    value_added: NDArray[np.float64]
    output: NDArray[np.float64]
    industry_names: Mapping[str, str]
    final_use_names: Mapping[str, str]
    source: Source


@dataclass(frozen=True, slots=True, eq=False)
class ProductionNetwork:
    """Intermediate flows among C economies and S industries in one year, in millions of current USD at basic prices.

    N = C * S nodes, country by country: node ``c * S + s`` is industry s of country c. No rest of the world.

    Attributes
    ----------
    year : int
        Reference year.
    countries, industries : tuple of str
        Labels in array order: ISO3; OECD industry codes.
    flows : ndarray, shape (N, N)
        From selling node (row) to buying node (column), as stored: each within 0.1 % of the source. Cells tiny to both
        seller and buyer were not stored and read 0 here; what they amount to is in ``omitted_sales`` and
        ``omitted_purchases``.
    output : ndarray, shape (N,)
        Gross output consistent with the flows: ``intermediate_sales + other_sales``.
    published_output : ndarray, shape (N,)
        Gross output as the OECD publishes it; differs from ``output`` by 44 mn USD in all.
    intermediate_sales, intermediate_purchases : ndarray, shape (N,)
        Exact row and column sums of the source's flows.
    other_sales : ndarray, shape (N,)
        Output not sold to the N nodes: final demand anywhere, and everything sold to the rest of the world.
    omitted_sales, omitted_purchases : ndarray, shape (N,)
        Exact sums less the sums of ``flows``: cells not stored, and rounding, which can make it slightly negative.
    stored_share : float
        Share of the source's flow value that ``flows`` holds.
    descriptions : mapping of str to str
        Country or industry to its name.
    source : Source
        Where it comes from.
    """

    year: int
    countries: tuple[str, ...]
    industries: tuple[str, ...]
    flows: NDArray[np.float64]
    output: NDArray[np.float64]
    published_output: NDArray[np.float64]
    intermediate_sales: NDArray[np.float64]
    intermediate_purchases: NDArray[np.float64]
    other_sales: NDArray[np.float64]
    omitted_sales: NDArray[np.float64]
    omitted_purchases: NDArray[np.float64]
    stored_share: float
    descriptions: Mapping[str, str]
    source: Source

    @property
    def primary_inputs(self) -> NDArray[np.float64]:
        """Output less recorded intermediate purchases, shape (N,): value added, taxes, inputs from outside the 80."""
        return self.output - self.intermediate_purchases

    def by_country(self) -> NDArray[np.float64]:
        """Sum intermediate flows over industries, shape (C, C): from selling to buying country."""
        size = len(self.industries)
        shape = (len(self.countries), size, len(self.countries), size)
        summed: NDArray[np.float64] = self.flows.reshape(shape).sum(axis=(1, 3))
        return summed


@cache
def icio_2019() -> InterCountryTable:
    """Load the inter-country table of 2019: nineteen G20 members and the rest of the world, twenty ISIC sections."""
    labels = tables.query("select * from {icio_2019_labels} order by axis, position", ["icio_2019_labels"])
    columns = labels.filter(labels["axis"] == "column")
    industries = columns.filter(columns["kind"] == "industry")
    final = columns.filter(columns["kind"] == "final")
    countries = tuple(industries["country"].unique(maintain_order=True))
    sections = tuple(industries["item"].unique(maintain_order=True))
    uses = tuple(final["item"].unique(maintain_order=True))
    rows = int((labels["axis"] == "row").sum())
    full = _dense(tables.query('select "row", "column", value from {icio_2019}', ["icio_2019"]), (rows, columns.height))
    c, s, f = len(countries), len(sections), len(uses)
    nodes = c * s
    table = InterCountryTable(
        year=2019,
        countries=countries,
        industries=sections,
        final_uses=uses,
        intermediate=full[:nodes, :nodes].reshape(c, s, c, s),
        final=full[:nodes, nodes:].reshape(c, s, c, f),
        net_taxes=full[nodes, :nodes].reshape(c, s),
        final_taxes=full[nodes, nodes:].reshape(c, f),
        value_added=full[nodes + 1 :, :nodes].sum(axis=0).reshape(c, s),
        output=full[:nodes].sum(axis=1).reshape(c, s),
        industry_names=dict(industries.select("item", "description").iter_rows()),
        final_use_names=dict(final.select("item", "description").iter_rows()),
        source=dataset(TABLE_KEY).source(),
    )
    _seal(table.intermediate, table.final, table.net_taxes, table.final_taxes, table.value_added, table.output)
    return table


def _dense(cells: pl.DataFrame, shape: tuple[int, int]) -> NDArray[np.float64]:
    full = np.zeros(shape)
    full[cells["row"].to_numpy(), cells["column"].to_numpy()] = cells["value"].to_numpy()
    return full


@cache
def network_2022() -> ProductionNetwork:
    """Load the production network of 2022: 80 economies by 50 industries; kept after the first call."""
    data = dataset(NETWORK_KEY)
    nodes = tables.query("select * from {network_2022_nodes}", ["network_2022_nodes"])
    labels = tables.query("select * from {network_2022_labels}", ["network_2022_labels"])
    cells = tables.query("select seller, buyer, level from {network_2022_flows}", ["network_2022_flows"])
    size = nodes.height
    levels = cells["level"].to_numpy()
    # every level a cell can have, turned into USD once; then cells only look theirs up
    scale = data.counts["smallest_mn_usd"] * np.exp(np.arange(int(levels.max()) + 1) * data.counts["log_step"])
    flows = np.zeros((size, size))
    flows[cells["seller"].to_numpy(), cells["buyer"].to_numpy()] = scale[levels]
    columns = {name: nodes[name].to_numpy().copy() for name in nodes.columns if nodes[name].dtype.is_float()}
    network = ProductionNetwork(
        year=2022,
        countries=tuple(labels.filter(labels["kind"] == "country")["code"]),
        industries=tuple(labels.filter(labels["kind"] == "industry")["code"]),
        flows=flows,
        **columns,
        omitted_sales=columns["intermediate_sales"] - flows.sum(axis=1),
        omitted_purchases=columns["intermediate_purchases"] - flows.sum(axis=0),
        stored_share=float(flows.sum() / columns["intermediate_sales"].sum()),
        descriptions=dict(labels.select("code", "description").iter_rows()),
        source=data.source(),
    )
    _seal(flows, network.omitted_sales, network.omitted_purchases, *columns.values())
    return network


def _seal(*arrays: NDArray[np.float64]) -> None:
    """Make cached arrays read-only, so that no caller can change another's data."""
    for array in arrays:
        array.flags.writeable = False
