"""Input-output measures on plain arrays: reliance through all rounds of inputs, and exposure to a ban.

Notation, with N the number of country-industries: ``Z`` (N, N) sales of row to column as inputs, ``x`` (N,)
gross output, ``A = Z / x`` by column (technical coefficients), ``L = (I - A)^-1`` (Leontief). What holds for inputs
holds for sales when the table is turned round: ``Z.T / x`` by column are the allocation coefficients, and their
inverse is Ghosh's. Miller & Blair (2009), chapters 2, 3 and 12.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import SolveError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.floating]
    Link = tuple[slice, slice]


@dataclass(frozen=True, slots=True)
class Reliance:
    """Reliance of two sides on each other, each array of shape (2, N): first A on B, then B on A.

    Attributes
    ----------
    face : array
        Direct inputs from the other side per unit of each column's output.
    through : array
        The other side's output needed in all rounds, also by way of third countries, per unit of each column's
        output: rows of ``L - I`` summed over the other side (look-through). Counts gross output, so a good that
        passes through several industries counts in each; never below ``face`` in the side's own columns.
    ban : array
        Part of each column's output that would lose an input somewhere upstream if the other side sold this side
        nothing: ``c (I - A_cut)^-1`` with ``c`` the cut inputs per output. Each dollar of output counts at most
        once per crossing of the banned link; lies between ``face`` and one where value added is not negative.
    """

    face: Array
    through: Array
    ban: Array


TOLERANCE = 1e-6
"""Largest part that the last round may add to any sum; the flows themselves are known to 0.1 %."""

MOST_ROUNDS = 500


def technical_coefficients(flows: Array, output: Array) -> Array:
    """Give ``A``: input of each row per unit of the column's output; a column without output has none.

    Parameters
    ----------
    flows : array, shape (N, N)
        Sales of row to column, in money.
    output : array, shape (N,)
        Gross output, in the same money.

    Returns
    -------
    array, shape (N, N)
    """
    return flows * _inverse(output).astype(flows.dtype)[None, :]


def leontief_inverse(technical: Array) -> Array:
    """``L = (I - A)^-1``, shape (N, N): output of row needed, in all rounds, per unit of the column's final demand.

    Seconds for a table of thousands; ``all_rounds`` gives the same sums without the inverse.
    """
    # SciPy's would take two thirds of the time, but lets no other thread of the interpreter go on meanwhile.
    return np.asarray(np.linalg.inv(np.eye(len(technical), dtype=technical.dtype) - technical))


def blocks(country_of: NDArray[np.intp]) -> list[slice]:
    """Where the rows of each country begin and end, in the table's order; rows of one country lie together."""
    starts = np.flatnonzero(np.diff(country_of, prepend=country_of[0] - 1))
    ends = np.append(starts[1:], len(country_of))
    return [slice(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]


def all_rounds(
    first: Array, flows: Array, output: Array, countries: Sequence[slice], without: Sequence[Link | None] = ()
) -> Array:
    """``first @ (I - A)^-1``, counting one border crossing after the other.

    Domestic rounds are summed at once (one small inverse a country), so each further round is one more border,
    and a dozen are enough.

    Parameters
    ----------
    first : array, shape (M, N)
        Start of each of M sums.
    flows : array, shape (N, N)
        Sales of row to column (transposed for sums over sales), in money.
    output : array, shape (N,)
        Gross output, in the same money.
    countries : sequence of slice
        Rows of each country, as ``blocks`` gives them.
    without : sequence, length M or 0
        For each sum the link (rows, columns) that is cut, or None.

    Returns
    -------
    array, shape (M, N)

    Raises
    ------
    SolveError
        If the rounds do not die out.
    """
    per_output = _inverse(output).astype(flows.dtype)
    domestic = [technical_coefficients(flows[c, c], output[c]) for c in countries]
    closed = [leontief_inverse(block) for block in domestic]
    cuts = [(i, rows, flows[rows, columns] * per_output[columns], columns) for i, (rows, columns) in _cuts(without)]

    def at_home(sums: Array) -> Array:
        return np.concatenate([sums[:, c] @ inverse for c, inverse in zip(countries, closed, strict=True)], axis=1)

    step = at_home(first.astype(flows.dtype))
    total = step
    added = np.zeros_like(step)
    for _ in range(MOST_ROUNDS):
        # this order of factors reads the table straight through
        crossing = (flows.T @ step.T).T * per_output
        for c, block in zip(countries, domestic, strict=True):
            crossing[:, c] -= step[:, c] @ block
        for i, rows, link, columns in cuts:
            crossing[i, columns] -= step[i, rows] @ link
        step = at_home(crossing)
        total = total + step
        added = np.divide(np.abs(step), total, out=np.zeros_like(step), where=total > 0)
        if added.max(initial=0.0) <= TOLERANCE:
            return total
    problem = "the rounds of inputs do not die out"
    worst = f"column {int(added.max(axis=0).argmax())}"
    raise SolveError(problem, residual=float(added.max()), worst=worst, remedy="check the flow table")


def _cuts(without: Sequence[Link | None]) -> list[tuple[int, Link]]:
    return [(i, link) for i, link in enumerate(without) if link is not None]


def _inverse(amounts: Array) -> Array:
    return np.divide(1.0, amounts, out=np.zeros_like(amounts), where=amounts > 0)


def face_value(flows: Array, output: Array, supplier: slice) -> Array:
    """Direct inputs from one country per unit of each column's output, shape (N,).

    Sum of the supplier's rows of ``A``: foreign input reliance at face value (Baldwin, Freeman & Theodorakopoulos
    2022, 2023). With the table transposed: part of each row's output sold straight to that country's industries.
    """
    return np.asarray(flows[supplier].sum(axis=0) * _inverse(output))


def reliance(flows: Array, output: Array, countries: Sequence[slice], pair: tuple[slice, slice]) -> Reliance:
    """How two countries' industries rely on each other's inputs, directly and through every round.

    Parameters
    ----------
    flows : array, shape (N, N)
        Sales of row to column, in money; transposed, the result is reliance on each other's markets.
    output : array, shape (N,)
        Gross output, in the same money.
    countries : sequence of slice
        Rows of each country.
    pair : tuple of slice
        The rows of the two, A then B.

    Returns
    -------
    Reliance
        Each array has one row per side: A on B, B on A, and N columns, of which that side's own are meant.
    """
    a, b = pair
    start = np.zeros((4, len(output)))
    start[0, b] = start[1, a] = 1.0
    start[2, a] = face_value(flows, output, b)[a]
    start[3, b] = face_value(flows, output, a)[b]
    sums = all_rounds(start, flows, output, countries, without=(None, None, (b, a), (a, b)))
    face = np.stack([face_value(flows, output, b), face_value(flows, output, a)])
    return Reliance(face=face, through=sums[:2], ban=sums[2:])


def reliance_known(rows: tuple[Array, Array], flows: Array, output: Array, pair: tuple[slice, slice]) -> Reliance:
    """Give the same as `reliance` at once, where the two countries' rows of ``(I - A)^-1`` are known.

    A ban takes one block out of the table: the sums follow from the inverse by Woodbury's identity (Hager 1989, SIAM
    Review 31), which needs no more than those rows.

    Parameters
    ----------
    rows : tuple of array, shape (n_a, N) and (n_b, N)
        Rows of the inverse of A's and of B's industries.
    flows, output, pair
        As for `reliance`.
    """
    a, b = pair
    of_a, of_b = (np.asarray(part, dtype=np.float64) for part in rows)
    face = np.stack([face_value(flows, output, b), face_value(flows, output, a)])
    through = np.stack([of_b.sum(axis=0), of_a.sum(axis=0)])
    ban = np.stack(
        [_without(face[0][a], of_a, (b, a), flows, output), _without(face[1][b], of_b, (a, b), flows, output)]
    )
    return Reliance(face=face, through=through, ban=ban)


def _without(start: Array, rows: Array, link: Link, flows: Array, output: Array) -> Array:
    """``start @ (I - A)^-1`` on rows of the buyers of a link, when that link is cut."""
    sellers, buyers = link
    cut = np.asarray(flows[sellers, buyers], dtype=np.float64) * _inverse(output)[buyers]
    sums = start @ rows
    around = np.eye(len(cut)) + cut @ rows[:, sellers]
    return np.asarray(sums - np.linalg.solve(around.T, sums[sellers]) @ cut @ rows)
