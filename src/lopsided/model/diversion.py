"""Who takes over the trade that a cut or a tariff touches, for coalitions and sectors as for single countries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lopsided.model.names import pick_sectors
from lopsided.model.outcome import Change, Diversion
from lopsided.model.scenario import Cut, sides

if TYPE_CHECKING:
    from lopsided.model.economy import Floats
    from lopsided.model.outcome import Outcome
    from lopsided.model.scenario import Scenario, Tariff


def diversions(outcome: Outcome, scenario: Scenario) -> tuple[Diversion, ...]:
    """Trace every direction of trade that a scenario touches, in the scenario's order.

    Parameters
    ----------
    outcome : Outcome
        What came of the scenario.
    scenario : Scenario
        Its cuts and tariffs; those of a scenario before it are not traced.
    """
    found: list[Diversion] = []
    parts: tuple[Cut | Tariff, ...] = (*scenario.cuts, *scenario.tariffs)
    for part in parts:
        found.append(_diversion(outcome, part, part.exporters, part.importers))
        if isinstance(part, Cut) and part.both_ways:
            found.append(_diversion(outcome, part, part.importers, part.exporters))
    return tuple(found)


def _diversion(
    outcome: Outcome, part: Cut | Tariff, exporters: tuple[str, ...], importers: tuple[str, ...]
) -> Diversion:
    sellers, buyers = sides(exporters, importers, outcome.countries)
    sectors = list(pick_sectors(part.sectors, outcome.sectors))
    selling, buying = (np.isin(np.arange(len(outcome.countries)), side.places) for side in (sellers, buyers))
    touched = np.outer(selling, buying) & ~np.eye(len(outcome.countries), dtype=bool)

    def moved(run: Outcome) -> Floats:
        """Return what is lost, then what everyone sells to the buyers, then buys from the sellers; shape (1 + 2N,)."""
        change = (run.flows_after[sectors] - run.flows_before[sectors]).sum(axis=0)
        rest = np.where(touched, 0.0, change)
        lost = -float(change[touched].sum())
        return np.concatenate(([lost], rest[:, buying].sum(axis=1), rest[selling].sum(axis=0)))

    found, ends = moved(outcome), outcome.span(moved)
    n = len(outcome.countries)
    what = f", {', '.join(part.sectors)}" if part.sectors else ""
    return Diversion(
        exporter=", ".join(exporters),
        importer=f"{', '.join(importers)}{what}",
        lost=float(found[0]),
        suppliers=_ordered(outcome, found, ends, slice(1, n + 1)),
        markets=_ordered(outcome, found, ends, slice(n + 1, None)),
        lost_range=None if ends is None else (float(ends[0][0]), float(ends[1][0])),
    )


def _ordered(outcome: Outcome, found: Floats, ends: tuple[Floats, Floats] | None, which: slice) -> tuple[Change, ...]:
    changes = found[which]
    if ends is None:
        rows = [Change(c, float(x)) for c, x in zip(outcome.countries, changes, strict=True)]
    else:
        every = zip(outcome.countries, changes, ends[0][which], ends[1][which], strict=True)
        rows = [Change(c, float(x), float(low), float(high)) for c, x, low, high in every]
    return tuple(sorted((row for row in rows if row.amount != 0), key=lambda change: -change.amount))
