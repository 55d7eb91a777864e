"""The economies that ship: 2022 (80 countries, 50 industries, final demand imputed) and 2019 (20 by 20, complete)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from lopsided.datasets import macro
from lopsided.datasets.catalog import dataset
from lopsided.datasets.production import icio_2019, network_2022
from lopsided.model.bilateral import Treatment
from lopsided.model.calibration import About
from lopsided.model.imputation import MOST_CHANGE, impute_final_demand
from lopsided.model.input_output import Books, assemble, from_input_output
from lopsided.model.proportional import fit_margins, ratio

if TYPE_CHECKING:
    from lopsided.datasets.production import ProductionNetwork
    from lopsided.model.economy import Economy, Floats
    from lopsided.model.imputation import FinalDemand

YEAR = 2022
#: What the network leaves out is 0.12 % of it: a few rounds spread it well, and the rest is of no account.
ROUNDS = 10
#: Countries within this factor of `MOST_CHANGE` had their published exports cut to what the network can bear.
AT_THE_LIMIT = 0.99


@cache
def economy_2019() -> Economy:
    """Nineteen G20 members and the rest of the world by twenty ISIC sections, 2019; nothing is imputed."""
    table = icio_2019()
    about = About(name="19 countries and the rest of the world, 2019", year=table.year, sources=(table.source,))
    return from_input_output(table.intermediate, table.final, table.countries, table.industries, about)


@cache
def economy_2022() -> Economy:
    """Eighty economies by fifty industries, 2022.

    Intermediate flows are the OECD's; final demand by destination is imputed (`lopsided.model.imputation`), and value
    added is what intermediate flows leave of output, so it holds taxes and inputs from outside the eighty. Sales to the
    rest of the world are among the eighty here.
    """
    network = network_2022()
    n, j = len(network.countries), len(network.industries)
    sales, uses = _reduced(network)
    left_over = network.other_sales.reshape(n, j).T
    added = (sales.sum(axis=2) + left_over).sum(axis=0) - uses.sum(axis=(0, 1))
    exports, imports = _published(network.countries)
    balance, patched = _balances(exports, imports)
    found = impute_final_demand(sales, left_over, added - balance, exports)
    flows = sales + found.flows
    books = Books(
        flows=flows,
        uses=uses,
        imputed=ratio(found.flows, flows),
        treatments=_said(network, found, balance, patched),
        flags={},
    )
    sources = (network.source, dataset(macro.KEY).source("exports and imports of goods and services"))
    about = About(name="80 economies, 2022", year=network.year, sources=sources)
    return assemble(books, network.countries, network.industries, about)


def _reduced(network: ProductionNetwork) -> tuple[Floats, Floats]:
    """Sales ``[j, i, n]`` and uses ``[k, j, n]`` whose rows add up to the network's exact totals."""
    n, j = len(network.countries), len(network.industries)
    flows = network.flows.reshape(n, j, n, j)
    sold = network.intermediate_sales.reshape(n, j).T
    bought = network.intermediate_purchases.reshape(n, j).T
    pattern = flows.sum(axis=0).transpose(0, 2, 1).reshape(j, j * n)
    uses = fit_margins(pattern, sold.sum(axis=1), bought.ravel(), most=ROUNDS).table.reshape(j, j, n)
    raw, wanted = flows.sum(axis=3).transpose(1, 0, 2), uses.sum(axis=1)
    sales = np.stack([fit_margins(raw[k], sold[k], wanted[k], most=ROUNDS).table for k in range(j)])
    return sales, uses * ratio(sales.sum(axis=1), wanted)[:, None, :]


def _published(countries: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Look up exports and imports of goods and services in million USD, NaN where the Factbook has none."""
    rows = [[macro.series(c, flow).get(YEAR, np.nan) / 1e6 for c in countries] for flow in ("exports", "imports")]
    exports, imports = np.array(rows)
    return exports, imports


def _balances(exports: Floats, imports: Floats) -> tuple[Floats, float]:
    """Trade balances that sum to zero, shape (N,), and the surplus with the rest of the world spread to get there."""
    balance = np.nan_to_num(exports - imports, nan=0.0)
    weight = np.nan_to_num(exports + imports, nan=0.0)
    surplus = float(balance.sum())
    return balance - weight * surplus / weight.sum(), surplus


def _said(network: ProductionNetwork, found: FinalDemand, balance: Floats, surplus: float) -> tuple[Treatment, ...]:
    limit = found.moved >= MOST_CHANGE * AT_THE_LIMIT
    hubs = tuple(c for c, at in zip(network.countries, limit, strict=True) if at)
    missed = f"country totals missed by {found.error:.0e} at most after {found.iterations} rounds"
    return (
        Treatment(f"final demand split by destination by proportional fitting; {missed}", (), float(found.flows.sum())),
        Treatment("small flows left out of the network spread over those kept", (), float(network.omitted_sales.sum())),
        Treatment("surplus with the rest of the world spread over all trade balances", (), surplus),
        Treatment("published exports hold re-exports or sales the network lacks and were not reached", hubs, 0.0),
        Treatment("trade balances taken from the Factbook", (), float(np.abs(balance).sum() / 2)),
    )
