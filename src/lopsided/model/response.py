"""How an equilibrium with many sectors responds to first order: the Jacobian, and derivatives by the implicit function.

Everything is differentiated at a position for M directions at once. A direction moves log wages, log trade-cost
factors and elasticities; prices and spending follow from the same two linear systems that define them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from lopsided.model.blocks import Blocks, Position
    from lopsided.model.economy import Floats

MOST_ROUNDS = 2000


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """First-order changes along M directions.

    Attributes
    ----------
    prices : ndarray, shape (J, N, M)
        Of log prices.
    spending : ndarray, shape (J, N, M)
        Of spending, in levels.
    income : ndarray, shape (N, M)
        Of final spending, in levels.
    gap : ndarray, shape (N, M)
        Of the log labour-market gap.
    """

    prices: Floats
    spending: Floats
    income: Floats
    gap: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Push:
    """What moves, apart from wages, along each of M directions: the direct effect on log trade weights.

    Attributes
    ----------
    attraction : ndarray, shape (J, N, M)
        Share-weighted mean over exporters of the change of log trade weights, by importer. An elasticity moves the
        weight ``pi (d c)^-theta`` through its exponent.
    receipts : ndarray, shape (J, N, M)
        What that adds to each exporter's sales at unchanged spending and price indices.
    kept : ndarray, shape (J, N, M)
        What that adds to the tariff revenue of each importer per sector.
    theta : ndarray, shape (J, M)
        Change of elasticities.
    """

    attraction: Floats
    receipts: Floats
    kept: Floats
    theta: Floats


def respond(
    blocks: Blocks, at: Position, theta: Floats, dx: Floats, push: Push | None = None, *, tolerance: float = 1e-13
) -> Response:
    """Differentiate prices, spending and the labour-market gap.

    Parameters
    ----------
    blocks, at, theta
        The economy, a position of it, and its elasticities, shape (J,).
    dx : ndarray, shape (N, M)
        Change of log wages in each direction.
    push : Push, optional
        What else changes.
    tolerance : float
        At which the two linear systems are taken as solved.
    """
    th = theta[:, None, None]
    labour = blocks.labour[:, :, None] * dx
    direct = 0.0 if push is None else _direct_price(at, th, push)

    def costs_of(dp: Floats) -> Floats:
        return np.asarray(labour + np.einsum("kjn,knm->jnm", blocks.inputs, dp, optimize=True))

    flipped = at.shares.transpose(0, 2, 1)
    dp = _settle(lambda dp: np.matmul(flipped, costs_of(dp)) + direct, np.zeros(labour.shape), tolerance)
    dc = costs_of(dp)
    sales = at.net * at.spending[:, None, :]
    moved = -th * (at.output[:, :, None] * dc - np.matmul(sales, dp))
    levied = at.shares - at.net
    kept_by = levied * at.spending[:, None, :]
    dkept = -th * (np.matmul(kept_by.transpose(0, 2, 1), dc) - kept_by.sum(axis=1)[:, :, None] * dp)
    if push is not None:
        moved = moved + push.receipts
        dkept = dkept + push.kept
    earned = np.exp(at.x) * blocks.wages
    kept = levied.sum(axis=1)

    def income_of(dspend: Floats) -> Floats:
        drevenue = (kept[:, :, None] * dspend + dkept).sum(axis=0)
        return _income_response(blocks, at, earned[:, None] * dx, drevenue)

    def respend(dspend: Floats) -> Floats:
        doutput = np.matmul(at.net, dspend) + moved
        uses = np.einsum("kjn,jnm->knm", blocks.inputs, doutput, optimize=True)
        return np.asarray(uses + blocks.final[:, :, None] * income_of(dspend))

    dspend = _settle(respend, np.zeros(labour.shape), tolerance)
    doutput = np.matmul(at.net, dspend) + moved
    paid = (blocks.labour * at.output).sum(axis=0)
    gap = (blocks.labour[:, :, None] * doutput).sum(axis=0) / paid[:, None] - dx
    return Response(dp, dspend, income_of(dspend), gap)


def _direct_price(at: Position, th: Floats, push: Push) -> Floats:
    """Price response to pushed trade weights and elasticities at unchanged costs, shape (J, N, M)."""
    dtheta = push.theta[:, None, :]
    # theta log P = -log(sum of trade weights), which attraction moves
    return np.asarray((-push.attraction - dtheta * at.prices[:, :, None]) / th)


def _income_response(blocks: Blocks, at: Position, dearned: Floats, drevenue: Floats) -> Floats:
    down = dearned + drevenue
    if blocks.closure != "ratio":
        return np.asarray(down + blocks.deficit[:, None] * dearned.sum(axis=0))
    own = np.exp(at.x) * blocks.wages + at.revenue
    wanted, dwanted = own * blocks.propensity, down * blocks.propensity[:, None]
    part = (at.parts[:, None] == np.arange(at.parts.max() + 1)).astype(np.float64)
    owned, wants = part.T @ own, part.T @ wanted
    scale = owned / wants
    dscale = scale[:, None] * ((part.T @ down) / owned[:, None] - (part.T @ dwanted) / wants[:, None])
    return np.asarray(dwanted * (part @ scale)[:, None] + wanted[:, None] * (part @ dscale))


def _settle(step: Callable[[Floats], Floats], start: Floats, tolerance: float) -> Floats:
    """Iterate a linear contraction until it settles."""
    value = start
    for _ in range(MOST_ROUNDS):
        new = step(value)
        moved = float(np.abs(new - value).max())
        value = new
        if moved <= tolerance * max(1.0, float(np.abs(new).max())):
            break
    return value
