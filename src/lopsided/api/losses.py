"""The model's range beside a loss that articles tell will come; checks themselves never see the model."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lopsided.checks.check import Simulated
from lopsided.errors import SolveError
from lopsided.model.embedded import economy_2022
from lopsided.model.simulate import break_up
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from lopsided.checks.losses import Loss


@cache
def simulated_loss(loss: Loss) -> tuple[Simulated, ...]:
    """Simulate that all trade between the two of a told loss stops.

    Returns
    -------
    tuple of Simulated
        Of the one said to lose, in the embedded economy of 2022 with its range over elasticities; empty where that
        economy lacks one of the two, or has no equilibrium without the tie.
    """
    economy = economy_2022().one_sector()
    if not {loss.of, loss.on} <= set(economy.countries):
        return ()
    try:
        outcome = break_up(economy, loss.of, loss.on)
    except SolveError:
        return ()  # no equilibrium: there is no number to show, and none is needed for the verdict
    change, at = outcome.change(loss.of), outcome.countries.index(loss.of)
    band = outcome.band
    low, high = (change, change) if band is None else (float(band.low[at]), float(band.high[at]))
    over = f", range over {band.over}" if band else ""
    return (
        Simulated(
            label=f"real income of {name_of(loss.of)} if all trade with {name_of(loss.on)} stopped",
            value=change,
            low=min(low, high),
            high=max(low, high),
            assumptions=f"{outcome.economy} ({outcome.year}), closure {outcome.closure}, {outcome.elasticities}{over}",
            sources=outcome.sources,
        ),
    )
