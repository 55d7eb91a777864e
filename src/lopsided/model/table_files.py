"""Tables in CSV or Parquet, read into an economy: trade between countries, and wide inter-country tables.

Of the latter WIOD's and the OECD's name rows and columns ``COUNTRY_industry`` and put final demand in further columns
``COUNTRY_use``. What is an industry is what appears as a row and as a column; whatever else the file holds (value
added, taxes, totals) plays no part: value added is output less inputs.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from lopsided.errors import InputError
from lopsided.model.bilateral import Treatment
from lopsided.model.input_output import from_input_output
from lopsided.model.trade_files import from_trade, is_trade, numbers

if TYPE_CHECKING:
    from lopsided.model.calibration import About
    from lopsided.model.economy import Economy

#: What a table may look like, where it looks like none.
SHAPES = (
    "for trade name columns exporter, importer and value, parted by commas;"
    " for industries name rows and columns COUNTRY_industry, as WIOD and the OECD do"
)
#: Columns that sum others.
TOTALS = {"out", "output", "total", "totals"}
#: The OECD splits processing trade off China and Mexico; it is added back.
PARTS = {"CN1": "CHN", "CN2": "CHN", "MX1": "MEX", "MX2": "MEX", "RoW": "ROW", "WXD": "ROW"}


def read_table(path: Path | str, about: About) -> Economy:
    """Read a table from CSV or Parquet: of trade between countries (`from_trade`) or between industries (`from_wide`).

    Parameters
    ----------
    path : Path or str
        CSV, or Parquet by its ending.
    about : About
        Name, year, unit, sources.

    Raises
    ------
    InputError
        If the file cannot be read or holds no such table.
    """
    path = Path(path)
    try:
        frame = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, infer_schema_length=None)
    except (OSError, pl.exceptions.PolarsError) as error:
        problem = f"no table can be read from this file: {error}"
        raise InputError(problem, subject=str(path), remedy="give a CSV or Parquet file") from error
    return from_trade(frame, about) if is_trade(frame) else from_wide(frame, about)


def from_wide(frame: pl.DataFrame, about: About) -> Economy:
    """Economy of a wide inter-country table.

    Parameters
    ----------
    frame : polars.DataFrame
        First column the row labels ``COUNTRY_industry``, the others ``COUNTRY_industry`` and ``COUNTRY_use``.
    about : About
        Name, year, unit, sources.

    Raises
    ------
    InputError
        If no label appears both as row and column, or there is no final demand.
    """
    labels = frame.to_series(0).cast(pl.String).to_list()
    nodes = [label for label in labels if label in frame.columns and "_" in label]
    if not nodes:
        problem = "no label appears as a row and as a column"
        raise InputError(problem, subject=about.name, remedy=SHAPES)
    _demand_unique(nodes, about.name)
    split = [_split(node) for node in nodes]
    countries = list(dict.fromkeys(country for country, _ in split))
    sectors = list(dict.fromkeys(sector for _, sector in split))
    final = [c for c in frame.columns[1:] if c not in set(labels) and "_" in c and _split(c)[0] in countries]
    if not final:
        problem = "no column holds the final demand of a country"
        raise InputError(problem, subject=about.name, remedy="name such columns COUNTRY_use")
    n, j = len(countries), len(sectors)
    # rows come in the order of nodes; parts of one country land on the same place and add up
    seller = np.array([countries.index(country) * j + sectors.index(sector) for country, sector in split])
    user = np.array([countries.index(_split(column)[0]) for column in final])
    values = numbers(frame.filter(pl.Series([label in set(nodes) for label in labels])), [*nodes, *final], about.name)
    intermediate, demand = np.zeros((n * j, n * j)), np.zeros((n * j, n))
    np.add.at(intermediate, (seller[:, None], seller[None, :]), values[:, : len(nodes)])
    np.add.at(demand, (seller[:, None], user[None, :]), values[:, len(nodes) :])
    tables = intermediate.reshape(n, j, n, j), demand.reshape(n, j, n)
    economy = from_input_output(*tables, countries, sectors, about)
    placed = {frame.columns[0], *labels, *final}
    left = [c for c in frame.columns if c not in placed and c.casefold() not in TOTALS]
    amounts = values_of(frame, labels, nodes, left)
    said = [Treatment(f"column {c}, of no country, left out", (), amount) for c, amount in amounts.items() if amount]
    return with_treatments(economy, said)


def values_of(frame: pl.DataFrame, labels: list[str], nodes: list[str], columns: list[str]) -> dict[str, float]:
    """Sum what industries sell in some columns; columns of words are left out."""
    rows = frame.filter(pl.Series([label in set(nodes) for label in labels]))
    sold = rows.select(columns).select(pl.selectors.numeric())
    return {c: float(sold[c].fill_null(0).sum()) for c in sold.columns}


def with_treatments(economy: Economy, said: list[Treatment]) -> Economy:
    """Return the economy with what was done before it was built named first."""
    return replace(economy, treatments=(*said, *economy.treatments)) if said else economy


def _demand_unique(labels: list[str], name: str) -> None:
    again = sorted({label for label in labels if labels.count(label) > 1})
    if again:
        problem = f"{', '.join(again[:5])} is listed in two rows"
        raise InputError(problem, subject=name, remedy="keep one row each")


def _split(label: str) -> tuple[str, str]:
    country, _, rest = label.partition("_")
    return PARTS.get(country, country), rest
