"""A break-up in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.api.simulated_rows import country_name
from lopsided.api.simulations import named_parties
from lopsided.model.diversion import diversions

if TYPE_CHECKING:
    from lopsided.api.simulations import Simulation


def lopsidedness(simulation: Simulation) -> str:
    """Say how unequally a break-up hits the two, and which third country gains most sales with each buyer."""
    a, b = named_parties(simulation)[:2]
    outcome = simulation.long_run
    weak, strong = (a, b) if outcome.loss(a) >= outcome.loss(b) else (b, a)
    ratio = outcome.ratio(weak, strong)
    said = [f"{weak} loses {ratio:.3g} times what {strong} loses" if ratio else "Not both lose"]
    for moved in diversions(outcome, simulation.scenario):
        third = next((c for c in moved.suppliers if c.country not in (a, b) and c.amount > 0), None)
        if third is None:
            said.append(f"no third country sells more in {moved.importer}")
        else:
            said.append(f"of third countries {country_name(third.country)} gains most sales in {moved.importer}")
    return "; ".join(said) + " (--rows diversion shows all)."
