"""Sum countries or sectors of an economy; totals are checked, never assumed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import InputError, UnknownNameError
from lopsided.model.proportional import ratio

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lopsided.model.economy import Economy, Floats

#: Totals must survive summing to this relative accuracy.
SAME = 1e-9


def aggregate(
    economy: Economy, *, countries: Mapping[str, str] | None = None, sectors: Mapping[str, str] | None = None
) -> Economy:
    """Sum countries and sectors into groups.

    Parameters
    ----------
    economy : Economy
        What to sum.
    countries, sectors : mapping, optional
        Old label to new; labels that are left out stay as they are. Groups come in order of first appearance.

    Returns
    -------
    Economy
        With the same world output, value added, final demand and tariff revenue. Trade inside a group of countries
        becomes its domestic sales.

    Raises
    ------
    UnknownNameError
        If a label is not in the economy.
    InputError
        If countries that tax each other's goods are summed, or a total is not kept.
    """
    by_country, new_countries = _summing(economy.countries, countries or {}, "country")
    by_sector, new_sectors = _summing(economy.sectors, sectors or {}, "sector")
    levied = economy.flows * economy.tariffs
    flows = _sum(economy.flows, by_sector, by_country)
    revenue = _sum(levied, by_sector, by_country)
    if np.einsum("jnn->", revenue) > SAME * economy.output.sum():
        problem = "countries that tax each other's goods cannot be summed into one"
        raise InputError(problem, subject=economy.name, remedy="remove the tariffs between them first")
    used = np.einsum("kjn,jn->kjn", economy.inputs, economy.output)
    used = np.einsum("ak,bj,cn,kjn->abc", by_sector, by_sector, by_country, used, optimize=True)
    output = flows.sum(axis=2)
    summed = replace(
        economy,
        name=f"{economy.name}, {len(new_countries)} countries by {len(new_sectors)} sectors",
        countries=new_countries,
        sectors=new_sectors,
        flows=flows,
        tariffs=ratio(revenue, flows),
        inputs=ratio(used, np.broadcast_to(output, used.shape).copy()),
        imputed=ratio(_sum(economy.flows * economy.imputed, by_sector, by_country), flows),
        flags={c: reasons for c, reasons in economy.flags.items() if c in new_countries},
    )
    _demand_kept(economy, summed)
    return summed


def _summing(labels: Sequence[str], groups: Mapping[str, str], kind: str) -> tuple[Floats, tuple[str, ...]]:
    for label in groups:
        if label not in labels:
            where = f"{kind} of this economy"
            raise UnknownNameError(where, label, labels)
    new = tuple(dict.fromkeys(groups.get(label, label) for label in labels))
    matrix = np.zeros((len(new), len(labels)))
    for place, label in enumerate(labels):
        matrix[new.index(groups.get(label, label)), place] = 1.0
    return matrix, new


def _sum(flows: Floats, by_sector: Floats, by_country: Floats) -> Floats:
    return np.asarray(np.einsum("aj,bi,cn,jin->abc", by_sector, by_country, by_country, flows, optimize=True))


def _demand_kept(before: Economy, after: Economy) -> None:
    for what in ("output", "value_added", "revenue", "final_demand"):
        old, new = float(getattr(before, what).sum()), float(getattr(after, what).sum())
        if abs(new - old) > SAME * max(abs(old), 1.0):
            problem = f"{what.replace('_', ' ')} went from {old:.6g} to {new:.6g} when summed"
            raise InputError(problem, subject=before.name, remedy="report this: it should not happen")
