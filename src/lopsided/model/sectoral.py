"""Build an economy from trade by sector, as papers and statistical offices publish it, holes and all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import InputError, SolveError
from lopsided.model.anderson import fixed_point
from lopsided.model.arrays import floats
from lopsided.model.bilateral import Treatment
from lopsided.model.economy import ROUNDING, Economy
from lopsided.model.proportional import ratio

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from lopsided.model.calibration import About
    from lopsided.model.economy import Floats

#: Industries that use more than this share of output are thought to use this much: something is added everywhere.
MOST_USED = 0.995
#: Spending that follows from shares is settled to this share of the world's.
SETTLED, MOST_ROUNDS = 1e-15, 2000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """Trade by sector and what belongs to it; J sectors, N countries.

    Attributes
    ----------
    flows : array, shape (J, N, N)
        Sales ``[j, i, n]`` of sector j from i to n before tariffs, domestic sales on the diagonal.
    output : array, shape (J, N), optional
        Gross output. Where it is given the diagonal of ``flows`` is ignored: domestic sales are output less exports.
    tariffs : array, shape (J, N, N) or (N, N), optional
        Ad-valorem rates that n levies; none where left out.
    inputs : array, shape (J, J, N), optional
        ``[k, j, n]``: spending on k per unit of j's output; none where left out. What they leave of one is the
        value-added share.
    """

    flows: ArrayLike
    output: ArrayLike | None = None
    tariffs: ArrayLike | None = None
    inputs: ArrayLike | None = None


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A table on its way to an economy."""

    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    flows: Floats
    tariffs: Floats
    inputs: Floats
    said: list[Treatment] = field(default_factory=list)

    def markets(self, where: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> tuple[str, ...]:
        return tuple(f"{self.countries[n]} {self.sectors[j]}" for j, n in np.argwhere(where))


def from_table(table: Table, countries: Sequence[str], sectors: Sequence[str], about: About) -> Economy:
    """Economy of published trade by sector; every repair is named in ``treatments``, none is silent.

    Parameters
    ----------
    table : Table
        The arrays, untouched by this.
    countries, sectors : sequence of str
        Labels.
    about : About
        Name, year, unit, sources.

    Returns
    -------
    Economy
        With these repairs, each only where it is needed: negative flows and inputs are set to zero; output is raised
        to exports where they exceed it; inputs above 99.5 % of output are scaled down to it; where industries use more
        of a good than their country buys, final demand is set to zero, the country's other final demand scaled to the
        same sum, and output moved to meet it, at unchanged shares.

    Raises
    ------
    InputError
        If shapes disagree, a number is missing, or a country produces or spends nothing.
    """
    draft = _draft(table, countries, sectors, about)
    _set_negatives_to_zero(draft)
    if table.output is not None:
        _complete(draft, _array(table.output, (len(sectors), len(countries)), "output", about.name))
    _cap_inputs(draft)
    _balance(draft, about.name)
    whole = Economy(
        name=about.name,
        year=about.year,
        unit=about.unit,
        countries=draft.countries,
        sectors=draft.sectors,
        flows=draft.flows,
        tariffs=draft.tariffs,
        inputs=draft.inputs,
        imputed=np.zeros(draft.flows.shape),
        treatments=tuple(draft.said),
        sources=about.sources,
    )
    return replace(whole, flags=_flags(whole))


def from_flows(
    flows: ArrayLike,
    countries: Sequence[str],
    sectors: Sequence[str],
    about: About,
    tariffs: ArrayLike | None = None,
    inputs: ArrayLike | None = None,
) -> Economy:
    """Economy of flows ``(J, N, N)`` with domestic sales on the diagonal: `from_table` in one line."""
    return from_table(Table(flows=flows, tariffs=tariffs, inputs=inputs), countries, sectors, about)


def _array(given: ArrayLike, shape: tuple[int, ...], key: str, name: str) -> Floats:
    array = floats(given, key, name)
    if array.shape != shape and not (key == "tariffs" and array.shape == shape[1:]):
        problem = f"{key} has shape {array.shape} where the labels ask for {shape}"
        raise InputError(problem, subject=name, remedy="order arrays [sector, exporter, importer]")
    array = np.array(np.broadcast_to(array, shape))
    if not np.isfinite(array).all():
        where = ", ".join(str(int(p)) for p in np.argwhere(~np.isfinite(array))[0])
        problem = f"{key}[{where}] is missing or infinite"
        raise InputError(problem, subject=name, remedy="fill it, zero for what is not traded, or leave its country out")
    return array


def _draft(table: Table, countries: Sequence[str], sectors: Sequence[str], about: About) -> _Draft:
    n, j = len(countries), len(sectors)
    none, nothing = np.zeros((j, n, n)), np.zeros((j, j, n))
    return _Draft(
        countries=tuple(str(c) for c in countries),
        sectors=tuple(str(s) for s in sectors),
        flows=_array(table.flows, (j, n, n), "flows", about.name),
        tariffs=none if table.tariffs is None else _array(table.tariffs, (j, n, n), "tariffs", about.name),
        inputs=nothing if table.inputs is None else _array(table.inputs, (j, j, n), "inputs", about.name),
    )


def _set_negatives_to_zero(draft: _Draft) -> None:
    for key in ("flows", "inputs"):
        array: Floats = getattr(draft, key)
        if (count := int((array < 0).sum())) > 0:
            draft.said.append(Treatment(f"{count} negative {key} set to zero", (), float(-array[array < 0].sum())))
            setattr(draft, key, np.maximum(array, 0.0))


def _complete(draft: _Draft, output: Floats) -> None:
    """Put output less exports on the diagonal, never below zero."""
    here = np.arange(len(draft.countries))
    draft.flows[:, here, here] = 0.0
    sold = draft.flows.sum(axis=2)
    if (over := sold > output).any():
        what = "exports exceed output: output raised to exports, domestic sales zero"
        draft.said.append(Treatment(what, draft.markets(over), float((sold - output)[over].sum())))
    draft.flows[:, here, here] = np.maximum(output - sold, 0.0)


def _cap_inputs(draft: _Draft) -> None:
    share = draft.inputs.sum(axis=0)
    if (over := share > MOST_USED).any():
        amount = float(((share - MOST_USED) * draft.flows.sum(axis=2))[over].sum())
        what = f"inputs above {100 * MOST_USED:.1f} % of output scaled down to it"
        draft.said.append(Treatment(what, draft.markets(over), amount))
        draft.inputs = draft.inputs * np.where(over, MOST_USED / np.where(over, share, 1.0), 1.0)


def _balance(draft: _Draft, name: str) -> None:
    """Let output meet final demand where industries use more than is bought, at the table's own shares.

    Leontief's quantities: spending is what industries use plus final demand, sellers keep their shares of every market.
    """
    paid = draft.flows * (1 + draft.tariffs)
    spending, output = paid.sum(axis=1), draft.flows.sum(axis=2)
    final = spending - np.einsum("kjn,jn->kn", draft.inputs, output)
    below = final < -ROUNDING * draft.flows.sum()
    if not below.any():
        return
    total, kept = final.sum(axis=0), np.maximum(final, 0.0)
    if (total <= 0).any():
        problem = "industries use all that the country buys, so nobody there consumes anything"
        raise InputError(problem, subject=draft.countries[int(total.argmin())], remedy=f"look at the inputs of {name}")
    kept *= total / kept.sum(axis=0)
    net = ratio(draft.flows, np.broadcast_to(spending[:, None, :], draft.flows.shape).copy())
    sector, market = np.nonzero(spending <= 0)
    net[sector, market, market] = 1.0  # what nobody sells there is made there, if anything needs it
    world = float(spending.sum())

    def respend(relative: Floats) -> Floats:
        made = np.matmul(net, relative[:, :, None])[:, :, 0]
        return np.asarray(np.einsum("kjn,jn->kn", draft.inputs, made) + kept / world)

    found = fixed_point(respend, spending / world, tolerance=SETTLED, most=MOST_ROUNDS)
    if not found.error <= ROUNDING:
        problem = "industries need more inputs than can be made"
        raise SolveError(problem, residual=found.error, worst=name, remedy="look at the shares of inputs in output")
    draft.flows = np.maximum(net * found.value[:, None, :] * world, 0.0)
    what = "industries use more than is bought: final demand set to zero, other final demand scaled, output moved"
    draft.said.append(Treatment(what, draft.markets(below), float(-final[below].sum())))


def _flags(economy: Economy) -> dict[str, tuple[str, ...]]:
    """Flag countries that buy nothing of their own: what they would lose without trade has no bound."""
    home = np.einsum("jnn->n", economy.flows)
    words = "sells nothing to itself, so its simulated losses are an artefact of the table"
    return {c: (words,) for c, own in zip(economy.countries, home, strict=True) if own <= 0}
