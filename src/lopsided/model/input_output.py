"""Build an economy from an inter-country input-output table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import InputError
from lopsided.model.arrays import floats
from lopsided.model.bilateral import Treatment
from lopsided.model.economy import Economy
from lopsided.model.proportional import ratio

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike

    from lopsided.model.calibration import About
    from lopsided.model.economy import Floats

#: Industries whose recorded inputs exceed this share of output are thought to use this much.
MOST_INPUTS = 0.98


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Books:
    """What an economy is assembled from, before treatment.

    Attributes
    ----------
    flows : ndarray, shape (J, N, N)
        Sales ``[j, i, n]`` to industries and final users together, never negative.
    uses : ndarray, shape (J, J, N)
        ``[k, j, n]``: what sector j of country n spends on sector k's goods from anywhere.
    imputed : ndarray, shape (J, N, N)
        Share of each flow that was estimated.
    treatments : tuple of Treatment
        What was done so far.
    flags : mapping
        Country to why its results are artefacts.
    """

    flows: Floats
    uses: Floats
    imputed: Floats
    treatments: tuple[Treatment, ...] = ()
    flags: Mapping[str, tuple[str, ...]]


def assemble(books: Books, countries: Sequence[str], sectors: Sequence[str], about: About) -> Economy:
    """Turn books without tariffs into an economy, capping inputs at `MOST_INPUTS` of output and saying where.

    Value added is output less inputs, so it holds taxes and whatever the table does not record.
    """
    output = books.flows.sum(axis=2)
    inputs = ratio(books.uses, np.broadcast_to(output, books.uses.shape).copy())
    share = inputs.sum(axis=0)
    treatments = books.treatments
    if (over := share > MOST_INPUTS).any():
        where = tuple(f"{countries[n]} {sectors[j]}" for j, n in np.argwhere(over))
        amount = float(((share - MOST_INPUTS) * output)[over].sum())
        what = f"inputs above {100 * MOST_INPUTS:.0f} % of output scaled down to it"
        treatments = (*treatments, Treatment(what, where, amount))
        inputs = inputs * np.where(over, MOST_INPUTS / np.where(over, share, 1.0), 1.0)
    idle = output <= 0
    if idle.any():
        where = tuple(f"{countries[n]} {sectors[j]}" for j, n in np.argwhere(idle))
        what = "nothing is produced; what is bought there comes from abroad"
        treatments = (*treatments, Treatment(what, where, 0.0))
    n, j = len(countries), len(sectors)
    return Economy(
        name=about.name,
        year=about.year,
        unit=about.unit,
        countries=tuple(str(c) for c in countries),
        sectors=tuple(str(s) for s in sectors),
        flows=books.flows,
        tariffs=np.zeros((j, n, n)),
        inputs=inputs,
        imputed=books.imputed,
        flags=books.flags,
        treatments=treatments,
        sources=about.sources,
    )


def from_input_output(
    intermediate: ArrayLike, final: ArrayLike, countries: Sequence[str], sectors: Sequence[str], about: About
) -> Economy:
    """Economy of a complete table shaped like WIOD's or the OECD's.

    Parameters
    ----------
    intermediate : ndarray, shape (N, J, N, J)
        From selling country and industry to buying country and industry.
    final : ndarray, shape (N, J, N) or (N, J, N, F)
        From selling country and industry to the final demand of each country, uses summed or apart.
    countries, sectors : sequence of str
        Labels.
    about : About
        Name, year, unit, sources.

    Raises
    ------
    InputError
        If shapes disagree or a number is missing.

    Notes
    -----
    Negative cells are set to zero and reported: in final demand they are drawn-down inventories (uses are summed
    first), in inputs they are errors. Output is then what is sold.
    """
    n, j = len(countries), len(sectors)
    intermediate, final = floats(intermediate, "intermediate", about.name), floats(final, "final", about.name)
    demand = final.sum(axis=3) if final.ndim == 4 else final
    if intermediate.shape != (n, j, n, j) or demand.shape != (n, j, n):
        problem = f"intermediate is {intermediate.shape} and final {final.shape} for {n} countries and {j} sectors"
        raise InputError(problem, subject=about.name, remedy="order both [seller, sector, buyer, ...]")
    if not (np.isfinite(intermediate).all() and np.isfinite(demand).all()):
        problem = "a cell of the table is missing or infinite"
        raise InputError(problem, subject=about.name, remedy="fill it or leave its country out")
    treatments = [*_negatives(intermediate, "inputs", countries), *_negatives(demand, "final demand", countries)]
    used = np.maximum(intermediate, 0.0)
    flows = (used.sum(axis=3) + np.maximum(demand, 0.0)).transpose(1, 0, 2)
    books = Books(
        flows=flows,
        uses=used.sum(axis=0).transpose(0, 2, 1),
        imputed=np.zeros(flows.shape),
        treatments=tuple(treatments),
        flags={},
    )
    return assemble(books, countries, sectors, about)


def _negatives(table: Floats, what: str, countries: Sequence[str]) -> list[Treatment]:
    below = np.minimum(table, 0.0)
    if not below.any():
        return []
    sellers = np.flatnonzero(below.reshape(len(countries), -1).any(axis=1))
    count = int((below < 0).sum())
    words = f"{count} negative cells of {what} set to zero"
    return [Treatment(words, tuple(countries[int(s)] for s in sellers), float(-below.sum()))]
