"""Dependence through inputs, and sales with final goods, from any complete inter-country table: those of packs too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lopsided.datasets.packs.square_tables import table_of_pack
from lopsided.measures.chains import all_rounds, blocks, reliance
from lopsided.measures.definitions import definition
from lopsided.measures.pair import pair
from lopsided.measures.result import Lopsidedness, Measure
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lopsided.datasets.production import InterCountryTable

    Array = NDArray[np.float64]

KEYS = (
    "input_share", "foreign_input_share", "intermediate_market_share", "input_reliance", "input_reliance_through",
    "market_reliance", "market_reliance_through", "ban_upstream", "ban_downstream", "ban_downstream_with_final",
)  # fmt: skip


def table_dependence(a: str, b: str, key: str, year: int | None = None) -> tuple[Lopsidedness, ...]:
    """Measure dependence through inputs both ways from an input-output pack.

    Parameters
    ----------
    a, b : str
        Countries by code or name.
    key : str
        Name of the pack.
    year : int, optional
        Its newest when not given.

    Returns
    -------
    tuple of Lopsidedness
        The measures of the network of 2022, and the exposure to an import ban with final goods, for that year.
        Without values, saying why, when the table lacks one of the two.

    Raises
    ------
    UnknownNameError, UsageError
        For an unknown country or pack, or a year it does not have.
    """
    first, second = pair(a, b)
    table = table_of_pack(key, year)
    missing = [name_of(code) for code in (first, second) if code not in table.countries]
    if missing:
        why = f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not a country of the table"
        sides: tuple[dict[str, float | None], ...] = (dict.fromkeys(KEYS), dict.fromkeys(KEYS))
    else:
        why, sides = "", exposures(table, first, second)
    ways = ((first, second), (second, first))
    one, other = (
        {k: _measure(table, way, k, value, why) for k, value in values.items()}
        for way, values in zip(ways, sides, strict=True)
    )
    return tuple(Lopsidedness(a_on_b=one[k], b_on_a=other[k]) for k in KEYS)


def exposures(table: InterCountryTable, a: str, b: str) -> tuple[dict[str, float | None], dict[str, float | None]]:
    """Work out every measure of ``KEYS`` for A on B, and for B on A, from a complete table.

    Notes
    -----
    Look-through: Baldwin, Freeman & Theodorakopoulos (2022, 2023). Bans: after Imbs & Pauwels (2024), see
    `lopsided.measures.chains`.
    """
    output = table.output.reshape(-1)
    nodes = len(output)
    inputs = table.intermediate.reshape(nodes, nodes)
    countries = blocks(np.repeat(np.arange(len(table.countries)), len(table.industries)))
    pair_ = tuple(countries[table.countries.index(code)] for code in (a, b))
    one, other = pair_
    bought = reliance(inputs, output, countries, (one, other))
    sold = reliance(np.ascontiguousarray(inputs.T), output, countries, (one, other))
    final = table.final.sum(axis=3).reshape(nodes, len(table.countries))
    found = []
    for side, (own, theirs, partner) in enumerate(((one, other, b), (other, one, a))):
        weights = output[own] / output[own].sum()
        to_partner = inputs[own, theirs].sum(axis=1) + final[own, table.countries.index(partner)]
        start = np.zeros((1, nodes))
        start[0, own] = np.divide(to_partner, output[own], out=np.zeros(len(weights)), where=output[own] > 0)
        crossing = all_rounds(start, inputs.T, output, countries, without=((theirs, own),))
        abroad_in = inputs[:, own].sum() - inputs[own, own].sum()
        abroad_out = inputs[own].sum() - inputs[own, own].sum()
        found.append(
            {
                "input_share": _part(inputs[theirs, own].sum(), inputs[:, own].sum()),
                "foreign_input_share": _part(inputs[theirs, own].sum(), abroad_in),
                "intermediate_market_share": _part(inputs[own, theirs].sum(), abroad_out),
                "input_reliance": float(bought.face[side, own] @ weights),
                "input_reliance_through": float(bought.through[side, own] @ weights),
                "market_reliance": float(sold.face[side, own] @ weights),
                "market_reliance_through": float(sold.through[side, own] @ weights),
                "ban_upstream": float(bought.ban[side, own] @ weights),
                "ban_downstream": float(sold.ban[side, own] @ weights),
                "ban_downstream_with_final": float(crossing[0, own] @ weights),
            }
        )
    return found[0], found[1]


def _part(part: float, whole: float) -> float | None:
    return float(part / whole) if whole > 0 else None


def _measure(table: InterCountryTable, way: tuple[str, str], key: str, value: float | None, why: str) -> Measure:
    known = definition(key)
    return Measure(
        definition=key,
        of=way[0],
        on=way[1],
        value=value,
        unit=known.unit,
        period=str(table.year),
        formula=known.formula,
        inputs={"countries of the table": len(table.countries), "industries": len(table.industries)},
        sources=(table.source,),
        caveats=(why,) if why else ("no substitution; from the table of the pack, with its countries and industries",),
    )
