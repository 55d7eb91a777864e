"""Measures as a table, one row each, for files, terminals and data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from lopsided.measures.definitions import definition
from lopsided.measures.result import Lopsidedness, Measure

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = {
    "measure": pl.String,
    "name": pl.String,
    "of": pl.String,
    "on": pl.String,
    "product": pl.String,
    "value": pl.Float64,
    "at_least": pl.Float64,
    "at_most": pl.Float64,
    "unit": pl.String,
    "period": pl.String,
    "lopsidedness": pl.String,
    "more_dependent": pl.String,
    "formula": pl.String,
    "caveats": pl.String,
    "sources": pl.String,
}


def as_frame(measures: Iterable[Measure | Lopsidedness]) -> pl.DataFrame:
    """Lay measures out in rows.

    Parameters
    ----------
    measures : iterable
        Measures (one row each) or lopsidednesses (two rows, A on B first).

    Returns
    -------
    polars.DataFrame
        Columns of ``COLUMNS``; ``value`` and the bounds in ``unit``; ``lopsidedness`` and ``more_dependent`` are empty
        for a measure by itself. ``.to_pandas()`` and ``.to_arrow()`` give the other two kinds of table.
    """
    rows: list[dict[str, object]] = []
    for one in measures:
        if isinstance(one, Lopsidedness):
            compared: dict[str, object] = {"lopsidedness": one.text, "more_dependent": one.more_dependent}
            rows += [_row(one.a_on_b) | compared, _row(one.b_on_a) | compared]
        else:
            rows.append(_row(one) | {"lopsidedness": "", "more_dependent": ""})
    return pl.DataFrame(rows, schema=COLUMNS)


def _row(measure: Measure) -> dict[str, object]:
    return {
        "measure": measure.definition,
        "name": definition(measure.definition).name,
        "of": measure.of,
        "on": measure.on,
        "product": measure.product,
        "value": measure.value,
        "at_least": measure.bounds[0],
        "at_most": measure.bounds[1],
        "unit": measure.unit,
        "period": measure.period,
        "formula": measure.formula,
        "caveats": "; ".join(measure.caveats),
        "sources": "; ".join(sorted({f"{source.publisher}, {source.title}" for source in measure.sources})),
    }
