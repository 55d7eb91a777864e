"""Exposure to an import ban with final goods counted, where the table of 2019 has both countries."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from lopsided.datasets.production import icio_2019
from lopsided.measures.chains import all_rounds, blocks
from lopsided.measures.definitions import definition
from lopsided.measures.result import Measure
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEY = "ban_downstream_with_final"


def final_exposure(of: str, on: str) -> Measure:
    """Part of A's output that would lose a use somewhere downstream if B bought nothing from A, final goods included.

    Parameters
    ----------
    of, on : str
        ISO3 of A and B.

    Returns
    -------
    Measure
        Fraction; without a value where one of the two is not among the nineteen countries of the table.
    """
    known, table = definition(KEY), icio_2019()
    missing = [name_of(code) for code in (of, on) if code not in table.countries[:-1]]
    value = None
    inputs: dict[str, float | str] = {}
    if not missing:
        a, b = table.countries.index(of), table.countries.index(on)
        straight, value = _exposed(a, b)
        inputs = {"part sold straight to the partner": straight}
    verb = "is" if len(missing) == 1 else "are"
    return Measure(
        definition=KEY,
        of=of,
        on=on,
        value=value,
        unit=known.unit,
        period=str(table.year),
        formula=known.formula,
        inputs=inputs,
        sources=(table.source,),
        caveats=(f"{' and '.join(sorted(missing))} {verb} not among the 19 countries of the table",)
        if missing
        else (known.caveats,),
    )


@cache
def _exposed(a: int, b: int) -> tuple[float, float]:
    """Sales straight to B, and output whose chain of uses crosses from A to B, both over A's output."""
    table = icio_2019()
    output = table.output.reshape(-1)
    nodes = len(output)
    flows = table.intermediate.reshape(nodes, nodes)
    countries = blocks(np.repeat(np.arange(len(table.countries)), len(table.industries)))
    seller, buyer = countries[a], countries[b]
    sold = table.intermediate[a, :, b].sum(axis=1) + table.final[a, :, b].sum(axis=1)
    start: NDArray[np.float64] = np.zeros((1, nodes))
    start[0, seller] = np.divide(sold, output[seller], out=np.zeros_like(sold), where=output[seller] > 0)
    crossing = all_rounds(start, flows.T, output, countries, without=((buyer, seller),))
    weights = output[seller] / output[seller].sum()
    return float(start[0, seller] @ weights), float(crossing[0, seller] @ weights)
