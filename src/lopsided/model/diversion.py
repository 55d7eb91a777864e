"""Who takes over the trade that a cut or a tariff touches, for coalitions and sectors as for single countries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lopsided.model.names import pick_sectors
from lopsided.model.outcome import Change, Diversion
from lopsided.model.scenario import Cut, sides

if TYPE_CHECKING:
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
    moved = (outcome.flows_after[sectors] - outcome.flows_before[sectors]).sum(axis=0)
    selling, buying = (np.isin(np.arange(len(moved)), side.places) for side in (sellers, buyers))
    touched = np.outer(selling, buying) & ~np.eye(len(moved), dtype=bool)
    gained, sold = (
        np.where(touched, 0.0, moved)[:, buying].sum(axis=1),
        np.where(touched, 0.0, moved)[selling].sum(axis=0),
    )
    what = f", {', '.join(part.sectors)}" if part.sectors else ""
    return Diversion(
        exporter=", ".join(exporters),
        importer=f"{', '.join(importers)}{what}",
        lost=-float(moved[touched].sum()),
        suppliers=_ordered(outcome, gained),
        markets=_ordered(outcome, sold),
    )


def _ordered(outcome: Outcome, changes: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> tuple[Change, ...]:
    rows = [Change(c, float(x)) for c, x in zip(outcome.countries, changes, strict=True) if x != 0]
    return tuple(sorted(rows, key=lambda change: -change.amount))
