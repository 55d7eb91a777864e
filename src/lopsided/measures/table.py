"""Measures as a table, one row each, for files, terminals, notebooks and data frames."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from lopsided.errors import UsageError
from lopsided.measures.definitions import definition
from lopsided.measures.result import Lopsidedness, Measure

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    import pyarrow as pa

One_co = TypeVar("One_co", bound=Measure | Lopsidedness, covariant=True)

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


class Measures(tuple[One_co, ...]):
    """Measures in order, as a tuple that is also a table: of polars, pandas or Arrow, and shown as one in a notebook.

    Columns as for `as_frame`.
    """

    __slots__ = ()

    @property
    def frame(self) -> pl.DataFrame:
        """The measures as a polars table."""
        return as_frame(self)

    def to_pandas(self) -> pd.DataFrame:
        """Give the measures as a pandas table.

        Raises
        ------
        UsageError
            Where pandas is not installed.
        """
        try:
            return self.frame.to_pandas()
        except ModuleNotFoundError as error:
            problem = "pandas is not installed"
            raise UsageError(problem, subject="to_pandas", remedy="pip install pandas, or take .frame") from error

    def to_arrow(self) -> pa.Table:
        """Give the measures as an Arrow table."""
        return self.frame.to_arrow()

    def _repr_html_(self) -> str:
        """Show them in a notebook, with their sources below and their caveats under the pointer."""
        head = "".join(f"<th scope='col'>{name}</th>" for name in _SHOWN)
        rows = "".join(_html_row(row) for row in self.frame.iter_rows(named=True))
        sources = sorted({source for row in self.frame["sources"] for source in row.split("; ") if source})
        below = f"<p>Sources: {escape('; '.join(sources))}</p>" if sources else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{below}"


_SHOWN = ("measure", "of", "on", "product", "value", "period", "lopsidedness")


def shown(value: float | None, low: float | None, high: float | None, unit: str) -> str:
    """Write a value with its unit, or the bounds the data allow: ``"33 %"``, ``"at most 4 %"``, ``"not known"``."""
    if value is not None:
        return _with_unit(value, unit)
    if low is not None and high is not None:
        return f"{_with_unit(low, unit)} to {_with_unit(high, unit)}"
    if high is not None:
        return f"at most {_with_unit(high, unit)}"
    return "not known" if low is None else f"at least {_with_unit(low, unit)}"


def _with_unit(value: float, unit: str) -> str:
    if unit == "fraction":
        return f"{value * 100:.3g} %"
    return f"{value:.3g}" if unit in {"index", "rank"} else f"{value:,.4g} {unit}"


def _html_row(row: dict[str, object]) -> str:
    value, low, high = (row[name] for name in ("value", "at_least", "at_most"))
    bounds = [float(str(n)) if n is not None else None for n in (value, low, high)]
    cells = {**row, "measure": row["name"], "value": shown(bounds[0], bounds[1], bounds[2], str(row["unit"]))}
    inner = "".join(f"<td>{escape(str(cells[name]))}</td>" for name in _SHOWN)
    return f"<tr title='{escape(str(row['caveats']))}'>{inner}</tr>"


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
