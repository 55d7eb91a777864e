"""From an economy to what the many-sector solver starts from, and back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import InputError, UnknownNameError
from lopsided.model.arrays import floats
from lopsided.model.bilateral import Treatment
from lopsided.model.blocks import Blocks
from lopsided.model.economy import Economy
from lopsided.model.many_sectors import Found, solve_blocks
from lopsided.model.one_sector import CLOSURES
from lopsided.model.proportional import ratio

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from lopsided.model.calibration import About
    from lopsided.model.economy import Floats
    from lopsided.model.one_sector import Closure


#: Sums that are out by this much are rounding of floats; by this much, of a printed table.
DUST, ROUNDED = 1e-9, 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """A calibrated starting point.

    Attributes
    ----------
    blocks : Blocks
        Shares and levels.
    net : ndarray, shape (J, N, N)
        Spending shares before tariffs.
    income : ndarray, shape (N,)
        Final spending, as a share of world value added.
    """

    blocks: Blocks
    net: Floats
    income: Floats


@lru_cache(maxsize=32)
def baseline_of(economy: Economy, theta: tuple[float, ...], closure: Closure) -> Baseline:
    """Baseline of an economy under a closure; for ``balanced`` deficits are purged first, at these elasticities.

    Raises
    ------
    UnknownNameError
        If the closure is unknown.
    """
    if closure not in CLOSURES:
        kind = "closure"
        raise UnknownNameError(kind, closure, CLOSURES, remedy=f"known are {', '.join(CLOSURES)}")
    added, revenue = economy.value_added, economy.revenue
    world, final = added.sum(), economy.final_demand
    blocks = Blocks(
        countries=economy.countries,
        sectors=economy.sectors,
        shares=economy.shares,
        inputs=economy.inputs,
        final=ratio(final, np.broadcast_to(final.sum(axis=0), final.shape).copy()),
        wages=added / world,
        deficit=economy.deficit / world if closure != "balanced" else np.zeros(len(added)),
        propensity=final.sum(axis=0) / (added + revenue),
        tariffs=economy.tariffs,
        spending=economy.spending / world,
        closure=closure,
    )
    if closure == "balanced" and np.abs(economy.deficit).max() > 0:
        return _settled(blocks, solve_blocks(blocks, None, np.array(theta)))
    return Baseline(blocks, blocks.shares / (1 + blocks.tariffs), final.sum(axis=0) / world)


def _settled(blocks: Blocks, found: Found) -> Baseline:
    """Take an equilibrium as the new baseline."""
    at = found.at
    earned = np.exp(at.x) * blocks.wages
    propensity = at.income / (earned + at.revenue)
    after = replace(blocks, shares=at.shares, wages=earned, propensity=propensity, spending=at.spending)
    return Baseline(after, at.net, at.income)


def economy_at(economy: Economy, flows: Floats, tariffs: Floats, name: str) -> Economy:
    """Return the economy after a shock: same coefficients, new flows ``(J, N, N)`` and tariffs, its own deficits."""
    return replace(economy, flows=flows, tariffs=tariffs, name=name)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shares:
    """A many-sector economy given as shares, as papers and their replication files do.

    Attributes
    ----------
    trade : ndarray, shape (J, N, N)
        ``pi[j, i, n]``: exporter i's share in importer n's spending on j; columns sum to one.
    inputs : ndarray, shape (J, J, N)
        ``gamma[k, j, n]``: spending on k per unit of output of j; sums over k to one less the value-added share.
    final : ndarray, shape (J, N)
        Shares of final demand; columns sum to one.
    value_added : ndarray, shape (N,)
        In money.
    tariffs : ndarray, shape (J, N, N), optional
        Ad-valorem rates ``[j, i, n]`` levied by n; none where left out.
    deficit : ndarray, shape (N,), optional
        Imports less exports; sums to zero; trade balances where it is left out.
    """

    trade: Floats
    inputs: Floats
    final: Floats
    value_added: Floats
    tariffs: Floats | None = None
    deficit: Floats | None = None


def from_shares(
    shares: Shares, theta: ArrayLike, countries: Sequence[str], sectors: Sequence[str], about: About
) -> Economy:
    """Economy whose flows are the equilibrium that these shares and deficits imply.

    Published shares rarely describe an exact equilibrium with the deficits one wants (often zero). This finds the
    nearest one in the model's own terms: wages move until trade balances at ``deficit``, from the given shares.

    Parameters
    ----------
    shares : Shares
        The arrays; negative shares are set to zero, a market without any seller gets own share one; both are reported.
    theta : array, shape (J,), or a number
        Elasticities at which trade adjusts.
    countries, sectors : sequence of str
        Labels.
    about : About
        Name, year, unit, sources.

    Raises
    ------
    InputError
        If shapes disagree, shares do not add up, or deficits do not sum to zero.
    SolveError
        If there is no such equilibrium.
    """
    n, j = len(countries), len(sectors)
    name, countries, sectors = about.name, [str(c) for c in countries], [str(s) for s in sectors]
    tariffs = np.zeros((j, n, n)) if shares.tariffs is None else floats(shares.tariffs, "tariffs", name)
    deficit = np.zeros(n) if shares.deficit is None else floats(shares.deficit, "deficit", name)
    given = {key: floats(getattr(shares, key), key, name) for key in ("trade", "inputs", "final", "value_added")}
    shares = replace(shares, tariffs=tariffs, deficit=deficit, **given)
    _demand_shapes(shares, n, j, about.name)
    shares, treatments = _clipped(shares, countries, sectors)
    shares, rounded = _scaled(shares)
    _demand_shares(shares, about.name)
    deficit, treatments = np.asarray(shares.deficit), (*treatments, *rounded)
    world = float(shares.value_added.sum())
    blocks = Blocks(
        countries=tuple(countries),
        sectors=tuple(sectors),
        shares=shares.trade,
        inputs=shares.inputs,
        final=shares.final,
        wages=shares.value_added / world,
        deficit=deficit / world,
        propensity=np.ones(n),
        tariffs=tariffs,
        spending=shares.final * (shares.value_added / world),
        closure="transfers",
    )
    at = solve_blocks(blocks, None, np.broadcast_to(floats(theta, "theta", name), (j,)).copy()).at
    return Economy(
        name=about.name,
        year=about.year,
        unit=about.unit,
        countries=tuple(countries),
        sectors=tuple(sectors),
        flows=at.net * at.spending[:, None, :] * world,
        tariffs=blocks.tariffs,
        inputs=blocks.inputs,
        imputed=np.zeros((j, n, n)),
        treatments=treatments,
        sources=about.sources,
    )


def _clipped(shares: Shares, countries: Sequence[str], sectors: Sequence[str]) -> tuple[Shares, tuple[Treatment, ...]]:
    """Set negative shares to zero and scale the rest to their old sums; let empty markets buy at home; say so."""
    treatments = []
    for key, axis in (("trade", 1), ("inputs", 0), ("final", 0)):
        given: Floats = getattr(shares, key)
        if (count := int((given < 0).sum())) == 0:
            continue
        kept = np.maximum(given, 0.0)
        total = kept.sum(axis=axis, keepdims=True)
        kept *= np.divide(given.sum(axis=axis, keepdims=True), total, out=np.ones_like(total), where=total > 0)
        words = f"{count} negative shares of {key} set to zero, the others scaled to the same sum"
        treatments.append(Treatment(words, (), float(-given[given < 0].sum())))
        shares = replace(shares, **{key: kept})
    empty = np.argwhere(shares.trade.sum(axis=1) == 0)
    if len(empty):
        trade = shares.trade.copy()
        trade[empty[:, 0], empty[:, 1], empty[:, 1]] = 1.0
        where = tuple(f"{countries[n]} {sectors[j]}" for j, n in empty)
        treatments.append(Treatment("nobody sells here: own share set to one", where, 0.0))
        shares = replace(shares, trade=trade)
    return shares, tuple(treatments)


def _scaled(shares: Shares) -> tuple[Shares, tuple[Treatment, ...]]:
    """Let shares that were rounded in print sum to one again and deficits to zero; say so if it is more than dust."""
    said = []
    for key, axis in (("trade", 1), ("final", 0)):
        given: Floats = getattr(shares, key)
        sums = given.sum(axis=axis, keepdims=True)
        miss = float(np.abs(sums - 1).max())
        if 0 < miss <= ROUNDED:
            shares = replace(shares, **{key: given / sums})
        if DUST < miss <= ROUNDED:
            said.append(Treatment(f"shares of {key} summed to one within {miss:.1e} and were scaled to it", (), miss))
    deficit, added = np.asarray(shares.deficit), shares.value_added
    left = float(deficit.sum())
    if 0 < abs(left) <= ROUNDED * float(added.sum()):
        shares = replace(shares, deficit=deficit - left * added / added.sum())
        if abs(left) > DUST * float(added.sum()):
            what = "deficits did not sum to zero: the rest spread in proportion to value added"
            said.append(Treatment(what, (), left))
    return shares, tuple(said)


def _demand_shapes(shares: Shares, n: int, j: int, name: str) -> None:
    wanted = {
        "trade": (j, n, n),
        "inputs": (j, j, n),
        "final": (j, n),
        "value_added": (n,),
        "tariffs": (j, n, n),
        "deficit": (n,),
    }
    for key, shape in wanted.items():
        have = np.shape(getattr(shares, key))
        if have != shape:
            problem = f"{key} has shape {have} where {n} countries and {j} sectors ask for {shape}"
            raise InputError(problem, subject=name, remedy="order it [sector, exporter, importer]")


def _demand_shares(shares: Shares, name: str) -> None:
    sums = {"trade": np.abs(shares.trade.sum(axis=1) - 1).max(), "final": np.abs(shares.final.sum(axis=0) - 1).max()}
    for key, miss in sums.items():
        if not miss < DUST:
            problem = f"the shares of {key} do not sum to one (out by {miss:.1e})"
            raise InputError(problem, subject=name, remedy="divide by their sums; give an empty market own share one")
    if not (shares.inputs.sum(axis=0) < 1).all():
        problem = "an industry's inputs leave no value added"
        raise InputError(problem, subject=name, remedy="scale its inputs below one")
    if not (shares.value_added > 0).all():
        problem = "a country has no value added"
        raise InputError(problem, subject=name, remedy="leave it out or merge it")
    if shares.deficit is not None and not abs(float(shares.deficit.sum())) <= DUST * float(shares.value_added.sum()):
        problem = "deficits do not sum to zero"
        raise InputError(problem, subject=name, remedy="spread the discrepancy first")
